"""Scenario S2: a synthetic Khối of central offices, the largest size the design is held to.

Sizes: the second generator set of the organisation facts: 61 organisations directly below, 34 of them superior ones;
558 grassroots organisations with several cells and 534 grassroots cells; 5,390 cells below them; 77,000 members.
"""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle

from organization import scenario_names as names
from organization.models import Kind, Power
from organization.scenario_tree import Grant, Tree, Unit, grow, settle, spread, upper_titles


@dataclass(frozen=True)
class Scale:
    """``direct_bases``, ``direct_cells``: of ``bases`` and ``base_cells``, those right below the root.

    ``authorised``, ``moved``: how many bases decide by themselves, and how many stood elsewhere before.
    """

    superiors: int
    direct_bases: int
    direct_cells: int
    bases: int
    base_cells: int
    cells: int
    members: int
    least: int
    authorised: int
    moved: int


SCALES = {
    "full": Scale(
        superiors=34,
        direct_bases=21,
        direct_cells=6,
        bases=558,
        base_cells=534,
        cells=5390,
        members=77_000,
        least=7,
        authorised=60,
        moved=12,
    ),
    "small": Scale(
        superiors=3,
        direct_bases=6,
        direct_cells=2,
        bases=18,
        base_cells=11,
        cells=220,
        members=3_100,
        least=3,
        authorised=7,
        moved=3,
    ),
}
#: Cells of the root's own base: enough for its officers.
OWN_CELLS = 6
#: Bases right below the root with powers: the first with upper-level ones, the others authorised.
LARGE, UPPER_LEVEL = 4, 2
LARGE_CELLS = 20


def plan(rng: random.Random, scale: str, day: date) -> Tree:
    """The tree as it stands on the day, without a database."""
    size, data = SCALES[scale], names.words("central")
    root = Unit(Kind.DIRECT, data["root"]["code"], data["root"]["name"], "tw", titles=upper_titles(data["root"]))
    superiors = [_superior(root, n, name) for n, name in enumerate(data["superiors"][: size.superiors], start=1)]
    _below_superiors(rng, superiors, size)
    _below_root(rng, root, size)
    _cells(rng, root, superiors[0], size)
    tree = Tree(root, [*superiors, root], next(superiors[0].children[1].cells()))
    for cell in root.cells():
        cell.planned = rng.randint(8, 18) if cell.kind == Kind.CELL else rng.randint(7, 26)
    for cell in tree.of_staff():
        cell.planned = rng.randint(22, 28)
    settle(rng, tree, size.members)
    _grant(tree, size, day)
    _move(rng, tree, size, day)
    return tree


def _superior(root: Unit, n: int, office: str) -> Unit:
    data = names.words("central")["superior"]
    unit = root.add(Kind.SUPERIOR, f"{root.code}.{n:03}", data["name"] % office, f"k{n:02}")
    sign = "".join(word[0] for word in office.split()).upper()
    said = {part: text % office for part, text in data.items() if part != "symbols"}
    unit.titles = upper_titles({**said, "symbols": {k: v.format(sign=sign) for k, v in data["symbols"].items()}})
    unit.staff = unit.add(Kind.BASE_CELL, f"{unit.code}.001", said["own_cell"], f"{unit.short}.b01")
    return unit


def _below_superiors(rng: random.Random, superiors: list[Unit], size: Scale) -> None:
    """Bases, then grassroots cells; the officers' own cell of each superior is one of these."""
    weights = [rng.choice([1, 1, 2, 3]) for _superior in superiors]
    bases = spread(rng, size.bases - size.direct_bases, weights, least=size.least)
    cells = spread(rng, size.base_cells - size.direct_cells, weights, least=3)
    of_all = zip(superiors, names.words("central")["superiors"], bases, cells, strict=False)
    for superior, office, of_bases, of_cells in of_all:
        _offices(rng, superior, Kind.BASE, "large", of_bases, f", {office}")
        _offices(rng, superior, Kind.BASE_CELL, "small", of_cells - 1, f", {office}")


