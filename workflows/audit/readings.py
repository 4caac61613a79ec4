"""The log of who read what: every reading is an event of the record of its day, and waits for no case.

The chain is that of ``chain.py`` with the day in place of the case. What a reading says stands in the clear nowhere but
in its row: exports without content and checkpoints hold commitments alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from django.db import connection, transaction
from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.translation import gettext as _

from organization.models import Body, User
from organization.writing import insert
from workflows.audit.chain import GENESIS, REDACTED, VERSION, Entry, Report, erase_fields, examine, seal
from workflows.audit.models import Access, Reading, ReadingDay
from workflows.models import Case

#: The one field of a reading beside who and by which body.
SEEN = "seen"
#: Readings that are looked at together.
SOME = 500
#: How long after its day a page may still be written down as read on it: midnight passes while pages are made.
LATE = timedelta(hours=1)
_SHA256 = {"postgresql": "encode(sha256(convert_to({}, 'UTF8')), 'hex')", "sqlite": "SHA256({})"}


class NotLogged(Exception):
    """The reading was not written down: what was to be read must not be shown."""


@dataclass(frozen=True)
class Seen:
    """What somebody is given. ``cases``: {primary key: public id}; ``args``: of the address of the page; ``seats``:
    (id of a body, role) he holds; ``body``: by which of them, where that is known. ``many``: it is a page of several
    cases, though there may be one today."""

    access: Access
    page: str
    purpose: str
    cases: Mapping[int, str] = field(default_factory=dict)
    args: Mapping[str, str] = field(default_factory=dict)
    seats: Sequence[tuple[int, str]] = ()
    body: Body | None = None
    many: bool = False


def write_down(seen: Seen, by: User, at: datetime) -> Reading:
    """Append a reading to its day: one statement. Locks the row of the day until the commit, and no other.

    Raises NotLogged, and what the database raises: nothing is written then.
    """
    alone = len(seen.cases) == 1 and not seen.many
    told = {
        "page": seen.page,
        "args": dict(seen.args),
        "purpose": seen.purpose,
        "cases": sorted(seen.cases.values()),
        "seats": [list(seat) for seat in seen.seats],
    }
    day = timezone.localdate(at)
    entry = Entry(seen.access.value, day, by, seen.body, {SEEN: told})
    keys = list(seen.cases)
    return _append(day, entry, at, **({"case_id": keys[0]} if alone else {"listed": keys}))


@transaction.atomic
def erase_reading(reading: Reading, names: Sequence[str], entry: Entry, at: datetime) -> Reading:
    """As ``chain.redact`` of the named fields, with the cases by which it was found, and the record of it, which names
    who, with whom and why as ``entry`` does. Raises ValueError as there."""
    row = Reading.objects.select_for_update().select_related("day").get(pk=reading.pk)
    said = erase_fields(row, row, names, entry.on)
    if SEEN in names:
        row.case_id, row.listed = None, []
    row.save(update_fields=["actor", "body", "case", "listed", "fields"])
    told = Entry(REDACTED, entry.on, entry.actor, entry.body, {**entry.fields, **said.fields})
    return _append(row.day.day, told, at)


def forget(before: date, on: date, at: datetime) -> int:
    """Erase what is left of the readings of every day before ``before``; how many. Of each day one entry says so, and
    the day stays whole: how often and when something was read, in which way, is still told."""
    total = 0
    for day in ReadingDay.objects.filter(day__lt=before).order_by("day"):
        with transaction.atomic():
            rows = Reading.objects.select_for_update().filter(day=day).exclude(kind=REDACTED)
            left = [row for row in rows if any("redacted" not in kept for kept in row.fields.values())]
            for row in left:
                row.fields = {name: {"redacted": on.isoformat()} for name in row.fields}
                row.actor = row.body = row.case = None
                row.listed = []
            if not left:
                continue
            Reading.objects.bulk_update(left, ["actor", "body", "case", "listed", "fields"], batch_size=500)
            gone = {"sequence": [row.sequence for row in left], "names": sorted(left[0].fields)}
            told = {**gone, "reason": "kept_for_days"}
            _append(day.day, Entry(REDACTED, on, None, None, told), at)
            total += len(left)
    return total


def _append(
    day: date, entry: Entry, at: datetime, *, case_id: int | None = None, listed: Sequence[int] = ()
) -> Reading:
    text, fields = seal(day.isoformat(), 0, "", entry, at)
    start = text.removesuffix(_end("0"))
    given = Reading(
        kind=entry.kind,
        on=entry.on,
        at=at,
        actor=entry.actor,
        body=entry.body,
        case_id=case_id,
        listed=list(listed),
        fields=fields,
    )
    made = _inserted(given, day, start)
    if made is None:
        insert([ReadingDay(day=day, previous=GENESIS, head=GENESIS)], ignore_conflicts=True)
        made = _inserted(given, day, start)
    if made is None:
        raise NotLogged(f"There is no day {day} to write on.")
    given.pk, given.day_id, given.sequence, given.previous_hash, given.hash = made
    given.canonical = start + given.previous_hash + _end(str(given.sequence))
    given._state.adding = False
    return given


def _end(sequence: str) -> str:
    """How the text of an event ends, after the hash of the one before it."""
    return f'","seq":{sequence},"v":{VERSION}}}'


#: What a reading brings along; the rest comes of its day.
_GIVEN = ("kind", "on", "at", "actor", "body", "case", "listed", "fields")


def _inserted(given: Reading, day: date, start: str) -> tuple[int, int, int, str, str] | None:
    """(key, key of the day, sequence, hash before it, its hash); None while the day has no row.

    One statement takes the lock on the day, the place and the hash: the text of an event ends with what nobody but the
    holder of the lock can know. A trigger moves the day along, and refuses whatever does not follow.
    """
    fields: list[Any] = [Reading._meta.get_field(name) for name in _GIVEN]
    values = [one.get_db_prep_save(getattr(given, one.attname), connection) for one in fields]
    columns = ", ".join(connection.ops.quote_name(one.column) for one in fields)
    end = _end("' || CAST(d.count + 1 AS text) || '")
    text = f"CAST(%s AS text) || d.head || '{end}'"
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO workflows_reading ({columns}, day_id, sequence, previous_hash, canonical, hash)"
            f" SELECT {', '.join(['%s'] * len(values))}, d.id, d.count + 1, d.head, {text},"
            f" {_SHA256[connection.vendor].format(text)}"
            f" FROM (SELECT id, count, head FROM workflows_readingday WHERE day = %s{lock}) d"
            " RETURNING id, day_id, sequence, previous_hash, hash",
            [*values, start, start, connection.ops.adapt_datefield_value(day)],
        )
        found: tuple[int, int, int, str, str] | None = cursor.fetchone()
        return found


def rows_of_days(days: QuerySet[ReadingDay], *, chunk_size: int = 500) -> Iterator[dict[str, Any]]:
    """The readings of the days, day by day, in the columns of ``chain.rows_of``; of a day without readings one row.
    One statement, so that a reading in between shows neither head nor text without the other."""
    own = ("id", "sequence", "kind", "on", "at", "canonical", "previous_hash", "hash")
    payload = ("actor_id", "body_id", "fields")
    rows = days.order_by("day", "readings__sequence", "readings__id").values(
        "pk", "day", "count", "head", *(f"readings__{name}" for name in (*own, *payload))
    )
    for row in rows.iterator(chunk_size=chunk_size):
        yield {
            "pk": row["pk"],
            "public_id": row["day"].isoformat(),
            "event_count": row["count"],
            "head_hash": row["head"],
            "events__payload__event_id": row["readings__id"],
            **{f"events__{name}": row[f"readings__{name}"] for name in own},
            **{f"events__payload__{name}": row[f"readings__{name}"] for name in payload},
        }


def verify_days() -> Iterator[tuple[str, Report]]:
    """Each day of readings with its report: its chain, and that a reading is found by the cases it says it showed."""
    for (day_id, name), rows in groupby(rows_of_days(ReadingDay.objects.all()), key=itemgetter("pk", "public_id")):
        report = examine(rows)
        yield name, _placed(day_id, report) if report.ok else report


def _placed(day_id: int, report: Report) -> Report:
    """The report, or the first reading of a whole day that lies on another day, or beside its cases."""
    rows = Reading.objects.filter(day=day_id).exclude(kind=REDACTED).select_related("day").order_by("sequence")
    left = rows.iterator(chunk_size=SOME)
    while some := list(islice(left, SOME)):
        keys = {key for row in some for key in (row.case_id, *row.listed) if key}
        codes = dict(Case.objects.filter(pk__in=keys).values_list("pk", "public_id"))
        for row in some:
            if timezone.localdate(row.at) != row.day.day:
                return Report(report.count, row.sequence, _("It did not happen on this day."))
            found = [row.case_id] if row.case_id else row.listed
            if sorted(codes.get(key, "") for key in found) != row.seen.get("cases", []):
                return Report(report.count, row.sequence, _("It is filed with other cases than it showed."))
    return report


def readings_of(case: Case) -> tuple[QuerySet[Reading], QuerySet[Reading]]:
    """Those of the case alone, and the pages of several that showed it."""
    rows = Reading.objects.all()
    if connection.vendor == "postgresql":
        return rows.filter(case_id=case.pk), rows.filter(listed__contains=[case.pk])
    within = "EXISTS (SELECT 1 FROM json_each(workflows_reading.listed) WHERE value = %s)"
    return rows.filter(case_id=case.pk), rows.filter(RawSQL(within, [case.pk], output_field=BooleanField()))


def closed_by(day: date, at: datetime) -> bool:
    """Whether a checkpoint of ``at`` closes the day: after it nothing may join the day but the record of an erasure."""
    return timezone.localtime(at - LATE).date() > day


def joined_since(day: date, count: int) -> Reading | None:
    """The first reading that joined the day after its first ``count`` entries; the record of an erasure is none."""
    later = Reading.objects.filter(day__day=day, sequence__gt=count).exclude(kind=REDACTED)
    return later.order_by("sequence").first()
