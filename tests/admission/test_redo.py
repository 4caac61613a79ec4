"""The faulty steps of an admission are done again, and its decision issued anew (T51; ADM-86)."""

from datetime import timedelta

import pytest

from admission.facts_fault import Fault
from admission.models import State
from organization.models import Membership, Standing
from tests.admission.unusual import broken, told
from tests.admission.wrong_admissions import annul, conclude, hand_on, member, redo
from workflows.actions import Refused
from workflows.calendar import add_months
from workflows.findings import RuleBroken
from workflows.models import Deadline, Document, Tally, Task

pytestmark = pytest.mark.django_db

ONE = timedelta(days=1)


def test_faulty_vote_alone_is_done_again_and_the_decision_issued_anew():
    journey = member()
    before = journey.dossier
    redo(journey, "authority")
    assert (journey.dossier.state, journey.step) == (State.REDO, "redo_review")
    assert journey.dossier.decision_number == ""
    assert journey.dossier.cell_resolved_on == before.cell_resolved_on
    assert hand_on(journey) == "redo_standing"
    journey.vote()
    assert journey.step == "redo_review"
    conclude(journey)
    assert (journey.dossier.state, journey.step) == (State.AGREED, "decision")
    journey.to("end")
    after = journey.dossier
    assert after.state == State.PROBATIONARY
    assert (after.cell_resolved_on, after.base_resolved_on) == (before.cell_resolved_on, before.base_resolved_on)
    assert after.standing_resolved_on != before.standing_resolved_on
    assert after.decision_number != before.decision_number
    assert after.decided_on is not None
    assert before.ceremony_on is not None
    assert after.decided_on > before.ceremony_on
    assert after.ceremony_on is not None
    assert after.official_on == add_months(after.ceremony_on, 12)
    row = after.faults.get()
    assert (row.reissued_on, row.cancelled_on, row.former["decision_number"]) == (
        after.decided_on,
        after.decided_on,
        before.decision_number,
    )
    assert [tally.step for tally in Tally.objects.filter(case=after).order_by("pk")] == [
        "cell",
        "grassroots",
        "standing",
        "redo_standing",
    ]
    assert Document.objects.get(case=after, code="admission_decision", replaced_on__isnull=True).number == (
        after.decision_number
    )
    assert journey.recorded()


def test_membership_goes_on_until_the_new_ceremony():
    journey = member()
    redo(journey, "authority")
    subject = journey.dossier.subject
    assert Membership.objects.on(journey.day).get(person=subject).standing == Standing.PROBATIONARY
    hand_on(journey)
    journey.vote()
    conclude(journey)
    journey.to("end")
    rows = Membership.objects.filter(person=subject).order_by("since")
    last, new = list(rows)[-2:]
    assert (last.standing, last.until) == (Standing.PROBATIONARY, new.since)
    assert (new.standing, new.since, new.basis) == (
        Standing.PROBATIONARY,
        journey.dossier.ceremony_on,
        journey.dossier.decision_number,
    )


def test_every_step_can_be_done_again_in_the_order_of_the_chain():
    journey = member()
    redo(journey, "authority", "cell", "papers", "grassroots", "certification")
    seen = []
    while journey.dossier.faults.get().left:
        seen.append(hand_on(journey))
        if journey.step == "redo_papers":
            journey.do("finish_papers", what="giấy giới thiệu", acknowledge=True)
        elif journey.step == "redo_certification":
            journey.do("certify_again", cv_true=True, signed_on=journey.day + ONE, acknowledge=True)
        else:
            journey.vote()
    assert seen == ["redo_papers", "redo_certification", "redo_cell", "redo_grassroots", "redo_standing"]
    with pytest.raises(Refused, match="Every faulty step"):
        journey.do("hand_on_redo", acknowledge=True)
    conclude(journey)
    journey.to("end")
    assert journey.dossier.state == State.PROBATIONARY
    assert journey.recorded()


