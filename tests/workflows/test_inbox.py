"""The inbox: whose tasks, in which order, exact counts, and how many statements whatever the size."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from viewflow.workflow.status import STATUS

from admission.flows import AdmissionFlow
from admission.models import Dossier
from organization.models import Body, Role, Seat, User
from permissions import visibility
from tests.chain import Chain, Journey, build_chain
from tests.factories import person, seat, user
from workflows import access
from workflows.inbox import Due, Tab, counts_of, listing
from workflows.models import Case, CaseAccess, Event, Task
from workflows.nodes import BodyStep

pytestmark = pytest.mark.django_db
ON = date(2025, 9, 1)
MOMENT = datetime(2025, 9, 1, 8, 0, tzinfo=UTC)


def waiting_task(
    of: Chain, step: BodyStep, at: Body, *, due_on: date | None = None, seen_by: list[Body] | None = None
) -> Task:
    """A dossier whose only open task waits for ``at``; ``seen_by`` besides."""
    dossier = Dossier.objects.create(
        flow_class=AdmissionFlow,
        kind="admission",
        subject=person(),
        organization=of.cell,
        opened_on=ON,
        last_day=ON,
        authorised_on=ON,
        authorisation_number="1",
    )
    event = Event.objects.create(
        case=dossier, sequence=1, kind="opened", on=ON, at=MOMENT, canonical="{}", previous_hash="0", hash="0"
    )
    for body in {at, *(seen_by or [])}:
        CaseAccess.objects.create(case=dossier, body=body, since=ON, reason="on_route", event=event)
    return Task.objects.create(
        process=dossier,
        flow_task=step,
        flow_task_type="HUMAN",
        status=STATUS.NEW,
        body=at,
        perm=step.perm,
        role=step.role,
        due_on=due_on,
    )


@pytest.fixture
def chain() -> Chain:
    return build_chain()


def on_tab(of: User, tab: Tab, due: Due = Due.ANY, number: int = 1) -> list[Task]:
    return list(listing(of, ON, tab=tab, due=due, number=number).page)


def test_task_is_mine_where_a_seat_of_today_carries_the_permission(chain):
    task = waiting_task(chain, AdmissionFlow.cell, chain.bodies["cell"])
    assert on_tab(chain.users["cell"], Tab.MINE) == [task]
    assert on_tab(chain.users["cell"], Tab.SHARED) == []


def test_task_is_shared_where_the_seat_lacks_the_permission(chain):
    task = waiting_task(chain, AdmissionFlow.cell, chain.bodies["cell"])
    assert on_tab(chain.users["clerk"], Tab.MINE) == []
    assert on_tab(chain.users["clerk"], Tab.SHARED) == [task]


def test_task_elsewhere_waits_for_others(chain):
    task = waiting_task(chain, AdmissionFlow.standing, chain.bodies["standing"], seen_by=[chain.bodies["cell"]])
    assert on_tab(chain.users["cell"], Tab.WAITING) == [task]
    assert counts_of(chain.users["cell"], ON) == {Tab.MINE: 0, Tab.SHARED: 0, Tab.WAITING: 1}


def test_task_of_an_unseen_case_is_on_no_tab(chain):
    waiting_task(chain, AdmissionFlow.standing, chain.bodies["standing"])
    assert counts_of(chain.users["cell"], ON) == {Tab.MINE: 0, Tab.SHARED: 0, Tab.WAITING: 0}


def test_task_leaves_the_inbox_with_the_seat(chain):
    waiting_task(chain, AdmissionFlow.cell, chain.bodies["cell"])
    Seat.objects.filter(person=chain.users["cell"].person).update(until=ON)
    assert counts_of(chain.users["cell"], ON) == {Tab.MINE: 0, Tab.SHARED: 0, Tab.WAITING: 0}


def test_case_about_oneself_is_on_no_tab(chain):
    task = waiting_task(chain, AdmissionFlow.cell, chain.bodies["cell"])
    Dossier.objects.filter(pk=task.process_id).update(subject=chain.users["cell"].person)
    assert counts_of(chain.users["cell"], ON) == {Tab.MINE: 0, Tab.SHARED: 0, Tab.WAITING: 0}


def test_two_seats_in_one_body_show_a_task_once(chain):
    waiting_task(chain, AdmissionFlow.draft, chain.bodies["cell"])
    seat(chain.users["cell"].person, chain.bodies["cell"], Role.CLERK)
    assert counts_of(chain.users["cell"], ON)[Tab.MINE] == 1
    assert len(on_tab(chain.users["cell"], Tab.MINE)) == 1


def test_two_bodies_of_one_person_are_in_one_inbox(chain):
    seat(chain.users["cell"].person, chain.bodies["grassroots"], Role.DEPUTY_SECRETARY)
    first = waiting_task(chain, AdmissionFlow.cell, chain.bodies["cell"], due_on=ON)
    second = waiting_task(chain, AdmissionFlow.grassroots, chain.bodies["grassroots"], due_on=ON + timedelta(days=1))
    assert on_tab(chain.users["cell"], Tab.MINE) == [first, second]


def test_oldest_deadline_comes_first_and_none_last(chain):
    days = [None, ON + timedelta(days=9), ON - timedelta(days=3)]
    never, later, overdue = [waiting_task(chain, AdmissionFlow.cell, chain.bodies["cell"], due_on=day) for day in days]
    assert on_tab(chain.users["cell"], Tab.MINE) == [overdue, later, never]


@pytest.mark.parametrize(
    ("due", "place"), [(Due.OVERDUE, [0]), (Due.SOON, [1, 2]), (Due.NONE, [4]), (Due.ANY, [0, 1, 2, 3, 4])]
)
def test_filter_narrows_the_rows_and_not_the_counts(chain, due, place):
    days = [ON - timedelta(days=1), ON, ON + timedelta(days=7), ON + timedelta(days=8), None]
    tasks = [waiting_task(chain, AdmissionFlow.cell, chain.bodies["cell"], due_on=day) for day in days]
    found = listing(chain.users["cell"], ON, tab=Tab.MINE, due=due, number=1)
    assert list(found.page) == [tasks[index] for index in place]
    assert found.counts[Tab.MINE] == 5


def test_pages_hold_fifty_and_lose_nothing(chain):
    tasks = [waiting_task(chain, AdmissionFlow.cell, chain.bodies["cell"]) for _number in range(52)]
    first = listing(chain.users["cell"], ON, tab=Tab.MINE, due=Due.ANY, number=1)
    second = listing(chain.users["cell"], ON, tab=Tab.MINE, due=Due.ANY, number=2)
    assert (first.counts[Tab.MINE], len(first.page), len(second.page)) == (52, 50, 2)
    assert {*first.page, *second.page} == set(tasks)


@pytest.mark.parametrize("many", [0, visibility.MANY])
def test_tabs_together_are_the_open_tasks_of_the_visible_cases(chain, monkeypatch, many):
    """The inbox asks with the numbers of bodies and cases in hand; the one door of seeing says what it must find."""
    monkeypatch.setattr(visibility, "MANY", many)
    cell, standing = chain.bodies["cell"], chain.bodies["standing"]
    waiting_task(chain, AdmissionFlow.cell, cell)
    waiting_task(chain, AdmissionFlow.standing, standing, seen_by=[cell])
    waiting_task(chain, AdmissionFlow.standing, standing)
    unseen_here = waiting_task(chain, AdmissionFlow.grassroots, chain.bodies["grassroots"], seen_by=[cell])
    CaseAccess.objects.filter(case=unseen_here.process, body=chain.bodies["grassroots"]).update(
        since=ON - timedelta(days=5), until=ON
    )
    own = waiting_task(chain, AdmissionFlow.cell, cell)
    Dossier.objects.filter(pk=own.process_id).update(subject=chain.users["cell"].person)
    stranger, former, locked = user(), user(), user()
    since = ON - timedelta(days=9)
    for days, reader in ((30, stranger), (0, former)):
        until, event = ON + timedelta(days=days), Event.objects.filter(case_id=unseen_here.process_id)[0]
        access.name_person(
            unseen_here.process,
            reader,
            reason="team",
            since=since,
            until=until,
            event=event,
        )
    access.name_person(
        own.process, chain.users["cell"], reason="team", since=ON, until=None, event=own.process.events.get()
    )
    seat(locked.person, cell)
    User.objects.filter(pk=locked.pk).update(is_active=False)
    locked.refresh_from_db()
    readers = [*chain.users.values(), stranger, former, locked, user()]
    for reader in readers:
        seen = Task.objects.open().filter(process__in=Case.objects.visible_to(reader, ON).values("pk"))
        listed = [task for tab in Tab for task in on_tab(reader, tab)]
        assert sorted(task.pk for task in listed) == sorted(task.pk for task in seen)
        assert sum(counts_of(reader, ON).values()) == len(seen)
    assert counts_of(chain.users["cell"], ON)[Tab.MINE] == 1
    assert {len(on_tab(reader, Tab.WAITING)) for reader in (stranger, former, locked)} == {1, 0}
    assert counts_of(chain.users["grassroots"], ON)[Tab.MINE] == 0


@pytest.mark.parametrize("address", ["/", "/?tab=shared", "/?tab=waiting", "/?tab=mine&due=overdue"])
def test_page_takes_as_many_statements_for_many_tasks_as_for_one(client, settings, chain, address):
    settings.TODAY = ON
    client.force_login(chain.users["cell"])
    client.get("/")

    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    def fill(number: int) -> None:
        for _number in range(number):
            late = ON - timedelta(days=2)
            waiting_task(chain, AdmissionFlow.cell, chain.bodies["cell"], due_on=late)
            waiting_task(chain, AdmissionFlow.ceremony, chain.bodies["cell"], due_on=late)
            waiting_task(chain, AdmissionFlow.standing, chain.bodies["standing"], seen_by=[chain.bodies["cell"]])

    fill(1)
    with_one = statements()
    fill(12)
    assert statements() == with_one
    assert with_one <= 8


def test_page_says_when_nothing_waits_and_when_the_filter_hides_all(client, settings, chain):
    settings.TODAY = ON
    client.force_login(user(), backend="permissions.backend.SeatBackend")
    assert "No task is waiting for you" in client.get("/", headers={"accept-language": "en"}).content.decode()
    client.force_login(chain.users["cell"])
    waiting_task(chain, AdmissionFlow.cell, chain.bodies["cell"], due_on=ON + timedelta(days=30))
    page = client.get("/?due=overdue", headers={"accept-language": "en"}).content.decode()
    assert "No task matches the filter" in page
    assert "Clear the filter" in page


@pytest.mark.parametrize("query", ["tab=evil", "due=%00", "page=x", "page=-1", "page=9999999999999999999"])
def test_page_ignores_codes_it_does_not_know(client, settings, chain, query):
    settings.TODAY = ON
    client.force_login(chain.users["cell"])
    assert client.get(f"/?{query}").status_code == 200


def test_step_moves_the_task_from_one_inbox_to_the_next(chain):
    journey = Journey(chain).to("cell")
    assert counts_of(chain.users["cell"], journey.day)[Tab.MINE] == 1
    assert counts_of(chain.users["section"], journey.day)[Tab.MINE] == 0
    journey.vote()
    assert counts_of(chain.users["cell"], journey.day) == {Tab.MINE: 0, Tab.SHARED: 0, Tab.WAITING: 1}
    assert counts_of(chain.users["section"], journey.day)[Tab.MINE] == 1
