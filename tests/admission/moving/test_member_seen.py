"""A member's move seen from both places: who sees the dossier and acts on it, and when."""

import pytest

from admission.models import Dossier, State
from organization.models import BodyKind, Kind, Role, Standing
from permissions.checks import NotPermitted
from tests.admission.member_moves import MovingMember, moving_member
from tests.admission.reading import found_by, sees
from tests.factories import body, membership, organization, person, seat, user
from workflows import access
from workflows.actions import Refused

pytestmark = pytest.mark.django_db


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
