"""What the database itself refuses of a vote: opening a closed box, altering what was counted, deleting either."""

from workflows.audit.guards import Guard

ITEM, BALLOT, TALLY = "workflows_agendaitem", "workflows_countedballot", "workflows_tally"
MEETING = "workflows_meeting"
_OPENED = "OLD.state IN ('voting', 'sealed', 'counted', 'resolved', 'abandoned')"
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


_POSTGRESQL = {
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
_SQLITE = {
    "box_never_opens_again": (ITEM, f"BEFORE UPDATE ON {{table}} WHEN {_box_is_closed('IS NOT')}"),
    "opened_box_is_never_deleted": (ITEM, f"BEFORE DELETE ON {{table}} WHEN {_OPENED}"),
    "opened_meeting_is_never_changed": (MEETING, f"BEFORE UPDATE ON {{table}} WHEN {_meeting_is_open('IS NOT')}"),
    "counted_ballot_is_never_updated": (BALLOT, "BEFORE UPDATE ON {table}"),
    "counted_ballot_is_never_deleted": (BALLOT, "BEFORE DELETE ON {table}"),
    "tally_is_never_updated": (TALLY, "BEFORE UPDATE ON {table}"),
    "tally_is_never_deleted": (TALLY, "BEFORE DELETE ON {table}"),
}
VOTES = Guard("workflows_vote_refuses", "A vote that is closed stays as it is", _POSTGRESQL, _SQLITE)
