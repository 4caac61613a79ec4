"""Two people, one step, at the same moment, on real connections: exactly one act each time."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection, connections
from django.db.utils import DatabaseError

from admission.flows import AdmissionFlow
from admission.models import Dossier
from tests.chain import START, Journey, build_chain
from workflows import actions
from workflows.actions import AlreadyDone, KeyReused, Refused, act, open_case
from workflows.guarded import GUARDS
from workflows.models import Event, Judgement, Task

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

TRIALS = 200


def race(journey, task, day):
    """Both secretaries of the cell press the button of ``task`` together; how many acts were carried out."""
    barrier = Barrier(2)

    def press(who):
        try:
            barrier.wait(10)
            data = {"place": "Y", "relation": "cha", "person_name": "X", "remarks": who}
            act(task, "conclude_verification", by=journey.chain.users[who], on=day, key=uuid4(), data=data)
        except (AlreadyDone, DatabaseError):
            return 0
        finally:
            connections.close_all()
        return 1

    with ThreadPoolExecutor(2) as pool:
        return sum(pool.map(press, ["cell", "clerk"]))


def prepared():
    journey = Journey(build_chain()).to("verify")
    journey.do("request_verification", relation="cha", person_name="X", place="Y", abroad=False, sent_on=journey.day)
    request = journey.dossier.verifications.get()
    journey.do("record_reply", request=request.public_id, replied_on=journey.day, clear=True, summary="ok")
    return journey


def back(journey):
    """The dossier returns to the same step, so that the next trial has an open task again."""
    journey.do("return_for_clarification", reason="x")
    journey.do("submit_for_verification")


def test_two_people_one_step_is_one_act_in_every_trial():
    journey = prepared()
    journey.pace *= 0
    done = []
    for _trial in range(TRIALS):
        done.append(race(journey, journey.task, journey.day))
        assert Task.objects.open().filter(process_id=journey.case_id).count() == 1
        back(journey)
    assert done == [1] * TRIALS
    concluded = Judgement.objects.filter(case_id=journey.case_id, verb="conclude_verification")
    assert concluded.count() == TRIALS


def test_one_key_pressed_by_many_hands_at_once_acts_once_and_answers_all_alike():
    journey = prepared()
    journey.pace *= 0
    task, key, day, hands = journey.task, uuid4(), journey.day, 8
    barrier = Barrier(hands)

    def press(remarks):
        try:
            barrier.wait(10)
            result = act(
                task,
                "conclude_verification",
                by=journey.chain.users["cell"],
                on=day,
                key=key,
                data={"remarks": remarks},
            )
            return result.judgement.pk, result.replayed
        except KeyReused:
            return "other content"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(hands) as pool:
        answers = list(pool.map(press, ["same"] * hands))
    judgement = Judgement.objects.get(case_id=journey.case_id, verb="conclude_verification")
    assert sorted(answers) == [(judgement.pk, False)] + [(judgement.pk, True)] * (hands - 1)
    with ThreadPoolExecutor(1) as pool:
        barrier = Barrier(1)
        assert list(pool.map(press, ["another"])) == ["other content"]


def test_two_openings_for_one_person_at_once_make_one_dossier():
    chain = build_chain()
    barrier = Barrier(2)
    data = {
        "person": chain.applicant.person,
        "authorisation_number": "1",
        "authorised_on": START - timedelta(days=3),
        "acknowledge": True,
    }

    def press(who):
        try:
            barrier.wait(10)
            by, body = chain.users[who], chain.bodies["cell"]
            open_case(AdmissionFlow, by=by, body=body, on=START, key=uuid4(), data=data)
        except Refused as error:
            return list(error.errors)
        finally:
            connections.close_all()
        return "opened"

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(press, ["cell", "clerk"]))
    assert sorted(answers, key=str) == [["person"], "opened"]
    assert Dossier.objects.count() == 1


@contextmanager
def without_constraints(*models):
    """What the constraints would still catch, taken away with the lock; put back over empty tables."""
    named = [(model, found) for model in models for found in model._meta.constraints]
    with connection.schema_editor() as editor:
        for model, found in named:
            editor.remove_constraint(model, found)
    try:
        yield
    finally:
        with ExitStack() as aside:
            for guard in GUARDS:
                aside.enter_context(guard.suspended(connection))
            aside.enter_context(connection.cursor()).execute("TRUNCATE workflows_case CASCADE")
        with connection.schema_editor() as editor:
            for model, found in named:
                editor.add_constraint(model, found)


def test_control_without_the_lock_lets_two_acts_through(monkeypatch):
    """The same race with the lock taken away must fail: otherwise the race above proves nothing."""
    journey = prepared()
    journey.pace *= 0
    meet = Barrier(2)

    def unlocked(case_id, flow):
        case = Dossier.objects.select_related("subject", "organization").get(pk=case_id)
        if connection.in_atomic_block and Task.objects.get(process_id=case_id, status="NEW"):
            meet.wait(10)
        case.remember()
        return case

    monkeypatch.setattr(actions, "locked_case", unlocked)
    with without_constraints(Task, Event):
        assert race(journey, journey.task, journey.day) == 2
