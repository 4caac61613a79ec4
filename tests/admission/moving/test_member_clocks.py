"""The clocks of a member's move, and what follows when he does not present himself (ADM-71)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from admission.models import State
from organization.models import User
from tests.admission.member_moves import MovingMember, propose
from tests.admission.reading import clocks, findings, sees
from tests.admission.signing_in import SignIn
from tests.admission.unusual import broken, told
from workflows.calendar import add_months, shipped_calendar
from workflows.case_numbers import report
from workflows.case_words import windows
from workflows.findings import RuleBroken
from workflows.models import Deadline

pytestmark = pytest.mark.django_db


def working_days(start: date, count: int) -> date:
    return shipped_calendar().add_working_days(start, count)


@pytest.mark.parametrize(("late", "status"), [(0, "holds"), (1, "broken")])
def test_sixty_working_days_from_the_decision_to_the_beginning(journey: MovingMember, late: int, status: str) -> None:
    decided_on = journey.day
    journey.report()
    clock = Deadline.objects.get(case=journey.case_id, kind="member_move_start")
    due = working_days(decided_on, 60)
    assert (clock.started_on, clock.due_on, clock.article, clock.certainty) == (decided_on, due, "Mục 6.3", "secondary")
    journey.file_for_move()
    journey.day = due + timedelta(days=late)
    result = journey.remark()
    assert findings(result, "move_begins_in_time") == [(status, False)]
    assert "member_move_start" not in clocks(journey)


@pytest.mark.parametrize(("late", "status"), [(0, "holds"), (1, "broken")])
def test_thirty_working_days_from_the_letter_to_present_himself(journey: MovingMember, late: int, status: str) -> None:
    journey.let_go()
    due = working_days(journey.day, 30)
    assert clocks(journey)["member_move_present"] == due
    assert journey.task.due_on == due
    journey.day = due + timedelta(days=late)
    result = journey.receive()
    assert findings(result, "member_presents_himself_in_time") == [(status, False)]
    assert (journey.step, "member_move_present" in clocks(journey)) == ("member_helper", False)


def test_steps_of_a_move_are_due_by_its_own_clocks_and_never_by_the_end_of_the_probation(
    journey: MovingMember, sign_in: SignIn
) -> None:
    journey.day = journey.ends_on - timedelta(days=10)
    decided_on = journey.day
    journey.report()
    assert (journey.step, journey.task.due_on) == ("member_remarks", working_days(decided_on, 60))
    page = sign_in(journey.origin.users["cell"], journey.day).get(reverse("task", args=[journey.task.public_id]))
    assert page.context["chip"].due_on == working_days(decided_on, 60)
    journey.write()
    assert (journey.step, journey.task.due_on) == ("member_letter", None)
    journey.send()
    assert (journey.step, journey.task.due_on) == ("member_intake", working_days(journey.day, 30))
    journey.receive()
    assert (journey.step, journey.task.due_on) == ("member_helper", None)
    journey.assign()
    assert (journey.step, journey.task.due_on) == ("probation", journey.ends_on)


def test_task_of_a_move_keeps_its_day_when_another_clock_changes(journey: MovingMember) -> None:
    journey.day = journey.ends_on - timedelta(days=10)
    journey.report()
    due = journey.task.due_on
    journey.end_probation()
    assert "recognition_cell" in clocks(journey)
    assert (journey.step, journey.task.due_on) == ("member_remarks", due)


def test_clocks_of_a_move_are_counted_in_the_numbers_of_both_places(journey: MovingMember) -> None:
    def counted(who: User) -> dict[str, tuple[int, dict[int, int]]]:
        found = report(who, journey.day, windows(), None).whole.clocks
        return {row.kind: (row.overdue, row.within) for row in found if row.kind.startswith("member_move")}

    journey.report()
    journey.file_for_move()
    assert counted(journey.office) == {"member_move_start": (0, {15: 0, 7: 0})}
    journey.remark()
    journey.send()
    assert counted(journey.there.users["cell"]) == {"member_move_present": (0, {15: 0, 7: 0})}
    journey.day = clocks(journey)["member_move_present"] - timedelta(days=7)
    assert counted(journey.there.users["cell"]) == {"member_move_present": (0, {15: 1, 7: 1})}
    journey.day += timedelta(days=8)
    assert counted(journey.office) == {"member_move_present": (1, {15: 0, 7: 0})}


def test_who_does_not_present_himself_without_reason_can_be_proposed_for_removal(journey: MovingMember) -> None:
    with pytest.raises(RuleBroken) as caught:
        propose(journey)
    assert broken(caught.value) == [("ADM-71", "absence_after_a_move_is_unexplained")]
    journey.let_go()
    due = clocks(journey)["member_move_present"]
    journey.day = due
    with pytest.raises(RuleBroken):
        propose(journey)
    journey.day += timedelta(days=1)
    receiver = journey.there.users["cell"]
    assert sees(journey, receiver)
    propose(journey)
    assert (journey.step, journey.task.body) == ("removal_cell", journey.origin.bodies["cell"])
    assert (journey.dossier.state, journey.dossier.member_move) == (State.REMOVAL_PROPOSED, None)
    assert "member_move_present" not in clocks(journey)
    assert not sees(journey, receiver, journey.day + timedelta(days=1))


def test_three_months_of_ha_noi_are_waited_for_where_they_are_law(journey: MovingMember, settings: Any) -> None:
    settings.ADMISSION_LOCAL_LAW = "ha-noi"
    journey.day = date(2026, 1, 5)
    journey.let_go()
    last = add_months(journey.day, 3)
    journey.day = last
    with pytest.raises(RuleBroken):
        propose(journey)
    journey.day += timedelta(days=1)
    propose(journey)
    assert journey.dossier.state == State.REMOVAL_PROPOSED


def test_recorded_reason_keeps_him_from_a_removal_on_this_ground(journey: MovingMember) -> None:
    journey.let_go()
    journey.day = clocks(journey)["member_move_present"] + timedelta(days=1)
    journey.on_case("explain_absence", by=journey.office, reason="nằm viện", accepted=True)
    with pytest.raises(RuleBroken):
        propose(journey)
    assert "Why the member has not presented himself: nằm viện Accepted: yes." in told(journey)
    journey.on_case("propose_removal", by=journey.origin.users["cell"], ground="unqualified", reason="khác")
    assert journey.dossier.state == State.REMOVAL_PROPOSED


def test_reason_that_is_not_accepted_excuses_nobody(journey: MovingMember) -> None:
    journey.let_go()
    journey.day = clocks(journey)["member_move_present"] + timedelta(days=1)
    journey.on_case("explain_absence", by=journey.office, reason="bận", accepted=False)
    propose(journey)
    assert journey.dossier.state == State.REMOVAL_PROPOSED


def test_dropped_removal_leaves_no_move_and_he_may_move_again(journey: MovingMember) -> None:
    journey.let_go()
    journey.day = clocks(journey)["member_move_present"] + timedelta(days=1)
    propose(journey)
    journey.vote(yes=1)
    journey.vote(yes=1)
    journey.vote(yes=1)
    assert journey.step == "escalated"
    journey.do("drop_removal", reason="có lý do")
    assert journey.step == "probation"
    journey.report()
    assert journey.step == "member_remarks"
