"""Voters and the sealing at the same moment, on real connections; and what a counted box leaves on the disk."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier, Event, Thread

import pytest
from django.db import IntegrityError, OperationalError, connection, connections, transaction

from organization.models import Person, User
from tests.workflows.meetings.boxes import DAY, Box, count, opened, seal, vote
from workflows.meetings import ballots, sealing
from workflows.meetings.ballots import AlreadyCast, NotOpen, cast
from workflows.meetings.guards import BOXES
from workflows.meetings.models import AgendaItem, ItemState, SealedBallot

pytestmark = pytest.mark.django_db(transaction=True)

VOTERS, TRIALS = 8, 25
#: Seconds for which a thread waits for another on a machine that has much else to do; then something is wrong.
PATIENCE = 60
#: How a sealing act may take the item: locked first, or by its UPDATE alone.
SEALINGS = ["locked", "update"]


def cast_once(box: Box, by: User, barrier: Barrier) -> str:
    try:
        barrier.wait(PATIENCE)
        return cast(box.public_id, "yes", by=by, on=DAY)
    except (NotOpen, AlreadyCast) as error:
        return type(error).__name__
    finally:
        connections.close_all()


def seal_how(how: str, box: Box) -> None:
    if how == "locked":
        seal(box)
    else:
        item = AgendaItem.objects.get(pk=box.item.pk)
        item.seal()
        item.save()


@pytest.mark.postgres
@pytest.mark.parametrize("how", SEALINGS)
def test_no_ballot_comes_in_after_the_sealing_and_none_that_was_confirmed_is_lost(how: str) -> None:
    """Two have voted before it begins, two vote when it is over, and whatever the others meet is one or the other."""
    box = opened(VOTERS)
    for trial in range(TRIALS):
        box = opened([*box.voters[1:], box.voters[0]])
        early, racing, late = box.voters[:2], box.voters[2:-2], box.voters[-2:]
        confirmed = [cast_once(box, voter, Barrier(1)) for voter in early]
        barrier = Barrier(len(racing) + 1)
        with ThreadPoolExecutor(len(racing)) as pool:
            answers = [pool.submit(cast_once, box, voter, barrier) for voter in racing]
            barrier.wait(PATIENCE)
            time.sleep(trial % 5 * 0.002)  # meets another moment of their votes; nothing is asserted of it
            seal_how(how, box)
            when_sealed = ballots.received(box.item)
        told = confirmed + [answer.result() for answer in answers]
        receipts = [text for text in told if len(text) == 64]
        assert receipts[:2] == confirmed
        assert len(receipts) + told.count("NotOpen") == len(early) + len(racing)
        assert [cast_once(box, voter, Barrier(1)) for voter in late] == ["NotOpen"] * 2
        assert ballots.received(box.item) == when_sealed == len(receipts)


@contextmanager
def stopped_before_the_ballot(monkeypatch: pytest.MonkeyPatch, box: Box) -> Iterator[Callable[[], str]]:
    """A vote that has read "voting" and waits; what is yielded lets it go on and gives its answer."""
    reached, go_on = Event(), Event()
    sealed = sealing.seal

    def stopped(public_key: bytes, choice: bytes) -> bytes:
        reached.set()
        assert go_on.wait(PATIENCE)
        return sealed(public_key, choice)

    monkeypatch.setattr(sealing, "seal", stopped)
    with ThreadPoolExecutor(1) as pool:
        answer: Future[str] = pool.submit(cast_once, box, box.voters[0], Barrier(1))
        assert reached.wait(PATIENCE)
        monkeypatch.setattr(sealing, "seal", sealed)

        def finish() -> str:
            go_on.set()
            return answer.result(PATIENCE)

        try:
            yield finish
        finally:
            go_on.set()


@pytest.mark.postgres
@pytest.mark.parametrize("how", SEALINGS)
def test_the_sealing_waits_for_a_vote_in_its_midst(how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    box = opened()
    with stopped_before_the_ballot(monkeypatch, box) as finish:
        other = Thread(target=_sealing, args=(how, box))
        other.start()
        other.join(0.3)
        assert other.is_alive()
        assert box.fresh().state == ItemState.VOTING
        assert len(finish()) == 64
        other.join(PATIENCE)
    assert box.fresh().state == ItemState.SEALED
    assert ballots.received(box.item) == 1


@pytest.mark.postgres
@pytest.mark.parametrize("how", SEALINGS)
def test_control_without_the_share_a_ballot_comes_in_after_the_sealing(
    how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same race with the lock and the trigger taken away must fail: otherwise those above prove nothing."""
    monkeypatch.setattr(ballots, "_share", lambda public_id: None)
    box = opened()
    with BOXES.suspended(connection), stopped_before_the_ballot(monkeypatch, box) as finish:
        _sealing(how, box)
        assert ballots.received(box.item) == 0
        assert len(finish()) == 64
    assert ballots.received(box.item) == 1


