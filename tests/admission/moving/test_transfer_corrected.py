"""A transfer goes otherwise than it began: not at all, to another place, or once more from the new one."""

from datetime import timedelta

import pytest

from admission.facts_transfer import Transfer as Situation
from admission.models import State
from organization.models import Membership, Organization, Placement, Standing
from permissions.checks import NotPermitted
from tests.admission.moves import neighbour, two_places, working_days_before
from tests.admission.moving.transfers import long_moved, situation
from tests.admission.reading import clocks, sees
from workflows import access
from workflows.actions import Refused

pytestmark = pytest.mark.django_db


def test_applicant_may_move_once_more_from_the_new_place():
    journey = two_places().to("standing")
    journey.pass_on()
    journey.assign(by=journey.there.users["cell"])
    journey.open(journey.chain.cell, by=journey.there.users["department"])
    journey.send(by=journey.there.users["department"])
    journey.receive(by=journey.origin["department"], cell=journey.chain.cell)
    helper = journey.chain.members[3].public_id
    journey.assign(by=journey.origin["cell"], helper=helper)
    assert (journey.step, journey.dossier.organization) == ("appraisal", journey.chain.cell)
    assert not sees(journey, journey.there.users["department"])
    journey.to("end")
    assert journey.dossier.state == State.PROBATIONARY


@pytest.mark.parametrize("step", ["draft", "certify", "cell", "grassroots", "appraisal", "standing", "ceremony"])
def test_transfer_that_does_not_take_place_leads_back_to_the_step_that_waited(step):
    journey = two_places().to(step)
    sender = _sender(step)
    state, before = journey.dossier.state, clocks(journey)
    journey.open(by=journey.origin["cell" if sender == "cell" else sender], verb=_opening(sender))
    office = "grassroots" if sender == "cell" else sender
    journey.send(by=journey.origin[office])
    asked = journey.task.body
    assert asked is not None
    journey.do_on_case("drop_transfer", by=journey.origin[office], reason="ở lại", acknowledge=True)
    assert (journey.step, journey.dossier.state, clocks(journey)) == (step, state, before)
    assert asked not in access.seeing(journey.dossier)
    journey.day += timedelta(days=1)
    assert not sees(journey, journey.there.users["department"])
    journey.to("end")
    assert journey.dossier.state == State.PROBATIONARY


def _sender(step: str) -> str:
    if step in ("draft", "certify", "cell"):
        return "cell"
    return "grassroots" if step in ("grassroots", "appraisal") else "department"


def _opening(sender: str) -> str:
    return "report_move" if sender == "cell" else "open_transfer"


def test_wrong_place_is_corrected_and_who_was_asked_sees_it_no_longer():
    journey = two_places().to("standing")
    journey.open(by=journey.origin["department"])
    journey.send(by=journey.origin["department"])
    other = two_places().chain
    data = {"decision_number": "78-QĐ", "decided_on": journey.day, "destination": other.cell, "outside": ""}
    journey.do_on_case("redirect_transfer", by=journey.origin["department"], acknowledge=True, **data)
    assert journey.step == "sending"
    journey.send(by=journey.origin["department"])
    assert journey.task.body == other.bodies["department"]
    journey.day += timedelta(days=1)
    assert not sees(journey, journey.there.users["department"])
    with pytest.raises(NotPermitted):
        journey.receive(by=journey.there.users["department"], cell=journey.there.cell)
    assert journey.dossier.transfers.count() == 1


def test_correction_computes_the_situation_anew():
    journey = two_places().to("receipt")
    decided_on = journey.dossier.decided_on
    assert decided_on is not None
    journey.open(by=journey.origin["department"], decided_on=decided_on)
    data = {"decision_number": "77-QĐ", "destination": journey.there.cell, "outside": ""}
    late = working_days_before(decided_on, 31)
    journey.do_on_case("redirect_transfer", by=journey.origin["department"], decided_on=late, acknowledge=True, **data)
    assert (situation(journey), journey.step) == (Situation.DECISION_CANCELLED, "cancelling")
    journey.do_on_case(
        "redirect_transfer", by=journey.origin["department"], decided_on=decided_on, acknowledge=True, **data
    )
    assert (situation(journey), journey.step) == (Situation.DECISION_SENT_ON, "sending")


def test_cancelled_decision_can_still_be_sent_to_another_place_and_not_be_dropped():
    journey = long_moved()
    journey.cancel(by=journey.origin["standing"])
    journey.send(by=journey.origin["department"])
    with pytest.raises(Refused):
        journey.do_on_case("drop_transfer", by=journey.origin["department"], reason="x", acknowledge=True)
    data = {"decision_number": "77-QĐ", "decided_on": journey.dossier.moves[-1].decided_on, "destination": None}
    journey.do_on_case(
        "redirect_transfer", by=journey.origin["department"], outside="Đảng ủy xã Y", acknowledge=True, **data
    )
    assert journey.step == "sending"
    journey.send(by=journey.origin["department"])
    assert journey.dossier.state == State.MOVED_AWAY


def test_receiver_that_ended_cannot_acknowledge_and_the_sender_names_another_place():
    journey = two_places().to("verify")
    cell, secretary = neighbour(journey.there)
    journey.open(cell, by=journey.origin["cell"], verb="report_move")
    journey.send(by=journey.origin["grassroots"])
    ends = journey.day + timedelta(days=1)
    Placement.objects.filter(organization=cell).update(until=ends)
    Organization.objects.filter(pk=cell.pk).update(until=ends)
    cell.bodies.update(until=ends)
    with pytest.raises((Refused, NotPermitted)):
        journey.receive(by=secretary)
    data = {"decision_number": "77-QĐ", "decided_on": journey.day, "destination": journey.there.cell, "outside": ""}
    journey.do_on_case("redirect_transfer", by=journey.origin["grassroots"], acknowledge=True, **data)
    journey.send(by=journey.origin["grassroots"])
    assert journey.task.body == journey.there.bodies["cell"]


def test_standing_goes_to_the_list_of_the_new_cell_once():
    journey = two_places().to("verify")
    journey.open(by=journey.origin["cell"], verb="report_move")
    journey.send(by=journey.origin["grassroots"])
    journey.receive(by=journey.there.users["cell"])
    rows = Membership.objects.filter(person=journey.dossier.subject).order_by("since")
    assert [(row.organization, row.standing, row.until) for row in rows] == [
        (journey.chain.cell, Standing.SYMPATHIZER, journey.day),
        (journey.there.cell, Standing.SYMPATHIZER, None),
    ]
