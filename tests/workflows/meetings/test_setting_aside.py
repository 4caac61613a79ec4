"""A vote that somebody has seen ends without an outcome by signed minutes alone; the next certificate tells of it."""

from functools import partial

import pytest

from tests.chain import Journey, build_chain
from tests.holding_meetings import signed_minutes
from tests.workflows.meetings.stored import now, refused
from tests.workflows.meetings.votes import cell_that_met, open_electronically, put_in
from workflows.audit.chain import verify
from workflows.meetings.models import AgendaItem, ItemState

pytestmark = pytest.mark.django_db
IN_THE_ROOM = "The vote is taken in the room: set it aside, with signed minutes of what happened."
UNSEEN = "Nobody has seen these ballots; the vote can be broken off."


@pytest.fixture(params=[("secret", False), ("card", False), ("secret", True), ("card", True)])
def in_the_room(request: pytest.FixtureRequest) -> Journey:
    """A vote on paper or by cards, open or closed."""
    form, closed = request.param
    journey = Journey(build_chain()).to("cell")
    journey.meet()
    journey.open_vote(form=form)
    if closed:
        now(journey, "seal_box")
    return journey


def test_vote_in_the_room_is_not_broken_off(in_the_room: Journey) -> None:
    """Cards raised are seen before they are counted: who dislikes them does not end the vote by a word."""
    state = in_the_room.item.state
    assert refused(partial(now, in_the_room, "break_off_vote", reason="x"), "") == IN_THE_ROOM
    assert in_the_room.item.state == state


def test_vote_in_the_room_is_set_aside_with_a_reason_and_signed_minutes_only(in_the_room: Journey) -> None:
    aside = partial(now, in_the_room, "set_aside_vote", reason="thừa một phiếu", minutes=signed_minutes())
    assert refused(partial(aside, minutes=None), "minutes").startswith("The signed minutes are needed")
    for nothing in ("", "  "):
        assert refused(partial(aside, reason=nothing), "reason") == "Say why the vote ends without an outcome."
    item = in_the_room.item
    aside()
    kept = AgendaItem.objects.get(pk=item.pk)
    assert (kept.state, kept.reason) == (ItemState.ABANDONED, "thừa một phiếu")
    paper = in_the_room.dossier.documents.get(code="counting_minutes")
    assert (paper.issued_on, bool(paper.sha256)) == (item.meeting.held_on, True)
    told = in_the_room.dossier.events.get(kind="vote.broken_off").payload.values
    assert told == {"meeting": item.meeting.public_id, "reason": "thừa một phiếu"}
    assert verify(in_the_room.dossier).ok


def test_certificate_of_the_new_vote_tells_of_the_one_before_it(in_the_room: Journey) -> None:
    before = in_the_room.item.meeting.held_on
    now(in_the_room, "set_aside_vote", reason="thừa một phiếu", minutes=signed_minutes())
    in_the_room.meet()
    certificate = in_the_room.open_vote().judgement.certificate
    (line,) = [line for line in certificate["lines"] if line["rule"] == "MEET-06"]
    assert (line["status"], line["blocks"]) == ("broken", False)
    assert line["numbers"] == {"count": 1, "day": before.isoformat()}


def test_new_vote_is_not_dated_before_the_one_set_aside(in_the_room: Journey) -> None:
    """Its meeting is entered afterwards, with an earlier day."""
    opened = in_the_room.item.meeting.held_on
    now(in_the_room, "set_aside_vote", reason="x", minutes=signed_minutes())
    days = {"held_on": opened - in_the_room.pace, "notice_sent_on": opened - 2 * in_the_room.pace}
    assert "lies before the last act in this case" in refused(partial(in_the_room.plan, **days), "held_on")


@pytest.mark.parametrize("closed", [False, True])
def test_electronic_vote_nobody_has_seen_is_broken_off_with_a_reason_and_not_set_aside(closed: bool) -> None:
    journey = open_electronically(cell_that_met())
    if closed:
        put_in(journey, "yes", "yes", "yes")
        now(journey, "seal_box")
    assert refused(partial(now, journey, "set_aside_vote", reason="x", minutes=signed_minutes()), "") == UNSEEN
    assert refused(partial(now, journey, "break_off_vote", reason=" "), "reason").startswith("Say why")
    now(journey, "break_off_vote", reason="quên mật khẩu")
    assert AgendaItem.objects.get().state == ItemState.ABANDONED
