"""An applicant moves before his admission is decided: nothing voted, resolved, or sent up (ADM-64 to 66)."""

from datetime import timedelta

import pytest

from admission.facts_transfer import Transfer as Situation
from admission.models import State
from tests.admission.moves import neighbour, two_places
from tests.admission.moving.transfers import admitted_there, papers, situation
from tests.admission.reading import clocks, findings
from workflows.actions import Refused
from workflows.inbox import Tab, counts_of
from workflows.models import Deadline

pytestmark = pytest.mark.django_db


# ADM-64: nothing voted
@pytest.mark.parametrize("step", ["draft", "verify", "certify", "completion", "cell"])
def test_unresolved_dossier_goes_on_with_the_new_cell_and_a_new_helper(step):
    journey = two_places().to(step)
    journey.open(by=journey.origin["cell"], verb="report_move")
    assert (journey.step, journey.task.body) == ("sending", journey.chain.bodies["grassroots"])
    assert journey.dossier.state == State.TRANSFER_OUT
    assert situation(journey) == Situation.UNRESOLVED
    journey.send(by=journey.origin["grassroots"])
    assert (journey.step, journey.task.body) == ("intake", journey.there.bodies["cell"])
    assert "helped_certificate" in papers(journey)
    journey.receive(by=journey.there.users["cell"])
    dossier = journey.dossier
    assert (dossier.state, dossier.organization) == (State.TRANSFER_IN, journey.there.cell)
    journey.assign(by=journey.there.users["cell"])
    dossier = journey.dossier
    assert (dossier.state, journey.step) == (State.DRAFTING, "draft")
    left, stays = dossier.introducers.exclude(left_on=None), dossier.introducers.filter(left_on=None)
    assert [(row.person, row.substitute) for row in stays] == [(journey.there.members[2], True)]
    assert left.count() == (0 if step == "draft" else 2)
    assert (dossier.certified_on, dossier.helper) == (None, journey.there.members[2])
    assert "stale" in clocks(journey)


def test_moved_applicant_is_admitted_by_the_bodies_of_the_new_place():
    journey = two_places().to("completion")
    journey.open(by=journey.origin["grassroots"])
    journey.send(by=journey.origin["grassroots"])
    journey.receive(by=journey.there.users["cell"])
    journey.assign(by=journey.there.users["cell"])
    journey.settle()
    second = journey.there.members[3]
    journey.do("add_introducer", person=second.public_id, together_since=journey.day, substitute=True)
    journey.do("submit_for_verification")
    journey.do("conclude_verification", remarks="tốt")
    assert journey.task.body == journey.there.bodies["grassroots"]
    admitted_there(journey)


def test_dossier_without_papers_begins_to_age_at_the_new_place():
    journey = two_places()
    journey.open(by=journey.origin["cell"], verb="report_move")
    journey.send(by=journey.origin["grassroots"])
    journey.receive(by=journey.there.users["cell"])
    journey.assign(by=journey.there.users["cell"])
    assert journey.dossier.created_on == journey.day
    assert "stale" in clocks(journey)


def test_committee_at_the_new_place_may_be_named_and_chooses_the_cell():
    journey = two_places().to("verify")
    journey.open(journey.there.base, by=journey.origin["cell"], verb="report_move")
    journey.send(by=journey.origin["grassroots"])
    assert journey.task.body == journey.there.bodies["grassroots"]
    with pytest.raises(Refused) as caught:
        journey.receive(by=journey.there.users["grassroots"], cell=None)
    assert set(caught.value.errors) == {"cell"}
    elsewhere, _secretary = neighbour(journey.there)
    with pytest.raises(Refused) as caught:
        journey.receive(by=journey.there.users["grassroots"], cell=elsewhere)
    assert set(caught.value.errors) == {"cell"}
    journey.receive(by=journey.there.users["grassroots"], cell=journey.there.cell)
    assert journey.dossier.organization == journey.there.cell


@pytest.mark.parametrize("profile", ["p4", "p6_cell"])
def test_grassroots_cell_sends_its_applicant_itself(profile):
    journey = two_places(profile).to("cell")
    journey.open(by=journey.origin["cell"])
    assert journey.task.body == journey.chain.bodies["cell"]
    journey.send(by=journey.origin["cell"])
    assert journey.step == "intake"


