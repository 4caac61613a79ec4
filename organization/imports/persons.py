"""The list of persons: who they are, and their standing in a cell from a day."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from organization.imports.cells import Value, show
from organization.imports.columns import Column, Layout, Type
from organization.imports.lookups import Organizations, Persons, standings_by_person
from organization.imports.plans import Outcome, Plan, begun, compare, meet, outlasts, repeated
from organization.imports.rows import Parsed, Row
from organization.models import BASE_STANDINGS, CELLS, Membership, Person, Standing, new_public_id

LAYOUT = Layout(
    "persons",
    (
        Column("number", Type.CODE, length=20),
        Column("public_id", Type.CODE, length=12),
        Column("full_name", required=True, length=120),
        Column("born_on", Type.DAY),
        Column("sex", Type.WORD, words="sex"),
        Column("native_place", length=200),
        Column("cell", Type.CODE, length=32),
        Column("standing", Type.WORD, words="standing"),
        Column("basis", length=120),
        Column("since", Type.DAY),
        Column("until", Type.DAY),
    ),
)
#: Columns of the person; the others are of the standing.
_OWN = ("number", "full_name", "born_on", "sex", "native_place")
_STANDING = ("cell", "standing", "basis", "since", "until")
#: Standings of members, who belong to a cell.
_OF_CELLS = (Standing.PROBATIONARY, Standing.OFFICIAL)
CHUNK = 2000


def plan(parsed: Parsed, on: date) -> Plan:
    """What the rows would do to persons and their standings. ``on``: nobody is born or becomes a member after it."""
    made = begun(parsed)
    again = repeated(made, parsed.rows, lambda row: row["number"] or None, "number")
    again |= repeated(made, parsed.rows, lambda row: row["public_id"] or None, "public_id")
    rows = [row for row in parsed.rows if row.line not in again]
    persons = Persons(rows)
    organizations = Organizations.of(rows, "cell")
    standings = standings_by_person(persons.by_id.values(), BASE_STANDINGS)
    new_persons: list[Person] = []
    new_standings: list[Membership] = []
    for row in rows:
        before = len(made.problems)
        person, outcome = _person(made, persons, row, on)
        membership = None
        if person is not None:
            held = standings.get(person.pk, []) if person.pk else []
            _refuse_early_standing(made, held, row, person)
            membership, touched = _standing(made, organizations, held, row, person, on)
            outcome = Outcome.CHANGED if touched and outcome is Outcome.SAME else outcome
        if len(made.problems) > before or person is None:
            continue
        made.outcomes[row.line] = outcome
        new_persons += [person] if person._state.adding else []
        new_standings += [membership] if membership is not None else []
    made.new = [new_persons, new_standings]
    return made


def _person(made: Plan, persons: Persons, row: Row, on: date) -> tuple[Person | None, Outcome]:
    if not (row["number"] or row["public_id"]):
        made.refuse(row, "number", _("The cell is empty. Persons are told apart by this number, never by their names."))
        return None, Outcome.SAME
    born = row.day("born_on")
    if born is not None and born > on:
        made.refuse(row, "born_on", _("The day of birth lies in the future."))
        return None, Outcome.SAME
    before = len(made.problems)
    stored_person = persons.find(made, row)
    if len(made.problems) > before:
        return None, Outcome.SAME
    if stored_person is None:
        values = {name: row[name] for name in _OWN}
        return Person(public_id=new_public_id(), **values).fill_keys(), Outcome.ADDED
    own: dict[str, Value] = {name: getattr(stored_person, name) for name in _OWN}
    added = compare(made, row, own)
    if added is None:
        return None, Outcome.SAME
    if added:
        made.fill(stored_person, added)
    return stored_person, Outcome.CHANGED if added else Outcome.SAME


def _standing(
    made: Plan, organizations: Organizations, held: list[Membership], row: Row, person: Person, on: date
) -> tuple[Membership | None, bool]:
    """(a new standing, or None; whether the row adds something). Problems are noted."""
    if not any(row[name] for name in _STANDING):
        return None, False
    missing = [name for name in ("cell", "standing", "since") if not row[name]]
    for name in missing:
        made.refuse(row, name, _("The cell is empty. A standing needs the cell, the standing and the day it began."))
    if missing:
        return None, False
    since, until = row["since"], row.day("until")
    if row["standing"] not in BASE_STANDINGS:
        made.refuse(row, "standing", _("This standing lies over another one and is entered by hand."))
        return None, False
    for kept in [one for one in held if one.since == since][:1]:
        stored_values: dict[str, Value] = {
            "cell": kept.organization.code,
            "standing": kept.standing,
            "basis": kept.basis,
            "until": kept.until,
        }
        added = compare(made, row, stored_values)
        if added:
            made.fill(kept, added)
        return None, bool(added)
    for other in held:
        if meet(since, until, other.since, other.until):
            made.refuse(
                row,
                "since",
                _("The person already has a standing in this time (%(standing)s from %(since)s); end that one first.")
                % {"standing": show(other.standing, LAYOUT.column("standing")), "since": show(other.since)},
            )
            return None, False
    return _new_standing(made, organizations, row, person, on), True


def _refuse_early_standing(made: Plan, held: list[Membership], row: Row, person: Person) -> None:
    """A day of birth that the list adds lies before everything that is stored of the person."""
    early = [one for one in held if person.born_on is not None and one.since < person.born_on]
    if early and row["born_on"]:
        text = _("The day lies after %(day)s, when a stored standing of the person begins.")
        made.refuse(row, "born_on", text % {"day": show(early[0].since)})


def _new_standing(made: Plan, organizations: Organizations, row: Row, person: Person, on: date) -> Membership | None:
    since, until = row["since"], row.day("until")
    if since > on:
        made.refuse(row, "since", _("The day lies in the future. Import the standing once it has begun."))
        return None
    if person.born_on is not None and since < person.born_on:
        made.refuse(row, "since", _("The day lies before the day of birth."))
        return None
    cell = organizations.find(row["cell"], since)
    if cell is None:
        made.refuse(row, "cell", organizations.missing(row["cell"], since))
        return None
    if row["standing"] in _OF_CELLS and cell.kind not in CELLS:
        text = _("“%(name)s” is not a cell. Members are counted in cells; give the code of the cell.")
        made.refuse(row, "cell", text % {"name": cell.name})
        return None
    if outlasts(until, cell.until):
        text = _("The organisation ends on %(day)s; the standing in it may not go on after that.")
        made.refuse(row, "until", text % {"day": show(cell.until)})
        return None
    membership = Membership(person=person, organization=cell, standing=row["standing"], basis=row["basis"])
    membership.since, membership.until = since, until
    made.note_filled(row, _STANDING)
    return membership


def stored(on: date) -> Iterator[dict[str, Value]]:
    """The rows of the list as they are stored on the day: every person, with the standing of that day."""
    held = Membership.objects.on(on).filter(standing__in=BASE_STANDINGS).select_related("organization")
    prefetch = Prefetch("memberships", held.order_by("since", "pk"), to_attr="held")
    rows = Person.objects.order_by("sort_name", "pk").prefetch_related(prefetch)
    for person in rows.iterator(chunk_size=CHUNK):
        standing: Membership | None = next(iter(person.held), None)
        yield {
            **{name: getattr(person, name) for name in _OWN},
            "public_id": person.public_id,
            "cell": standing.organization.code if standing else "",
            "standing": standing.standing if standing else "",
            "basis": standing.basis if standing else "",
            "since": standing.since if standing else None,
            "until": standing.until if standing else None,
        }
