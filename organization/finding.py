"""Finding organisations and holders of seats by code or name, with or without diacritics, each with its path.

Without diacritics every spelling is found; names with exactly the diacritics that were typed come first.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db import models
from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Value
from django.utils.translation import gettext_lazy as _

from organization.accents import accented, written_so_first
from organization.holders import held_on, rank, told_apart, valid
from organization.models import Organization, Person, Seat
from organization.text import fold
from organization.tree import paths_of, period

PAGE_SIZE = 50


class Kinds(models.TextChoices):
    """What is looked for; the values stand in addresses."""

    ORGANIZATIONS = "to-chuc", _("Organisations")
    PERSONS = "nguoi", _("Holders of seats")


@dataclass(frozen=True)
class OrganizationHit:
    """``path``: highest first; ``period``: only when the organisation does not exist on the day."""

    organization: Organization
    path: list[Organization]
    period: str


@dataclass(frozen=True)
class SeatHit:
    seat: Seat
    path: list[Organization]
    period: str


@dataclass(frozen=True)
class PersonHit:
    """``held``: whether he holds ``seats`` on the day; otherwise they are the one that ended last."""

    person: Person
    name: str
    seats: list[SeatHit]
    held: bool


@dataclass(frozen=True)
class Found:
    """A page of hits of one kind. ``counts``: {kind: exact number}."""

    kind: Kinds
    counts: dict[Kinds, int]
    page: Page
    hits: list[OrganizationHit] | list[PersonHit]


def find(text: str, on: date, *, kind: Kinds | None, number: str | None) -> Found:
    """What the words of ``text`` are found in; without a ``kind``, the first that has any. Three or four statements."""
    rows = {Kinds.ORGANIZATIONS: _organizations(text), Kinds.PERSONS: _persons(text, on)}
    counts = _counts(rows)
    kind = kind or (Kinds.ORGANIZATIONS if counts[Kinds.ORGANIZATIONS] else Kinds.PERSONS)
    paginator = Paginator(rows[kind], PAGE_SIZE)
    paginator.__dict__["count"] = counts[kind]  # known already; Paginator would ask again
    page = paginator.get_page(number)
    hits = _organization_hits(list(page), on) if kind is Kinds.ORGANIZATIONS else _person_hits(list(page), on)
    return Found(kind, counts, page, hits)


def _organizations(text: str) -> QuerySet:
    """Those whose code and name contain each word."""
    rows = Organization.objects.all()
    for word in fold(text).split():
        rows = rows.filter(search__contains=word)
    return rows.order_by(*_as_typed(text, "name"), "code", "name", "pk")


def _persons(text: str, on: date) -> QuerySet:
    """Those in whose name a word begins with each of the words, and who held a seat by the day."""
    rows = Person.objects.filter(Exists(Seat.objects.filter(person=OuterRef("pk"), since__lte=on)))
    for word in fold(text).split():
        rows = rows.filter(Q(search__startswith=word) | Q(search__contains=f" {word}"))
    return rows.order_by(*_as_typed(text, "full_name"), "sort_name", "pk")


def _as_typed(text: str, column: str) -> list[Case]:
    """What comes before any other order when diacritics were typed: the names that have exactly these."""
    words = accented(text)
    return [written_so_first(words, column)] if words else []


def _counts(rows: dict[Kinds, QuerySet]) -> dict[Kinds, int]:
    """{kind: number of rows}, in one statement."""
    first, second = (
        found.order_by().values(sought=Value(kind.value, CharField())).annotate(n=Count("pk"))
        for kind, found in rows.items()
    )
    found = {row["sought"]: row["n"] for row in first.union(second, all=True)}
    return {kind: found.get(kind.value, 0) for kind in rows}


def _organization_hits(rows: list[Organization], on: date) -> list[OrganizationHit]:
    above = paths_of([row.pk for row in rows], on)
    return [OrganizationHit(row, above.get(row.pk, []), "" if valid(row, on) else period(row)) for row in rows]


def _person_hits(rows: list[Person], on: date) -> list[PersonHit]:
    seats: dict[int, list[Seat]] = defaultdict(list)
    for seat in Seat.objects.filter(person__in=rows, since__lte=on).select_related("body__organization"):
        seats[seat.person_id].append(seat)
    held = {row.pk: [seat for seat in seats[row.pk] if held_on(seat, on)] for row in rows}
    shown = {pk: sorted(found, key=rank) or [max(seats[pk], key=_end)] for pk, found in held.items()}
    above = paths_of({seat.body.organization_id for found in shown.values() for seat in found}, on)
    names = told_apart(rows)
    return [
        PersonHit(
            row,
            names[row.pk],
            [SeatHit(seat, _place(seat, above), period(seat)) for seat in shown[row.pk]],
            bool(held[row.pk]),
        )
        for row in rows
    ]


def _end(seat: Seat) -> tuple[date, date]:
    return (seat.until or date.max, seat.since)


def _place(seat: Seat, above: dict[int, list[Organization]]) -> list[Organization]:
    """What stands over the seat's body, its own organisation last."""
    return [*above.get(seat.body.organization_id, []), seat.body.organization]
