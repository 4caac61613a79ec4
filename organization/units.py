"""The card of an organisation on a day: place, powers, bodies, seats, vacancies; members where they may be shown."""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, FilteredRelation, Q, Window
from django.utils.translation import gettext_lazy as _

from organization.holders import held_on, rank, told_apart, valid
from organization.limits import limits_on
from organization.models import (
    VOTING_ROLES,
    Body,
    BodyKind,
    Organization,
    Placement,
    Power,
    Role,
    Seat,
    Standing,
    valid_on,
)
from organization.queries import standing_counts
from organization.sizes import Counts, SizeWarning, body_warnings, organization_warnings
from organization.tree import children, paths, period

PAGE_SIZE = 50
#: A page number that may be meant.
PAGE_NUMBER = r"[1-9][0-9]{0,5}"

_NO_SECRETARY, _NO_HEAD = _("No secretary"), _("No head")
#: Kind of body -> the role it is expected to have, and what is said when nobody has it.
EXPECTED = {
    BodyKind.CELL: (Role.SECRETARY, _NO_SECRETARY),
    BodyKind.CELL_COMMITTEE: (Role.SECRETARY, _NO_SECRETARY),
    BodyKind.SECTION_COMMITTEE: (Role.SECRETARY, _NO_SECRETARY),
    BodyKind.COMMITTEE: (Role.SECRETARY, _NO_SECRETARY),
    BodyKind.STANDING_COMMITTEE: (Role.SECRETARY, _NO_SECRETARY),
    BodyKind.INSPECTION: (Role.HEAD, _("No chairperson")),
    BodyKind.ORGANIZATION_DEPARTMENT: (Role.HEAD, _NO_HEAD),
    BodyKind.OFFICE: (Role.HEAD, _NO_HEAD),
}
#: In this order the bodies of an organisation are shown.
_ORDER = [str(kind) for kind in BodyKind]


@dataclass(frozen=True)
class Granted:
    """A power of the day with the decision that gave it."""

    power: str
    number: str
    decided_on: date
    decided_by: str
    scope: str

    @property
    def label(self) -> str:
        return str(Power(self.power).label)


@dataclass(frozen=True)
class Line:
    """A seat; ``name`` tells namesakes of the organisation apart."""

    seat: Seat
    name: str
    period: str


@dataclass(frozen=True)
class BodyPart:
    """A body of the day. ``vacancy``: what is said of the missing head, or nothing."""

    body: Body
    period: str
    lines: list[Line]
    vacancy: str
    warnings: list[SizeWarning] = field(default_factory=list)


@dataclass(frozen=True)
class Place:
    """Where the organisation stood, stands or will stand. ``now``: on the day of the card."""

    placement: Placement
    period: str
    now: bool


@dataclass(frozen=True)
class Card:
    """``path``: highest first, the organisation itself left out; ``ended``: seats that ended in the year before the
    day; ``places``: all of them, the latest first; ``counts`` is None for whoever may not see them.
    """

    path: list[Organization]
    powers: list[Granted]
    children: Page
    bodies: list[BodyPart]
    ended: list[Line]
    places: list[Place]
    counts: Counts | None
    warnings: list[SizeWarning]


def found_on(public_id: str, on: date) -> tuple[list[Organization], list[Granted]]:
    """The organisation, valid that day or not, and what stands over it, lowest first; its powers. One statement.

    Both are empty when there is no such organisation.
    """
    granted = FilteredRelation("powers", condition=valid_on(on, "powers__"))
    rows = paths(Organization.objects.filter(public_id=public_id), on).annotate(granted=granted)
    rows = rows.annotate(
        power=F("granted__power"),
        number=F("granted__decision_number"),
        decided_on=F("granted__decided_on"),
        decided_by=F("granted__decided_by__name"),
        scope=F("granted__scope"),
    )
    path: dict[int, Organization] = {}
    powers = []
    for row in rows:
        path.setdefault(row.pk, row)
        if row.depth == 0 and row.power:
            powers.append(Granted(row.power, row.number, row.decided_on, row.decided_by or "", row.scope))
    return list(path.values()), sorted(powers, key=lambda one: (one.decided_on, one.number))


