"""The stage line of a case: what is done, where it stands, what comes later."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from workflows.models import Case


@dataclass(frozen=True)
class Stage:
    """``status``: done, now, later, returned or ended; ``word`` says it for those who see no sign."""

    label: str
    status: str
    sign: str
    word: str
    on: date | None = None


def stages_of(
    case: Case, label: str, reached: Mapping[str, date], *, state: str = "", way: list[tuple[str, str]] | None = None
) -> list[Stage]:
    """The straight way of the case, with its present state in place when that lies beside the way.

    ``label``: the present state in words; ``reached``: {state: day}. A stage that was passed by is left out. ``state``:
    the state to be shown, where the reader may not know the present one yet; ``way``: the stages he may know.
    """
    shown = state or case.state
    way = case.stages if way is None else way
    codes = [code for code, _label in way]
    beside = shown not in codes
    position = (
        max((codes.index(code) for code in reached if code in codes), default=-1) + 1 if beside else codes.index(shown)
    )
    found = [_done(text, reached[code]) for code, text in way[:position] if code in reached]
    if beside:
        found.append(_beside(case, label, reached.get(shown)))
        later = [] if case.finished else way[position:]
    else:
        found.append(Stage(way[position][1], "now", "●", _("now"), reached.get(shown)))
        later = way[position + 1 :]
    return found + [Stage(text, "later", "○", _("later")) for _code, text in later]


def _done(label: str, on: date) -> Stage:
    return Stage(label, "done", "✔", _("done"), on)


def _beside(case: Case, label: str, on: date | None) -> Stage:
    if case.finished:
        return Stage(label, "now", "■", _("ended"), on)
    return Stage(label, "now", "↩", _("now, off the straight way"), on)
