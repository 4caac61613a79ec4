"""Looks through an XLSX file before its cells are read: whether it is one, how large it unpacks, what hides in it."""

import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import normpath
from typing import IO, Any
from xml.parsers import expat

from django.utils.translation import gettext as _

from organization.imports.problems import Unreadable
from organization.text import fold

MAX_PARTS = 1_000
MAX_UNPACKED_BYTES = 64 * 1024 * 1024
#: How many times its packed size a part may become, once it is larger than the grace.
MAX_RATIO = 100
RATIO_GRACE_BYTES = 1024 * 1024
#: Columns beyond this one hold no list.
MAX_COLUMNS = 50

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


@dataclass
class Sheet:
    """What the XML of a sheet tells beside its values. Cells are (row, column), both from 1."""

    last_row: int = 0
    last_column: int = 0
    formulas: set[tuple[int, int]] = field(default_factory=set)
    errors: set[tuple[int, int]] = field(default_factory=set)
    #: (first row, first column, last row, last column, as written)
    merged: list[tuple[int, int, int, int, str]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)


def examine(path: Path, sheet: str, max_row: int) -> tuple[str, Sheet]:
    """(the name of the sheet as the file spells it, what its XML tells). Raises Unreadable.

    Every part is unpacked at most once and never into memory as a whole; a cell beyond ``max_row`` is refused.
    """
    with path.open("rb") as file:
        if file.read(len(_OLE)) == _OLE:
            raise Unreadable(
                _("The file has a password or is in the old Excel format. Save it as .xlsx, without a password.")
            )
    try:
        with zipfile.ZipFile(path) as archive:
            _refuse_parts(archive)
            name, part = _sheet(archive, sheet)
            found = _scan(archive, part)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise Unreadable(_damaged()) from error
    except expat.ExpatError as error:
        raise Unreadable(_damaged()) from error
    if found.last_row > max_row or found.last_column > MAX_COLUMNS:
        raise Unreadable(
            _("A list has at most %(columns)s columns and %(rows)s rows, but a cell stands in %(place)s. Delete it.")
            % {"columns": MAX_COLUMNS, "rows": max_row, "place": place(found.last_row, found.last_column)}
        )
    return name, found


def place(row: int, column: int) -> str:
    """The cell as Excel names it: (3, 28) is AB3."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"


def _damaged() -> str:
    return _("The file is not an Excel workbook (.xlsx), or it is damaged. Open it in Excel and save it as .xlsx.")


def _refuse_parts(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = [part.filename for part in parts]
    if len(set(names)) != len(names) or _WORKBOOK not in names or _RELATIONS not in names:
        raise Unreadable(_damaged())
    if any(part.flag_bits & 0x1 for part in parts):
        raise Unreadable(_("The file is protected by a password. Save it without one."))
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Unreadable(_("The file contains macros. Save it as .xlsx, without macros."))
    unpacked = sum(part.file_size for part in parts)
    swollen = any(
        part.file_size > RATIO_GRACE_BYTES and part.file_size > MAX_RATIO * max(part.compress_size, 1) for part in parts
    )
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED_BYTES or swollen:
        raise Unreadable(_("The file unpacks to far more than its size and is not opened."))


def _parse(archive: zipfile.ZipFile, name: str, start: Any, end: Any = None) -> None:
    """Run the handlers over one part, counting: zipfile stops at the size that the directory claims."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda tag, attributes: start(_local(tag), attributes)
    if end is not None:
        parser.EndElementHandler = lambda tag: end(_local(tag))
    parser.StartDoctypeDeclHandler = _refuse_doctype
    with archive.open(name) as part:
        _feed(parser, part)


def _feed(parser: expat.XMLParserType, part: IO[bytes]) -> None:
    while chunk := part.read(65536):
        parser.Parse(chunk, False)
    parser.Parse(b"", True)


def _local(tag: str) -> str:
    return tag.rpartition(" ")[2]


def _refuse_doctype(*_declaration: object) -> None:
    raise Unreadable(_damaged())


def _sheet(archive: zipfile.ZipFile, wanted: str) -> tuple[str, str]:
    """(name, part) of the sheet; names compare without case and diacritics."""
    sheets: list[tuple[str, str]] = []
    targets: dict[str, str] = {}

    def sheet(tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            relation = next((value for key, value in attributes.items() if _local(key) == "id"), "")
            sheets.append((attributes.get("name", ""), relation))

    def relation(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    _parse(archive, _WORKBOOK, sheet)
    _parse(archive, _RELATIONS, relation)
    found = [(name, targets.get(relation, "")) for name, relation in sheets if fold(name) == fold(wanted)]
    if len(found) != 1:
        names = ", ".join(f"“{name}”" for name, _relation in sheets) or "–"
        raise Unreadable(
            _("There is no sheet named “%(wanted)s”. The file has: %(names)s. Rename the sheet that holds the list.")
            % {"wanted": wanted, "names": names}
        )
    name, target = found[0]
    part = target.lstrip("/") if target.startswith("/") else normpath(f"xl/{target}")
    if part not in archive.namelist():
        raise Unreadable(_damaged())
    return name, part


def _scan(archive: zipfile.ZipFile, part: str) -> Sheet:
    found = Sheet()
    at = [0, 0]  # row and column of the element being read; both may be left out of the file

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "row":
            at[:] = [int(attributes.get("r", at[0] + 1)), 0]
            if attributes.get("hidden") in ("1", "true"):
                found.hidden_rows.add(at[0])
        elif tag == "c":
            at[:] = _position(attributes["r"]) if "r" in attributes else (at[0], at[1] + 1)
            if attributes.get("t") == "e":
                found.errors.add((at[0], at[1]))
        elif tag in ("v", "is", "f") and at[1]:
            found.last_row, found.last_column = max(found.last_row, at[0]), max(found.last_column, at[1])
            if tag == "f":
                found.formulas.add((at[0], at[1]))
        elif tag == "mergeCell":
            first, _colon, last = attributes.get("ref", "").partition(":")
            found.merged.append((*_position(first), *_position(last or first), attributes["ref"]))

    _parse(archive, part, start)
    return found


def _position(name: str) -> tuple[int, int]:
    match = _CELL.fullmatch(name.replace("$", ""))
    if match is None:
        raise ValueError(name)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column
