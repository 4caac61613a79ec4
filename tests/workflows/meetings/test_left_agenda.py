"""A case that has left the agenda and is seen no longer holds no meeting of those that stayed."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.chain import Journey
from tests.workflows.meetings.stored import CARDS, FIVE, PAPER, now
from tests.workflows.meetings.test_pages import another
from workflows.meetings.convening import take_off
from workflows.meetings.models import AgendaItem, Meeting, MeetingState
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
