"""Who sits in which body of a synthetic tree, now and in the last term."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from organization import scenario_names as names
from organization.models import BodyKind, Kind, Person, Role, Seat
from organization.scenario_tree import Tree, Unit, write

Place = tuple[str, Person]
#: The first official members of a cell hold its seats and those of the base; the officers above come after them.
LOCAL = 6


@dataclass(eq=False)
class Officers:
    """Who holds which seat on the scenario's day: {(unit, body kind): [(role, person)]}, secretaries first.

    ``former``: (unit, body kind, role, person, last day). ``inspector`` has a seat in every inspection commission.
    """

    seats: dict[tuple[Unit, str], list[Place]] = field(default_factory=dict)
    former: list[tuple[Unit, str, str, Person, date]] = field(default_factory=list)
    inspector: Person | None = None

    def one(self, unit: Unit, body: str, role: str) -> Person:
        """The first person with the role. Raises LookupError if nobody has it."""
        for held, person in self.seats[unit, body]:
            if held == role:
                return person
        raise LookupError(f"{unit.name}: {body} has no {role}.")


@dataclass(frozen=True)
class _Sizes:
    """Seats of an upper organisation. The standing committee has at most a third of the committee's members."""

    committee: int
    standing: int
    inspection: int
    deputies: int
    officers: int
    clerks: int
    inspectors: int = 0


def seat(rng: random.Random, tree: Tree, day: date, official: dict[str, date]) -> Officers:
    """Writes the seats of every body. ``official``: {public id: since when an official member}."""
    officers = Officers()
    for cell in tree.root.cells():
        _seat_cell(officers, cell)
    for base in tree.bases:
        _seat_sections(officers, base)
        _seat_base(officers, base, demo=base is tree.demo_cell.base)
    for unit in tree.upper:
        _seat_above(officers, tree, unit, day)
    _seat_former(rng, officers, tree, day)
    if tree.root.staff is not None:
        officers.inspector = officers.one(tree.root, BodyKind.INSPECTION, Role.OFFICER)
    write(Seat, _rows(officers, day, official))
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


def _seat_above(officers: Officers, tree: Tree, unit: Unit, day: date) -> None:
    """The officers of an upper organisation stand in its staff's cells; its other members lead what is below it."""
    assert unit.staff is not None
    staff = iter([person for cell in unit.staff.cells() for person in cell.officials[LOCAL:]])
    sizes = _sizes(tree, unit)
    secretary, deputy, head, chair, office_head = (next(staff) for _i in range(5))
    deputies, deputy_chairs = ([next(staff) for _i in range(sizes.deputies)] for _body in range(2))
    first_officers, clerks, inspectors = (
        [next(staff) for _i in range(count)] for count in (sizes.officers, sizes.clerks, sizes.inspectors)
    )
    leaders, others = _below(officers, tree, unit)
    members = _different([secretary, deputy, head, chair, office_head, *leaders, *others])[: sizes.committee]
    officers.seats[unit, BodyKind.COMMITTEE] = _places(members)
    officers.seats[unit, BodyKind.STANDING_COMMITTEE] = _places(members[: sizes.standing])
    officers.seats[unit, BodyKind.INSPECTION] = [
        (Role.HEAD, chair),
        *((Role.DEPUTY_HEAD, person) for person in deputy_chairs),
        *((Role.MEMBER, person) for person in members[-sizes.inspection :]),
        *((Role.OFFICER, person) for person in inspectors),
    ]
    officers.seats[unit, BodyKind.ORGANIZATION_DEPARTMENT] = [
        (Role.HEAD, head),
        *((Role.DEPUTY_HEAD, person) for person in deputies),
        *((Role.OFFICER, person) for person in first_officers),
    ]
    officers.seats[unit, BodyKind.OFFICE] = [
        (Role.HEAD, office_head),
        *((Role.OFFICER, person) for person in clerks),
    ]
    left = day - timedelta(days=180)
    officers.former.append((unit, BodyKind.ORGANIZATION_DEPARTMENT, Role.OFFICER, next(staff), left))


