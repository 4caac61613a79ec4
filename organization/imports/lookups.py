"""Stored rows that a list speaks of, fetched in batches: organisations by code and day, persons by number or id."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from organization.imports.cells import clean, show
from organization.imports.plans import Plan, batches
from organization.imports.rows import Row
from organization.models import Membership, Organization, Person


class Organizations:
    """Organisations by code. The same code may have been used again after its first bearer ended."""

    def __init__(self, found: Iterable[Organization]) -> None:
        self.by_code: dict[str, list[Organization]] = {}
        for organization in found:
            self.add(organization)

    @classmethod
    def of(cls, rows: Iterable[Row], field: str) -> "Organizations":
        """Those whose codes stand in the field of the rows."""
        codes = sorted({row.text(field) for row in rows} - {""})
        return cls(
            organization
            for batch in batches(codes)
            for organization in Organization.objects.filter(code__in=batch).order_by("since", "pk")
        )

    def add(self, organization: Organization) -> None:
        self.by_code.setdefault(clean(organization.code), []).append(organization)

    def find(self, code: str, day: date) -> Organization | None:
        return next((found for found in self.by_code.get(code, []) if _lives(found, day)), None)

    def missing(self, code: str, day: date) -> str:
        """Why ``find`` has none, in words."""
        known = self.by_code.get(code, [])
        if not known:
            return _("There is no organisation with the code “%(code)s”. Import the organisations first.") % {
                "code": code
            }
        spans = "; ".join(
            _("from %(since)s to before %(until)s") % {"since": show(one.since), "until": show(one.until)}
            if one.until
            else _("from %(since)s") % {"since": show(one.since)}
            for one in known
        )
        return _("The organisation “%(code)s” does not exist on %(day)s; it exists %(spans)s.") % {
            "code": code,
            "day": show(day),
            "spans": spans,
        }


def _lives(organization: Organization, day: date) -> bool:
    return organization.since <= day and (organization.until is None or day < organization.until)


class Persons:
    """Persons by their number or by the system's own id; never by name."""

    def __init__(self, rows: Iterable[Row]) -> None:
        rows = list(rows)
        numbers = sorted({row.text("number") for row in rows} - {""})
        ids = sorted({row.text("public_id") for row in rows} - {""})
        found = {person.pk: person for batch in batches(numbers) for person in Person.objects.filter(number__in=batch)}
        found |= {person.pk: person for batch in batches(ids) for person in Person.objects.filter(public_id__in=batch)}
        self.by_number = {person.number: person for person in found.values() if person.number}
        self.by_id = {person.public_id: person for person in found.values()}

    def find(self, plan: Plan, row: Row) -> Person | None:
        """The person of the row, or None; a row that names two persons, or an id nobody has, becomes a problem."""
        number, public_id = row.text("number"), row.text("public_id")
        by_number, by_id = self.by_number.get(number), self.by_id.get(public_id)
        if public_id and by_id is None:
            plan.refuse(row, "public_id", _("No person has this id of the system. Empty the cell for a new person."))
            return None
        if by_number is not None and by_id is not None and by_number.pk != by_id.pk:
            text = _("This number belongs to another person: %(name)s.") % {"name": by_number.full_name}
            plan.refuse(row, "number", text)
            return None
        return by_id or by_number


def standings_by_person(persons: Iterable[Person], standings: Iterable[str]) -> dict[int, list[Membership]]:
    """{person id: memberships with one of the standings, oldest first}."""
    wanted = list(standings)
    found: dict[int, list[Membership]] = {}
    for batch in batches(sorted({person.pk for person in persons if person.pk})):
        rows = Membership.objects.filter(person_id__in=batch, standing__in=wanted).select_related("organization")
        for membership in rows.order_by("since", "pk"):
            found.setdefault(membership.person_id, []).append(membership)
    return found
