"""A person on the list of sympathisers moves: the new cell goes on where the old one stood (ADM-64; T32, T35, T36)."""

from typing import Any

import pytest

from admission.models import State
from organization.models import Membership, Person, Standing
from tests.admission.test_sources import follow, masses, resolved
from tests.admission.test_sources import to as on_the_list_to
from tests.admission.traveller import Traveller
from tests.chain import build_chain
from workflows.actions import Refused
from workflows.calendar import add_months
from workflows.models import Deadline

pytestmark = pytest.mark.django_db


def listed(state: str, there: str = "p1", profile: str = "p1") -> Traveller:
    """A person on the list of a cell, and another place."""
    journey = Traveller.__new__(Traveller)
    journey.__dict__.update(on_the_list_to(follow(masses(profile)), State(state)).__dict__)
    journey.there = build_chain(there)
    return journey


def arrives(journey: Traveller, *, by: str = "grassroots") -> Traveller:
    """Reported by the cell, sent, taken in by the cell named, with a new helper."""
    journey.open(by=journey.users["cell"], verb="report_move")
    assert (journey.step, journey.dossier.state) == ("sending", State.TRANSFER_OUT)
    journey.send(by=journey.users[by])
    journey.receive(by=journey.there.users["cell"])
    journey.settle()
    journey.assign(by=journey.users["cell"])
    return journey


@pytest.mark.parametrize("state", [State.SYMPATHIZER, State.CLASS_ENROLLED, State.CLASS_CERTIFIED])
def test_new_cell_goes_on_where_the_old_one_stood(state):
    journey = listed(state)
    old = journey.chain.cell
    arrives(journey)
    dossier = journey.dossier
    assert (dossier.state, journey.step, journey.task.body) == (state, state.value, journey.there.bodies["cell"])
    assert (dossier.organization, dossier.helper) == (journey.there.cell, journey.there.members[2])
    assert (dossier.authorised_on, dossier.created_on, dossier.introducers.count()) == (None, None, 0)
    assert dossier.documents.filter(code="helped_certificate").exists()
    rows = Membership.objects.filter(person=dossier.subject, standing=Standing.SYMPATHIZER).order_by("since")
    assert [(row.organization, row.until is None) for row in rows] == [(old, False), (journey.there.cell, True)]
    assert journey.recorded()


def test_dossier_is_made_at_the_new_place_only_with_its_own_permission():
    journey = arrives(listed(State.CLASS_CERTIFIED))
    journey.know_actors()
    with pytest.raises(Refused):
        journey.do("file_paper", by=journey.users["cell"], code="application", issued_on=journey.day)
    on_the_list_to(journey, State.AUTHORIZED)
    dossier = journey.dossier
    assert (journey.step, dossier.authorised_on) == ("draft", journey.day)
    assert journey.task.body == journey.there.bodies["cell"]


@pytest.mark.parametrize(
    ("state", "verb", "step"),
    [
        (State.SYMPATHIZER, "propose_class", "sympathizer"),
        (State.CLASS_CERTIFIED, "propose_dossier", "class_certified"),
    ],
)
def test_proposal_that_waited_is_made_anew_by_the_new_cell(state, verb, step):
    journey = listed(state)
    resolved(journey, verb)
    arrives(journey)
    assert (journey.dossier.state, journey.step) == (state, step)


def test_move_that_does_not_take_place_leads_back_to_the_proposal():
    journey = listed(State.SYMPATHIZER)
    resolved(journey, "propose_class")
    journey.open(by=journey.users["grassroots"])
    journey.do_on_case("drop_transfer", by=journey.users["grassroots"], reason="ở lại", acknowledge=True)
    assert (journey.dossier.state, journey.step) == (State.SYMPATHIZER, "class_permission")


def test_monthly_review_is_that_of_the_new_cell():
    journey = arrives(listed(State.SYMPATHIZER))
    clock = Deadline.objects.get(case=journey.case_id, kind="list_review", closed_on__isnull=True)
    assert clock.due_on == add_months(journey.day, 1)


def test_helper_of_the_new_place_is_its_official_member():
    journey = listed(State.SYMPATHIZER)
    journey.open(by=journey.users["cell"], verb="report_move")
    journey.send(by=journey.users["grassroots"])
    journey.receive(by=journey.there.users["cell"])
    other: Any = Person.objects.get(full_name="Member Of Cell 2", memberships__organization=journey.chain.cell)
    with pytest.raises(Refused):
        journey.assign(by=journey.there.users["cell"], helper=other.public_id)
    assert journey.dossier.state == State.TRANSFER_IN


def test_person_who_is_only_followed_is_not_sent():
    journey = listed(State.PROSPECT)
    with pytest.raises(Refused):
        journey.open(by=journey.users["cell"], verb="report_move")
    assert journey.dossier.state == State.PROSPECT


def test_list_of_a_place_outside_this_system_ends_the_case():
    journey = listed(State.SYMPATHIZER)
    journey.open(by=journey.users["cell"], verb="report_move", outside="Đảng ủy xã Minh Họa")
    journey.send(by=journey.users["grassroots"])
    dossier = journey.dossier
    assert (dossier.state, dossier.finished is not None) == (State.MOVED_AWAY, True)
    assert not Membership.objects.on(journey.day).filter(person=dossier.subject).exists()
