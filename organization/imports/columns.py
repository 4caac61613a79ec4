"""What a list consists of: its columns with the words that files use for them (`lists.yaml`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from organization.text import fold


@lru_cache(maxsize=1)
def words_of_files() -> dict[str, Any]:
    """`lists.yaml`: {list: {sheet, file, headings}, "words": {set: {code: word}}, "ignored": [heading]}."""
    loaded: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("lists.yaml").read_text(encoding="utf-8"))
    return loaded


class Type(Enum):
    TEXT = "text"
    #: Text that a spreadsheet must not have turned into a number: it would have lost its leading zeros.
    CODE = "code"
    DAY = "day"
    WORD = "word"


@dataclass(frozen=True)
class Column:
    """``length``: most characters; ``words``: the set of words of a WORD column."""

    field: str
    type: Type = Type.TEXT
    required: bool = False
    length: int = 0
    words: str = ""

    @property
    def allowed(self) -> dict[str, str]:
        """{code: word} of a WORD column."""
        allowed: dict[str, str] = words_of_files()["words"][self.words]
        return allowed

    def code_of(self, word: str) -> str | None:
        """The code of a word as people type it: any case, with or without diacritics."""
        return _codes(self.words).get(fold(word))


@lru_cache
def _codes(words: str) -> dict[str, str]:
    return {fold(word): code for code, word in words_of_files()["words"][words].items()}


@dataclass(frozen=True)
class Layout:
    """The columns of one list, in the order of the files. ``key`` is the list's name in `lists.yaml` and addresses."""

    key: str
    columns: tuple[Column, ...]

    @property
    def sheet(self) -> str:
        return str(words_of_files()[self.key]["sheet"])

    @property
    def file(self) -> str:
        return str(words_of_files()[self.key]["file"])

    @property
    def headings(self) -> Mapping[str, str]:
        """{field: heading}, every column of the list."""
        headings: dict[str, str] = words_of_files()[self.key]["headings"]
        return headings

    def column(self, field: str) -> Column:
        return next(column for column in self.columns if column.field == field)


def ignored() -> frozenset[str]:
    """Folded headings of columns that are not read."""
    return frozenset(fold(heading) for heading in words_of_files()["ignored"])
