"""Removing a probationary member: proposed, voted from the cell up, decided, announced; complaint and files."""

from datetime import timedelta

import pytest

from admission.member_screens import member_panels
from admission.models import State
from organization.models import Standing
from tests.admission.member_journey import MemberJourney
from tests.chain import build_chain
from workflows.audit.chain import verify
from workflows.calendar import shipped_calendar
from workflows.findings import RuleBroken
from workflows.models import Document, Task

pytestmark = pytest.mark.django_db


def test_member_is_removed_from_the_cell_up_and_his_files_follow(journey: MemberJourney) -> None:
    journey.day += timedelta(days=90)
    journey.propose_removal("abandoned")
    assert (journey.dossier.state, journey.step) == (State.REMOVAL_PROPOSED, "removal_cell")
    steps = []
    while journey.step != "removal_notice":
        steps.append(journey.step)
        journey.on_one()
    assert steps == ["removal_cell", "removal_grassroots", "removal_standing", "removal_decision"]
    row, dossier = journey.dossier.probation_row, journey.dossier
    assert (dossier.state, row.removed_on) == (State.REMOVED, journey.day)
    standings = [(m.standing, m.since, m.until) for m in dossier.subject.memberships.order_by("since")][-2:]
    assert standings == [
        (Standing.PROBATIONARY, dossier.ceremony_on, journey.day),
        (Standing.LEFT, journey.day, None),
    ]
    paper = Document.objects.get(case=dossier, code="removal_decision")
    assert (paper.own, paper.data["ground"]) == (True, "abandoned")
    due = shipped_calendar().add_working_days(journey.day, 30)
    clock = dossier.deadlines.get(closed_on=None)
    assert (clock.kind, clock.due_on) == ("removed_files", due)
    journey.on_one()
    assert journey.step == "removal_files"
    announced = journey.day
    window = shipped_calendar().add_working_days(announced, 30)
    lines = dict(line for panel in member_panels(journey.dossier, journey.day) for line in panel.lines)
    assert any(window.strftime("%d/%m/%Y") in text and "8.2" in text for text in lines.values())
    journey.on()
    assert (journey.dossier.probation_row.files_sent_on, Task.objects.open().count()) == (journey.day, 0)
    assert not journey.dossier.deadlines.filter(closed_on=None).exists()
    assert verify(journey.dossier).ok


def test_removal_dropped_before_the_end_goes_on_as_probation(journey: MemberJourney) -> None:
    journey.propose_removal()
    journey.vote(yes=2)
    assert (journey.dossier.state, journey.step) == (State.REMOVAL_PROPOSED, "removal_cell")
    journey.do("drop_removal", reason="đã khắc phục")
    assert (journey.dossier.state, journey.step) == (State.PROBATIONARY, "probation")
    assert journey.task.due_on == journey.ends_on


def test_removal_dropped_after_the_end_starts_the_clock_of_the_cell(journey: MemberJourney) -> None:
    journey.propose_removal()
    journey.day = journey.ends_on
    journey.do("drop_removal", on=journey.day, reason="đã khắc phục")
    assert (journey.dossier.state, journey.step) == (State.PROBATION_COMPLETE, "probation")
    clocks = {row.kind: row for row in journey.dossier.deadlines.filter(closed_on=None)}
    assert [(kind, row.started_on) for kind, row in clocks.items()] == [("recognition_cell", journey.ends_on)]


def test_three_votes_below_the_ratio_on_a_removal_go_up_too(journey: MemberJourney) -> None:
    """Before the end of the probation the superior cannot recognise; it may remove or let the probation go on."""
    journey.propose_removal()
    for _time in range(3):
        journey.vote(yes=3)
    assert (journey.dossier.state, journey.step) == (State.ESCALATED, "escalated")
    journey.meet()
    with pytest.raises(RuleBroken) as caught:
        journey.open_vote()
    assert [found.rule for found in caught.value.findings] == ["ADM-75"]


def test_removal_begun_while_the_recognition_is_decided_takes_its_place(journey: MemberJourney) -> None:
    journey.on("recognition_grassroots")
    journey.propose_removal()
    assert (journey.dossier.state, journey.step) == (State.REMOVAL_PROPOSED, "removal_cell")
    assert Task.objects.open().filter(process_id=journey.case_id).count() == 1


def test_recognition_is_considered_anew_when_a_removal_is_dropped(journey: MemberJourney) -> None:
    journey.on("recognition_grassroots")
    journey.propose_removal()
    assert not journey.dossier.deadlines.filter(kind="recognition_decision", closed_on=None).exists()
    journey.do("drop_removal", reason="đã khắc phục")
    assert (journey.step, journey.dossier.probation_row.cell_resolved_on) == ("probation", None)
    journey.on()
    assert journey.dossier.state == State.CARD_ISSUED
    assert verify(journey.dossier).ok


@pytest.mark.parametrize(
    ("profile", "step", "keeper"),
    [
        ("p3", "removal_files", "grassroots"),
        ("p4", "removal_files_of_cell", "cell"),
        ("p5", "removal_files_above", "standing"),
    ],
)
def test_files_are_sent_by_who_keeps_them(profile: str, step: str, keeper: str) -> None:
    journey = MemberJourney(build_chain(profile))
    journey.propose_removal()
    journey.on(step)
    assert journey.task.body == journey.chain.bodies[keeper]
    assert journey.on().dossier.finished is not None


def test_authorised_committee_removes_itself() -> None:
    journey = MemberJourney(build_chain("p2"))
    journey.propose_removal()
    journey.on("removal_notice")
    assert Document.objects.get(case_id=journey.case_id, code="removal_decision").issuer == str(
        journey.chain.bodies["grassroots"]
    )
