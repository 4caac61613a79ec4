"""A change of the calendar moves the clocks it touches, and only those; the record says so."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from permissions.checks import NotPermitted
from tests.chain import Journey, build_chain
from tests.factories import user
from tests.organization.second import decide
from workflows import days
from workflows.audit.chain import verify
from workflows.models import CalendarDay, Deadline, Event, Task
from workflows.prospects import examine
from workflows.recounting import recount_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def journey():
    return Journey(build_chain()).to("section")


def decision_clock(journey):
    return Deadline.objects.get(case_id=journey.case_id, kind="decision")


def test_new_holiday_inside_a_running_clock_moves_it_and_the_task_and_is_recorded(journey):
    before = decision_clock(journey)
    day = before.started_on + timedelta(days=1)
    while day.weekday() > 4 or CalendarDay.objects.filter(day=day).exists():
        day += timedelta(days=1)
    CalendarDay.objects.create(day=day, working=False, name="x")
    assert recount_all(journey.day) == 1
    after = decision_clock(journey)
    assert after.due_on > before.due_on
    assert Task.objects.open().get(process_id=journey.case_id).due_on == after.due_on
    event = Event.objects.filter(case_id=journey.case_id, kind="clock.decision.moved").select_related("payload").get()
    assert event.payload.values == {"before": before.due_on.isoformat(), "due_on": after.due_on.isoformat()}
    assert verify(journey.dossier).ok


def test_holiday_outside_every_running_clock_changes_nothing(journey):
    before, events = decision_clock(journey).due_on, Event.objects.count()
    CalendarDay.objects.create(day=date(2025, 1, 15), working=False, name="x")
    assert (recount_all(journey.day), decision_clock(journey).due_on, Event.objects.count()) == (0, before, events)


def test_task_page_judges_by_the_calendar_as_the_office_edited_it(journey):
    task, user = journey.task, journey.chain.users["section"]

    def due():
        prospects = examine(task, by=user, on=journey.day, calendar=days.calendar())
        return next(f.numbers["due"] for one in prospects for f in one.findings if f.name == "decision_is_in_time")

    before = due()
    CalendarDay.objects.create(day=decision_clock(journey).due_on, working=False, name="x")
    assert due() > before


def test_nobody_recounts_by_hand(journey):
    with pytest.raises(NotPermitted):
        journey.do_on_case("recount_clocks", by=journey.chain.users["cell"])


def test_saving_a_day_in_the_admin_recounts(journey, client, settings):
    settings.LANGUAGE_CODE = "vi"  # for its way of writing days
    before = decision_clock(journey).due_on
    client.force_login(user(is_superuser=True))
    data = {"day": before.strftime("%d/%m/%Y"), "name": "x", "source": "", "certainty": "text"}
    response = client.post(reverse("admin:workflows_calendarday_add"), data)
    assert response.status_code == 302
    assert decision_clock(journey).due_on == before
    decide()
    assert decision_clock(journey).due_on > before
    assert Event.objects.filter(case_id=journey.case_id, kind="clock.decision.moved").count() == 1
