"""What a meeting does to a case on its agenda: one act after the other, each once, by who may; the frozen roster."""

import copy
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from organization.models import Power, PowerGrant, Role, Seat, Standing
from permissions.checks import NotPermitted
from tests.chain import Journey, build_chain
from tests.factories import membership, person, seat
from tests.holding_meetings import signed_minutes
from tests.workflows.meetings.stored import CARDS, FIVE, PAPER, broken, now, refused, stored
from workflows.actions import KeyReused, act
from workflows.audit.triggers import JUDGEMENTS
from workflows.meetings.convening import attend, open_meeting
from workflows.meetings.rosters import members_of
from workflows.models import Event, Judgement, Tally

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


NO_MEETING = "The case is on the agenda of no meeting."
ACTS: dict[str, dict[str, Any]] = {
    "freeze_roster": {},
    "open_vote": CARDS,
    "seal_box": {},
    "count_votes": FIVE,
    "record_cell_vote": PAPER,
    "take_off_agenda": {"reason": "x"},
    "note_change": {"changes": {}},
    "break_off_vote": {"reason": "x"},
    "set_aside_vote": {"reason": "x", "minutes": None},
}
#: What ends a vote without an outcome: tests/workflows/meetings/test_setting_aside.py.
ENDS = {"break_off_vote", "set_aside_vote"}
#: What each state of an item says to the acts that are not its own.
OUT_OF_TURN = {
    "none": (NO_MEETING, set()),
    "listed": ("The meeting has not been opened yet.", {"freeze_roster", "take_off_agenda", "note_change"}),
    "ready": ("The vote has not been opened yet.", {"open_vote", "take_off_agenda"}),
    "voting": ("The vote is still open.", {"seal_box", *ENDS}),
    "sealed": ("The vote is closed; it has not been counted yet.", {"count_votes", *ENDS}),
    "counted": ("The vote has been counted; nothing of it can be changed.", {"record_cell_vote"}),
}


@pytest.mark.parametrize("state", OUT_OF_TURN)
def test_act_out_of_its_turn_is_refused(journey, state):
    """Opened before the meeting is open, counted before it is sealed, sealed twice, recorded before it is counted …"""
    steps: dict[str, Callable[[], object]] = {
        "listed": journey.plan,
        "ready": lambda: _opened(journey),
        "voting": journey.open_vote,
        "sealed": lambda: now(journey, "seal_box"),
        "counted": lambda: now(journey, "count_votes", **FIVE),
    }
    for name, step in steps.items():
        if state == "none":
            break
        step()
        if name == state:
            break
    said, own = OUT_OF_TURN[state]
    for verb, data in ACTS.items():
        if verb not in own:
            assert refused(partial(now, journey, verb, **data), "") == said, verb


def _opened(journey: Journey) -> None:
    """Everybody is there."""
    meeting, actor = journey.item.meeting, journey.chain.actors[journey.step]
    everybody = members_of(meeting.body, meeting.held_on)
    attend(meeting, dict.fromkeys(everybody, "present"), by=actor, on=journey.day, key=uuid4())
    open_meeting(meeting, by=actor, on=journey.day, key=uuid4())


@pytest.mark.parametrize("verb", ["open_vote", "seal_box", "count_votes", "record_cell_vote"])
def test_same_key_does_nothing_twice_and_another_content_is_refused(met, verb):
    acts: dict[str, dict[str, Any]] = {
        "open_vote": CARDS,
        "seal_box": {},
        "count_votes": FIVE,
        "record_cell_vote": PAPER,
    }
    task, key = met.task, uuid4()
    for name, data in acts.items():
        if name == verb:
            break
        now(met, name, **data)
    first = now(met, verb, key=key, **acts[verb])
    before = stored()
    from_same = _again(task, met, verb, key, acts[verb])
    assert (from_same.replayed, from_same.judgement) == (True, first.judgement)
    with pytest.raises(KeyReused):
        _again(task, met, verb, key, {**acts[verb], "day": "another"})
    assert stored() == before
    assert Judgement.objects.filter(verb=verb).count() == 1


def _again(task: Any, journey: Journey, verb: str, key: Any, data: dict[str, Any]) -> Any:
    return act(task, verb, by=journey.chain.users["cell"], on=journey.day, key=key, data=data)


SEVEN = {**FIVE, "issued": 7, "returned": 7, "votes": {"yes": 7, "no": 0}}