def _below_root(rng: random.Random, root: Unit, size: Scale) -> None:
    n = len(root.children) + 1
    own = names.words("central")["root"]["own_base"]
    root.staff = root.add(Kind.BASE, f"{root.code}.{n:03}", own, f"b{n:02}")
    _offices(rng, root, Kind.BASE, "direct_large", size.direct_bases - 1, "")
    _offices(rng, root, Kind.BASE_CELL, "direct_small", size.direct_cells, "")


def _offices(rng: random.Random, parent: Unit, kind: str, kinds: str, count: int, ending: str) -> None:
    stem = "" if parent.parent is None else f"{parent.short}."
    for n, name in enumerate(names.offices(rng, kinds, count, source="central"), start=len(parent.children) + 1):
        parent.add(kind, f"{parent.code}.{n:03}", f"{name}{ending}", f"{stem}b{n:02}")


def _cells(rng: random.Random, root: Unit, first: Unit, size: Scale) -> None:
    """One section in the demo's base, one or two in the largest others; what is to have powers is large."""
    assert root.staff is not None
    grow(rng, root.staff, OWN_CELLS, sections=0)
    direct = [unit for unit in root.children if unit.kind == Kind.BASE and unit is not root.staff]
    for base in direct[:LARGE]:
        grow(rng, base, LARGE_CELLS, sections=1)
    bases = [unit for unit in root.walk() if unit.kind == Kind.BASE and not unit.children]
    weights = [rng.choice([1, 1, 1, 2, 4]) for _base in bases]
    left = size.cells - OWN_CELLS - LARGE * LARGE_CELLS
    for base, count in zip(bases, spread(rng, left, weights, least=4), strict=True):
        grow(rng, base, count, sections=1 if base is first.children[1] else max(0, min(2, count // 8 - 1)))


def _grant(tree: Tree, size: Scale, day: date) -> None:
    """Upper-level powers for some directly below; authorisation for large bases, some of them directly below.

    A paper decided after the day is not there yet, and some have ended.
    """
    data = names.words("central")
    direct = [base for base in tree.bases if base.parent is tree.root and base is not tree.root.staff]
    _give(direct[:UPPER_LEVEL], Power.UPPER_LEVEL, data["upper_level"], day)
    # not the demo's base, nor that whose secretary has a log-in with several seats
    below = [base for base in tree.bases[2:] if base.parent is not tree.root]
    large = [base for base in below if base.size() > 100 and base.is_plain()]
    spread_out = large[:: -max(1, len(large) // size.authorised)]
    authorised = [*direct[UPPER_LEVEL:LARGE], *spread_out][: size.authorised]
    _give(authorised, Power.AUTHORISED, data["authorised"], day)


def _give(bases: list[Unit], power: Power, papers: list[dict[str, date]], day: date) -> None:
    """The papers go round; their numbers run."""
    data = names.words("central")
    for n, (base, paper) in enumerate(zip(bases, cycle(papers), strict=False), start=1):
        number = data["grant_number"].format(n=100 + n, sign=base.authority.titles[0][2])
        until = paper.get("until", day + timedelta(days=1))
        grant = Grant(power, number, paper["decided_on"], data["scopes"][power], until if until <= day else None)
        base.grants = [grant] if grant.decided_on <= day else []


def _move(rng: random.Random, tree: Tree, size: Scale, day: date) -> None:
    """Some bases stood under another superior, or directly below the root, before."""
    usable = [base for base in tree.bases if not base.grants and base not in (tree.root.staff, tree.demo_cell.base)]
    moves = cycle(on for on in names.words("central")["moves"] if on <= day)
    for base, on in zip(rng.sample(usable, size.moved), moves, strict=False):
        base.formerly = rng.choice([unit for unit in tree.upper if unit is not base.parent]), on
