"""A verb: what somebody may do on a step, declared once with its words, its outcomes and the transitions they cause."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

if TYPE_CHECKING:
    from workflows.acting import Act


def _nothing(case: Any) -> str:
    return ""


class Secret(str):
    """What an act is told and nobody keeps: not in a digest, not in the record, not on a page shown again."""

    __slots__ = ()


#: The outcome of a verb whose result is not computed.
DONE = "done"


@dataclass(frozen=True)
class Verb:
    """``function(case, act)`` does it and returns the outcome (None means DONE).

    ``moves``: {outcome: name of the transition it causes, "" for none}; a verb that leaves its step open moves nothing.
    ``day``: the field of the data that holds the legal day of the act ("" = the day it is entered).
    ``by_subject``: the person concerned may do it in his own file. ``grave``: reviewed once more before it is sent.
    ``by_member``: whoever holds a seat in the body may do it for himself, whatever his role.
    ``by_system``: the system itself does it (a change of the calendar); nobody else may.
    ``prepare``: slow work on the data (inspecting a file) that must not be done while the case is locked.
    ``answers``: names of rules that the data of the act may still satisfy; until it is sent they do not hide the
    button.
    ``day_of``: the legal day where it is not typed but stands in the case (the day of its meeting), or None.
    ``hindrance``: what stands against it as the case is, in words, or "". ``at_meeting``: offered on a page of its own
    alone, as that of the meeting. ``orders``: no later act may lie before its day; not so what only prepares a meeting.
    ``decides``: of what opens a vote or records its outcome: the body decides by it; otherwise it proposes.
    """

    code: str
    function: Callable[[Any, Act], str | None]
    label: str | Promise
    consequence: str | Promise = ""
    moves: Mapping[str, str] = field(default_factory=dict)
    day: str = ""
    by_subject: bool = False
    grave: bool = False
    answers: tuple[str, ...] = ()
    prepare: Callable[[Mapping[str, Any]], dict[str, Any]] = dict
    by_system: bool = False
    day_of: Callable[[Any], date | None] | None = None
    hindrance: Callable[[Any], str] = _nothing
    at_meeting: bool = False
    orders: bool = True
    decides: bool = False
    by_member: bool = False

    def __call__(self, case: Any, act: Act) -> str:
        return self.function(case, act) or DONE

    def __str__(self) -> str:
        return str(self.label)


def verb(
    label: str | Promise,
    *,
    consequence: str | Promise = "",
    moves: Mapping[str, str] | str = "",
    day: str = "",
    by_subject: bool = False,
    grave: bool = False,
    answers: tuple[str, ...] = (),
    prepare: Callable[[Mapping[str, Any]], dict[str, Any]] = dict,
    by_system: bool = False,
    day_of: Callable[[Any], date | None] | None = None,
    hindrance: Callable[[Any], str] = _nothing,
    at_meeting: bool = False,
    orders: bool = True,
    decides: bool = False,
    by_member: bool = False,
) -> Callable[[Callable[[Any, Act], str | None]], Verb]:
    """Declare the decorated function as a verb; a single transition name in ``moves`` belongs to the outcome DONE."""

    def declare(function: Callable[[Any, Act], str | None]) -> Verb:
        per_outcome = {DONE: moves} if isinstance(moves, str) else dict(moves)
        return Verb(
            function.__name__,
            function,
            label,
            consequence,
            per_outcome,
            day,
            by_subject,
            grave,
            answers,
            prepare,
            by_system,
            day_of,
            hindrance,
            at_meeting,
            orders,
            decides,
            by_member,
        )

    return declare
