"""An admission that turns out wrong: annulled (T50), or its faulty steps done again (T51); ADM-85 to ADM-87."""

from datetime import timedelta

import pytest

from admission.facts_fault import Fault
from admission.models import State
from organization.models import Body, BodyKind, Membership, Placement, Standing
from permissions.checks import NotPermitted
from tests.admission.unusual import UnusualJourney, broken, told
from tests.chain import build_chain
from tests.factories import body, seat, user
from workflows.actions import Refused, Result
from workflows.calendar import add_months
from workflows.models import Deadline, Document, Tally, Task
from workflows.rules import RuleBroken

pytestmark = pytest.mark.django_db

ONE = timedelta(days=1)


def member(profile: str = "p1", **options) -> UnusualJourney:
    """A probationary member, three months after the ceremony."""
    journey = UnusualJourney(build_chain(profile, **{"with_section": False, **options}))
    journey.to("end")
    journey.day += timedelta(days=90)
    return journey


def issuer(journey: UnusualJourney) -> str:
    return "grassroots" if journey.dossier.route(journey.day).has("authorised") else "standing"


def annul(journey: UnusualJourney, fault: str = Fault.UNTRUTHFUL_CV, **data) -> Result:
    values = {
        "fault": fault,
        "qualified": False,
        "found": "khai man lý lịch",
        "signed_on": journey.day + ONE,
        "acknowledge": True,
        **data,
    }
    who = values.pop("by", journey.chain.users[issuer(journey)])
    return journey.do_on_case("annul", by=who, **values)


def redo(journey: UnusualJourney, *faulty: str, **data) -> Result:
    values = {
        "fault": Fault.PROCEDURE,
        "qualified": True,
        "found": "biểu quyết sai",
        "faulty": list(faulty),
        "number": "9-CV/ĐUK",
        "signed_on": journey.day + ONE,
        "acknowledge": True,
        **data,
    }
    return journey.do_on_case("order_redo", by=journey.chain.users[issuer(journey)], **values)


def hand_on(journey: UnusualJourney) -> str:
    journey.do("hand_on_redo", acknowledge=True)
    return journey.step


def conclude(journey: UnusualJourney) -> None:
    journey.do("conclude_redo", responsibility="kiểm điểm chi ủy", acknowledge=True)


# T50


@pytest.mark.parametrize("profile", ["p1", "p2", "p4", "p6"])
def test_issuer_annuls_and_the_cell_removes_the_name(profile):
    journey = member(profile)
    wrong = journey.dossier.decision_number
    annul(journey)
    dossier = journey.dossier
    assert (dossier.state, journey.step, dossier.finished) == (State.ANNULLED, "name_removal", None)
    row = Membership.objects.filter(person=dossier.subject).order_by("pk").last()
    assert row is not None
    assert (row.standing, row.until) == (Standing.PROBATIONARY, journey.day)
    assert not Deadline.objects.filter(case=dossier, closed_on__isnull=True).exists()
    assert dossier.cancellation_number != wrong
    assert Document.objects.get(case=dossier, code="cancellation_decision").number == dossier.cancellation_number
    journey.do("remove_name", removed_on=journey.day + ONE, number="2-TB", acknowledge=True)
    dossier = journey.dossier
    assert (dossier.state, dossier.finished is not None) == (State.ANNULLED, True)
    assert dossier.faults.get().name_removed_on == journey.day
    assert any(wrong in line and "cancelled by" in line for line in told(journey))
    assert journey.recorded()


@pytest.mark.parametrize(
    "fault", [Fault.STANDARDS, Fault.POLITICAL, Fault.UNTRUTHFUL_CV, Fault.UNDER_AGE, Fault.READMISSION]
)
def test_every_standard_that_is_not_met_annuls(fault):
    journey = member()
    annul(journey, fault)
    assert journey.dossier.state == State.ANNULLED


