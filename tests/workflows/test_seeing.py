"""The task behind an address: found by those to whom ``visible_to`` shows it, with what its page needs."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from organization.models import Role, Seat, User
from tests.chain import Journey, build_chain
from tests.factories import seat, user
from workflows.models import Task
from workflows.seeing import seen_task

pytestmark = pytest.mark.django_db


@pytest.fixture
def journey() -> Journey:
    """The section committee has appraised; the grassroots committee has its turn."""
    return Journey(build_chain()).to("grassroots")


def _seen(task: Task, who: User, on: date) -> bool:
    """Asked both ways."""
    shown = Task.objects.visible_to(who, on).filter(pk=task.pk).exists()
    try:
        found = seen_task(task.public_id, who, on)
    except Task.DoesNotExist:
        assert not shown
        return False
    assert (shown, found) == (True, task)
    return True


def test_those_find_a_task_who_sit_in_its_body_on_the_day(journey: Journey) -> None:
    users = journey.chain.users
    done = Task.objects.filter(process_id=journey.case_id, flow_task_type="HUMAN", status="DONE").order_by("-pk")[0]
    finding = {name for name, who in users.items() if _seen(journey.task, who, journey.day)}
    assert (finding, {name for name, who in users.items() if _seen(done, who, journey.day)}) == (
        {"grassroots", "grassroots_member"},
        {"section", "section_member"},
    )
    Seat.objects.filter(person=users["grassroots"].person).update(until=journey.day)
    days = [journey.day - timedelta(days=1), journey.day]
    assert [_seen(journey.task, users["grassroots"], day) for day in days] == [True, False]


def test_nobody_finds_his_own_case_or_without_person_or_when_inactive(journey: Journey) -> None:
    seat(journey.chain.applicant.person, journey.chain.bodies["grassroots"], Role.MEMBER)
    nobody, inactive = user(), journey.chain.users["grassroots"]
    nobody.person, inactive.is_active = None, False
    for who in (journey.chain.applicant, nobody, inactive):
        assert not _seen(journey.task, who, journey.day)


def test_what_is_no_task_of_people_is_not_found(journey: Journey) -> None:
    opening = Task.objects.get(process_id=journey.case_id, flow_task_type="START")
    with pytest.raises(Task.DoesNotExist):
        seen_task(opening.public_id, journey.chain.users["cell"], journey.day)
    with pytest.raises(Task.DoesNotExist):
        seen_task("nowhere", journey.chain.users["cell"], journey.day)


def test_the_whole_case_comes_in_two_statements(
    journey: Journey, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    public_id = journey.task.public_id
    with django_assert_num_queries(2):
        task = seen_task(public_id, journey.chain.users["grassroots"], journey.day)
        case, body = task.process, task.body
        assert all(map(str, (case.subject, case.organization, body and body.organization)))
    assert (type(case).__name__, case.pk, case.cell_resolved_on is not None) == ("Dossier", journey.case_id, True)
