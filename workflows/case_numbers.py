"""How many cases there are: by stage, by clock, by organisation with everything below it. Exact, of what the user sees.

The same numbers as the list of cases gives for the same question; a constant number of statements.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from organization.models import Organization, Placement, User
from organization.queries import subtree_on
from workflows import case_words
from workflows.models import Case, Deadline

#: {kind of clock: days ahead within which it is counted}.
Windows = dict[str, tuple[int, ...]]


@dataclass(frozen=True)
class ClockCount:
    """Open cases with a running clock of the kind: ``overdue``; ``within``: {days: due on the day or in so many}."""

    kind: str
    overdue: int
    within: dict[int, int]


@dataclass(frozen=True)
class Numbers:
    """``states``: {(kind of case, state): cases}, ended ones included; ``open``: those that go on; ``overdue``: of
    these, with any clock past its day."""

    states: dict[tuple[str, str], int]
    open: int
    overdue: int
    clocks: list[ClockCount]

    @property
    def total(self) -> int:
        return sum(self.states.values())


@dataclass(frozen=True)
class Row:
    """An organisation with everything below it; ``organization`` None: places that are in the tree no more. ``alone``:
    the one above the other rows, without what is below it."""

    organization: Organization | None
    numbers: Numbers
    alone: bool = False


@dataclass(frozen=True)
class Report:
    """``whole``: of all that was asked for; ``rows``: of it, those right below that have a case."""

    whole: Numbers
    rows: list[Row]


def report(user: User, on: date, windows: Windows, under: Organization | None) -> Report:
    """Of the organisation and all below it on the day; of everything the user sees when None. Five statements."""
    seen = Case.objects.visible_to(user, on)
    if under is not None:
        seen = seen.filter(organization_id__in=subtree_on(under.pk, on).values("pk"))
    states, clocks, overdue = _states(seen), _clocks(seen, on, windows), _overdue(seen, on)
    holders = {place for place, _key, _n in states}
    top, branch = _branches(holders, under, on)
    found: dict[int | None, set[int]] = {}
    for place in holders:
        found.setdefault(branch.get(place), set()).add(place)
    names = Organization.objects.in_bulk([pk for pk in found if pk is not None])

    def numbers(places: set[int]) -> Numbers:
        return _numbers(places, states, clocks, overdue, windows)

    rows = [Row(None if pk is None else names[pk], numbers(places), pk == top) for pk, places in found.items()]
    rows.sort(key=lambda row: (row.organization is None, row.organization.code if row.organization else ""))
    return Report(numbers(holders), rows)


def _states(seen: QuerySet[Case]) -> list[tuple[int, tuple[str, str, bool], int]]:
    grouped: Any = seen.order_by().values("organization_id", "kind", "state", over=Q(finished__isnull=False))
    rows = grouped.annotate(n=Count("pk"))
    return [(row["organization_id"], (row["kind"], row["state"], row["over"]), row["n"]) for row in rows]


def _clocks(seen: QuerySet[Case], on: date, windows: Windows) -> list[dict[str, Any]]:
    """One row for each organisation and kind of clock: how many cases are overdue, and due within each window."""
    days = sorted({length for lengths in windows.values() for length in lengths})
    within = {
        f"within_{length}": Count(
            "case_id", distinct=True, filter=Q(due_on__gte=on, due_on__lte=on + timedelta(days=length))
        )
        for length in days
    }
    late = Count("case_id", distinct=True, filter=Q(due_on__lt=on))
    running = Deadline.objects.filter(closed_on__isnull=True, case__in=seen.order_by().values("pk"))
    grouped: Any = running.order_by().values("case__organization_id", "kind")
    return list(grouped.annotate(late=late, **within))


def _overdue(seen: QuerySet[Case], on: date) -> dict[int, int]:
    """{organisation: cases with any clock past its day}."""
    running = Deadline.objects.filter(closed_on__isnull=True, due_on__lt=on, case__in=seen.order_by().values("pk"))
    running = running.exclude(kind__in=case_words.periods())
    grouped: Any = running.order_by().values_list("case__organization_id")
    return dict(grouped.annotate(n=Count("case_id", distinct=True)))


def _branches(places: Iterable[int], under: Organization | None, on: date) -> tuple[int | None, dict[int, int | None]]:
    """(``under``, {organisation: which one right below it, or itself; None for what is in no tree that day}).

    Without ``under``: the lowest organisation that has all of them below it takes its place.
    """
    parents = dict(Placement.objects.on(on).values_list("organization_id", "parent_id"))
    ways = {place: _way(place, parents) for place in places if place in parents or place in parents.values()}
    top = under.pk if under is not None else _common(list(ways.values()))
    found: dict[int, int | None] = {}
    for place in places:
        way = ways.get(place)
        if way is None:
            found[place] = None
        elif top in way and way[0] != top:
            found[place] = way[way.index(top) - 1]
        else:
            found[place] = place
    return top, found


def _way(place: int, parents: dict[int, int]) -> list[int]:
    """From the organisation upward."""
    way = [place]
    while way[-1] in parents and parents[way[-1]] not in way:
        way.append(parents[way[-1]])
    return way


def _common(ways: list[list[int]]) -> int | None:
    """The lowest organisation that lies on every way."""
    if not ways:
        return None
    shared = set(ways[0]).intersection(*ways[1:])
    return next((place for place in ways[0] if place in shared), None)


def _numbers(
    places: set[int],
    states: list[tuple[int, tuple[str, str, bool], int]],
    clocks: list[dict[str, Any]],
    overdue: dict[int, int],
    windows: Windows,
) -> Numbers:
    counted: Counter[tuple[str, str]] = Counter()
    going_on = 0
    for place, (kind, state, over), n in states:
        if place in places:
            counted[kind, state] += n
            going_on += 0 if over else n
    of_kind: dict[str, Counter[str]] = {}
    for row in clocks:
        if row["case__organization_id"] in places:
            of_kind.setdefault(row["kind"], Counter()).update(
                {name: number for name, number in row.items() if name == "late" or name.startswith("within_")}
            )
    lines = [
        ClockCount(kind, found["late"], {length: found[f"within_{length}"] for length in windows.get(kind, ())})
        for kind, found in of_kind.items()
    ]
    late = sum(number for place, number in overdue.items() if place in places)
    return Numbers(dict(counted), going_on, late, lines)
