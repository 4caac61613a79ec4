"""A file as lines of cells: XLSX by a process of its own, CSV by Python's reader, with what is wrong in places."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organization.imports.columns import Layout, ignored
from organization.imports.inert import unguarded
from organization.imports.marks import MAX_CELL, MAX_COLUMNS, Marks
from organization.imports.opening import opened
from organization.imports.problems import Unreadable
from organization.text import fold

#: Empty lines a sheet may have among its rows, beside as many as it may have rows.
SPARE_LINES = 1_000


@dataclass
class Table:
    """``lines``: (number at the edge of the sheet from 1, cells), empty lines left out, the headings first.

    ``faults``: {(line, column from 1): reason} of cells that may not be read. ``notes``: what is worth knowing.
    """

    lines: list[tuple[int, list[object]]]
    faults: dict[tuple[int, int], str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def read(file: IO[bytes], file_name: str, layout: Layout) -> Table:
    """The lines of the list. ``file``: one of the operating system's, at its beginning.

    Raises Unreadable for a file that is no list, is too long or empty.
    """
    table = _csv(file, layout) if file_name.lower().endswith(".csv") else _xlsx(file, layout)
    if len(table.lines) < 2:
        raise Unreadable(_("The list is empty: below the headings there must be at least one row."))
    return table


def _max_line() -> int:
    """The last line that may hold a row; the lines between may be empty."""
    return 2 * settings.IMPORT_MAX_ROWS + SPARE_LINES


def _kept(lines: Iterator[tuple[int, list[object]]]) -> list[tuple[int, list[object]]]:
    """The lines, given up at the first beyond the rows that are taken."""
    kept: list[tuple[int, list[object]]] = []
    for line in lines:
        if len(kept) > settings.IMPORT_MAX_ROWS:
            raise Unreadable(
                _("The list has more rows than are taken at once (%(limit)s). Split it into several files.")
                % {"limit": settings.IMPORT_MAX_ROWS}
            )
        kept.append(line)
    return kept


def _xlsx(file: IO[bytes], layout: Layout) -> Table:
    with opened(file, layout.sheet, _max_line()) as (marks, rows):
        faults = _faults(marks)
        marked = {line for line, _column in faults}
        lines = _kept(
            (number, cells)
            for number, cells in enumerate(rows, start=1)
            if number in marked or any(cell not in ("", None) for cell in cells)
        )
    return Table(lines, faults, _notes(marks.hidden_rows & {number for number, _cells in lines[1:]}))


def _faults(marks: Marks) -> dict[tuple[int, int], str]:
    faults: dict[tuple[int, int], str] = {}
    for spot in sorted(marks.errors):
        faults[spot] = _("The cell shows an error of Excel. Type the value.")
    for spot in sorted(marks.formulas):
        faults[spot] = _("The cell contains a formula. Copy it and paste its value only (Paste Special, Values).")
    for top, left, bottom, right, written in marks.merged:
        text = _("The cells %(cells)s are merged. Unmerge them and fill in each row.") % {"cells": written}
        for line in range(top, min(bottom, marks.last_row) + 1):
            faults |= {(line, column): text for column in range(left, min(right, marks.last_column) + 1)}
    return faults


def _notes(hidden: set[int]) -> list[str]:
    if not hidden:
        return []
    text = ngettext(
        "%(count)s hidden row of the sheet was read too (first: row %(line)s).",
        "%(count)s hidden rows of the sheet were read too (first: row %(line)s).",
        len(hidden),
    )
    return [text % {"count": len(hidden), "line": min(hidden)}]


def _csv(file: IO[bytes], layout: Layout) -> Table:
    data = file.read()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(
            _("The file is not in UTF-8. In Excel choose “Save As” and the type “CSV UTF-8”, or save it as .xlsx.")
        ) from error
    if "\0" in text:
        line = text.partition("\0")[0].count("\n") + 1
        told = _(
            "Line %(line)s holds a character without meaning (NUL): the file is damaged or is no text file."
            " In Excel choose “Save As” and the type “CSV UTF-8”, or save it as .xlsx."
        )
        raise Unreadable(told % {"line": line})
    # what Excel itself may write above a CSV file
    if text.startswith("sep="):
        text = "\n" + text.partition("\n")[2]
    records = _records(text, _separator(text, layout))
    filled = ((number, cells) for number, cells in records if any(cell.strip() for cell in cells))
    return Table(_kept((number, [unguarded(cell) for cell in cells]) for number, cells in filled))


def _separator(text: str, layout: Layout) -> str:
    """The sign between cells that finds most headings of the list in the first line that is not empty."""
    known = {fold(heading) for heading in layout.headings.values()} | ignored()
    lines = io.StringIO(text, newline="")  # line by line: a file of line breaks alone makes millions
    first = next((line for line in lines if line.strip(" ;,\t\r\n")), "")[:MAX_CELL]

    def found(separator: str) -> int:
        cells = next(csv.reader([first], delimiter=separator), [])
        return len(known & {fold(cell) for cell in cells})

    return max(";,\t", key=found)


def _records(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """(number of the row as Excel shows it, cells): a cell with line breaks is still one row."""
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), 1):
            if any(len(cell) > MAX_CELL for cell in cells) or len(cells) > MAX_COLUMNS:
                raise Unreadable(_("Row %(line)s is far too long; a quotation mark may be missing.") % {"line": number})
            if number > _max_line():
                raise Unreadable(
                    _("The file has more than %(limit)s lines. Delete the empty ones.") % {"limit": _max_line()}
                )
            yield number, cells
    except csv.Error as error:
        raise Unreadable(_("The file is not a proper CSV file; a quotation mark may be missing.")) from error
