"""Signed checkpoints over the records of all cases, days of readings and of the administration: what one was signed
for, the database alone cannot rewrite.

A checkpoint names the head of every record that moved since the one before it, and the root of a tree over the heads of
all. Its text holds the hash of the checkpoint before it and is signed with a key that is not in the database.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain
from typing import Any, Self

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from workflows.audit.administration import NAME as ADMINISTRATION
from workflows.audit.chain import GENESIS, canonical, digest, plain
from workflows.audit.merkle import Tree, leaf
from workflows.audit.models import (
    AdministrationChain,
    AdministrationEvent,
    Checkpoint,
    CheckpointHead,
    Event,
    Reading,
    ReadingDay,
)
from workflows.audit.readings import closed_by, joined_since
from workflows.models import Case

VERSION = 1
#: Heads that are compared by one statement.
SOME = 400


class NoCheckpoint(Exception):
    """Why none is made; the message is for the person who asked."""


@dataclass(frozen=True)
class Head:
    """The end of one record. ``place``: of its leaf in the tree, from 0 on. ``case``: its public id; "" of a day of
    readings; ADMINISTRATION of what administrators did. ``count``: events until ``head``."""

    place: int
    case: str
    day: date | None
    count: int
    head: str

    @classmethod
    def kept(cls, row: Sequence[Any]) -> Self:
        """Of the columns ``SIGNED``."""
        place, case, day, count, head = row
        return cls(place, case or ("" if day else ADMINISTRATION), day, count, head)

    @property
    def name(self) -> str:
        """As its text calls the record."""
        return self.day.isoformat() if self.day else self.case

    @property
    def shown(self) -> str:
        """As people call it."""
        if self.case == ADMINISTRATION:
            return _("Record of the administration")
        return f"{self.day:%d/%m/%Y}" if self.day else Case(public_id=self.case).code

    @property
    def leaf(self) -> tuple[int, bytes]:
        return self.place, leaf(f"{self.name}:{self.count}:{self.head}")


#: Of a CheckpointHead, what makes a Head.
SIGNED = ("place", "case__public_id", "day__day", "count", "head")


def signing_key() -> SigningKey:
    """The key of settings.RECORD_KEY_FILE: 32 bytes as 64 hexadecimal digits. Raises NoCheckpoint without one."""
    try:
        return SigningKey(bytes.fromhex(settings.RECORD_KEY_FILE.read_text().strip()))
    except FileNotFoundError as error:
        told = _("There is no key to sign with at %(path)s: “manage.py record key” makes one.")
        raise NoCheckpoint(told % {"path": settings.RECORD_KEY_FILE}) from error
    except ValueError as error:
        told = _("The file %(path)s holds no key: it must be 64 hexadecimal digits.")
        raise NoCheckpoint(told % {"path": settings.RECORD_KEY_FILE}) from error


def make_key() -> str:
    """Write a new key, readable by its owner alone, and return its public half (64 hexadecimal digits).

    Raises NoCheckpoint where there is a key: what it signed would no longer be vouched for.
    """
    key = SigningKey.generate()
    path = settings.RECORD_KEY_FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.touch(mode=0o600, exist_ok=False)
    except FileExistsError as error:
        raise NoCheckpoint(_("There is a key at %(path)s already.") % {"path": path}) from error
    path.write_text(key.encode().hex())
    return key.verify_key.encode().hex()


@transaction.atomic
def checkpoint(at: datetime) -> Checkpoint | None:
    """Sign the heads of all records as they are committed at ``at``; None when no record moved since the last one.

    Raises NoCheckpoint without a key, and where a record has not the end that the last checkpoint saw: what contradicts
    the record is not signed, whoever made it.
    """
    key = signing_key()
    last = Checkpoint.objects.select_for_update().order_by("number").last()
    signed = {head.name: head for head in _signed()}
    moved = list(_moved(signed))
    if not moved:
        return None
    _stands(signed, moved)
    tree = Tree()
    tree.put(head.leaf for head in signed.values())
    tree.put(head.leaf for head in moved)
    text = canonical(
        {
            "v": VERSION,
            "number": last.number + 1 if last else 1,
            "at": plain(at),
            "cases": len(tree),
            "root": tree.root,
            "prev": last.hash if last else GENESIS,
        }
    )
    made = Checkpoint.objects.create(
        number=last.number + 1 if last else 1,
        at=at,
        text=text,
        hash=digest(text),
        signature=key.sign(text.encode()).signature.hex(),
        key=key.verify_key.encode().hex(),
    )
    of_code = dict(Case.objects.filter(public_id__in=[head.case for head in moved]).values_list("public_id", "pk"))
    of_day = dict(ReadingDay.objects.filter(day__in=[head.day for head in moved if head.day]).values_list("day", "pk"))
    CheckpointHead.objects.bulk_create(
        (
            CheckpointHead(
                checkpoint=made,
                case_id=of_code.get(head.case),
                day_id=of_day[head.day] if head.day else None,
                place=head.place,
                count=head.count,
                head=head.head,
            )
            for head in moved
        ),
        batch_size=500,
    )
    return made


def _signed() -> Iterator[Head]:
    """The last signed head of every record, by place."""
    later = CheckpointHead.objects.filter(place=OuterRef("place"), checkpoint_id__gt=OuterRef("checkpoint_id"))
    rows = CheckpointHead.objects.filter(~Exists(later)).order_by("place")
    return map(Head.kept, rows.values_list(*SIGNED).iterator(chunk_size=2000))


def _moved(signed: Mapping[str, Head]) -> Iterator[Head]:
    """The heads that no checkpoint has yet. New records take the next places: cases in the order of their codes, then
    days, then the administration."""
    place = len(signed)
    cases = Case.objects.filter(event_count__gt=0).order_by("public_id")
    of_cases = cases.values_list("public_id", "event_count", "head_hash").iterator(chunk_size=2000)
    of_days = ReadingDay.objects.filter(count__gt=0).order_by("day").values_list("day", "count", "head")
    of_administration = AdministrationChain.objects.filter(event_count__gt=0).values_list("event_count", "head_hash")
    now = chain(
        (Head(0, code, None, count, head) for code, count, head in of_cases),
        (Head(0, "", day, count, head) for day, count, head in of_days),
        (Head(0, ADMINISTRATION, None, count, head) for count, head in of_administration),
    )
    for head in now:
        known = signed.get(head.name)
        if known is None:
            yield replace(head, place=place)
            place += 1
        elif (known.count, known.head) != (head.count, head.head):
            yield replace(head, place=known.place)


def _stands(signed: Mapping[str, Head], moved: Sequence[Head]) -> None:
    """Raises NoCheckpoint where a record that moved no longer holds the event that was signed as its end."""
    before = [signed[head.name] for head in moved if head.name in signed]
    shorter = [head for head in moved if head.name in signed and head.count <= signed[head.name].count]
    for head in (*shorter, *_gone(before)):
        told = _("%(case)s: the record has not the end that was signed before. Run “manage.py record verify”.")
        raise NoCheckpoint(told % {"case": head.shown})


def _gone(heads: Sequence[Head]) -> Iterator[Head]:
    """Those of ``heads`` that are no event of their record."""
    for start in range(0, len(heads), SOME):
        some = heads[start : start + SOME]
        found = _ends(Event.objects, "case__public_id", [head.case for head in some if head.case], some)
        found |= _ends(Reading.objects, "day__day", [head.day for head in some if head.day], some)
        if any(head.case == ADMINISTRATION for head in some):
            events = AdministrationEvent.objects.filter(sequence__in={head.count for head in some})
            found |= {(ADMINISTRATION, sequence): hash for sequence, hash in events.values_list("sequence", "hash")}
        yield from (head for head in some if found.get((head.day or head.case, head.count)) != head.head)


def _ends(rows: Any, name: str, named: Sequence[Any], heads: Sequence[Head]) -> dict[tuple[Any, int], str]:
    """{(record, sequence): hash} of the events at which one of the heads may stand."""
    if not named:
        return {}
    events = rows.filter(**{f"{name}__in": named}, sequence__in={head.count for head in heads})
    return {(record, sequence): hash for record, sequence, hash in events.values_list(name, "sequence", "hash")}


def verify_checkpoints() -> Iterator[tuple[Checkpoint, str]]:
    """Every checkpoint in its order with what is wrong with it; "" if nothing. The events are compared with the heads
    alone: that each record is whole is told by ``verify_all``.
    """
    tree, previous = Tree(), GENESIS
    for number, made in enumerate(Checkpoint.objects.order_by("number"), start=1):
        heads = [Head.kept(row) for row in made.heads.order_by("place").values_list(*SIGNED)]
        try:
            tree.put(head.leaf for head in heads)
            problem = _wrong(made, number, previous, tree) or _unlike_the_record(heads) or _joined(heads, made.at)
        except IndexError:
            problem = _("Heads of the checkpoint are missing.")
        yield made, problem
        previous = made.hash


def _wrong(made: Checkpoint, number: int, previous: str, tree: Tree) -> str:
    said = {
        "v": VERSION,
        "number": number,
        "at": plain(made.at),
        "cases": len(tree),
        "root": tree.root,
        "prev": previous,
    }
    if made.number != number or canonical(said) != made.text or digest(made.text) != made.hash:
        return _("The checkpoint says something else than what it was made of.")
    try:
        VerifyKey(bytes.fromhex(made.key)).verify(made.text.encode(), bytes.fromhex(made.signature))
    except (BadSignatureError, ValueError):
        return _("The signature of the checkpoint is not of its key.")
    return ""


def _unlike_the_record(heads: Sequence[Head]) -> str:
    """Which of the ``heads`` the events contradict; "" if none."""
    for head in _gone(heads):
        told = _("%(case)s: event %(sequence)s is not the one that was signed.")
        return told % {"case": head.shown, "sequence": head.count}
    return ""


def _joined(heads: Sequence[Head], at: datetime) -> str:
    """Which day of readings had something put into it after it was over and signed; "" if none."""
    for head in heads:
        added = joined_since(head.day, head.count) if head.day and closed_by(head.day, at) else None
        if added:
            told = _("%(day)s: reading %(sequence)s was put in after the day was closed.")
            return told % {"day": head.shown, "sequence": added.sequence}
    return ""
