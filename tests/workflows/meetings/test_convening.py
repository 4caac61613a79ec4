"""A meeting from its convening to its opening: errors first, and after each of them nothing is stored."""

import hashlib
import json
from datetime import date, time, timedelta
from functools import partial
from uuid import uuid4

import pytest

from organization.models import Role, Standing
from permissions.checks import NotPermitted
from tests.chain import Journey, build_chain
from tests.factories import membership, person, seat, user
from tests.workflows.meetings.secretary import marked, opened, secretary
from tests.workflows.meetings.stored import refused, stored
from workflows import days
from workflows.actions import KeyReused
from workflows.audit.chain import verify
from workflows.meetings.convening import (
    attend,
    cancel_meeting,
    change,
    close_meeting,
    convene,
    open_meeting,
    put_on_agenda,
    take_off,
    waiting_for,
)
from workflows.meetings.models import AgendaItem, ItemState, Meeting, MeetingState

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


# convening


def test_agenda_without_a_case_is_refused(journey):
    assert refused(partial(journey.plan, tasks=[]), "tasks") == "A meeting needs at least one case on its agenda."


@pytest.mark.parametrize(
    ("data", "field", "said"),
    [
        (lambda journey: {"secretary": journey.chain.members[0]}, "secretary", "The chair does not take the minutes."),
        (lambda journey: {"place": "  "}, "place", "Name the place."),
        (lambda journey: {"notice_sent_on": journey.day + 2 * DAY}, "notice_sent_on", "lies in the future"),
        (
            lambda journey: {"held_on": days.calendar().known[1] + DAY},
            "held_on",
            "The calendar of working days does not reach this day yet.",
        ),
    ],
)
def test_meeting_that_cannot_be_is_refused_at_its_field(journey, data, field, said):
    assert said in refused(partial(journey.plan, **data(journey)), field)


def test_case_on_another_agenda_is_refused_until_it_is_taken_off(journey):
    journey.plan()
    assert refused(journey.plan, "") == "The case already stands on the agenda of a meeting."
    take_off(journey.item, by=secretary(journey), on=journey.day, key=uuid4(), reason="x")
    assert journey.plan().items.get().state == ItemState.LISTED


def test_case_of_another_body_is_refused(journey):
    other = Journey(build_chain()).to("cell")
    seat(journey.chain.members[0], other.task.body, Role.SECRETARY)
    assert "one of another body" in refused(partial(journey.plan, tasks=[journey.task, other.task]), "meeting")


def test_case_that_waits_at_no_meeting_is_refused():
    journey = Journey(build_chain()).to("completion")
    assert refused(journey.plan, "") == "This step has no such act."


def test_meeting_on_a_day_before_the_last_act_in_its_case_is_refused(journey):
    assert "before the last act" in refused(partial(journey.plan, held_on=journey.day - DAY), "held_on")
    assert "before the last act" in refused(partial(journey.plan, held_on=date(1, 1, 1)), "held_on")


@pytest.mark.parametrize("who", ["clerk", "grassroots", "standing", "applicant"])
def test_nobody_but_who_records_resolutions_in_this_body_convenes(journey, who):
    """Neither convenes, nor does anything else to a meeting that another convened."""
    stranger = journey.chain.users[who]
    meeting = journey.plan()
    marked(journey, meeting)
    told = {"by": stranger, "on": journey.day}
    data = {"held_on": journey.day, "place": "x", "chair": journey.chain.members[0], "tasks": [journey.task]}
    before = stored()
    for do in (
        partial(convene, meeting.body, key=uuid4(), data={**data, "secretary": journey.chain.members[2]}, **told),
        partial(change, meeting, key=uuid4(), data={"place": "Hall 2"}, **told),
        partial(attend, meeting, {}, key=uuid4(), **told),
        partial(open_meeting, meeting, key=uuid4(), **told),
        partial(cancel_meeting, meeting, key=uuid4(), reason="x", **told),
        partial(close_meeting, meeting, ended_at=None, **told),
        partial(take_off, journey.item, key=uuid4(), reason="x", **told),
    ):
        with pytest.raises(NotPermitted):
            do()
    assert stored() == before


def test_same_form_convenes_once(journey):
    body, actor, key = journey.task.body, secretary(journey), uuid4()
    assert body is not None
    day = journey.day + DAY
    data = {
        "held_on": day,
        "place": "Hall 1",
        "chair": actor.person,
        "secretary": journey.chain.members[2],
        "notice_sent_on": None,
        "tasks": [journey.task],
    }
    first = convene(body, by=actor, on=day, key=key, data=data)
    deputy = user(journey.chain.members[3])
    seat(deputy.person, body, Role.DEPUTY_SECRETARY)
    before = stored()
    assert convene(body, by=actor, on=day, key=key, data=data) == first
    with pytest.raises(KeyReused):
        convene(body, by=deputy, on=day, key=key, data=data)
    assert stored() == before


def test_waiting_cases_are_those_on_no_agenda_the_nearest_deadline_first(journey):
    chain = journey.chain
    body = journey.task.body
    assert body is not None
    assert waiting_for(body, secretary(journey), journey.day) == [journey.task]
    second = person("Second Applicant", born_on=date(1998, 1, 1))
    membership(second, chain.cell, Standing.SYMPATHIZER, since=date(2023, 1, 1))
    chain.applicant = user(second)
    later = Journey(chain, start=journey.day).to("cell")
    assert waiting_for(body, secretary(journey), journey.day) == [journey.task, later.task]
    journey.plan()
    assert waiting_for(body, secretary(journey), journey.day) == [later.task]


