"""Opens a workbook in a process that has nothing (no environment, little memory, little time), and reads its answer."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import IO, Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organization.imports.marks import Marks
from organization.imports.problems import Unreadable

_ROOT = Path(__file__).parents[2]
_READER = "organization.imports.sheets"
#: Wall clock of the child; its processor time is limited in sheets.py.
_TIMEOUT_SECONDS = 60
_KINDS: dict[str, Callable[[str], object]] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
}

_PROBLEMS: dict[str, str | Promise] = {
    "old": gettext_lazy("The file has a password or is in the old Excel format. Save it as .xlsx, without a password."),
    "damaged": gettext_lazy(
        "The file is not an Excel workbook (.xlsx), or it is damaged. Open it in Excel and save it as .xlsx."
    ),
    "encrypted": gettext_lazy("The file is protected by a password. Save it without one."),
    "macros": gettext_lazy("The file contains macros. Save it as .xlsx, without macros."),
    "swollen": gettext_lazy("The file unpacks to far more than its size and is not opened."),
    "names": gettext_lazy("The file contains parts with forbidden names. Open it in Excel and save it as .xlsx again."),
    "far": gettext_lazy(
        "A list has at most %(columns)s columns and %(rows)s rows, but a cell stands in %(place)s. Delete it."
    ),
    "long": gettext_lazy("The text in cell %(place)s has more than %(limit)s characters. Shorten it."),
    "much": gettext_lazy("The cells hold more than %(limit)s characters together. Split the list into several files."),
    "faults": gettext_lazy(
        "More than %(limit)s cells are merged or hold formulas or errors."
        " Copy the list into a new workbook as values only (Paste Special, Values)."
    ),
    "sheet": gettext_lazy(
        "There is no sheet named “%(wanted)s”. The file has: %(names)s. Rename the sheet that holds the list."
    ),
}


@contextmanager
def opened(file: IO[bytes], sheet: str, max_row: int) -> Iterator[tuple[Marks, Iterator[list[object]]]]:
    """(what the XML of the sheet tells, its rows from the first on, read one by one). Raises Unreadable."""
    with tempfile.TemporaryFile() as answer:
        _answer(file, sheet, max_row, answer)
        answer.seek(0)
        try:
            head = json.loads(answer.readline())
        except ValueError as error:
            raise Unreadable(_killed()) from error
        if "refused" in head:
            raise Unreadable(str(_PROBLEMS[head["refused"]]) % head["values"])
        yield _marks(head["marks"]), (json.loads(line, object_hook=_value) for line in answer)


def _answer(file: IO[bytes], sheet: str, max_row: int, answer: IO[bytes]) -> None:
    try:
        child = subprocess.run(
            [sys.executable, "-E", "-s", "-m", _READER, sheet.encode(), str(max_row)],
            stdin=file,
            stdout=answer,
            stderr=subprocess.DEVNULL,
            cwd=_ROOT,
            env={},
            timeout=_TIMEOUT_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(_killed()) from error
    if child.returncode != 0:
        raise Unreadable(_killed())


def _killed() -> str:
    return _(
        "The file is damaged, or reading it takes more time and memory than a list needs."
        " Copy the rows of the list into a new workbook and save it as .xlsx."
    )


def _marks(found: dict[str, Any]) -> Marks:
    cells = {name: {(row, column) for row, column in found[name]} for name in ("formulas", "errors")}
    merged = [(top, left, bottom, right, written) for top, left, bottom, right, written in found["merged"]]
    return Marks(found["last_row"], found["last_column"], **cells, merged=merged, hidden_rows=set(found["hidden_rows"]))


def _value(spelled: dict[str, str]) -> object:
    """A cell that JSON has no kind of value for, as sheets.py spells it."""
    ((kind, written),) = spelled.items()
    return _KINDS[kind](written)
