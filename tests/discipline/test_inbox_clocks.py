"""A task without a deadline shows in the inbox what runs out next in its case; the statements stay the same."""

from datetime import date, timedelta

import pytest
from django.test import Client

from tests.admission.signing_in import SignIn
from tests.counting import statements
from tests.discipline import walks
from tests.discipline.complaints.grievances import decided
from tests.discipline.matters import Matter
from workflows.inbox import Due, Tab, listing

pytestmark = pytest.mark.django_db


def inbox(client: Client, address: str = "/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_while_nothing_else_runs_it_is_the_limitation(sign_in: SignIn) -> None:
    matter = Matter(started_on=date(2023, 10, 1)).to("screening", form="reprimand")
    told = inbox(sign_in(matter.actor(), matter.day))
    assert "No deadline of its own" in told
    assert "Limitation of the form that is expected: 01/10/2028" in told


def test_a_limitation_that_has_run_out_or_that_there_is_none_of_is_not_shown(sign_in: SignIn) -> None:
    late = Matter(started_on=date(2018, 10, 1)).to("screening", form="reprimand")
    assert "No deadline of its own" not in inbox(sign_in(late.actor(), late.day))
    never = Matter(started_on=date(2023, 10, 1)).to("screening", form="expulsion")
    assert "No deadline of its own" not in inbox(sign_in(never.actor(), never.day))


def test_of_several_clocks_of_the_decision_the_next_one_is_named(sign_in: SignIn) -> None:
    matter = decided()
    due = matter.case.deadlines.filter(closed_on=None, due_on__gte=matter.day).order_by("due_on").first()
    assert due is not None
    told = inbox(sign_in(matter.actor(), matter.day))
    assert f"Telling the state or union body: {due.due_on:%d/%m/%Y}" in told
    assert f"due {due.due_on:%A, %d/%m/%Y}" not in told


def test_a_task_with_a_day_of_its_own_shows_that_alone(sign_in: SignIn) -> None:
    matter = walks.decided_by_cell()
    assert matter.task.due_on is not None
    assert "No deadline of its own" not in inbox(sign_in(matter.actor(), matter.day))


def test_the_order_is_that_of_the_tasks_own_days() -> None:
    """What runs beside is told; it moves no task before one that has a deadline."""
    matter = Matter(started_on=date(2023, 10, 1)).to("screening", form="reprimand")
    dated = Matter(matter.chain, accused=matter.chain.members[4]).to("cell")
    dated.vote_forms(dated.all_for("warning"))
    reader = dated.actor()
    found = list(listing(reader, dated.day, tab=Tab.MINE, due=Due.ANY, number=1).page)
    assert [task.due_on is None for task in found] == sorted(task.due_on is None for task in found)


def test_the_inbox_asks_no_more_for_many_cases_than_for_one(sign_in: SignIn) -> None:
    matter = Matter(started_on=date(2023, 10, 1)).to("screening", form="reprimand")
    client = sign_in(matter.actor(), matter.day + timedelta(days=3))
    inbox(client)
    with_one = statements(lambda: inbox(client))
    for number in (1, 2, 4):
        other = Matter(matter.chain, accused=matter.chain.members[number], start=matter.day)
        other.to("screening", form="reprimand")
    told = inbox(client)
    assert told.count("Limitation of the form that is expected") == 4
    assert statements(lambda: inbox(client)) == with_one
    assert with_one <= 8
