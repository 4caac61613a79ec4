"""A probationary member moves: from the decision to the recognition at the new place, seen from both (ADM-71, T39)."""

from collections.abc import Iterator
from copy import copy
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from admission.member_screens import member_panels
from admission.models import Dossier, State
from admission.periods import end_probations
from organization.models import BodyKind, Kind, Membership, Organization, Placement, Role, Standing, User
from permissions.checks import NotPermitted
from tests.admission.member_moves import MovingMember, moving_member
from tests.admission.unusual import broken, told
from tests.factories import body, membership, organization, person, seat, user
from workflows import access
from workflows.actions import Refused
from workflows.audit.chain import verify
from workflows.calendar import add_months, shipped_calendar
from workflows.case_list import Wanted, listing, words_of
from workflows.case_numbers import report
from workflows.case_words import windows
from workflows.models import Deadline, Document, Task
from workflows.rules import RuleBroken

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def admitted(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[MovingMember]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield moving_member()
        transaction.set_rollback(True)


@pytest.fixture
def journey(admitted: MovingMember) -> MovingMember:
    """A member on the day of his ceremony, and another place."""
    again = copy(admitted)
    again.day += timedelta(days=30)
    return again


def sees(journey: MovingMember, who: User, on: date | None = None) -> bool:
    return Dossier.objects.visible_to(who, on or journey.day).filter(pk=journey.case_id).exists()


def clocks(journey: MovingMember) -> dict[str, date]:
    rows = Deadline.objects.filter(case=journey.case_id, closed_on=None)
    return {row.kind: row.due_on for row in rows}


def standings(journey: MovingMember) -> list[tuple[Any, ...]]:
    rows = Membership.objects.filter(person=journey.dossier.subject).order_by("since", "pk")
    return [(row.organization, row.standing, row.since, row.until) for row in rows][1:]


# the way


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


# what is asked at the place left


@pytest.mark.parametrize("missing", ["self_criticism", "helper_remarks"])
def test_cell_does_not_let_him_go_without_self_criticism_and_helpers_remarks(
    journey: MovingMember, missing: str
) -> None:
    journey.report()
    helper = journey.dossier.helper
    assert helper is not None
    if missing == "self_criticism":
        journey.file("helper_remarks", helper=helper.public_id)
    else:
        journey.file("transfer_self_criticism")
    with pytest.raises(RuleBroken) as caught:
        journey.remark()
    assert broken(caught.value) == [("ADM-71", "papers_go_with_the_member")]
    assert (journey.step, journey.dossier.member_moves[0].cell_remarked_on) == ("member_remarks", None)
    journey.write()
    assert journey.step == "member_letter"


def test_grassroots_committee_writes_its_own_remarks(journey: MovingMember) -> None:
    journey.report()
    journey.write()
    with pytest.raises(RuleBroken) as caught:
        journey.send(remarks="")
    assert broken(caught.value) == [("ADM-71", "both_committees_remarked")]
    assert journey.step == "member_letter"


def test_member_under_inspection_stays_until_it_is_stated_that_nothing_is_open(journey: MovingMember) -> None:
    journey.report()
    journey.write()
    with pytest.raises(RuleBroken) as caught:
        journey.send(cleared=False)
    assert broken(caught.value) == [("ADM-71", "nothing_stands_against_the_move")]
    assert [found.articles for found in caught.value.findings] == ["Mục 6.3.1đ Quy định 294-QĐ/TW"]
    assert (journey.step, journey.dossier.member_moves[0].sent_on) == ("member_letter", None)
    journey.send()
    assert journey.step == "member_intake"


def test_committee_returns_what_is_not_in_order(journey: MovingMember) -> None:
    journey.report()
    journey.write()
    assert "member_move_start" not in clocks(journey)
    due = Deadline.objects.get(case=journey.case_id, kind="member_move_start").due_on
    journey.do("return_member_move", by=journey.office, on=journey.day, reason="thiếu chữ ký")
    assert (journey.step, clocks(journey)["member_move_start"]) == ("member_remarks", due)
    journey.remark()
    journey.send()
    assert journey.step == "member_intake"


# clocks


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
    found = [row for row in result.judgement.findings if row["name"] == "move_begins_in_time"]
    assert [(row["status"], row["blocks"]) for row in found] == [(status, False)]
    assert "member_move_start" not in clocks(journey)


@pytest.mark.parametrize(("late", "status"), [(0, "holds"), (1, "broken")])
def test_thirty_working_days_from_the_letter_to_present_himself(journey: MovingMember, late: int, status: str) -> None:
    journey.let_go()
    due = working_days(journey.day, 30)
    assert clocks(journey)["member_move_present"] == due
    assert journey.task.due_on == due
    journey.day = due + timedelta(days=late)
    result = journey.receive()
    found = [row for row in result.judgement.findings if row["name"] == "member_presents_himself_in_time"]
    assert [(row["status"], row["blocks"]) for row in found] == [(status, False)]
    assert (journey.step, "member_move_present" in clocks(journey)) == ("member_helper", False)


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


def propose(journey: MovingMember, by: User | None = None) -> Any:
    data = {"ground": "absent_after_transfer", "reason": "không nộp giấy giới thiệu"}
    return journey.on_case("propose_removal", by=by or journey.origin.users["cell"], **data)


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


# who sees and finds it, and when


def found_by(journey: MovingMember, who: User) -> tuple[int, int]:
    rows = listing(who, journey.day, Wanted()).total
    return rows, listing(who, journey.day, Wanted(words=words_of("applicant"))).total


def test_each_side_sees_the_dossier_in_its_time_and_strangers_never(journey: MovingMember) -> None:
    names = ("cell", "clerk", "section", "grassroots", "department", "standing")
    origin = [journey.origin.users[name] for name in names]
    there = [journey.there.users[name] for name in ("grassroots", "department", "standing")]
    receiver = journey.there.users["cell"]
    stranger = moving_member().origin.users["cell"]
    journey.report()
    journey.write()
    assert [sees(journey, who) for who in (*origin, receiver, *there)] == [True] * 6 + [False] * 4
    journey.send()
    assert [sees(journey, who) for who in (*origin, receiver, *there)] == [True] * 7 + [False] * 3
    assert found_by(journey, receiver) == (1, 1)
    journey.receive()
    assert [sees(journey, who) for who in (*origin, receiver, *there)] == [False] * 6 + [True] + [False] * 3
    assert [found_by(journey, who) for who in origin] == [(0, 0)] * 6
    assert not sees(journey, stranger)
    bodies, named = access.who_can_see(journey.dossier, journey.day)
    assert [row.body for row in bodies] == [journey.there.bodies["cell"]]
    assert not named.exists()


def test_committee_over_both_cells_keeps_its_sight_and_the_cell_left_loses_it(journey: MovingMember) -> None:
    cell = organization(Kind.CELL, parent=journey.origin.base)
    meeting, head = body(cell, BodyKind.CELL), person("Head Of The Other Cell")
    membership(head, cell, Standing.OFFICIAL)
    seat(head, meeting, Role.SECRETARY)
    there = user(head)
    journey.report(cell)
    journey.write()
    journey.send()
    journey.receive(by=there)
    over = ("grassroots", "department", "standing")
    assert [sees(journey, journey.origin.users[name]) for name in over] == [True] * 3
    assert [sees(journey, journey.origin.users[name]) for name in ("cell", "clerk", "section")] == [False] * 3
    assert sees(journey, there)


def test_bodies_of_the_place_left_do_nothing_after_the_receipt(journey: MovingMember) -> None:
    journey.let_go()
    journey.receive()
    with pytest.raises(NotPermitted):
        journey.assign(by=journey.origin.users["cell"])
    journey.assign()
    cell, office = journey.origin.users["cell"], journey.office
    for verb, who, data in (
        ("report_member_move", cell, {"decision_number": "1", "decided_on": journey.day, "outside": "x"}),
        ("propose_removal", cell, {"ground": "unqualified", "reason": "x"}),
        ("report_death", cell, {"died_on": journey.day}),
    ):
        with pytest.raises(NotPermitted):
            journey.on_case(verb, by=who, **data)
    for verb in ("drop_member_move", "explain_absence"):
        with pytest.raises((NotPermitted, Refused)):
            journey.on_case(verb, by=office, reason="x", accepted=True)
    with pytest.raises(NotPermitted):
        journey.file("new_member_certificate", number="1", by=cell)
    assert (journey.step, journey.dossier.organization) == ("probation", journey.there.cell)


def test_new_place_does_nothing_before_the_letter(journey: MovingMember) -> None:
    journey.report()
    with pytest.raises(Refused):
        journey.receive()
    for who in (journey.there.users["cell"], journey.there.users["grassroots"], user(is_superuser=True), user()):
        with pytest.raises(NotPermitted):
            journey.on_case("drop_member_move", by=who, reason="x")
    assert journey.step == "member_remarks"


def test_own_file_stays_with_the_member(journey: MovingMember) -> None:
    own = Dossier.objects.own_file_of(journey.origin.applicant.person)
    journey.let_go()
    assert own.get().told_applicant == State.PROBATIONARY
    journey.arrive()
    assert own.get().organization == journey.there.cell


# what goes wrong


def test_place_is_another_cell_of_today_named_once(journey: MovingMember) -> None:
    ended = organization(Kind.CELL, parent=journey.there.base, until=journey.day)
    for place in (journey.origin.cell, ended, organization(Kind.CELL), organization(Kind.CELL, parent=None)):
        with pytest.raises(Refused) as caught:
            journey.report(place)
        assert set(caught.value.errors) == {"destination"}
    data = {"decision_number": "1", "decided_on": journey.day, "destination": journey.there.cell, "outside": "x"}
    with pytest.raises(Refused) as caught:
        journey.on_case("report_member_move", by=journey.origin.users["cell"], **data)
    assert set(caught.value.errors) == {"destination"}
    assert (journey.step, journey.dossier.member_moves) == ("probation", [])


def test_days_of_a_move_are_in_order(journey: MovingMember) -> None:
    with pytest.raises(Refused) as caught:
        journey.report(decided_on=journey.day + timedelta(days=1))
    assert set(caught.value.errors) == {"decided_on"}
    journey.report()
    journey.file_for_move()
    with pytest.raises(Refused) as caught:
        journey.remark(remarked_on=journey.day - timedelta(days=1))
    assert set(caught.value.errors) == {"remarked_on"}
    journey.remark()
    with pytest.raises(Refused) as caught:
        journey.send(sent_on=journey.day - timedelta(days=1))
    assert set(caught.value.errors) == {"sent_on"}
    journey.send()
    with pytest.raises(Refused) as caught:
        journey.receive(received_on=journey.day - timedelta(days=1))
    assert set(caught.value.errors) == {"received_on"}


def test_second_move_waits_until_the_first_has_ended(journey: MovingMember) -> None:
    journey.report()
    with pytest.raises(Refused, match="goes on already"):
        journey.report()
    assert journey.dossier.member_move_rows.count() == 1


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


def test_new_helper_is_an_official_member_of_the_new_cell(journey: MovingMember) -> None:
    journey.let_go()
    journey.receive()
    guest = person("Guest")
    membership(guest, journey.there.cell, Standing.PROBATIONARY)
    own = journey.dossier.subject
    for helper in (journey.origin.members[2], guest, own):
        with pytest.raises(Refused) as caught:
            journey.assign(helper=helper.public_id)
        assert set(caught.value.errors) == {"helper"}
    assert journey.step == "member_helper"


def test_death_on_the_way_ends_the_move(journey: MovingMember) -> None:
    journey.let_go()
    journey.on_case("report_death", by=journey.origin.users["cell"], died_on=journey.day, number="1")
    assert (journey.dossier.state, journey.dossier.member_move) == (State.DECEASED, None)
    assert not sees(journey, journey.there.users["cell"], journey.day + timedelta(days=1))


def test_faulty_steps_are_not_done_again_while_he_is_on_his_way(journey: MovingMember) -> None:
    journey.let_go()
    data = {"fault": "procedure", "found": "x", "number": "1", "signed_on": journey.day, "faulty": ["cell"]}
    with pytest.raises(Refused, match="is moving"):
        journey.on_case("order_redo", by=journey.origin.users["standing"], **data)
    assert journey.step == "member_intake"


def test_member_whose_recognition_is_before_the_cell_does_not_move(journey: MovingMember) -> None:
    journey.on("recognition_cell")
    with pytest.raises(Refused, match="present state"):
        journey.report()


def test_one_step_waits_at_a_time(journey: MovingMember) -> None:
    journey.let_go()
    assert Task.objects.open().filter(process=journey.case_id).count() == 1
