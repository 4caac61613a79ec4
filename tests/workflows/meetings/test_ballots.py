"""The electronic ballot: who may cast one and when, what a counting needs, and what it leaves."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.serializers import serialize
from django.db import DatabaseError, connection, transaction
from django.db.models import Model
from nacl.utils import random

from organization.models import User
from tests.factories import person, user
from tests.workflows.meetings.boxes import DAY, OPTIONS, Box, count, open_box, opened, ready, row, seal, vote
from workflows.acting import Refused
from workflows.meetings import ballots, sealing
from workflows.meetings.ballots import AlreadyCast, HasNoVote, NoSuchBallot, NotOpen, cast, name_teller
from workflows.meetings.guards import VOTES
from workflows.meetings.models import AgendaItem, CountedBallot, Medium, SealedBallot, Teller, WrappedKey
from workflows.models import Event

pytestmark = pytest.mark.django_db

#: Everything a ballot may leave anywhere.
TABLES: tuple[type[Model], ...] = (AgendaItem, SealedBallot, CountedBallot, Teller, WrappedKey, Event)


def everything() -> list[str]:
    return [serialize("json", table._default_manager.order_by("pk")) for table in TABLES]


def refused(error: type[Exception], act: Any, *args: Any, **kwargs: Any) -> Any:
    """The refusal, after making sure that it left nothing."""
    before = everything()
    with pytest.raises(error) as caught:
        act(*args, **kwargs)
    assert everything() == before
    return caught.value


# Tellers


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


# Casting


def test_a_ballot_is_taken_once_and_answers_with_its_receipt() -> None:
    box = opened()
    voter = box.voters[0]
    receipt = cast(box.public_id, "yes", by=voter)
    ballot = SealedBallot.objects.get()
    assert (ballot.item_id, ballot.voter_id) == (box.item.pk, voter.person_id)
    assert len(bytes(ballot.sealed)) == sealing.BALLOT_BYTES
    assert receipt == sealing.receipt(bytes(ballot.sealed)) == ballots.receipt_of(box.item, voter.person)
    assert ballots.received(box.item) == 1
    boxes = AgendaItem.objects.all()
    assert [ballots.cast_into(boxes, one) for one in box.voters[:2]] == [{box.item.pk}, set()]


def test_casting_writes_no_event_and_changes_nothing_of_the_item() -> None:
    box = opened()
    before = serialize("json", AgendaItem.objects.all())
    vote(box, *OPTIONS)
    assert serialize("json", AgendaItem.objects.all()) == before
    assert Event.objects.count() == 0


@pytest.mark.parametrize("second", OPTIONS)
def test_a_second_ballot_is_refused_whatever_it_says(second: str) -> None:
    box = opened()
    vote(box, "yes")
    refused(AlreadyCast, cast, box.public_id, second, by=box.voters[0])


def test_a_voter_may_cast_in_two_boxes() -> None:
    first = opened()
    second = opened(first.voters)
    vote(first, "yes")
    vote(second, "no")
    assert SealedBallot.objects.count() == 2


def test_before_the_opening_and_after_the_sealing_nothing_is_taken() -> None:
    box = ready()
    refused(NotOpen, cast, box.public_id, "yes", by=box.voters[0])
    open_box(box)
    vote(box, "yes", "no", "no")
    seal(box)
    refused(NotOpen, cast, box.public_id, "yes", by=box.voters[3])
    refused(NotOpen, cast, box.public_id, "yes", by=box.voters[0])
    count(box)
    refused(NotOpen, cast, box.public_id, "yes", by=box.voters[3])


def test_a_foreign_ballot_does_not_exist_for_who_is_not_on_the_roster() -> None:
    box = opened()
    nobody = User.objects.create_user("nobody")
    for by in (user(), nobody):
        refused(NoSuchBallot, cast, box.public_id, "yes", by=by)
        refused(NoSuchBallot, cast, "no-such-box", "yes", by=by)
    refused(NoSuchBallot, cast, "no-such-box", "yes", by=box.voters[0])


def test_a_ballot_on_paper_or_off_the_agenda_is_none() -> None:
    on_paper, unsaid, off, broken_off = ready(), ready(), ready(), opened()
    on_paper.item.medium = Medium.PAPER
    on_paper.item.save()
    unsaid.item.medium = ""
    unsaid.item.save()
    off.item.postpone()
    off.item.save()
    broken_off.item.abandon()
    broken_off.item.save()
    for box in (on_paper, unsaid, off, broken_off):
        refused(NoSuchBallot, cast, box.public_id, "yes", by=box.voters[0])


def test_who_is_on_the_roster_without_a_vote_gets_no_ballot() -> None:
    guest = user()
    assert guest.person is not None
    box = opened(others=[row(guest.person, votes=False)])
    refused(HasNoVote, cast, box.public_id, "yes", by=guest)


@pytest.mark.parametrize("choice", ["", "maybe", "YES", "yes "])
def test_only_a_choice_of_the_ballot_is_taken(choice: str) -> None:
    box = opened()
    error = refused(Refused, cast, box.public_id, choice, by=box.voters[0])
    assert error.errors == {"choice": "Choose one of the answers."}


def test_a_blank_ballot_exists_only_where_the_item_has_it() -> None:
    box = opened(options=("yes", "no"))
    assert list(refused(Refused, cast, box.public_id, "blank", by=box.voters[0]).errors) == ["choice"]


def test_open_boxes_are_those_in_which_one_has_a_vote() -> None:
    box = opened()
    other, waiting = opened(), ready(box.voters)
    guest = user()
    assert guest.person is not None
    voter = box.voters[0]
    without = opened(others=[row(guest.person, votes=False)])
    assert list(ballots.open_boxes_of(voter)) == [box.item]
    assert list(ballots.open_boxes_of(other.voters[0])) == [other.item]
    assert list(ballots.open_boxes_of(guest)) == []
    assert list(ballots.open_boxes_of(User.objects.create_user("nobody"))) == []
    assert list(ballots.open_boxes_of(without.voters[0])) == [without.item]
    open_box(waiting)
    assert set(ballots.open_boxes_of(voter)) == {box.item, waiting.item}
    vote(box, "yes", "no", "yes")
    seal(box)
    assert list(ballots.open_boxes_of(voter)) == [waiting.item]


def test_open_boxes_take_two_statements_with_one_box_and_with_three(django_assert_num_queries: Any) -> None:
    boxes = [opened()]
    for number in (1, 3):
        boxes += [opened(boxes[0].voters) for _more in range(number - 1)]
        with django_assert_num_queries(2):
            assert len(ballots.open_boxes_of(boxes[0].voters[0])) == number


# Counting


def sealed_box(*choices: str) -> Box:
    box = opened(max(3, len(choices)))
    vote(box, *choices)
    seal(box)
    return box


def test_a_count_leaves_the_ballots_and_nothing_that_opens_or_names_them() -> None:
    box = opened(6)
    receipts = vote(box, "yes", "no", "yes", "blank", "yes")
    seal(box)
    found = count(box)
    item = box.fresh()
    assert found == {"issued": 6, "returned": 5, "invalid": 1, "votes": {"yes": 3, "no": 1}} == item.counts
    counted = CountedBallot.objects.filter(item=item).values_list("choice", flat=True)
    assert sorted(counted) == ["blank", "no", "yes", "yes", "yes"]
    assert item.receipts == sorted(receipts)
    assert item.voted == sorted(voter.person.public_id for voter in box.voters[:5] if voter.person)
    assert [model.objects.count() for model in (SealedBallot, WrappedKey, Teller)] == [0, 0, 0]
    assert ballots.received(item) == 5
    assert ballots.receipt_of(item, box.voters[0].person) is None


def test_an_empty_box_is_counted_too() -> None:
    assert count(sealed_box()) == {"issued": 3, "returned": 0, "invalid": 0, "votes": {"yes": 0, "no": 0}}


def test_the_counting_touches_no_other_box() -> None:
    box, other = sealed_box("yes", "no", "yes"), sealed_box("no", "no", "no")
    count(box)
    assert ballots.received(other.item) == 3
    assert count(other)["votes"] == {"yes": 0, "no": 3}


def test_the_order_of_the_counted_ballots_is_chance() -> None:
    """Ten ballots of ten kinds, cast in one order three times: that all come out in that order is one in 10^19."""
    options = [f"option {number}" for number in range(10)]
    orders = []
    for _number in range(3):
        box = opened(10, options=options)
        vote(box, *options)
        seal(box)
        count(box)
        orders.append(list(CountedBallot.objects.filter(item=box.item).order_by("pk").values_list("choice", flat=True)))
    assert [sorted(order) for order in orders] == [options] * 3
    assert orders != [options] * 3


def test_it_takes_two_tellers_each_with_his_own_passphrase() -> None:
    box = sealed_box("yes", "no", "yes")
    (first, one), (second, two) = box.passphrases.items()
    assert box.voters[2].person is not None
    for few in ({}, {first: one}, {second: two}, {first: one, "nobody": two}):
        error = refused(Refused, count, box, few)
        assert error.errors == {"": "It takes two different tellers of this box, each with his passphrase."}
    names = {teller: str(box.voters[number].person) for number, teller in enumerate((first, second))}
    for typed, wrong in (
        ({first: one, second: one}, [second]),
        ({first: two, second: two}, [first]),
        ({first: two, second: one}, [first, second]),
    ):
        expected = {teller: f"This is not the passphrase of {names[teller]}." for teller in wrong}
        assert refused(Refused, count, box, typed).errors == expected
    assert count(box, {second: two, first: one})["returned"] == 3


def test_three_passphrases_are_not_two() -> None:
    box = ready()
    assert box.voters[2].person is not None
    name_teller(box.item, by=box.voters[2], passphrase="mật khẩu thứ ba", on=DAY)
    open_box(box)
    vote(box, "yes", "no", "no")
    seal(box)
    third = box.voters[2].person.public_id
    three = {**box.passphrases, third: "mật khẩu thứ ba"}
    assert list(refused(Refused, count, box, three).errors) == [""]
    assert count(box, dict(list(three.items())[1:]))["votes"] == {"yes": 1, "no": 2}


def test_only_a_sealed_box_is_counted_and_only_once() -> None:
    box = opened()
    vote(box, "yes", "no", "yes")
    assert refused(Refused, count, box).errors == {"": "The box is not sealed."}
    seal(box)
    count(box)
    assert refused(Refused, count, box).errors == {"": "The box is not sealed."}


# What somebody does to the tables past this module


@transaction.atomic
def copy_ballot() -> None:
    """Somebody puts what the first voter cast in the place of what the second did."""
    victim, accomplice = SealedBallot.objects.order_by("pk")[:2]
    SealedBallot.objects.filter(pk=accomplice.pk).update(sealed=victim.sealed)


def test_the_database_refuses_a_copied_ballot() -> None:
    box = sealed_box("yes", "no", "yes")
    refused(DatabaseError, copy_ballot)
    assert count(box)["votes"] == {"yes": 2, "no": 1}


@pytest.mark.postgres
def test_a_copied_ballot_is_not_opened_where_the_database_let_it_pass() -> None:
    box = sealed_box("yes", "no", "yes")
    _run("SET CONSTRAINTS ALL IMMEDIATE")
    _run("ALTER TABLE workflows_sealedballot DROP CONSTRAINT no_copied_ballot")
    copy_ballot()
    error = refused(Refused, count, box)
    assert error.errors == {"": "In the box is a copied ballot; nothing was opened."}


def test_a_ballot_put_in_for_somebody_without_a_vote_stops_the_counting() -> None:
    box = sealed_box("yes", "no", "yes")
    stuffed = sealing.seal(bytes(box.item.public_key or b""), sealing.choice_bytes("yes"))
    ballot = SealedBallot.objects.create(item=box.item, voter=person(), sealed=stuffed)
    error = refused(Refused, count, box)
    assert error.errors == {"": "In the box is a ballot of somebody who has no vote; nothing was opened."}
    ballot.delete()
    assert count(box)["returned"] == 3


def test_a_changed_ballot_counts_as_invalid_and_its_receipt_is_missing() -> None:
    box = opened(4)
    receipts = vote(box, "yes", "yes", "no", "no")
    seal(box)
    unknown = sealing.seal(bytes(box.item.public_key or b""), sealing.choice_bytes("maybe"))
    for voter, content in zip(box.voters[:2], (random(sealing.BALLOT_BYTES), unknown), strict=True):
        SealedBallot.objects.filter(voter=voter.person).update(sealed=content)
    assert count(box) == {"issued": 4, "returned": 4, "invalid": 2, "votes": {"yes": 0, "no": 2}}
    counted = CountedBallot.objects.filter(item=box.item).values_list("choice", flat=True)
    assert sorted(counted) == ["", "", "no", "no"]
    found = set(box.fresh().receipts)
    assert [receipt in found for receipt in receipts] == [False, False, True, True]


def test_a_changed_key_of_the_box_opens_nothing() -> None:
    box = sealed_box("yes", "no", "yes")
    wrapped = WrappedKey.objects.filter(item=box.item)
    kept = {row.pk: row.sealed for row in wrapped}
    wrapped.update(sealed=random(128))
    error = refused(Refused, count, box)
    assert error.errors == {"": "The key of the box has been changed in the database; nothing was opened."}
    for pk, content in kept.items():
        WrappedKey.objects.filter(pk=pk).update(sealed=content)
    assert count(box)["returned"] == 3


def test_a_box_whose_key_was_exchanged_is_not_opened() -> None:
    """By somebody who removed the triggers, to read what comes in."""
    box = sealed_box("yes", "no", "yes")
    with VOTES.suspended(connection):
        AgendaItem.objects.update(public_key=sealing.new_box()[1])
    error = refused(Refused, count, box)
    assert error.errors == {"": "The key of the box has been changed in the database; nothing was opened."}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE workflows_countedballot SET choice = 'no'",
        "DELETE FROM workflows_countedballot",
        "UPDATE workflows_agendaitem SET state = 'voting'",
        "UPDATE workflows_agendaitem SET state = 'sealed'",
        "UPDATE workflows_agendaitem SET receipts = '[]'",
        "UPDATE workflows_agendaitem SET voted = '[]'",
        "UPDATE workflows_agendaitem SET counts = '{}'",
        "UPDATE workflows_agendaitem SET public_key = NULL",
        "DELETE FROM workflows_agendaitem",
    ],
)
def test_the_database_refuses_to_alter_what_was_counted(statement: str) -> None:
    box = sealed_box("yes", "no", "yes")
    count(box)
    refused(DatabaseError, _run, statement)


@pytest.mark.parametrize("state", ["listed", "ready", "voting", "postponed"])
def test_the_database_refuses_to_open_a_sealed_box_again(state: str) -> None:
    sealed_box("yes", "no", "yes")
    refused(DatabaseError, _run, f"UPDATE workflows_agendaitem SET state = '{state}'")


def test_the_database_refuses_another_key_while_the_vote_is_open() -> None:
    opened()
    refused(DatabaseError, _run, "UPDATE workflows_agendaitem SET public_key = NULL")


@transaction.atomic
def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
