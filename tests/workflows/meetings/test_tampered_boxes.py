"""What somebody does to the tables of a vote past the program: refused by the database, or found at the counting."""

import pytest
from django.db import DatabaseError, connection, transaction
from nacl.utils import random

from tests.factories import person
from tests.workflows.meetings.boxes import count, opened, refused, seal, sealed_box, vote
from workflows.acting import Refused
from workflows.meetings import sealing
from workflows.meetings.guards import BOXES, VOTES
from workflows.meetings.models import AgendaItem, CountedBallot, SealedBallot, WrappedKey
from workflows.meetings.stamps import stamp

pytestmark = pytest.mark.django_db


@transaction.atomic
def copy_ballot() -> None:
    """Somebody puts what the first voter cast in the place of what the second did."""
    victim, accomplice = SealedBallot.objects.order_by("pk")[:2]
    SealedBallot.objects.filter(pk=accomplice.pk).update(sealed=victim.sealed)


def test_the_database_refuses_a_copied_ballot_without_the_triggers_too() -> None:
    box = sealed_box("yes", "no", "yes")
    with BOXES.suspended(connection):
        refused(DatabaseError, copy_ballot)
    assert count(box)["votes"] == {"yes": 2, "no": 1}


@pytest.mark.postgres
def test_a_copied_ballot_is_not_opened_where_the_database_let_it_pass() -> None:
    box = sealed_box("yes", "no", "yes")
    _run("SET CONSTRAINTS ALL IMMEDIATE")
    _run("ALTER TABLE workflows_sealedballot DROP CONSTRAINT no_copied_ballot")
    with BOXES.suspended(connection):
        copy_ballot()
    error = refused(Refused, count, box)
    assert error.errors == {"": "In the box is a copied ballot; nothing was opened."}


def test_a_ballot_put_in_for_somebody_without_a_vote_stops_the_counting() -> None:
    box = sealed_box("yes", "no", "yes")
    stuffed = sealing.seal(bytes(box.item.public_key or b""), sealing.choice_bytes("yes"))
    stranger = person()
    mark = stamp(box.public_id, stranger.public_id, stuffed)
    with BOXES.suspended(connection):
        ballot = SealedBallot.objects.create(item=box.item, voter=stranger, sealed=stuffed, stamp=mark)
    error = refused(Refused, count, box)
    assert error.errors == {"": "In the box is a ballot of somebody who has no vote; nothing was opened."}
    with BOXES.suspended(connection):
        ballot.delete()
    assert count(box)["returned"] == 3


def test_a_changed_ballot_stops_the_counting() -> None:
    box = sealed_box("yes", "no", "yes")
    with BOXES.suspended(connection):
        SealedBallot.objects.filter(voter=box.voters[0].person).update(sealed=random(sealing.BALLOT_BYTES))
    error = refused(Refused, count, box)
    assert error.errors == {"": "In the box is a ballot that no voter cast by this program; nothing was opened."}


def test_a_ballot_changed_with_the_key_of_the_server_counts_as_invalid_and_its_receipt_is_missing() -> None:
    box = opened(4)
    receipts = vote(box, "yes", "yes", "no", "no")
    seal(box)
    unknown = sealing.seal(bytes(box.item.public_key or b""), sealing.choice_bytes("maybe"))
    for voter, content in zip(box.voters[:2], (random(sealing.BALLOT_BYTES), unknown), strict=True):
        assert voter.person is not None
        mark = stamp(box.public_id, voter.person.public_id, content)
        with BOXES.suspended(connection):
            SealedBallot.objects.filter(voter=voter.person).update(sealed=content, stamp=mark)
    assert count(box) == {"issued": 4, "returned": 4, "invalid": 2, "votes": {"yes": 0, "no": 2}}
    counted = CountedBallot.objects.filter(item=box.item).values_list("choice", flat=True)
    assert sorted(counted) == ["", "", "no", "no"]
    found = set(box.fresh().receipts)
    assert [receipt in found for receipt in receipts] == [False, False, True, True]


def test_a_changed_key_of_the_box_opens_nothing() -> None:
    box = sealed_box("yes", "no", "yes")
    wrapped = WrappedKey.objects.filter(item=box.item)
    kept = {row.pk: row.sealed for row in wrapped}
    with BOXES.suspended(connection):
        wrapped.update(sealed=random(128))
    error = refused(Refused, count, box)
    assert error.errors == {"": "The key of the box has been changed in the database; nothing was opened."}
    with BOXES.suspended(connection):
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
