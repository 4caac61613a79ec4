"""An applicant moves before becoming a member: one journey for each situation, seen from both places."""

from datetime import date, timedelta
from typing import Any

import pytest

from admission.facts_transfer import Transfer as Situation
from admission.models import Dossier, State
from organization.models import Kind, Membership, Organization, Placement, Standing, User
from permissions.checks import NotPermitted
from tests.admission.moves import MovingJourney, neighbour, two_places, working_days_before
from tests.factories import organization, user
from workflows import access
from workflows.actions import Refused
from workflows.audit.chain import verify
from workflows.case_list import Wanted, listing, words_of
from workflows.inbox import Tab, counts_of
from workflows.models import Case, Deadline, Document, Task
from workflows.rules import RuleBroken
from workflows.screens import screen_of
from workflows.timeline import entries, events_of

pytestmark = pytest.mark.django_db


def sees(journey: MovingJourney, who: User, on: date | None = None) -> bool:
    return Dossier.objects.visible_to(who, on or journey.day).filter(pk=journey.case_id).exists()


def situation(journey: MovingJourney) -> str:
    return journey.dossier.moves[-1].situation


def clocks(journey: MovingJourney) -> dict[str, date]:
    rows = Deadline.objects.filter(case=journey.case_id, closed_on=None)
    return {row.kind: row.due_on for row in rows}


def papers(journey: MovingJourney) -> set[str]:
    return set(Document.objects.filter(case=journey.case_id).values_list("code", flat=True))


def told(journey: MovingJourney) -> list[str]:
    dossier = journey.dossier
    return [line for entry in entries(dossier, events_of(dossier), screen_of("admission")) for line in entry.lines]


def admitted(journey: MovingJourney, **at: Any) -> None:
    """On to the ceremony at the new place; the applicant is then a probationary member there."""
    journey.to("end")
    dossier = journey.dossier
    assert (dossier.state, dossier.organization) == (State.PROBATIONARY, journey.there.cell)
    standing = dossier.subject.memberships.get(until=None)
    assert (standing.standing, standing.organization) == (Standing.PROBATIONARY, journey.there.cell)
    assert verify(dossier).ok


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
    admitted(journey)


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
    admitted(journey)


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
    admitted(journey)


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
    admitted(journey)


def findings(result: Any, name: str) -> list[tuple[str, bool]]:
    return [(row["status"], row["blocks"]) for row in result.judgement.findings if row["name"] == name]


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
    journey.open(by=journey.origin["department"])
    journey.send(by=journey.origin["department"])
    journey.receive(by=journey.there.users["department"], cell=journey.there.cell)
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
    admitted(journey)
    assert journey.dossier.decision_number == number


def long_moved(profile: str = "p1") -> MovingJourney:
    """A decision that came thirty-one working days after the transfer: opened, to be cancelled."""
    journey = two_places(profile).to("receipt")
    decided_on = journey.dossier.decided_on
    assert decided_on is not None
    opener = journey.origin["grassroots" if profile == "p2" else "department"]
    journey.open(by=opener, decided_on=working_days_before(decided_on, 31))
    return journey


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
    admitted(journey)
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


def faulty() -> MovingJourney:
    """A decision sent on; the new cell has it in hand and reports faults, its superior has petitioned."""
    journey = two_places().to("receipt")
    journey.open(by=journey.origin["department"])
    journey.send(by=journey.origin["department"])
    journey.receive(by=journey.there.users["department"], cell=journey.there.cell)
    on = journey.day + timedelta(days=1)
    journey.do("receive_forwarded_decision", by=journey.there.users["cell"], on=on, received_on=on)
    journey.do_on_case("report_faults", by=journey.there.users["cell"], faults="lý lịch khai thiếu", acknowledge=True)
    assert (journey.step, journey.task.body) == ("petition", journey.there.bodies["department"])
    on = journey.day + timedelta(days=1)
    petition: dict[str, Any] = {
        "number": "5-CV",
        "petitioned_on": on,
        "grounds": "lý lịch khai thiếu",
        "acknowledge": True,
    }
    journey.do("petition_issuer", by=journey.there.users["department"], on=on, **petition)
    return journey


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
    journey = two_places().to("receipt")
    journey.open(by=journey.origin["department"])
    journey.send(by=journey.origin["department"])
    journey.receive(by=journey.there.users["department"], cell=journey.there.cell)
    on = journey.day + timedelta(days=1)
    journey.do("receive_forwarded_decision", by=journey.there.users["cell"], on=on, received_on=on)
    data = {"ground": "procedure", "signed_on": on, "reason": "x", "acknowledge": True}
    with pytest.raises(Refused, match="petition"):
        journey.do_on_case("cancel_decision", by=journey.origin["standing"], **data)
    assert journey.dossier.state == State.DECISION_RECEIVED


