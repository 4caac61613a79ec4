"""The synthetic Khối's tree: which organisations and bodies there are, and how many members each cell has."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from organization import scenario_names as names
from organization.models import Body, BodyKind, Kind, Organization, Person, Placement, Power, PowerGrant
from organization.text import fold

#: Official members of the demonstration's cell and those of them away or exempt: the worked example of the vote base.
DEMO_OFFICIALS, DEMO_PROBATIONERS, DEMO_AWAY, DEMO_EXEMPT = 17, 2, 2, 1
BATCH = 1000


@dataclass(frozen=True)
class Scale:
    """How large the Khối is. ``cells``: those below the bases; ``members``: official and probationary ones."""

    bases: int
    base_cells: int
    cells: int
    members: int
    sectioned: int
    committee: int
    standing: int


SCALES = {
    "full": Scale(bases=45, base_cells=27, cells=400, members=5800, sectioned=4, committee=33, standing=11),
    "small": Scale(bases=2, base_cells=1, cells=11, members=175, sectioned=1, committee=15, standing=9),
}


@dataclass(eq=False)
class Unit:
    """An organisation of the scenario with what hangs on it. ``short`` ends its users' names ("b05.c03")."""

    kind: str
    code: str
    name: str
    short: str
    parent: "Unit | None" = None
    children: list["Unit"] = field(default_factory=list)
    planned: int = 0
    organization: Organization = field(default_factory=Organization)
    bodies: dict[str, Body] = field(default_factory=dict)
    officials: list[Person] = field(default_factory=list)
    probationers: list[Person] = field(default_factory=list)
    sympathizers: list[Person] = field(default_factory=list)

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

    def size(self) -> int:
        return sum(cell.planned for cell in self.cells())


@dataclass(eq=False)
class Tree:
    """``demo_cell`` stands in a section of the first base; ``own_cell`` is that of the Khối's own officers."""

    province: Unit
    superior: Unit
    bases: list[Unit]
    own_cell: Unit
    demo_cell: Unit


def plan(rng: random.Random, scale: Scale) -> Tree:
    """The tree without a database."""
    data = names.words("organizations")
    province = Unit(Kind.DIRECT, data["province"]["code"], data["province"]["name"], "tinh")
    superior = Unit(Kind.SUPERIOR, data["superior"]["code"], data["superior"]["name"], "khoi", province)
    province.children.append(superior)
    bases = [
        _add(superior, Kind.BASE, f"{superior.code}.{n:03}", office, f"b{n:02}")
        for n, office in enumerate(names.offices(rng, "large", scale.bases), start=1)
    ]
    own = scale.bases + 1
    own_cell = _add(superior, Kind.BASE_CELL, f"{superior.code}.{own:03}", data["superior"]["own_cell"], f"b{own:02}")
    for n, office in enumerate(names.offices(rng, "small", scale.base_cells - 1), start=own + 1):
        _add(superior, Kind.BASE_CELL, f"{superior.code}.{n:03}", office, f"b{n:02}")
    for base, count in zip(bases, _spread(rng, scale.cells, scale.bases), strict=True):
        _grow(rng, base, count, sections=_sections(bases.index(base), scale))
    tree = Tree(province, superior, bases, own_cell, next(bases[0].cells()))
    _size(rng, tree, scale)
    return tree


def _add(parent: Unit, kind: str, code: str, name: str, short: str) -> Unit:
    unit = Unit(kind, code, name, short, parent)
    parent.children.append(unit)
    return unit


def _sections(index: int, scale: Scale) -> int:
    """One in the demo's base, two in the other large ones."""
    if index >= scale.sectioned:
        return 0
    return 2 if index else 1


