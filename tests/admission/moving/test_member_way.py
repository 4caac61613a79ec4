"""A probationary member moves: from the decision to the recognition at the new place (ADM-71, T39)."""

from datetime import timedelta
from typing import Any

import pytest

from admission.member_screens import member_panels
from admission.models import State
from admission.periods import end_probations
from organization.models import Kind, Membership, Organization, Placement
from permissions.checks import NotPermitted
from tests.admission.member_moves import MovingMember, moving_member
from tests.admission.reading import clocks, sees
from tests.admission.unusual import broken, told
from tests.factories import organization
from workflows.actions import Refused
from workflows.audit.chain import verify
from workflows.findings import RuleBroken
from workflows.models import Document, Task

pytestmark = pytest.mark.django_db


def standings(journey: MovingMember) -> list[tuple[Any, ...]]:
    rows = Membership.objects.filter(person=journey.dossier.subject).order_by("since", "pk")
    return [(row.organization, row.standing, row.since, row.until) for row in rows][1:]


@pytest.mark.parametrize(
    ("profile", "there"),
    [("p1", "p1"), ("p2", "p1"), ("p1", "p2"), ("p3", "p1"), ("p4", "p1"), ("p1", "p4"), ("p1", "p5"), ("p5", "p1")],
)
def test_member_moves_and_is_recognised_by_the_bodies_of_the_new_place(profile: str, there: str) -> None:
    journey = moving_member(profile, there)
    if profile == "p5":
        journey.origin.users["grassroots"] = journey.origin.users["department"]
    journey.day += timedelta(days=30)
    state = journey.dossier.state
    journey.report()
    assert (journey.step, journey.task.body) == ("member_remarks", journey.origin.bodies["cell"])
    journey.write()
    assert journey.step == "member_letter"
    journey.send(**({"remarks": ""} if profile == "p4" else {}))
    assert (journey.step, journey.task.body) == ("member_intake", journey.there.bodies["cell"])
    journey.arrive()
    dossier = journey.dossier
    assert (journey.step, dossier.state, dossier.organization) == ("probation", state, journey.there.cell)
    assert (dossier.helper, [row.person for row in dossier.former_helpers.all()]) == (
        journey.there.members[2],
        [journey.origin.members[2]],
    )
    journey.on()
    dossier, row = journey.dossier, journey.dossier.probation_row
    assert (dossier.state, dossier.chain) == (State.CARD_ISSUED, there)
    decider = "grassroots" if there == "p2" else "standing"
    assert (row.issuer, dossier.issuer) == (
        journey.there.bodies[decider],
        journey.origin.bodies["grassroots" if profile == "p2" else "standing"],
    )
    assert [where for where, standing, _since, until in standings(journey) if until is None] == [journey.there.cell]
    assert verify(dossier).ok


def test_move_tells_its_story_and_keeps_its_papers(journey: MovingMember) -> None:
    journey.let_go()
    journey.arrive()
    lines = "\n".join(told(journey))
    place = journey.there.cell
    assert f"moves the member to {place}." in lines
    assert "Remarks of the cell's committee: chi ủy nhận xét tốt" in lines
    assert f"Introduced to {place} by letter 5-GT. Remarks of the committee: đảng ủy nhận xét tốt" in lines
    assert "Nothing stands against it: UBKT, 9-CV." in lines
    assert f"Taken in by {place}; before in {journey.origin.cell}." in lines
    codes = list(Document.objects.filter(case=journey.case_id).values_list("code", flat=True))
    wanted = {"transfer_self_criticism", "helper_remarks", "member_introduction"}
    assert wanted <= set(codes)
    assert codes.count("transfer_remarks") == 2
    assert verify(journey.dossier).ok


def test_remarks_of_the_helpers_of_both_places_go_into_the_recognition(journey: MovingMember) -> None:
    journey.let_go()
    journey.arrive()
    journey.begin()
    journey.file("self_criticism")
    journey.file("member_opinions")
    with pytest.raises(RuleBroken) as caught:
        journey.do("submit_recognition")
    assert broken(caught.value) == [("ADM-71", "helpers_gave_remarks")]
    assert [found.numbers["persons"] for found in caught.value.findings] == [[journey.there.members[2].full_name]]
    journey.file("helper_remarks", helper=journey.there.members[2].public_id)
    journey.do("submit_recognition")
    assert journey.step == "recognition_cell"
    panels = [line for panel in member_panels(journey.dossier, journey.day) for line in panel.lines]
    assert any("The member moved to another cell." in text for _label, text in panels)


def test_probation_that_ends_on_the_way_goes_on_at_the_new_place(journey: MovingMember) -> None:
    journey.day = journey.ends_on - timedelta(days=2)
    journey.let_go()
    journey.day = journey.ends_on
    assert end_probations(journey.day) == 1
    assert (journey.step, journey.dossier.state) == ("member_intake", State.PROBATION_COMPLETE)
    assert set(clocks(journey)) == {"member_move_present", "recognition_cell"}
    journey.arrive()
    assert (journey.step, journey.dossier.state) == ("probation", State.PROBATION_COMPLETE)
    journey.on()
    assert journey.dossier.state == State.CARD_ISSUED


def test_file_of_the_recognition_goes_with_the_member_and_is_finished_there(journey: MovingMember) -> None:
    journey.begin()
    assert journey.step == "recognition_file"
    journey.let_go()
    journey.arrive()
    assert (journey.step, journey.dossier.state) == ("recognition_file", State.RECOGNITION_DRAFTING)
    journey.on()
    assert journey.dossier.state == State.CARD_ISSUED


