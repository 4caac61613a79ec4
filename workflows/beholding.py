"""Through what somebody sees a case, and what of it is shut to him all the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from organization.models import Body, User, valid_on
from permissions.visibility import seen_through

if TYPE_CHECKING:
    from workflows.models import Case


class Shut(NamedTuple):
    """Codes of papers, of panels of the page and of entries of the record that he does not read."""

    papers: frozenset[str] = frozenset()
    panels: frozenset[str] = frozenset()
    record: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Beholder:
    """Who sees a case on a day. ``through``: (body with access in which he sits, AccessReason); ``waiting``: ids of the
    bodies for which an open step waits; ``named``: whether he sees it by name.
    """

    through: tuple[tuple[Body, str], ...] = ()
    waiting: frozenset[int] = frozenset()
    named: bool = False

    @classmethod
    def of(
        cls, accesses: Iterable[Any], seated: Iterable[int], waiting: Iterable[int | None], *, named: bool
    ) -> Beholder:
        """From the access rows of the day and the ids of the bodies he sits in; no statement."""
        here = set(seated)
        through = tuple((row.body, row.reason) for row in accesses if row.body_id in here)
        return cls(through, frozenset(pk for pk in waiting if pk is not None), named)


def beholder_of(case: Case, user: User, on: date) -> Beholder:
    """Three statements."""
    from workflows.models import Case, CasePerson, Task  # noqa: PLC0415 - the case is declared with it

    assert user.person_id is not None
    rows = seen_through(Case, user.person_id, on)
    accesses = list(rows.filter(case_id=case.pk).select_related("body"))
    named = CasePerson.objects.filter(valid_on(on), content_object_id=case.pk, user_id=user.pk).exists()
    waiting = Task.objects.open().filter(process_id=case.pk).values_list("body_id", flat=True)
    return Beholder.of(accesses, [row.body_id for row in accesses], waiting, named=named)
