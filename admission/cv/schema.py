"""The items of the form 2-KNĐ as data, read from items.yaml. Source: admission.md 5.2 (38-HD/BTCTW, Mục I.1.4)."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from workflows import plain_yaml
from workflows.papers.fields import Item, Part, Rows, field_of


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
    return Schema(raw["form"], raw["title"], raw["guidance"], parts, items, relations)


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
