"""What the XML of a sheet tells before its cells are read: how far it goes, how much it holds, what is no plain value.

Without Django: it runs in the process that sheets.py starts.
"""

from __future__ import annotations  # an array is no generic type for Python itself

import re
import zipfile
from array import array
from dataclasses import dataclass, field

from organization.imports.parts import parse
from organization.imports.problems import Refused

#: Columns beyond this one hold no list.
MAX_COLUMNS = 50
#: Most characters of one cell, and of all cells together: a string that many cells share counts in each.
MAX_CELL = 5_000
MAX_CHARACTERS = 20_000_000
#: Most cells that are merged or hold formulas or errors: each becomes a problem of its own.
MAX_FAULTS = 250_000

_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")


@dataclass
class Marks:
    """Cells are (row, column), both from 1."""

    last_row: int = 0
    last_column: int = 0
    formulas: set[tuple[int, int]] = field(default_factory=set)
    errors: set[tuple[int, int]] = field(default_factory=set)
    #: (first row, first column, last row, last column, as written)
    merged: list[tuple[int, int, int, int, str]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)

    def faults(self) -> int:
        """How many cells may not be read; those that are merged count as far as the sheet goes, but at least once."""
        spans = (
            (min(bottom, self.last_row) - top + 1, min(right, self.last_column) - left + 1)
            for top, left, bottom, right, _written in self.merged
        )
        covered = sum(max(rows, 1) * max(columns, 1) for rows, columns in spans)
        return len(self.formulas) + len(self.errors) + covered


def letters(column: int) -> str:
    """The column as Excel names it: 28 is AB."""
    found = ""
    while column:
        column, letter = divmod(column - 1, 26)
        found = chr(ord("A") + letter) + found
    return found


def place(row: int, column: int) -> str:
    """The cell as Excel names it: (3, 28) is AB3."""
    return f"{letters(column)}{row}"


def lengths_of_strings(archive: zipfile.ZipFile, part: str, most: int) -> array[int]:
    """How many characters each shared string has. Raises Refused for more than ``most`` strings."""
    lengths = array("L")
    inside = [False]

    def start(tag: str, _attributes: dict[str, str]) -> None:
        inside[0] = tag == "t"
        if tag == "si":
            if len(lengths) == most:
                raise Refused("swollen")
            lengths.append(0)

    def end(_tag: str) -> None:
        inside[0] = False

    def text(data: str) -> None:
        if inside[0] and lengths:
            lengths[-1] += len(data)

    parse(archive, part, start, end, text)
    return lengths


def scan(archive: zipfile.ZipFile, part: str, strings: array[int], max_row: int) -> Marks:
    """Look through the sheet. Raises Refused for a cell too far out or too long, and ValueError for broken XML."""
    scanner = _Scanner(strings, max_row)
    parse(archive, part, scanner.start, scanner.end, scanner.text)
    if scanner.found.faults() > MAX_FAULTS:
        raise Refused("faults", limit=MAX_FAULTS)
    return scanner.found


class _Scanner:
    """The handlers of `scan`, and where they are."""

    def __init__(self, strings: array[int], max_row: int) -> None:
        self.found = Marks()
        self.strings, self.max_row = strings, max_row
        # both may be left out of the file
        self.row = self.column = 0
        self.shared = False
        self.open = ""  # "v" or "t" while its characters come
        self.length = 0
        self.index = ""
        self.characters = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "row":
            self._row(attributes)
        elif tag == "c":
            if "r" in attributes:
                self.row, self.column = _position(attributes["r"])
            else:
                self.column += 1
            self.shared, self.length = attributes.get("t") == "s", 0
            if attributes.get("t") == "e":
                self._within()
                self.found.errors.add((self.row, self.column))
        elif tag in ("v", "is", "f") and self.column:
            self._within()
            self.found.last_row = max(self.found.last_row, self.row)
            self.found.last_column = max(self.found.last_column, self.column)
            if tag == "f":
                self.found.formulas.add((self.row, self.column))
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))
        if tag in ("v", "t"):
            self.open, self.index = tag, ""

    def text(self, data: str) -> None:
        if not self.open:
            return
        if self.open == "v" and self.shared:
            self.index += data[:20]
        else:
            self._count(len(data))

    def end(self, tag: str) -> None:
        if tag == "v" and self.open == "v" and self.shared:
            which = int(self.index)
            if not 0 <= which < len(self.strings):
                raise ValueError(self.index)
            self._count(self.strings[which])
        if tag == self.open:
            self.open = ""

    def _row(self, attributes: dict[str, str]) -> None:
        self.row, self.column = int(attributes.get("r", self.row + 1)), 0
        if attributes.get("hidden") in ("1", "true") and self.row <= self.max_row:
            self.found.hidden_rows.add(self.row)

    def _within(self) -> None:
        if self.row > self.max_row or self.column > MAX_COLUMNS:
            where = place(self.row, self.column)
            raise Refused("far", columns=MAX_COLUMNS, rows=self.max_row, place=where)

    def _count(self, length: int) -> None:
        self.length += length
        self.characters += length
        if self.length > MAX_CELL:
            raise Refused("long", place=place(self.row, self.column), limit=MAX_CELL)
        if self.characters > MAX_CHARACTERS:
            raise Refused("much", limit=MAX_CHARACTERS)

    def _merge(self, written: str) -> None:
        first, _colon, last = written.partition(":")
        top, left = _position(first)
        bottom, right = _position(last or first)
        self.found.merged.append((top, left, bottom, right, written))


def _position(name: str) -> tuple[int, int]:
    match = _CELL.fullmatch(name)
    if match is None:
        raise ValueError(name)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column
