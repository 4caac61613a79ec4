"""The deadline of a decision is extended once; a decision is cancelled by its issuer until the ceremony."""

from datetime import date, timedelta

import pytest

from admission.codes import Cancellation
from admission.models import State
from organization.models import Standing
from permissions.checks import NotPermitted
from tests.admission.profiles import journey_of, told
from tests.chain import Journey, build_chain
from workflows.actions import Refused
from workflows.audit.chain import verify
from workflows.findings import RuleBroken
from workflows.models import Deadline

pytestmark = pytest.mark.django_db


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


def test_extension_on_a_day_of_drafts_is_acknowledged():
    journey = Journey(build_chain(), start=date(2026, 1, 5)).to("appraisal")
    journey.day = date(2026, 4, 20)
    data = {"decided_on": date(2026, 4, 20), "number": "1", "reason": "x"}
    with pytest.raises(Refused) as caught:
        journey.do_on_case("extend_decision", by=journey.chain.users["standing"], **data)
    assert set(caught.value.errors) == {"acknowledge"}


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
