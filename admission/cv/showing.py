"""A part of the CV as a page shows it, beside what every form has (workflows/papers/showing.py)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from admission.cv.paper import person_lines
from admission.cv.schema import schema
from workflows.papers.checking import Problem, Reading
from workflows.papers.fields import Item
from workflows.papers.showing import Cell, Told, cell_of
from workflows.papers.values import told


def person_cells(typed: Mapping[str, Any], reading: Reading) -> list[Cell]:
    relation = typed.get("relation", "")
    asked = [one for one in schema().family.fields if not one.only or relation in one.only]
    return [cell_of(one, one.name, typed, reading) for one in asked]


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