@pytest.mark.parametrize("days", [-1, 0, 1, 20])
def test_member_who_moved_around_the_end_is_official_from_that_day_in_the_cell_he_was_in(
    journey: MovingMember, days: int
) -> None:
    end = journey.ends_on
    journey.day = end + timedelta(days=days - 1)
    end_probations(journey.day)
    journey.let_go()
    journey.arrive()
    moved = journey.day
    assert moved == end + timedelta(days=days)
    journey.on()
    here, there = journey.origin.cell, journey.there.cell
    began = journey.dossier.ceremony_on
    expected = {
        -1: [(here, "probationary", began, moved), (there, "probationary", moved, end), (there, "official", end, None)],
        0: [(here, "probationary", began, end), (there, "official", end, None)],
        1: [(here, "probationary", began, end), (here, "official", end, moved), (there, "official", moved, None)],
    }
    assert standings(journey) == expected[min(days, 1)]


def test_committee_at_the_new_place_may_be_named_and_chooses_the_cell(journey: MovingMember) -> None:
    journey.report(journey.there.base)
    journey.write()
    journey.send()
    assert journey.task.body == journey.there.bodies["grassroots"]
    for cell in (None, journey.there.base, organization(Kind.CELL, parent=journey.origin.base), journey.origin.cell):
        with pytest.raises(Refused) as caught:
            journey.receive(by=journey.there.users["grassroots"], cell=cell)
        assert set(caught.value.errors) == {"cell"}
    journey.receive(by=journey.there.users["grassroots"], cell=journey.there.cell)
    assert (journey.step, journey.task.body) == ("member_helper", journey.there.bodies["cell"])


def test_member_may_move_once_more_and_files_a_new_self_criticism(journey: MovingMember) -> None:
    journey.let_go()
    journey.arrive()
    journey.origin, journey.there = journey.there, journey.origin
    journey.day += timedelta(days=10)
    journey.report()
    helper = journey.dossier.helper
    assert helper is not None
    journey.file("helper_remarks", helper=helper.public_id)
    with pytest.raises(RuleBroken) as caught:
        journey.remark()
    assert [found.numbers["missing"] for found in caught.value.findings] == [["his self-criticism"]]
    journey.write()
    journey.send()
    journey.arrive()
    assert (journey.step, journey.dossier.organization) == ("probation", journey.there.cell)
    assert len(journey.dossier.member_moves) == 2


@pytest.mark.parametrize("sent", [False, True])
def test_move_that_does_not_take_place_leaves_everything_as_it_was(journey: MovingMember, sent: bool) -> None:
    before, step = clocks(journey), journey.step
    if sent:
        journey.let_go()
    else:
        journey.report()
    journey.on_case("drop_member_move", by=journey.office, reason="ở lại")
    dossier = journey.dossier
    assert (journey.step, clocks(journey), dossier.organization) == (step, before, journey.origin.cell)
    assert (dossier.helper, dossier.member_move) == (journey.origin.members[2], None)
    assert not sees(journey, journey.there.users["cell"], journey.day + timedelta(days=1))
    journey.on()
    assert journey.dossier.state == State.CARD_ISSUED


def test_wrong_place_is_corrected_and_who_was_asked_sees_it_no_longer(journey: MovingMember) -> None:
    journey.report()
    with pytest.raises(Refused):
        journey.report(by=journey.office, verb="redirect_member_move")
    journey.write()
    journey.send()
    other = moving_member().origin
    journey.report(other.cell, by=journey.office, verb="redirect_member_move")
    assert (journey.step, "member_move_present" in clocks(journey)) == ("member_letter", False)
    journey.send()
    assert journey.task.body == other.bodies["cell"]
    tomorrow = journey.day + timedelta(days=1)
    assert (sees(journey, journey.there.users["cell"], tomorrow), sees(journey, other.users["cell"])) == (False, True)
    with pytest.raises(NotPermitted):
        journey.receive()


def test_place_outside_the_system_ends_the_dossier_here(journey: MovingMember) -> None:
    journey.report(outside="Đảng ủy xã Minh Họa")
    journey.write()
    journey.send()
    dossier = journey.dossier
    assert (dossier.state, dossier.finished is not None, dossier.member_move) == (State.MOVED_AWAY, True, None)
    assert (clocks(journey), dossier.organization) == ({}, journey.origin.cell)
    assert not dossier.subject.memberships.on(journey.day).exists()
    assert any("Đảng ủy xã Minh Họa" in line for line in told(journey))
    assert verify(dossier).ok


def test_receiver_that_ended_takes_nobody_in_and_another_place_is_named(journey: MovingMember) -> None:
    cell = journey.there.cell
    journey.let_go()
    journey.day += timedelta(days=1)
    Placement.objects.filter(organization=cell).update(until=journey.day)
    Organization.objects.filter(pk=cell.pk).update(until=journey.day)
    cell.bodies.update(until=journey.day)
    with pytest.raises((Refused, NotPermitted)):
        journey.receive()
    journey.report(journey.there.base, by=journey.office, verb="redirect_member_move")
    journey.send()
    assert journey.task.body == journey.there.bodies["grassroots"]


def test_death_on_the_way_ends_the_move(journey: MovingMember) -> None:
    journey.let_go()
    journey.on_case("report_death", by=journey.origin.users["cell"], died_on=journey.day, number="1")
    assert (journey.dossier.state, journey.dossier.member_move) == (State.DECEASED, None)
    assert not sees(journey, journey.there.users["cell"], journey.day + timedelta(days=1))


def test_one_step_waits_at_a_time(journey: MovingMember) -> None:
    journey.let_go()
    assert Task.objects.open().filter(process=journey.case_id).count() == 1
