"""Writing the record of a case and proving it whole: every event holds the hash of the one before it.

An event says in the clear only what kind of thing happened and when. Who did it, in which body and with which values
stands there as a commitment: SHA-256 over a random salt and the value. Salts and values lie in the payload, which can
be redacted.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from organization.models import Body, User
from organization.writing import insert
from workflows.audit.models import Event, EventPayload, Reading
from workflows.models import Case

VERSION = 1
#: The hash before the first event of a case.
GENESIS = "0" * 64
#: The kind of the event that records a redaction; a redaction without one is tampering. Its own fields stay readable.
REDACTED = "redacted"
ACTOR, BODY = "_actor", "_body"
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


@dataclass(frozen=True)
class Entry:
    """One thing that happened. ``fields``: {name: value as ``plain`` takes it}; no name begins with "_"."""

    kind: str
    on: date
    actor: User | None = None
    body: Body | None = None
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Report:
    """``count``: events found. ``broken_at``: the sequence of the first break, or None; ``problem`` describes it.
    ``erased``: fields that are no longer there, each with an event that says who erased it and why."""

    count: int
    broken_at: int | None = None
    problem: str = ""
    erased: int = 0

    @property
    def ok(self) -> bool:
        return self.broken_at is None


def plain(value: object) -> Any:
    """``value`` as JSON of texts, integers, booleans, nulls, lists and objects; days and times become ISO text.

    Raises TypeError for anything else, floats above all; ValueError for text no database can keep.
    """
    match value:
        case None | bool():
            return value
        case Enum():
            return plain(value.value)
        case int():
            return int(value)
        case str() | Promise() | UUID():
            text = str(value)
            if "\0" in text:
                raise ValueError("The record keeps no null characters.")
            text.encode()  # a lone surrogate fails here
            return text
        case datetime():
            return _moment(value)
        case date():
            return value.isoformat()
        case Mapping():
            return {plain(str(key)): plain(inner) for key, inner in value.items()}
        case list() | tuple():
            return [plain(inner) for inner in value]
    raise TypeError(f"The record keeps no {type(value).__name__}: {value!r}")


def canonical(value: object) -> str:
    """The JSON text of a plain value: keys sorted by code point, no spaces, no needless escapes. Hashed as UTF-8."""
    return _ENCODER.encode(value)


def commitment(salt: str, value: object) -> str:
    return digest(salt + canonical(value))


def seal(
    public_id: str, sequence: int, previous: str, entry: Entry, at: datetime
) -> tuple[str, dict[str, dict[str, Any]]]:
    """The text of one event, ready to be hashed, and the fields of its payload with their salts."""
    fields = _payload(entry)
    hidden = {name: commitment(kept["salt"], kept["value"]) for name, kept in fields.items()}
    content = _content(public_id, sequence, entry.kind, entry.on, at, previous)
    return canonical(content | _commitments(hidden)), fields


def digest(text: str) -> str:
    """SHA-256 in hexadecimal digits: the hash of an event is that of its text."""
    return hashlib.sha256(text.encode()).hexdigest()


def append(case: Case, entries: Sequence[Entry], at: datetime) -> list[Event]:
    """Record ``entries`` in their order: two INSERT statements, however many they are.

    Moves ``case.event_count`` and ``case.head_hash`` in memory; the caller holds the lock on the case and saves it in
    the same transaction. Raises TransactionManagementError outside a transaction.
    """
    if not entries:
        return []
    require_transaction()
    events, payloads = [], []
    for entry in entries:
        sequence, previous = case.event_count + 1, case.head_hash or GENESIS
        text, fields = seal(case.public_id, sequence, previous, entry, at)
        event = Event(
            case_id=case.pk,
            sequence=sequence,
            kind=entry.kind,
            on=entry.on,
            at=at,
            canonical=text,
            previous_hash=previous,
            hash=digest(text),
        )
        events.append(event)
        payloads.append(EventPayload(event=event, actor=entry.actor, body=entry.body, fields=fields))
        case.event_count, case.head_hash = sequence, event.hash
    insert(events)
    for event, payload in zip(events, payloads, strict=True):
        payload.event_id = event.pk
    insert(payloads)
    return events


def redact(event: Event, names: Iterable[str], on: date) -> Entry:
    """Erase value and salt of the named fields ("_actor" and "_body" included); the commitments in the event stay.

    Changes the payload alone and returns the entry the caller must append to the same case in the same transaction,
    with who did it (``dataclasses.replace``): without it ``verify`` reports the redaction as tampering. Raises
    ValueError for an unknown field, one that is erased already, and for the record of a redaction itself.
    """
    require_transaction()
    payload = EventPayload.objects.select_for_update().get(pk=event.pk)
    entry = erase_fields(payload, event, names, on)
    payload.save(update_fields=["actor", "body", "fields"])
    return entry


def erase_fields(row: EventPayload | Reading, of: Event | Reading, names: Iterable[str], on: date) -> Entry:
    """What ``redact`` does to ``row``, in memory, and the entry that has to be appended. Raises as it does."""
    wanted = sorted(set(names))
    there = {name for name, kept in row.fields.items() if "redacted" not in kept}
    if of.kind == REDACTED or not wanted or not set(wanted) <= there:
        raise ValueError(f"Event {of.sequence} ({of.kind}) has no such fields to redact: {wanted}")
    for name in wanted:
        row.fields[name] = {"redacted": on.isoformat()}
    if ACTOR in wanted:
        row.actor = None
    if BODY in wanted:
        row.body = None
    return Entry(REDACTED, on, fields={"sequence": of.sequence, "names": wanted})


def verify(case: Case) -> Report:
    """Compute the whole record of ``case`` again: order, gaps, hashes, commitments, redactions, head. One statement."""
    return examine(list(rows_of(Case.objects.filter(pk=case.pk))))


def examine(rows: Iterable[Mapping[str, Any]]) -> Report:
    """The record of one case, by what ``rows_of`` has of it; of one day, by ``readings.rows_of_days``. Row by row."""
    previous, count, end = GENESIS, 0, (0, GENESIS)
    redacted: list[tuple[int, str]] = []
    recorded: set[tuple[int, str]] = set()
    left = iter(rows)
    for row in left:
        end = row["event_count"], row["head_hash"] or GENESIS
        if row["events__id"] is None:
            continue
        count += 1
        problem, gone = _examine(row, count, previous)
        if problem:
            return Report(count + sum(1 for _row in left), count, problem)
        redacted += [(count, name) for name in gone]
        if row["events__kind"] == REDACTED:
            recorded |= _recorded(row["events__payload__fields"])
        previous = row["events__hash"]
    for sequence, name in redacted:
        if (sequence, name) not in recorded:
            return Report(count, sequence, _("A field was erased, and no event records it."))
    if end != (count, previous):
        told = _("The case counts other events than there are: the end was cut or added to.")
        return Report(count, count + 1, told)
    return Report(count, erased=len(redacted))


def require_transaction() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError(
            "The record is written only inside the transaction of the act it records."
        )


def _moment(at: datetime) -> str:
    """ISO 8601 in UTC to the microsecond. Raises ValueError for a time without zone."""
    if at.tzinfo is None:
        raise ValueError(f"A time of the record needs its zone: {at}")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _payload(entry: Entry) -> dict[str, dict[str, Any]]:
    if any(name.startswith("_") for name in entry.fields):
        raise ValueError(f"Names that begin with an underscore are taken: {sorted(entry.fields)}")
    values = {name: plain(value) for name, value in entry.fields.items()}
    values[ACTOR] = entry.actor.pk if entry.actor else None
    values[BODY] = entry.body.pk if entry.body else None
    return {name: {"salt": secrets.token_hex(32), "value": value} for name, value in values.items()}


def _content(case: str, sequence: int, kind: str, on: date, at: datetime, previous: str) -> dict[str, Any]:
    """What of the canonical JSON the columns of the event repeat."""
    return {
        "v": VERSION,
        "case": case,
        "seq": sequence,
        "kind": kind,
        "on": on.isoformat(),
        "at": _moment(at),
        "prev": previous,
    }


def _commitments(commitments: dict[str, str]) -> dict[str, Any]:
    return {
        "actor": commitments[ACTOR],
        "body": commitments[BODY],
        "fields": {name: sealed for name, sealed in commitments.items() if name not in (ACTOR, BODY)},
    }


def rows_of(cases: QuerySet[Case]) -> Any:
    """The heads and every event, case by case, in one statement, so that an act in between shows neither without the
    other."""
    columns = ("id", "sequence", "kind", "on", "at", "canonical", "previous_hash", "hash")
    payload = ("event_id", "actor_id", "body_id", "fields")
    return cases.order_by("pk", "events__sequence", "events__id").values(
        "pk",
        "public_id",
        "event_count",
        "head_hash",
        *(f"events__{name}" for name in columns),
        *(f"events__payload__{name}" for name in payload),
    )


def _examine(row: Mapping[str, Any], sequence: int, previous: str) -> tuple[str, list[str]]:
    """What is wrong with one event ("" if nothing), and its redacted fields."""
    text = row["events__canonical"]
    if row["events__sequence"] != sequence:
        return _("An event is missing or was put in between."), []
    if digest(text) != row["events__hash"]:
        return _("The text of the event does not have its hash."), []
    if row["events__previous_hash"] != previous:
        return _("The event does not follow the one before it."), []
    try:
        content = json.loads(text)
        sealed = {ACTOR: content["actor"], BODY: content["body"], **content["fields"]}
    except (ValueError, KeyError, TypeError):
        return _("The text of the event cannot be read."), []
    columns = _content(row["public_id"], sequence, row["events__kind"], row["events__on"], row["events__at"], previous)
    if canonical(columns | _commitments(sealed)) != text:
        return _("The event says something else than its text."), []
    if row["events__payload__event_id"] is None:
        return _("The payload of the event is missing."), []
    return _examine_payload(row, sealed)


def _examine_payload(row: Mapping[str, Any], sealed: dict[str, str]) -> tuple[str, list[str]]:
    fields = row["events__payload__fields"]
    if not isinstance(fields, dict) or fields.keys() != sealed.keys():
        return _("The payload has other fields than the event."), []
    redacted = []
    for name, kept in fields.items():
        match kept:
            case {"redacted": str(day), **rest} if not rest and _is_day(day) and row["events__kind"] != REDACTED:
                redacted.append(name)
            case {"salt": str(salt), "value": value, **rest} if not rest and commitment(salt, value) == sealed[name]:
                pass
            case _:
                return _("The field “%(name)s” is not what was recorded.") % {"name": name}, []
    for name, column in ((ACTOR, "events__payload__actor_id"), (BODY, "events__payload__body_id")):
        if row[column] != fields[name].get("value"):
            return _("The field “%(name)s” is not what was recorded.") % {"name": name}, []
    return "", redacted


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _recorded(fields: dict[str, Any]) -> set[tuple[int, str]]:
    """The (sequence, field) pairs an event of the kind REDACTED answers for; its fields were verified before. It names
    one event, or of a day of readings a list of them."""
    of, names = fields["sequence"]["value"], fields["names"]["value"]
    return {(sequence, name) for sequence in (of if isinstance(of, list) else [of]) for name in names}
