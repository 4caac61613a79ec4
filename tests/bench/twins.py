"""Twins of one real case: every row of it again, papers and all, so that many equal steps can be taken."""

import random
import secrets
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model

from admission.models import Dossier, Introducer, VerificationRequest
from organization.models import ALPHABET
from workflows.audit.chain import GENESIS, Entry, digest, seal
from workflows.bulk import Bulk, row_of
from workflows.meetings.guards import VOTES
from workflows.models import (
    Case,
    CaseAccess,
    Deadline,
    Document,
    Event,
    EventPayload,
    Judgement,
    Tally,
    Task,
)

#: What hangs on a case by ``case_id`` and on nothing else that is copied.
PLAIN: tuple[type[Model], ...] = (Deadline, Document)


def make_twins(dossier: Dossier, count: int) -> list[str]:
    """The public ids of the open tasks of ``count`` new cases."""
    lots, into = random.Random(secrets.randbits(128)), Bulk()
    made = [_twin(dossier, into, lots) for _number in range(count)]
    with VOTES.suspended(connection):  # the tallies of twins are of no item, as no tally of the program is
        into.flush()
    return made


def _twin(dossier: Dossier, into: Bulk, lots: random.Random) -> str:
    def public_id() -> str:
        return "".join(lots.choices(ALPHABET, k=12))

    def again(model: type[Any], row: Any, **values: Any) -> int:
        pk = into.new_id(model)
        into.add(model, {**row_of(row), **values, "id": pk})
        return pk

    case_id, public = into.new_id(Case), public_id()
    case = {"case_id": case_id}
    tasks, codes = {}, {}
    for row in Task.objects.filter(process_id=dossier.pk):
        codes[row.pk] = public_id()
        tasks[row.pk] = again(Task, row, process_id=case_id, public_id=codes[row.pk])
    through = Task.previous.through
    for link in through.objects.filter(from_task__process_id=dossier.pk):
        again(through, link, from_task_id=tasks[link.from_task_id], to_task_id=tasks[link.to_task_id])
    judgements = {}
    for row in dossier.judgements.all():
        key = UUID(int=lots.getrandbits(128), version=4)
        judgements[row.pk] = again(Judgement, row, **case, key=key, task_id=tasks.get(row.task_id))
    for tally in dossier.tallies.all():
        again(Tally, tally, **case, judgement_id=judgements[tally.judgement_id], item_id=None)
    for model in PLAIN:
        for plain in model._default_manager.filter(case_id=dossier.pk):
            again(model, plain, **case, **({"public_id": public_id()} if hasattr(plain, "public_id") else {}))
    for introducer in Introducer.objects.filter(dossier=dossier):
        again(Introducer, introducer, dossier_id=case_id)
    for request in VerificationRequest.objects.filter(dossier=dossier):
        again(VerificationRequest, request, dossier_id=case_id, public_id=public_id())
    events, head = _record(dossier, case_id, public, into)
    for access in dossier.accesses.all():
        again(CaseAccess, access, **case, event_id=events[access.event_id])
    own = {"id": case_id, "public_id": public, "head_hash": head, "event_count": len(events)}
    into.add(Case, {**row_of(dossier, Case), **own})
    into.add(Dossier, {**row_of(dossier), "case_ptr_id": case_id})
    return next(codes[row.pk] for row in Task.objects.open().filter(process_id=dossier.pk))


def _record(dossier: Dossier, case_id: int, public_id: str, into: Bulk) -> tuple[dict[int, int], str]:
    made, previous = {}, GENESIS
    for event in dossier.events.select_related("payload__actor", "payload__body").order_by("sequence"):
        kept = event.payload
        entry = Entry(event.kind, event.on, kept.actor, kept.body, kept.values)
        text, fields = seal(public_id, event.sequence, previous, entry, event.at)
        row = {"case_id": case_id, "canonical": text, "previous_hash": previous}
        previous = digest(text)
        made[event.pk] = into.new_id(Event)
        into.add(Event, {**row_of(event), **row, "id": made[event.pk], "hash": previous})
        kept.fields = fields
        into.add(EventPayload, {**row_of(kept), "event_id": made[event.pk]})
    return made, previous
