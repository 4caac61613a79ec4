"""A part of the CV as a page shows it: each field with what was typed and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from admission.cv.checking import Problem, Reading
from admission.cv.paper import person_lines, told
from admission.cv.schema import Field, Item, Rows, schema
from workflows.findings import CERTAINTY_LABELS
from workflows.law import Certainty

#: Empty lines offered below those that are written.
SPARE = 1


@dataclass(frozen=True)
class Cell:
    """A field on the page. ``name``: of the input; ``id``: without dots, for the style sheet and for links."""

    name: str
    field: Field
    typed: str
    errors: tuple[str, ...]

    @property
    def id(self) -> str:
        return f"f-{self.name.replace('.', '-')}"

    @property
    def options(self) -> list[tuple[str, str]]:
        return [("yes", _("Yes")), ("no", _("No"))] if self.field.kind == "yes_no" else [*self.field.choices.items()]

    @property
    def certainty(self) -> str:
        known = self.field.certainty
        return "" if known is Certainty.TEXT else _(CERTAINTY_LABELS[known])

    @property
    def short(self) -> bool:
        """Whether a few characters fill it."""
        return self.field.kind in ("month", "month_or_now", "year", "day", "digits")

    @property
    def optional(self) -> bool:
        return not self.field.required

    @property
    def condition(self) -> str:
        """The answer after which alone it is asked, for the page to hide it else: "field=yes"."""
        if self.field.when is None:
            return ""
        name, wanted = self.field.when
        return f"{name}={'yes' if wanted is True else 'no' if wanted is False else wanted}"


@dataclass(frozen=True)
class Line:
    place: int
    cells: list[Cell]


@dataclass(frozen=True)
class Shown:
    """An item on the page: its cells, or its lines. ``none``: whether "there are none" is ticked; None: not offered."""

    item: Item
    cells: list[Cell]
    lines: list[Line]
    errors: tuple[str, ...] = ()
    none: bool | None = None
    none_errors: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return f"f-{self.item.rows.name}" if self.item.rows else ""


def shown(items: Iterable[Item], typed: Mapping[str, Any], reading: Reading, *, spare: int = SPARE) -> list[Shown]:
    """``spare``: empty lines below those written."""
    found = []
    for item in items:
        cells = [_cell(one, one.name, typed, reading) for one in item.fields]
        rows = item.rows
        if rows is None:
            found.append(Shown(item, cells, []))
            continue
        lines = _lines(rows, typed, reading, spare)
        none = bool(typed.get(f"{rows.name}.none")) if rows.none else None
        found.append(Shown(item, cells, lines, _at(reading, rows.name), none, _at(reading, f"{rows.name}.none")))
    return found


def person_cells(typed: Mapping[str, Any], reading: Reading) -> list[Cell]:
    relation = typed.get("relation", "")
    asked = [one for one in schema().family.fields if not one.only or relation in one.only]
    return [_cell(one, one.name, typed, reading) for one in asked]


@dataclass(frozen=True)
class Told:
    """A problem with the label of its field and the place on the page it stands at."""

    label: str
    text: str
    anchor: str


def listed(problems: Iterable[Problem], part: str) -> list[Told]:
    """For the list of problems at the top of a page."""
    labels = {one.name: one.label for one in schema().family.fields} if part == "family" else _labels(part)
    found = []
    for problem in problems:
        rows, _dot, rest = problem.key.partition(".")
        place, _dot, name = rest.partition(".")
        label = labels.get(problem.key, "")
        if place.isdigit():
            label = _("%(item)s, line %(line)s, %(field)s") % {
                "item": labels.get(rows, rows),
                "line": int(place) + 1,
                "field": labels.get(f"{rows}..{name}", name),
            }
        found.append(Told(label or labels.get(rows, ""), problem.text, f"f-{problem.key.replace('.', '-')}"))
    return found


def labels_of(part: str) -> list[tuple[str, str]]:
    """[(name of a field or of the lines of an item, label)] of a part."""
    if part == "family":
        return [(one.name, one.label) for one in schema().family.fields]
    return [(name, label) for name, label in _labels(part).items() if "." not in name]


def items_told(answers: Mapping[str, Any], *, third_persons: bool) -> list[tuple[Item, Any]]:
    """(item, what it says) for the page that shows a CV handed in: a list of (label, value), a table, or persons.

    What is said is {"fields": …}, {"heads": …, "rows": …}, {"people": …} or {"withheld": True}.
    """
    found: list[tuple[Item, Any]] = []
    for item in schema().items:
        if item.by_committee or item.number == 23:
            continue
        if item.third_persons and not third_persons:
            found.append((item, {"withheld": True}))
        elif item.third_persons:
            people = [
                (schema().relations[one["relation"]].label, one.get("full_name", ""), person_lines(one))
                for one in answers.get("family", ())
            ]
            found.append((item, {"people": people}))
        elif item.rows:
            fields = item.rows.fields
            rows = [[told(one, line.get(one.name)) for one in fields] for line in answers.get(item.rows.name, ())]
            found.append((item, {"heads": [one.label for one in fields], "rows": rows}))
        else:
            asked = [one for one in item.fields if not one.when or one.name in answers]
            found.append((item, {"fields": [(one.label, told(one, answers.get(one.name))) for one in asked]}))
    return found


def _labels(part: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for item in schema().part(part).items:
        found |= {one.name: one.label for one in item.fields}
        if item.rows:
            found[item.rows.name] = found[f"{item.rows.name}.none"] = f"{item.number}. {item.label}"
            found |= {f"{item.rows.name}..{one.name}": one.label for one in item.rows.fields}
    return found


def _lines(rows: Rows, typed: Mapping[str, Any], reading: Reading, spare: int) -> list[Line]:
    written = list(typed.get(rows.name, ()))
    lines = [*written, *({} for _more in range(spare))][: max(len(written), rows.most)]
    return [
        Line(place, [_cell(one, f"{rows.name}.{place}.{one.name}", line, reading, one.name) for one in rows.fields])
        for place, line in enumerate(lines)
    ]


def _cell(one: Field, name: str, typed: Mapping[str, Any], reading: Reading, within: str = "") -> Cell:
    return Cell(name, one, str(typed.get(within or name, "")), _at(reading, name))


def _at(reading: Reading, key: str) -> tuple[str, ...]:
    return tuple(reading.at(key))
