"""The card of an organisation on a day."""

from datetime import date

import pytest
from pytest_django import Settings

from organization.models import BodyKind, Kind, Organization, Power, PowerGrant, Role
from organization.sizes import Counts
from organization.units import EXPECTED, Card, card, found_on
from tests.counting import statements
from tests.factories import SINCE, body, membership, organization, person, seat
from tests.organization.tree.trees import DAY, MOVED, move

pytestmark = pytest.mark.django_db


def shown(of: Organization, on: date = DAY, *, counted: bool = False, number: str | None = None) -> Card:
    found, powers = found_on(of.public_id, on)
    return card(found, powers, on, counted=counted, number=number)


def test_card_has_the_path_from_the_top(units: dict[str, Organization]) -> None:
    assert [place.name for place in shown(units["cell"]).path] == ["superior", "base"]


def test_powers_are_those_of_the_day_with_their_decision(units: dict[str, Organization]) -> None:
    for power, since, until in ((Power.AUTHORISED, SINCE, None), (Power.UPPER_LEVEL, SINCE, MOVED)):
        PowerGrant.objects.create(
            organization=units["base"],
            power=power,
            decision_number="7-QĐ",
            decided_on=SINCE,
            decided_by=units["superior"],
            since=since,
            until=until,
        )
    assert [(one.power, one.number, one.decided_by) for one in shown(units["base"]).powers] == [
        (Power.AUTHORISED, "7-QĐ", "superior")
    ]
    assert len(shown(units["base"], date(2025, 6, 30)).powers) == 2
    assert shown(units["cell"]).powers == []


def test_seats_are_read_out_by_rank_then_name(units: dict[str, Organization]) -> None:
    committee = body(units["base"], BodyKind.COMMITTEE)
    for name, role in (
        ("Trần Văn An", Role.CLERK),
        ("Lê Thị Út", Role.MEMBER),
        ("Phạm Văn Bền", Role.MEMBER),
        ("Đỗ Thị Cam", Role.DEPUTY_SECRETARY),
        ("Vũ Văn Xuân", Role.SECRETARY),
    ):
        seat(person(name), committee, role)
    (part,) = shown(units["base"]).bodies
    assert [line.name for line in part.lines] == [
        "Vũ Văn Xuân",
        "Đỗ Thị Cam",
        "Phạm Văn Bền",
        "Lê Thị Út",
        "Trần Văn An",
    ]


@pytest.mark.parametrize("kind", list(BodyKind))
def test_body_without_its_head_says_so(units: dict[str, Organization], kind: str) -> None:
    role, text = EXPECTED[BodyKind(kind)]
    made = body(units["base"], kind)
    seat(of=made, role=Role.MEMBER)
    seat(of=made, role=role, until=DAY)
    assert [part.vacancy for part in shown(units["base"]).bodies] == [str(text)]
    assert [part.vacancy for part in shown(units["base"], date(2025, 8, 19)).bodies] == [""]


def test_bodies_are_those_of_the_day(units: dict[str, Organization]) -> None:
    body(units["base"], BodyKind.COMMITTEE, name="old", until=MOVED)
    body(units["base"], BodyKind.COMMITTEE, name="new", since=MOVED)
    body(units["cell"], BodyKind.CELL, name="elsewhere")
    assert [part.body.name for part in shown(units["base"]).bodies] == ["new"]
    assert [part.body.name for part in shown(units["base"], date(2025, 6, 30)).bodies] == ["old"]


def test_seats_that_ended_within_a_year_are_kept_apart(units: dict[str, Organization]) -> None:
    committee = body(units["base"], BodyKind.COMMITTEE)
    seat(person("Just Ended"), committee, until=DAY)
    seat(person("Ended A Year Ago"), committee, until=date(2024, 8, 21))
    seat(person("Ended Longer Ago"), committee, Role.MEMBER, until=date(2024, 8, 20))
    seat(person("Not Yet"), committee, Role.MEMBER, since=date(2025, 8, 21))
    found = shown(units["base"])
    assert [line.name for line in found.ended] == ["Just Ended", "Ended A Year Ago"]
    assert found.bodies[0].lines == []


def test_seats_left_open_in_a_body_that_ended_have_ended_with_it(units: dict[str, Organization]) -> None:
    seat(person("Left Open"), body(units["base"], BodyKind.COMMITTEE, until=MOVED))
    found = shown(units["base"])
    assert (found.bodies, [line.name for line in found.ended]) == ([], ["Left Open"])


def test_year_before_the_last_of_february_is_counted(units: dict[str, Organization]) -> None:
    seat(person("Ended"), body(units["base"], BodyKind.COMMITTEE), until=date(2023, 3, 1))
    assert [line.name for line in shown(units["base"], date(2024, 2, 29)).ended] == ["Ended"]


def test_places_over_time_are_the_latest_first(units: dict[str, Organization]) -> None:
    move(units["cell2"], units["base2"])
    found = shown(units["cell2"])
    assert [(one.placement.parent.name, one.period, one.now) for one in found.places] == [
        ("base2", "from 01/07/2025", True),
        ("base", "01/01/2020 – 30/06/2025", False),
    ]
    assert [one.now for one in shown(units["cell2"], date(2025, 6, 30)).places] == [False, True]


def test_children_come_in_pages_and_none_is_lost(units: dict[str, Organization]) -> None:
    made = [organization(Kind.CELL, parent=units["base2"], code=f"10.2.{n:03}") for n in range(52)]
    first, second = (shown(units["base2"], number=number).children for number in ("1", "2"))
    assert (len(first), len(second), first.paginator.count, first.paginator.num_pages) == (50, 2, 52, 2)
    assert [row.organization for row in [*first, *second]] == made
    for odd in ("3", "0", "-1", "x", "²", "9999999999", None):
        assert list(shown(units["base2"], number=odd).children) == list(first)


def test_members_are_counted_only_for_those_who_may_know(units: dict[str, Organization], settings: Settings) -> None:
    membership(lies_in=units["cell"])
    membership(lies_in=units["cell"], standing="probationary")
    allowed, others = shown(units["base"], counted=True), shown(units["base"])
    assert (allowed.counts, others.counts) == (Counts(1, 1), None)
    assert [warning.provision for warning in allowed.warnings] == ["size.base.members_min"]
    assert others.warnings == []


def test_sizes_of_bodies_are_warned_of_only_where_counts_are_allowed(units: dict[str, Organization]) -> None:
    committee = body(units["cell"], BodyKind.CELL_COMMITTEE)
    for _number in range(12):
        seat(of=committee, role=Role.MEMBER)
    provisions = {"size.cell_committee.seats_max", "size.cell_committee.officials_min"}
    allowed = shown(units["cell"], counted=True).bodies[0].warnings
    assert {warning.provision for warning in allowed} == provisions
    assert shown(units["cell"]).bodies[0].warnings == []


@pytest.mark.parametrize("number", [1, 40])
def test_card_takes_six_statements_whatever_its_size(units: dict[str, Organization], number: int) -> None:
    committee = body(units["base2"], BodyKind.COMMITTEE)
    for _number in range(number):
        organization(Kind.CELL, parent=units["base2"])
        seat(of=committee, role=Role.MEMBER)
        seat(of=committee, role=Role.CLERK, until=DAY)
    assert statements(lambda: shown(units["base2"], counted=True)) == 6
    assert statements(lambda: shown(units["base2"])) == 5


def test_card_of_nothing_is_nothing() -> None:
    assert found_on("BBBBBBBBBBBB", DAY) == ([], [])
