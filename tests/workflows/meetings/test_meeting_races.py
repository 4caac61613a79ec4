"""Two hands on one meeting at the same moment, on real connections."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event, Thread
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, connections

from organization.models import User
from tests.chain import Journey, build_chain
from tests.workflows.meetings.votes import cell_that_met, open_electronically
from workflows.meetings import sealing
from workflows.meetings.ballots import NoSuchBallot, cast
from workflows.meetings.convening import convene
from workflows.meetings.models import AgendaItem, ItemState, Meeting, SealedBallot
from workflows.models import Judgement

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

HANDS, TRIALS = 4, 5


def on_its_own(do: Callable[..., Any], *args: Any) -> Any:
    try:
        return do(*args)
    finally:
        connections.close_all()


def test_several_with_one_key_convene_one_meeting() -> None:
    journey = Journey(build_chain()).to("cell")
    task, who = journey.task, journey.chain.users["cell"]
    body = task.body
    assert body is not None
    barrier = Barrier(HANDS)
    for trial in range(TRIALS):
        key = uuid4()
        data = {
            "held_on": journey.day,
            "place": "Hall 1",
            "chair": who.person,
            "secretary": journey.chain.members[2],
            "notice_sent_on": None,
            "tasks": [task],
        }

        def press(_hand: int, key: Any = key, data: Any = data) -> int:
            barrier.wait(10)
            return convene(body, by=who, on=journey.day, key=key, data=data).pk

        with ThreadPoolExecutor(HANDS) as pool:
            found = set(pool.map(lambda hand: on_its_own(press, hand), range(HANDS)))
        assert len(found) == 1
        assert Meeting.objects.filter(key=key).count() == 1
        assert AgendaItem.objects.exclude(state=ItemState.POSTPONED).count() == 1
        assert Judgement.objects.filter(verb="put_on_agenda").count() == trial + 1
        journey.do("take_off_agenda", on=journey.day, reason="x")


def _waiting(other: Thread) -> bool:
    """Whether its connection comes to wait for a row that another holds."""
    for _moment in range(500):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
            )
            if cursor.fetchone():
                return True
        other.join(0.02)
    return False


def _broken_off(journey: Journey) -> None:
    journey.do("break_off_vote", on=journey.day, reason="x")


def _withdrawn(journey: Journey) -> None:
    journey.do_on_case("withdraw", by=journey.chain.applicant, reason="x")


@pytest.mark.parametrize("ends", [_broken_off, _withdrawn])
def test_vote_in_its_midst_leaves_no_ballot_in_a_box_that_ends(
    ends: Callable[[Journey], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A voter has read "voting" and holds his ballot when the box is given up: it goes with the others."""
    journey = open_electronically(cell_that_met())
    box = journey.item.public_id
    reached, go_on = Event(), Event()
    sealed = sealing.seal

    def stopped(public_key: bytes, choice: bytes) -> bytes:
        reached.set()
        assert go_on.wait(10)
        return sealed(public_key, choice)

    monkeypatch.setattr(sealing, "seal", stopped)
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(on_its_own, lambda: cast(box, "yes", by=journey.chain.users["cell"], on=journey.day))
        assert reached.wait(10)
        monkeypatch.setattr(sealing, "seal", sealed)
        other = Thread(target=on_its_own, args=(ends, journey))
        other.start()
        assert _waiting(other)
        go_on.set()
        assert len(answer.result(10)) == 64
        other.join(10)
    assert AgendaItem.objects.get(public_id=box).state == ItemState.ABANDONED
    assert SealedBallot.objects.count() == 0
    late = User.objects.get(person=journey.chain.members[1])
    with pytest.raises(NoSuchBallot):
        cast(box, "yes", by=late, on=journey.day)
