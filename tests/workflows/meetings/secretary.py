"""What the secretary of the cell does to a meeting before its votes."""

from typing import Any
from uuid import uuid4

from tests.chain import Journey
from workflows.meetings.convening import attend, open_meeting
from workflows.meetings.models import Meeting
from workflows.meetings.rosters import members_of


def secretary(journey: Journey) -> Any:
    return journey.chain.users["cell"]


def marked(journey: Journey, meeting: Meeting, present: list[str] | None = None) -> None:
    """Everybody is there, or those ``present`` alone; of every member it is noted."""
    members = members_of(meeting.body, meeting.held_on)
    came = {who: "present" if present is None or who in present else "absent" for who in members}
    attend(meeting, came, by=secretary(journey), on=journey.day, key=uuid4())


def opened(journey: Journey, meeting: Meeting) -> None:
    open_meeting(meeting, by=secretary(journey), on=journey.day, key=uuid4())
