"""What the database itself refuses of a vote: opening a closed box, altering what was counted, deleting either."""

from workflows.audit.guards import Guard

ITEM, BALLOT, TALLY = "workflows_agendaitem", "workflows_countedballot", "workflows_tally"
_OPENED = "OLD.state IN ('voting', 'sealed', 'counted', 'resolved')"
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
)
_OF_COUNTING = ("counts", "voted", "receipts")


def _box_is_closed(differs: str) -> str:
    """The condition under which an update of an item is refused; ``differs``: how two values are compared."""
    opening = " OR ".join(f"OLD.{name} {differs} NEW.{name}" for name in _OF_OPENING)
    counting = " OR ".join(f"OLD.{name} {differs} NEW.{name}" for name in _OF_COUNTING)
    back = "OLD.state IN ('sealed', 'counted', 'resolved') AND NEW.state NOT IN ('sealed', 'counted', 'resolved')"
    uncounted = "OLD.state IN ('counted', 'resolved') AND NEW.state = 'sealed'"
    unopened = "OLD.state = 'voting' AND NEW.state NOT IN ('voting', 'sealed')"
    again = f"OLD.state IN ('counted', 'resolved') AND ({counting})"
    return f"({back}) OR ({uncounted}) OR ({unopened}) OR ({again}) OR ({_OPENED} AND ({opening}))"


_POSTGRESQL = {
    "box_never_opens_again": (
        ITEM,
        f"BEFORE UPDATE ON {{table}} FOR EACH ROW WHEN ({_box_is_closed('IS DISTINCT FROM')})",
    ),
    "opened_box_is_never_deleted": (ITEM, f"BEFORE DELETE ON {{table}} FOR EACH ROW WHEN ({_OPENED})"),
    "counted_ballot_is_never_changed": (BALLOT, "BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW"),
    "counted_ballots_are_never_truncated": (BALLOT, "BEFORE TRUNCATE ON {table} FOR EACH STATEMENT"),
    "tally_is_never_changed": (TALLY, "BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW"),
    "tallies_are_never_truncated": (TALLY, "BEFORE TRUNCATE ON {table} FOR EACH STATEMENT"),
}
_SQLITE = {
    "box_never_opens_again": (ITEM, f"BEFORE UPDATE ON {{table}} WHEN {_box_is_closed('IS NOT')}"),
    "opened_box_is_never_deleted": (ITEM, f"BEFORE DELETE ON {{table}} WHEN {_OPENED}"),
    "counted_ballot_is_never_updated": (BALLOT, "BEFORE UPDATE ON {table}"),
    "counted_ballot_is_never_deleted": (BALLOT, "BEFORE DELETE ON {table}"),
    "tally_is_never_updated": (TALLY, "BEFORE UPDATE ON {table}"),
    "tally_is_never_deleted": (TALLY, "BEFORE DELETE ON {table}"),
}
VOTES = Guard("workflows_vote_refuses", "A vote that is closed stays as it is", _POSTGRESQL, _SQLITE)
