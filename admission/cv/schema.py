"""The items of the form 2-KNĐ as data, read from items.yaml. Source: admission.md 5.2 (38-HD/BTCTW, Mục I.1.4)."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from workflows import plain_yaml
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
    """One of the 26. ``by_committee``: written in later steps; ``third_persons``: read only by who may."""

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


@dataclass(frozen=True)
class Relation:
    """A place in item 21. ``one``: one person at most; ``side``: own or spouse."""

    code: str
    label: str
    side: str
    one: bool = False


@dataclass(frozen=True)
class Schema:
    form: str
    title: str
    guidance: str
    earliest_year: int
    parts: tuple[Part, ...]
    items: tuple[Item, ...]
    relations: dict[str, Relation]

    def part(self, code: str) -> Part:
        """Raises KeyError."""
        return {part.code: part for part in self.parts}[code]

    @property
    def family(self) -> Rows:
        rows = self.part("family").items[0].rows
        assert rows is not None
        return rows


@cache
def schema() -> Schema:
    raw = plain_yaml.load(Path(__file__).with_name("items.yaml").read_text(encoding="utf-8"))
    items = tuple(_item(entry) for entry in raw["items"])
    parts = tuple(
        Part(entry["code"], entry["label"], tuple(item for item in items if item.part == entry["code"]))
        for entry in raw["parts"]
    )
    relations = {entry["code"]: Relation(**entry) for entry in raw["relations"]}
    return Schema(raw["form"], raw["title"], raw["guidance"], raw["earliest_year"], parts, items, relations)


def _item(entry: dict[str, Any]) -> Item:
    rows = entry.get("rows")
    return Item(
        number=entry["number"],
        label=entry["label"],
        part=entry.get("part", ""),
        fields=tuple(field_of(one, entry["label"]) for one in entry.get("fields", ())),
        rows=Rows(**{**rows, "fields": tuple(field_of(one, "") for one in rows["fields"])}) if rows else None,
        by_committee=entry.get("by") == "committee",
        third_persons=entry.get("third_persons", False),
    )


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
