"""One cell of a file as the value its column wants, or the reason why it cannot be that."""

import unicodedata
from datetime import date, datetime, time

from django.utils.translation import gettext as _

from organization.imports.columns import Column, Type
from organization.text import nfc
from organization.typed_days import NoSuchDay, NotADay, typed_day

#: Days before this are typing errors: nobody in the lists, and nothing they did, is older.
EARLIEST = date(1900, 1, 1)
#: Characters of a cell that a message repeats.
SHOWN = 40

Value = str | date | None


class CellFault(Exception):
    """The cell cannot be read as its column; ``str()`` says why."""


def clean(text: str) -> str:
    """``text`` as it is stored and compared: NFC, single spaces, without the marks that nobody sees."""
    return nfc("".join(char for char in text if unicodedata.category(char) != "Cf"))


def value_of(cell: object, column: Column) -> Value:
    """A text ("" when empty), a day (None when empty) or the code of a word ("" when empty). Raises CellFault."""
    if isinstance(cell, str):
        cell = clean(cell)
    if cell in ("", None):
        if column.required:
            raise CellFault(_("The cell is empty, but this column must be filled in."))
        return None if column.type is Type.DAY else ""
    if column.type is Type.DAY:
        return _day(cell)
    text = _text(cell, column)
    if column.type is not Type.WORD:
        return text
    code = column.code_of(text)
    if code is None:
        allowed = ", ".join(f"“{word}”" for word in column.allowed.values())
        raise CellFault(
            _("“%(word)s” is not known here. Use one of: %(allowed)s.") % {"word": text[:SHOWN], "allowed": allowed}
        )
    return code


def _text(cell: object, column: Column) -> str:
    if isinstance(cell, date | time):
        raise CellFault(_("Excel has turned this into a date. Format the cell as Text and type it again."))
    if isinstance(cell, bool):
        raise CellFault(_("The cell holds TRUE or FALSE of Excel, not a text."))
    if isinstance(cell, int | float):
        if column.type is Type.CODE:
            raise CellFault(
                _(
                    "The cell is a number, and Excel drops the zeros of numbers."
                    " Format the column as Text and type the code again."
                )
            )
        cell = str(int(cell)) if float(cell).is_integer() else str(cell)
    text = str(cell)
    if any(unicodedata.category(char) in ("Cc", "Cs", "Co", "Cn") for char in text):
        raise CellFault(_("The cell contains characters that cannot be shown. Type it again."))
    if column.length and len(text) > column.length:
        raise CellFault(
            _("The text has %(length)s characters; at most %(limit)s are kept.")
            % {"length": len(text), "limit": column.length}
        )
    return text


def _day(cell: object) -> date:
    if isinstance(cell, datetime):
        if cell.time() != time(0):
            raise CellFault(_("The cell holds a time of day too. Only a day is wanted: dd/mm/yyyy."))
        day = cell.date()
    elif isinstance(cell, date):
        day = cell
    elif isinstance(cell, str):
        day = _typed(cell)
    else:
        raise CellFault(_("The cell holds a number, not a day. Format it as a date or type dd/mm/yyyy."))
    if day < EARLIEST:
        raise CellFault(_("The day lies before %(earliest)s.") % {"earliest": show(EARLIEST)})
    return day


def _typed(text: str) -> date:
    try:
        return typed_day(text)
    except NoSuchDay as error:
        raise CellFault(str(error)) from error
    except NotADay as error:
        raise CellFault(
            _("“%(text)s” is not a day. Write dd/mm/yyyy, for example 05/03/2024.") % {"text": text[:SHOWN]}
        ) from error


def show(value: Value, column: Column | None = None) -> str:
    """A value as files and messages write it: days as dd/mm/yyyy, codes as their words."""
    if isinstance(value, date):
        # not strftime: it leaves the zeros out of early years on some systems
        return f"{value.day:02}/{value.month:02}/{value.year:04}"
    if value and column is not None and column.type is Type.WORD:
        return column.allowed.get(str(value), str(value))
    return str(value or "")
