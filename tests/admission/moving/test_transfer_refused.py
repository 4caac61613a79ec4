"""What no transfer takes: places, days, states and persons that are not right."""

from datetime import timedelta

import pytest

from admission.models import State
from organization.models import Kind, Placement
from permissions.checks import NotPermitted
from tests.admission.moves import two_places
from tests.factories import organization, user
from workflows.actions import Refused

pytestmark = pytest.mark.django_db


def test_destination_in_the_same_cell_is_refused():
    journey = two_places().to("grassroots")
    with pytest.raises(Refused) as caught:
        journey.open(journey.chain.cell, by=journey.origin["grassroots"])
    assert set(caught.value.errors) == {"destination"}
    assert journey.step == "grassroots"


def test_organisation_that_ended_or_stands_nowhere_takes_nobody_in():
    journey = two_places().to("grassroots")
    ended = organization(Kind.CELL, parent=journey.there.base, until=journey.day)
    nowhere = organization(Kind.CELL)
    group = organization(Kind.GROUP, parent=journey.there.cell)
    empty = organization(Kind.CELL, parent=journey.there.base)
    for place in (ended, nowhere, group):
        with pytest.raises(Refused) as caught:
            journey.open(place, by=journey.origin["grassroots"])
        assert set(caught.value.errors) == {"destination"}
    journey.open(empty, by=journey.origin["grassroots"])
    assert journey.step == "sending"


def test_cell_that_has_no_meeting_cannot_acknowledge_anything():
    journey = two_places().to("verify")
    empty = organization(Kind.CELL, parent=journey.there.base)
    with pytest.raises(Refused) as caught:
        journey.open(empty, by=journey.origin["cell"], verb="report_move")
    assert set(caught.value.errors) == {"destination"}


def test_transfer_decision_lies_neither_in_the_future_nor_after_its_letter():
    journey = two_places().to("grassroots")
    with pytest.raises(Refused) as caught:
        journey.open(by=journey.origin["grassroots"], decided_on=journey.day + timedelta(days=9))
    assert set(caught.value.errors) == {"decided_on"}
    journey.day += timedelta(days=5)
    journey.open(by=journey.origin["grassroots"], decided_on=journey.day + timedelta(days=1))
    with pytest.raises(Refused) as caught:
        journey.do(
            "send_transfer",
            by=journey.origin["grassroots"],
            on=journey.day + timedelta(days=3),
            sent_on=journey.day - timedelta(days=1),
            letter_number="1",
        )
    assert set(caught.value.errors) == {"sent_on"}


@pytest.mark.parametrize(("outside", "to"), [("", False), ("x", True)])
def test_exactly_one_new_place_is_named(outside, to):
    journey = two_places().to("grassroots")
    data = {"decision_number": "1", "decided_on": journey.day, "destination": journey.there.cell if to else None}
    with pytest.raises(Refused) as caught:
        journey.do_on_case("open_transfer", by=journey.origin["grassroots"], outside=outside, acknowledge=True, **data)
    assert set(caught.value.errors) == {"destination"}


@pytest.mark.parametrize("stage", ["voting", "sealed", "counted"])
def test_no_transfer_while_the_box_of_a_meeting_is_open_or_its_count_not_recorded(stage):
    journey = two_places().to("grassroots")
    journey.meet()
    journey.open_vote()
    if stage == "sealed":
        journey.do("seal_box", on=journey.day, acknowledge=True)
    elif stage == "counted":
        journey.count(yes=0)
    with pytest.raises(Refused, match="voted on"):
        journey.open(by=journey.origin["grassroots"])
    assert (journey.step, journey.item.state) == ("grassroots", stage)


def test_transfer_takes_the_dossier_off_the_agenda_of_a_meeting_that_has_not_voted():
    journey = two_places().to("grassroots")
    journey.meet()
    journey.open(by=journey.origin["grassroots"])
    assert (journey.step, journey.dossier.agenda_item) == ("sending", None)


@pytest.mark.parametrize("verb", ["open_transfer", "report_move"])
def test_second_transfer_waits_until_the_first_has_ended(verb):
    journey = two_places().to("grassroots")
    journey.open(by=journey.origin["grassroots"])
    with pytest.raises((Refused, NotPermitted)):
        journey.open(by=journey.origin["grassroots" if verb == "open_transfer" else "cell"], verb=verb)
    assert journey.dossier.transfers.count() == 1


def test_states_that_await_the_authoritys_word_are_not_transferred():
    journey = two_places().to("cell")
    journey.vote(yes=1)
    assert journey.dossier.state == State.CELL_BELOW_RATIO
    for who, verb in (("grassroots", "open_transfer"), ("cell", "report_move"), ("department", "open_transfer")):
        with pytest.raises(Refused, match="present state"):
            journey.open(by=journey.origin[who], verb=verb)


@pytest.mark.parametrize(
    ("step", "who"), [("verify", "department"), ("grassroots", "cell"), ("standing", "grassroots")]
)
def test_only_who_has_the_dossier_sends_it(step, who):
    journey = two_places().to(step)
    with pytest.raises(NotPermitted):
        journey.open(by=journey.origin[who])


def test_authority_takes_him_into_no_cell_that_another_committee_admits_for():
    journey = two_places(there="p1").to("standing")
    authorised = two_places("p2").chain
    Placement.objects.filter(organization=authorised.base).update(parent=journey.there.khoi)
    journey.open(by=journey.origin["department"])
    journey.send(by=journey.origin["department"])
    with pytest.raises(Refused) as caught:
        journey.receive(by=journey.there.users["department"], cell=authorised.cell)
    assert set(caught.value.errors) == {"cell"}


def test_helper_is_an_official_member_of_the_new_cell():
    journey = two_places().to("standing")
    journey.pass_on()
    with pytest.raises(Refused) as caught:
        journey.assign(by=journey.there.users["cell"], helper=journey.chain.members[2].public_id)
    assert set(caught.value.errors) == {"helper"}


def test_superuser_and_outsider_cannot_open_a_transfer():
    journey = two_places().to("grassroots")
    for who in (user(is_superuser=True), user()):
        with pytest.raises(NotPermitted):
            journey.open(by=who)