# ADM-65: resolved, not sent
@pytest.mark.parametrize("step", ["section", "grassroots", "appraisal"])
def test_resolved_dossier_goes_to_the_authority_of_the_new_place(step):
    journey = two_places().to(step)
    due = clocks(journey)["decision"]
    journey.open(by=journey.origin["grassroots"] if step != "section" else journey.origin["cell"], verb=_verb(step))
    assert situation(journey) == Situation.RESOLVED
    journey.send(by=journey.origin["grassroots"])
    assert (journey.step, journey.task.body) == ("intake", journey.there.bodies["department"])
    assert "transfer_letter_resolved" in papers(journey)
    journey.receive(by=journey.there.users["department"], cell=journey.there.cell)
    assert (journey.step, journey.task.body) == ("new_helper", journey.there.bodies["cell"])
    journey.assign(by=journey.there.users["cell"])
    assert (journey.step, journey.task.body) == ("appraisal", journey.there.bodies["department"])
    assert journey.dossier.state == State.APPRAISAL
    assert clocks(journey) == {"decision": due}
    journey.settle()
    admitted_there(journey)


def _verb(step: str) -> str:
    return "report_move" if step == "section" else "open_transfer"


def test_authorised_committee_of_the_new_place_votes_itself():
    journey = two_places(there="p2").to("appraisal")
    journey.open(by=journey.origin["grassroots"])
    journey.send(by=journey.origin["grassroots"])
    assert journey.task.body == journey.there.bodies["grassroots"]
    journey.receive(by=journey.there.users["grassroots"], cell=journey.there.cell)
    journey.assign(by=journey.there.users["cell"])
    assert (journey.step, journey.dossier.state, journey.dossier.chain) == ("grassroots", State.CELL_RESOLVED, "p2")
    journey.settle()
    admitted_there(journey)


# ADM-66: sent, not decided
@pytest.mark.parametrize("step", ["standing", "decision"])
def test_sent_dossier_is_forwarded_by_the_authority_and_decided_anew(step):
    journey = two_places().to(step)
    moved_on = journey.day
    journey.open(by=journey.origin["department"], decided_on=moved_on)
    assert situation(journey) == Situation.SENT
    assert (journey.step, journey.task.body) == ("sending", journey.chain.bodies["department"])
    forward = Deadline.objects.get(case=journey.case_id, kind="transfer_forward")
    assert (forward.started_on, forward.length, forward.unit) == (moved_on, 15, "working_day")
    assert journey.task.due_on == min(clocks(journey).values())
    journey.send(by=journey.origin["department"])
    assert "transfer_letter_sent" in papers(journey)
    assert "transfer_forward" not in clocks(journey)
    journey.receive(by=journey.there.users["department"], cell=journey.there.cell)
    decide = Deadline.objects.get(case=journey.case_id, kind="transfer_decision")
    assert (decide.started_on, decide.length, decide.article) == (journey.day, 30, "Mục 3.9b")
    assert set(clocks(journey)) == {"transfer_decision"}
    journey.assign(by=journey.there.users["cell"])
    dossier = journey.dossier
    assert (dossier.state, dossier.registered_on, dossier.standing_resolved_on) == (State.APPRAISAL, None, None)
    journey.settle()
    journey.to("receipt")
    assert "transfer_decision" not in clocks(journey)
    admitted_there(journey)


def test_forwarding_after_its_fifteen_days_is_noted_and_goes_on():
    journey = two_places().to("standing")
    journey.open(by=journey.origin["department"])
    journey.day += timedelta(days=40)
    due_on = journey.task.due_on
    assert due_on is not None
    assert due_on < journey.day
    assert counts_of(journey.origin["department"], journey.day)[Tab.MINE] == 1
    result = journey.send(by=journey.origin["department"])
    assert findings(result, "sent_dossier_is_forwarded_in_time") == [("broken", False)]
    assert journey.step == "intake"


def test_late_decision_of_the_new_authority_is_noted_and_its_reason_reported():
    journey = two_places().to("standing")
    journey.pass_on()
    journey.assign(by=journey.there.users["cell"])
    journey.settle()
    journey.day += timedelta(days=60)
    report = {"number": "9-BC", "reason": "hồ sơ phức tạp", "acknowledge": True}
    result = journey.do_on_case(
        "report_delay", by=journey.origin["department"], reported_on=journey.day + timedelta(days=1), **report
    )
    assert findings(result, "delay_is_reported_to_the_superior") == [("holds", False)]
    assert journey.step == "appraisal"
    result = journey.do("appraise", register_number="15", remarks="đủ", extract_sent=True)
    late = [row for row in result.judgement.findings if row["name"] == "decision_is_in_time"]
    assert [(row["status"], row["citations"][0]["article"]) for row in late] == [("broken", "Mục 3.9b")]
    journey.to("receipt")
    assert journey.dossier.state == State.DECISION_ISSUED


def test_delay_is_no_matter_of_a_dossier_that_was_never_forwarded():
    journey = two_places().to("appraisal")
    with pytest.raises(Refused):
        journey.do_on_case(
            "report_delay", by=journey.origin["department"], number="1", reason="x", reported_on=journey.day
        )
