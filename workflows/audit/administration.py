"""The record of the administration: a chain of its own for what concerns no case but every one of them."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Subquery
from django.utils import timezone
from django.utils.translation import ngettext

from organization.models import User
from workflows.audit.chain import GENESIS, Entry, Report, digest, examine, seal
from workflows.audit.models import AdministrationChain, AdministrationEvent
from workflows.models import CalendarDay
from workflows.recounting import recount_all

#: In place of the code of a case.
NAME = "administration"


def enter(kind: str, by: User, on: date, fields: dict[str, Any], changed: Iterable[str]) -> list[str]:
    """Record it, and recount the clocks if days of the calendar were written. What is worth telling, in words."""
    append(Entry(kind, on, by, fields=fields))
    if CalendarDay._meta.label not in set(changed):
        return []
    moved = recount_all(on)
    text = ngettext(
        "%(n)s case has a deadline on another day now.", "%(n)s cases have deadlines on other days now.", moved
    )
    return [text % {"n": moved}]


def append(entry: Entry) -> AdministrationEvent:
    """Inside the transaction of what it records."""
    AdministrationChain.objects.get_or_create(pk=1)
    chain = AdministrationChain.objects.select_for_update().get(pk=1)
    at, previous = timezone.now(), chain.head_hash or GENESIS
    text, fields = seal(NAME, chain.event_count + 1, previous, entry, at)
    made = AdministrationEvent.objects.create(
        sequence=chain.event_count + 1,
        kind=entry.kind,
        on=entry.on,
        at=at,
        canonical=text,
        previous_hash=previous,
        hash=digest(text),
        actor=entry.actor,
        fields=fields,
    )
    chain.event_count, chain.head_hash = made.sequence, made.hash
    chain.save()
    return made


def verify() -> Report:
    """The whole record of the administration, computed anew as that of a case is."""
    chain = AdministrationChain.objects.filter(pk=1).first() or AdministrationChain()
    rows = list(rows_of(chain))
    return examine(rows or [{"events__id": None, "event_count": chain.event_count, "head_hash": chain.head_hash}])


def exported_rows() -> Iterator[dict[str, Any]]:
    """As ``chain.rows_of`` gives those of cases; none before the first event."""
    chain = AdministrationChain.objects.filter(pk=1).first()
    yield from rows_of(chain) if chain else ()


def rows_of(chain: AdministrationChain) -> Iterator[dict[str, Any]]:
    """``chain``: as it ends; where there are events, their statement asks it once more, so that one that is entered in
    between shows neither without the other."""
    columns = ("id", "sequence", "kind", "on", "at", "canonical", "previous_hash", "hash")
    end = AdministrationChain.objects.filter(pk=chain.pk)
    events = AdministrationEvent.objects.annotate(
        count=Subquery(end.values("event_count")), head=Subquery(end.values("head_hash"))
    )
    for event in events.order_by("sequence").iterator(chunk_size=2000):
        yield {
            "pk": NAME,
            "public_id": NAME,
            "event_count": event.count,
            "head_hash": event.head,
            **{f"events__{name}": getattr(event, name) for name in columns},
            "events__payload__event_id": event.pk,
            "events__payload__actor_id": event.actor_id,
            "events__payload__body_id": None,
            "events__payload__fields": event.fields,
        }
