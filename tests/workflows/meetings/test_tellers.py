"""The tellers of an electronic box: who names himself one and when, and what the opening needs of them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.chain import Journey, build_chain
from tests.factories import user
from tests.workflows.meetings.boxes import DAY, count, open_box, ready, refused, row, seal, vote
from workflows.acting import Refused
from workflows.meetings.ballots import NoSuchBallot, name_teller
from workflows.meetings.models import Teller, WrappedKey

pytestmark = pytest.mark.django_db


# Naming


def test_a_teller_replaces_his_own_key_and_no_other() -> None:
    box = ready()
    keys = {teller.person_id: bytes(teller.public_key) for teller in Teller.objects.order_by("pk")}
    first, second = list(keys)
    name_teller(box.item, by=box.voters[0], passphrase="một mật khẩu khác hẳn", on=DAY)
    again = {teller.person_id: bytes(teller.public_key) for teller in Teller.objects.order_by("pk")}
    assert again.keys() == keys.keys()
    assert (again[first] != keys[first], again[second] == keys[second]) == (True, True)


def test_a_passphrase_of_eleven_letters_is_too_short_however_they_are_composed() -> None:
    box = ready()
    eleven = "e\u0301" * 11  # twenty-two characters until they are composed
    error = refused(Refused, name_teller, box.item, by=box.voters[2], passphrase=eleven, on=DAY)
    assert error.errors == {"passphrase": "The passphrase has at least 12 characters."}
    name_teller(box.item, by=box.voters[2], passphrase=eleven + "e\u0301", on=DAY)
    assert Teller.objects.filter(item=box.item).count() == 3


def test_who_has_no_vote_is_no_teller() -> None:
    away, recused = user(), user()
    assert away.person is not None
    assert recused.person is not None
    suspended = user()
    assert suspended.person is not None
    others = [
        row(away.person, present=False, votes=False),
        row(recused.person, recused="The matter is his own.", votes=False),
        row(suspended.person, votes=False),
    ]
    box = ready(others=others)
    for by in (away, recused, suspended):
        error = refused(Refused, name_teller, box.item, by=by, passphrase="đủ dài rồi đấy", on=DAY)
        assert error.errors == {"": "A teller is present at the meeting and takes part in the matter."}


def test_a_stranger_learns_of_no_ballot_by_naming_himself() -> None:
    refused(NoSuchBallot, name_teller, ready().item, by=user(), passphrase="đủ dài rồi đấy", on=DAY)


def test_no_teller_is_named_before_the_meeting_or_once_the_box_is_open() -> None:
    box = ready()
    text = {"": "Tellers are named after the roster is known and before the box is opened."}
    early = DAY - timedelta(days=1)
    again = {"by": box.voters[2], "passphrase": "đủ dài rồi đấy"}
    assert refused(Refused, name_teller, box.item, on=early, **again).errors == text
    open_box(box)
    assert refused(Refused, name_teller, box.item, on=DAY, **again).errors == text


# Opening


def test_opening_wraps_the_key_for_every_pair_and_keeps_it_nowhere() -> None:
    box = ready()
    name_teller(box.item, by=box.voters[2], passphrase="mật khẩu thứ ba", on=DAY)
    open_box(box)
    pairs = WrappedKey.objects.values_list("outer__person", "inner__person")
    people = [voter.person_id for voter in box.voters[:3]]
    assert sorted(pairs) == sorted((one, other) for one in people for other in people if one != other)
    assert len(bytes(box.fresh().public_key or b"")) == 32


def test_a_box_needs_two_tellers_with_keys() -> None:
    box = ready()
    Teller.objects.filter(person=box.voters[1].person).delete()
    error = refused(Refused, open_box, box)
    assert error.errors == {"tellers": "Two tellers who have chosen their passphrases are needed to open the box."}


def test_of_the_tellers_only_those_the_vote_was_opened_with_count() -> None:
    box = ready()
    third = box.voters[2]
    assert third.person is not None
    name_teller(box.item, by=third, passphrase="mật khẩu thứ ba", on=DAY)
    box.item.tellers = [third.person.public_id]
    box.item.save()
    assert list(refused(Refused, open_box, box).errors) == ["tellers"]
    box.item.tellers = sorted(box.passphrases)
    box.item.save()
    open_box(box)
    vote(box, "yes", "no", "yes")
    seal(box)
    first = next(iter(box.passphrases))
    wrong = {first: box.passphrases[first], third.person.public_id: "mật khẩu thứ ba"}
    assert list(refused(Refused, count, box, wrong).errors) == [""]
    assert count(box)["returned"] == 3


def test_two_voters_vote_on_paper() -> None:
    error = refused(Refused, open_box, ready(2))
    assert error.errors == {"medium": "With fewer than 3 voters the result would tell who chose what; vote on paper."}
    open_box(ready(3))


# The page of the key


def test_page_of_the_key_names_the_matter_to_who_may_see_the_case_alone(settings) -> None:
    """A member of the cell has a vote and no seat: before the box is open he learns the number on the agenda."""
    journey = Journey(build_chain()).to("cell")
    journey.meet()
    settings.TODAY = journey.day
    subject, item = str(journey.dossier.subject), journey.item
    for who, named in ((user(journey.chain.members[3]), False), (journey.chain.users["cell"], True)):
        client = Client()
        client.force_login(who)
        page = client.get(reverse("teller_key", args=[item.public_id])).content.decode()
        assert (subject in page, "item 1 of the agenda" in page) == (named, not named)
