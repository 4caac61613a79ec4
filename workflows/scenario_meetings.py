"""Meetings of generated cases: convened, attended and opened by the real acts. For demonstrations alone."""

import io
from collections.abc import Callable
from datetime import date, time, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

import pikepdf

from organization.models import Person, User
from workflows.meetings.convening import attend, convene, open_meeting
from workflows.meetings.models import Meeting
from workflows.meetings.rosters import members_of
from workflows.models import Task


@lru_cache
def pdf() -> bytes:
    """One empty page, the same bytes every time."""
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(595, 842))
        out = io.BytesIO()
        document.save(out, deterministic_id=True)
    return out.getvalue()


def opened(
    case: Any, by: User, *, on: date, key: Callable[[], UUID], place: str, aside: tuple[str, ...] = ()
) -> Meeting:
    """A meeting with this one case on its agenda; all who are counted are there, the others stay away with a reason.

    ``aside``: public ids of who neither chairs nor takes the minutes.
    """
    task = Task.objects.open().select_related("body__organization").get(process_id=case.pk)
    body = task.body
    assert body is not None
    assert by.person is not None
    counted = [row.person for row in case.roster(body, on, {}) if row.counted]
    free = (one for one in counted if one not in (by.person.public_id, *aside))
    data = {
        "held_on": on,
        "starts_at": time(8, 0),
        "place": place,
        "chair": by.person,
        "chair_sent_by": "",
        "secretary": Person.objects.get(public_id=next(free)),
        "notice_sent_on": on - timedelta(days=3),
        "representatives": "",
        "tasks": [task],
    }
    meeting = convene(body, by=by, on=on, key=key(), data=data)
    attendance = {person: "present" if person in counted else "excused" for person in members_of(body, on)}
    attend(meeting, attendance, by=by, on=on, key=key())
    open_meeting(meeting, by=by, on=on, key=key())
    return Meeting.objects.select_related("body").get(pk=meeting.pk)
