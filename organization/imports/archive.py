"""Looks through an XLSX file before its cells are read: whether it is one, how large it unpacks, what hides in it.

Without Django: it runs in the process that sheets.py starts. Names are taken in one spelling only, because the reader
of the cells opens them literally: what is looked through here must be what is read there.
"""

import io
import unicodedata
import zipfile
from array import array
from xml.parsers import expat

from organization.imports.marks import MAX_COLUMNS, Marks, lengths_of_strings, scan
from organization.imports.parts import local, parse
from organization.imports.problems import Refused
from organization.text import fold

MAX_PARTS = 1_000
MAX_UNPACKED_BYTES = 64 * 1024 * 1024
#: How many times its packed size a part may become, once it is larger than the grace.
MAX_RATIO = 100
RATIO_GRACE_BYTES = 1024 * 1024
#: Excel itself takes far shorter names of sheets.
MAX_SHEET_NAME = 100

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_FOLDER = "xl/"
_WORKBOOK, _RELATIONS, _STRINGS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"

#: Parts that make the archive a workbook of another kind, which the reader of the cells would know too.
_OTHER_KINDS = frozenset({"mimetype", "content.xml", "xl/workbook.bin"})


def examine(data: bytes, sheet: str, max_row: int) -> tuple[str, Marks]:
    """(the name of the sheet as the file spells it, what its XML tells). Raises Refused.

    No part is unpacked into memory as a whole; a cell beyond ``max_row`` is refused.
    """
    if data.startswith(_OLE):
        raise Refused("old")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = _names(archive)
            name, part = _sheet(archive, sheet)
            # the reader of the cells finds parts in any case
            part, strings = names.get(_key(part), ""), names.get(_key(_STRINGS))
            if not part:
                raise Refused("damaged")
            lengths = lengths_of_strings(archive, strings, max_row * MAX_COLUMNS) if strings else array("L")
            return name, scan(archive, part, lengths, max_row)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise Refused("damaged") from error
    except expat.ExpatError as error:
        raise Refused("damaged") from error


def _names(archive: zipfile.ZipFile) -> dict[str, str]:
    """{name without regard to case: name} of every part."""
    parts = archive.infolist()
    # orig_filename: zipfile itself cuts a name at a null character
    names = [part.orig_filename for part in parts]
    found = {_key(name): name for name in names}
    if _WORKBOOK not in names or _RELATIONS not in names or not _OTHER_KINDS.isdisjoint(found):
        raise Refused("damaged")
    if len(found) != len(names) or not all(_canonical(name.removesuffix("/")) for name in names):
        raise Refused("names")
    if any(part.flag_bits & 0x1 for part in parts):
        raise Refused("encrypted")
    if any(key.endswith("vbaproject.bin") for key in found):
        raise Refused("macros")
    unpacked = sum(part.file_size for part in parts)
    swollen = any(
        part.file_size > RATIO_GRACE_BYTES and part.file_size > MAX_RATIO * max(part.compress_size, 1) for part in parts
    )
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED_BYTES or swollen:
        raise Refused("swollen")
    return found


def _key(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold().removesuffix("/")


def _canonical(name: str) -> bool:
    """Whether the name leads from the root to a part in one way only."""
    plain = name.isprintable() and not set(name) & {"\\", ":", "%"}
    return plain and not {"", ".", ".."} & set(name.split("/"))


def _sheet(archive: zipfile.ZipFile, wanted: str) -> tuple[str, str]:
    """(name, part) of the sheet; names compare without case and diacritics."""
    sheets: list[tuple[str, str]] = []
    targets: dict[str, str] = {}

    def sheet(tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            relations = [value for key, value in attributes.items() if local(key) == "id"]
            if len(relations) != 1:
                raise Refused("damaged")
            sheets.append((attributes.get("name", ""), relations[0]))

    def relation(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship":
            identity, target = attributes.get("Id", ""), attributes.get("Target", "")
            if identity in targets:
                raise Refused("damaged")
            targets[identity] = target
            if attributes.get("Type", "").endswith("/sharedStrings") and _key(_part(target)) != _key(_STRINGS):
                raise Refused("names")

    parse(archive, _WORKBOOK, sheet)
    parse(archive, _RELATIONS, relation)
    parts = [_part(targets.get(relation, "")) for _name, relation in sheets]
    found = [
        (name, part)
        for (name, _relation), part in zip(sheets, parts, strict=True)
        if len(name) <= MAX_SHEET_NAME and fold(name) == fold(wanted)
    ]
    if len(found) != 1:
        names = ", ".join(f"“{name[:40]}”" for name, _relation in sheets[:20]) or "–"
        raise Refused("sheet", wanted=wanted, names=names)
    return found[0]


def _part(target: str) -> str:
    """The part that a relation of the workbook leads to: from the root ("/xl/…") or from the folder of the workbook."""
    name = target[1:] if target.startswith("/" + _FOLDER) else _FOLDER + target
    # "xl/…" without the stroke is read both ways
    if target.lower().startswith(_FOLDER) or not _canonical(name):
        raise Refused("names")
    return name
