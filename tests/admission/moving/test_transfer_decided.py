"""An applicant moves once his admission is decided: same authority, another, faults found on the way (ADM-67)."""

from datetime import timedelta
from typing import Any

import pytest

from admission.facts_transfer import Transfer as Situation
from admission.models import State
from organization.models import Membership, Standing
from permissions.checks import NotPermitted
from tests.admission.moves import neighbour, two_places, working_days_before
from tests.admission.moving.transfers import admitted_there, faulty, long_moved, papers, sent_on, situation
from tests.admission.reading import clocks, findings, sees
from tests.admission.unusual import told
from workflows.actions import Refused
from workflows.audit.chain import verify
from workflows.findings import RuleBroken
from workflows.models import Deadline, Task

pytestmark = pytest.mark.django_db


# ADM-67a: decided, same authority
@pytest.mark.parametrize("step", ["receipt", "ceremony"])
def test_decision_of_the_same_authority_is_forwarded_to_the_new_cell(step):
    journey = two_places().to(step)
    cell, secretary = neighbour(journey.chain)
    journey.open(cell, by=journey.origin["department"])
    assert situation(journey) == Situation.SAME_AUTHORITY
    journey.send(by=journey.origin["department"])
    assert "transfer_letter_same_authority" in papers(journey)
    journey.receive(by=secretary)
    dossier = journey.dossier
    assert (dossier.state, journey.step, dossier.organization) == (State.DECISION_RECEIVED, "ceremony", cell)
    assert (dossier.received_on, dossier.cell_body(journey.day)) == (journey.day, journey.task.body)
    clock = Deadline.objects.get(case=dossier, kind="ceremony", closed_on=None)
    assert clock.started_on == journey.day
    helper = Membership.objects.filter(organization=cell, standing=Standing.OFFICIAL).first()
    assert helper is not None
    held_on = journey.day + timedelta(days=1)
    data: dict[str, Any] = {
        "held_on": held_on,
        "helper": helper.person.public_id,
        "consent_number": "",
        "consent_on": None,
    }
    with pytest.raises(NotPermitted):
        journey.do("hold_ceremony", by=journey.origin["cell"], on=held_on, **data)
    journey.do("hold_ceremony", by=secretary, on=held_on, **data)
    assert journey.dossier.state == State.PROBATIONARY
    assert sees(journey, journey.origin["department"])
    assert not sees(journey, journey.origin["cell"])


# ADM-67b, 67c: decided, other authority
@pytest.mark.parametrize(
    ("between", "found"), [(1, Situation.DECISION_SENT_ON), (30, "decision_sent_on"), (31, "decision_cancelled")]
)
def test_thirty_working_days_after_the_transfer_divide_sending_on_from_cancelling(between, found):
    journey = two_places().to("receipt")
    decided_on = journey.dossier.decided_on
    assert decided_on is not None
    journey.open(by=journey.origin["department"], decided_on=working_days_before(decided_on, between))
    assert situation(journey) == found
    assert journey.step == ("cancelling" if found == "decision_cancelled" else "sending")


def test_decision_before_the_transfer_is_sent_on():
    journey = two_places().to("ceremony")
    journey.open(by=journey.origin["department"], decided_on=journey.day)
    assert situation(journey) == Situation.DECISION_SENT_ON


@pytest.mark.parametrize("step", ["receipt", "ceremony"])
def test_decision_goes_on_to_the_new_superior_which_has_a_cell_hold_the_ceremony(step):
    journey = two_places().to(step)
    number = journey.dossier.decision_number
    journey.open(by=journey.origin["department"])
    assert not Task.objects.open().filter(process=journey.case_id, flow_task__endswith="ceremony").exists()
    journey.send(by=journey.origin["department"])
    assert "transfer_letter_other_authority" in papers(journey)
    journey.receive(by=journey.there.users["department"], cell=journey.there.cell)
    assert (journey.step, journey.dossier.state) == ("forwarded_decision", State.TRANSFER_IN)
    received_on = journey.day + timedelta(days=1)
    journey.do("receive_forwarded_decision", by=journey.there.users["cell"], on=received_on, received_on=received_on)
    assert (journey.step, journey.dossier.received_on) == ("ceremony", received_on)
    assert [
        row.started_on for row in Deadline.objects.filter(case=journey.case_id, kind="ceremony", closed_on=None)
    ] == [received_on]
    journey.settle()
    admitted_there(journey)
    assert journey.dossier.decision_number == number


