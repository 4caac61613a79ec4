"""What the database itself refuses of a vote: passing over a state of its item, opening a closed box, altering what was
counted, deleting either, a tally of what is not counted; putting into an electronic box or taking out of it what the
state of its item does not allow.
"""

from workflows.audit.guards import Guard

ITEM, BALLOT, TALLY = "workflows_agendaitem", "workflows_countedballot", "workflows_tally"
MEETING = "workflows_meeting"
_SINCE_OPENED = "state IN ('voting', 'sealed', 'counted', 'resolved', 'abandoned')"
_OPENED = f"OLD.{_SINCE_OPENED}"
#: What stands from the opening of the box, and what from the counting.
_OF_OPENING = (
    "case_id",
    "task_id",
    "meeting_id",
    "roster",
    "form",
    "medium",
    "options",
    "tellers",
    "expected",
    "public_key",
    "asked",
    "certified_id",
)
_OF_COUNTING = ("counts", "voted", "receipts")
#: … of a meeting from its opening on; it may still close.
_OF_MEETING = (
    "key",
    "body_id",
    "held_on",
    "starts_at",
    "place",
    "chair_id",
    "chair_sent_by",
    "secretary_id",
    "notice_sent_on",
    "representatives",
    "attendance",
)


def _box_is_closed(differs: str) -> str:
    """The condition under which an update of an item is refused; ``differs``: how two values are compared."""
    opening = " OR ".join(f"OLD.{name} {differs} NEW.{name}" for name in _OF_OPENING)
    counting = " OR ".join(f"OLD.{name} {differs} NEW.{name}" for name in _OF_COUNTING)
    ways = {
        "listed": "'listed', 'ready', 'postponed', 'abandoned'",
        "ready": "'listed', 'ready', 'voting', 'postponed', 'abandoned'",
        "postponed": "'postponed'",
        "voting": "'voting', 'sealed', 'abandoned'",
        "sealed": "'sealed', 'counted', 'abandoned'",
        "counted": "'counted', 'resolved', 'abandoned'",
        "resolved": "'resolved'",
        "abandoned": "'abandoned'",
    }
    back = " OR ".join(f"(OLD.state = '{old}' AND NEW.state NOT IN ({new}))" for old, new in ways.items())
    again = f"OLD.state IN ('counted', 'resolved') AND ({counting})"
    printed = f"OLD.state = 'resolved' AND OLD.paper {differs} NEW.paper"
    return f"{back} OR ({again}) OR ({printed}) OR ({_OPENED} AND ({opening}))"


def _meeting_is_open(differs: str) -> str:
    """The condition under which an update of a meeting is refused."""
    frame = " OR ".join(f"OLD.{name} {differs} NEW.{name}" for name in _OF_MEETING)
    unopened = "OLD.state = 'open' AND NEW.state NOT IN ('open', 'closed')"
    back = "OLD.state = 'closed' AND NEW.state <> 'closed'"
    return f"({unopened}) OR ({back}) OR (OLD.state IN ('open', 'closed') AND ({frame}))"


_BEGINS = "NEW.state NOT IN ('listed', 'ready')"
#: How the state of the item of a tally is asked: on PostgreSQL a condition may hold no query of its own.
_STATE_OF_ITEM = "workflows_state_of_item"
_POSTGRESQL = {
    "vote_begins_on_the_agenda": (ITEM, f"BEFORE INSERT ON {{table}} FOR EACH ROW WHEN ({_BEGINS})"),
    "tally_is_of_a_counted_vote": (
        TALLY,
        f"BEFORE INSERT ON {{table}} FOR EACH ROW WHEN ({_STATE_OF_ITEM}(NEW.item_id) <> 'counted')",
    ),
    "box_never_opens_again": (
        ITEM,
        f"BEFORE UPDATE ON {{table}} FOR EACH ROW WHEN ({_box_is_closed('IS DISTINCT FROM')})",
    ),
    "opened_box_is_never_deleted": (ITEM, f"BEFORE DELETE ON {{table}} FOR EACH ROW WHEN ({_OPENED})"),
    "opened_meeting_is_never_changed": (
        MEETING,
        f"BEFORE UPDATE ON {{table}} FOR EACH ROW WHEN ({_meeting_is_open('IS DISTINCT FROM')})",
    ),
    "counted_ballot_is_never_changed": (BALLOT, "BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW"),
    "counted_ballots_are_never_truncated": (BALLOT, "BEFORE TRUNCATE ON {table} FOR EACH STATEMENT"),
    "tally_is_never_changed": (TALLY, "BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW"),
    "tallies_are_never_truncated": (TALLY, "BEFORE TRUNCATE ON {table} FOR EACH STATEMENT"),
}
# The "replaced" triggers stop INSERT OR REPLACE also where recursive_triggers is off, as in the sqlite3 shell.
_SQLITE = {
    "vote_begins_on_the_agenda": (ITEM, f"BEFORE INSERT ON {{table}} WHEN {_BEGINS}"),
    "opened_box_is_never_replaced": (
        ITEM,
        f"BEFORE INSERT ON {{table}} WHEN EXISTS (SELECT 1 FROM {{table}} WHERE {_SINCE_OPENED}"
        " AND (id = NEW.id OR public_id = NEW.public_id OR task_id = NEW.task_id AND state <> 'abandoned'))",
    ),
    "tally_is_of_a_counted_vote": (
        TALLY,
        f"BEFORE INSERT ON {{table}} WHEN NOT EXISTS"
        f" (SELECT 1 FROM {ITEM} WHERE id = NEW.item_id AND state = 'counted')",
    ),
    "tally_is_never_replaced": (
        TALLY,
        "BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id OR item_id = NEW.item_id"
        " OR judgement_id = NEW.judgement_id)",
    ),
    "box_never_opens_again": (ITEM, f"BEFORE UPDATE ON {{table}} WHEN {_box_is_closed('IS NOT')}"),
    "opened_box_is_never_deleted": (ITEM, f"BEFORE DELETE ON {{table}} WHEN {_OPENED}"),
    "opened_meeting_is_never_changed": (MEETING, f"BEFORE UPDATE ON {{table}} WHEN {_meeting_is_open('IS NOT')}"),
    "counted_ballot_is_never_updated": (BALLOT, "BEFORE UPDATE ON {table}"),
    "counted_ballot_is_never_deleted": (BALLOT, "BEFORE DELETE ON {table}"),
    "tally_is_never_updated": (TALLY, "BEFORE UPDATE ON {table}"),
    "tally_is_never_deleted": (TALLY, "BEFORE DELETE ON {table}"),
}
VOTES = Guard(
    "workflows_vote_refuses",
    "A vote that is closed stays as it is",
    _POSTGRESQL,
    _SQLITE,
    {
        f"{_STATE_OF_ITEM}(item bigint)": "RETURNS text LANGUAGE plpgsql AS $$ DECLARE found text; BEGIN"
        f" SELECT state INTO found FROM {ITEM} WHERE id = item FOR SHARE; RETURN coalesce(found, ''); END $$"
    },
)

