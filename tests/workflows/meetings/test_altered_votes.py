"""A hand in the database alters a vote where no trigger stands: nothing that the record contradicts is used."""

import json
from functools import partial
from typing import Any

import pytest
from django.db import connection, transaction

from tests.chain import Journey
from tests.holding_meetings import signed_minutes
from tests.workflows.meetings.stored import FIVE, PAPER, now, refused
from tests.workflows.meetings.votes import both_keys, cell_that_met, open_electronically, put_in
from workflows.audit.chain import Report
from workflows.audit.models import Event, EventPayload
from workflows.audit.triggers import JUDGEMENTS
from workflows.audit.verifying import verify_all
from workflows.meetings.guards import VOTES
from workflows.meetings.models import AgendaItem, ItemState, Tally
from workflows.models import Case, Judgement

pytestmark = pytest.mark.django_db
ALL_AGREE = json.dumps(
    {"issued": 5, "returned": 5, "invalid": 0, "votes": {"yes": 5, "no": 0}, "unreturned": 0, "absent": 0}
)
ONE_AGREES: dict[str, Any] = {**FIVE, "votes": {"yes": 1, "no": 4}}


def run(sql: str, *params: Any) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)
        assert cursor.rowcount == 1


def forged(sql: str, *params: Any) -> None:
    """The triggers out of the way."""
    with VOTES.suspended(connection):
        run(sql, *params)


def report() -> Report:
    [(_case, found)] = verify_all(Case.objects.all())
    return found


def sequence_of(verb: str) -> int:
    return Event.objects.get(kind=f"cell.{verb}").sequence


def test_count_that_nobody_entered_is_not_recorded_and_is_set_aside(met: Journey) -> None:
    met.open_vote()
    now(met, "seal_box")
    run("UPDATE workflows_agendaitem SET state = 'counted', counts = %s", ALL_AGREE)
    assert refused(partial(now, met, "record_cell_vote", **PAPER), "").startswith("The count is another")
    now(met, "set_aside_vote", reason="số phiếu bị sửa", minutes=signed_minutes())
    assert (met.dossier.agenda_item, AgendaItem.objects.get().state) == (None, ItemState.ABANDONED)


UNRECORDED = "The record knows of no sealing of this vote; nothing was counted. Break it off or set it aside."


def test_box_sealed_by_a_hand_in_the_database_is_not_counted_and_is_set_aside(met: Journey) -> None:
    met.open_vote()
    run("UPDATE workflows_agendaitem SET state = 'sealed'")
    assert refused(partial(now, met, "count_votes", **FIVE), "") == UNRECORDED
    now(met, "set_aside_vote", reason="hòm phiếu bị đóng ngoài chương trình", minutes=signed_minutes())
    met.vote()
    assert report().ok


def test_electronic_box_sealed_by_a_hand_in_the_database_is_not_counted_and_is_broken_off() -> None:
    journey = open_electronically(cell_that_met())
    put_in(journey, "yes", "no", "yes")
    run("UPDATE workflows_agendaitem SET state = 'sealed'")
    assert refused(partial(now, journey, "count_ballots", **both_keys(journey.item)), "") == UNRECORDED
    now(journey, "break_off_vote", reason="hòm phiếu bị đóng ngoài chương trình")
    assert AgendaItem.objects.get().state == ItemState.ABANDONED


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE workflows_agendaitem SET form = 'secret'",
        "UPDATE workflows_agendaitem SET medium = 'electronic'",
        "UPDATE workflows_judgement SET certificate = replace(certificate{text}, 'propose', 'decide'){json}"
        " WHERE verb = 'open_vote'",
    ],
)
def test_count_of_a_vote_otherwise_held_than_certified_is_not_recorded_and_is_set_aside(
    met: Journey, change: str
) -> None:
    """Whatever the record of an outcome refuses, a count can be set aside for."""
    met.open_vote()
    now(met, "seal_box")
    now(met, "count_votes", **FIVE)
    text, json_type = ("::text", "::jsonb") if connection.vendor == "postgresql" else ("", "")
    with JUDGEMENTS.suspended(connection):
        forged(change.format(text=text, json=json_type))
    refused(partial(now, met, "record_cell_vote", **PAPER), "")
    now(met, "set_aside_vote", reason="khác giấy xác nhận", minutes=signed_minutes())
    assert met.dossier.agenda_item is None


def test_count_is_believed_to_no_payload_that_its_event_does_not_commit_to(met: Journey) -> None:
    met.open_vote()
    now(met, "seal_box")
    now(met, "count_votes", **ONE_AGREES)
    forged("UPDATE workflows_agendaitem SET counts = %s", ALL_AGREE)
    payload = EventPayload.objects.get(event__kind="vote.ballots_counted")
    payload.fields["votes"]["value"] = {"yes": 5, "no": 0}
    payload.save()
    assert refused(partial(now, met, "record_cell_vote", **PAPER), "").startswith("The count is another")


def test_roster_altered_before_the_opening_opens_no_vote(met: Journey) -> None:
    roster = met.item.roster
    roster[4] |= {"in_base": False, "votes": False, "reason": "exempt"}
    run("UPDATE workflows_agendaitem SET roster = %s", json.dumps(roster))
    assert refused(met.open_vote, "").startswith("The roster is another")
    now(met, "take_off_agenda", reason="danh sách bị sửa")
    met.meet()
    met.open_vote()
    assert met.item.state == ItemState.VOTING


def test_tally_of_no_vote_is_found(met: Journey) -> None:
    met.open_vote()
    act, committee = Judgement.objects.get(verb="open_vote"), met.task.body
    assert committee is not None
    with VOTES.suspended(connection):
        Tally.objects.create(
            case=met.dossier,
            judgement=act,
            body=committee,
            step="cell",
            held_on=met.day,
            base=5,
            minimum_yes=4,
            counts={"yes": 5, "no": 0},
            valid=5,
            passed=True,
            outcome="yes",
        )
    found = report()
    assert (found.broken_at, found.problem) == (sequence_of("open_vote"), "The record knows no vote of this tally.")


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("UPDATE workflows_tally SET passed = true, outcome = 'yes'", "passed, adopted"),
        ('UPDATE workflows_tally SET counts = \'{"yes": 5, "no": 0}\'', "votes"),
        ("UPDATE workflows_tally SET roster = '[]'", "roster"),
        ("UPDATE workflows_tally SET minimum_yes = 1", "minimum_yes"),
        ("UPDATE workflows_tally SET resolution_number = '9'", "resolution"),
        (f"UPDATE workflows_agendaitem SET counts = '{ALL_AGREE}'", "votes"),
        ("UPDATE workflows_agendaitem SET paper = '{}'", "minutes"),
        ("DELETE FROM workflows_tally", "missing"),
    ],
)
def test_altered_tally_is_found_at_the_act_that_recorded_it(met: Journey, change: str, named: str) -> None:
    met.open_vote()
    now(met, "seal_box")
    now(met, "count_votes", **ONE_AGREES)
    now(met, "record_cell_vote", **PAPER)
    assert report().ok
    forged(change)
    found = report()
    assert (found.ok, found.broken_at) == (False, sequence_of("record_cell_vote"))
    assert named in found.problem


def test_untouched_vote_verifies_after_one_that_was_set_aside(met: Journey) -> None:
    met.open_vote()
    now(met, "set_aside_vote", reason="mất điện", minutes=signed_minutes())
    met.vote()
    assert report().ok
