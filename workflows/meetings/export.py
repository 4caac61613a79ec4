"""A vote as a file that a stranger's program can check without this one: ``tools/verify_certificate.py`` does."""

from collections.abc import Iterable, Sequence
from typing import Any

from workflows.audit.chain import REDACTED
from workflows.audit.models import Event
from workflows.meetings.models import AgendaItem, ItemState
from workflows.models import Case, Tally

FORMAT, VERSION = "validity-certificate", 1
#: What a vote leaves in the record, in this order; before each of them stands the act that left it.
ENTRIES = ("meeting.opened", "vote.opened", "vote.sealed", "vote.ballots_counted", "vote.counted")
#: Of the ratio's provision, what the certificate and the record both say.
_PROVISION = ("provision", "value", "article", "regulation", "title", "certainty")


class NotRecorded(LookupError):
    """The outcome of the item does not stand in the case yet, or the record does not show how it came about."""


def export(item: AgendaItem) -> dict[str, Any]:
    """The certificate of the item with all it rests on and all that came of it: JSON types only.

    ``facts``, ``findings``: of the act that opened the box. ``events``: from the first of the case to the one that
    recorded the outcome, or that recorded an erasure in one of these, each {"sequence", "canonical", "previous_hash",
    "hash", "payload"}; ``payload``: {field: {"salt", "value"} or {"redacted": day}} where the event belongs to the
    vote, otherwise None. ``case``: {"public_id", "events", "head_hash"} as of the last of them. ``minutes``:
    {"events", "head_hash"} as printed in the minutes. The tool checks every value of it. Raises NotRecorded.
    """
    judgement, counted = item.certified, Tally.objects.filter(item=item).first()
    if item.state != ItemState.RESOLVED or judgement is None or counted is None:
        raise NotRecorded(item.public_id)
    case = Case.objects.get(pk=item.case_id)
    record = list(Event.objects.filter(case=case).select_related("payload").order_by("sequence"))
    shown = _of_vote(record, counted.step, item.meeting.public_id)
    until = max(shown)
    events = [_event(event, shown=event.sequence in shown) for event in record[:until]]
    return {
        "format": FORMAT,
        "version": VERSION,
        "case": {
            "public_id": case.public_id,
            "events": until,
            "head_hash": case.head_hash if case.event_count == until else record[until - 1].hash,
        },
        "certificate": judgement.certificate,
        "facts": judgement.facts,
        "findings": judgement.findings,
        "roster": item.roster,
        "counts": item.counts,
        "voted": item.voted,
        "receipts": item.receipts,
        "tally": _tally(counted),
        "outcome": {
            "passed": counted.passed,
            "adopted": counted.outcome,
            "resolution_number": counted.resolution_number,
        },
        "minutes": item.paper["record"],
        "events": events,
    }


def _tally(row: Tally) -> dict[str, Any]:
    names = ("step", "base", "minimum_yes", "counts", "valid", "invalid", "unreturned", "absent", "secret")
    return {
        **{name: getattr(row, name) for name in names},
        "held_on": row.held_on.isoformat(),
        "provision": {name: row.provision[name] for name in _PROVISION},
    }


def _of_vote(record: Sequence[Event], step: str, meeting: str) -> set[int]:
    """The sequences of the events of the vote, and of those that record an erasure in them."""
    shown: set[int] = set()
    expected, own = list(ENTRIES), 0
    for event in record:
        if event.kind.startswith(f"{step}."):
            own = event.sequence
        elif event.kind == ENTRIES[0] and expected == list(ENTRIES[1:]) and _value(event, "meeting", "") == meeting:
            shown = {own, event.sequence}  # frozen anew: it was decided who stands aside
        elif expected and event.kind == expected[0] and _value(event, "meeting", meeting) == meeting:
            shown |= {own, event.sequence}
            del expected[0]
    if expected:
        raise NotRecorded(expected[0])
    return shown.union(_erasures(record, shown))


def _erasures(record: Iterable[Event], shown: set[int]) -> set[int]:
    return {e.sequence for e in record if e.kind == REDACTED and _value(e, "sequence", 0) in shown}


def _value(event: Event, name: str, default: object) -> object:
    return event.payload.fields.get(name, {}).get("value", default)


def _event(event: Event, *, shown: bool) -> dict[str, Any]:
    return {
        "sequence": event.sequence,
        "canonical": event.canonical,
        "previous_hash": event.previous_hash,
        "hash": event.hash,
        "payload": event.payload.fields if shown else None,
    }
