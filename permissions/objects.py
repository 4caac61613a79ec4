"""What of a case somebody sees who sees the case: a table of objects and relations, read from data, and one question.

Whether he sees the case at all, ``visibility`` says; this says which parts of it are shut to him.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

ALWAYS, NEVER = "always", "never"
#: {relation to the case: the conditions of the table that hold for it}: how somebody stands to a case today.
Standing = Mapping[str, Collection[str]]


@dataclass(frozen=True)
class Object:
    """A row. ``cells``: {relation: what lets it see, any one suffices}; ``papers``, ``panels``, ``record``: codes of
    what belongs to it; ``notes``: {relation: how the cell is understood}.
    """

    name: str
    cells: Mapping[str, frozenset[str]]
    certainty: str
    rule: str = ""
    papers: tuple[str, ...] = ()
    panels: tuple[str, ...] = ()
    record: tuple[str, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Matrix:
    """``bodies``: {kind of body: relation in which those who sit in it stand}."""

    source: str
    certainty: str
    relations: tuple[str, ...]
    conditions: tuple[str, ...]
    bodies: Mapping[str, str]
    objects: Mapping[str, Object]


def may_see_object(matrix: Matrix, standing: Standing, name: str) -> bool:
    """Whether somebody who stands so to the case sees the object. Raises KeyError for one the table does not have."""
    cells = matrix.objects[name].cells
    return any(ALWAYS in cells[relation] or not cells[relation].isdisjoint(held) for relation, held in standing.items())


def matrix_of(raw: Mapping[str, Any]) -> Matrix:
    """The table from its data. Raises ValueError for a cell that is missing or says what nobody knows, and for a code
    that stands in two rows.
    """
    relations, conditions = tuple(raw["relations"]), tuple(raw["conditions"])
    objects: dict[str, Object] = {}
    for name, given in raw["objects"].items():
        cells = {relation: _cell(said) for relation, said in given["cells"].items()}
        if set(cells) != set(relations):
            raise ValueError(f"'{name}' does not say each relation once.")
        for relation, said in cells.items():
            if said - {ALWAYS, *conditions}:
                raise ValueError(f"'{name}', {relation}: {sorted(said)} is no condition of the table.")
        lists = {part: tuple(given.get(part, ())) for part in ("papers", "panels", "record")}
        certainty = given.get("certainty", raw["certainty"])
        objects[name] = Object(name, cells, certainty, given.get("rule", ""), **lists, notes=given.get("notes", {}))
    for part in ("papers", "panels", "record"):
        codes = [code for one in objects.values() for code in getattr(one, part)]
        twice = {code for code in codes if codes.count(code) > 1}
        if twice:
            raise ValueError(f"{sorted(twice)} stands in two rows of the table.")
    return Matrix(raw["source"], raw["certainty"], relations, conditions, dict(raw["bodies"]), objects)


def _cell(said: str | list[str]) -> frozenset[str]:
    found = frozenset([said] if isinstance(said, str) else said)
    return frozenset() if found == {NEVER} else found
