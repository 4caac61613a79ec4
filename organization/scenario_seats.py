"""Who sits in which body of the synthetic Khối, now and in the last term."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from organization import scenario_names as names
from organization.models import BodyKind, Kind, Person, Role, Seat
from organization.scenario_tree import BATCH, Scale, Tree, Unit

Place = tuple[str, Person]


@dataclass(eq=False)
class Officers:
    """Who holds which seat on the scenario's day: {(unit, body kind): [(role, person)]}, secretaries first."""

    seats: dict[tuple[Unit, str], list[Place]] = field(default_factory=dict)
    former: list[tuple[Unit, str, str, Person, date]] = field(default_factory=list)

    def one(self, unit: Unit, body: str, role: str) -> Person:
        """The first person with the role. Raises LookupError if nobody has it."""
        for held, person in self.seats[unit, body]:
            if held == role:
                return person
        raise LookupError(f"{unit.name}: {body} has no {role}.")


def seat(rng: random.Random, tree: Tree, scale: Scale, day: date) -> Officers:
    """Writes the seats of every body."""
    officers = Officers()
    for cell in tree.superior.cells():
        _seat_cell(officers, cell)
    for base in tree.bases:
        _seat_sections(officers, base)
        _seat_base(officers, base, demo=base is tree.bases[0])
    _seat_superior(officers, tree, scale)
    _seat_former(rng, officers, tree, day)
    Seat.objects.bulk_create(list(_rows(officers)), BATCH)
    return officers


def _seat_cell(officers: Officers, cell: Unit) -> None:
    first, second, third, *rest = cell.officials
    officers.seats[cell, BodyKind.CELL] = [
        (Role.SECRETARY, first),
        (Role.DEPUTY_SECRETARY, second),
        (Role.CLERK, third),
    ]
    if BodyKind.CELL_COMMITTEE in cell.bodies:
        size = 3 if len(cell.officials) < 15 else 5
        members = [first, second, *rest[: size - 2]]
        officers.seats[cell, BodyKind.CELL_COMMITTEE] = _places(members)


def _seat_sections(officers: Officers, base: Unit) -> None:
    """A section committee of the secretaries of its cells; its own secretary holds no other seat."""
    for section in (child for child in base.children if child.kind == Kind.SECTION):
        cells = list(section.cells())
        members = [cells[-1].officials[4], *(cell.officials[0] for cell in cells[::-1])]
        officers.seats[section, BodyKind.SECTION_COMMITTEE] = _places(members)


def _seat_base(officers: Officers, base: Unit, *, demo: bool) -> None:
    """Committee, standing committee, inspection commission. Outside the demo's base the secretary leads a cell too."""
    cells = list(base.cells())[::-1]
    pool = [cell.officials[place] for place in (3, 0, 1) for cell in cells]
    if not demo:
        pool.insert(0, pool.pop(len(cells)))
    size = 5 if base.size() < 60 else 9 if base.size() < 120 else 15
    members = pool[: min(size, len(pool))]
    officers.seats[base, BodyKind.COMMITTEE] = [*_places(members), (Role.CLERK, cells[0].officials[5])]
    if BodyKind.STANDING_COMMITTEE in base.bodies:
        officers.seats[base, BodyKind.STANDING_COMMITTEE] = _places(members[: len(members) // 3])
    chair, *others = members[1], members[-1], members[-2]
    officers.seats[base, BodyKind.INSPECTION] = [(Role.HEAD, chair), *((Role.MEMBER, person) for person in others)]


def _seat_superior(officers: Officers, tree: Tree, scale: Scale) -> None:
    """The Khối's own officers stand in their own cell; its other committee members come from the bases."""
    own = tree.own_cell.officials[6:]
    secretary, deputy, head, chair, office_head, deputy_head, deputy_chair = own[:7]
    first_officers, clerks = own[7:10], own[10:12]
    leaders = [officers.one(base, BodyKind.COMMITTEE, Role.SECRETARY) for base in tree.bases[1:]]
    sitting = [place for base in tree.bases for place in officers.seats[base, BodyKind.COMMITTEE]]
    others = [person for role, person in sitting if role != Role.CLERK]
    members = _different([secretary, deputy, head, chair, office_head, *leaders, *others])
    superior = tree.superior
    officers.seats[superior, BodyKind.COMMITTEE] = _places(members[: scale.committee])
    officers.seats[superior, BodyKind.STANDING_COMMITTEE] = _places(members[: scale.standing])
    officers.seats[superior, BodyKind.INSPECTION] = [
        (Role.HEAD, chair),
        (Role.DEPUTY_HEAD, deputy_chair),
        *((Role.MEMBER, person) for person in members[-5:]),
    ]
    officers.seats[superior, BodyKind.ORGANIZATION_DEPARTMENT] = [
        (Role.HEAD, head),
        (Role.DEPUTY_HEAD, deputy_head),
        *((Role.OFFICER, person) for person in first_officers),
    ]
    officers.seats[superior, BodyKind.OFFICE] = [
        (Role.HEAD, office_head),
        *((Role.OFFICER, person) for person in clerks),
    ]


def _seat_former(rng: random.Random, officers: Officers, tree: Tree, day: date) -> None:
    """Holders of the last term, and an officer of the Khối whose seat ended half a year ago."""
    for cell in tree.superior.cells():
        if len(cell.officials) > 8 and rng.random() < 0.4:
            ended = names.term("cell")[1]
            officers.former.append((cell, BodyKind.CELL, Role.SECRETARY, cell.officials[8], ended))
    for base in tree.bases:
        person, ended = next(base.cells()).officials[-1], names.term("base")[1]
        officers.former.append((base, BodyKind.COMMITTEE, Role.SECRETARY, person, ended))
    left = day - timedelta(days=180)
    department = BodyKind.ORGANIZATION_DEPARTMENT
    officers.former.append((tree.superior, department, Role.OFFICER, tree.own_cell.officials[18], left))


def _rows(officers: Officers) -> Iterator[Seat]:
    for (unit, kind), places in officers.seats.items():
        since, basis = names.term(_level(unit))[1], names.basis("appointed" if kind in _APPOINTED else "elected")
        for role, person in places:
            yield Seat(person=person, body=unit.bodies[kind], role=role, basis=basis, since=since)
    for unit, kind, role, person, until in officers.former:
        since = names.term(_level(unit))[0]
        yield Seat(person=person, body=unit.bodies[kind], role=role, since=since, until=until)


_APPOINTED = (BodyKind.ORGANIZATION_DEPARTMENT, BodyKind.OFFICE)


def _level(unit: Unit) -> str:
    if unit.kind in (Kind.CELL, Kind.BASE_CELL):
        return "cell"
    return "superior" if unit.kind == Kind.SUPERIOR else "base"


def _places(members: list[Person]) -> list[Place]:
    """Secretary, deputy secretary, members."""
    roles = [Role.SECRETARY, Role.DEPUTY_SECRETARY]
    return [(roles[n] if n < len(roles) else Role.MEMBER, person) for n, person in enumerate(_different(members))]


def _different(persons: list[Person]) -> list[Person]:
    return list({person.public_id: person for person in persons}.values())
