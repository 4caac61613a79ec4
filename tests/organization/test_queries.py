from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from organization.models import BodyKind, Kind, Organization, Placement, Power, PowerGrant, Role, Standing
from organization.queries import (
    MAX_DEPTH,
    bodies_of,
    headcount,
    members_of,
    path_on,
    path_with_powers,
    seats_in,
    seats_of,
    standing_counts,
    standings_of,
    subtree_on,
    way_on,
)
from tests.counting import statements
from tests.factories import SINCE, body, membership, organization, person, seat

pytestmark = pytest.mark.django_db

DAY = date(2025, 8, 1)


@pytest.fixture
def tree() -> dict[str, Organization]:
    """direct > superior > base > section > cell, and a second cell right under the base."""
    found: dict[str, Organization] = {}
    parent = None
    for kind in (Kind.DIRECT, Kind.SUPERIOR, Kind.BASE, Kind.SECTION, Kind.CELL):
        parent = found[str(kind)] = organization(kind, parent=parent, name=str(kind))
    found["cell2"] = organization(Kind.CELL, parent=found["base"], name="cell2")
    return found


def names(rows: Any) -> list[str]:
    return sorted(row.name for row in rows)


def test_path_goes_from_the_organization_up(tree: dict[str, Organization]) -> None:
    assert [place.name for place in path_on(tree["cell"].pk, DAY)] == ["cell", "section", "base", "superior", "direct"]
    assert [place.name for place in path_on(tree["cell2"].pk, DAY)] == ["cell2", "base", "superior", "direct"]


def test_path_is_the_one_of_the_day(tree: dict[str, Organization]) -> None:
    other = organization(Kind.BASE, parent=tree["superior"], name="other base")
    moved = date(2025, 7, 1)
    Placement.objects.filter(organization=tree["cell2"]).update(until=moved)
    Placement.objects.create(organization=tree["cell2"], parent=other, since=moved)
    assert [place.name for place in path_on(tree["cell2"].pk, date(2025, 6, 30))][1] == "base"
    assert [place.name for place in path_on(tree["cell2"].pk, moved)][1] == "other base"


def test_path_of_nothing_is_empty() -> None:
    assert path_on(10**9, DAY) == []


def test_subtree_holds_everything_below(tree: dict[str, Organization]) -> None:
    assert names(subtree_on(tree["base"].pk, DAY)) == ["base", "cell", "cell2", "section"]
    assert names(subtree_on(tree["base"].pk, date(2019, 12, 31))) == ["base"]


def test_subtree_leaves_out_what_has_moved_away(tree: dict[str, Organization]) -> None:
    Placement.objects.filter(organization=tree["section"]).update(until=date(2025, 7, 1))
    assert names(subtree_on(tree["base"].pk, DAY)) == ["base", "cell2"]


def test_tree_of_a_day_takes_one_statement_whatever_its_size(tree: dict[str, Organization]) -> None:
    asked: list[Callable[[], object]] = [
        lambda: path_on(tree["cell"].pk, DAY),
        lambda: list(subtree_on(tree["direct"].pk, DAY)),
        lambda: headcount(tree["direct"].pk, DAY),
        lambda: standing_counts(tree["direct"].pk, DAY),
    ]
    before = [statements(ask) for ask in asked]
    for _number in range(5):
        membership(lies_in=organization(Kind.CELL, parent=tree["base"]))
    assert before == [1, 1, 1, 1]
    assert [statements(ask) for ask in asked] == before


def test_walk_round_a_circle_comes_to_an_end() -> None:
    first, second = organization(Kind.BASE), organization(Kind.BASE)
    Placement.objects.create(organization=first, parent=second, since=SINCE)
    Placement.objects.create(organization=second, parent=first, since=SINCE)
    assert len(path_on(first.pk, DAY)) == MAX_DEPTH


def test_bodies_are_those_of_the_day(tree: dict[str, Organization]) -> None:
    committee = body(tree["base"], BodyKind.COMMITTEE)
    body(tree["base"], BodyKind.INSPECTION, until=date(2025, 1, 1))
    cell = body(tree["cell"], BodyKind.CELL)
    places = [tree["base"], tree["cell"]]
    assert bodies_of(places, DAY) == {(places[0].pk, "committee"): committee, (places[1].pk, "cell"): cell}


def test_way_is_the_path_with_powers_and_bodies_of_the_day_in_one_statement(tree: dict[str, Organization]) -> None:
    for kind in (BodyKind.COMMITTEE, BodyKind.INSPECTION):
        body(tree["base"], kind)
    body(tree["base"], BodyKind.OFFICE, until=date(2025, 1, 1))
    body(tree["cell"], BodyKind.CELL)
    for power in (Power.AUTHORISED, Power.UPPER_LEVEL):
        PowerGrant.objects.create(
            organization=tree["base"], power=power, decision_number="1", decided_on=SINCE, since=SINCE
        )
    way_on(tree["cell"].pk, DAY)
    assert statements(lambda: way_on(tree["cell"].pk, DAY)) == 1
    found = way_on(tree["cell"].pk, DAY)
    assert found.path == path_with_powers(tree["cell"].pk, DAY)
    assert found.bodies == bodies_of(path_on(tree["cell"].pk, DAY), DAY)
    assert {(one.name, one.since, one.until, one.symbol) for one in found.bodies.values()} == {
        (one.name, one.since, one.until, one.symbol) for one in bodies_of(path_on(tree["cell"].pk, DAY), DAY).values()
    }
    assert statements(lambda: [str(one.organization) for one in found.bodies.values()]) == 0


def test_seats_of_a_person_are_those_of_the_day() -> None:
    holder = person()
    open_seat = seat(holder, role=Role.SECRETARY)
    seat(holder, role=Role.CLERK, until=date(2025, 1, 1))
    assert list(seats_of(holder, DAY)) == [open_seat]
    assert list(seats_of(None, DAY)) == []


def test_seats_in_a_body_stand_in_vietnamese_order() -> None:
    committee = body(organization(Kind.BASE), BodyKind.COMMITTEE)
    for name in ("Trần Văn Bình", "Lê Thị Ý", "Đỗ Văn Ân"):
        seat(person(name), committee, Role.MEMBER)
    assert [row.person.full_name for row in seats_in(committee, DAY)] == ["Đỗ Văn Ân", "Trần Văn Bình", "Lê Thị Ý"]


def test_members_of_a_cell_are_those_of_the_day() -> None:
    cell = organization(Kind.CELL)
    stays = membership(person("Lê Văn Bình"), cell)
    membership(person("Lê Văn An"), cell, until=date(2025, 8, 1))
    away = membership(stays.person, cell, Standing.TEMPORARILY_AWAY, since=date(2025, 7, 1))
    assert sorted(row.pk for row in members_of(cell.pk, DAY)) == [stays.pk, away.pk]
    assert standings_of([stays.person_id], DAY) == {stays.person_id: {"official", "temporarily_away"}}


def test_headcount_counts_official_and_probationary_members_of_the_subtree(tree: dict[str, Organization]) -> None:
    for standing in (Standing.OFFICIAL, Standing.OFFICIAL, Standing.PROBATIONARY, Standing.SYMPATHIZER):
        membership(lies_in=tree["cell"], standing=standing)
    membership(lies_in=tree["cell2"], standing=Standing.LEFT)
    membership(lies_in=tree["cell2"], standing=Standing.OFFICIAL, until=date(2025, 1, 1))
    assert headcount(tree["base"].pk, DAY) == 3
    assert standing_counts(tree["base"].pk, DAY) == {"official": 2, "probationary": 1, "sympathizer": 1, "left": 1}
