"""The activity of an accused organisation is suspended (DIS-109): who, how long, what it may not do, how it ends."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from discipline.facts.criminal import SuspendedFrom
from discipline.forms import FORMS
from organization.models import Body, Standstill, User
from organization.standstills import standstill_on
from permissions.checks import NotPermitted
from tests.admission.signing_in import SignIn
from tests.discipline import collective_walks as walks
from tests.discipline.collectives import CollectiveMatter, stored
from tests.discipline.matters import Matter
from tests.holding_meetings import signed_minutes
from workflows.acting import Refused
from workflows.actions import act_on_case
from workflows.findings import RuleBroken
from workflows.meetings.convening import open_meeting

pytestmark = pytest.mark.django_db


def suspending(matter: CollectiveMatter) -> User:
    """Who may, in the committee that may dissolve it."""
    body: Body = matter.case.expelling_body(matter.day)
    assert body == matter.chain.bodies["committee"]
    return matter._actor(body, "sign_discipline")


def suspend(matter: CollectiveMatter, *, days: int = 60, **data: Any) -> None:
    by, until = suspending(matter), matter.day + matter.pace + timedelta(days=days)
    given = {"number": "20-QĐ/ĐU", "until": until, "reason": "It hides its minutes.", **data}
    matter.do_on_case("suspend_organization", by=by, **given)


def test_who_may_dissolve_it_suspends_it_and_its_ground_is_a_recorded_conclusion() -> None:
    matter = walks.criticised()
    suspend(matter)
    row = matter.case.suspensions.get()
    assert (row.suspended_from, row.grounds, row.body) == (SuspendedFrom.ACTIVITY, [], matter.chain.bodies["committee"])
    held = matter.case.judgements.get(verb="suspend_organization")
    found = {one["rule"]: (one["status"], [c["certainty"] for c in one["citations"]]) for one in held.findings}
    assert found == {
        "DIS-106": ("human", ["design"]),
        "DIS-108": ("holds", ["design"]),
        "DIS-109": ("holds", ["unverified"]),
    }
    assert matter.case.deadlines.get(kind="suspension").due_on == row.since + timedelta(days=90)


def test_nobody_else_suspends_it() -> None:
    matter = walks.criticised()
    before = stored()
    for name in ("base_inspection", "grassroots", "cell", "inspection"):
        with pytest.raises(NotPermitted):
            matter.do_on_case(
                "suspend_organization",
                by=matter.chain.users[name],
                number="1",
                until=matter.day + timedelta(days=9),
                reason="R",
            )
    assert stored() == before


def test_suspended_its_bodies_hold_no_meeting_and_it_goes_on_explaining_itself() -> None:
    matter = walks.known()
    beside = Matter(matter.chain, accused=matter.chain.members[3], start=matter.day).to("cell")
    matter.day = beside.day
    suspend(matter, days=30)
    beside.day = matter.day
    with pytest.raises(Refused, match="its bodies do not meet") as refused:
        beside.plan()
    assert set(refused.value.errors) == {"held_on"}
    matter.criticise()
    assert matter.step == "verifying"


def test_a_meeting_convened_before_it_does_not_open() -> None:
    matter = walks.known()
    beside = Matter(matter.chain, accused=matter.chain.members[3], start=matter.day).to("cell")
    meeting = beside.plan()
    matter.day = meeting.held_on - matter.pace
    suspend(matter, days=30)
    by = beside.actor()
    with pytest.raises(Refused, match="its bodies do not meet"):
        open_meeting(meeting, by=by, on=meeting.held_on, key=uuid4())


@pytest.mark.parametrize("reached", ["opened", "voting", "sealed"])
def test_a_meeting_opened_before_it_goes_no_further(reached: str) -> None:
    """Each collegial act of the body: the vote opened, sealed, counted."""
    matter = walks.known()
    beside = Matter(matter.chain, accused=matter.chain.members[3], start=matter.day).to("cell")
    beside.meet()
    votes = beside.all_for("warning")
    n = sum(votes.values())
    counts: dict[str, Any] = {"issued": n, "returned": n, "invalid": 0, "votes": votes}
    acts: list[tuple[str, Callable[[], Any]]] = [
        ("opened", beside.open_vote),
        ("voting", lambda: beside.do("seal_box", on=beside.day)),
        ("sealed", lambda: beside.do("count_votes", on=beside.day, minutes=signed_minutes(), **counts)),
    ]
    for state, do in acts:
        if state == reached:
            matter.day = beside.day - matter.pace
            suspend(matter, days=30)
            before = stored()
            with pytest.raises(Refused, match="its bodies do not meet"):
                do()
            assert stored() == before
            return
        do()


def test_what_was_counted_before_it_is_recorded() -> None:
    matter = walks.known()
    beside = Matter(matter.chain, accused=matter.chain.members[3], start=matter.day).to("cell")
    beside.vote_forms(beside.all_for("warning"), record=False)
    matter.day = beside.day - matter.pace
    suspend(matter, days=30)
    beside.record_vote()
    assert beside.case.form == "warning"


def test_it_ends_by_itself_after_its_last_day() -> None:
    matter = walks.known()
    suspend(matter, days=5)
    last = matter.case.suspensions.get().until
    assert last is not None
    assert standstill_on(matter.organization.pk, last) is not None
    assert standstill_on(matter.organization.pk, last + timedelta(days=1)) is None
    assert matter.case.suspension_on(last + timedelta(days=1)) is None


@pytest.mark.parametrize(("days", "allowed"), [(90, True), (91, False)])
def test_it_is_no_longer_than_the_law_allows(days: int, allowed: bool) -> None:
    matter = walks.known()
    if allowed:
        suspend(matter, days=days)
        return
    with pytest.raises(RuleBroken) as error:
        suspend(matter, days=days)
    assert {finding.rule for finding in error.value.findings if finding.stops} == {"DIS-109"}
    assert not Standstill.objects.exists()


def test_it_is_extended_once_within_the_whole_length() -> None:
    matter = walks.known()
    suspend(matter, days=90)
    by, since = suspending(matter), matter.case.suspensions.get().since
    longest = {"number": "21-QĐ/ĐU", "reason": "Still."}
    with pytest.raises(RuleBroken):
        matter.do_on_case("extend_suspension", by=by, until=since + timedelta(days=181), **longest)
    matter.do_on_case("extend_suspension", by=by, until=since + timedelta(days=180), **longest)
    assert Standstill.objects.get().until == since + timedelta(days=181)
    with pytest.raises(Refused, match="extended already"):
        matter.do_on_case("extend_suspension", by=by, until=since + timedelta(days=180), **longest)


def test_it_is_lifted_also_on_its_first_day_and_no_second_one_runs_beside_it() -> None:
    matter = walks.known()
    suspend(matter)
    with pytest.raises(Refused, match="suspended already"):
        suspend(matter)
    by, since = suspending(matter), matter.case.suspensions.get().since
    given = {"day": since, "acknowledge": True, "number": "22-QĐ/ĐU", "reason": "It gave the minutes."}
    act_on_case(matter.case, "lift_suspension", by=by, on=since, key=uuid4(), data=given)
    assert matter.case.suspension_on(since) is None
    assert Standstill.objects.get().until == since + timedelta(days=1)


def test_the_decision_in_force_ends_it() -> None:
    matter = walks.reported()
    suspend(matter, days=80)
    matter.to_meeting().vote_forms(matter.all_for("warning"))
    matter.do("sign_decision", complaint_to="The committee above")
    matter.do("announce_decision", place="Hall", receipt="handed", note="")
    assert standstill_on(matter.organization.pk, matter.day) is not None
    matter.do("take_effect", reported_number="07-BC")
    assert matter.case.suspension_on(matter.day) is None
    assert standstill_on(matter.organization.pk, matter.day) is None


def test_a_last_day_is_needed() -> None:
    matter = walks.known()
    before = stored()
    for wrong in (None, matter.day, date(9999, 1, 1)):
        with pytest.raises((Refused, RuleBroken)):
            suspend(matter, until=wrong)
    assert stored() == before


def test_a_member_is_not_suspended_as_an_organisation_nor_the_other_way_round() -> None:
    matter = walks.known()
    given = {"number": "1", "until": matter.day + timedelta(days=9), "reason": "R"}
    with pytest.raises((Refused, NotPermitted)):
        matter.do_on_case("suspend", by=suspending(matter), suspended_from="party", grounds=["obstructs"], **given)
    member = Matter(matter.chain, accused=matter.chain.members[3], start=matter.day).to("verifying")
    by = member._actor(member.case.expelling_body(member.day), "sign_discipline")
    with pytest.raises(Refused, match="concerns an organisation"):
        member.do_on_case("suspend_organization", by=by, **given)


def test_its_line_and_its_clock_on_the_page(sign_in: SignIn) -> None:
    matter = walks.known()
    suspend(matter, days=20)
    shown = sign_in(matter.actor(), matter.day).get(reverse("case", args=[matter.case.public_id])).content.decode()
    assert "the activity of the organisation" in shown
    assert "DIS-109" in shown


def test_its_form_asks_a_last_day_and_the_conclusion() -> None:
    matter = walks.known()
    form = FORMS["suspend_organization"](
        {"day": f"{matter.day:%d/%m/%Y}", "number": "20-QĐ/ĐU"},
        verb="suspend_organization",
        on=matter.day,
        user=suspending(matter),
        case=matter.case,
    )
    assert {"until", "reason"} <= set(form.errors)