def at_standing(state: str) -> Journey:
    """A dossier of P1 before its standing committee, its item in that state; then the way of the day becomes P2."""
    journey = Journey(build_chain("p1", with_section=False)).to("standing")
    steps: dict[str, Callable[[], object]] = {
        "listed": journey.plan,
        "ready": lambda: _opened(journey),
        "voting": partial(now, journey, "open_deciding_vote", **CARDS),
        "sealed": partial(now, journey, "seal_box"),
        "counted": partial(now, journey, "count_votes", **SEVEN),
    }
    for name, step in steps.items():
        step()
        if name == state:
            break
    assert journey.item.state == state
    authorise(journey)
    return journey


def authorise(journey: Journey) -> None:
    """The base organisation is authorised from the day of the meeting on: its committee's proposal is none."""
    PowerGrant.objects.create(
        organization=journey.chain.base,
        power=Power.AUTHORISED,
        decision_number="8-QĐ",
        decided_on=journey.day,
        since=journey.day,
    )


@pytest.mark.parametrize(
    ("state", "verb", "data"),
    [("ready", "open_deciding_vote", CARDS), ("counted", "record_standing_vote", PAPER)],
)
def test_no_vote_is_opened_or_recorded_at_a_step_whose_way_has_changed(state, verb, data):
    journey = at_standing(state)
    assert "leads the dossier on" in refused(partial(now, journey, verb, **data), "")


@pytest.mark.parametrize(
    ("state", "verb", "data", "then"),
    [
        ("listed", "take_off_agenda", {"reason": "x"}, None),
        ("listed", "note_change", {"changes": {"place": "x"}}, "listed"),
        ("ready", "take_off_agenda", {"reason": "x"}, None),
        ("voting", "seal_box", {}, "sealed"),
        ("voting", "set_aside_vote", {"reason": "x", "minutes": signed_minutes()}, None),
        ("sealed", "count_votes", SEVEN, "counted"),
        ("sealed", "set_aside_vote", {"reason": "x", "minutes": signed_minutes()}, None),
        ("counted", "set_aside_vote", {"reason": "x", "minutes": signed_minutes()}, None),
    ],
)
def test_what_takes_off_seals_counts_or_breaks_off_is_done_though_the_way_has_changed(state, verb, data, then):
    journey = at_standing(state)
    now(journey, verb, **data)
    item = journey.dossier.agenda_item
    assert (item and item.state) == then


def test_a_proposal_is_not_recorded_as_a_decision():
    """The committee was authorised between the opening and the record: another mode, by another ratio."""
    journey = Journey(build_chain("p1", with_section=False)).to("grassroots")
    journey.meet()
    journey.open_vote()
    journey.count()
    authorise(journey)
    certified = journey.item.certified
    assert certified is not None
    assert certified.certificate["mode"] == "propose"
    said = refused(partial(now, journey, "record_deciding_vote", **PAPER), "")
    assert "its certificate does not cover this" in said
    assert [name for name, _text in broken(partial(now, journey, "record_committee_vote", **PAPER))] == [
        "committee_only_proposes"
    ]


@pytest.mark.parametrize(
    ("of", "value"),
    [
        ("mode", "decide"),
        ("options", ["CC", "KT", "NONE"]),
        ("forms_vote", {"none": "no", "heavy": [], "power": []}),
        ("provision", "standing_committee.threshold"),
        ("regulation", "another-2025"),
    ],
)
def test_outcome_is_recorded_by_the_mode_the_ballot_and_the_ratio_of_the_certificate_alone(met, of, value):
    """The certificate is altered past the acts, as if the vote had been opened by another way."""
    met.open_vote()
    met.count()
    act_of_opening = met.item.certified
    kept = copy.deepcopy(act_of_opening.certificate)
    certified = act_of_opening.certificate
    (certified if of in certified else certified["ratio"])[of] = value
    with JUDGEMENTS.suspended(connection):
        act_of_opening.save()
    said = refused(partial(now, met, "record_cell_vote", **PAPER), "")
    assert "its certificate does not cover this" in said
    act_of_opening.certificate = kept
    with JUDGEMENTS.suspended(connection):
        act_of_opening.save()
    assert now(met, "record_cell_vote", **PAPER).judgement.tally.passed


def test_a_count_of_no_ballot_is_no_vote(met):
    met.open_vote()
    now(met, "seal_box")
    none = {**FIVE, "returned": 0, "votes": {"yes": 0, "no": 0}}
    said = refused(partial(now, met, "count_votes", **none), "returned")
    assert said == "No ballot came back: there was no vote."
    now(met, "count_votes", **FIVE)
    assert met.item.state == "counted"


# the frozen roster


