"""History filled in bulk: as many tasks as asked for, each copy with what its real original left behind."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from admission import scenario_tasks
from admission import scenarios as dossiers
from admission.flows import AdmissionFlow
from admission.models import Dossier, State
from admission.scenario_tasks import CROWD, Filled, TooFew, fill
from organization import scenarios
from organization.models import BodyKind, Membership, Person, Role, Seat, Standing, User
from organization.scenarios import Khoi
from workflows.actions import act
from workflows.audit.chain import verify
from workflows.audit.verifying import verify_all
from workflows.copying import COPY_OF
from workflows.inbox import Tab, counts_of
from workflows.models import Case, CaseAccess, Judgement, Task

# each test in a transaction of its own, inside that of the module
pytestmark = pytest.mark.django_db
DAY = date(2025, 11, 14)
COUNT, OPEN = 2000, 160


@pytest.fixture(scope="module")
def khoi(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Khoi]:
    """A small Khối with its dossiers, built once for the module and undone at its end."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr("django.conf.settings.MEDIA_ROOT", Path(tmp_path_factory.mktemp("files")))
        made = scenarios.build(5, DAY, scale="small")
        dossiers.build(made, 5, small=True)
        yield made
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def filled(khoi: Khoi, django_db_blocker: DjangoDbBlocker) -> Filled:
    with django_db_blocker.unblock():
        return fill(COUNT, OPEN, seed=1, day=DAY)


def copies() -> QuerySet[Any]:
    return Dossier.objects.filter(**{f"data__{COPY_OF}__isnull": False}).order_by("pk")


def waiting() -> QuerySet[Any]:
    return Task.objects.open().filter(process__in=copies().values("pk")).select_related("process", "body")


def test_tasks_and_open_tasks_are_as_many_as_asked_for(filled: Filled) -> None:
    tasks = Task.objects.filter(process__in=copies().values("pk")).count()
    assert filled == Filled(tasks, OPEN, copies().count())
    assert COUNT <= tasks < COUNT + 20
    assert waiting().count() == OPEN


def test_one_department_is_crowded(filled: Filled) -> None:
    queues = Counter(task.body_id for task in waiting().filter(body__kind=BodyKind.ORGANIZATION_DEPARTMENT))
    assert max(queues.values()) == OPEN // CROWD


def test_records_of_all_copies_are_whole(filled: Filled) -> None:
    events = {case.pk: report.count for case, report in verify_all(copies())}
    assert events == {case.pk: case.judgements.count() for case in copies()}
    assert min(events.values()) > 0


def test_every_judgement_is_the_one_that_the_record_commits_to(filled: Filled) -> None:
    """Of the copies, whose judgements keep neither facts nor findings, and of every act of the real dossiers."""
    found = [(case.code, report.problem) for case, report in verify_all(Case.objects.all()) if not report.ok]
    assert found == []
    kept = Judgement.objects.exclude(case__in=copies().values("pk"))
    assert (kept.exclude(facts={}).exists(), kept.exclude(certificate={}).exists()) == (True, True)


def test_copies_stand_in_the_states_and_steps_of_real_dossiers(filled: Filled) -> None:
    real = Dossier.objects.exclude(pk__in=copies().values("pk"))
    assert set(copies().values_list("state", flat=True)) <= set(real.values_list("state", flat=True))
    for task in waiting():
        assert task.process.state in task.flow_task.states
        assert task.perm == task.flow_task.perm


def test_body_in_which_a_copy_waits_sees_it(filled: Filled) -> None:
    for task in waiting():
        assert CaseAccess.objects.on(DAY).filter(case=task.process, body=task.body).exists()


def test_day_of_an_open_task_is_that_of_the_clock_that_ends_first(filled: Filled) -> None:
    with_clock = 0
    for task in waiting():
        clocks = task.process.deadlines.filter(closed_on__isnull=True).exclude(kind__in=AdmissionFlow.clocks_aside)
        running = clocks.order_by("due_on").first()
        assert task.due_on == (running.due_on if running else None)
        with_clock += running is not None
    assert with_clock


def test_moments_of_a_copy_follow_one_another_on_its_own_days(filled: Filled) -> None:
    for case in copies()[:60]:
        events = list(case.events.order_by("sequence"))
        acts = list(case.judgements.order_by("pk"))
        assert [event.at for event in events] == [row.at for row in acts] == sorted({row.at for row in acts})
        assert case.created == events[0].at
        assert acts[0].entered_on >= case.opened_on
        assert acts[-1].entered_on <= DAY
        for task in case.task_set.filter(finished__isnull=False):
            assert case.created <= task.created <= task.finished <= events[-1].at


