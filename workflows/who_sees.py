"""Who can see a case on a day, body by body and person by person: why, since when, until when, by which act.

Read from the tables of access beside ``visible_to``, which answers the same for one user; a test holds them together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef

from organization.models import Person, Seat, User, valid_on
from workflows.access_rows import CaseAccess, CasePerson
from workflows.models import Event
from workflows.standing_aside import StandingAside
from workflows.timeline import titles_of


@dataclass(frozen=True)
class Holder:
    """Who sits in a body with access. ``looks``: whether he has a log-in, without which he sees nothing; ``aside``: the
    case is his own matter, or he takes no part in it in this body, and it does not exist for him here.
    """

    seat: Seat
    looks: bool
    aside: bool

    @property
    def sees(self) -> bool:
        return self.looks and not self.aside


@dataclass(frozen=True)
class Line:
    """A body with those who sit in it, or a person named. ``act``: which act let it see, ``acted_on``: its day."""

    whom: Any
    reason: str
    since: date
    until: date | None
    act: str
    acted_on: date
    holders: Sequence[Holder] = ()


def lines_of(case: Any, bodies: Iterable[CaseAccess], named: Iterable[CasePerson], on: date) -> list[Line]:
    """``bodies``, ``named``: the rows of the day, with their events. Two statements."""
    rows, titles = list(bodies), titles_of(case)
    aside = case.concerned(on)
    holders: dict[int, list[Holder]] = {}
    for seat in _seats(case, [row.body_id for row in rows], on):
        found = Holder(seat, seat.looks, seat.aside or seat.person_id in aside)
        holders.setdefault(seat.body_id, []).append(found)

    def line(row: Any, whom: Any, reason: str, sitting: Sequence[Holder] = ()) -> Line:
        event: Event = row.event
        return Line(whom, reason, row.since, row.until, titles.get(event.kind, ""), event.on, sitting)

    found_lines = [line(row, row.body, row.get_reason_display(), holders.get(row.body_id, ())) for row in rows]
    return found_lines + [line(row, row.user, row.reason) for row in named if row.user.person_id not in aside]


def follower_of(case: Any, on: date) -> Person | None:
    """Who follows it in a file of his own; None before he is told of it."""
    if not case.in_own_file:
        return None
    follower = case.followed_by(on)
    subject: Person = case.subject
    return subject if follower == subject.pk else Person.objects.get(pk=follower)


def who_see(lines: Iterable[Line]) -> set[int]:
    """Ids of the persons who see the case by these lines."""
    found = set()
    for line in lines:
        found |= {holder.seat.person_id for holder in line.holders if holder.sees}
        if isinstance(line.whom, User) and line.whom.is_active and line.whom.person_id is not None:
            found.add(line.whom.person_id)
    return found


def _seats(case: Any, body_ids: Sequence[int], on: date) -> Any:
    told = StandingAside.objects.filter(case_id=case.pk, body_id=OuterRef("body_id"), person_id=OuterRef("person_id"))
    looks = User.objects.filter(person_id=OuterRef("person_id"), is_active=True)
    rows = (
        Seat.objects.on(on)
        .filter(valid_on(on, "body__"), body_id__in=body_ids)
        .annotate(looks=Exists(looks), aside=Exists(told.filter(stands=True, decided_on__lte=on)))
    )
    return rows.select_related("person", "body").order_by("body_id", "person__sort_name", "pk")