@pytest.mark.parametrize(
    ("profile", "step"),
    [
        ("p3", "redo_certification"),
        ("p4", "redo_certification_in_cell"),
        ("p5", "redo_certification_above"),
    ],
)
def test_cv_is_certified_again_by_who_certified_it(profile, step):
    journey = member(profile)
    redo(journey, "certification")
    assert hand_on(journey) == step
    journey.do("certify_again", cv_true=True, signed_on=journey.day + ONE, acknowledge=True)
    assert not journey.dossier.faults.get().left
    assert journey.recorded()


@pytest.mark.parametrize(
    ("profile", "steps"), [("p2", ["redo_cell", "redo_grassroots"]), ("p4", ["redo_cell", "redo_standing"])]
)
def test_other_chains_do_their_own_votes_again(profile, steps):
    journey = member(profile)
    redo(journey, "cell", "grassroots" if profile == "p2" else "authority")
    seen = []
    while journey.dossier.faults.get().left:
        seen.append(hand_on(journey))
        journey.vote()
    assert seen == steps
    conclude(journey)
    journey.to("end")
    assert journey.dossier.state == State.PROBATIONARY


def test_decision_alone_was_faulty():
    journey = member()
    redo(journey)
    conclude(journey)
    journey.to("end")
    assert journey.dossier.state == State.PROBATIONARY
    assert journey.dossier.faults.get().reissued_on == journey.dossier.decided_on


def test_nothing_is_concluded_while_a_faulty_step_is_left():
    journey = member()
    redo(journey, "cell")
    with pytest.raises(RuleBroken) as caught:
        conclude(journey)
    assert broken(caught.value) == [("ADM-86", "faulty_steps_alone_are_done_again")]
    assert "vote of the cell" in caught.value.findings[0].text


def test_vote_below_the_ratio_is_directed_again():
    journey = member()
    redo(journey, "cell")
    hand_on(journey)
    journey.vote(yes=1)
    assert (journey.dossier.state, journey.step) == (State.REDO, "redo_review")
    assert hand_on(journey) == "redo_cell"
    journey.vote()
    conclude(journey)
    assert journey.dossier.state == State.AGREED


def test_member_who_turns_out_unqualified_is_annulled_in_the_midst_of_the_redo():
    journey = member()
    wrong = journey.dossier.decision_number
    redo(journey, "cell")
    hand_on(journey)
    journey.vote(yes=1)
    annul(journey, Fault.STANDARDS)
    dossier = journey.dossier
    assert (dossier.state, journey.step) == (State.ANNULLED, "name_removal")
    assert dossier.faults.get().former["decision_number"] == wrong
    assert any(wrong in line for line in told(journey))


def test_unqualified_member_is_not_done_again():
    journey = member()
    with pytest.raises(RuleBroken) as caught:
        redo(journey, "cell", qualified=False)
    assert broken(caught.value) == [("ADM-86", "faulty_steps_suffice")]
    assert journey.dossier.state == State.PROBATIONARY


def test_step_that_is_not_on_the_way_is_refused():
    journey = member("p4")
    with pytest.raises(Refused) as caught:
        redo(journey, "grassroots")
    assert list(caught.value.errors) == ["faulty"]


def test_redo_stops_the_probation_until_the_new_ceremony():
    journey = member()
    redo(journey, "authority")
    assert not Deadline.objects.filter(case=journey.case_id, kind="probation", closed_on__isnull=True).exists()
    hand_on(journey)
    journey.vote()
    conclude(journey)
    journey.to("end")
    ceremony_on = journey.dossier.ceremony_on
    assert ceremony_on is not None
    assert journey.clock("probation").due_on == add_months(ceremony_on, 12)


def test_nobody_withdraws_a_redo():
    journey = member()
    redo(journey, "cell")
    with pytest.raises(Refused):
        journey.do_on_case("withdraw", by=journey.chain.applicant, reason="", acknowledge=True)
    assert Task.objects.open().get(process_id=journey.case_id).flow_task.name == "redo_review"
