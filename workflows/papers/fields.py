"""What a form asks, as data: fields, lines of several, items, pages."""

from dataclasses import dataclass, field
from typing import Any

from workflows.law import Certainty

KINDS = frozenset(
    {"name", "line", "long", "day", "month", "month_or_now", "year", "digits", "count", "choice", "yes_no"},
)


@dataclass(frozen=True)
class Field:
    """What is asked. ``most``: longest answer in characters; ``digits``: exactly so many.

    ``when``: (name of another field, the answer it must have) or None. ``only``: relations it is asked of (empty: of
    all); ``asked``: those of them that must answer it. ``first``: what is known already and stands there to begin with.
    """

    name: str
    label: str
    kind: str
    required: bool = True
    most: int = 0
    digits: int = 0
    earliest: int = 0
    upper: bool = False
    help: str = ""
    first: str = ""
    choices: dict[str, str] = field(default_factory=dict)
    when: tuple[str, Any] | None = None
    only: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    certainty: Certainty = Certainty.TEXT

    def required_of(self, relation: str) -> bool:
        return self.required and (not self.asked or relation in self.asked)


@dataclass(frozen=True)
class Rows:
    """An item of several lines. ``none``: that there are none may be ticked; ``continuous``: month by month to now."""

    name: str
    most: int
    fields: tuple[Field, ...]
    none: bool = False
    continuous: bool = False
    help: str = ""


@dataclass(frozen=True)
class Item:
    """``by_committee``: written in later steps; ``third_persons``: read only by who may."""

    number: int
    label: str
    part: str = ""
    fields: tuple[Field, ...] = ()
    rows: Rows | None = None
    by_committee: bool = False
    third_persons: bool = False


@dataclass(frozen=True)
class Part:
    """A page of the form."""

    code: str
    label: str
    items: tuple[Item, ...]

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(field for item in self.items for field in item.fields)

    @property
    def rows(self) -> tuple[Rows, ...]:
        return tuple(item.rows for item in self.items if item.rows)


def field_of(entry: dict[str, Any], label: str) -> Field:
    """A field as the data file has it; ``label``: of its item, where it has none of its own."""
    if entry["kind"] not in KINDS:
        raise ValueError(f"{entry['name']}: unknown kind {entry['kind']!r}")
    when = entry.get("when")
    return Field(
        **{
            "label": label,
            **entry,
            "when": next(iter(when.items())) if when else None,
            "only": tuple(entry.get("only", ())),
            "asked": tuple(entry.get("asked", ())),
            "certainty": Certainty(entry.get("certainty", "text")),
        }
    )
