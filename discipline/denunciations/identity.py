"""The one door to who denounced (DIS-136, discipline.md §9): who may, what he is shown, and that he read it.

The head of the inspection commission that handles the denunciation, and persons named one by one. Each reading is an
entry of the record, written before anything is shown; so is what only confirms a name that somebody has guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from discipline.denunciations.models import DenouncerIdentity, Denunciation, IdentityReader
from discipline.denunciations.records import Original, Who
from discipline.denunciations.words import WITHHELD
from discipline.objects import reads_denouncer
from organization.models import Seat, User, valid_on
from organization.text import fold
from permissions.catalogue import Perm
from permissions.checks import may
from workflows.audit import chain
from workflows.audit.chain import Entry
from workflows.grounds import Effect
from workflows.models import Case, Event
from workflows.routes import NoRoute

READ = "identity.read"
#: The acts in which somebody enters who denounced.
_ENTERING = ("register_denunciation", "add_denouncer")


class NoDoor(Exception):
    """For him there is nothing to read."""


class Reading(NamedTuple):
    """``rows``: what he is shown; ``original``: the paper, if it lies there and was asked for; ``purpose``: as it
    stands in the record.
    """

    rows: list[Who]
    has_original: bool
    original: Original | None
    purpose: str


def may_read(case: Denunciation, user: User, on: date) -> bool:
    """Whether ``user``, who must see the case, may read who denounced on the day."""
    if not Case.objects.visible_to(user, on).filter(pk=case.pk).exists():
        return False
    heads = bool(may(user, Perm.READ_DENOUNCER, case.handler, on))
    return reads_denouncer(heads=heads, named=not heads and named(case, user, on))


def seated_namesakes(case: Denunciation, rows: Sequence[Who], on: date) -> list[tuple[str, str]]:
    """[(name, his seats)] of those who bear the name of one who denounced and sit in a body on the way of the case.

    For who has just read the name, and for nobody else: a roster or a certificate that told of a ground under seal, or
    only that there is one, would tell who denounced. Who reads it tells the person himself, who asks to stand aside
    without saying why. Nothing where the law of the day names no such ground.
    """
    ground = case.law(on).get("recusal.denouncer")
    names = {fold(row.name) for row in rows}
    if ground is None or ground.value != Effect.SEALED or not names:
        return []
    try:
        bodies = {body.pk for body in case.route(on).bodies.values()}
    except NoRoute:
        bodies = set()
    seats = Seat.objects.on(on).filter(valid_on(on, "body__"), body__in={*bodies, case.handler_id})
    found: dict[str, list[str]] = {}
    for seat in seats.filter(person__search__in=names).select_related("person", "body__organization").order_by("pk"):
        found.setdefault(str(seat.person), []).append(f"{seat.title}, {seat.body}")
    return [(name, "; ".join(held)) for name, held in found.items()]


def named(case: Denunciation, user: User, on: date) -> bool:
    rows = IdentityReader.objects.filter(case=case, user=user, body=case.handler_id)
    return rows.filter(since__lte=on, until__gt=on).exists()


def read(case: Denunciation, user: User, on: date, purpose: str, *, paper: bool = False) -> Reading:
    """Who denounced, after the reading has been recorded; both or neither. Raises NoDoor for who may not, or may no
    longer; NoKey, Spoiled where it cannot be opened, and then nothing was read.

    Whatever the purpose says, it is a reading: a name typed as the purpose is answered no otherwise than any other.
    """
    with transaction.atomic():
        locked = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
        if not may_read(case, user, on):
            raise NoDoor
        noted = WITHHELD if tells_who(purpose, known_rows(case)) else purpose
        answer = may(user, Perm.READ_DENOUNCER, case.handler, on)
        entry = Entry(
            kind=READ,
            on=on,
            actor=user,
            body=answer.seat.body if answer.seat else None,
            fields={"reader": str(user), "purpose": noted},
        )
        chain.append(locked, [entry], at=timezone.now())
        locked.save(update_fields=["event_count", "head_hash"])
        rows = _rows(case)
        holder = next((row for row in rows if row.original), None)
        original = holder.take_out() if holder and paper else None
        return Reading([row.open() for row in rows], holder is not None, original, noted)


def knows(case: Denunciation, user: User) -> bool:
    """Whether it tells him nothing new that a text of his holds the name of one who denounced: nobody else has entered
    one since his own last reading, or ever where he has read nothing.
    """
    events = Event.objects.filter(case=case)
    last = events.filter(kind=READ, payload__actor=user).aggregate(last=Max("sequence"))["last"]
    entered = events.filter(reduce(or_, (Q(kind__endswith=f".{verb}") for verb in _ENTERING)))
    unread = entered.filter(sequence__gt=-1 if last is None else last).exclude(payload__actor=user)
    return not unread.exists()


def tells_who(text: str, rows: Sequence[tuple[str, ...]]) -> bool:
    """Whether the text holds a name, an address or a contact of the ``rows``, however it is spelled."""
    folded = fold(text)
    parts = {fold(one) for row in rows for one in row if one}
    return any(re.search(rf"(?<!\w){re.escape(part)}(?!\w)", folded) for part in parts)


def known_rows(case: Denunciation) -> list[Who]:
    """For ``tells_who``; shown to nobody. Raises NoKey, Spoiled."""
    return [row.open() for row in _rows(case)]


def _rows(case: Denunciation) -> list[DenouncerIdentity]:
    return list(DenouncerIdentity.objects.filter(case=case).select_related("case").order_by("pk"))
