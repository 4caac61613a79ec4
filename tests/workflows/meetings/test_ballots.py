"""The electronic ballot: who may cast one and when, what a counting needs, and what it leaves."""

from typing import Any

import pytest
from django.core.serializers import serialize

from organization.models import User
from tests.factories import user
from tests.workflows.meetings.boxes import (
    DAY,
    OPTIONS,
    count,
    open_box,
    opened,
    ready,
    refused,
    row,
    seal,
    sealed_box,
    vote,
)
from workflows.acting import Refused
from workflows.meetings import ballots, sealing
from workflows.meetings.ballots import AlreadyCast, HasNoVote, NoSuchBallot, NotOpen, cast, name_teller
from workflows.meetings.models import AgendaItem, CountedBallot, Medium, SealedBallot, Teller, WrappedKey
from workflows.models import Event

pytestmark = pytest.mark.django_db


# Casting


def test_a_ballot_is_taken_once_and_answers_with_its_receipt() -> None:
    box = opened()
    voter = box.voters[0]
    receipt = cast(box.public_id, "yes", by=voter, on=DAY)
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
    refused(AlreadyCast, cast, box.public_id, second, by=box.voters[0], on=DAY)


def test_a_voter_may_cast_in_two_boxes() -> None:
    first = opened()
    second = opened(first.voters)
    vote(first, "yes")
    vote(second, "no")
    assert SealedBallot.objects.count() == 2


def test_before_the_opening_and_after_the_sealing_nothing_is_taken() -> None:
    box = ready()
    refused(NotOpen, cast, box.public_id, "yes", by=box.voters[0], on=DAY)
    open_box(box)
    vote(box, "yes", "no", "no")
    seal(box)
    refused(NotOpen, cast, box.public_id, "yes", by=box.voters[3], on=DAY)
    refused(NotOpen, cast, box.public_id, "yes", by=box.voters[0], on=DAY)
    count(box)
    refused(NotOpen, cast, box.public_id, "yes", by=box.voters[3], on=DAY)


def test_a_foreign_ballot_does_not_exist_for_who_is_not_on_the_roster() -> None:
    box = opened()
    nobody = User.objects.create_user("nobody")
    for by in (user(), nobody):
        refused(NoSuchBallot, cast, box.public_id, "yes", by=by, on=DAY)
        refused(NoSuchBallot, cast, "no-such-box", "yes", by=by, on=DAY)
    refused(NoSuchBallot, cast, "no-such-box", "yes", by=box.voters[0], on=DAY)


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
        refused(NoSuchBallot, cast, box.public_id, "yes", by=box.voters[0], on=DAY)


def test_who_is_on_the_roster_without_a_vote_gets_no_ballot() -> None:
    guest = user()
    assert guest.person is not None
    box = opened(others=[row(guest.person, votes=False)])
    refused(HasNoVote, cast, box.public_id, "yes", by=guest, on=DAY)


@pytest.mark.parametrize("choice", ["", "maybe", "YES", "yes "])
def test_only_a_choice_of_the_ballot_is_taken(choice: str) -> None:
    box = opened()
    error = refused(Refused, cast, box.public_id, choice, by=box.voters[0], on=DAY)
    assert error.errors == {"choice": "Choose one of the answers."}


def test_a_blank_ballot_exists_only_where_the_item_has_it() -> None:
    box = opened(options=("yes", "no"))
    assert list(refused(Refused, cast, box.public_id, "blank", by=box.voters[0], on=DAY).errors) == ["choice"]


def test_open_boxes_are_those_in_which_one_has_a_vote() -> None:
    box = opened()
    other, waiting = opened(), ready(box.voters)
    guest = user()
    assert guest.person is not None
    voter = box.voters[0]
    without = opened(others=[row(guest.person, votes=False)])
    assert list(ballots.open_boxes_of(voter, DAY)) == [box.item]
    assert list(ballots.open_boxes_of(other.voters[0], DAY)) == [other.item]
    assert list(ballots.open_boxes_of(guest, DAY)) == []
    assert list(ballots.open_boxes_of(User.objects.create_user("nobody"), DAY)) == []
    assert list(ballots.open_boxes_of(without.voters[0], DAY)) == [without.item]
    open_box(waiting)
    assert set(ballots.open_boxes_of(voter, DAY)) == {box.item, waiting.item}
    vote(box, "yes", "no", "yes")
    seal(box)
    assert list(ballots.open_boxes_of(voter, DAY)) == [waiting.item]


def test_open_boxes_take_two_statements_with_one_box_and_with_three(django_assert_num_queries: Any) -> None:
    boxes = [opened()]
    for number in (1, 3):
        boxes += [opened(boxes[0].voters) for _more in range(number - 1)]
        with django_assert_num_queries(2):
            assert len(ballots.open_boxes_of(boxes[0].voters[0], DAY)) == number


# Counting


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
