"""The record as lines of JSON, for ``tools/verify_record.py`` and for whoever keeps it outside."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from workflows.audit.chain import GENESIS, canonical, rows_of
from workflows.audit.models import Checkpoint

FORMAT, VERSION = "dangvu-record", 1


def exported(cases: Any, *, opened: bool, whole: bool) -> Iterator[str]:
    """Lines without their ends: a head, the checkpoints, case by case its events and its own head, the numbers of all.

    ``opened``: with the values that the events commit to (who, where, what); without them nothing is told of a case but
    when something of what kind happened. ``whole``: ``cases`` are all there are, so that checkpoints can be computed.
    The checkpoints are read first: what they saw of a record is in it when its events are read.
    """
    yield canonical({"format": FORMAT, "version": VERSION, "opened": opened, "whole": whole})
    checkpoints = list(Checkpoint.objects.order_by("number")) if whole else []
    yield from (_checkpoint(made) for made in checkpoints)
    total, events = 0, 0
    rows = rows_of(cases).iterator(chunk_size=500)
    for _pk, group in groupby(rows, key=itemgetter("pk")):
        lines = list(_of_case(group, opened))
        total, events = total + 1, events + len(lines) - 1
        yield from lines
    yield canonical({"end": {"cases": total, "events": events, "checkpoints": len(checkpoints)}})


def _of_case(rows: Iterable[dict[str, Any]], opened: bool) -> Iterator[str]:
    for row in rows:
        if row["events__id"] is not None:
            line = {"event": row["events__canonical"], "hash": row["events__hash"]}
            yield canonical({**line, "opens": _opened(row["events__payload__fields"])} if opened else line)
    yield canonical({"case": row["public_id"], "count": row["event_count"], "head": row["head_hash"] or GENESIS})


def _opened(fields: Any) -> Any:
    """{name: [salt, JSON text of the value]}, or the day of the redaction; whatever else was put there, as it is."""
    if not isinstance(fields, dict):
        return fields
    return {
        name: [kept["salt"], canonical(kept["value"])]
        if isinstance(kept, dict) and {"salt", "value"} == set(kept)
        else kept
        for name, kept in fields.items()
    }


def _checkpoint(made: Checkpoint) -> str:
    heads = made.heads.order_by("place").values_list("place", "case__public_id", "count", "head")
    line = {"checkpoint": made.text, "hash": made.hash, "key": made.key, "signature": made.signature}
    return canonical({**line, "heads": [list(head) for head in heads]})