def _spread(rng: random.Random, total: int, parts: int) -> list[int]:
    """``total`` cells over ``parts`` bases, four at least, the first bases larger."""
    counts = [4] * parts
    weights = [3 if n < parts // 6 + 1 else 1 for n in range(parts)]
    for n in rng.choices(range(parts), weights, k=total - sum(counts)):
        counts[n] += 1
    return counts


def _grow(rng: random.Random, base: Unit, count: int, sections: int) -> None:
    """Cells of a base; a section takes four of them, and the last cells stand directly under the base."""
    labels = names.words("organizations")["cells"]
    chosen = rng.sample(labels, min(count, len(labels)))
    more = rng.choices(labels, k=count - len(chosen))
    chosen += [f"{label} {n}" for n, label in enumerate(more, start=len(labels) + 1)]
    parents = []
    for n, label in enumerate(names.words("organizations")["sections"][:sections], start=1):
        section = _add(base, Kind.SECTION, f"{base.code}.{n:03}", f"{label}, {base.name}", f"{base.short}.bp{n}")
        parents += [section] * 4
    parents += [base] * (count - len(parents))
    for n, (parent, label) in enumerate(zip(parents[:count], chosen, strict=True), start=1):
        stem = parent.code if parent.kind == Kind.SECTION else f"{base.code}.000"
        _add(parent, Kind.CELL, f"{stem}.{n:03}", f"{label}, {base.name}", f"{base.short}.c{n:02}")


def _size(rng: random.Random, tree: Tree, scale: Scale) -> None:
    """Plans the members of every cell so that all together are ``scale.members``."""
    cells = list(tree.superior.cells())
    for cell in cells:
        cell.planned = 6 if cell.kind == Kind.CELL else rng.randint(7, 26)
    tree.demo_cell.planned = DEMO_OFFICIALS + DEMO_PROBATIONERS
    tree.own_cell.planned = 24
    growing = [cell for cell in cells if cell.kind == Kind.CELL and cell is not tree.demo_cell]
    left = scale.members - sum(cell.planned for cell in cells)
    while left > 0:
        cell = rng.choice(growing)
        if cell.planned < 30:
            cell.planned, left = cell.planned + 1, left - 1


def plant(rng: random.Random, tree: Tree) -> None:
    """Writes organisations, places, bodies and grants of power."""
    founded = names.words("organizations")["founded"]
    units = list(tree.province.walk())
    for unit in units:
        full = _full_name(unit)
        keys = {"public_id": names.public_id(rng), "search": fold(f"{unit.code} {full}")}
        unit.organization = Organization(code=unit.code, name=full, kind=unit.kind, since=founded, **keys)
    Organization.objects.bulk_create([unit.organization for unit in units], BATCH)
    Placement.objects.bulk_create(
        [
            Placement(organization=unit.organization, parent=unit.parent.organization, since=founded)
            for unit in units
            if unit.parent
        ],
        BATCH,
    )
    for unit in units:
        unit.bodies = {kind: _body(unit, kind, name, sign) for kind, name, sign in _bodies(unit)}
    Body.objects.bulk_create([body for unit in units for body in unit.bodies.values()], BATCH)
    PowerGrant.objects.bulk_create(_grants(tree))


def authorised(tree: Tree) -> list[Unit]:
    """The bases that may admit by themselves: the two largest without sections."""
    plain = [base for base in tree.bases if all(child.kind == Kind.CELL for child in base.children)]
    large = [base for base in sorted(plain, key=Unit.size, reverse=True) if base.size() > 100]
    return large[: len(names.words("organizations")["authorisations"])]


def _full_name(unit: Unit) -> str:
    if unit.kind in (Kind.DIRECT, Kind.SUPERIOR):
        return unit.name
    what = "cell" if unit.kind == Kind.CELL else str(unit.kind)
    return names.named(what, unit.name)


def _body(unit: Unit, kind: str, name: str, sign: str) -> Body:
    return Body(organization=unit.organization, kind=kind, name=name, symbol=sign, since=unit.organization.since)


def _bodies(unit: Unit) -> list[tuple[str, str, str]]:
    """(kind, name, sign in document numbers) of the bodies of an organisation."""
    data = names.words("organizations")
    if unit.kind == Kind.DIRECT:
        own = data["province"]
        return [
            (BodyKind.COMMITTEE, own["committee"], own["symbol"]),
            (BodyKind.STANDING_COMMITTEE, own["standing"], own["symbol"]),
        ]
    if unit.kind == Kind.SUPERIOR:
        own = data["superior"]
        parts = {
            "committee": BodyKind.COMMITTEE,
            "standing": BodyKind.STANDING_COMMITTEE,
            "inspection": BodyKind.INSPECTION,
            "department": BodyKind.ORGANIZATION_DEPARTMENT,
            "office": BodyKind.OFFICE,
        }
        return [(kind, own[part], own["symbols"][part]) for part, kind in parts.items()]
    kinds: dict[str, str] = {}
    if unit.kind in (Kind.CELL, Kind.BASE_CELL):
        kinds = {"cell": BodyKind.CELL}
        # a cell this large has nine official members at least, as few as its probationary members may be
        kinds |= {"cell_committee": BodyKind.CELL_COMMITTEE} if officials_of(unit) >= 9 else {}
    elif unit.kind == Kind.SECTION:
        kinds = {"section_committee": BodyKind.SECTION_COMMITTEE}
    elif unit.kind == Kind.BASE:
        kinds = {"committee": BodyKind.COMMITTEE}
        kinds |= {"standing": BodyKind.STANDING_COMMITTEE} if unit.size() >= 60 else {}
        kinds |= {"inspection": BodyKind.INSPECTION}
    return [(kind, names.named(what, unit.name), names.symbol(what)) for what, kind in kinds.items()]


def officials_of(cell: Unit) -> int:
    """How many of a cell's planned members are official: all but a few probationary ones."""
    return DEMO_OFFICIALS if cell.planned == DEMO_OFFICIALS + DEMO_PROBATIONERS else cell.planned - cell.planned // 15


def _grants(tree: Tree) -> list[PowerGrant]:
    return [
        PowerGrant(
            organization=base.organization,
            power=Power.AUTHORISED,
            decision_number=paper["number"],
            decided_on=paper["decided_on"],
            decided_by=tree.superior.organization,
            scope=paper["scope"],
            since=paper["decided_on"],
        )
        for base, paper in zip(authorised(tree), names.words("organizations")["authorisations"], strict=False)
    ]
