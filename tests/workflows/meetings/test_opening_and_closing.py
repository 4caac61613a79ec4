"""The opening of a meeting and its end: errors first, and after each of them nothing is stored."""

from datetime import time, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest

from admission.models import State
from organization.models import Standing
from tests.factories import membership, person
from tests.workflows.meetings.secretary import marked, opened, secretary
from tests.workflows.meetings.stored import refused, stored
from workflows.meetings.convening import attend, cancel_meeting, close_meeting, open_meeting, take_off
from workflows.meetings.models import AgendaItem, ItemState, Meeting, MeetingState
from workflows.meetings.rosters import members_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


# opening


def test_meeting_in_the_future_does_not_open(journey):
    meeting = journey.plan(held_on=journey.day + 3 * DAY)
    assert "it opens then" in refused(partial(opened, journey, meeting), "")
    journey.day = meeting.held_on
    marked(journey, meeting)
    opened(journey, meeting)
    assert journey.item.state == ItemState.READY


@pytest.mark.parametrize("came", ["nobody", "absent", "unmarked"])
def test_meeting_at_which_nobody_is_present_does_not_open(journey, came):
    meeting = journey.plan()
    if came != "unmarked":
        attendance = dict.fromkeys(journey.present(), "absent") if came == "absent" else {}
        attend(meeting, attendance, by=secretary(journey), on=journey.day, key=uuid4())
    assert refused(partial(opened, journey, meeting), "attendance") == "Nobody is marked present."


def test_meeting_does_not_open_until_of_every_member_it_is_noted_whether_he_is_there(journey):
    """A probationary member, who is not counted, is a member too."""
    member = person("Probationary Member")
    membership(member, journey.chain.cell, Standing.PROBATIONARY)
    meeting = journey.plan()
    assert member.public_id in members_of(meeting.body, meeting.held_on)
    noted = dict.fromkeys(journey.present(), "present")
    told: dict[str, Any] = {"by": secretary(journey), "on": journey.day}
    for left_out in ([member.public_id], [member.public_id, journey.chain.members[4].public_id]):
        some = {who: came for who, came in noted.items() if who not in left_out}
        attend(meeting, some, key=uuid4(), **told)
        said = refused(partial(opened, journey, meeting), "attendance")
        assert said == f"Of {len(left_out)} members it is not noted whether they are there: note it first."
    attend(meeting, noted, key=uuid4(), **told)
    opened(journey, meeting)
    assert journey.item.state == ItemState.READY


def test_meeting_of_those_alone_who_do_not_count_does_not_open(journey):
    member = person("Probationary Member")
    membership(member, journey.chain.cell, Standing.PROBATIONARY)
    meeting = journey.plan()
    marked(journey, meeting, [member.public_id])
    assert "Nobody of those who count" in refused(partial(opened, journey, meeting), "attendance")


def test_meeting_whose_agenda_was_emptied_does_not_open(journey):
    meeting = journey.plan()
    marked(journey, meeting)
    take_off(journey.item, by=secretary(journey), on=journey.day, key=uuid4(), reason="x")
    assert "at least one case" in refused(partial(opened, journey, meeting), "")


def test_meeting_opens_once(journey):
    meeting, key = journey.plan(), uuid4()
    marked(journey, meeting)
    open_meeting(meeting, by=secretary(journey), on=journey.day, key=key)
    before = stored()
    for again in (key, uuid4()):
        open_meeting(meeting, by=secretary(journey), on=journey.day, key=again)
    assert stored() == before


def test_opening_records_base_presence_and_who_is_out_with_the_reason(journey):
    away, suspended = journey.chain.members[3:5]
    membership(suspended, journey.chain.cell, Standing.SUSPENDED)
    came = [one.public_id for one in journey.chain.members if one not in (away, suspended)]
    meeting = journey.meet(present=came)
    told = journey.dossier.events.get(kind="meeting.opened").payload.values
    assert {name: told[name] for name in ("meeting", "base", "present", "chair", "excluded")} == {
        "meeting": meeting.public_id,
        "base": 4,
        "present": 3,
        "chair": str(journey.chain.members[0]),
        "excluded": ["Member Of Cell 4: suspended"],
    }


# the end


def test_meeting_with_something_left_on_the_agenda_does_not_close(journey):
    meeting = journey.meet()
    close = partial(close_meeting, meeting, by=secretary(journey), on=journey.day, ended_at=time(10, 30))
    for step in (journey.open_vote, journey.count):
        assert str(journey.dossier.subject) in refused(close, "")
        step()
    assert str(journey.dossier.subject) in refused(close, "")
    journey.do("record_cell_vote", on=journey.day, resolution_number="1")
    close()
    done = Meeting.objects.get()
    assert (done.state, done.ended_at) == (MeetingState.CLOSED, time(10, 30))
    assert "another state" in refused(close, "")


def test_meeting_does_not_end_before_it_begins(journey):
    meeting = journey.meet(starts_at=time(8, 0))
    told: dict[str, Any] = {"by": secretary(journey), "on": journey.day}
    take_off(journey.item, key=uuid4(), reason="x", **told)
    close = partial(close_meeting, meeting, **told)
    said = refused(partial(close, ended_at=time(7, 59)), "ended_at")
    assert said == "The end lies before the beginning."
    close(ended_at=time(8, 0))
    assert Meeting.objects.get().state == MeetingState.CLOSED


def test_planned_meeting_does_not_close(journey):
    meeting = journey.plan()
    assert "another state" in refused(
        partial(close_meeting, meeting, by=secretary(journey), on=journey.day, ended_at=None), ""
    )


def test_meeting_closes_when_what_is_left_was_postponed(journey):
    meeting = journey.meet()
    take_off(journey.item, by=secretary(journey), on=journey.day, key=uuid4(), reason="thiếu giấy tờ")
    close_meeting(meeting, by=secretary(journey), on=journey.day, ended_at=None)
    assert Meeting.objects.get().state == MeetingState.CLOSED


@pytest.mark.parametrize("until", ["listed", "ready", "voting", "sealed", "counted"])
def test_withdrawal_while_it_stands_on_the_agenda_ends_the_case_and_the_meeting_still_closes(journey, until):
    meeting = journey.plan()
    marked(journey, meeting)
    if until != "listed":
        opened(journey, meeting)
    if until in ("voting", "sealed", "counted"):
        journey.open_vote()
    if until == "sealed":
        journey.do("seal_box", on=journey.day)
    if until == "counted":
        journey.count()
    assert journey.item.state == until
    journey.do_on_case("withdraw", by=journey.chain.applicant, reason="x")
    assert (journey.dossier.state, journey.dossier.agenda_item) == (State.WITHDRAWN, None)
    who = {"by": secretary(journey), "on": journey.day}
    if until == "listed":
        assert "at least one case" in refused(partial(open_meeting, meeting, key=uuid4(), **who), "")
        cancel_meeting(meeting, key=uuid4(), reason="x", **who)
    else:
        close_meeting(meeting, ended_at=None, **who)
    assert AgendaItem.objects.get().state == ItemState.ABANDONED
