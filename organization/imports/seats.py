"""The list of seats: who holds which role in which body, from a day."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from organization.imports.bodies import bodies_of_codes
from organization.imports.cells import Value, show
from organization.imports.columns import Column, Layout, Type
from organization.imports.lookups import Organizations, Persons
from organization.imports.plans import Outcome, Plan, batches, begun, compare, meet, outlasts
from organization.imports.rows import Parsed, Row
from organization.models import Body, Person, Seat
from organization.roles import SINGLE_ROLES, clash
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


class _Seats:
    """Seats that may clash with one of the list: stored ones, and those that the list brings, with their lines."""

    def __init__(self, stored: Iterable[Seat]) -> None:
        self._by_person: dict[tuple[int, int], list[Seat]] = {}
        self._by_role: dict[tuple[int, str], list[Seat]] = {}
        self.lines: dict[int, int] = {}
        for seat in stored:
            self.add(seat)

    @classmethod
    def of(cls, persons: Iterable[Person], bodies: Iterable[Body]) -> "_Seats":
        """The stored seats of the persons, and whoever leads the bodies."""
        wanted = [("person_id", {one.pk for one in persons}, Q()), ("body_id", {one.pk for one in bodies}, _LEADING)]
        return cls(
            seat
            for key, pks, more in wanted
            for batch in batches(sorted(pks))
            for seat in Seat.objects.filter(more, **{f"{key}__in": batch})
            .select_related("person")
            .order_by("since", "pk")
        )

    def add(self, seat: Seat, line: int = 0) -> None:
        same = self._by_person.setdefault((seat.person_id, seat.body_id), [])
        if not seat._state.adding and seat.pk in [one.pk for one in same]:
            return  # found both by its person and by its body
        same.append(seat)
        self._by_role.setdefault((seat.body_id, seat.role), []).append(seat)
        self.lines[id(seat)] = line

    def same(self, person: Person, body: Body, role: str) -> list[Seat]:
        return [seat for seat in self._by_person.get((person.pk, body.pk), []) if seat.role == role]

    def near(self, seat: Seat) -> list[Seat]:
        """Those that might clash with the seat."""
        leading = self._by_role.get((seat.body_id, seat.role), []) if seat.role in SINGLE_ROLES else []
        return [*self._by_person.get((seat.person_id, seat.body_id), []), *leading]


_LEADING = Q(role__in=SINGLE_ROLES)


def plan(parsed: Parsed, on: date) -> Plan:
    made = begun(parsed)
    persons = Persons(parsed.rows)
    organizations = Organizations.of(parsed.rows, "organization")
    bodies = bodies_of_codes(organizations)
    asked: list[tuple[Row, Person, Body]] = []
    for row in parsed.rows:
        person = _holder(made, persons, row)
        body = _body(made, organizations, bodies, row) if person is not None else None
        if person is not None and body is not None:
            asked.append((row, person, body))
    seats = _Seats.of(persons.by_id.values(), [body for _row, _person, body in asked])
    # what ends in this list ends before what begins in it is looked at
    begins = [one for one in asked if not _is_stored(made, seats, *one)]
    made.new = [[seat for one in begins if (seat := _new(made, seats, *one)) is not None]]
    return made


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


def _is_stored(made: Plan, seats: _Seats, row: Row, person: Person, body: Body) -> bool:
    """Whether the row is about a stored seat, known by its first day; what it adds is filled in."""
    for seat in seats.same(person, body, row["role"]):
        if seat.since == row["since"]:
            _compare(made, seats, row, seat, body)
            return True
    return False


def _compare(made: Plan, seats: _Seats, row: Row, seat: Seat, body: Body) -> None:
    line = seats.lines[id(seat)]
    if line:
        text = _("The same seat in the same time as in row %(line)s of this list.")
        made.refuse(row, "since", text % {"line": line})
        return
    added = compare(made, row, {"basis": seat.basis, "since": seat.since, "until": seat.until})
    if added is None or not _ends_with_its_body(made, row, body, added):
        return
    made.outcomes[row.line] = Outcome.CHANGED if added else Outcome.SAME
    if added:
        made.fill(seat, added)
    seats.lines[id(seat)] = row.line


def _new(made: Plan, seats: _Seats, row: Row, person: Person, body: Body) -> Seat | None:
    """A new seat; None when it may not be (a problem)."""
    since, until = row["since"], row.day("until")
    for other in seats.same(person, body, row["role"]):
        if meet(since, until, other.since, other.until):
            _compare(made, seats, row, other, body)
            return None
    if not _ends_with_its_body(made, row, body, {"until": until}):
        return None
    seat = Seat(person=person, body=body, role=row["role"], basis=row["basis"], since=since, until=until)
    for other in seats.near(seat):
        if found := clash(seat, other):
            field, reason = found
            line = seats.lines[id(other)]
            told = _("Row %(line)s of this list: %(reason)s") % {"line": line, "reason": reason} if line else reason
            made.refuse(row, field, told)
            return None
    seats.add(seat, row.line)
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
