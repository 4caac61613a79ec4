"""One dossier for every chain, the whole way by ``act`` alone, and what is peculiar to each chain."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from admission.codes import Cancellation
from admission.models import Dossier, State
from admission.states import BEFORE_MEMBERSHIP
from organization.models import Placement, Power, PowerGrant, Role, Standing, User
from permissions.checks import NotPermitted
from tests.chain import Journey, build_chain
from tests.factories import seat, user
from tests.workflows.files import pdf
from workflows.actions import Refused
from workflows.audit.chain import verify
from workflows.meetings.convening import attend, open_meeting, take_off
from workflows.meetings.models import ItemState, Meeting, MeetingState
from workflows.models import Deadline, Document, Tally
from workflows.rules import RuleBroken
from workflows.screens import screen_of
from workflows.timeline import entries, events_of

pytestmark = pytest.mark.django_db

IN_2024 = date(2024, 3, 4)
#: chain -> (day of the beginning, states in which the steps leave the dossier, in order)
WAYS = {
    "p0k": (IN_2024, ["cell_resolved", "section_appraised", "base_resolved", "authority_voting", "authority_agreed"]),
    "p1": (
        date(2025, 8, 4),
        ["cell_resolved", "section_appraised", "base_resolved", "authority_voting", "authority_agreed"],
    ),
    "p2": (date(2025, 8, 4), ["cell_resolved", "section_appraised", "authority_agreed"]),
    "p4": (date(2025, 8, 4), ["cell_resolved", "authority_voting", "authority_agreed"]),
    "p6": (
        date(2025, 8, 4),
        ["cell_resolved", "section_appraised", "base_resolved", "authority_voting", "authority_agreed"],
    ),
    "p6_cell": (date(2025, 8, 4), ["cell_resolved", "authority_voting", "authority_agreed"]),
}


def journey_of(profile: str, **options) -> Journey:
    start, _states = WAYS[profile]
    return Journey(build_chain("p1" if profile == "p0k" else profile, **options), start=start)


def told(journey: Journey) -> list[str]:
    dossier = journey.dossier
    lines = entries(dossier, events_of(dossier), screen_of("admission"))
    return [line for entry in lines for line in entry.lines]


@pytest.mark.parametrize("profile", WAYS)
def test_dossier_goes_the_whole_way_of_its_chain(profile):
    journey = journey_of(profile).to("end")
    dossier = journey.dossier
    assert (dossier.state, dossier.chain) == (State.PROBATIONARY, profile)
    passed = [event.payload.values["to"] for event in events_of(dossier) if "to" in event.payload.values]
    first = passed.index("cell_resolved")
    way = list(dict.fromkeys(passed[first : passed.index("decision_issued")]))
    assert way == WAYS[profile][1]
    held_on = dossier.ceremony_on
    assert held_on is not None
    assert dossier.subject.memberships.on(held_on).get().standing == Standing.PROBATIONARY
    assert [row.kind for row in Deadline.objects.filter(case=dossier, closed_on=None)] == ["probation"]
    assert verify(dossier).ok


@pytest.mark.parametrize("profile", WAYS)
def test_stage_line_names_only_what_lies_on_the_way(profile):
    journey = journey_of(profile).to("completion")
    states = [state for state, _label in journey.dossier.stages]
    assert [state for state in WAYS[profile][1] if state not in states] == []
    assert (State.APPRAISAL in states) is (profile != "p2")
    assert (State.BASE_RESOLVED in states) is (profile in ("p0k", "p1", "p6"))


# P2: a grassroots committee authorised to admit


CARDS: dict[str, Any] = {"form": "card", "medium": "paper", "tellers": [], "acknowledge": True}
PAPER: dict[str, Any] = {"resolution_number": "05-NQ/ĐU", "acknowledge": True}


def test_authorised_committee_may_not_merely_propose_and_is_told_why():
    """Neither open a vote that proposes, nor record one that decided as a proposal."""
    journey = journey_of("p2").to("grassroots")
    journey.meet()
    before = Dossier.objects.values().get()
    with pytest.raises(RuleBroken) as caught:
        journey.do("open_vote", on=journey.day, **CARDS)
    proposing = [("ADM-47", "Mục 4.3.2a Quy định 294-QĐ/TW")]
    assert [(found.rule, found.articles) for found in caught.value.findings] == proposing
    assert Dossier.objects.values().get() == before
    journey.open_vote()
    journey.count()
    before = Dossier.objects.values().get()
    with pytest.raises(RuleBroken) as caught:
        journey.do("record_committee_vote", on=journey.day, **PAPER)
    assert [(found.rule, found.articles) for found in caught.value.findings] == proposing
    assert (Dossier.objects.values().get(), Tally.objects.filter(step="grassroots").count()) == (before, 0)


def test_committee_without_authorisation_may_not_decide():
    journey = journey_of("p1").to("grassroots")
    journey.meet()
    with pytest.raises(RuleBroken) as caught:
        journey.do("open_deciding_vote", on=journey.day, **CARDS)
    assert {found.name for found in caught.value.findings} == {"committee_may_decide"}
    journey.open_vote()
    journey.count()
    with pytest.raises(RuleBroken) as caught:
        journey.do("record_deciding_vote", on=journey.day, **PAPER)
    assert {found.name for found in caught.value.findings} == {"committee_may_decide"}
    assert not Tally.objects.filter(step="grassroots").exists()


@pytest.mark.parametrize(("yes", "state"), [(4, State.AGREED), (3, State.REFUSAL_PENDING)])
def test_authorised_committee_needs_two_thirds_of_its_members(yes, state):
    journey = journey_of("p2").to("grassroots")
    journey.vote(yes=yes)
    assert journey.dossier.state == state
    tally = Tally.objects.get(step="grassroots")
    assert (tally.base, tally.minimum_yes, tally.provision["provision"]) == (5, 4, "authorised_committee.threshold")


def test_refusal_of_an_authorised_committee_is_notified_by_itself():
    journey = journey_of("p2").to("grassroots")
    journey.vote(yes=1)
    assert journey.step == "authorised_notice"
    assert journey.dossier.told_applicant == State.SECTION_APPRAISED
    day = journey.day + timedelta(days=1)
    journey.do("notify_refusal", number="3-TB/ĐU", notified_on=day, reason="chưa đủ", on=day)
    assert journey.dossier.state == State.REFUSED


def test_short_vote_of_the_cell_is_directed_by_the_authorised_committee():
    journey = journey_of("p2").to("cell")
    journey.vote(yes=1)
    assert (journey.step, journey.task.body) == ("authorised_shortfall", journey.chain.bodies["grassroots"])
    journey.do("direct_new_vote", reason="họp lại")
    assert journey.step == "cell"


def test_ended_authorisation_lets_nobody_sign_and_the_cell_leads_the_dossier_on():
    journey = journey_of("p2").to("authorised_decision")
    until = journey.day + timedelta(days=1)
    PowerGrant.objects.update(until=until)
    with pytest.raises(Refused, match="leads the dossier on"):
        journey.do("issue_decision", on=until, signed_on=until)
    journey.do_on_case("lead_anew", by=journey.chain.users["cell"], reason="hết ủy quyền")
    assert (journey.step, journey.dossier.state, journey.dossier.chain) == ("section", State.CELL_RESOLVED, "p1")
    assert any("P2" in line and "P1" in line for line in told(journey))
    journey.to("end")
    assert journey.dossier.state == State.PROBATIONARY


@pytest.mark.parametrize("verb", ["lead_anew", "hand_over"])
@pytest.mark.parametrize("step", ["certify", "cell", "grassroots", "authorised_decision", "receipt"])
def test_nothing_is_led_anew_while_the_way_is_the_same(verb, step):
    journey = journey_of("p2").to(step)
    with pytest.raises(Refused):
        journey.do_on_case(verb, by=journey.chain.users["cell"], reason="x")
    assert journey.step == step


# the way changes while a task waits


def grant(journey: Journey, power: str = Power.AUTHORISED) -> None:
    since = journey.day + timedelta(days=1)
    PowerGrant.objects.create(
        organization=journey.chain.base, power=power, decision_number="8-QĐ", decided_on=since, since=since
    )


@pytest.mark.parametrize(
    "step", ["cell_shortfall", "grassroots_shortfall", "appraisal", "supplement", "standing", "decision"]
)
def test_authorisation_granted_on_the_way_leads_to_the_committee_that_decides_now(step):
    journey = journey_of("p1", with_section=False)
    if step == "cell_shortfall":
        journey.to("cell").vote(yes=1)
    elif step == "grassroots_shortfall":
        journey.to("grassroots").vote(yes=1)
    elif step == "supplement":
        journey.to("appraisal").do("return_for_supplement", what="bằng")
    else:
        journey.to(step)
    assert journey.step == step
    grant(journey)
    day = journey.day + timedelta(days=1)
    if step == "standing":
        journey.meet()
    for doing in journey.task.flow_task.doings.values():
        if doing.completes:
            data: dict[str, Any] = {doing.verb.day: day} if doing.verb.day else {}
            told: dict[str, Any] = {"reason": "x", "note": "x", "extract_sent": True, "register_number": "1", **data}
            do: Callable[[], object] = (
                journey.open_vote if step == "standing" else partial(journey.do, doing.verb.code, on=day, **told)
            )
            with pytest.raises(Refused, match="leads the dossier on"):
                do()
            journey.day = day
    verb = "hand_over" if step == "cell_shortfall" else "lead_anew"
    journey.do_on_case(verb, by=journey.chain.users["clerk"], reason="có ủy quyền")
    if step == "cell_shortfall":
        assert journey.step == "authorised_shortfall"
        journey.do("direct_new_vote", reason="họp lại")
        journey.vote()
    assert (journey.step, journey.dossier.chain) == ("grassroots", "p2")
    journey.to("end")
    assert journey.dossier.state == State.PROBATIONARY


def test_power_whose_chain_is_not_loaded_stops_all_and_the_cell_can_still_withdraw():
    journey = without_account(journey_of("p1").to("standing"))
    who, held_on = journey.chain.users["standing"], journey.day + timedelta(days=3)
    meeting = journey.plan(held_on=held_on)
    attend(meeting, dict.fromkeys(journey.present(), "present"), by=who, on=held_on, key=uuid4())
    grant(journey, Power.UPPER_LEVEL)
    open_meeting(meeting, by=who, on=held_on, key=uuid4())
    journey.day = held_on
    with pytest.raises(Refused, match="P3"):
        journey.do("open_deciding_vote", on=held_on, form="card", medium="paper", tellers=[])
    assert (Meeting.objects.get(pk=meeting.pk).state, journey.item.state) == (MeetingState.OPEN, ItemState.READY)
    take_off(journey.item, by=who, on=held_on, key=uuid4(), reason="x")
    assert journey.dossier.agenda_item is None
    withdraw_for(journey, journey.chain.users["clerk"], acknowledge=True)
    assert journey.dossier.state == State.WITHDRAWN


@pytest.mark.parametrize("step", ["standing", "decision", "appraisal"])
def test_base_that_moved_is_decided_by_its_new_superior(step):
    journey = journey_of("p1", with_section=False).to(step)
    other = build_chain()
    moved = journey.day + timedelta(days=1)
    Placement.objects.filter(organization=journey.chain.base).update(until=moved)
    Placement.objects.create(organization=journey.chain.base, parent=other.khoi, since=moved)
    told: dict[str, Any] = {"on": moved, "signed_on": moved, "extract_sent": True, "register_number": "1"}
    if step == "standing":
        journey.meet()
    acts: dict[str, Callable[[], object]] = {
        "standing": journey.open_vote,
        "decision": partial(journey.do, "issue_decision", **told),
        "appraisal": partial(journey.do, "appraise", **told),
    }
    with pytest.raises(Refused, match="belongs to"):
        acts[step]()
    journey.day = moved
    journey.do_on_case("lead_anew", by=journey.chain.users["cell"], reason="chuyển đơn vị")
    journey.chain.actors |= {name: other.actors[name] for name in ("appraisal", "standing", "decision")}
    assert journey.to("appraisal").task.body == other.bodies["department"]
    assert journey.to("end").dossier.state == State.PROBATIONARY


def test_decision_is_cancelled_by_its_issuer_whatever_the_way_is_now():
    journey = journey_of("p1").to("receipt")
    grant(journey)
    data = {"ground": "procedure", "signed_on": journey.day + timedelta(days=1), "reason": "x", "acknowledge": True}
    with pytest.raises(NotPermitted):
        journey.do_on_case("cancel_decision", by=journey.chain.users["grassroots"], **data)
    journey.day -= timedelta(days=1)
    journey.do_on_case("cancel_decision", by=journey.chain.users["standing"], **data)
    assert journey.dossier.state == State.CANCELLED


def test_extension_is_that_of_the_body_competent_on_its_day():
    journey = journey_of("p1", with_section=False).to("appraisal")
    grant(journey)
    before, journey.day = journey.day, journey.day + timedelta(days=3)
    with pytest.raises(NotPermitted):
        journey.do_on_case(
            "extend_decision", by=journey.chain.users["grassroots"], decided_on=before, number="1", reason="x"
        )
    with pytest.raises(NotPermitted):
        journey.do_on_case(
            "extend_decision", by=journey.chain.users["standing"], decided_on=journey.day, number="1", reason="x"
        )


def test_who_signs_held_his_seat_on_the_day_of_the_signature():
    journey = journey_of("p1").to("decision")
    newcomer = user()
    seat(
        newcomer.person, journey.chain.bodies["standing"], Role.DEPUTY_SECRETARY, since=journey.day + timedelta(days=6)
    )
    day = journey.day + timedelta(days=8)
    with pytest.raises(Refused) as caught:
        journey.do("issue_decision", by=newcomer, on=day, signed_on=journey.day + timedelta(days=1))
    assert set(caught.value.errors) == {"signed_on"}


def test_standing_committee_sees_the_dossier_from_the_appraisal_on():
    journey = journey_of("p1").to("grassroots")
    login = journey.chain.users["standing"]
    assert not Dossier.objects.visible_to(login, journey.day).exists()
    journey.to("appraisal")
    assert Dossier.objects.visible_to(login, journey.day).exists()


def test_extension_on_a_day_of_drafts_is_acknowledged():
    journey = Journey(build_chain(), start=date(2026, 1, 5)).to("appraisal")
    journey.day = date(2026, 4, 20)
    data = {"decided_on": date(2026, 4, 20), "number": "1", "reason": "x"}
    with pytest.raises(Refused) as caught:
        journey.do_on_case("extend_decision", by=journey.chain.users["standing"], **data)
    assert set(caught.value.errors) == {"acknowledge"}


# P4 and P6: no grassroots committee; the committee under the Centre


def test_grassroots_cell_certifies_itself_and_proposes_on_the_form_of_a_grassroots_organisation():
    journey = journey_of("p4").to("certify_in_cell")
    assert journey.task.body == journey.chain.bodies["cell"]
    with pytest.raises(NotPermitted):
        journey.do("certify_cv", by=journey.chain.users["clerk"], cv_true=True, political_issue="none", signed_on=None)
    journey.to("appraisal")
    assert journey.dossier.state == State.CELL_RESOLVED
    codes = set(Document.objects.filter(case=journey.case_id).values_list("code", flat=True))
    assert "grassroots_resolution" in codes
    assert "cell_resolution" not in codes


def test_supplement_of_a_grassroots_cell_returns_to_the_appraisal():
    journey = journey_of("p4").to("appraisal")
    journey.do("return_for_supplement", what="bằng")
    journey.do("supply", note="đã bổ sung")
    assert journey.step == "appraisal"


@pytest.mark.parametrize("profile", ["p6", "p6_cell"])
@pytest.mark.parametrize(("yes", "state"), [(2, State.AGREED), (1, State.REFUSAL_PENDING)])
def test_committee_under_the_centre_decides_by_permanent_members_and_department_heads(profile, yes, state):
    journey = journey_of(profile).to("standing")
    names = [row.name for row in journey.dossier.roster(journey.chain.bodies["standing"], journey.day)]
    assert names == ["Standing Member 0", "Standing Member 2", "Standing Member 3"]
    journey.vote(yes=yes)
    tally = Tally.objects.get(step="standing")
    assert (tally.base, tally.minimum_yes, tally.provision["article"]) == (3, 2, "Mục 4.3.2c")
    assert journey.dossier.state == state


# extension


@pytest.mark.parametrize(
    ("profile", "length", "longer"), [("p0k", 60, 90), ("p1", 45, 60), ("p2", 45, 60), ("p4", 45, 60), ("p6", 45, 60)]
)
def test_deadline_is_extended_once_by_the_law_of_the_cells_resolution(profile, length, longer):
    journey = journey_of(profile).to("grassroots" if profile == "p2" else "appraisal")
    clock = Deadline.objects.get(case=journey.case_id, kind="decision")
    assert (clock.length, clock.unit) == (length, "working_day")
    who = journey.chain.users["grassroots" if profile == "p2" else "standing"]
    day = journey.day + timedelta(days=1)
    journey.do_on_case("extend_decision", by=who, decided_on=day, number="4-TB", reason="hồ sơ phức tạp")
    later = Deadline.objects.get(pk=clock.pk)
    assert (later.length, later.due_on > clock.due_on, later.closed_on) == (longer, True, None)
    assert journey.task.due_on == later.due_on
    with pytest.raises(RuleBroken) as caught:
        journey.do_on_case("extend_decision", by=who, decided_on=journey.day, number="5-TB", reason="lần nữa")
    assert [found.rule for found in caught.value.findings] == ["ADM-55"]
    assert Deadline.objects.get(pk=clock.pk).length == longer
    assert any("4-TB" in line for line in told(journey))


def test_extension_takes_the_seat_of_who_decides():
    journey = journey_of("p1").to("appraisal")
    for name in ("cell", "grassroots", "department", "standing_member", "applicant"):
        with pytest.raises(NotPermitted):
            journey.do_on_case(
                "extend_decision", by=journey.chain.users[name], decided_on=journey.day, number="4", reason="x"
            )


def test_nothing_is_extended_before_the_cell_has_resolved():
    journey = journey_of("p1").to("cell")
    with pytest.raises(Refused):
        journey.do_on_case(
            "extend_decision", by=journey.chain.users["standing"], decided_on=journey.day, number="4", reason="x"
        )


# cancellation


def cancel(journey: Journey, ground: str, **data):
    who = journey.chain.users["grassroots" if journey.dossier.route(journey.day).has("authorised") else "standing"]
    day = journey.day + timedelta(days=1)
    return journey.do_on_case(
        "cancel_decision", by=who, ground=ground, signed_on=day, reason="đã chuyển", acknowledge=True, **data
    )


@pytest.mark.parametrize("profile", ["p1", "p2", "p4", "p6"])
@pytest.mark.parametrize("step", ["receipt", "ceremony"])
def test_issuer_cancels_its_decision_until_the_ceremony(profile, step):
    journey = journey_of(profile).to(step)
    number = journey.dossier.decision_number
    cancel(journey, Cancellation.PROCEDURE)
    dossier = journey.dossier
    assert (dossier.state, dossier.finished is not None) == (State.CANCELLED, True)
    assert dossier.cancellation_number.startswith("02-")
    assert dossier.cancellation_number != number
    assert not Deadline.objects.filter(case=dossier, closed_on=None).exists()
    assert dossier.subject.memberships.on(journey.day).get().standing == Standing.SYMPATHIZER
    assert verify(dossier).ok


def test_ceremony_that_is_not_late_is_no_ground():
    journey = journey_of("p1").to("ceremony")
    with pytest.raises(RuleBroken) as caught:
        cancel(journey, Cancellation.LATE_CEREMONY)
    assert [found.name for found in caught.value.findings] == ["ceremony_is_overdue"]
    journey.day += timedelta(days=60)
    cancel(journey, Cancellation.LATE_CEREMONY)
    assert journey.dossier.state == State.CANCELLED


def test_cancelled_applicant_can_begin_again():
    journey = journey_of("p1").to("receipt")
    cancel(journey, Cancellation.PROCEDURE)
    again = Journey(journey.chain, start=journey.day + timedelta(days=5))
    assert again.dossier.state == State.AUTHORIZED


# withdrawal, and the applicant without an account


@pytest.mark.parametrize("profile", ["p0k", "p2", "p4", "p6"])
def test_applicant_withdraws_in_every_chain(profile):
    journey = journey_of(profile).to("cell")
    journey.do_on_case("withdraw", by=journey.chain.applicant, reason="")
    assert journey.dossier.state == State.WITHDRAWN


def withdraw_for(journey: Journey, by: User, **data):
    values = {
        "requested_on": journey.day,
        "reason": "",
        "file": SimpleUploadedFile("don.pdf", pdf(), content_type="application/pdf"),
        "on_request": True,
        **data,
    }
    return journey.do_on_case("withdraw_for_applicant", by=by, **values)


def without_account(journey: Journey) -> Journey:
    User.objects.filter(pk=journey.chain.applicant.pk).update(is_active=False)
    return journey


def test_clerk_withdraws_for_an_applicant_without_account_and_the_record_says_so():
    journey = without_account(journey_of("p4").to("cell"))
    withdraw_for(journey, journey.chain.users["clerk"], acknowledge=True)
    assert journey.dossier.state == State.WITHDRAWN
    assert any("who has no account" in line for line in told(journey))
    assert Document.objects.get(case=journey.case_id, code="withdrawal_request").sha256


def test_nobody_withdraws_for_an_applicant_who_has_an_account():
    journey = journey_of("p1").to("cell")
    with pytest.raises(Refused):
        withdraw_for(journey, journey.chain.users["clerk"], acknowledge=True)
    assert journey.dossier.state == State.COMPLETE


def test_withdrawal_for_another_needs_the_written_request():
    journey = without_account(journey_of("p1").to("cell"))
    for wrong in ({"file": None}, {"requested_on": journey.day + timedelta(days=9)}):
        with pytest.raises(Refused):
            withdraw_for(journey, journey.chain.users["clerk"], acknowledge=True, **wrong)
    for name in ("grassroots", "department", "standing"):
        with pytest.raises(NotPermitted):
            withdraw_for(journey, journey.chain.users[name], acknowledge=True)
    assert journey.dossier.state in BEFORE_MEMBERSHIP


def test_paper_filed_for_an_applicant_without_account_says_so():
    journey = without_account(journey_of("p1"))
    journey.do("file_paper", code="application", issued_on=journey.day)
    journey.do("file_paper", code="opinions", issued_on=journey.day)
    kinds = [event.kind for event in events_of(journey.dossier) if event.kind.startswith("paper.")]
    assert kinds == ["paper.filed_for_applicant", "paper.filed"]


# a change of law on the way


def test_dossier_that_crosses_a_change_of_law_is_judged_by_each_days_law_and_the_timeline_says_so():
    journey = Journey(build_chain(), start=date(2025, 5, 26)).to("appraisal")
    assert journey.day < date(2025, 7, 1)
    clock = Deadline.objects.get(case=journey.case_id, kind="decision")
    assert (clock.length, clock.regulation) == (60, "Quy định 232-QĐ/TW")
    journey.day = date(2025, 7, 2)
    journey.to("end")
    laws = [row.law["regulation"] for row in journey.dossier.judgements.order_by("pk")]
    assert list(dict.fromkeys(laws)) == ["232-qd-tw-2025", "294-qd-tw-2025"]
    changes = [line for line in told(journey) if "294-QĐ/TW" in line and "232-QĐ/TW" in line]
    assert len([line for line in changes if "law has changed" in line]) == 1
    decided = journey.dossier.judgements.get(verb="issue_decision")
    (finding,) = [found for found in decided.findings if found["name"] == "decision_is_in_time"]
    assert (finding["status"], finding["numbers"]["days"]) == ("holds", 60)
    assert finding["citations"][0]["regulation"] == "232-qd-tw-2025"


def test_bloc_dossier_goes_on_as_p1_after_the_bloc_has_ended():
    journey = Journey(build_chain(), start=date(2024, 12, 16)).to("appraisal")
    assert journey.dossier.chain == "p0k"
    journey.day = date(2025, 2, 3)
    journey.to("end")
    assert journey.dossier.chain == "p1"
    assert any("P0K" in line and "P1" in line for line in told(journey))
