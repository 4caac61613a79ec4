"""What the database refuses of an electronic box by the state of its item, and what the count finds of a hand in it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.test import override_settings

from tests.factories import user
from tests.workflows.meetings import boxes
from tests.workflows.meetings.boxes import DAY, Box
from workflows.acting import Refused
from workflows.meetings import ballots, sealing
from workflows.meetings.ballots import OtherServerKey
from workflows.meetings.emptying import abandon
from workflows.meetings.guards import BOXES, VOTES
from workflows.meetings.models import CountedBallot, ItemState, SealedBallot, Teller, WrappedKey
from workflows.meetings.stamps import stamp

pytestmark = pytest.mark.django_db

STATES = ("ready", "voting", "sealed", "counted", "abandoned")


def in_state(state: str) -> Box:
    """A box of five voters of whom three have cast, with its keys and tellers as far as the state leaves them."""
    box = boxes.ready()
    if state == "ready":
        return box
    boxes.open_box(box)
    boxes.vote(box, "yes", "yes", "no")
    if state in ("sealed", "counted"):
        boxes.seal(box)
    if state == "counted":
        boxes.count(box)
    if state == "abandoned":
        abandon(box.item.task)
    return box


def a_ballot(box: Box, number: int = 4, *, stamped: bool = True) -> SealedBallot:
    """What the program would write for the voter of the number; without the stamp: what a hand in the database can."""
    item, voter = box.fresh(), box.voters[number].person
    assert voter is not None
    public = bytes(item.public_key or sealing.new_box()[1])
    sealed = sealing.seal(public, sealing.choice_bytes("yes"))
    mark = stamp(item.public_id, voter.public_id, sealed) if stamped else b"\0" * 32
    return SealedBallot(item=item, voter=voter, sealed=sealed, stamp=mark)


def a_key(box: Box) -> WrappedKey:
    tellers = list(Teller.objects.filter(item=box.item)) or [Teller(pk=1), Teller(pk=2)]
    return WrappedKey(item=box.item, outer_id=tellers[0].pk, inner_id=tellers[1].pk, sealed=b"x" * 112)


def a_teller(box: Box) -> Teller:
    return Teller(item=box.item, person=box.voters[4].person, salt=b"x" * 16, public_key=b"x" * 32)


def an_opened_ballot(box: Box) -> CountedBallot:
    return CountedBallot(item=box.item, choice="yes")


#: what comes in -> (how it is made, the states in which it may)
COMING: dict[str, tuple[Callable[[Box], Any], set[str]]] = {
    "ballot": (a_ballot, {"voting"}),
    "key": (a_key, {"ready"}),
    "teller": (a_teller, {"ready"}),
    "opened ballot": (an_opened_ballot, {"sealed"}),
}


@transaction.atomic
def _saved(row: Any) -> None:
    row.save()
    transaction.set_rollback(True)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("what", COMING)
def test_row_comes_in_only_in_its_time(what: str, state: str) -> None:
    make, lawful = COMING[what]
    box = in_state(state)
    row = make(box)
    if state in lawful:
        _saved(row)
    else:
        with pytest.raises(DatabaseError, match=BOXES.refusal):
            _saved(row)


@transaction.atomic
def run(sql: str, *params: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return int(cursor.rowcount)


def refused(sql: str, *params: Any) -> None:
    before = boxes.everything()
    with pytest.raises(DatabaseError, match=BOXES.refusal):
        run(sql, *params)
    assert boxes.everything() == before


TABLES = ("workflows_sealedballot", "workflows_wrappedkey", "workflows_teller")


@pytest.mark.parametrize("state", ["voting", "sealed"])
@pytest.mark.parametrize("table", TABLES)
def test_nothing_is_taken_out_of_a_box_before_the_count(table: str, state: str) -> None:
    in_state(state)
    refused(f"DELETE FROM {table}")


@pytest.mark.parametrize("state", ["ready", "voting", "sealed"])
@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("workflows_sealedballot", "sealed = sealed"),
        ("workflows_sealedballot", "voter_id = voter_id + 1000"),
        ("workflows_wrappedkey", "sealed = sealed"),
        ("workflows_teller", "person_id = person_id + 1000"),
        ("workflows_teller", "item_id = item_id + 1000"),
        ("workflows_teller", "public_key = salt"),
    ],
)
def test_nothing_in_a_box_is_changed(table: str, change: str, state: str) -> None:
    """But the key of a teller until the opening: that is how he chooses another passphrase."""
    in_state(state)
    if state == "ready":
        if table != "workflows_teller":
            return
        if change == "public_key = salt":
            assert run(f"UPDATE {table} SET {change}") == 2
            return
    refused(f"UPDATE {table} SET {change}")


def test_cast_ballot_is_not_replaced_by_another() -> None:
    """Neither by REPLACE in an SQLite shell, which fires no trigger of a deletion, nor by a second insert."""
    box = in_state("voting")
    row = a_ballot(box, number=0)
    values = (box.item.pk, row.voter_id, row.sealed, row.stamp)
    columns = "(item_id, voter_id, sealed, stamp) VALUES (%s, %s, %s, %s)"
    if connection.vendor == "sqlite":
        run("PRAGMA recursive_triggers=OFF")
        try:
            before = boxes.everything()
            assert run(f"REPLACE INTO workflows_sealedballot {columns}", *values) == 0
            assert boxes.everything() == before
        finally:
            run("PRAGMA recursive_triggers=ON")
    else:
        with pytest.raises(DatabaseError, match="one_ballot_per_voter_and_box"):
            run(f"INSERT INTO workflows_sealedballot {columns}", *values)


@pytest.mark.postgres
@pytest.mark.parametrize("table", TABLES)
def test_no_box_is_emptied_at_once(table: str) -> None:
    in_state("sealed")
    connection.check_constraints()
    refused(f"TRUNCATE {table} CASCADE")


def test_ballot_of_a_paper_vote_is_refused() -> None:
    box = boxes.ready()
    box.item.medium = "paper"
    box.item.open_box()
    box.item.save()
    with pytest.raises(DatabaseError, match=BOXES.refusal):
        _saved(a_ballot(box))


# What no trigger can tell: a ballot in the name of somebody who has a vote and has not cast


def test_ballot_put_in_for_somebody_who_did_not_vote_stops_the_count() -> None:
    box = in_state("voting")
    a_ballot(box, stamped=False).save()
    boxes.seal(box)
    error = boxes.refused(Refused, boxes.count, box)
    assert error.errors == {"": "In the box is a ballot that no voter cast by this program; nothing was opened."}


@pytest.mark.parametrize("copied", ["from another voter", "from another box"])
def test_stamp_is_of_one_voter_and_one_box(copied: str) -> None:
    """Whoever copies a ballot with its stamp puts it where the stamp is none."""
    box = in_state("voting")
    if copied == "from another voter":
        taken = SealedBallot.objects.get(item=box.item, voter=box.voters[0].person)
        with BOXES.suspended(connection):
            SealedBallot.objects.filter(pk=taken.pk).delete()
    else:
        other = boxes.opened(box.voters)
        ballots.cast(other.public_id, "yes", by=box.voters[4], on=DAY)
        taken = SealedBallot.objects.get(item=other.item)
    copy = SealedBallot(item=box.item, voter=box.voters[4].person, sealed=taken.sealed, stamp=taken.stamp)
    SealedBallot.objects.bulk_create([copy])
    boxes.seal(box)
    error = boxes.refused(Refused, boxes.count, box)
    assert error.errors == {"": "In the box is a ballot that no voter cast by this program; nothing was opened."}


@pytest.mark.parametrize("state", ["voting", "sealed"])
def test_box_of_another_server_key_is_neither_filled_nor_counted_and_is_again_with_the_former(
    state: str,
) -> None:
    box = in_state(state)
    with override_settings(SECRET_KEY="x" * 50):
        if state == "voting":
            boxes.refused(OtherServerKey, ballots.cast, box.public_id, "yes", by=box.voters[4], on=DAY)
        else:
            error = boxes.refused(Refused, boxes.count, box)
            assert "under another key of the server (SECRET_KEY)" in error.errors[""]
    if state == "voting":
        boxes.vote(Box(box.item, box.voters[4:], {}), "no")
        boxes.seal(box)
    assert boxes.count(box)["votes"] == {"yes": 2, "no": 2 if state == "voting" else 1}


def test_stamp_of_another_server_stops_the_count_where_no_fingerprint_was_kept() -> None:
    """A box that was opened before it was."""
    box = boxes.ready()
    box.item = box.fresh()
    ballots.prepare_box(box.item, fewest_voters=3)
    del box.item.asked["server_key"]
    box.item.open_box()
    box.item.save()
    boxes.vote(box, "yes", "yes", "no")
    boxes.seal(box)
    with override_settings(SECRET_KEY="x" * 50):
        error = boxes.refused(Refused, boxes.count, box)
    assert error.errors == {"": "In the box is a ballot that no voter cast by this program; nothing was opened."}
    assert boxes.count(box)["returned"] == 3


def test_fingerprint_of_the_key_is_not_the_key_and_is_held_from_the_opening_on() -> None:
    box = in_state("voting")
    kept = box.item.asked["server_key"]
    assert (len(kept), kept in settings.SECRET_KEY, box.fresh().asked) == (32, False, box.item.asked)
    with pytest.raises(DatabaseError, match=VOTES.refusal):
        run("UPDATE workflows_agendaitem SET asked = %s WHERE id = %s", "{}", box.item.pk)


def test_stranger_to_the_roster_is_refused_though_stamped() -> None:
    box = in_state("voting")
    box.voters.append(user())
    a_ballot(box, number=5).save()
    boxes.seal(box)
    error = boxes.refused(Refused, boxes.count, box)
    assert error.errors == {"": "In the box is a ballot of somebody who has no vote; nothing was opened."}


def test_teller_chooses_another_passphrase_until_the_opening() -> None:
    box = in_state("ready")
    ballots.name_teller(box.item, by=box.voters[0], passphrase="một mật khẩu khác hẳn", on=DAY)
    assert Teller.objects.filter(item=box.item).count() == 2
    assert box.fresh().state == ItemState.READY
