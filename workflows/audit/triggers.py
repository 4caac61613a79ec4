"""What the database itself refuses: changing or deleting an event, deleting a payload or moving it to another event."""

from workflows.audit.guards import Guard

EVENT, PAYLOAD = "workflows_event", "workflows_eventpayload"

_POSTGRESQL = {
    "event_is_never_changed": (EVENT, "BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW"),
    "event_is_never_truncated": (EVENT, "BEFORE TRUNCATE ON {table} FOR EACH STATEMENT"),
    "payload_is_never_deleted": (PAYLOAD, "BEFORE DELETE ON {table} FOR EACH ROW"),
    "payload_is_never_truncated": (PAYLOAD, "BEFORE TRUNCATE ON {table} FOR EACH STATEMENT"),
    "payload_keeps_its_event": (
        PAYLOAD,
        "BEFORE UPDATE ON {table} FOR EACH ROW WHEN (OLD.event_id IS DISTINCT FROM NEW.event_id)",
    ),
}
# The two "replaced" triggers stop INSERT OR REPLACE also where recursive_triggers is off, as in the sqlite3 shell.
_SQLITE = {
    "event_is_never_updated": (EVENT, "BEFORE UPDATE ON {table}"),
    "event_is_never_deleted": (EVENT, "BEFORE DELETE ON {table}"),
    "event_is_never_replaced": (
        EVENT,
        "BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id"
        " OR (case_id = NEW.case_id AND sequence = NEW.sequence))",
    ),
    "payload_is_never_deleted": (PAYLOAD, "BEFORE DELETE ON {table}"),
    "payload_is_never_replaced": (
        PAYLOAD,
        "BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE event_id = NEW.event_id)",
    ),
    "payload_keeps_its_event": (PAYLOAD, "BEFORE UPDATE ON {table} WHEN OLD.event_id IS NOT NEW.event_id"),
}

RECORD = Guard("workflows_record_refuses", "The record only grows", _POSTGRESQL, _SQLITE)

JUDGEMENT = "workflows_judgement"
#: A judgement is written whole, once, by its act: no column of it has a reason to change.
JUDGEMENTS = Guard(
    "workflows_judgement_refuses",
    "A judgement stays as it was given",
    {
        "judgement_is_never_changed": (JUDGEMENT, "BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW"),
        "judgements_are_never_truncated": (JUDGEMENT, "BEFORE TRUNCATE ON {table} FOR EACH STATEMENT"),
    },
    {
        "judgement_is_never_updated": (JUDGEMENT, "BEFORE UPDATE ON {table}"),
        "judgement_is_never_deleted": (JUDGEMENT, "BEFORE DELETE ON {table}"),
        "judgement_is_never_replaced": (
            JUDGEMENT,
            "BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id OR key = NEW.key)",
        ),
    },
)

CHECKPOINT, HEAD = "workflows_checkpoint", "workflows_checkpointhead"
#: What was signed stays, to the last head.
CHECKPOINTS = Guard(
    "workflows_checkpoint_refuses",
    "A checkpoint stays as it was signed",
    {
        "checkpoint_is_never_changed": (CHECKPOINT, "BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW"),
        "checkpoints_are_never_truncated": (CHECKPOINT, "BEFORE TRUNCATE ON {table} FOR EACH STATEMENT"),
        "signed_head_is_never_changed": (HEAD, "BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW"),
        "signed_heads_are_never_truncated": (HEAD, "BEFORE TRUNCATE ON {table} FOR EACH STATEMENT"),
    },
    {
        "checkpoint_is_never_updated": (CHECKPOINT, "BEFORE UPDATE ON {table}"),
        "checkpoint_is_never_deleted": (CHECKPOINT, "BEFORE DELETE ON {table}"),
        "checkpoint_is_never_replaced": (
            CHECKPOINT,
            "BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id OR number = NEW.number)",
        ),
        "signed_head_is_never_updated": (HEAD, "BEFORE UPDATE ON {table}"),
        "signed_head_is_never_deleted": (HEAD, "BEFORE DELETE ON {table}"),
        "signed_head_is_never_replaced": (
            HEAD,
            "BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id"
            " OR (checkpoint_id = NEW.checkpoint_id AND place = NEW.place))",
        ),
    },
)