def test_faults_are_no_matter_of_a_decision_that_did_not_come_from_elsewhere():
    journey = two_places().to("ceremony")
    with pytest.raises(Refused):
        journey.do_on_case("report_faults", by=journey.origin["cell"], faults="x")


# out of the system


@pytest.mark.parametrize(
    ("step", "by", "paper"),
    [
        ("verify", "cell", "helped_certificate"),
        ("appraisal", "grassroots", "transfer_letter_resolved"),
        ("standing", "department", "transfer_letter_sent"),
        ("receipt", "department", "transfer_letter_other_authority"),
    ],
)
def test_place_outside_the_system_ends_the_dossier_here_with_its_papers(step, by, paper):
    journey = two_places().to(step)
    verb = "report_move" if by == "cell" else "open_transfer"
    journey.open(outside="Đảng ủy xã Minh Họa", by=journey.origin[by], verb=verb)
    journey.send(by=journey.origin["grassroots" if by == "cell" else by])
    dossier = journey.dossier
    assert (dossier.state, dossier.finished is not None, dossier.organization) == (
        State.MOVED_AWAY,
        True,
        journey.chain.cell,
    )
    assert paper in papers(journey)
    assert clocks(journey) == {}
    assert not dossier.subject.memberships.on(journey.day).exists()
    assert any("Đảng ủy xã Minh Họa" in line for line in told(journey))
    with pytest.raises(Refused):
        journey.do_on_case("withdraw", by=journey.chain.applicant, reason="")


# who sees and finds it, and when


def found_by(journey: MovingJourney, who: User) -> tuple[int, int, dict[str, int]]:
    """(rows of the list, of a search for the applicant, tasks by tab): all of one dossier or none."""
    day = journey.day
    named = Wanted(words=words_of("applicant"))
    return (
        listing(who, day, Wanted()).total,
        listing(who, day, named).total,
        {tab.value: n for tab, n in counts_of(who, day).items()},
    )


def test_each_side_sees_the_dossier_in_its_time_and_strangers_never():
    journey = two_places().to("standing")
    origin = [journey.origin[name] for name in ("cell", "clerk", "section", "grassroots", "department", "standing")]
    receiver = journey.there.users["department"]
    there = [journey.there.users[name] for name in ("cell", "grassroots", "standing")]
    stranger = two_places().chain.users["cell"]
    nothing = (0, 0, {"mine": 0, "shared": 0, "waiting": 0})
    journey.open(by=journey.origin["department"])
    assert [sees(journey, who) for who in (*origin, *there, receiver)] == [True] * 6 + [False] * 4
    journey.send(by=journey.origin["department"])
    assert [sees(journey, who) for who in (*origin, *there, receiver)] == [True] * 6 + [False] * 3 + [True]
    assert found_by(journey, receiver)[:2] == (1, 1)
    assert found_by(journey, journey.origin["cell"]) == (1, 1, {"mine": 0, "shared": 0, "waiting": 1})
    journey.receive(by=receiver, cell=journey.there.cell)
    assert [sees(journey, who) for who in origin] == [False] * 6
    assert [found_by(journey, who) for who in origin] == [nothing] * 6
    assert sees(journey, journey.there.users["cell"])
    assert found_by(journey, journey.there.users["cell"]) == (1, 1, {"mine": 1, "shared": 0, "waiting": 0})
    assert (sees(journey, stranger), listing(stranger, journey.day, Wanted(words=words_of("zzz"))).total) == (False, 0)
    bodies, named = access.who_can_see(journey.dossier, journey.day)
    assert {row.body for row in bodies} == {journey.there.bodies["department"], journey.there.bodies["cell"]}
    assert not named.exists()
    assert all(
        row.until is None or row.until > row.since for row in Case.objects.get(pk=journey.case_id).accesses.all()
    )


