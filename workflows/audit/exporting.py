"""The record as lines of JSON, for ``tools/verify_record.py`` and for whoever keeps it outside."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from workflows.audit import administration
from workflows.audit.chain import GENESIS, canonical, rows_of
from workflows.audit.checkpoints import SIGNED, Head
from workflows.audit.models import Checkpoint, ReadingDay
from workflows.audit.readings import rows_of_days

FORMAT, VERSION = "dangvu-record", 1


def exported(cases: Any, *, opened: bool, whole: bool) -> Iterator[str]:
    """Lines without their ends: a head, the checkpoints, case by case its events and its own head, day by day the
    readings likewise, the record of the administration, the numbers of all.

    ``opened``: with the values that the events commit to (who, where, what); without them nothing is told of a case but
    when something of what kind happened. ``whole``: ``cases`` are all there are, so that checkpoints can be computed;
    otherwise neither readings nor the administration are among them, which tell of more. The checkpoints are read
    first: what they saw of a record is in it when its events are read.
    """
    yield canonical({"format": FORMAT, "version": VERSION, "opened": opened, "whole": whole})
    checkpoints = list(Checkpoint.objects.order_by("number")) if whole else []
    yield from (_checkpoint(made) for made in checkpoints)
    total, events = 0, 0
    days = rows_of_days(ReadingDay.objects.all()) if whole else ()
    of_administration = administration.exported_rows() if whole else ()
    for rows in (rows_of(cases).iterator(chunk_size=500), days, of_administration):
        for _pk, group in groupby(rows, key=itemgetter("pk")):
            total += 1
            for row in group:
                if row["events__id"] is not None:
                    events += 1
                    yield _event(row, opened)
            head = row["head_hash"] or GENESIS
            yield canonical({"case": row["public_id"], "count": row["event_count"], "head": head})
    yield canonical({"end": {"cases": total, "events": events, "checkpoints": len(checkpoints)}})


def _event(row: dict[str, Any], opened: bool) -> str:
    line = {"event": row["events__canonical"], "hash": row["events__hash"]}
    return canonical({**line, "opens": _opened(row["events__payload__fields"])} if opened else line)


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
    heads = map(Head.kept, made.heads.order_by("place").values_list(*SIGNED))
    line = {"checkpoint": made.text, "hash": made.hash, "key": made.key, "signature": made.signature}
    return canonical({**line, "heads": [[head.place, head.name, head.count, head.head] for head in heads]})
