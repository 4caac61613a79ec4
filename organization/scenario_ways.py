"""By which way the dossiers of a cell go: told by where it stands and what its base may do, for choosing cells."""

from datetime import date
from enum import Enum

from organization.models import Kind, Power
from organization.scenario_tree import Tree, Unit


class Way(Enum):
    """Kinds of place in the tree from which dossiers go different ways; which chain that is, the law of a day says."""

    ORDINARY = "ordinary"
    AUTHORISED = "authorised"
    GRASSROOTS_CELL = "grassroots_cell"
    DIRECT = "direct"
    DIRECT_CELL = "direct_cell"


def cells_of(tree: Tree, way: Way, day: date) -> list[Unit]:
    """Cells with sympathisers that have gone this way for a year, the demonstration's first. May be empty."""
    if way in (Way.GRASSROOTS_CELL, Way.DIRECT_CELL):
        bases = [unit for unit in tree.root.walk() if unit.kind == Kind.BASE_CELL and unit not in tree.of_staff()]
    else:
        power = Power.AUTHORISED if way is Way.AUTHORISED else None
        bases = [base for base in tree.bases if base.is_settled(day, power) and base is not tree.root.staff]
    above = {Way.ORDINARY: Kind.SUPERIOR, Way.GRASSROOTS_CELL: Kind.SUPERIOR}
    above |= {Way.DIRECT: Kind.DIRECT, Way.DIRECT_CELL: Kind.DIRECT}
    chosen = [base for base in bases if way not in above or base.authority.kind == above[way]]
    cells = [cell for base in chosen for cell in base.cells() if cell.sympathizers]
    return sorted(cells, key=lambda cell: cell is not tree.demo_cell)