def test_own_file_of_the_applicant_stays_with_him():
    journey = two_places().to("standing")
    journey.open(by=journey.origin["department"])
    own = Dossier.objects.own_file_of(journey.chain.applicant.person)
    assert own.get().told_applicant == State.TRANSFER_OUT
    journey.send(by=journey.origin["department"])
    journey.receive(by=journey.there.users["department"], cell=journey.there.cell)
    assert own.get().told_applicant == State.TRANSFER_IN
    journey.do_on_case("withdraw", by=journey.chain.applicant, reason="")
    assert own.get().state == State.WITHDRAWN


def test_list_filtered_by_organisation_follows_the_dossier():
    journey = two_places().to("standing")
    both = [journey.origin["department"], journey.there.users["department"]]
    places = [journey.chain.base, journey.there.base]

    def found() -> list[list[int]]:
        return [[listing(who, journey.day, Wanted(organization=place)).total for place in places] for who in both]

    assert found() == [[1, 0], [0, 0]]
    journey.open(by=journey.origin["department"])
    journey.send(by=journey.origin["department"])
    assert found() == [[1, 0], [1, 0]]
    journey.receive(by=journey.there.users["department"], cell=journey.there.cell)
    assert found() == [[0, 0], [0, 1]]
    assert journey.there.cell.search in journey.dossier.search


def test_bodies_of_the_place_left_do_nothing_after_the_receipt():
    journey = two_places().to("standing")
    journey.open(by=journey.origin["department"])
    journey.send(by=journey.origin["department"])
    journey.receive(by=journey.there.users["department"], cell=journey.there.cell)
    with pytest.raises(NotPermitted):
        journey.assign(by=journey.origin["cell"])
    journey.assign(by=journey.there.users["cell"])
    for verb, who, data in (
        ("lead_anew", "cell", {"reason": "x"}),
        ("open_transfer", "department", {"decision_number": "1", "decided_on": journey.day, "outside": "x"}),
        ("extend_decision", "standing", {"number": "1", "decided_on": journey.day, "reason": "x"}),
        ("report_delay", "department", {"number": "1", "reported_on": journey.day, "reason": "x"}),
        ("withdraw_for_applicant", "cell", {"requested_on": journey.day}),
    ):
        with pytest.raises(NotPermitted):
            journey.do_on_case(verb, by=journey.origin[who], acknowledge=True, **data)
    with pytest.raises(NotPermitted):
        journey.do("appraise", by=journey.origin["department"], register_number="1", extract_sent=True)
    assert journey.step == "appraisal"


# what goes wrong


def test_destination_in_the_same_cell_is_refused():
    journey = two_places().to("grassroots")
    with pytest.raises(Refused) as caught:
        journey.open(journey.chain.cell, by=journey.origin["grassroots"])
    assert set(caught.value.errors) == {"destination"}
    assert journey.step == "grassroots"


def test_organisation_that_ended_or_stands_nowhere_takes_nobody_in():
    journey = two_places().to("grassroots")
    ended = organization(Kind.CELL, parent=journey.there.base, until=journey.day)
    nowhere = organization(Kind.CELL)
    group = organization(Kind.GROUP, parent=journey.there.cell)
    empty = organization(Kind.CELL, parent=journey.there.base)
    for place in (ended, nowhere, group):
        with pytest.raises(Refused) as caught:
            journey.open(place, by=journey.origin["grassroots"])
        assert set(caught.value.errors) == {"destination"}
    journey.open(empty, by=journey.origin["grassroots"])
    assert journey.step == "sending"


def test_cell_that_has_no_meeting_cannot_acknowledge_anything():
    journey = two_places().to("verify")
    empty = organization(Kind.CELL, parent=journey.there.base)
    with pytest.raises(Refused) as caught:
        journey.open(empty, by=journey.origin["cell"], verb="report_move")
    assert set(caught.value.errors) == {"destination"}


def test_transfer_decision_lies_neither_in_the_future_nor_after_its_letter():
    journey = two_places().to("grassroots")
    with pytest.raises(Refused) as caught:
        journey.open(by=journey.origin["grassroots"], decided_on=journey.day + timedelta(days=9))
    assert set(caught.value.errors) == {"decided_on"}
    journey.day += timedelta(days=5)
    journey.open(by=journey.origin["grassroots"], decided_on=journey.day + timedelta(days=1))
    with pytest.raises(Refused) as caught:
        journey.do(
            "send_transfer",
            by=journey.origin["grassroots"],
            on=journey.day + timedelta(days=3),
            sent_on=journey.day - timedelta(days=1),
            letter_number="1",
        )
    assert set(caught.value.errors) == {"sent_on"}


