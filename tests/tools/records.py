"""Exports of the record, and what a stranger could do to a file."""

import json
from datetime import UTC, datetime
from hashlib import sha256

from nacl.signing import SigningKey

from tests import factories
from tests.workflows.audit.readings import read
from tests.workflows.audit.record import AT, DAY, event_of, record
from workflows.audit import administration
from workflows.audit.chain import GENESIS, Entry, canonical, redact
from workflows.audit.checkpoints import checkpoint
from workflows.audit.exporting import exported
from workflows.audit.models import Reading
from workflows.audit.readings import erase_reading
from workflows.models import Case

LATER = datetime(2025, 8, 2, 3, tzinfo=UTC)
NAME = "a name that nobody outside may read"


def some_records():
    """Three cases, two days of readings and what an administrator did; a field of the first case and a reading of the
    first day are erased; two checkpoints, the second after the first day was over; events and readings after it."""
    actor, body = factories.user(), factories.body()
    first, second, third = (factories.case() for _number in range(3))
    for case in (first, second):
        record(case, Entry("opened", DAY, actor, body, {"reason": NAME}))
        record(case, Entry("paper_filed", DAY, actor, body, {"code": "cv", "pages": 4, "names": ["a", "b"]}))
        record(case, Entry("remark", DAY, actor, None, {"text": "Đồng chí «A» \\ “B”"}))
    reader = factories.user()
    for cases in ([first], [second, third], []):
        read(*cases, by=reader, at=AT, purpose=NAME)
    administration.append(Entry("change.confirmed", DAY, actor, fields={"rows": [NAME]}))
    checkpoint(AT)
    read(third, by=reader, at=AT)
    _erase_a_reading(reader)
    record(first, redact(event_of(first, 1), ["reason", "_actor"], DAY))
    record(third, Entry("opened", DAY))
    administration.append(Entry("change.refused", DAY, actor))
    checkpoint(LATER)
    administration.append(Entry("change.confirmed", DAY, actor))
    record(second, Entry("closed", DAY, actor, body))
    for _number in range(2):
        read(first, by=reader, at=LATER)


def _erase_a_reading(by):
    reading = Reading.objects.get(day__day=DAY, sequence=2)
    erase_reading(reading, ["seen"], Entry("", DAY, by, None, {"reason": "a name"}), AT)


def lines(*, opened=True, whole=True, cases=None):
    return [
        f"{line}\n".encode()
        for line in exported(Case.objects.all() if cases is None else cases, opened=opened, whole=whole)
    ]


def made_anew(found, place, changes=None):
    """The lines with the day of the event on line ``place`` moved, or other ``changes`` of it, and every hash after it
    made anew."""
    changed, previous = list(found), GENESIS
    start = place
    while start and b'"event"' in found[start - 1]:
        start -= 1
    for number in range(start, len(found)):
        told = json.loads(found[number])
        if "event" not in told:
            told["head"] = previous
            changed[number] = f"{canonical(told)}\n".encode()
            return changed
        content = json.loads(told["event"]) | {"prev": previous}
        if number == place:
            content |= changes or {"on": "2025-07-01"}
        told["event"] = canonical(content)
        told["hash"] = previous = sha256(told["event"].encode()).hexdigest()
        changed[number] = f"{canonical(told)}\n".encode()
    raise AssertionError("no end of the case")


def signed_anew(line, key: SigningKey):
    """A checkpoint signed with another key."""
    told = json.loads(line)
    told["key"] = key.verify_key.encode().hex()
    told["signature"] = key.sign(told["checkpoint"].encode()).signature.hex()
    return f"{canonical(told)}\n".encode()
