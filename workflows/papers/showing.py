"""A page of a form as a screen shows it: each field with what was typed and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from workflows.findings import CERTAINTY_LABELS
from workflows.law import Certainty
from workflows.papers.checking import Reading
from workflows.papers.fields import Field, Item, Rows
from workflows.papers.schema import Form
from workflows.papers.values import told

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
        cells = [cell_of(one, one.name, typed, reading) for one in item.fields]
        rows = item.rows
        if rows is None:
            found.append(Shown(item, cells, []))
            continue
        lines = _lines(rows, typed, reading, spare)
        none = bool(typed.get(f"{rows.name}.none")) if rows.none else None
        found.append(Shown(item, cells, lines, _at(reading, rows.name), none, _at(reading, f"{rows.name}.none")))
    return found


@dataclass(frozen=True)
class Told:
    """A problem with the label of its field and the place on the page it stands at."""

    label: str
    text: str
    anchor: str


def _lines(rows: Rows, typed: Mapping[str, Any], reading: Reading, spare: int) -> list[Line]:
    written = list(typed.get(rows.name, ()))
    lines = [*written, *({} for _more in range(spare))][: max(len(written), rows.most)]
    return [
        Line(place, [cell_of(one, f"{rows.name}.{place}.{one.name}", line, reading, one.name) for one in rows.fields])
        for place, line in enumerate(lines)
    ]


def cell_of(one: Field, name: str, typed: Mapping[str, Any], reading: Reading, within: str = "") -> Cell:
    """``within``: its name in ``typed``, where the page has another name for it."""
    return Cell(name, one, str(typed.get(within or name, "")), _at(reading, name))


def _at(reading: Reading, key: str) -> tuple[str, ...]:
    return tuple(reading.at(key))


def said_in(form: Form, answers: Mapping[str, Any]) -> list[tuple[str, str]]:
    """[(label, value in words)] of what is written in the form, in its order; what was left empty is not there."""
    found = []
    for item in form.items:
        for one in item.fields:
            value = answers.get(one.name)
            if value not in (None, ""):
                found.append((one.label if len(item.fields) > 1 else item.label, told(one, value)))
    return found
