"""An electronic box is of the day of its meeting: opened and filled on it; sealed, counted or broken off later too."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from organization.models import User
from tests.chain import Journey
from tests.workflows.meetings.stored import FIVE, PAPER, now, refused, stored
from tests.workflows.meetings.votes import both_keys, cell_that_met, name_tellers, put_in, voters_of
from workflows.actions import act
from workflows.meetings.ballots import NotOpen, cast, open_boxes_of
from workflows.meetings.convening import close_meeting, take_off
from workflows.meetings.models import AgendaItem, ItemState, SealedBallot, Tally

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def ready() -> Journey:
    """The cell has met, everybody has a log-in, two tellers have made their keys."""
    journey = cell_that_met()
    name_tellers(journey)
    return journey


@pytest.fixture
def electronic(ready: Journey) -> Journey:
    now(ready, "open_vote", **told(ready))
    return ready


def told(journey: Journey) -> dict[str, Any]:
    tellers = [row["person"] for row in journey.item.roster if row["votes"]][:2]
    return {"form": "secret", "medium": "electronic", "tellers": tellers}


def later(journey: Journey, verb: str, days: int = 1, **data: Any) -> Any:
    return act(journey.task, verb, by=journey.chain.users["cell"], on=journey.day + days * DAY, key=uuid4(), data=data)


def test_box_is_opened_on_the_day_of_its_meeting_only(ready: Journey) -> None:
    held_on = ready.day
    early = partial(act, ready.task, "open_vote", by=ready.chain.users["cell"], key=uuid4(), data=told(ready))
    assert "lies in the future" in refused(partial(early, on=held_on - DAY), "")
    for days in (1, 30):
        said = refused(partial(later, ready, "open_vote", days=days, **told(ready)), "medium")
        assert f"is opened on the day of its meeting, {held_on:%d/%m/%Y}, and that is over" in said
    now(ready, "open_vote", **told(ready))
    assert (ready.item.state, ready.item.asked["until"]) == (ItemState.VOTING, held_on.isoformat())


def test_case_whose_meeting_passed_without_a_vote_is_voted_on_at_a_meeting_of_the_new_day(ready: Journey) -> None:
    """A sitting that goes on another day is a meeting of its own, whose roster says who is there then."""
    first, recorder, on = ready.item, ready.chain.users["cell"], ready.day + DAY
    take_off(first, by=recorder, on=on, key=uuid4(), reason="họp tiếp hôm sau")
    close_meeting(first.meeting, by=recorder, on=on, ended_at=None)
    ready.meet(present=ready.present()[:4])
    name_tellers(ready)
    now(ready, "open_vote", **told(ready))
    assert ready.item.meeting.held_on == on
    assert [row["present"] for row in ready.item.roster].count(True) == 4


def test_vote_on_paper_of_the_day_is_still_entered_afterwards(ready: Journey) -> None:
    later(ready, "open_vote", form="card", medium="paper", tellers=[])
    later(ready, "seal_box")
    later(ready, "count_votes", **FIVE)
    later(ready, "record_cell_vote", 1, **PAPER)
    assert Tally.objects.get().held_on == ready.day


@pytest.mark.parametrize(("days", "taken"), [(-1, False), (0, True), (1, False), (400, False)])
def test_ballot_is_taken_on_the_day_of_the_meeting_only(electronic: Journey, days: int, taken: bool) -> None:
    voter, on = voters_of(electronic.item)[0], electronic.day + days * DAY
    assert [item.pk for item in open_boxes_of(voter, on)] == ([electronic.item.pk] if taken else [])
    vote = partial(cast, electronic.item.public_id, "yes", by=voter, on=on)
    if taken:
        assert len(vote()) == 64
        return
    before = stored()
    with pytest.raises(NotOpen):
        vote()
    assert stored() == before


def test_box_of_three_ballots_is_sealed_counted_and_recorded_after_its_day(electronic: Journey) -> None:
    put_in(electronic, *["yes"] * 4)
    later(electronic, "seal_box")
    later(electronic, "count_ballots", 2, **both_keys(electronic.item))
    later(electronic, "record_cell_vote", 3, **PAPER)
    tally = Tally.objects.get()
    assert (tally.held_on, tally.yes, tally.unreturned, tally.passed) == (electronic.day, 4, 1, True)


def test_box_of_too_few_ballots_is_broken_off_after_its_day_and_the_vote_is_taken_anew(electronic: Journey) -> None:
    """Midnight has come: what is in the box is sealed, or nobody ever reads it."""
    put_in(electronic, "yes")
    assert refused(partial(later, electronic, "seal_box"), "").startswith("1 ballots have come in")
    old = electronic.item
    later(electronic, "break_off_vote", reason="họp quá nửa đêm")
    assert (AgendaItem.objects.get(pk=old.pk).state, SealedBallot.objects.count()) == (ItemState.ABANDONED, 0)
    electronic.meet()
    certificate = electronic.open_vote().judgement.certificate
    (line,) = [line for line in certificate["lines"] if line["rule"] == "MEET-06"]
    assert line["numbers"] == {"count": 1, "day": old.meeting.held_on.isoformat()}


@pytest.fixture
def page(settings: Any) -> Callable[[User, date, str], str]:
    def shown(who: User, on: date, address: str) -> str:
        settings.TODAY, client = on, Client()
        client.force_login(who)
        return client.get(address).content.decode()

    return shown


def test_pages_say_that_the_day_is_over(electronic: Journey, page: Callable[[User, date, str], str]) -> None:
    item = electronic.item
    ballot, mine = reverse("ballot", args=[item.public_id]), reverse("ballots")
    meeting = f"{reverse('meeting', args=[item.meeting.public_id])}?muc={item.public_id}"
    voter, chair = voters_of(electronic.item)[3], electronic.chain.users["cell"]
    for on, over in ((electronic.day, False), (electronic.day + DAY, True)):
        assert ("The day of the vote is over" in page(voter, on, ballot)) == over
        assert (ballot in page(voter, on, mine)) != over
        assert ("The day of the meeting is over" in page(chair, on, meeting)) == over


def test_ballot_sent_after_midnight_is_not_in_the_box(electronic: Journey, settings: Any) -> None:
    address, client = reverse("ballot", args=[electronic.item.public_id]), Client()
    settings.TODAY = electronic.day
    client.force_login(voters_of(electronic.item)[3])
    assert client.post(address, {"choice": "00"}).status_code == 200
    settings.TODAY = electronic.day + DAY
    answer = client.post(address, {"choice": "00", "confirmed": "1"}, follow=True)
    assert "No ballot is taken any more. None of yours is in the box." in answer.content.decode()
    assert SealedBallot.objects.count() == 0
