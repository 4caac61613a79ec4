"""What the synthetic trees are made of: organisations with what hangs on them, and how cells spread and grow."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from typing import Any

from django.db.models import Model

from organization import scenario_names as names
from organization.models import Body, BodyKind, Kind, Organization, Person, Power

#: Official members of the demonstration's cell and those of them away or exempt: the worked example of the vote base.
DEMO_OFFICIALS, DEMO_PROBATIONERS, DEMO_AWAY, DEMO_EXEMPT = 17, 2, 2, 1
#: Members a cell is planned with: few enough for a cell, enough for the sizes of the base above it.
FEWEST, MOST = 8, 30
BATCH = 1000


@dataclass(frozen=True)
class Grant:
    """A power of a base with its paper; ``until`` is None while it holds."""

    power: Power
    number: str
    decided_on: date
    scope: str
    until: date | None = None


@dataclass(eq=False)
class Unit:
    """An organisation of the scenario with what hangs on it. ``short`` ends its users' names ("b05.c03").

    ``titles``: (body kind, name, sign) of an upper organisation's bodies; ``staff``: whose members are its officers.
    ``formerly``: where it stood before, and the day it left.
    """

    kind: str
    code: str
    name: str
    short: str
    parent: "Unit | None" = None
    children: list["Unit"] = field(default_factory=list)
    planned: int = 0
    titles: list[tuple[str, str, str]] = field(default_factory=list)
    staff: "Unit | None" = None
    grants: list[Grant] = field(default_factory=list)
    formerly: "tuple[Unit, date] | None" = None
    organization: Organization = field(default_factory=Organization)
    bodies: dict[str, Body] = field(default_factory=dict)
    officials: list[Person] = field(default_factory=list)
    probationers: list[Person] = field(default_factory=list)
    sympathizers: list[Person] = field(default_factory=list)

    def add(self, kind: str, code: str, name: str, short: str) -> "Unit":
        unit = Unit(kind, code, name, short, self)
        self.children.append(unit)
        return unit

    def cells(self) -> Iterator["Unit"]:
        """Itself or the cells below it that have members."""
        if self.kind in (Kind.CELL, Kind.BASE_CELL):
            yield self
        for child in self.children:
            yield from child.cells()

    def walk(self) -> Iterator["Unit"]:
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def base(self) -> "Unit":
        """The grassroots organisation the cell belongs to."""
        unit = self
        while unit.kind not in (Kind.BASE, Kind.BASE_CELL) and unit.parent is not None:
            unit = unit.parent
        return unit

    @property
    def authority(self) -> "Unit":
        """The organisation right above the grassroots: a superior, or the one directly under the Centre."""
        assert self.base.parent is not None
        return self.base.parent

    def size(self) -> int:
        return sum(cell.planned for cell in self.cells())

    def is_plain(self) -> bool:
        """Whether no section stands between the base and its cells."""
        return all(child.kind == Kind.CELL for child in self.children)

    def is_settled(self, day: date, power: Power | None) -> bool:
        """Whether in the year before the day it has stood in one place, with this power and no other."""
        began = day - timedelta(days=366)
        if self.formerly is not None and self.formerly[1] > began:
            return False
        held = [grant for grant in self.grants if grant.until is None or grant.until > began]
        return [(grant.power, grant.decided_on <= began) for grant in held] == ([(power, True)] if power else [])


@dataclass(eq=False)
class Tree:
    """``root`` is directly under the Centre; ``upper``: the organisations with officers of their own, the demo's first.

    ``demo_cell`` stands in a section of the first base of the first superior.
    """

    root: Unit
    upper: list[Unit]
    demo_cell: Unit

    @property
    def superior(self) -> Unit:
        """The one above the demonstration's base."""
        return self.upper[0]

    @property
    def bases(self) -> list[Unit]:
        return [unit for unit in self.root.walk() if unit.kind == Kind.BASE]

    def of_staff(self) -> list[Unit]:
        """The cells in which the officers of the upper organisations are members."""
        return [cell for unit in self.upper if unit.staff for cell in unit.staff.cells()]


def upper_titles(name: dict[str, Any]) -> list[tuple[str, str, str]]:
    """``name``: of each body and, under "symbols", their signs. A body without a name is left out."""
    parts = {
        "committee": BodyKind.COMMITTEE,
        "standing": BodyKind.STANDING_COMMITTEE,
        "inspection": BodyKind.INSPECTION,
        "department": BodyKind.ORGANIZATION_DEPARTMENT,
        "office": BodyKind.OFFICE,
    }
    return [(kind, name[part], name["symbols"][part]) for part, kind in parts.items() if part in name]


def spread(rng: random.Random, total: int, weights: list[int], *, least: int) -> list[int]:
    """``total`` over as many parts as there are weights, ``least`` in each."""
    counts = [least] * len(weights)
    for n in rng.choices(range(len(weights)), weights, k=total - sum(counts)):
        counts[n] += 1
    return counts


def grow(rng: random.Random, base: Unit, count: int, *, sections: int) -> None:
    """Cells of a base; a section takes four of them, and the last cells stand directly under the base."""
    labels = names.words("organizations")["cells"]
    chosen = rng.sample(labels, min(count, len(labels)))
    more = rng.choices(labels, k=count - len(chosen))
    chosen += [f"{label} {n}" for n, label in enumerate(more, start=len(labels) + 1)]
    parents = []
    for n, label in enumerate(names.words("organizations")["sections"][:sections], start=1):
        section = base.add(Kind.SECTION, f"{base.code}.{n:03}", f"{label}, {base.name}", f"{base.short}.bp{n}")
        parents += [section] * 4
    parents += [base] * (count - len(parents))
    for n, (parent, label) in enumerate(zip(parents[:count], chosen, strict=True), start=1):
        stem = parent.code if parent.kind == Kind.SECTION else f"{base.code}.000"
        parent.add(Kind.CELL, f"{stem}.{n:03}", f"{label}, {base.name}", f"{base.short}.c{n:02}")


def settle(rng: random.Random, tree: Tree, members: int) -> None:
    """Plans the demonstration's cell, then moves the other cells below bases until all together are ``members``."""
    tree.demo_cell.planned = DEMO_OFFICIALS + DEMO_PROBATIONERS
    cells, fixed = list(tree.root.cells()), {id(cell) for cell in (tree.demo_cell, *tree.of_staff())}
    moving = [cell for cell in cells if cell.kind == Kind.CELL and id(cell) not in fixed]
    left = members - sum(cell.planned for cell in cells)
    while left:
        cell, by = rng.choice(moving), 1 if left > 0 else -1
        if FEWEST <= cell.planned + by <= MOST:
            cell.planned, left = cell.planned + by, left - by


def officials_of(cell: Unit) -> int:
    """How many of a cell's planned members are official: all but a few probationary ones."""
    return DEMO_OFFICIALS if cell.planned == DEMO_OFFICIALS + DEMO_PROBATIONERS else cell.planned - cell.planned // 15


def write(model: type[Model], rows: Iterable[Model]) -> None:
    """Inserts in batches, so that rows made on the way need not all be held at once."""
    waiting = iter(rows)
    while batch := list(islice(waiting, BATCH)):
        model._default_manager.bulk_create(batch)
