"""The lines of a table as rows of a list: headings found, every cell read, and whatever is wrong noted at its place."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from organization.imports.cells import SHOWN, CellFault, clean, value_of
from organization.imports.columns import Column, Layout, ignored
from organization.imports.marks import letters
from organization.imports.problems import Problem, Unreadable
from organization.imports.reading import Table
from organization.text import fold


@dataclass(frozen=True)
class Row:
    """A row of a list: {field: value} for every column of the layout. A column that the file lacks is empty."""

    line: int
    values: dict[str, Any]

    def __getitem__(self, field: str) -> Any:
        return self.values[field]

    def text(self, field: str) -> str:
        return str(self.values[field])

    def day(self, field: str) -> date | None:
        day: date | None = self.values[field]
        return day


@dataclass
class Parsed:
    """``rows``: those without a fault. ``broken``: the others, with what could be read of them."""

    layout: Layout
    rows: list[Row] = field(default_factory=list)
    broken: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def parse(table: Table, layout: Layout) -> Parsed:
    """Every row of the table. Raises Unreadable when the headings are not those of the list."""
    head, cells = table.lines[0]
    places = _places(head, cells, layout)
    parsed = Parsed(layout, notes=list(table.notes))
    read = {place: column for column, place in places.items()}
    headed = {number for number, heading in enumerate(cells) if _text_of(heading)}
    for line, cells in table.lines[1:]:
        _parse_row(parsed, line, cells, read, table.faults, headed)
    # merged or computed cells outside the columns that are read do not matter
    return parsed


def _parse_row(
    parsed: Parsed,
    line: int,
    cells: list[object],
    read: dict[int, Column],
    faults: dict[tuple[int, int], str],
    headed: set[int],
) -> None:
    headings = parsed.layout.headings
    values: dict[str, Any] = {column.field: "" for column in parsed.layout.columns}
    values |= {column.field: None for column in parsed.layout.columns if column.type.value == "day"}
    before = len(parsed.problems)
    for place, column in read.items():
        reason = faults.get((line, place + 1))
        try:
            if reason is None:
                values[column.field] = value_of(cells[place] if place < len(cells) else "", column)
        except CellFault as fault:
            reason = str(fault)
        if reason is not None:
            parsed.problems.append(Problem(line, headings[column.field], reason))
    stray = next((number for number, cell in enumerate(cells) if number not in headed and _text_of(cell)), None)
    if stray is not None:
        reason = _(
            "“%(text)s” stands under no heading and would be lost. Delete it or move it to its column; in a CSV file"
            " put quotation marks around a text that holds the sign between the cells."
        )
        reason %= {"text": _text_of(cells[stray])[:SHOWN]}
        parsed.problems.append(Problem(line, letters(stray + 1), reason))
    row = Row(line, values)
    since, until = values.get("since"), values.get("until")
    if since and until and until <= since:
        parsed.problems.append(Problem(line, headings["until"], _("The end lies before the beginning.")))
    (parsed.rows if len(parsed.problems) == before else parsed.broken).append(row)


def _places(line: int, cells: list[object], layout: Layout) -> dict[Column, int]:
    """{column: place of its cell, from 0}."""
    found = [_text_of(cell) for cell in cells]
    columns = {fold(layout.headings[column.field]): column for column in layout.columns}
    places: dict[Column, int] = {}
    unknown: list[str] = []
    for place, heading in enumerate(found):
        column = columns.get(fold(heading))
        if column is None:
            unknown += [heading] if heading and fold(heading) not in ignored() else []
        elif column in places:
            raise Unreadable(
                _("Two columns are headed “%(heading)s”. Delete one of them.") % {"heading": heading[:SHOWN]}
            )
        else:
            places[column] = place
    missing = [layout.headings[column.field] for column in layout.columns if column.required and column not in places]
    if missing:
        raise Unreadable(
            _("Row %(line)s must hold the headings of the list “%(list)s”. Missing: %(missing)s. Found: %(found)s.")
            % {
                "line": line,
                "list": layout.sheet,
                "missing": _quoted(missing),
                "found": _quoted([heading[:SHOWN] for heading in found if heading][:20]),
            }
        )
    if unknown:
        raise Unreadable(
            _("These columns do not belong to the list “%(list)s”: %(unknown)s. Correct their headings or delete them.")
            % {"list": layout.sheet, "unknown": _quoted([heading[:SHOWN] for heading in unknown][:20])}
        )
    return places


def _text_of(cell: object) -> str:
    return clean(str(cell)) if cell is not None else ""


def _quoted(headings: list[str]) -> str:
    return ", ".join(f"“{heading}”" for heading in headings) or "–"
