"""Whole ways of a complaint (C01 to C14), and what each does to the case complained of (T28 to T30)."""

from datetime import date, timedelta
from typing import Any

import pytest

from organization.models import Membership
from permissions.checks import NotPermitted
from tests.discipline.complaints.grievances import Grievance, decided, expelled
from workflows.actions import Refused
from workflows.findings import RuleBroken
from workflows.models import Task

pytestmark = pytest.mark.django_db


def test_upheld_complaint_leaves_the_decision_in_force() -> None:
    matter = decided()
    grievance = Grievance(matter)
    grievance.complain()
    assert (grievance.complaint.state, matter.case.state) == ("complaint_received", "in_force")
    grievance.to("accepted")
    assert (grievance.complaint.state, matter.case.state) == ("complaint_accepted", "under_complaint")
    assert not matter.case.deadlines.filter(kind="complaint", closed_on__isnull=True).exists()
    grievance.through("warning")
    complaint = grievance.complaint
    assert (complaint.state, complaint.result, complaint.new_form) == ("complaint_announced", "uphold", "warning")
    assert (matter.case.state, matter.case.form, matter.step) == ("in_force", "warning", "in_force")


@pytest.mark.parametrize(
    ("form", "new", "result", "state"),
    [
        ("warning", "reprimand", "reduce", "decision_changed"),
        ("warning", "no_discipline", "cancel", "decision_cancelled"),
    ],
)
def test_answer_is_computed_from_the_form_that_passed(form: str, new: str, result: str, state: str) -> None:
    matter = decided(form=form)
    grievance = Grievance(matter)
    grievance.complain()
    grievance.through(new)
    assert (grievance.complaint.result, matter.case.state) == (result, state)
    kept = form if state == "decision_cancelled" else new
    assert matter.case.form == kept


def test_decision_cancelled_for_its_procedure_is_to_be_examined_anew() -> None:
    matter = decided()
    grievance = Grievance(matter)
    grievance.complain()
    grievance.through("no_discipline", anew="The roster was wrong.")
    assert grievance.complaint.result == "examine_anew"
    assert (matter.case.state, matter.case.cancelled_anew) == ("decision_cancelled", True)
    with pytest.raises(RuleBroken) as broken:
        matter.do("apologise", apology_by="decider", public=True, place="Hall", number="1-BB")
    assert [finding.rule for finding in broken.value.findings] == ["DIS-128"]
    matter.do("restore", restored=["entitlements"], requested=True, quality_kept=True, recorded=True, number="2-QĐ")
    matter.do("close_cancelled")
    assert matter.case.state == "closed_no_discipline"


def test_wrong_expulsion_is_apologised_and_the_membership_given_back() -> None:
    """T26 while the complaint is pending (DIS-120), T29, T30 (DIS-128 to 131)."""
    matter = expelled()
    grievance = Grievance(matter)
    with pytest.raises(RuleBroken):
        grievance.complain("khoi_committee")
    grievance.complain("standing")
    grievance.to("accepted")
    matter.day = grievance.day
    matter.do("conclude_expulsion", card_returned=True, badge_returned=True)
    assert (matter.case.state, standing(matter)) == ("under_complaint", "left")
    with pytest.raises(Refused):
        matter.do("conclude_expulsion", card_returned=True, badge_returned=True)
    grievance.day = matter.day
    grievance.through("no_discipline")
    assert (matter.case.state, matter.step) == ("decision_cancelled", "restoration")
    with pytest.raises(Refused, match="DIS-129"):
        matter.do("close_cancelled")
    matter.do("apologise", apology_by="decider", public=True, place="Hall", number="1-BB")
    with pytest.raises(RuleBroken) as broken:
        matter.do("restore", restored=["entitlements"], requested=True, quality_kept=True, recorded=True, number="2-QĐ")
    assert [finding.rule for finding in broken.value.findings] == ["DIS-130"]
    given: dict[str, Any] = {
        "requested": True,
        "recorded": True,
        "number": "2-QĐ",
        "party_age": "counted without a break",
    }
    matter.do("restore", restored=["membership"], quality_kept=True, **given)
    assert standing(matter) == "official"
    row = Membership.objects.get(person=matter.accused, until__isnull=True)
    assert row.since == matter.day
    matter.do("close_cancelled")
    assert matter.case.state == "closed_no_discipline"


def test_upheld_expulsion_that_was_carried_out_stays() -> None:
    matter = expelled()
    matter.do("conclude_expulsion", card_returned=True, badge_returned=True)
    assert (matter.case.state, matter.case.finished is None) == ("expelled", False)
    grievance = Grievance(matter)
    grievance.complain("standing")
    grievance.through("expulsion")
    assert (matter.case.state, matter.case.finished is None) == ("expelled", False)
    assert standing(matter) == "left"