def test_roster_is_that_of_the_day_of_the_meeting(journey):
    held_on = journey.day
    membership(person("Came Later"), journey.chain.cell, Standing.OFFICIAL, since=held_on + DAY)
    journey.meet(held_on=held_on, notice_sent_on=held_on)
    assert [row["name"] for row in journey.item.roster] == [f"Member Of Cell {number}" for number in range(5)]


def test_member_who_leaves_after_the_meeting_opened_is_still_counted():
    journey = Journey(build_chain()).to("grassroots")
    journey.meet()
    frozen = journey.item.roster
    leaving = journey.chain.users["grassroots_member"].person
    assert leaving is not None
    Seat.objects.filter(person=leaving, body=journey.chain.bodies["grassroots"]).delete()
    assert leaving.public_id not in {row.person for row in journey.roster()}
    journey.open_vote()
    journey.count()
    now(journey, "record_committee_vote", **PAPER)
    tally = Tally.objects.get(step="grassroots")
    assert (tally.base, tally.yes, tally.roster) == (5, 5, frozen)
    assert leaving.public_id in {row["person"] for row in tally.roster}


@pytest.mark.parametrize(
    ("standing", "came", "in_base", "votes", "reason"),
    [
        ("official", "present", True, True, "counted"),
        ("official", "excused", True, False, "counted"),
        ("official", "absent", True, False, "counted"),
        ("probationary", "present", False, False, "probationary"),
        ("exempt", "present", True, True, "counted"),
        ("exempt", "absent", False, False, "exempt"),
        ("temporarily_away", "present", True, True, "counted"),
        ("temporarily_away", "excused", False, False, "temporarily_away"),
        ("suspended", "present", False, False, "suspended"),
        ("prosecuted", "present", False, False, "prosecuted"),
    ],
)
def test_member_is_counted_and_handed_a_ballot_or_not(journey, standing, came, in_base, votes, reason):
    """An excused absentee stays in the base; who is exempt counts when he comes; a probationary member never votes."""
    member = person("Such A Member")
    if standing in (Standing.OFFICIAL, Standing.PROBATIONARY):
        membership(member, journey.chain.cell, standing)
    else:
        membership(member, journey.chain.cell, Standing.OFFICIAL)
        membership(member, journey.chain.cell, standing)
    others = [one.public_id for one in journey.chain.members]
    present = [*others, member.public_id] if came == "present" else others
    journey.meet(present=present, excused=[member.public_id] if came == "excused" else [])
    (row,) = [row for row in journey.item.roster if row["person"] == member.public_id]
    assert (row["attendance"], row["in_base"], row["votes"], row["reason"]) == (came, in_base, votes, reason)
    assert bool(row["article"]) == (not in_base)
    opened = journey.open_vote()
    voters = 5 + votes
    assert journey.item.expected == voters
    told = Event.objects.get(kind="vote.opened", case_id=journey.case_id).payload.values
    assert (told["ballots"], told["base"]) == (voters, 5 + in_base)
    assert opened.judgement.certificate["base"] == 5 + in_base
    journey.count()
    tally = now(journey, "record_cell_vote", **PAPER).judgement.tally
    assert (tally.base, tally.yes, tally.absent) == (5 + in_base, voters, in_base - votes)


def test_person_concerned_who_sits_in_the_body_is_counted_and_gets_no_ballot():
    """No rule found takes him out of the base; he takes no part in the vote on himself."""
    journey = Journey(build_chain()).to("grassroots")
    subject = journey.dossier.subject
    seat(subject, journey.chain.bodies["grassroots"], Role.MEMBER)
    journey.meet()
    (row,) = [row for row in journey.item.roster if row["person"] == subject.public_id]
    assert (row["in_base"], row["present"], row["votes"]) == (True, True, False)
    assert row["recused"] == "The matter is his own."
    certificate = journey.open_vote().judgement.certificate
    assert (journey.item.expected, certificate["base"], certificate["voters"]) == (5, 6, 5)
    journey.count()
    tally = now(journey, "record_committee_vote", **PAPER).judgement.tally
    assert (tally.base, tally.yes, tally.unreturned + tally.absent) == (6, 5, 1)


@pytest.mark.parametrize("verb", ["open_vote", "seal_box", "count_votes"])
def test_nobody_but_who_records_resolutions_acts_on_the_box(met, verb):
    acts: dict[str, dict[str, Any]] = {"open_vote": CARDS, "seal_box": {}, "count_votes": FIVE}
    for name, data in acts.items():
        if name == verb:
            break
        now(met, name, **data)
    before = stored()
    for who in ("clerk", "grassroots", "applicant"):
        with pytest.raises(NotPermitted):
            now(met, verb, by=met.chain.users[who], **acts[verb])
    assert stored() == before
