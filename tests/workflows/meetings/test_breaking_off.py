"""A vote that ends without an outcome: broken off, or abandoned because the case goes another way."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from organization.models import Power, PowerGrant
from permissions.checks import NotPermitted
from tests.chain import Journey, build_chain
from tests.holding_meetings import signed_minutes
from tests.workflows.meetings.stored import CARDS, FIVE, PAPER, now, refused, stored
from tests.workflows.meetings.votes import both_keys, cell_that_met, open_electronically, put_in, voters_of
from workflows.audit.chain import verify
from workflows.meetings import ballots
from workflows.meetings.ballots import NoSuchBallot, cast
from workflows.meetings.convening import close_meeting, waiting_for
from workflows.meetings.models import (
    AgendaItem,
    CountedBallot,
    ItemState,
    Meeting,
    MeetingState,
    SealedBallot,
    Tally,
    Teller,
    WrappedKey,
)
from workflows.models import Task

pytestmark = pytest.mark.django_db

SECRETS = (SealedBallot, WrappedKey, Teller)
STATES = ("listed", "ready", "voting", "sealed", "counted")


@pytest.fixture
def electronic() -> Journey:
    """The cell votes electronically; everybody of the five has a log-in."""
    return open_electronically(cell_that_met())


def left_of(item: AgendaItem) -> list[int]:
    """How many ballots, keys and tellers are left of the box."""
    return [model.objects.filter(item=item).count() for model in SECRETS]


# the box of too few ballots


def test_electronic_box_of_fewer_ballots_than_hide_a_voter_is_not_sealed(electronic):
    for number in range(3):
        said = refused(partial(now, electronic, "seal_box"), "")
        assert said == f"{number} ballots have come in; with fewer than 3 the result would tell who chose what."
        cast(electronic.item.public_id, "yes", by=voters_of(electronic.item)[number], on=electronic.day)
    now(electronic, "seal_box")
    assert electronic.item.state == ItemState.SEALED


def test_box_of_paper_is_sealed_however_many_come_back(met):
    met.open_vote(form="secret")
    now(met, "seal_box")
    counted = {**FIVE, "returned": 1, "votes": {"yes": 1, "no": 0}}
    now(met, "count_votes", **{**counted, "minutes": signed_minutes()})
    assert met.item.counts["unreturned"] == 4


# broken off


@pytest.mark.parametrize("state", ["voting", "sealed"])
def test_broken_off_box_keeps_no_ballot_and_no_key_and_takes_none(electronic, state):
    put_in(electronic, "yes", "no", "yes")
    if state == "sealed":
        now(electronic, "seal_box")
    item = electronic.item
    assert left_of(item) == [3, 2, 2]
    now(electronic, "break_off_vote", reason="quên mật khẩu")
    item = AgendaItem.objects.get(pk=item.pk)
    assert (item.state, item.reason, item.counts, left_of(item)) == (ItemState.ABANDONED, "quên mật khẩu", {}, [0] * 3)
    assert not CountedBallot.objects.exists()
    event = electronic.dossier.events.get(kind="vote.broken_off").payload.values
    assert event == {"meeting": item.meeting.public_id, "reason": "quên mật khẩu"}
    assert verify(electronic.dossier).ok
    before = stored()
    for voter in (voters_of(item)[0], voters_of(item)[4]):
        with pytest.raises(NoSuchBallot):
            cast(item.public_id, "yes", by=voter, on=electronic.day)
        assert list(ballots.open_boxes_of(voter, electronic.day)) == []
    assert stored() == before


def test_case_whose_vote_was_broken_off_waits_for_another_meeting_and_is_voted_on_there(electronic):
    first, body = electronic.item, electronic.task.body
    assert body is not None
    recorder = electronic.chain.users["cell"]
    put_in(electronic, "yes")
    now(electronic, "break_off_vote", reason="x")
    assert electronic.dossier.agenda_item is None
    assert waiting_for(body, recorder, electronic.day) == [electronic.task]
    close_meeting(first.meeting, by=recorder, on=electronic.day, ended_at=None)
    assert Meeting.objects.get(pk=first.meeting_id).state == MeetingState.CLOSED
    assert electronic.vote().judgement.outcome == "passed"
    assert Tally.objects.get().item != first


def test_box_of_another_vote_is_left_alone():
    first, second = (open_electronically(cell_that_met()) for _number in range(2))
    for journey in (first, second):
        put_in(journey, "yes", "no", "yes")
    now(first, "break_off_vote", reason="x")
    assert left_of(second.item) == [3, 2, 2]


def test_counted_vote_is_not_broken_off_and_its_count_stands(met):
    met.open_vote()
    met.count(no=2)
    said = refused(partial(now, met, "break_off_vote", reason="x"), "")
    assert said == "The vote has been counted; nothing of it can be changed."
    assert now(met, "record_cell_vote", **PAPER).judgement.tally.counts == {"yes": 3, "no": 2}


def test_counted_vote_whose_ratio_is_no_longer_that_of_the_way_is_set_aside():
    """Its certificate covers no outcome any more; the committee votes again, now deciding."""
    journey = Journey(build_chain("p1", with_section=False)).to("grassroots")
    journey.meet()
    journey.open_vote()
    journey.count()
    item = journey.item
    grant = {"power": Power.AUTHORISED, "decision_number": "8-QĐ", "decided_on": journey.day, "since": journey.day}
    PowerGrant.objects.create(organization=journey.chain.base, **grant)
    now(journey, "set_aside_vote", reason="có ủy quyền", minutes=signed_minutes())
    kept = AgendaItem.objects.get(pk=item.pk)
    assert (kept.state, kept.counts) == (ItemState.ABANDONED, item.counts)
    assert not Tally.objects.filter(item=kept).exists()
    assert journey.vote().judgement.tally.provision["provision"] == "authorised_committee.threshold"


@pytest.mark.parametrize("who", ["clerk", "grassroots", "applicant"])
def test_nobody_but_who_records_resolutions_breaks_a_vote_off(electronic, who):
    put_in(electronic, "yes")
    before = stored()
    with pytest.raises(NotPermitted):
        now(electronic, "break_off_vote", by=electronic.chain.users[who], reason="x")
    assert stored() == before


# abandoned


@pytest.mark.parametrize("state", ["voting", "sealed"])
def test_withdrawal_abandons_the_box_in_the_same_act(electronic, state):
    put_in(electronic, "yes", "no", "yes")
    if state == "sealed":
        now(electronic, "seal_box")
    item = electronic.item
    electronic.do_on_case("withdraw", by=electronic.chain.applicant, reason="x")
    item = AgendaItem.objects.get(pk=item.pk)
    assert (item.state, left_of(item)) == (ItemState.ABANDONED, [0, 0, 0])
    with pytest.raises(NoSuchBallot):
        cast(item.public_id, "yes", by=voters_of(item)[4], on=electronic.day)
    assert (SealedBallot.objects.count(), list(ballots.open_boxes_of(voters_of(item)[4], electronic.day))) == (0, [])


@pytest.mark.parametrize("state", STATES)
def test_case_that_is_led_on_anew_abandons_its_item(state):
    journey = Journey(build_chain("p1", with_section=False)).to("standing")
    seven = {**FIVE, "issued": 7, "returned": 7, "votes": {"yes": 7, "no": 0}}
    steps: tuple[Callable[[], object], ...] = (
        partial(now, journey, "open_deciding_vote", **CARDS),
        partial(now, journey, "seal_box"),
        partial(now, journey, "count_votes", **seven),
    )
    (journey.plan if state == "listed" else journey.meet)()
    for step in steps[: max(0, STATES.index(state) - 1)]:
        step()
    item = journey.item
    assert item.state == state
    grant = {"power": Power.AUTHORISED, "decision_number": "8-QĐ", "decided_on": journey.day, "since": journey.day}
    PowerGrant.objects.create(organization=journey.chain.base, **grant)
    journey.do_on_case("lead_anew", by=journey.chain.users["cell"], reason="x")
    assert AgendaItem.objects.get(pk=item.pk).state == ItemState.ABANDONED
    assert (journey.step, journey.dossier.agenda_item) == ("grassroots", None)
    journey.vote()
    assert Tally.objects.filter(item=item).count() == 0


def test_act_that_fails_abandons_nothing(electronic, monkeypatch):
    put_in(electronic, "yes")

    def fails(happening: Any) -> None:
        raise RuntimeError

    before = stored()
    with monkeypatch.context() as patch:
        patch.setattr("workflows.carrying._tell", fails)
        with pytest.raises(RuntimeError):
            electronic.do_on_case("withdraw", by=electronic.chain.applicant, reason="x")
    assert stored() == before
    cast(electronic.item.public_id, "yes", by=voters_of(electronic.item)[1], on=electronic.item.meeting.held_on)


@pytest.mark.parametrize(
    ("state", "may"), [("listed", False), ("ready", False), ("postponed", True), ("abandoned", True)]
)
def test_one_item_of_a_task_waits_at_a_time(journey, state, may):
    """The database itself: a second one only when the first waits for nothing any more."""
    journey.plan()
    first, task = journey.item, Task.objects.open().get(process_id=journey.case_id)
    if state == "ready":
        first.freeze()
    elif state != "listed":
        (first.postpone if state == "postponed" else first.abandon)()
    first.save()
    second = AgendaItem(meeting=first.meeting, case=first.case, task=task, position=2)
    if may:
        second.save()
        return
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()


def test_electronic_vote_that_was_not_broken_off_is_counted(electronic):
    """Control: what the refusals above take away is there without them."""
    put_in(electronic, "yes", "yes", "yes", "no")
    now(electronic, "seal_box")
    now(electronic, "count_ballots", **both_keys(electronic.item))
    assert electronic.item.counts["votes"] == {"yes": 3, "no": 1}
    said = refused(partial(now, electronic, "break_off_vote", reason="x"), "")
    assert said == "The vote has been counted; nothing of it can be changed."
