"""What the database itself refuses of a vote, whoever asks and by whatever door."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from tests.chain import Journey, build_chain
from tests.holding_meetings import signed_minutes
from tests.workflows.meetings import boxes
from tests.workflows.meetings.stored import FIVE, PAPER, now, stored
from workflows.meetings.convening import close_meeting, take_off
from workflows.meetings.guards import VOTES
from workflows.meetings.models import AgendaItem, CountedBallot, Meeting, MeetingState, Tally
from workflows.models import Judgement

pytestmark = pytest.mark.django_db

#: As the database holds it: how far the vote has come -> the act that brings it there.
STEPS: dict[str, Callable[[Journey], object]] = {
    "voting": lambda journey: journey.open_vote(),
    "sealed": lambda journey: now(journey, "seal_box"),
    "counted": lambda journey: now(journey, "count_votes", **FIVE),
    "resolved": lambda journey: now(journey, "record_cell_vote", **PAPER),
}


@pytest.fixture
def reached(met) -> Callable[[str], AgendaItem]:
    """``reached(state)``: the item of the cell's meeting in that state."""

    def go(state: str) -> AgendaItem:
        if state == "abandoned":
            met.open_vote()
            now(met, "set_aside_vote", reason="x", minutes=signed_minutes())
        if state == "postponed":
            now(met, "take_off_agenda", reason="x")
        if state == "listed":
            run("UPDATE workflows_agendaitem SET state = 'listed'")
        for name, step in STEPS.items():
            if state not in STEPS:
                break
            step(met)
            if name == state:
                break
        item = AgendaItem.objects.get()
        assert item.state == state
        return item

    return go


def run(sql: str, *params: Any) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)
        assert cursor.rowcount == 1


def refused(do: Callable[[], object]) -> None:
    before = stored()
    with pytest.raises(DatabaseError, match=VOTES.refusal):
        do()
    assert stored() == before


@pytest.mark.parametrize(
    ("state", "back"),
    [
        ("listed", ["voting", "sealed", "counted", "resolved"]),
        ("ready", ["sealed", "counted", "resolved"]),
        ("postponed", ["listed", "ready", "voting", "sealed", "counted", "resolved", "abandoned"]),
        ("voting", ["listed", "ready", "counted", "resolved", "postponed"]),
        ("sealed", ["listed", "ready", "voting", "resolved", "postponed"]),
        ("counted", ["listed", "ready", "voting", "sealed", "postponed"]),
        ("resolved", ["listed", "ready", "voting", "sealed", "counted", "postponed", "abandoned"]),
        ("abandoned", ["listed", "ready", "voting", "sealed", "counted", "resolved", "postponed"]),
    ],
)
def test_vote_neither_goes_back_nor_passes_over_a_state(reached, state, back):
    item = reached(state)
    for other in back:
        refused(partial(run, "UPDATE workflows_agendaitem SET state = %s WHERE id = %s", other, item.pk))


@pytest.mark.parametrize("medium", ["paper", "electronic"])
@pytest.mark.parametrize("state", ["listed", "ready"])
def test_unopened_vote_is_not_counted_by_a_hand_in_the_database(reached, state, medium):
    item = reached(state)
    jump = "UPDATE workflows_agendaitem SET state = 'counted', medium = %s, form = 'secret', counts = %s WHERE id = %s"
    refused(partial(run, jump, medium, '{"votes": {"yes": 5, "no": 0}}', item.pk))


@pytest.mark.parametrize("state", [*STEPS, "abandoned", "postponed"])
def test_item_comes_onto_an_agenda_unopened(reached, state):
    item = reached("ready")
    names = [str(field.column) for field in AgendaItem._meta.concrete_fields if not field.primary_key]
    copied = ", ".join({"public_id": "'ZZZZZZZZZZZZ'", "state": f"'{state}'"}.get(name, name) for name in names)
    columns = f"INSERT INTO workflows_agendaitem ({', '.join(names)})"
    refused(partial(run, f"{columns} SELECT {copied} FROM workflows_agendaitem WHERE id = %s", item.pk))


@pytest.mark.parametrize("state", ["ready", "voting", "sealed", "counted", "resolved", "abandoned"])
def test_tally_is_of_a_counted_vote_alone(reached, state):
    """Of one whose outcome is recorded there is a tally already."""
    item = reached(state)
    act = Judgement.objects.latest("pk")
    tally = Tally(case=item.case, judgement=act, item=item, body=item.meeting.body, step="cell", held_on="2025-01-02")
    tally.base = tally.minimum_yes = tally.valid = 5
    tally.passed = True

    def put_in() -> None:
        with transaction.atomic():
            tally.save()

    if state == "counted":
        put_in()
        assert Tally.objects.count() == 1
        return
    refused(put_in)
    tally.item = None
    refused(put_in)


