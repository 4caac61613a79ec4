"""A cell considers applicants one at a time (ADM-41): of two on one agenda the second waits for the first."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections

from tests.chain import Journey, build_chain
from tests.holding_meetings import signed_minutes
from tests.workflows.meetings.stored import CARDS, FIVE, PAPER, broken, now
from tests.workflows.meetings.test_pages import another
from workflows.findings import RuleBroken
from workflows.meetings.convening import attend, open_meeting
from workflows.meetings.models import AgendaItem, ItemState
from workflows.meetings.rosters import members_of

pytestmark = pytest.mark.django_db
RULE = "one_applicant_at_a_time"


def two_on_one_agenda(journey: Journey) -> tuple[Journey, Journey]:
    """Both applicants of one cell, on the agenda of one meeting that is open."""
    other = another(journey, "Second Applicant")
    journey.day = other.day
    meeting = journey.plan(tasks=[journey.task, other.task])
    other.day = journey.day
    told: dict[str, Any] = {"by": journey.chain.users["cell"], "on": journey.day}
    everybody = members_of(meeting.body, meeting.held_on)
    attend(meeting, dict.fromkeys(everybody, "present"), key=uuid4(), **told)
    open_meeting(meeting, key=uuid4(), **told)
    return journey, other


@pytest.fixture
def both(journey: Journey) -> tuple[Journey, Journey]:
    return two_on_one_agenda(journey)


def opening(journey: Journey) -> Callable[[], object]:
    return lambda: now(journey, "open_vote", **CARDS)


def considered(journey: Journey) -> int:
    certified = journey.item.certified
    assert certified is not None
    return int(certified.facts["applicants_considered"])


def test_second_applicant_is_not_put_to_the_vote_while_the_first_one_is(both: tuple[Journey, Journey]) -> None:
    first, second = both
    opening(first)()
    assert considered(first) == 1
    assert broken(opening(second)) == [(RULE, "Applicants are considered one at a time; here: 2.")]


@pytest.mark.parametrize("ended", ["sealed", "set aside"])
def test_second_applicant_follows_as_soon_as_the_box_of_the_first_is_closed(
    both: tuple[Journey, Journey], ended: str
) -> None:
    first, second = both
    opening(first)()
    if ended == "sealed":
        now(first, "seal_box")
    else:
        now(first, "set_aside_vote", reason="x", minutes=signed_minutes())
    opening(second)()
    assert considered(second) == 1


def test_agenda_of_two_is_taken_one_after_the_other(both: tuple[Journey, Journey]) -> None:
    """The outcome of the first may be recorded while the second is voted on: what was certified is what stands."""
    first, second = both
    opening(first)()
    now(first, "seal_box")
    opening(second)()
    now(first, "count_votes", **FIVE)
    now(first, "record_cell_vote", **PAPER)
    now(second, "seal_box")
    now(second, "count_votes", **FIVE)
    recorded = now(second, "record_cell_vote", **PAPER).judgement
    assert recorded.facts["applicants_considered"] == 1
    assert set(AgendaItem.objects.values_list("state", flat=True)) == {ItemState.RESOLVED}


def test_vote_of_another_meeting_does_not_count(journey: Journey) -> None:
    other = another(journey, "Second Applicant")
    journey.day = other.day
    journey.meet()
    other.meet()
    opening(journey)()
    opening(other)()
    assert considered(other) == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_openings_at_one_moment_one_is_refused() -> None:
    """Each holds its own case; the meeting is what they wait for."""
    for _trial in range(5):
        pair = two_on_one_agenda(Journey(build_chain()).to("cell"))
        barrier = Barrier(2)

        def press(journey: Journey, barrier: Barrier = barrier) -> str:
            try:
                barrier.wait(10)
                opening(journey)()
            except RuleBroken as error:
                return error.findings[0].name
            finally:
                connections.close_all()
            return "opened"

        with ThreadPoolExecutor(2) as pool:
            assert sorted(pool.map(press, pair)) == [RULE, "opened"]