@pytest.mark.postgres
@pytest.mark.parametrize("how", SEALINGS)
def test_without_the_share_the_database_takes_no_ballot_after_the_sealing(
    how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ballots, "_share", lambda public_id: None)
    box = opened()
    with stopped_before_the_ballot(monkeypatch, box) as finish:
        _sealing(how, box)
        with pytest.raises(IntegrityError, match=BOXES.refusal):
            finish()
    assert ballots.received(box.item) == 0


@pytest.mark.postgres
def test_without_the_share_the_sealing_waits_for_a_ballot_that_the_database_took(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The trigger holds the item from the insert to the commit."""
    monkeypatch.setattr(ballots, "_share", lambda public_id: None)
    box = opened()
    written, go_on = Event(), Event()
    looked_up = ballots.receipt_of

    def stopped(item: AgendaItem, of: Person | None) -> str | None:
        found = looked_up(item, of)
        if found is not None:
            written.set()
            assert go_on.wait(PATIENCE)
        return found

    monkeypatch.setattr(ballots, "receipt_of", stopped)
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(cast_once, box, box.voters[0], Barrier(1))
        assert written.wait(PATIENCE)
        other = Thread(target=_sealing, args=("update", box))
        other.start()
        other.join(0.3)
        assert other.is_alive()
        go_on.set()
        assert len(answer.result(PATIENCE)) == 64
        other.join(PATIENCE)
    assert (box.fresh().state, ballots.received(box.item)) == (ItemState.SEALED, 1)


def _sealing(how: str, box: Box) -> None:
    try:
        seal_how(how, box)
    finally:
        connections.close_all()


@pytest.mark.postgres
def test_voters_do_not_wait_for_one_another(monkeypatch: pytest.MonkeyPatch) -> None:
    box = opened()
    with stopped_before_the_ballot(monkeypatch, box) as finish:
        others = [cast(box.public_id, "no", by=voter, on=DAY) for voter in box.voters[1:]]
        assert ballots.received(box.item) == len(others) == 4
        finish()
    assert ballots.received(box.item) == 5


def test_one_voter_with_many_hands_casts_one_ballot() -> None:
    hands = 8
    for _trial in range(10):
        box = opened(3)
        barrier = Barrier(hands)
        with ThreadPoolExecutor(hands) as pool:
            answers = list(pool.map(lambda _hand: cast_once(box, box.voters[0], barrier), range(hands)))  # noqa: B023
        assert sorted(len(answer) == 64 for answer in answers) == [False] * (hands - 1) + [True]
        assert answers.count("AlreadyCast") == hands - 1
        assert ballots.received(box.item) == 1


def test_a_vote_that_fails_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    box = opened()

    def fails(item: AgendaItem, of: object) -> str:
        raise OperationalError

    with monkeypatch.context() as patch:
        patch.setattr(ballots, "receipt_of", fails)
        with pytest.raises(OperationalError):
            cast(box.public_id, "yes", by=box.voters[0], on=DAY)
    assert ballots.received(box.item) == 0
    assert len(cast(box.public_id, "yes", by=box.voters[0], on=DAY)) == 64


def test_a_counted_box_leaves_no_sealed_ballot_on_the_disk() -> None:
    """PostgreSQL: the table is empty to its last page. SQLite: the file holds none of the deleted bytes."""
    box = opened(20)
    vote(box, *["yes", "no"] * 10)
    seal(box)
    sealed = [bytes(content) for content in SealedBallot.objects.values_list("sealed", flat=True)]
    assert len(sealed) == 20
    assert _left_of(sealed)
    count(box)
    assert _left_of(sealed) == 0


def _left_of(contents: list[bytes]) -> int:
    if connection.vendor == "postgresql":
        tables = "workflows_sealedballot", "workflows_wrappedkey", "workflows_teller"
        with connection.cursor() as cursor:
            cursor.execute("SELECT " + " + ".join(f"pg_relation_size('{table}')" for table in tables))
            return int(cursor.fetchone()[0])
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file = Path(connection.settings_dict["NAME"]).read_bytes()
    return sum(content in file for content in contents)


def test_a_vote_joins_no_other_transaction() -> None:
    box = opened()
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        cast(box.public_id, "yes", by=box.voters[0], on=DAY)
    assert ballots.received(box.item) == 0
