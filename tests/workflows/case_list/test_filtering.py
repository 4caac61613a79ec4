"""What the filters of the list leave, in which order, and which organisation is meant by a filter."""

from datetime import date, timedelta

import pytest

from admission.models import State
from organization.models import Kind, Organization, Placement
from tests.factories import organization
from tests.workflows.case_list.dossiers import ON, clock, dossier, listed
from workflows.case_filter import meant_by
from workflows.case_list import Due, Sort, Status, Wanted, listing

pytestmark = pytest.mark.django_db


# filters


@pytest.mark.parametrize(
    ("due", "kind", "places"),
    [
        (Due.OVERDUE, "", [0, 4]),
        (Due.SOON, "", [1, 2]),
        (Due.RUNNING, "", [0, 1, 2, 3, 4]),
        (Due.NONE, "", [5, 6]),
        ("", "decision", [0, 2, 4]),
        (Due.SOON, "decision", [2, 4]),
        (Due.OVERDUE, "decision", [0]),
        (Due.NONE, "ceremony", [0, 1, 2, 4, 5, 6]),
    ],
)
def test_clock_filter_is_about_the_nearest_running_clock(room, reader, due, kind, places):
    clocks: list[dict[str, int]] = [
        {"decision": -1, "stale": 3},
        {"stale": 0},
        {"decision": 7, "stale": 30},
        {"ceremony": 8},
        {"decision": 2, "stale": -9},
        {},
        {},
    ]
    cases = [dossier(room, due=running) for running in clocks]
    clock(cases[6], "decision", ON - timedelta(days=40), closed_on=ON - timedelta(days=50))
    assert set(listed(reader, due=due, clock=kind)) == {cases[place] for place in places}


def test_organisation_is_taken_with_everything_below_it_on_the_day(room, reader):
    top = organization(Kind.BASE)
    below = organization(Kind.CELL, parent=top)
    moved = organization(Kind.CELL, parent=top)
    Placement.objects.filter(organization=moved).update(until=ON)
    own, lower, gone = (dossier(room, of=place) for place in (top, below, moved))
    assert set(listed(reader, organization=top)) == {own, lower}
    assert set(listed(reader, on=ON - timedelta(days=1), organization=top)) == {own, lower, gone}
    assert listed(reader, organization=below) == [lower]


def test_other_filters_narrow_and_both_days_are_included(room, reader):
    first = dossier(room, opened_on=date(2025, 3, 1), state=State.VOTING)
    second = dossier(room, opened_on=date(2025, 3, 2), finished=True, state=State.PROBATIONARY)
    assert listed(reader, state=State.VOTING) == [first]
    assert listed(reader, status=Status.OPEN) == [first]
    assert listed(reader, status=Status.FINISHED) == [second]
    assert listed(reader, kind="admission", opened_from=date(2025, 3, 2), opened_to=date(2025, 3, 2)) == [second]
    assert listed(reader, kind="another") == []


def test_numbers_at_a_filter_say_what_choosing_it_would_show(room, reader):
    for number, state in enumerate([State.VOTING, State.VOTING, State.DRAFTING]):
        dossier(room, "Nguyễn An" if number else "Lê Bình", state=state)
    dossier(room, "Nguyễn Cúc", state=State.REFUSED, finished=True)
    found = listing(reader, ON, Wanted(words=("nguyen",), status=Status.OPEN, state=State.VOTING))
    assert found.total == len(found.page.object_list) == 1
    assert found.states == {State.VOTING: 1, State.DRAFTING: 1}
    assert found.statuses == {Status.OPEN: 1}
    assert found.kinds == {"admission": 1}


@pytest.mark.parametrize("sort", Sort.values)
def test_order_is_the_one_asked_for(room, reader, sort):
    late = dossier(room, "Trần Văn An", opened_on=date(2025, 1, 1), due={"stale": 30, "decision": -2})
    later = dossier(room, "Lê Thị Bích", opened_on=date(2025, 1, 3), due={"decision": 1})
    never = dossier(room, "Đỗ An", opened_on=date(2025, 1, 2))
    orders = {
        Sort.DEADLINE: [late, later, never],
        Sort.NEWEST: [later, never, late],
        Sort.NAME: [never, late, later],
    }
    found = listed(reader, sort=sort)
    assert found == orders[Sort(sort)]
    assert [(row.due_on, row.due_kind) for row in found if row == late] == [(ON - timedelta(days=2), "decision")]


def test_pages_hold_fifty_lose_nothing_and_end_with_the_last(room, reader):
    cases = {dossier(room, due={"stale": 5} if number % 3 else None) for number in range(52)}
    first, second = (listing(reader, ON, Wanted(), number) for number in (1, 2))
    assert (first.total, len(first.page.object_list), len(second.page.object_list)) == (52, 50, 2)
    assert {*first.page, *second.page} == cases
    assert listing(reader, ON, Wanted(), 99).page.number == 2
    assert listing(reader, ON, Wanted(), "x").page.number == 1


# which organisation is meant


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("DB1", ["DB1"]),
        ("db1", ["DB1"]),
        ("Đảng bộ Sở Y", ["DB1"]),
        ("dang bo so y te", ["DB2"]),
        ("so y", ["DB1", "DB2"]),
        ("OLD", ["DB3"]),
        ("co cu", ["DB3"]),
        ("y", ["DB1", "DB2"]),
        ("nowhere", []),
        ("%", []),
    ],
)
def test_organisation_is_meant_by_code_then_name_then_words(text, codes):
    organization(name="Đảng bộ Sở Y", code="DB1")
    organization(name="Đảng bộ Sở Y tế", code="DB2")
    ended = organization(name="Đảng bộ Cơ cũ", code="DB3", until=ON)
    meant = meant_by(ended.public_id if text == "OLD" else text, ON, Organization.objects.all())
    found = [meant.organization] if meant.organization else list(meant.choices)
    assert [row.code for row in found] == codes


def test_open_organisation_goes_before_an_ended_one_of_the_same_code():
    organization(code="DB1", until=ON)
    now = organization(code="DB1", since=ON)
    assert meant_by("DB1", ON, Organization.objects.all()).organization == now


def test_more_organisations_than_are_listed_are_announced():
    for number in range(22):
        organization(name=f"Chi bộ Đông {number}")
    meant = meant_by("dong", ON, Organization.objects.all())
    assert (len(meant.choices), meant.more) == (20, True)