def card(path: list[Organization], powers: list[Granted], on: date, *, counted: bool, number: str | None) -> Card:
    """The card of the first organisation of ``path``. ``counted``: members and sizes are for the asker to see; else
    they are not even asked for. Five or six statements.
    """
    organization, above = path[0], path[1:]
    counts = _counts(organization, on) if counted else None
    bodies, ended = _bodies(organization, on, counts)
    warnings = []
    if counts is not None:
        parent_kind = above[0].kind if above else ""
        held = [one.power for one in powers]
        warnings = organization_warnings(organization.kind, counts, limits_on(on), parent_kind=parent_kind, powers=held)
    return Card(
        path=above[::-1],
        powers=powers,
        children=_children(organization, on, number),
        bodies=bodies,
        ended=ended,
        places=_places(organization, on),
        counts=counts,
        warnings=warnings,
    )


def _counts(organization: Organization, on: date) -> Counts:
    found = standing_counts(organization.pk, on)
    return Counts(found.get(Standing.OFFICIAL, 0), found.get(Standing.PROBATIONARY, 0))


def _children(organization: Organization, on: date, number: str | None) -> Page:
    """One statement, which counts too; a page beyond the last is the first one, at the cost of another."""
    rows = children(on).filter(parent=organization).annotate(total=Window(Count("*")))
    wanted = int(number) if number and re.fullmatch(PAGE_NUMBER, number) else 1
    found: list[Placement] = []
    for page in dict.fromkeys((wanted, 1)):
        found, wanted = list(rows[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]), page
        if found:
            break
    paginator = Paginator(found, PAGE_SIZE)
    paginator.__dict__["count"] = found[0].total if found else 0  # type: ignore[attr-defined]
    return Page(found, wanted, paginator)


def _bodies(organization: Organization, on: date, counts: Counts | None) -> tuple[list[BodyPart], list[Line]]:
    """The bodies of the day with their seats, and the seats that ended in the year before it. Two statements."""
    bodies = sorted(Body.objects.on(on).filter(organization=organization), key=lambda one: _ORDER.index(one.kind))
    since = _year_before(on)
    rows = Seat.objects.filter(Q(until__isnull=True) | Q(until__gt=since), body__organization=organization)
    rows = rows.filter(since__lte=on).select_related("person", "body__organization")
    seats = sorted(rows, key=lambda seat: (rank(seat), seat.person.sort_name, seat.pk))
    names = told_apart(seat.person for seat in seats)
    held: dict[int, list[Seat]] = {}
    ended = []
    for seat in seats:
        if held_on(seat, on):
            held.setdefault(seat.body_id, []).append(seat)
        elif _end(seat) > since:
            ended.append(seat)
    parts = [_part(body, held.get(body.pk, []), names, on, counts) for body in bodies]
    ended.sort(key=_end, reverse=True)
    return parts, _lines(ended, names)


def _part(body: Body, seats: list[Seat], names: dict[int, str], on: date, counts: Counts | None) -> BodyPart:
    role, text = EXPECTED[BodyKind(body.kind)]
    vacancy = "" if any(seat.role == role for seat in seats) else str(text)
    warnings = []
    if counts is not None:
        voting = len({seat.person_id for seat in seats if seat.role in VOTING_ROLES})
        warnings = body_warnings(body.kind, voting, limits_on(on), counts=counts)
    return BodyPart(body, period(body), _lines(seats, names), vacancy, warnings)


def _lines(seats: Sequence[Seat], names: dict[int, str]) -> list[Line]:
    return [Line(seat, names[seat.person_id], period(seat)) for seat in seats]


def _end(seat: Seat) -> date:
    """The first day on which the seat, its body or its organisation is no more."""
    return min(row.until or date.max for row in (seat, seat.body, seat.body.organization))


def _year_before(on: date) -> date:
    year = on.year - 1
    return on.replace(year=year, day=min(on.day, monthrange(year, on.month)[1]))


def _places(organization: Organization, on: date) -> list[Place]:
    rows = Placement.objects.filter(organization=organization).select_related("parent").order_by("-since", "-pk")
    return [Place(row, period(row), valid(row, on)) for row in rows]