def test_copies_are_of_various_ages(filled: Filled) -> None:
    assert len(set(copies().values_list("opened_on", flat=True))) > 30


def test_subjects_are_persons_of_their_own_with_a_standing_in_the_cell(filled: Filled) -> None:
    subjects = list(copies().values_list("subject_id", "organization_id"))
    assert len({subject for subject, _cell in subjects}) == len(subjects)
    listed = set(Membership.objects.on(DAY).values_list("person_id", "organization_id"))
    assert set(subjects) <= listed
    admitted = copies().filter(state=State.PROBATIONARY).values("subject_id")
    standings = Membership.objects.on(DAY).filter(person__in=admitted).values_list("standing", flat=True)
    assert set(standings) == {Standing.PROBATIONARY}


def test_actors_held_a_seat_in_the_body_that_acted(filled: Filled) -> None:
    acts = Judgement.objects.filter(case__in=copies().values("pk"), body__isnull=False, by__isnull=False)
    seats = set(Seat.objects.values_list("person__user", "body"))
    by_seat = acts.exclude(step="withdrawal").values_list("by", "body")
    assert set(by_seat) <= seats


def test_officer_finds_the_copies_in_his_inbox(filled: Filled) -> None:
    task = waiting().filter(body__kind=BodyKind.ORGANIZATION_DEPARTMENT)[0]
    seat = Seat.objects.on(DAY).get(body=task.body, role=Role.HEAD)
    user = User.objects.get(person=seat.person)
    here = Task.objects.open().filter(body=task.body).count()
    assert counts_of(user, DAY)[Tab.MINE] >= here >= OPEN // CROWD


def test_pages_of_a_copy_show_its_record(filled: Filled, settings: Any) -> None:
    settings.TODAY = DAY
    task = waiting().filter(flow_task=AdmissionFlow.standing)[0]
    user = User.objects.get(person=Seat.objects.on(DAY).get(body=task.body, role=Role.SECRETARY).person)
    browser = Client()
    browser.force_login(user)
    assert browser.get(reverse("task", args=[task.public_id])).status_code == 200
    page = browser.get(reverse("case", args=[task.process.public_id])).content.decode()
    assert task.process.subject.full_name in page
    assert str(AdmissionFlow.cell.doings["record_cell_vote"].verb.label) in page


def test_real_act_carries_a_copy_on(filled: Filled) -> None:
    task = waiting().filter(flow_task=AdmissionFlow.receipt)[0]
    seat = Seat.objects.on(DAY).get(body=task.body, role=Role.SECRETARY)
    data = {"received_on": DAY, "acknowledge": True}
    result = act(task, "receive_decision", by=seat.person.user, on=DAY, key=uuid4(), data=data)
    assert result.case.state == State.DECISION_RECEIVED
    assert verify(result.case).ok


def test_same_seed_places_the_same_copies(filled: Filled) -> None:
    def placed() -> Counter[Any]:
        last = Person.objects.order_by("-pk").values_list("pk", flat=True)[0]
        fill(600, 40, seed=9, day=DAY)
        made = copies().filter(subject_id__gt=last)
        return Counter(made.values_list("organization", "state", "opened_on", "subject__full_name"))

    assert placed() == placed()


def test_organisations_named_get_nothing(filled: Filled) -> None:
    spared = frozenset(copies().values_list("organization_id", flat=True).distinct().order_by("organization_id")[:3])
    before = copies().filter(organization__in=spared).count()
    fill(600, 40, seed=2, day=DAY, away=spared)
    assert copies().filter(organization__in=spared).count() == before > 0


def test_more_open_tasks_than_the_count_can_hold_are_refused(filled: Filled) -> None:
    before = Dossier.objects.count()
    with pytest.raises(TooFew):
        fill(100, 100, seed=1, day=DAY)
    assert Dossier.objects.count() == before


def test_command_fills_and_says_how_much(filled: Filled, settings: Any) -> None:
    settings.DEMO, settings.TODAY = True, DAY
    out = StringIO()
    call_command("scenario", "tasks", count=300, open=20, stdout=out)
    assert "20 of them open" in out.getvalue()
    with pytest.raises(CommandError, match="too many of the tasks are to be open"):
        call_command("scenario", "tasks", count=30, open=30, stdout=out)


def test_filling_again_in_batches_copies_the_real_ones_only(filled: Filled, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scenario_tasks, "BATCH", 7)
    before = Task.objects.count()
    made = fill(600, 40, seed=4, day=DAY)
    assert Task.objects.count() == before + made.tasks
    assert all(verify(case).ok for case in copies().order_by("-pk")[: made.cases])
    sources = set(copies().values_list(f"data__{COPY_OF}", flat=True))
    assert not sources & set(copies().values_list("public_id", flat=True))