SEALED, KEY, TELLER = "workflows_sealedballot", "workflows_wrappedkey", "workflows_teller"
_OVER = ("counted", "abandoned")
#: {table: (states of the item in which rows come in, in which they go)}: keys are made before the opening and made
#: anew or dropped until then; ballots come in while the vote is open; all go once the item says that nothing is opened
#: again. What was opened comes in while the box is sealed, in the transaction that counts it.
_HELD: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    SEALED: (("voting",), _OVER),
    KEY: (("ready",), ("ready", *_OVER)),
    TELLER: (("ready",), ("ready", *_OVER)),
    BALLOT: (("sealed",), ()),
}
_NAMES = {SEALED: "sealed_ballot", KEY: "wrapped_key", TELLER: "teller", BALLOT: "counted_ballot"}
_STATE = "workflows_state_of_box"
_ELECTRONIC = "CASE WHEN medium = 'paper' THEN '' ELSE state END"


def _box_triggers(state: str, *, each_row: str, differs: str) -> dict[str, tuple[str, str]]:
    """``state``: how the state of the item of a row is asked."""

    def unless(row: str, states: tuple[str, ...]) -> str:
        return f"({state.format(row=row)} NOT IN ({', '.join(map(repr, states))}))"

    found = {}
    for table, (coming, going) in _HELD.items():
        name = _NAMES[table]
        found[f"{name}_comes_in_its_time"] = (
            table,
            f"BEFORE INSERT ON {{table}} {each_row} WHEN {unless('NEW', coming)}",
        )
        if going:
            found[f"{name}_goes_in_its_time"] = (
                table,
                f"BEFORE DELETE ON {{table}} {each_row} WHEN {unless('OLD', going)}",
            )
    for table in (SEALED, KEY):
        found[f"{_NAMES[table]}_is_never_changed"] = (table, f"BEFORE UPDATE ON {{table}} {each_row}")
    moved = f"OLD.item_id {differs} NEW.item_id OR OLD.person_id {differs} NEW.person_id"
    again = f"BEFORE UPDATE ON {{table}} {each_row} WHEN ({moved} OR {unless('OLD', ('ready',))})"
    return {**found, "teller_is_only_keyed_anew": (TELLER, again)}


BOXES = Guard(
    "workflows_box_refuses",
    "An electronic box takes and gives only in its time",
    {
        **_box_triggers(f"{_STATE}({{row}}.item_id)", each_row="FOR EACH ROW", differs="IS DISTINCT FROM"),
        **{
            f"{_NAMES[table]}s_are_never_emptied": (table, "BEFORE TRUNCATE ON {table} FOR EACH STATEMENT")
            for table in (SEALED, KEY, TELLER)
        },
    },
    {
        **_box_triggers(
            f"coalesce((SELECT {_ELECTRONIC} FROM {ITEM} WHERE id = {{row}}.item_id), '')",
            each_row="",
            differs="IS NOT",
        ),
        # REPLACE, where recursive_triggers is off, as in the sqlite3 shell; a voter's own second ballot comes here too
        "sealed_ballot_is_never_replaced": (
            SEALED,
            "BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id"
            " OR (item_id = NEW.item_id AND (voter_id = NEW.voter_id OR sealed = NEW.sealed)))",
        ),
    },
    # the share holds the sealing off until the row is in, and waits for one in its midst (see ballots._share)
    {
        f"{_STATE}(box bigint)": "RETURNS text LANGUAGE plpgsql AS $$ DECLARE found text; BEGIN"
        f" SELECT {_ELECTRONIC} INTO found FROM {ITEM} WHERE id = box FOR SHARE; RETURN coalesce(found, ''); END $$"
    },
    frozenset({"sealed_ballot_is_never_replaced"}),
)
