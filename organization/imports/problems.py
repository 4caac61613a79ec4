"""What is wrong with a file, a row or a cell, in words for the person who made the list."""

from dataclasses import dataclass


class Unreadable(Exception):
    """The file as a whole cannot be read as the list; ``str()`` says why and what to do."""


class Refused(Exception):
    """The code of what is wrong with a workbook and the values of its sentence; opening.py puts it into words."""

    def __init__(self, code: str, **values: str | int) -> None:
        super().__init__(code)
        self.code, self.values = code, values


@dataclass(frozen=True, order=True)
class Problem:
    """``line``: the number at the left edge of the sheet; ``column``: its heading, the letters of one
    without a heading, or empty for the whole row.
    """

    line: int
    column: str
    reason: str