# before it opens


def test_correction_before_the_opening_is_an_event_of_each_case_and_nothing_is_corrected_after_it(journey):
    meeting = journey.plan()
    noted = journey.dossier.events.filter(kind="meeting.changed").order_by("sequence")
    told = {"by": secretary(journey), "on": journey.day}
    data = {"place": "Hall 2", "starts_at": time(9, 15), "secretary": meeting.secretary}
    change(meeting, key=uuid4(), data=data, **told)
    event = noted.get()
    changed = {"meeting": meeting.public_id, "place": "Hall 2", "starts_at": "09:15"}
    assert event.payload.values == changed
    assert Meeting.objects.get().place == "Hall 2"
    change(meeting, key=uuid4(), data={"place": "Hall 2"}, **told)
    marked(journey, meeting)
    marked(journey, meeting)
    assert noted.count() == 2
    assert noted.latest("sequence").payload.values == {
        "meeting": meeting.public_id,
        "attendance_present": 5,
        "attendance_excused": 0,
        "attendance_absent": 0,
        "attendance": _digest({member.public_id: "present" for member in journey.chain.members}),
    }
    assert verify(journey.dossier).ok
    opened(journey, meeting)
    said = "The meeting is in another state: Open."
    assert refused(partial(change, meeting, key=uuid4(), data={"place": "Hall 3"}, **told), "") == said
    assert refused(partial(marked, journey, meeting, []), "") == said
    other = Journey(build_chain()).to("cell")
    assert refused(partial(put_on_agenda, meeting, other.task, key=uuid4(), **told), "") == said
    assert refused(partial(cancel_meeting, meeting, key=uuid4(), reason="x", **told), "") == said


def _digest(attendance: dict[str, str]) -> str:
    """SHA-256 of it as JSON with sorted keys and nothing between them."""
    text = json.dumps(attendance, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def test_who_was_there_is_committed_to_and_not_only_how_many(journey):
    meeting = journey.plan()
    ids = [member.public_id for member in journey.chain.members]
    for absent in ids[3:]:
        marked(journey, meeting, [one for one in ids if one != absent])
    first, second = (
        event.payload.values for event in journey.dossier.events.filter(kind="meeting.changed").order_by("sequence")
    )
    assert (first["attendance_present"], first["attendance_absent"]) == (4, 1)
    assert first["attendance"] == _digest(dict.fromkeys(ids, "present") | {ids[3]: "absent"})
    assert second == {**first, "attendance": _digest(dict.fromkeys(ids, "present") | {ids[4]: "absent"})}


def test_nobody_is_noted_as_there_before_the_day_of_the_meeting(journey):
    meeting = journey.plan(held_on=journey.day + 3 * DAY)
    said = f"Who is there is noted on the day of the meeting, {meeting.held_on:%d/%m/%Y}."
    journey.day = meeting.held_on - DAY
    assert refused(partial(marked, journey, meeting), "") == said
    journey.day = meeting.held_on
    marked(journey, meeting)
    assert set(Meeting.objects.get().attendance.values()) == {"present"}


def test_who_is_there_may_be_noted_after_the_day_of_the_meeting(journey):
    """The meeting is entered afterwards."""
    meeting = journey.plan()
    journey.day += 2 * DAY
    marked(journey, meeting)
    opened(journey, meeting)
    assert journey.item.state == ItemState.READY


def test_change_to_what_cannot_be_is_refused(journey):
    meeting = journey.plan()
    do = partial(change, meeting, by=secretary(journey), on=journey.day, key=uuid4())
    same = partial(do, data={"chair": meeting.secretary})
    assert refused(same, "secretary") == "The chair does not take the minutes."
    assert refused(partial(do, data={"place": ""}), "place") == "Name the place."


@pytest.mark.parametrize("attendance", [{"ZZZZZZZZZZZZ": "present"}, {"member": "late"}, {"member": ""}])
def test_attendance_of_a_stranger_or_of_no_kind_is_refused(journey, attendance):
    meeting = journey.plan()
    told = {journey.chain.members[0].public_id if who == "member" else who: came for who, came in attendance.items()}
    refused(partial(attend, meeting, told, by=secretary(journey), on=journey.day, key=uuid4()), "attendance")


def test_stale_page_puts_nothing_on_the_agenda_of_a_meeting_that_has_opened(journey):
    """The meeting as the page read it was not open yet."""
    meeting = journey.plan()
    marked(journey, meeting)
    opened(journey, meeting)
    assert meeting.state == MeetingState.PLANNED
    take_off(journey.item, by=secretary(journey), on=journey.day, key=uuid4(), reason="x")
    do = partial(put_on_agenda, meeting, journey.task, by=secretary(journey), on=journey.day, key=uuid4())
    assert refused(do, "") == "The meeting is in another state: Open."


def test_cancelled_meeting_lets_its_cases_wait_for_another(journey):
    meeting = journey.plan()
    cancel_meeting(meeting, by=secretary(journey), on=journey.day, key=uuid4(), reason="bão")
    row = AgendaItem.objects.get()
    assert (Meeting.objects.get().state, row.state, row.reason) == (MeetingState.CANCELLED, ItemState.POSTPONED, "bão")
    event = journey.dossier.events.get(kind="meeting.postponed")
    assert event.payload.values == {"meeting": meeting.public_id, "reason": "bão"}
    assert waiting_for(meeting.body, secretary(journey), journey.day) == [journey.task]
    assert journey.vote().judgement.outcome == "passed"
