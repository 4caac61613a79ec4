"""Scenario S1: a synthetic Khối of a province, with grassroots organisations of every way a dossier can go in it.

Sizes: the first generator set of the organisation facts (72 grassroots organisations, about 400 cells, 5,800 members).
"""

import random
from dataclasses import dataclass
from datetime import date

from organization import scenario_names as names
from organization.models import Kind, Power
from organization.scenario_tree import FEWEST, Grant, Tree, Unit, grow, settle, spread, upper_titles


@dataclass(frozen=True)
class Scale:
    """How large the Khối is. ``cells``: those below the bases; ``members``: official and probationary ones."""

    bases: int
    base_cells: int
    cells: int
    members: int
    sectioned: int


SCALES = {
    "full": Scale(bases=45, base_cells=27, cells=400, members=5800, sectioned=4),
    "small": Scale(bases=3, base_cells=3, cells=20, members=350, sectioned=1),
}


def plan(rng: random.Random, scale: str, day: date) -> Tree:
    """The tree as it stands on the day, without a database."""
    data, size = names.words("organizations"), SCALES[scale]
    province = Unit(Kind.DIRECT, data["province"]["code"], data["province"]["name"], "tinh")
    province.titles = upper_titles(data["province"])
    superior = province.add(Kind.SUPERIOR, data["superior"]["code"], data["superior"]["name"], "khoi")
    superior.titles = upper_titles(data["superior"])
    bases = [
        superior.add(Kind.BASE, f"{superior.code}.{n:03}", office, f"b{n:02}")
        for n, office in enumerate(names.offices(rng, "large", size.bases), start=1)
    ]
    own = size.bases + 1
    superior.staff = superior.add(
        Kind.BASE_CELL, f"{superior.code}.{own:03}", data["superior"]["own_cell"], f"b{own:02}"
    )
    for n, office in enumerate(names.offices(rng, "small", size.base_cells - 1), start=own + 1):
        superior.add(Kind.BASE_CELL, f"{superior.code}.{n:03}", office, f"b{n:02}")
    weights = [3 if n < size.bases // 6 + 1 else 1 for n in range(size.bases)]
    for n, (base, count) in enumerate(zip(bases, spread(rng, size.cells, weights, least=4), strict=True)):
        # one section in the demo's base, two in the other large ones
        grow(rng, base, count, sections=0 if n >= size.sectioned else min(n, 1) + 1)
    tree = Tree(province, [superior], next(bases[0].cells()))
    for cell in superior.cells():
        cell.planned = FEWEST if cell.kind == Kind.CELL else rng.randint(7, 26)
    superior.staff.planned = 24
    if scale == "small":
        _enlarge(bases[-1])
    settle(rng, tree, size.members)
    _authorise(tree, day)
    return tree


def _enlarge(base: Unit) -> None:
    """A small Khối too has one base of more than a hundred members."""
    cells = list(base.cells())
    for cell in cells:
        cell.planned = -(-110 // len(cells))


def _authorise(tree: Tree, day: date) -> None:
    """The bases that may admit by themselves: the largest without sections."""
    large = [base for base in sorted(tree.bases, key=Unit.size, reverse=True) if base.is_plain() and base.size() > 100]
    for base, paper in zip(large, names.words("organizations")["authorisations"], strict=False):
        if paper["decided_on"] <= day:
            base.grants = [Grant(Power.AUTHORISED, paper["number"], paper["decided_on"], paper["scope"])]