def test_faulty_procedure_of_a_qualified_member_is_not_annulled():
    journey = member()
    with pytest.raises(RuleBroken) as caught:
        annul(journey, Fault.PROCEDURE, qualified=True)
    assert broken(caught.value) == [("ADM-85", "admission_is_annulled")]
    assert caught.value.findings[0].articles == "Mục 4.4.1 Quy định 294-QĐ/TW"
    assert (journey.dossier.state, journey.dossier.faults.count()) == (State.PROBATIONARY, 0)


def test_faulty_procedure_of_one_who_does_not_meet_the_standards_is():
    journey = member()
    annul(journey, Fault.PROCEDURE, qualified=False)
    assert journey.dossier.state == State.ANNULLED


def test_only_the_issuer_annuls():
    journey = member()
    for name in ("cell", "grassroots", "department", "applicant"):
        with pytest.raises(NotPermitted):
            annul(journey, by=journey.chain.users[name])
    assert journey.dossier.state == State.PROBATIONARY


def test_authority_of_today_annuls_in_place_of_an_issuer_that_is_dissolved():
    journey = member()
    day = journey.day
    Body.objects.filter(pk=journey.chain.bodies["standing"].pk).update(until=day)
    successor = body(journey.chain.khoi, BodyKind.STANDING_COMMITTEE, symbol="ĐUM", since=day)
    head = user(seat(of=successor, since=day).person)
    with pytest.raises(NotPermitted):
        annul(journey)
    annul(journey, by=head)
    dossier = journey.dossier
    assert (dossier.state, dossier.faults.get().cancelled_by_issuer) == (State.ANNULLED, False)
    assert "ĐUM" in dossier.cancellation_number


def moved_elsewhere(journey: UnusualJourney) -> UnusualJourney:
    """The cell now lies under another committee; the issuer goes on existing."""
    other = build_chain("p1", with_section=False)
    day = journey.day
    place = Placement.objects.get(organization=journey.chain.base, until__isnull=True)
    place.until = day
    place.save()
    Placement.objects.create(organization=journey.chain.base, parent=other.khoi, since=day)
    journey.chain.users["here"] = other.users["standing"]
    return journey


def annul_here(journey: UnusualJourney, **data) -> Result:
    values = {
        "fault": Fault.POLITICAL,
        "qualified": False,
        "found": "x",
        "signed_on": journey.day + ONE,
        "at_intake": True,
        "consent_number": "5-CV/TU",
        "consent_on": journey.day,
        "acknowledge": True,
        **data,
    }
    return journey.do_on_case("annul_after_intake", by=journey.chain.users["here"], **values)


def test_authority_that_received_the_member_annuls_after_its_superior_consented():
    journey = moved_elsewhere(member())
    journey.day += timedelta(days=30)  # the guidance of 29/9/2025 is in force
    with pytest.raises(RuleBroken) as caught:
        annul_here(journey, consent_on=None, consent_number="")
    assert broken(caught.value) == [("ADM-87", "cancellation_after_intake_is_consented")]
    annul_here(journey)
    dossier = journey.dossier
    assert (dossier.state, dossier.faults.get().at_intake) == (State.ANNULLED, True)


def test_issuer_of_a_member_who_moved_still_annuls_its_decision():
    journey = moved_elsewhere(member())
    annul(journey)
    assert journey.dossier.faults.get().cancelled_by_issuer is True


def test_member_who_did_not_move_is_annulled_by_the_issuer_alone():
    journey = member()
    journey.chain.users["here"] = journey.chain.users["standing"]
    with pytest.raises(Refused, match="was not received from elsewhere"):
        annul_here(journey)


def test_nothing_is_annulled_before_the_ceremony():
    journey = UnusualJourney(build_chain("p1", with_section=False))
    journey.to("ceremony")
    with pytest.raises(Refused):
        annul(journey)
    assert journey.dossier.state == State.DECISION_RECEIVED


# T51


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
