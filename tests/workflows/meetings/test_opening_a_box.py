"""What stops the opening of a box: tellers, form, medium, notice. Errors first; after each nothing is stored."""

from functools import partial
from typing import Any

import pytest

from admission.models import State
from organization.models import Role, Standing, User
from tests.chain import Journey, build_chain
from tests.factories import membership, person, seat, user
from tests.workflows.meetings.stored import CARDS, broken, now, refused
from workflows.meetings.models import ItemState

pytestmark = pytest.mark.django_db


def secret(*tellers: str, **data: Any) -> dict[str, Any]:
    return {"form": "secret", "medium": "paper", "tellers": list(tellers), **data}


@pytest.mark.parametrize("number", [0, 1])
def test_secret_vote_without_two_tellers_is_stopped(met, number):
    tellers = [row["person"] for row in met.item.roster][:number]
    assert broken(partial(now, met, "open_vote", **secret(*tellers))) == [
        ("there_are_tellers", f"The meeting named {number} tellers; it takes 2.")
    ]


def test_teller_who_is_named_twice_is_one(met):
    teller = met.item.roster[0]["person"]
    assert [name for name, _text in broken(partial(now, met, "open_vote", **secret(teller, teller)))] == [
        "there_are_tellers"
    ]


@pytest.mark.parametrize("who", ["absent", "stranger", "suspended", "probationary"])
def test_teller_who_is_not_at_the_meeting_or_has_no_vote_is_refused(journey, who):
    here, away, other = (journey.chain.members[number].public_id for number in (0, 3, 2))
    if who in (Standing.SUSPENDED, Standing.PROBATIONARY):
        without = person("Without A Vote")
        membership(without, journey.chain.cell, Standing.OFFICIAL if who == Standing.SUSPENDED else who)
        if who == Standing.SUSPENDED:
            membership(without, journey.chain.cell, who)
    else:
        without = person()
    present = [who for who in journey.present() if who != away]
    journey.meet(present=present)
    teller = away if who == "absent" else without.public_id
    said = "A teller is present at the meeting and takes part in the matter."
    assert refused(partial(now, journey, "open_vote", **secret(here, teller)), "tellers") == said
    now(journey, "open_vote", **secret(here, other))


def test_person_concerned_does_not_count_the_votes():
    journey = Journey(build_chain()).to("grassroots")
    subject, other = journey.dossier.subject, journey.chain.users["grassroots"].person
    assert other is not None
    seat(subject, journey.chain.bodies["grassroots"], Role.MEMBER)
    journey.meet()
    do = partial(now, journey, "open_vote", **secret(subject.public_id, other.public_id))
    said = "The person concerned is named as a teller: he counts no votes of his own."
    assert broken(do) == [("there_are_tellers", said)]


@pytest.mark.parametrize("form", ["other", "", "acclamation"])
def test_form_that_the_law_does_not_allow_is_stopped(met, form):
    names = [name for name, _text in broken(partial(now, met, "open_vote", **{**CARDS, "form": form}))]
    assert names == ["cell_vote_has_allowed_form"]


def test_open_vote_is_not_electronic(met):
    for member in met.chain.members[2:]:
        user(member)
    said = refused(partial(now, met, "open_vote", **{**CARDS, "medium": "electronic"}), "medium")
    assert said == "An open vote is counted in the room."


def test_electronic_ballot_needs_an_account_of_every_voter(met):
    tellers = [row["person"] for row in met.item.roster][:2]
    found = broken(partial(now, met, "open_vote", **secret(*tellers, medium="electronic")))
    assert found == [
        (
            "every_voter_can_vote_electronically",
            "3 of those who may vote have no account: the ballots must be on paper.",
        )
    ]


def test_electronic_ballot_needs_an_account_that_can_sign_in(met):
    users = [user(member) for member in met.chain.members[2:]]
    User.objects.filter(pk=users[0].pk).update(is_active=False)
    tellers = [row["person"] for row in met.item.roster][:2]
    found = broken(partial(now, met, "open_vote", **secret(*tellers, medium="electronic")))
    assert [text[:2] for _name, text in found] == ["1 "]


def test_electronic_ballot_of_two_voters_is_stopped(journey):
    present = [member.public_id for member in journey.chain.members[:2]]
    journey.meet(present=present)
    found = broken(partial(now, journey, "open_vote", **secret(*present, medium="electronic")))
    assert found == [
        (
            "electronic_ballot_hides_the_voter",
            "2 may vote; an electronic ballot takes 3 at least, otherwise it is on paper.",
        )
    ]


def test_electronic_box_without_the_tellers_keys_is_refused():
    journey = Journey(build_chain()).to("grassroots")
    journey.meet()
    tellers = [row["person"] for row in journey.item.roster][:2]
    said = refused(partial(now, journey, "open_vote", **secret(*tellers, medium="electronic")), "tellers")
    assert "chosen their passphrases" in said


def test_missing_notice_is_stopped(journey):
    journey.meet(notice_sent_on=None)
    assert broken(journey.open_vote) == [
        ("members_were_summoned", "It is not recorded when the members were summoned.")
    ]


def test_certificate_and_what_it_is_hashed_with_are_kept_with_the_act(met):
    result = met.open_vote()
    item = met.item
    assert (item.certified, item.state, item.expected) == (result.judgement, ItemState.VOTING, 5)
    assert result.judgement.certificate["item"] == item.public_id
    assert (met.step, met.dossier.state) == ("cell", State.COMPLETE)