def test_expulsion_changed_into_a_warning_gives_the_membership_back() -> None:
    matter = expelled()
    matter.do("conclude_expulsion", card_returned=True, badge_returned=True)
    grievance = Grievance(matter)
    grievance.complain("standing")
    grievance.through("warning")
    assert (matter.case.state, matter.case.form, matter.step) == ("decision_changed", "warning", "in_force")
    assert standing(matter) == "official"
    assert matter.case.deadlines.filter(kind="automatic_end", closed_on__isnull=True).count() == 1


def test_time_served_counts_after_a_change() -> None:
    """DIS-93, 94: nothing ends while the complaint is pending; the months run from the first announcement."""
    matter = decided()
    announced = matter.case.announced_on
    grievance = Grievance(matter)
    grievance.complain()
    grievance.to("meeting", form="reprimand")
    matter.day = date(2026, 9, 1)
    with pytest.raises(RuleBroken) as broken:
        matter.do("confirm_end")
    assert [finding.message for finding in broken.value.findings] == [
        "While a complaint is pending the discipline does not end and is obeyed."
    ]
    grievance.vote_on("reprimand")
    grievance.answer()
    changed = matter.case.changed_on
    assert announced is not None
    assert changed is not None
    assert changed > announced
    matter.do("confirm_end", on=date(2026, 9, 1))
    assert matter.case.state == "ended_automatic"


def test_posted_complaint_on_behalf_is_rejected_with_its_proof() -> None:
    matter = decided()
    grievance = Grievance(matter)
    grievance.post(own=False)
    grievance.do("look_at_complaint")
    notice: dict[str, Any] = {"rejected_for": ["on_behalf"], "number": "01-TB", "reason": "Signed by his wife."}
    with pytest.raises(RuleBroken) as broken:
        grievance.do("reject_complaint", **notice)
    assert {finding.rule for finding in broken.value.findings} == {"DIS-115"}
    grievance.ground("on_behalf")
    with pytest.raises(RuleBroken) as broken:
        grievance.do("accept_complaint", number="01-TB")
    assert [finding.name for finding in broken.value.findings] == ["complaint_is_not_on_behalf"]
    grievance.do("reject_complaint", **notice)
    assert (grievance.complaint.state, matter.case.state) == ("complaint_rejected", "in_force")
    assert grievance.complaint.documents.filter(code="complaint_rejection", own=True).count() == 1


@pytest.mark.parametrize(
    ("ground", "given", "rule"),
    [
        ("late", {"complained_on": date(2025, 12, 30), "day": date(2025, 12, 30)}, "complaint_is_not_late"),
        ("sentence", {}, "complaint_is_not_barred_by_a_sentence"),
        ("moved", {"happened_on": date(2025, 8, 10)}, "complaint_precedes_the_move"),
    ],
)
def test_each_ground_bars_once_a_paper_proves_it(ground: str, given: dict[str, Any], rule: str) -> None:
    matter = decided()
    grievance = Grievance(matter)
    if "day" in given:
        grievance.day = given["day"] - grievance.pace
    happened = {"happened_on": given["happened_on"]} if "happened_on" in given else {}
    grievance.post(**{name: value for name, value in given.items() if name != "happened_on"})
    grievance.do("look_at_complaint")
    grievance.ground(ground, **happened)
    with pytest.raises(RuleBroken) as broken:
        grievance.do("accept_complaint", number="01-TB")
    assert [finding.name for finding in broken.value.findings] == [rule]
    grievance.do("reject_complaint", rejected_for=[ground], number="01-TB", reason="As the paper shows.")
    assert grievance.complaint.state == "complaint_rejected"


def test_complaint_at_the_wrong_level_is_sent_to_the_right_one() -> None:
    """C03: nothing is accepted there, and nothing is sent away from the right one."""
    matter = decided()
    grievance = Grievance(matter)
    grievance.post("inspection")
    grievance.do("look_at_complaint")
    with pytest.raises(RuleBroken) as broken:
        grievance.do("accept_complaint", number="01-TB")
    assert [finding.rule for finding in broken.value.findings] == ["DIS-117"]
    grievance.do("redirect_complaint", number="02-CV")
    assert (grievance.complaint.state, matter.case.state) == ("complaint_redirected", "in_force")
    right = Grievance(matter)
    right.day = grievance.day
    right.complain()
    right.do("look_at_complaint")
    with pytest.raises(RuleBroken) as broken:
        right.do("redirect_complaint", number="02-CV")
    assert [finding.rule for finding in broken.value.findings] == ["DIS-117"]


@pytest.mark.parametrize("step", ["received", "admissibility", "accepted", "verifying", "hearing", "meeting"])
def test_he_withdraws_freely_before_the_decision(step: str) -> None:
    matter = decided()
    grievance = Grievance(matter)
    grievance.complain()
    grievance.to(step)
    with pytest.raises(RuleBroken) as broken:
        grievance.withdraw(urged=True)
    assert [finding.rule for finding in broken.value.findings] == ["DIS-125"]
    with pytest.raises(NotPermitted):
        grievance.do_on_case("withdraw_complaint", by=grievance.actor(), wish="w", urged=False)
    grievance.withdraw()
    assert (grievance.complaint.state, matter.case.state) == ("complaint_withdrawn", "in_force")
    assert not Task.objects.open().filter(process_id=grievance.complaint_id).exists()


