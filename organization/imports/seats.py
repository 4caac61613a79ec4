"""The list of seats: who holds which role in which body, from a day."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.utils.translation import gettext as _

from organization.imports.bodies import bodies_of_codes
from organization.imports.cells import Value, show
from organization.imports.columns import Column, Layout, Type
from organization.imports.lookups import Organizations, Persons
from organization.imports.plans import Outcome, Plan, batches, begun, compare, meet, outlasts
from organization.imports.rows import Parsed, Row
from organization.models import Body, Person, Seat
from organization.text import fold

LAYOUT = Layout(
    "seats",
    (
        Column("number", Type.CODE, length=20),
        Column("public_id", Type.CODE, length=12),
        Column("full_name", length=120),
        Column("organization", Type.CODE, required=True, length=32),
        Column("kind", Type.WORD, required=True, words="body_kind"),
        Column("role", Type.WORD, required=True, words="role"),
        Column("basis", length=120),
        Column("since", Type.DAY, required=True),
        Column("until", Type.DAY),
    ),
)

_Held = dict[tuple[int, int, str], list[tuple[Seat, int]]]


def plan(parsed: Parsed, on: date) -> Plan:
    made = begun(parsed)
    persons = Persons(parsed.rows)
    organizations = Organizations.of(parsed.rows, "organization")
    bodies = bodies_of_codes(organizations)
    held = _held(persons.by_id.values())
    new: list[Seat] = []
    for row in parsed.rows:
        person = _holder(made, persons, row)
        body = _body(made, organizations, bodies, row) if person is not None else None
        if person is None or body is None:
            continue
        seat = _seat(made, held, row, person, body)
        if seat is not None:
            new.append(seat)
    made.new = [new]
    return made


def _held(persons: Iterable[Person]) -> _Held:
    """{(person, body, role): [(seat, 0)]}; the number is the line of a seat that the list itself brings."""
    found: _Held = {}
    for batch in batches(sorted(person.pk for person in persons)):
        for seat in Seat.objects.filter(person_id__in=batch).order_by("since", "pk"):
            found.setdefault((seat.person_id, seat.body_id, seat.role), []).append((seat, 0))
    return found


def _holder(made: Plan, persons: Persons, row: Row) -> Person | None:
    if not (row["number"] or row["public_id"]):
        made.refuse(row, "number", _("The cell is empty. Persons are told apart by this number, never by their names."))
        return None
    before = len(made.problems)
    person = persons.find(made, row)
    if person is None:
        if len(made.problems) == before:
            made.refuse(row, "number", _("Nobody has this number. Import the persons first."))
        return None
    if row["full_name"] and fold(row["full_name"]) != fold(person.full_name):
        text = _("The number belongs to %(name)s. Correct the number or the name.") % {"name": person.full_name}
        made.refuse(row, "full_name", text)
        return None
    return person


def _body(made: Plan, organizations: Organizations, bodies: dict[tuple[int, str], list[Body]], row: Row) -> Body | None:
    since = row["since"]
    organization = organizations.find(row["organization"], since)
    if organization is None:
        made.refuse(row, "organization", organizations.missing(row["organization"], since))
        return None
    known = bodies.get((organization.pk, row["kind"]), [])
    for body in known:
        if body.since <= since and (body.until is None or since < body.until):
            return body
    if not known:
        text = _("The organisation has no such body. Import the bodies first.")
    elif since < known[0].since:
        text = _("The body begins only on %(day)s.") % {"day": show(known[0].since)}
    else:
        text = _("The body ended on %(day)s; nobody can sit in it afterwards.") % {
            "day": show(max(body.until for body in known if body.until and body.until <= since))
        }
    made.refuse(row, "since", text) if known else made.refuse(row, "kind", text)
    return None


def _seat(made: Plan, held: _Held, row: Row, person: Person, body: Body) -> Seat | None:
    """A new seat; None when it is stored already or may not be (a problem)."""
    since, until = row["since"], row.day("until")
    others = held.setdefault((person.pk, body.pk, row["role"]), [])
    clashing = [(seat, line) for seat, line in others if meet(since, until, seat.since, seat.until)]
    exact = [(seat, line) for seat, line in others if seat.since == since]
    for seat, line in (exact or clashing)[:1]:
        if line:
            made.refuse(
                row, "since", _("The same seat in the same time as in row %(line)s of this list.") % {"line": line}
            )
            return None
        added = compare(made, row, {"basis": seat.basis, "since": seat.since, "until": seat.until})
        if added is None or not _ends_with_its_body(made, row, body, added):
            return None
        made.outcomes[row.line] = Outcome.CHANGED if added else Outcome.SAME
        if added:
            made.fill(seat, added)
        others[others.index((seat, line))] = (seat, row.line)
        return None
    if not _ends_with_its_body(made, row, body, {"until": until}):
        return None
    seat = Seat(person=person, body=body, role=row["role"], basis=row["basis"], since=since, until=until)
    others.append((seat, row.line))
    made.outcomes[row.line] = Outcome.ADDED
    return seat


def _ends_with_its_body(made: Plan, row: Row, body: Body, added: dict[str, Value]) -> bool:
    if "until" not in added or not outlasts(row.day("until"), body.until):
        return True
    made.refuse(
        row, "until", _("The body ends on %(day)s; the seat may not go on after it.") % {"day": show(body.until)}
    )
    return False


def stored(on: date) -> Iterator[dict[str, Value]]:
    """The rows of the list as they are stored on the day."""
    rows = Seat.objects.on(on).select_related("person", "body__organization")
    for seat in rows.order_by("body__organization__code", "body__kind", "role", "person__sort_name", "pk").iterator():
        yield {
            "number": seat.person.number,
            "public_id": seat.person.public_id,
            "full_name": seat.person.full_name,
            "organization": seat.body.organization.code,
            "kind": seat.body.kind,
            "role": seat.role,
            "basis": seat.basis,
            "since": seat.since,
            "until": seat.until,
        }