@pytest.mark.parametrize(("outside", "to"), [("", False), ("x", True)])
def test_exactly_one_new_place_is_named(outside, to):
    journey = two_places().to("grassroots")
    data = {"decision_number": "1", "decided_on": journey.day, "destination": journey.there.cell if to else None}
    with pytest.raises(Refused) as caught:
        journey.do_on_case("open_transfer", by=journey.origin["grassroots"], outside=outside, acknowledge=True, **data)
    assert set(caught.value.errors) == {"destination"}


@pytest.mark.parametrize("stage", ["voting", "sealed", "counted"])
def test_no_transfer_while_the_box_of_a_meeting_is_open_or_its_count_not_recorded(stage):
    journey = two_places().to("grassroots")
    journey.meet()
    journey.open_vote()
    if stage == "sealed":
        journey.do("seal_box", on=journey.day, acknowledge=True)
    elif stage == "counted":
        journey.count(yes=0)
    with pytest.raises(Refused, match="voted on"):
        journey.open(by=journey.origin["grassroots"])
    assert (journey.step, journey.item.state) == ("grassroots", stage)


def test_transfer_takes_the_dossier_off_the_agenda_of_a_meeting_that_has_not_voted():
    journey = two_places().to("grassroots")
    journey.meet()
    journey.open(by=journey.origin["grassroots"])
    assert (journey.step, journey.dossier.agenda_item) == ("sending", None)


@pytest.mark.parametrize("verb", ["open_transfer", "report_move"])
def test_second_transfer_waits_until_the_first_has_ended(verb):
    journey = two_places().to("grassroots")
    journey.open(by=journey.origin["grassroots"])
    with pytest.raises((Refused, NotPermitted)):
        journey.open(by=journey.origin["grassroots" if verb == "open_transfer" else "cell"], verb=verb)
    assert journey.dossier.transfers.count() == 1


def test_applicant_may_move_once_more_from_the_new_place():
    journey = two_places().to("standing")
    journey.open(by=journey.origin["department"])
    journey.send(by=journey.origin["department"])
    journey.receive(by=journey.there.users["department"], cell=journey.there.cell)
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


def test_states_that_await_the_authoritys_word_are_not_transferred():
    journey = two_places().to("cell")
    journey.vote(yes=1)
    assert journey.dossier.state == State.CELL_BELOW_RATIO
    for who, verb in (("grassroots", "open_transfer"), ("cell", "report_move"), ("department", "open_transfer")):
        with pytest.raises(Refused, match="present state"):
            journey.open(by=journey.origin[who], verb=verb)


@pytest.mark.parametrize(
    ("step", "who"), [("verify", "department"), ("grassroots", "cell"), ("standing", "grassroots")]
)
def test_only_who_has_the_dossier_sends_it(step, who):
    journey = two_places().to(step)
    with pytest.raises(NotPermitted):
        journey.open(by=journey.origin[who])


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


def test_authority_takes_him_into_no_cell_that_another_committee_admits_for():
    journey = two_places(there="p1").to("standing")
    authorised = two_places("p2").chain
    Placement.objects.filter(organization=authorised.base).update(parent=journey.there.khoi)
    journey.open(by=journey.origin["department"])
    journey.send(by=journey.origin["department"])
    with pytest.raises(Refused) as caught:
        journey.receive(by=journey.there.users["department"], cell=authorised.cell)
    assert set(caught.value.errors) == {"cell"}


def test_helper_is_an_official_member_of_the_new_cell():
    journey = two_places().to("standing")
    journey.open(by=journey.origin["department"])
    journey.send(by=journey.origin["department"])
    journey.receive(by=journey.there.users["department"], cell=journey.there.cell)
    with pytest.raises(Refused) as caught:
        journey.assign(by=journey.there.users["cell"], helper=journey.chain.members[2].public_id)
    assert set(caught.value.errors) == {"helper"}


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


def test_superuser_and_outsider_cannot_open_a_transfer():
    journey = two_places().to("grassroots")
    for who in (user(is_superuser=True), user()):
        with pytest.raises(NotPermitted):
            journey.open(by=who)