def test_form_above_the_power_goes_up_to_the_body_that_has_it() -> None:
    """C10: the commission of the grassroots may not expel; what it votes for is submitted."""
    matter = decided()
    grievance = Grievance(matter)
    grievance.complain()
    grievance.to("meeting", form="expulsion")
    grievance.vote_on("expulsion")
    complaint = grievance.complaint
    assert (complaint.state, grievance.step) == ("complaint_submitted_up", "submission")
    assert complaint.level != "grassroots"
    grievance.take_up()
    grievance.vote_on("expulsion")
    grievance.answer()
    assert (grievance.complaint.result, matter.case.form) == ("increase", "expulsion")
    assert matter.case.state == "decision_changed"
    matter.day = grievance.day
    matter.do("conclude_expulsion", card_returned=True, badge_returned=True)
    assert (matter.case.state, standing(matter)) == ("expelled", "left")


def test_next_instance_takes_the_complaint_on() -> None:
    """C12, C13: a complaint of its own at the next body; the one before waits no longer."""
    matter = decided()
    first = Grievance(matter)
    first.complain()
    first.through("warning")
    answer = first.complaint.documents.get(code="complaint_answer")
    assert (answer.own, answer.data["complaint_to"]) == (True, str(first.chain.bodies["grassroots"]))
    second = Grievance(matter)
    second.complain("grassroots")
    assert (second.complaint.ordinal, first.complaint.finished is None) == (2, True)
    second.to("accepted")
    assert (first.complaint.state, first.complaint.finished is None) == ("complaint_announced", False)
    assert (second.task.body, matter.case.state) == (second.chain.bodies["grassroots"], "under_complaint")
    second.through("reprimand")
    assert (matter.case.state, matter.case.form) == ("decision_changed", "reprimand")
    with pytest.raises(RuleBroken) as broken:
        second.do("confirm_final")
    assert [finding.rule for finding in broken.value.findings] == ["DIS-126"]
    second.do("confirm_final", on=second.day + timedelta(days=60))
    assert second.complaint.state == "complaint_final"


def test_form_is_increased_within_the_power_of_the_instance() -> None:
    matter = decided(form="reprimand")
    first = Grievance(matter)
    first.complain()
    first.through("reprimand")
    second = Grievance(matter)
    second.complain("grassroots")
    second.through("warning")
    assert (second.complaint.result, matter.case.form, matter.case.state) == ("increase", "warning", "decision_changed")


@pytest.mark.parametrize(("receipt", "rules"), [("handed", ["DIS-126"]), ("absent", ["DIS-126"]), ("refused", [])])
def test_answer_is_final_by_how_it_was_received(receipt: str, rules: list[str]) -> None:
    """Who received it has his time; who was absent has it from the receipt; who refused it has none (DIS-116)."""
    grievance = Grievance(decided())
    grievance.complain()
    grievance.to("meeting")
    grievance.vote_on("warning")
    grievance.answer(receipt=receipt)
    if rules:
        with pytest.raises(RuleBroken) as broken:
            grievance.do("confirm_final")
        assert [finding.rule for finding in broken.value.findings] == rules
    if receipt == "handed":
        with pytest.raises(Refused):
            grievance.do("note_receipt", proof="signed for")
    if receipt == "absent":
        grievance.do("note_receipt", proof="signed for", on=grievance.day + timedelta(days=40))
        with pytest.raises(RuleBroken):
            grievance.do("confirm_final", on=grievance.day + timedelta(days=29))
        assert grievance.complaint.handed_on is not None
    grievance.do("confirm_final", on=grievance.day + (timedelta(days=60) if rules else timedelta(days=1)))
    assert grievance.complaint.state == "complaint_final"


def test_overrun_is_told_only_when_the_time_is_over() -> None:
    matter = decided()
    grievance = Grievance(matter)
    grievance.complain()
    grievance.to("verifying")
    officer = grievance.actor()
    with pytest.raises(Refused):
        grievance.do_on_case("notify_overrun", by=officer, number="1-TB", reason="not yet")
    grievance.day = date(2026, 3, 1)
    grievance.do_on_case("notify_overrun", by=officer, number="1-TB", reason="Papers came late.")
    assert grievance.complaint.overrun_on == grievance.day
    clock = grievance.complaint.deadlines.get(kind="complaint_resolution")
    assert (clock.started_on, clock.length, clock.unit) == (grievance.complaint.received_on, 90, "working_day")


def standing(matter: Any) -> str:
    row = Membership.objects.on(matter.day).get(person=matter.accused)
    return str(row.standing)