def _sizes(tree: Tree, unit: Unit) -> _Sizes:
    bases = sum(child.kind == Kind.BASE for child in unit.children)
    if unit is tree.root:
        return _Sizes(committee=39, standing=13, inspection=8, deputies=2, officers=20, clerks=10, inspectors=6)
    if bases < 6:
        return _Sizes(committee=18, standing=6, inspection=5, deputies=1, officers=3, clerks=2)
    if bases < 20:
        return _Sizes(committee=27, standing=9, inspection=5, deputies=1, officers=3, clerks=2)
    return _Sizes(committee=33, standing=11, inspection=5, deputies=1, officers=5, clerks=2)


def _below(officers: Officers, tree: Tree, unit: Unit) -> tuple[list[Person], list[Person]]:
    """(those who lead what stands right below, the members of the committees there). Not the demo's secretary."""
    below = [child for child in unit.children if (child, BodyKind.COMMITTEE) in officers.seats]
    leading = [child for child in below if child is not tree.demo_cell.base and child is not unit.staff]
    leaders = [officers.one(child, BodyKind.COMMITTEE, Role.SECRETARY) for child in leading]
    sitting = [place for child in below for place in officers.seats[child, BodyKind.COMMITTEE]]
    return leaders, [person for role, person in sitting if role != Role.CLERK]


def _seat_former(rng: random.Random, officers: Officers, tree: Tree, day: date) -> None:
    """Holders of the last term."""
    for cell in tree.root.cells():
        if len(cell.officials) > 8 and rng.random() < 0.4:
            ended = names.term("cell", day)[1]
            officers.former.append((cell, BodyKind.CELL, Role.SECRETARY, cell.officials[8], ended))
    for base in tree.bases:
        person, ended = next(base.cells()).officials[-1], names.term("base", day)[1]
        officers.former.append((base, BodyKind.COMMITTEE, Role.SECRETARY, person, ended))


def _rows(officers: Officers, day: date, official: dict[str, date]) -> Iterator[Seat]:
    """A seat begins with the term, or with its holder's official membership: he was appointed in mid-term then."""
    terms = {level: names.term(level, day) for level in ("cell", "base", "superior")}
    elected, appointed = names.basis("elected"), names.basis("appointed")
    for (unit, kind), places in officers.seats.items():
        first = terms[_level(unit)][1]
        for role, person in places:
            since = max(first, official[person.public_id])
            basis = elected if since == first and kind not in _APPOINTED else appointed
            yield Seat(person=person, body=unit.bodies[kind], role=role, basis=basis, since=since)
    for unit, kind, role, person, until in officers.former:
        since = max(terms[_level(unit)][0], official[person.public_id])
        if since < until:
            yield Seat(person=person, body=unit.bodies[kind], role=role, since=since, until=until)
    yield from _everywhere(officers, terms["superior"][1], official)


def _everywhere(officers: Officers, first: date, official: dict[str, date]) -> Iterator[Seat]:
    """The inspector as an officer of every other inspection commission: no such person exists, it is there to measure.

    An officer has no vote, so that no commission grows by it.
    """
    inspector, basis = officers.inspector, names.basis("everywhere")
    for unit, kind in officers.seats:
        if inspector is None or kind != BodyKind.INSPECTION or (Role.OFFICER, inspector) in officers.seats[unit, kind]:
            continue
        since = max(first, official[inspector.public_id])
        yield Seat(person=inspector, body=unit.bodies[kind], role=Role.OFFICER, basis=basis, since=since)


_APPOINTED = (BodyKind.ORGANIZATION_DEPARTMENT, BodyKind.OFFICE)


def _level(unit: Unit) -> str:
    if unit.kind in (Kind.CELL, Kind.BASE_CELL):
        return "cell"
    return "superior" if unit.kind in (Kind.SUPERIOR, Kind.DIRECT) else "base"


def _places(members: list[Person]) -> list[Place]:
    """Secretary, deputy secretary, members."""
    roles = [Role.SECRETARY, Role.DEPUTY_SECRETARY]
    return [(roles[n] if n < len(roles) else Role.MEMBER, person) for n, person in enumerate(_different(members))]


def _different(persons: list[Person]) -> list[Person]:
    return list({person.public_id: person for person in persons}.values())
