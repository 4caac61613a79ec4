"""A second program tells the chain of every cell of the central Khối; `route_of` must say the same on every day.

The second program knows neither profiles.yaml nor the law files nor the queries: it walks raw rows and says in plain
`if`s what the table of chain profiles in the admission guide (§3.3) says in prose.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from admission.law_of_day import law_of
from admission.routes import route_of
from organization.models import Kind, Organization, Placement, Power, PowerGrant
from organization.scenarios import build
from tests.factories import organization
from workflows.routes import NoRoute

BUILT_ON = date(2025, 11, 14)
DAYS = [date(2024, 6, 14), date(2025, 2, 18), date(2025, 7, 1), BUILT_ON]
#: The day that is dated for the end of a province's Khối (organization.md §8); until then P0K ("to early 2025").
NEW_ERA = date(2025, 2, 18)
#: The day of Quy định 294-QĐ/TW: districts are gone, communes stand right above the grassroots.
COMMUNES_ABOVE = date(2025, 7, 1)
FOUNDED = date(2008, 1, 15)


class Answer(NamedTuple):
    """``profile`` is "" where none is loaded; ``decider``: key of the organisation that decides."""

    profile: str
    decider: int | None = None


NOBODY = Answer("")


class Rows:
    """Every placement and every grant of power as plain tuples."""

    def __init__(self) -> None:
        self.kinds = dict(Organization.objects.values_list("pk", "kind"))
        self.places = list(Placement.objects.values_list("organization_id", "parent_id", "since", "until"))
        self.grants = list(PowerGrant.objects.values_list("organization_id", "power", "since", "until"))

    def on(self, day: date) -> "Day":
        parents = {child: parent for child, parent, since, until in self.places if holds(since, until, day)}
        powers: dict[int, set[str]] = {}
        for owner, power, since, until in self.grants:
            if holds(since, until, day):
                powers.setdefault(owner, set()).add(power)
        return Day(day, self.kinds, parents, powers)


def holds(since: date, until: date | None, day: date) -> bool:
    """A row is true from its first day; on the day it ends it is true no more."""
    return since <= day and (until is None or day < until)


class Day:
    def __init__(self, day: date, kinds: dict[int, str], parents: dict[int, int], powers: dict[int, set[str]]) -> None:
        self.day, self.kinds, self.parents, self.powers = day, kinds, parents, powers

    def chain_of(self, cell: int) -> Answer:
        """The row of the table that applies to a cell or to a grassroots cell."""
        if cell not in self.parents:
            return NOBODY
        above = self.parents[cell]
        if self.kinds[cell] == "base_cell":
            return self._of_grassroots_cell(above)
        if self.kinds[above] == "section":
            # the section appraises and decides nothing; the chain is that of the grassroots organisation above it
            return self.chain_of_section(above)
        if self.kinds[above] in ("base", "commune_base"):
            return self._of_base(above)
        # P5: a village or quarter under a commune
        return Answer("p5", above) if self.kinds[above] == "superior" and self.day >= COMMUNES_ABOVE else NOBODY

    def chain_of_section(self, section: int) -> Answer:
        if section not in self.parents:
            return NOBODY
        above = self.parents[section]
        return self._of_base(above) if self.kinds[above] in ("base", "commune_base") else NOBODY

    def _of_grassroots_cell(self, above: int) -> Answer:
        """P4: chi bộ cơ sở under a superior; P6: directly under the one that is directly under the Centre."""
        if self.kinds[above] == "superior":
            return Answer("p4", above)
        if self.kinds[above] == "direct":
            return Answer("p6_cell", above)
        return NOBODY

    def _of_base(self, base: int) -> Answer:
        powers = self.powers.get(base, set())
        if "upper_level" in powers or "upper_level_pilot" in powers:
            # P3: the ban thường vụ of the đảng ủy with upper-level powers
            return Answer("p3", base) if self.kinds[base] == "base" else NOBODY
        if "authorised" in powers:
            # P2: the đảng ủy cơ sở được ủy quyền decides itself
            return Answer("p2", base)
        if base not in self.parents:
            return NOBODY
        above = self.parents[base]
        if self.kinds[base] == "commune_base":
            # P0: to 30-6-2025
            return Answer("p0", above) if self.kinds[above] == "superior" and self.day < COMMUNES_ABOVE else NOBODY
        if self.kinds[above] == "superior":
            return Answer("p0k" if self.day < NEW_ERA else "p1", above)
        if self.kinds[above] == "direct":
            return Answer("p6", above)
        return NOBODY


def told(place: Organization, day: date) -> Answer:
    """What the product says."""
    try:
        route = route_of(place, day, law_of(day))
    except NoRoute:
        return NOBODY
    decider = route.levels["authorised"] if route.has("authorised") else route.levels["authority"]
    return Answer(route.profile, decider.pk)


def grant(base: Organization, power: str, since: date, until: date | None = None) -> None:
    PowerGrant.objects.create(
        organization=base, power=power, decision_number="1-QĐ", decided_on=since, since=since, until=until
    )


def add_oddities() -> None:
    """What no orderly Khối has, and what changes on one of the very days."""
    direct = Organization.objects.get(kind=Kind.DIRECT)
    superior = Organization.objects.filter(kind=Kind.SUPERIOR).order_by("pk")[0]
    for _number in range(2):
        organization(Kind.CELL, parent=superior, since=FOUNDED)
        organization(Kind.CELL, parent=organization(Kind.COMMUNE_BASE, parent=superior, since=FOUNDED), since=FOUNDED)
    for parent in (superior, direct):
        for powers in ([Power.UPPER_LEVEL_PILOT], [Power.UPPER_LEVEL, Power.AUTHORISED], [Power.AUTHORISED]):
            base = organization(Kind.BASE, parent=parent, since=FOUNDED)
            section = organization(Kind.SECTION, parent=base, since=FOUNDED)
            organization(Kind.CELL, parent=section, since=FOUNDED)
            organization(Kind.CELL, parent=base, since=FOUNDED)
            organization(Kind.BASE_CELL, parent=base, since=FOUNDED)
            for power in powers:
                grant(base, power, FOUNDED)
    for since, until in ((DAYS[1], None), (FOUNDED, DAYS[2]), (DAYS[2], DAYS[3])):
        base = organization(Kind.BASE, parent=superior, since=FOUNDED)
        organization(Kind.CELL, parent=base, since=FOUNDED)
        grant(base, Power.AUTHORISED, since, until)
    moved = organization(Kind.BASE, parent=superior, since=FOUNDED)
    organization(Kind.CELL, parent=moved, since=FOUNDED)
    Placement.objects.filter(organization=moved).update(until=DAYS[2])
    Placement.objects.create(organization=moved, parent=direct, since=DAYS[2])
    ended = organization(Kind.CELL, parent=moved, since=FOUNDED)
    Placement.objects.filter(organization=ended).update(until=DAYS[3])
    organization(Kind.CELL, parent=moved, since=DAYS[3])


@pytest.fixture(scope="module")
def rows(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Rows]:
    """A small central Khối with oddities, built once and undone at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        build(11, BUILT_ON, name="s2", scale="small")
        add_oddities()
        yield Rows()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def unblocked(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


def compare(rows: Rows, day: date) -> Counter[str]:
    """Fails where the two differ; gives back how many go by each chain."""
    second = rows.on(day)
    cells = Organization.objects.filter(kind__in=[Kind.CELL, Kind.BASE_CELL])
    expected = {place.pk: second.chain_of(place.pk) for place in cells}
    differing = [
        (place.code, expected[place.pk], answer)
        for place in cells.iterator()
        if (answer := told(place, day)) != expected[place.pk]
    ]
    assert differing == []
    return Counter(answer.profile for answer in expected.values())


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_cell_goes_by_the_chain_that_a_second_program_tells(rows: Rows, day: date) -> None:
    found = compare(rows, day)
    of_the_day = {"p0k" if day < NEW_ERA else "p1", "p5" if day >= COMMUNES_ABOVE else "p0"}
    assert set(found) == {*of_the_day, "p2", "p3", "p4", "p6", "p6_cell", ""}
    assert min(found.values()) > 1


@pytest.mark.prove
@pytest.mark.django_db
def test_every_cell_of_the_full_khoi_goes_by_the_chain_that_a_second_program_tells() -> None:
    build(11, BUILT_ON, name="s2")
    add_oddities()
    rows = Rows()
    for day in DAYS:
        assert sum(compare(rows, day).values()) > 5_390 + 534


def test_some_cells_change_their_chain_between_the_days(rows: Rows) -> None:
    every = [rows.on(day) for day in DAYS[1:]]
    ways = {tuple(day.chain_of(cell).profile for day in every) for cell, kind in rows.kinds.items() if kind == "cell"}
    moved_and_ended = {("p1", "p6", "p6"), ("p1", "p6", ""), ("", "", "p6")}
    authorised_for_a_time = {("p2", "p2", "p2"), ("p2", "p1", "p1"), ("p1", "p2", "p1")}
    assert (moved_and_ended | authorised_for_a_time) - ways == set()


@pytest.mark.parametrize("above", [Power.AUTHORISED, Power.UPPER_LEVEL])
@pytest.mark.django_db
def test_powers_of_a_base_above_the_cells_own_base_are_not_its_own(above: str) -> None:
    """Only under upper-level powers may a base stand below another (T3); the lower one's powers are what counts."""
    upper = organization(Kind.BASE, parent=organization(Kind.DIRECT))
    lower = organization(Kind.BASE, parent=upper)
    cell = organization(Kind.CELL, parent=lower)
    grant(upper, above, FOUNDED)
    if above == Power.UPPER_LEVEL:
        grant(lower, Power.AUTHORISED, FOUNDED)
    assert told(cell, BUILT_ON) == Rows().on(BUILT_ON).chain_of(cell.pk)