DAY, READING = "workflows_readingday", "workflows_reading"
_OF_READING = ("id", "day_id", "sequence", "kind", '"on"', "at", "canonical", "previous_hash", "hash")
#: What an erasure empties; it puts nothing in place of it.
_EMPTIED = ("actor_id", "body_id", "case_id")
_GROWS = "NEW.id <> OLD.id OR NEW.day <> OLD.day OR NEW.count <> OLD.count + 1 OR NEW.previous <> OLD.head"


def _changed(differs: str) -> str:
    """The condition under which an update of a reading is refused; ``differs``: how two values are compared."""
    same = " OR ".join(f"NEW.{name} {differs} OLD.{name}" for name in _OF_READING)
    other = " OR ".join(f"(NEW.{name} IS NOT NULL AND NEW.{name} {differs} OLD.{name})" for name in _EMPTIED)
    return f"{same} OR {other} OR (NEW.listed <> '[]' AND NEW.listed {differs} OLD.listed)"


#: A day only grows by the next reading, which moves it; a reading is erased but not altered.
READINGS = Guard(
    "workflows_readings_refuse",
    "The log of readings only grows",
    {
        "day_only_grows": (DAY, f"BEFORE UPDATE ON {{table}} FOR EACH ROW WHEN ({_GROWS})"),
        "day_is_never_deleted": (DAY, "BEFORE DELETE ON {table} FOR EACH ROW"),
        "days_are_never_truncated": (DAY, "BEFORE TRUNCATE ON {table} FOR EACH STATEMENT"),
        "reading_is_never_changed": (
            READING,
            f"BEFORE UPDATE ON {{table}} FOR EACH ROW WHEN ({_changed('IS DISTINCT FROM')})",
        ),
        "reading_moves_its_day": (READING, "AFTER INSERT ON {table} FOR EACH ROW"),
        "reading_is_never_deleted": (READING, "BEFORE DELETE ON {table} FOR EACH ROW"),
        "readings_are_never_truncated": (READING, "BEFORE TRUNCATE ON {table} FOR EACH STATEMENT"),
    },
    {
        "day_only_grows": (DAY, f"BEFORE UPDATE ON {{table}} WHEN {_GROWS}"),
        "day_is_never_deleted": (DAY, "BEFORE DELETE ON {table}"),
        "day_is_never_replaced": (
            DAY,
            "BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id OR day = NEW.day)",
        ),
        "reading_is_never_changed": (READING, f"BEFORE UPDATE ON {{table}} WHEN {_changed('IS NOT')}"),
        "reading_moves_its_day": (READING, "AFTER INSERT ON {table}"),
        "reading_is_never_deleted": (READING, "BEFORE DELETE ON {table}"),
        "reading_is_never_replaced": (
            READING,
            "BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id"
            " OR (day_id = NEW.day_id AND sequence = NEW.sequence))",
        ),
    },
    passed_over=frozenset({"day_is_never_replaced"}),
    done={
        "reading_moves_its_day": f"UPDATE {DAY} SET previous = NEW.previous_hash, head = NEW.hash, count = NEW.sequence"
        " WHERE id = NEW.day_id"
    },
)

ADMINISTRATION = "workflows_administrationevent"
#: What administrators did stays as it was recorded.
ADMINISTRATION_RECORD = Guard(
    "workflows_administration_refuses",
    "The record of the administration only grows",
    {
        "administration_event_is_never_changed": (ADMINISTRATION, "BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW"),
        "administration_events_are_never_truncated": (
            ADMINISTRATION,
            "BEFORE TRUNCATE ON {table} FOR EACH STATEMENT",
        ),
    },
    {
        "administration_event_is_never_updated": (ADMINISTRATION, "BEFORE UPDATE ON {table}"),
        "administration_event_is_never_deleted": (ADMINISTRATION, "BEFORE DELETE ON {table}"),
        "administration_event_is_never_replaced": (
            ADMINISTRATION,
            "BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id OR sequence = NEW.sequence)",
        ),
    },
)
