"""An attacker who reads everything that a database and its server ever show, and joins voters to choices.

He knows no table by name. A row that names one voter is about him, one that names one option is a ballot; a cell that
names all of them is a list. He puts either in every order that any column gives, hidden ones and hashes of bytes too,
and pairs them; and he joins them on every equal value. Dumps taken on the way and the words of logs are tables to him
like all others.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import comb
from typing import Any

from django.db import connection

Row = Mapping[str, Any]
#: {table: its rows, in the order in which the database hands them out}
Dump = dict[str, list[Row]]
#: {voter: option}, as guessed or as it was
Votes = dict[str, str]

_WORD = re.compile(r"\w+")
#: What no ``SELECT *`` shows: the writing transaction and the place on the page; the hidden key.
_HIDDEN = {"postgresql": "xmin::text AS _xmin, ctid::text AS _ctid, *", "sqlite": "rowid AS _rowid, *"}


def dump() -> Dump:
    """Every column of every row of every table, and on PostgreSQL how far every sequence has come."""
    sources = {table: f"{_HIDDEN[connection.vendor]} FROM {_quoted(table)}" for table in _tables()}
    if connection.vendor == "postgresql":
        sources["pg_sequences"] = "sequencename, last_value FROM pg_sequences"
    return {table: _rows(f"SELECT {source}") for table, source in sources.items()}


def _tables() -> list[str]:
    with connection.cursor() as cursor:
        return connection.introspection.table_names(cursor)


def _quoted(table: str) -> str:
    return connection.ops.quote_name(table)


def _rows(statement: str) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        names = [column[0] for column in cursor.description]
        return [_plain(dict(zip(names, row, strict=True))) for row in cursor.fetchall()]


def _plain(row: dict[str, Any]) -> Row:
    """Bytes as hexadecimal text, with their hash: the receipt, of a sealed ballot."""
    held = {name: bytes(value) for name, value in row.items() if isinstance(value, bytes | memoryview)}
    hashes = {f"_sha256 of {name}": hashlib.sha256(value).hexdigest() for name, value in held.items()}
    return {**row, **{name: value.hex() for name, value in held.items()}, **hashes}


@dataclass(frozen=True)
class Box:
    """What the attacker has of one vote. ``names``: {a word that names a voter: the voter}; ``dumps``: in their order,
    the first before the opening; ``lines``: of all logs."""

    names: Mapping[str, str]
    options: Sequence[str]
    dumps: Sequence[Dump]
    lines: Sequence[str] = ()

    @property
    def size(self) -> int:
        """How many voters there are."""
        return len(set(self.names.values()))


@dataclass
class Score:
    """``chance``: hits to be expected of the same guesses when the choices lie among the voters by chance."""

    guesses: int = 0
    hits: int = 0
    chance: float = 0.0

    def unlikely(self, level: float) -> bool:
        """Whether chance alone hits so often in fewer than ``level`` of all cases: the exact binomial tail.

        Guesses within a box exclude one another a little: the variance is at most n/(n-1) of the binomial one, for
        which the level must leave room.
        """
        p = self.chance / self.guesses
        tail = sum(comb(self.guesses, k) * p**k * (1 - p) ** (self.guesses - k) for k in range(self.hits, self.guesses))
        return tail + p**self.guesses < level

    @property
    def accuracy(self) -> float:
        return self.hits / self.guesses


@dataclass
class Findings:
    """{strategy: its score over all boxes}."""

    scores: dict[str, Score] = field(default_factory=dict)

    def attack(self, box: Box, truth: Votes) -> None:
        """Try every strategy on the box and note how it did."""
        times = Counter(truth.values())
        for name, guess in strategies(box):
            score = self.scores.setdefault(name, Score())
            score.guesses += len(guess)
            score.hits += sum(truth.get(voter) == option for voter, option in guess.items())
            score.chance += sum(times[option] for option in guess.values()) / len(truth)

    def best(self, least: int) -> tuple[str, Score]:
        """The strategy that hit most often, of those that guessed at ``least`` so many ballots."""
        tried = {name: score for name, score in self.scores.items() if score.guesses >= least}
        name = max(tried, key=lambda name: tried[name].accuracy)
        return name, tried[name]

    def beyond_chance(self, level: float) -> dict[str, Score]:
        """The strategies whose success chance does not explain; ``level`` holds for all of them together."""
        each = level / len(self.scores)
        return {name: score for name, score in self.scores.items() if score.unlikely(each)}


@dataclass(frozen=True)
class _Source:
    """Rows that name one each, voter or option, with which."""

    name: str
    rows: list[tuple[Row, str]]

    def orders(self) -> Iterator[tuple[str, list[str]]]:
        """(name, whom or what the rows name), as handed out and by every column, both ways."""
        yield self.name, [named for _row, named in self.rows]
        for column in self.columns:
            ordered = sorted(self.rows, key=lambda row: _key(row[0].get(column)))
            yield f"{self.name} by {column}", [named for _row, named in ordered]
            yield f"{self.name} by {column} backwards", [named for _row, named in reversed(ordered)]

    @property
    def columns(self) -> list[str]:
        return sorted({column for row, _named in self.rows for column in row})

    def by_value(self, column: str) -> dict[str, str]:
        """{value of the column: the one it stands with}, without values that stand with several."""
        found: dict[str, set[str]] = {}
        for row, named in self.rows:
            found.setdefault(str(row.get(column)), set()).add(named)
        return {value: next(iter(named)) for value, named in found.items() if len(named) == 1}


def strategies(box: Box) -> Iterator[tuple[str, Votes]]:
    """(name, guess), of every pair of a source of voters and one of options."""
    options = {option: option for option in box.options}
    voters, choices = list(_sources(box, box.names)), list(_sources(box, options))
    people = [(name, list(dict.fromkeys(order))) for source in voters for name, order in source.orders()]
    ballots = [(name, order[: box.size]) for source in choices for name, order in source.orders()]
    for voter_name, first in people:
        for choice_name, order in ballots:
            yield f"{voter_name} × {choice_name}", dict(zip(first, order, strict=False))
    for of_voters in voters:
        for of_choices in choices:
            yield from _joins(of_voters, of_choices)


def _joins(of_voters: _Source, of_choices: _Source) -> Iterator[tuple[str, Votes]]:
    for left in of_voters.columns:
        people = of_voters.by_value(left)
        for right in of_choices.columns:
            options = of_choices.by_value(right)
            guess = {person: options[value] for value, person in people.items() if value in options}
            if guess:
                yield f"{of_voters.name}.{left} = {of_choices.name}.{right}", guess


def _sources(box: Box, names: Mapping[str, str]) -> Iterator[_Source]:
    """Of every table at every moment: its rows, and those that were not there at the moment before; lists; logs.

    What stood there before the opening says nothing of a choice: options are looked for in new rows alone.
    """
    of_options = len(names) == len(box.options)
    known = {table: set(map(_text, rows)) for table, rows in box.dumps[0].items()}
    for moment, tables in enumerate(box.dumps):
        before = box.dumps[moment - 1] if moment else {}
        for table, rows in tables.items():
            old = set(map(_text, before.get(table, [])))
            new = [row for row in rows if _text(row) not in old]
            since = [row for row in rows if _text(row) not in known.get(table, set())]
            for what, found in (("", since if of_options else rows), (" new", new if moment else [])):
                source = _Source(f"{moment}:{table}{what}", list(_naming(found, names)))
                if source.rows:
                    yield source
    for what, texts in (*_lists(box, names), *_logs(box)):
        said = [{"_n": n, "word": word} for n, word in enumerate(words(texts))]
        source = _Source(what, list(_naming(said, names)))
        if source.rows:
            yield source


def _lists(box: Box, names: Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
    """The cells that name as many as there are voters: of each column the last one."""
    for moment, tables in enumerate(box.dumps):
        found: dict[str, str] = {}
        for table, rows in tables.items():
            for row in rows:
                if sum(word in names for word in words([_text(row)])) >= box.size:
                    found |= {f"{moment}:{table}.{column}": str(value) for column, value in row.items()}
        yield from ((name, [text]) for name, text in found.items())


def _logs(box: Box) -> Iterator[tuple[str, Sequence[str]]]:
    """All lines together, and each that names as many options as there are voters: it may be their ballots."""
    yield "logs", box.lines
    number = 0
    for line in box.lines:
        if sum(word in box.options for word in words([line])) >= box.size:
            yield f"logs, long line {number}", [line]
            number += 1


def _naming(rows: Iterable[Row], names: Mapping[str, str]) -> Iterator[tuple[Row, str]]:
    for row in rows:
        named = {names[word] for word in _WORD.findall(_text(row)) if word in names}
        if len(named) == 1:
            yield row, named.pop()


def words(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield from _WORD.findall(line)


def _text(row: Row) -> str:
    return " ".join(map(str, row.values()))


def _key(value: Any) -> tuple[list[int], str]:
    """Numbers as numbers, also those of "(0,12)"; everything else as text."""
    text = str(value)
    return ([int(digits) for digits in re.findall(r"\d+", text)] if len(text) < 24 else [], text)
