"""What a paper is: plain values that any renderer prints as they are given, in the language they were written in.

``as_data`` and ``from_data`` carry a paper through JSON. What goes on the sheet is composed before, by whoever
knows the kind of paper (minutes.py); the parts that every paper has are put into words by ``headed``.
"""

import dataclasses
import types
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from workflows.documents.rendering.characters import printable
from workflows.documents.rendering.errors import NotAPaper, TooLarge
from workflows.documents.rendering.layouts import layout_on

#: The most that one paper may hold.
MAX_ROWS, MAX_BLOCKS, MAX_CHARACTERS = 2_000, 3_000, 300_000

Style = Literal["body", "bold", "item", "note", "code"]
Align = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Paragraph:
    """``style``: body (first line indented), bold, item (hanging, with a dash), note (small italics), code (a hash)."""

    text: str
    style: Style = "body"
    block: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True)
class Column:
    """``weight``: its share of the width, in parts of the sum of all weights."""

    label: str
    weight: int = 1
    align: Align = "left"


@dataclass(frozen=True)
class Table:
    """``rows``: one text for each column. The heads are printed again on every page."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    block: Literal["table"] = "table"


@dataclass(frozen=True)
class Section:
    """``heading`` as printed, with its number; empty for none."""

    heading: str
    blocks: tuple[Paragraph | Table, ...]


@dataclass(frozen=True)
class Signature:
    """``authority``: for whom it is signed ("T/M CHI BỘ"), or empty. ``note``: below the title, in italics."""

    title: str
    name: str = ""
    authority: str = ""
    note: str = ""


@dataclass(frozen=True)
class Annex:
    """Begins on a page of its own."""

    title: str
    about: str
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class Paper:
    """Everything printed is a finished text; ``day`` is for the properties of the file alone.

    ``layout``: a code of layouts.yaml. ``kind``: code of the kind of paper. ``language``: of the texts.
    ``number``: the whole line ("Số 07-BB/CB"). ``place_and_day``: the whole line. ``title``: the type in capitals,
    ``about``: what of (trích yếu). One signature stands at the right with the recipients at its left; several stand
    in rows from left to right, the recipients below. ``notes``: in small letters at the very end.
    ``running``: at the foot of every page, before the number of the page.
    """

    layout: str
    kind: str
    language: Literal["vi", "en"]
    day: date
    party: str
    superior: str
    issuer: str
    number: str
    place_and_day: str
    title: str
    about: str
    sections: tuple[Section, ...]
    signatures: tuple[Signature, ...] = ()
    recipients_label: str = ""
    recipients: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = ()
    notes: tuple[str, ...] = ()
    running: str = ""


def headed(
    *, superior: str, issuer: str, number: str, place: str, day: date, recipients: tuple[str, ...]
) -> dict[str, Any]:
    """The fields of Paper that every paper has, in the active language.

    ``number``: as the register gives it ("07-BB/CB"); empty before it is given, and dots are printed.
    Source of the form: organization.md 5 (36-HD/VPTW, from secondary sources); layout and notes by layouts.yaml.
    """
    layout = layout_on(day)
    return {
        "layout": layout.code,
        "language": "vi" if get_language() == "vi" else "en",
        "day": day,
        "party": _("COMMUNIST PARTY OF VIETNAM"),
        "superior": superior.upper(),
        "issuer": issuer.upper(),
        "number": _("No. %(number)s") % {"number": number or "………"},
        "place_and_day": ", ".join(filter(None, (place, day_in_words(day)))),
        "recipients_label": _("Recipients:") if recipients else "",
        "recipients": recipients,
        "notes": layout.notes(day),
    }


def day_in_words(day: date) -> str:
    """The day as papers write it: days below ten and the first two months with a nought before them."""
    return _("day %(day)s month %(month)s year %(year)s") % {
        "day": f"{day.day:02d}",
        "month": f"{day.month:02d}" if day.month < 3 else str(day.month),
        "year": day.year,
    }


def as_data(paper: Paper) -> dict[str, Any]:
    """The paper as JSON values, ``day`` as ISO text."""
    return {**dataclasses.asdict(paper), "day": paper.day.isoformat()}


def from_data(data: dict[str, Any]) -> Paper:
    """The paper again, each text in the characters that can be printed. Raises NotAPaper, TooLarge."""
    _refuse_too_large(data)
    return _read(Paper, data, "paper")


def _refuse_too_large(data: object) -> None:
    """Counts before anything is built."""
    rows = blocks = characters = 0
    waiting = [data]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            characters += len(item)
        elif isinstance(item, dict):
            blocks += "block" in item
            rows += len(item["rows"]) if isinstance(item.get("rows"), list | tuple) else 0
            waiting += item.values()
        elif isinstance(item, list | tuple):
            waiting += item
        if rows > MAX_ROWS:
            raise TooLarge(
                ngettext(
                    "A paper may hold at most %(limit)s row of tables.",
                    "A paper may hold at most %(limit)s rows of tables.",
                    MAX_ROWS,
                )
                % {"limit": MAX_ROWS}
            )
        if blocks > MAX_BLOCKS or characters > MAX_CHARACTERS:
            raise TooLarge(_("The text is too long for one paper."))


def _read(kind: Any, value: Any, where: str) -> Any:
    """``value`` as the type ``kind`` of a field, or NotAPaper with the name of the field."""
    origin, arguments = get_origin(kind), get_args(kind)
    if dataclasses.is_dataclass(kind):
        return _read_dataclass(kind, value, where)
    if origin in (Union, types.UnionType):
        blocks = {get_type_hints(block)["block"].__args__[0]: block for block in arguments}
        if not isinstance(value, dict) or value.get("block") not in blocks:
            raise NotAPaper(f"{where}: is no block")
        return _read(blocks[value["block"]], value, where)
    if origin is tuple and isinstance(value, list | tuple):
        return tuple(_read(arguments[0], item, f"{where}[{index}]") for index, item in enumerate(value))
    if origin is Literal and value in arguments:
        return value
    if kind is date and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise NotAPaper(f"{where}: is no day") from None
    if kind is str and isinstance(value, str):
        return printable(value)
    if kind is int and type(value) is int and 0 < value < 1000:
        return value
    raise NotAPaper(f"{where}: {type(value).__name__} instead of {getattr(kind, '__name__', kind)}")


def _read_dataclass(kind: Any, value: Any, where: str) -> Any:
    hints = get_type_hints(kind)
    if not isinstance(value, dict) or not value.keys() <= hints.keys():
        raise NotAPaper(f"{where}: unknown fields")
    required = {
        entry.name
        for entry in dataclasses.fields(kind)
        if entry.default is dataclasses.MISSING and entry.default_factory is dataclasses.MISSING
    }
    if missing := required - value.keys():
        raise NotAPaper(f"{where}: {', '.join(sorted(missing))} missing")
    made = kind(**{name: _read(hints[name], item, f"{where}.{name}") for name, item in value.items()})
    if isinstance(made, Table) and any(len(row) != len(made.columns) for row in made.rows):
        raise NotAPaper(f"{where}: a row has not as many cells as there are columns")
    return made
