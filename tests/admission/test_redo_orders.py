"""Who directs that faulty steps are done again, and of whom (ADM-86, 87; T51)."""

from datetime import timedelta

import pytest

from admission.models import State
from organization.models import Membership, Standing
from permissions.checks import NotPermitted
from tests.admission.reading import current, offered
from tests.admission.redoing import redo_here
from tests.admission.traveller import ONE, Traveller
from tests.admission.unusual import broken
from tests.admission.walks_member import goes_elsewhere
from tests.admission.wrong_admissions import conclude, hand_on, redo
from workflows.actions import Refused
from workflows.calendar import add_months
from workflows.findings import RuleBroken
from workflows.models import Deadline, Document

pytestmark = pytest.mark.django_db


def member(profile: str = "p1") -> Traveller:
    journey = Traveller(profile, with_section=False).to("end")
    journey.day += timedelta(days=60)
    return journey


def standing(journey: Traveller) -> str:
    return Membership.objects.on(journey.day).get(person=journey.dossier.subject).standing


def test_official_member_goes_through_the_faulty_step_a_new_decision_and_a_new_recognition():
    journey = member().on("card")
    old = journey.dossier
    recognition = old.probation_row.decision_number
    redo(journey, "cell")
    dossier = journey.dossier
    assert (dossier.state, journey.step, dossier.official_on) == (State.REDO, "redo_review", None)
    assert standing(journey) == Standing.OFFICIAL
    fault = dossier.faults.get()
    assert (fault.former["decision_number"], fault.former["recognition_number"]) == (old.decision_number, recognition)
    assert (dossier.probation_row.decision_number, dossier.probation_row.decided_on) == ("", None)
    assert not {"recognition_decision", "recognition_cell_resolution", "self_criticism"} & current(journey)
    assert not Deadline.objects.filter(case=dossier, closed_on__isnull=True).exists()
    assert hand_on(journey) == "redo_cell"
    journey.vote()
    conclude(journey)
    journey.to("end")
    dossier = journey.dossier
    assert (dossier.state, dossier.ceremony_on) == (State.PROBATIONARY, journey.day)
    assert dossier.official_on == add_months(journey.day, 12)
    assert standing(journey) == Standing.PROBATIONARY
    journey.on()
    assert (journey.dossier.state, standing(journey)) == (State.CARD_ISSUED, Standing.OFFICIAL)
    assert journey.dossier.probation_row.decision_number != recognition
    assert journey.recorded()


@pytest.mark.parametrize("profile", ["p1", "p4"])
def test_resolution_of_the_faulty_vote_is_no_current_paper_once_the_cell_has_voted_again(profile):
    journey = member(profile)
    redo(journey, "cell")
    hand_on(journey)
    journey.vote()
    code = "grassroots_resolution" if profile == "p4" else "cell_resolution"
    rows = Document.objects.filter(case=journey.case_id, code=code, issuer=str(journey.chain.bodies["cell"]))
    assert [row.replaced_on is None for row in rows.order_by("pk")] == [False, True]
    other = Document.objects.filter(case=journey.case_id, code="grassroots_resolution", replaced_on__isnull=True)
    assert other.count() == 1


def test_nothing_is_done_again_after_the_card():
    journey = member().on()
    with pytest.raises(Refused):
        redo(journey, "cell")
    assert journey.dossier.state == State.CARD_ISSUED


@pytest.mark.parametrize("profile", ["p1", "p2"])
def test_authority_that_received_the_member_directs_after_its_superior_consented(profile):
    journey = member(profile)
    goes_elsewhere(journey, profile)
    assert "order_redo_here" in offered(journey, "here")
    with pytest.raises(RuleBroken) as caught:
        redo_here(journey, "cell", consent_number="", consent_on=None)
    assert broken(caught.value) == [("ADM-87", "cancellation_after_intake_is_consented")]
    told = {"fault": "procedure", "qualified": True, "found": "x", "faulty": ["cell"], "number": "9"}
    with pytest.raises(NotPermitted):
        journey.do_on_case("order_redo", by=journey.users["here"], signed_on=journey.day, acknowledge=True, **told)
    redo_here(journey, "cell")
    dossier = journey.dossier
    fault = dossier.faults.get()
    assert dossier.state == State.REDO
    assert (fault.at_intake, fault.consent_number) == (True, "5-CV/TU")
    by = journey.users["here"]
    journey.do("hand_on_redo", by=by, acknowledge=True)
    journey.vote()
    journey.do("conclude_redo", by=by, responsibility="kiểm điểm", acknowledge=True)
    journey.do("issue_decision", by=by, on=journey.day + ONE, signed_on=journey.day + ONE, acknowledge=True)
    dossier = journey.dossier
    fault.refresh_from_db()
    assert (dossier.state, fault.cancelled_by_issuer) == (State.DECISION_ISSUED, False)
    assert dossier.issuer != journey.chain.bodies["standing" if profile == "p1" else "grassroots"]
    assert journey.recorded()


def test_issuer_directs_for_a_member_who_was_not_received_from_elsewhere():
    journey = member()
    journey.users["here"] = journey.users["standing"]
    assert "order_redo_here" not in offered(journey, "here")
    with pytest.raises(Refused, match="not received from elsewhere"):
        redo_here(journey, "cell")
    assert journey.dossier.state == State.PROBATIONARY
