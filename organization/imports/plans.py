"""What an import would do: rows compared with what is stored, and the writing of it in batches."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from organization.imports.cells import Value, clean, show
from organization.imports.columns import Layout
from organization.imports.problems import Problem
from organization.imports.rows import Parsed, Row

#: Rows written, or keys asked for, in one statement.
BATCH = 500
#: Called with the number of rows just dealt with; may raise to stop the run.
Step = Callable[[int], None]


class Outcome(Enum):
    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"


@dataclass
class Plan:
    """The outcome of every good row, what is wrong with the others, and what is to be written.

    ``new``: rows to insert, kind after kind in the order of their references. ``filled``: {(model, fields): rows whose
    empty fields were filled}. ``filled_cells``: {line: fields of the row that fill what was empty}.
    """

    layout: Layout
    outcomes: dict[int, Outcome] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    new: list[Sequence[Model]] = field(default_factory=list)
    filled: dict[tuple[type[Model], tuple[str, ...]], list[Any]] = field(default_factory=dict)
    filled_cells: dict[int, set[str]] = field(default_factory=dict)

    def refuse(self, row: Row, column: str, reason: str) -> None:
        """Note a problem of the row; ``column``: a field of the layout, or empty for the whole row."""
        self.problems.append(Problem(row.line, self.layout.headings[column] if column else "", reason))
        self.outcomes.pop(row.line, None)

    def fill(self, stored: Model, values: dict[str, Any]) -> None:
        """Set empty fields of a stored row, to be written with the others of its kind."""
        for name, value in values.items():
            setattr(stored, name, value)
        rows = self.filled.setdefault((type(stored), tuple(sorted(values))), [])
        if stored not in rows[-1:]:
            rows.append(stored)

    def note_filled(self, row: Row, names: Iterable[str]) -> None:
        """Note which fields of a row fill what was empty; those that are empty themselves do not."""
        self.filled_cells.setdefault(row.line, set()).update(name for name in names if row[name])

    def count(self, outcome: Outcome) -> int:
        return sum(1 for found in self.outcomes.values() if found is outcome)

    def faulty(self) -> int:
        """How many rows have a problem."""
        return len({problem.line for problem in self.problems})

    def writes(self) -> int:
        """How many table rows are to be written."""
        return sum(map(len, self.new)) + sum(map(len, self.filled.values()))

    def write(self, step: Step) -> None:
        """Write everything, in a transaction of the caller's."""
        # what ends makes room for what begins: the database allows one open row of a kind
        for (model, names), changed in self.filled.items():
            for batch in batches(changed):
                model._default_manager.bulk_update(batch, names)
                step(len(batch))
        for rows in self.new:
            for batch in batches(rows):
                type(batch[0])._default_manager.bulk_create(batch)
                step(len(batch))


def batches(rows: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))


def note_future(plan: Plan, rows: Sequence[Row], on: date) -> None:
    """Note when every new row begins only after the day: until then nobody sees anything of the list."""
    begins = [row.day("since") for row in rows if plan.outcomes.get(row.line) is Outcome.ADDED]
    days = [day for day in begins if day is not None]
    if days and len(days) == len(begins) and min(days) > on:
        text = _(
            "Every new row begins after today (%(today)s), the first on %(first)s; until then none of them counts."
        )
        plan.notes.append(text % {"today": show(on), "first": show(min(days))})


def begun(parsed: Parsed) -> Plan:
    return Plan(parsed.layout, problems=list(parsed.problems), notes=list(parsed.notes))


def compare(plan: Plan, row: Row, stored: dict[str, Value]) -> dict[str, Value] | None:
    """{field: value} that the row adds to empty stored fields; None when it contradicts a stored one (a problem)."""
    added: dict[str, Value] = {}
    before = len(plan.problems)
    for name, kept in stored.items():
        given = row[name]
        kept = clean(kept) if isinstance(kept, str) else kept
        if (given or None) == (kept or None):
            continue
        if kept in ("", None):
            added[name] = given
            continue
        column = plan.layout.column(name)
        text = (
            _("Stored already with another value: “%(stored)s”. An import overwrites nothing; correct it by hand.")
            if given
            else _("Stored already with the value “%(stored)s”; in the list the cell is empty. Fill it in.")
        )
        plan.refuse(row, name, text % {"stored": show(kept, column)})
    plan.note_filled(row, added)
    return added if len(plan.problems) == before else None


def repeated(plan: Plan, rows: Iterable[Row], key: Callable[[Row], object], column: str) -> set[int]:
    """The lines whose key an earlier line has already (now problems); a key of None may repeat."""
    first: dict[object, int] = {}
    again: set[int] = set()
    for row in rows:
        found = key(row)
        if found is None:
            continue
        if found in first:
            plan.refuse(row, column, _("The same as in row %(line)s of this list.") % {"line": first[found]})
            again.add(row.line)
        else:
            first[found] = row.line
    return again


def meet(since: date, until: date | None, other_since: date, other_until: date | None) -> bool:
    """Whether two spans share a day; ``until`` is the first day no longer in them."""
    return (until is None or other_since < until) and (other_until is None or since < other_until)


def outlasts(until: date | None, other: date | None) -> bool:
    """Whether something that ends on ``until`` (None: never) goes on after ``other``."""
    return other is not None and (until is None or until > other)
