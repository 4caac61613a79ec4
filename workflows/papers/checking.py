"""A page of a form as typed, read into values with every problem at its field. Pure: no database, no clock.

A page as typed is {field: text}; the lines of an item stand in it as {name of the rows: [{field: text}]} and
``<name>.none``: "on" where there are none. The key of a field in a line is
``<rows>.<number of the line, from 0>.<field>``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from workflows.papers.fields import Field, Part, Rows
from workflows.papers.values import NOW, About, Wrong, next_month, previous_month, read, spoken_month

Typed = Mapping[str, Any]


@dataclass(frozen=True)
class Problem:
    """``key``: the field it stands at. ``missing``: nothing is wrong, something is only not there yet."""

    key: str
    text: str
    missing: bool = False


@dataclass
class Reading:
    """``values``: {field: value} and {rows: [{field: value}]}, of what could be read."""

    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        return not self.problems

    def at(self, key: str) -> list[str]:
        return [problem.text for problem in self.problems if problem.key == key]

    def note(self, key: str, text: str, *, missing: bool = False) -> None:
        self.problems.append(Problem(key, text, missing))


def read_part(part: Part, typed: Typed, on: date, born_on: date | None) -> Reading:
    """The answers of a page. ``born_on``: of the person it is about, if known."""
    found = Reading()
    about = About(on, born_on)
    read_fields(part.fields, typed, found, about)
    for rows in part.rows:
        _read_rows(rows, typed, found, about)
    return found


def read_fields(
    fields: Iterable[Field], typed: Typed, found: Reading, about: About, relation: str = "", prefix: str = ""
) -> dict[str, Any]:
    """Read each into ``found``; the values of these alone are returned. ``relation``: of a person of item 21."""
    values: dict[str, Any] = {}
    for one in fields:
        text = str(typed.get(one.name, ""))
        try:
            value = read(one, text, about)
            _fits(one, value, values, relation)
        except Wrong as error:
            found.note(prefix + one.name, str(error), missing=error.missing)
            continue
        if value != "":
            values[one.name] = value
    if not prefix:
        found.values.update(values)
    return values


def _fits(one: Field, value: Any, before: Mapping[str, Any], relation: str) -> None:
    """Whether an answer, or none, is what the answers before it ask for. Raises Wrong."""
    if one.when is not None:
        name, wanted = one.when
        if before.get(name) != wanted:
            if value != "" and name in before:
                raise Wrong(_("This is not asked after the answer above; leave it empty or change that answer."))
            return
    if value == "" and one.required_of(relation):
        raise Wrong(_("This is still missing."), missing=True)


def _read_rows(rows: Rows, typed: Typed, found: Reading, about: About) -> None:
    lines = [dict(line) for line in typed.get(rows.name, ())]
    filled = [(place, line) for place, line in enumerate(lines) if any(str(text).strip() for text in line.values())]
    none = bool(typed.get(f"{rows.name}.none"))
    read_lines: list[tuple[int, dict[str, Any]]] = []
    for place, line in filled:
        prefix = f"{rows.name}.{place}."
        values = read_fields(rows.fields, line, found, about, prefix=prefix)
        since, until = values.get("since"), values.get("until")
        if since and until and until != NOW and until < since:
            found.note(f"{prefix}until", _("The end lies before the beginning."))
        read_lines.append((place, values))
    found.values[rows.name] = [values for _place, values in read_lines]
    if len(filled) > rows.most:
        found.note(rows.name, _("At most %(most)s lines.") % {"most": rows.most})
    if none and filled:
        found.note(f"{rows.name}.none", _("Lines are written below; delete them or take the mark away."))
    if not filled and not none:
        text = _("Write at least one line, or mark that there is none.") if rows.none else _("Write at least one line.")
        found.note(rows.name, text, missing=True)
    if rows.continuous:
        _check_continuity(rows.name, read_lines, found, about)


def _check_continuity(name: str, lines: list[tuple[int, dict[str, Any]]], found: Reading, about: About) -> None:
    """Month by month to now: each line begins in the month in which the one before ended, or in the next (design).

    Only lines whose two months could be read are compared.
    """
    known = [(place, line) for place, line in lines if line.get("since") and line.get("until")]
    for (before, earlier), (place, later) in pairwise(known):
        key = f"{name}.{place}.since"
        told: dict[str, Any] = {"line": before + 1}
        if earlier["until"] == NOW:
            text = _("Line %(line)s already goes on until now; end it or put this line before it.") % told
            found.note(f"{name}.{before}.until", text)
        elif later["since"] < earlier["until"]:
            told |= {"first": spoken_month(later["since"]), "last": spoken_month(_earlier(earlier, later, about))}
            found.note(key, _("Months told twice, also in line %(line)s: %(first)s to %(last)s.") % told)
        elif later["since"] > next_month(earlier["until"]):
            first, last = next_month(earlier["until"]), previous_month(later["since"])
            told |= {"first": spoken_month(first), "last": spoken_month(last)}
            found.note(key, _("Months are missing after line %(line)s: %(first)s to %(last)s.") % told)
    if known and known[-1][1]["until"] not in (NOW, f"{about.on:%Y-%m}"):
        place, line = known[-1]
        told_end = {"first": spoken_month(next_month(line["until"]))}
        found.note(f"{name}.{place}.until", _("Months are missing from %(first)s until now.") % told_end)


def _earlier(one: Mapping[str, Any], other: Mapping[str, Any], about: About) -> str:
    """The last month that both lines tell."""
    return min(f"{about.on:%Y-%m}" if line["until"] == NOW else line["until"] for line in (one, other))


def blocking(reading: Reading) -> Reading:
    """Only what is wrong, without what is merely not there yet."""
    return replace(reading, problems=[problem for problem in reading.problems if not problem.missing])