@pytest.mark.parametrize("profile", ["p1", "p2"])
def test_late_decision_is_cancelled_by_its_issuer_and_a_new_one_made_at_the_new_place(profile):
    journey = long_moved(profile)
    issuer = journey.origin["grassroots" if profile == "p2" else "standing"]
    sender = journey.origin["grassroots" if profile == "p2" else "department"]
    old = journey.dossier.decision_number
    journey.cancel(by=issuer)
    assert (journey.dossier.state, journey.dossier.finished) == (State.CANCELLED, None)
    assert clocks(journey) == {}
    journey.send(by=sender)
    assert {"cancellation_decision", "transfer_letter_other_authority"} <= papers(journey)
    journey.receive(by=journey.there.users["department"], cell=journey.there.cell)
    assert journey.dossier.state == State.TRANSFER_IN
    journey.assign(by=journey.there.users["cell"])
    dossier = journey.dossier
    assert (dossier.state, dossier.decided_on, dossier.decision_number, dossier.issuer) == (
        State.APPRAISAL,
        None,
        "",
        None,
    )
    journey.settle()
    admitted_there(journey)
    assert journey.dossier.issuer == journey.there.bodies["standing"]
    assert any(old in line for line in told(journey))


def test_late_decision_is_not_sent_on_before_it_is_cancelled():
    """The step offers the cancellation alone; the rule says so where the letter is tried at once."""
    journey = long_moved()
    assert list(journey.task.flow_task.doings) == ["cancel_for_transfer"]
    with pytest.raises(NotPermitted):
        journey.cancel(by=journey.origin["department"])
    with pytest.raises(Refused):
        journey.send(by=journey.origin["department"])
    assert journey.dossier.state == State.TRANSFER_OUT


def test_moved_applicant_is_no_ground_of_a_cancellation_that_ends_the_dossier():
    journey = two_places().to("receipt")
    day = journey.day + timedelta(days=1)
    data = {"ground": "moved", "signed_on": day, "reason": "x", "acknowledge": True}
    with pytest.raises(RuleBroken) as caught:
        journey.do_on_case("cancel_decision", by=journey.origin["standing"], **data)
    assert [found.rule for found in caught.value.findings] == ["ADM-67c"]
    assert journey.dossier.state == State.DECISION_ISSUED


# ADM-67d: faults found before the ceremony


def test_issuer_examines_again_within_sixty_working_days_and_upholds():
    journey = faulty()
    issuer = journey.origin["standing"]
    assert (journey.step, journey.task.body) == ("reexamination", journey.chain.bodies["standing"])
    clock = Deadline.objects.get(case=journey.case_id, kind="transfer_petition")
    assert (clock.started_on, clock.length, clock.article) == (journey.day, 60, "Mục 3.9c")
    assert (sees(journey, issuer), sees(journey, journey.origin["department"])) == (True, False)
    journey.day += timedelta(days=100)
    answer: dict[str, Any] = {
        "number": "8-CV",
        "answered_on": journey.day,
        "reason": "đã kiểm tra, đúng",
        "acknowledge": True,
    }
    with pytest.raises(NotPermitted):
        journey.do("uphold_decision", by=journey.there.users["standing"], on=journey.day, **answer)
    result = journey.do("uphold_decision", by=issuer, on=journey.day, **answer)
    assert findings(result, "petition_is_answered_in_time") == [("broken", False)]
    assert (journey.step, journey.dossier.state) == ("ceremony", State.DECISION_RECEIVED)
    assert (sees(journey, issuer), sees(journey, issuer, journey.day + timedelta(days=1))) == (True, False)
    assert "transfer_petition" not in clocks(journey)
    assert [move.upheld for move in journey.dossier.moves] == [True]


def test_issuer_cancels_on_the_petition_and_the_dossier_ends():
    journey = faulty()
    on = journey.day + timedelta(days=1)
    data: dict[str, Any] = {
        "ground": "unqualified",
        "signed_on": on,
        "reason": "khai không trung thực",
        "acknowledge": True,
    }
    journey.do("cancel_on_petition", by=journey.origin["standing"], on=on, **data)
    dossier = journey.dossier
    assert (dossier.state, dossier.finished is not None) == (State.CANCELLED, True)
    assert [move.upheld for move in dossier.moves] == [False]
    assert clocks(journey) == {}
    assert verify(dossier).ok


def test_no_ceremony_while_the_petition_is_open():
    journey = faulty()
    with pytest.raises(Refused):
        journey.do("hold_ceremony", by=journey.there.users["cell"], held_on=journey.day)
    assert journey.dossier.state == State.DECISION_RECEIVED


def test_issuer_takes_its_decision_back_after_the_move_only_on_a_petition():
    """A body of the way left does not act on the dossier by a door that stood open before."""
    journey = sent_on()
    data = {"ground": "procedure", "signed_on": journey.day, "reason": "x", "acknowledge": True}
    with pytest.raises(Refused, match="petition"):
        journey.do_on_case("cancel_decision", by=journey.origin["standing"], **data)
    assert journey.dossier.state == State.DECISION_RECEIVED


def test_faults_are_no_matter_of_a_decision_that_did_not_come_from_elsewhere():
    journey = two_places().to("ceremony")
    with pytest.raises(Refused):
        journey.do_on_case("report_faults", by=journey.origin["cell"], faults="x")
