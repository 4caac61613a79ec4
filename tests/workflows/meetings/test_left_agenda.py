"""A case that has left the agenda and is seen no longer holds no meeting, whether others stayed on it or none."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from organization.models import Role, User
from tests.chain import Journey
from tests.factories import seat, user
from tests.workflows.meetings.stored import CARDS, FIVE, PAPER, now
from tests.workflows.meetings.test_pages import another, main_of
from workflows.meetings.convening import take_off
from workflows.meetings.models import AgendaItem, Meeting, MeetingState
from workflows.meetings.pages import meetings_of
from workflows.models import CaseAccess

pytestmark = pytest.mark.django_db


def gone(meeting: Meeting, case: int, journey: Journey) -> None:
    """Taken off the agenda; the body sees the case no longer."""
    item = AgendaItem.objects.get(meeting=meeting, case=case)
    take_off(item, by=journey.chain.users["cell"], on=journey.day, key=uuid4(), reason="chuyển đi")
    CaseAccess.objects.filter(case=case).update(since=journey.day - timedelta(days=9), until=journey.day)


def test_meeting_whose_agenda_lost_a_hidden_case_is_closed(journey: Journey, settings: Any) -> None:
    other = another(journey, "Another Applicant")
    journey.day = other.day
    meeting = journey.meet(tasks=[journey.task, other.task])
    gone(meeting, other.case_id, journey)
    journey.do("open_vote", on=journey.day, acknowledge=True, **CARDS)
    now(journey, "seal_box")
    now(journey, "count_votes", **FIVE)
    now(journey, "record_cell_vote", **PAPER)
    settings.TODAY, client = journey.day, Client()
    client.force_login(journey.chain.users["cell"])
    shown = client.get(reverse("meeting", args=[meeting.public_id]))
    assert "close" in shown.context["forms"]
    path = reverse("act_on_meeting", args=[meeting.public_id, "close"])
    assert client.post(path, {"key": str(uuid4()), "ended_at": "10:00"}).status_code == 302
    assert Meeting.objects.get(pk=meeting.pk).state == MeetingState.CLOSED


@pytest.fixture
def as_user(settings: Any) -> Callable[[Journey, User], Client]:
    def signed(journey: Journey, who: User) -> Client:
        settings.TODAY, client = journey.day, Client()
        client.force_login(who)
        return client

    return signed


@pytest.mark.parametrize(
    ("opened", "end", "state"),
    [(False, "cancel", MeetingState.CANCELLED), (True, "close", MeetingState.CLOSED)],
)
def test_meeting_all_whose_cases_are_hidden_is_ended_by_who_leads_the_body(
    journey: Journey, as_user: Callable[[Journey, User], Client], opened: bool, end: str, state: str
) -> None:
    meeting = journey.meet() if opened else journey.plan()
    gone(meeting, journey.case_id, journey)
    client, address = as_user(journey, journey.chain.users["cell"]), reverse("meeting", args=[meeting.public_id])
    name = str(journey.dossier.subject)
    assert name not in main_of(client.get(reverse("meetings")))
    assert address in main_of(client.get(reverse("meetings")))
    shown = client.get(address)
    assert (set(shown.context["forms"]), name in main_of(shown)) == ({end}, False)
    for other in {"attend", "open", "change"}:
        assert client.post(reverse("act_on_meeting", args=[meeting.public_id, other])).status_code == 404
    sent = {"key": str(uuid4()), "reason": "hồ sơ đã chuyển", "ended_at": "10:00"}
    answer = client.post(reverse("act_on_meeting", args=[meeting.public_id, end]), sent)
    assert (answer.status_code, answer["Location"]) == (302, reverse("meetings"))
    assert Meeting.objects.get(pk=meeting.pk).state == state
    assert client.get(address).status_code == 404


def _member(journey: Journey) -> User:
    return user(journey.chain.members[3])


def _head_of_another_body(journey: Journey) -> User:
    return journey.chain.users["grassroots"]


def _head_whose_matter_it_was(journey: Journey) -> User:
    seat(journey.chain.applicant.person, journey.chain.bodies["cell"], Role.DEPUTY_SECRETARY)
    return journey.chain.applicant


@pytest.mark.parametrize("who", [_member, _head_of_another_body, _head_whose_matter_it_was])
def test_nobody_else_learns_of_a_meeting_whose_cases_are_hidden(
    journey: Journey, as_user: Callable[[Journey, User], Client], who: Callable[[Journey], User]
) -> None:
    meeting, asker = journey.plan(), who(journey)
    gone(meeting, journey.case_id, journey)
    assert list(meetings_of(asker, journey.day)) == []
    client = as_user(journey, asker)
    assert client.get(reverse("meeting", args=[meeting.public_id])).status_code == 404
    sent = {"key": str(uuid4()), "reason": "x"}
    assert client.post(reverse("act_on_meeting", args=[meeting.public_id, "cancel"]), sent).status_code == 404


def test_meeting_on_whose_agenda_something_waits_unseen_does_not_exist(
    journey: Journey, as_user: Callable[[Journey, User], Client]
) -> None:
    meeting = journey.plan()
    CaseAccess.objects.update(since=journey.day - timedelta(days=9), until=journey.day)
    client = as_user(journey, journey.chain.users["cell"])
    assert client.get(reverse("meeting", args=[meeting.public_id])).status_code == 404