@pytest.mark.parametrize(
    ("model", "state", "change"),
    [(AgendaItem, "voting", ("state", "'ready'")), (Tally, "resolved", ("passed", "false"))],
)
def test_nothing_is_replaced(reached, model, state, change):
    """Neither by REPLACE in an SQLite shell, which fires no trigger of a deletion, nor by PostgreSQL's ON CONFLICT."""
    reached(state)
    table, (column, value) = model._meta.db_table, change
    names = [field.column for field in model._meta.concrete_fields]
    rows = f"SELECT {', '.join(value if name == column else name for name in names)} FROM {table}"
    put_in = f"INTO {table} ({', '.join(names)}) {rows}"
    if connection.vendor == "postgresql":
        refused(partial(run, f"INSERT {put_in} ON CONFLICT (id) DO UPDATE SET {column} = {value}"))
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers=OFF")
        try:
            refused(partial(run, f"REPLACE {put_in}"))
        finally:
            cursor.execute("PRAGMA recursive_triggers=ON")


@pytest.mark.parametrize("state", [*STEPS, "abandoned"])
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("roster", "[]"),
        ("asked", '{"question": "Another?", "labels": {"yes": "No", "no": "Yes"}}'),
        ("certified_id", None),
        ("options", '["yes"]'),
        ("tellers", '["ZZZZZZZZZZZZ"]'),
        ("expected", 4),
        ("form", "secret"),
        ("medium", "electronic"),
        ("public_key", b"\x00" * 32),
    ],
)
def test_what_the_box_was_opened_with_is_never_changed(reached, state, column, value):
    item = reached(state)
    refused(partial(run, f"UPDATE workflows_agendaitem SET {column} = %s WHERE id = %s", value, item.pk))


@pytest.mark.parametrize("column", ["case_id", "task_id", "meeting_id"])
def test_opened_item_is_never_led_to_another_case_or_meeting(reached, column):
    item = reached("voting")
    other = Journey(build_chain()).to("cell")
    other.plan()
    elsewhere = getattr(other.item, column)
    other.item.delete()
    refused(partial(run, f"UPDATE workflows_agendaitem SET {column} = %s WHERE id = %s", elsewhere, item.pk))


@pytest.mark.parametrize("state", ["counted", "resolved"])
@pytest.mark.parametrize(
    ("column", "value"), [("counts", '{"votes": {"yes": 1, "no": 4}}'), ("voted", '["X"]'), ("receipts", '["X"]')]
)
def test_count_is_never_changed(reached, state, column, value):
    item = reached(state)
    refused(partial(run, f"UPDATE workflows_agendaitem SET {column} = %s WHERE id = %s", value, item.pk))


def test_certificate_is_never_exchanged_for_another(reached):
    item = reached("counted")
    other = Judgement.objects.exclude(pk=item.certified_id).latest("pk")
    refused(partial(run, "UPDATE workflows_agendaitem SET certified_id = %s WHERE id = %s", other.pk, item.pk))


def test_data_of_the_minutes_are_never_changed_once_recorded(reached):
    item = reached("resolved")
    for changed in ("{}", '{"number": "9"}'):
        refused(partial(run, "UPDATE workflows_agendaitem SET paper = %s WHERE id = %s", changed, item.pk))


# the meeting


FRAME = [
    ("key", "0123456789abcdef0123456789abcdef"),
    ("held_on", "2025-01-02"),
    ("starts_at", "09:30:00"),
    ("place", "elsewhere"),
    ("chair_sent_by", "15-CV/ĐU"),
    ("notice_sent_on", "2025-01-01"),
    ("representatives", "somebody"),
    ("attendance", "{}"),
]


def closed(journey: Journey) -> Meeting:
    """The cell's meeting, open, then closed with nothing left on its agenda."""
    told: dict[str, Any] = {"by": journey.chain.users["cell"], "on": journey.day}
    take_off(journey.item, key=uuid4(), reason="x", **told)
    close_meeting(Meeting.objects.get(), ended_at=None, **told)
    return Meeting.objects.get(state=MeetingState.CLOSED)


