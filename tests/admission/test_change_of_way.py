"""The way or the law changes while a task waits."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest

from admission.models import State
from organization.models import Kind, Placement, Power, PowerGrant
from permissions.checks import NotPermitted
from tests.admission.profiles import journey_of, told, withdraw_for, without_account
from tests.chain import Journey, build_chain
from tests.factories import organization
from workflows.actions import Refused
from workflows.meetings.convening import attend, open_meeting, take_off
from workflows.meetings.models import ItemState, Meeting, MeetingState
from workflows.models import Deadline

pytestmark = pytest.mark.django_db


# the way


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


def test_place_that_no_chain_fits_stops_all_and_the_cell_can_still_withdraw():
    journey = without_account(journey_of("p1").to("standing"))
    who, held_on = journey.chain.users["standing"], journey.day + timedelta(days=3)
    meeting = journey.plan(held_on=held_on)
    attend(meeting, dict.fromkeys(journey.present(), "present"), by=who, on=held_on, key=uuid4())
    Placement.objects.filter(organization=journey.chain.base).update(until=held_on)
    between = organization(Kind.BASE, parent=journey.chain.khoi)
    Placement.objects.create(organization=journey.chain.base, parent=between, since=held_on)
    open_meeting(meeting, by=who, on=held_on, key=uuid4())
    journey.day = held_on
    with pytest.raises(Refused, match="No profile fits"):
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


# the law


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
    journey.day = date(2025, 2, 17)
    journey.to("end")
    assert journey.dossier.chain == "p1"
    assert any("P0K" in line and "P1" in line for line in told(journey))
