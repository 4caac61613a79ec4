"""What cannot be corrected afterwards is shown once more first: the roster of an opening, the arithmetic of a count."""

import html
import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from organization.models import Standing
from tests.chain import Journey, build_chain
from tests.factories import membership
from tests.holding_meetings import signed_minutes
from workflows.meetings.convening import attend
from workflows.meetings.forms import ALL
from workflows.meetings.models import AgendaItem, ItemState, Meeting, MeetingState
from workflows.models import Event

pytestmark = pytest.mark.django_db
Page = Callable[[str], Client]


@pytest.fixture
def journey() -> Journey:
    return Journey(build_chain()).to("cell")


@pytest.fixture
def page(settings: Any, journey: Journey, tmp_path: Any) -> Page:
    """``page(who)``: a client of that user on the journey's day."""

    def sign_in(who: str) -> Client:
        settings.TODAY, settings.MEDIA_ROOT = journey.day, tmp_path
        signed = Client()
        signed.force_login(journey.chain.users[who])
        return signed

    return sign_in


def sent_again(answer: Any) -> dict[str, str]:
    """What the page of the review sends when it is confirmed."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', answer.content.decode())
    return {name: html.unescape(value) for name, value in found}


def noted(journey: Journey, **others: str) -> Meeting:
    """A meeting with everybody there but ``others``, {place among the members: attendance}."""
    meeting = journey.plan()
    there = {one.public_id: "present" for one in journey.chain.members}
    there |= {journey.chain.members[int(place[1:])].public_id: came for place, came in others.items()}
    attend(meeting, there, by=journey.chain.users["cell"], on=journey.day, key=uuid4())
    return meeting


def opening(meeting: Meeting) -> str:
    return reverse("act_on_meeting", args=[meeting.public_id, "open"])


def state_of(meeting: Meeting) -> tuple[str, str, int]:
    return Meeting.objects.get(pk=meeting.pk).state, meeting.items.get().state, Event.objects.count()


def test_the_opening_shows_who_counts_and_why_not_before_anything_is_frozen(journey: Journey, page: Page) -> None:
    membership(journey.chain.members[4], journey.chain.cell, Standing.EXEMPT)
    meeting = noted(journey, m3="excused", m4="absent")
    before = state_of(meeting)

    review = page("cell").post(opening(meeting), {"key": str(uuid4())})

    shown = html.unescape(review.content.decode().split("<main", 1)[1])
    assert review.status_code == 200
    assert state_of(meeting) == before == (MeetingState.PLANNED, ItemState.LISTED, before[2])
    assert f"✘</span> {journey.chain.members[4].full_name}" in shown
    assert shown.count("Not in the base:") == 1
    assert "4 of 5 counted" in shown
    assert "3 may vote" in shown
    assert 'name="confirmed"' in shown


def test_the_opening_that_was_confirmed_freezes_what_was_shown(journey: Journey, page: Page) -> None:
    meeting, client = noted(journey), page("cell")
    review = client.post(opening(meeting), {"key": str(uuid4())})

    done = client.post(opening(meeting), {**sent_again(review), "confirmed": "1"})

    assert done.status_code == 302
    assert state_of(meeting)[:2] == (MeetingState.OPEN, ItemState.READY)
    assert client.post(opening(meeting), {**sent_again(review), "confirmed": "1"}).status_code == 302


def test_a_roster_that_changed_after_the_review_is_not_frozen(journey: Journey, page: Page) -> None:
    meeting, client = noted(journey), page("cell")
    review = client.post(opening(meeting), {"key": str(uuid4())})
    there = dict(Meeting.objects.get(pk=meeting.pk).attendance) | {journey.chain.members[2].public_id: "absent"}
    attend(meeting, there, by=journey.chain.users["cell"], on=journey.day, key=uuid4())
    before = state_of(meeting)

    refused = client.post(opening(meeting), {**sent_again(review), "confirmed": "1"})

    assert (refused.status_code, state_of(meeting)) == (422, before)
    assert "has changed meanwhile" in refused.content.decode()
    unseen = client.post(opening(meeting), {"key": str(uuid4()), "confirmed": "1"})
    assert (unseen.status_code, state_of(meeting)) == (422, before)


def test_going_back_from_the_review_of_the_opening_stores_nothing(journey: Journey, page: Page) -> None:
    meeting, client = noted(journey), page("cell")
    review, before = client.post(opening(meeting), {"key": str(uuid4())}), state_of(meeting)
    back = client.post(opening(meeting), {**sent_again(review), "change": "1"})
    assert (back.status_code, state_of(meeting)) == (302, before)


def test_the_arithmetic_of_a_count_is_shown_before_it_is_recorded(journey: Journey, page: Page) -> None:
    journey.meet()
    journey.open_vote(form="secret", tellers=[one.public_id for one in journey.chain.members[3:5]])
    journey.do("seal_box", on=journey.day)
    item, client = AgendaItem.objects.get(), page("cell")
    address = reverse("act_on_item", args=[item.meeting.public_id, item.public_id, "count_votes"])
    counts = {"issued": 5, "returned": 5, "invalid": 0, "votes_yes": 3, "votes_no": 2}
    both = {f"{name}_{teller}": str(value) for name, value in counts.items() for teller in (1, 2)}

    review = client.post(address, {"key": str(uuid4()), **both, "minutes": signed_minutes()})

    shown = html.unescape(review.content.decode())
    assert (review.status_code, AgendaItem.objects.get().state) == (200, ItemState.SEALED)
    assert "Minimum: ≥ 2/3 of 5 are 4 votes." in shown
    assert "3 < 4: not passed." in shown
    assert "bien-ban-kiem-phieu.pdf" in shown
    done = client.post(address, {**sent_again(review), "confirmed": "1"})
    assert (done.status_code, AgendaItem.objects.get().state) == (302, ItemState.COUNTED)


@pytest.mark.parametrize("asked", ["", "task", "all"])
def test_the_agenda_ticks_only_the_case_from_which_one_came(journey: Journey, page: Page, asked: str) -> None:
    client, task = page("cell"), journey.task
    assert task.body is not None
    address = reverse("convene", args=[task.body.organization.public_id, task.body.kind])
    query = {"": "", "task": f"?viec={task.public_id}", "all": f"?viec={ALL}"}[asked]
    shown = client.get(address + query).content.decode()
    boxes = re.findall(r'<input type="checkbox" name="tasks"[^>]*>', shown)
    assert len(boxes) == 1
    assert ["checked" in box for box in boxes] == [asked != ""]
    case = client.get(reverse("task", args=[task.public_id])).content.decode()
    assert f"{address}?viec={task.public_id}" in case