@pytest.mark.parametrize("state", ["open", "closed"])
@pytest.mark.parametrize(("column", "value"), FRAME)
def test_opened_meeting_is_never_changed(met, state, column, value):
    meeting = Meeting.objects.get() if state == "open" else closed(met)
    assert meeting.state == state
    refused(partial(run, f"UPDATE workflows_meeting SET {column} = %s WHERE id = %s", value, meeting.pk))


@pytest.mark.parametrize("state", ["open", "closed"])
@pytest.mark.parametrize("column", ["chair_id", "secretary_id", "body_id"])
def test_opened_meeting_is_never_given_to_others(met, state, column):
    meeting = Meeting.objects.get() if state == "open" else closed(met)
    chain = met.chain
    other = chain.bodies["grassroots"].pk if column == "body_id" else chain.members[4].pk
    assert getattr(meeting, column) != other
    refused(partial(run, f"UPDATE workflows_meeting SET {column} = %s WHERE id = %s", other, meeting.pk))


@pytest.mark.parametrize(
    ("state", "back"), [("open", ["planned", "cancelled"]), ("closed", ["planned", "open", "cancelled"])]
)
def test_meeting_never_goes_back(met, state, back):
    meeting = Meeting.objects.get() if state == "open" else closed(met)
    for earlier in back:
        refused(partial(run, "UPDATE workflows_meeting SET state = %s WHERE id = %s", earlier, meeting.pk))


def test_planned_meeting_is_free_and_an_open_one_may_close(journey):
    """What the guards let through, so that the refusals above are theirs."""
    meeting = journey.plan()
    for column, value in FRAME:
        run(f"UPDATE workflows_meeting SET {column} = %s WHERE id = %s", value, meeting.pk)
    run("UPDATE workflows_meeting SET state = 'open' WHERE id = %s", meeting.pk)
    run("UPDATE workflows_meeting SET state = 'closed', ended_at = '10:30:00' WHERE id = %s", meeting.pk)


@pytest.mark.parametrize("state", [*STEPS, "abandoned"])
def test_opened_item_is_never_deleted(reached, state):
    item = reached(state)
    refused(partial(run, "DELETE FROM workflows_agendaitem WHERE id = %s", item.pk))


def test_item_is_free_until_its_box_is_opened(reached):
    """What the guards let through, so that the refusals above are theirs."""
    item = reached("ready")
    run("UPDATE workflows_agendaitem SET expected = 7 WHERE id = %s", item.pk)
    run("UPDATE workflows_agendaitem SET state = 'listed' WHERE id = %s", item.pk)
    run("DELETE FROM workflows_agendaitem WHERE id = %s", item.pk)
    assert not AgendaItem.objects.exists()


@pytest.mark.parametrize(
    ("column", "value"),
    [("passed", False), ("base", 9), ("counts", '{"yes": 0, "no": 5}'), ("roster", "[]"), ("resolution_number", "9")],
)
def test_tally_is_never_changed_or_deleted(reached, column, value):
    reached("resolved")
    tally = Tally.objects.get()
    refused(partial(run, f"UPDATE workflows_tally SET {column} = %s WHERE id = %s", value, tally.pk))
    refused(partial(run, "DELETE FROM workflows_tally WHERE id = %s", tally.pk))


def test_counted_ballot_is_never_changed_or_deleted():
    box = boxes.opened()
    boxes.vote(box, "yes", "no", "yes", "yes")
    boxes.seal(box)
    boxes.count(box)
    for ballot in CountedBallot.objects.filter(choice="no"):
        refused(partial(run, "UPDATE workflows_countedballot SET choice = 'yes' WHERE id = %s", ballot.pk))
        refused(partial(run, "DELETE FROM workflows_countedballot WHERE id = %s", ballot.pk))
    assert CountedBallot.objects.count() == 4


@pytest.mark.postgres
@pytest.mark.parametrize("table", ["workflows_tally", "workflows_countedballot"])
def test_tables_of_counts_are_never_truncated(reached, table):
    reached("resolved")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what waits for the commit stands in the way of a truncation
        with pytest.raises(DatabaseError, match=VOTES.refusal), transaction.atomic():
            cursor.execute(f"TRUNCATE {table} CASCADE")
    assert Tally.objects.count() == 1


def test_queryset_and_object_meet_the_same_refusal(reached):
    reached("resolved")
    tally = Tally.objects.get()
    for do in (
        partial(Tally.objects.filter(pk=tally.pk).update, passed=False),
        tally.save,
        tally.delete,
        partial(AgendaItem.objects.filter(tally=tally).update, counts={}),
    ):
        with pytest.raises(DatabaseError, match=VOTES.refusal), transaction.atomic():
            do()
