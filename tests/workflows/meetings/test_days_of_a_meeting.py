"""The day of a meeting and the order of the days of a case: nothing done on a later day freezes a box that is open."""

from datetime import timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest

from tests.chain import Journey, build_chain
from tests.workflows.meetings.stored import FIVE, PAPER, now, refused, stored
from tests.workflows.meetings.votes import cell_that_met, open_electronically
from workflows.actions import act, act_on_case
from workflows.meetings.ballots import cast
from workflows.meetings.convening import change, close_meeting, take_off
from workflows.meetings.minutes import make_minutes
from workflows.meetings.models import AgendaItem, ItemState, MeetingState
from workflows.models import Document, Tally

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def recounted(journey: Journey) -> None:
    """The system recounts the clocks on the day after the meeting."""
    act_on_case(journey.dossier, "recount_clocks", by=None, on=journey.day + DAY, key=uuid4(), data={})


def entered(journey: Journey, verb: str, **data: Any) -> None:
    """The verb of the meeting, entered on the day after it."""
    act(journey.task, verb, by=journey.chain.users["cell"], on=journey.day + DAY, key=uuid4(), data=data)


@pytest.mark.parametrize("moment", ["ready", "voting", "sealed", "counted"])
def test_recount_of_the_system_on_a_later_day_stops_no_act_of_the_meeting(met, moment):
    last = met.dossier.last_day
    acts: dict[str, tuple[str, dict[str, Any]]] = {
        "ready": ("open_vote", {"form": "card", "medium": "paper", "tellers": []}),
        "voting": ("seal_box", {}),
        "sealed": ("count_votes", FIVE),
        "counted": ("record_cell_vote", PAPER),
    }
    for state, (verb, data) in acts.items():
        if state == moment:
            recounted(met)
            assert met.dossier.last_day == last == met.day
        now(met, verb, **data)
    tally = Tally.objects.get()
    assert (tally.held_on, tally.passed) == (met.day, True)


@pytest.mark.parametrize("moment", ["voting", "sealed", "counted"])
def test_act_of_the_office_on_a_later_day_stops_no_act_of_the_meeting(met, moment):
    """The last day of the case lies after the meeting: its box is still sealed, counted and recorded as of its day."""
    met.open_vote()
    if moment == "voting":
        _moved_on(met)
    entered(met, "seal_box")
    if moment == "sealed":
        _moved_on(met)
    entered(met, "count_votes", **FIVE)
    if moment == "counted":
        _moved_on(met)
    entered(met, "record_cell_vote", **PAPER)
    assert Tally.objects.get().held_on == met.day
    assert met.dossier.last_day == met.day + DAY


def _moved_on(journey: Journey) -> None:
    """As an act of the day after the meeting leaves the case."""
    dossier = journey.dossier
    dossier.last_day = journey.day + DAY
    dossier.save()


def test_electronic_box_takes_ballots_and_is_sealed_after_a_later_act():
    journey = open_electronically(cell_that_met())
    recounted(journey)
    _moved_on(journey)
    for name in ("cell", "clerk"):
        cast(journey.item.public_id, "yes", by=journey.chain.users[name], on=journey.day)
    cast(journey.item.public_id, "no", by=_user_of(journey, 2), on=journey.day)
    entered(journey, "seal_box")
    assert journey.item.state == ItemState.SEALED


def _user_of(journey: Journey, number: int) -> Any:
    return journey.chain.members[number].user


def test_minutes_of_an_earlier_meeting_filed_later_do_not_hold_the_next_meeting_up(settings, tmp_path):
    """The cell's minutes are made while the committee above votes, on a day after its meeting."""
    settings.MEDIA_ROOT = tmp_path
    journey = Journey(build_chain(with_section=False)).to("cell")
    journey.vote()
    of_the_cell = AgendaItem.objects.get()
    journey.to("grassroots").meet()
    journey.open_vote()
    make_minutes(of_the_cell, on=journey.day + DAY)
    assert Document.objects.filter(case_id=journey.case_id, code="meeting_minutes").exists()
    assert journey.dossier.last_day == journey.day
    journey.count()
    assert now(journey, "record_committee_vote", **PAPER).judgement.tally.passed


def test_before_the_roster_is_frozen_the_order_of_days_is_kept(journey):
    """Control: a meeting does not open on a day before the last act in its case."""
    journey.plan()
    _moved_on(journey)
    assert "before the last act" in refused(partial(now, journey, "freeze_roster"), "")


def test_an_act_that_orders_moves_the_last_day_and_what_prepares_a_meeting_does_not(journey):
    meeting = journey.plan(held_on=journey.day + 5 * DAY)
    last = journey.dossier.last_day
    assert last == journey.day
    told: dict[str, Any] = {"by": journey.chain.users["cell"], "on": journey.day + 2 * DAY}
    change(meeting, key=uuid4(), data={"place": "Hall 2"}, **told)
    assert (journey.dossier.last_day, journey.item.meeting.place) == (last, "Hall 2")
    take_off(journey.item, key=uuid4(), reason="x", **told)
    assert journey.dossier.last_day == last
    journey.meet(notice_sent_on=None)
    assert journey.dossier.last_day == journey.day > last


@pytest.mark.parametrize("until", ["listed", "ready"])
def test_case_is_taken_off_the_agenda_whatever_day_its_last_act_has(journey, until):
    meeting = journey.plan() if until == "listed" else journey.meet()
    _moved_on(journey)
    told: dict[str, Any] = {"by": journey.chain.users["cell"], "on": journey.day}
    take_off(journey.item, key=uuid4(), reason="x", **told)
    assert journey.dossier.agenda_item is None
    if until == "ready":
        close_meeting(meeting, ended_at=None, **told)
        meeting.refresh_from_db()
        assert meeting.state == MeetingState.CLOSED


def test_no_act_of_a_meeting_lies_in_the_future(met):
    met.open_vote()
    before = stored()
    task, who = met.task, met.chain.users["cell"]
    said = refused(partial(act, task, "seal_box", by=who, on=met.day - DAY, key=uuid4(), data={}), "")
    assert "lies in the future" in said
    assert stored() == before
