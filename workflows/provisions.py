"""One regulation as its YAML file sets it: its provisions with unit, article and certainty, read strictly."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import yaml

from workflows import plain_yaml


class LawError(Exception):
    """A law file that may not be used; the message names the file, the provision and the problem."""


class Certainty(StrEnum):
    """How well a value is known, surest first."""

    TEXT = "text"
    QUOTED = "quoted"
    SECONDARY = "secondary"
    LOCAL = "local"
    DESIGN = "design"
    UNVERIFIED = "unverified"

    @classmethod
    def weakest(cls, certainties: Iterable["Certainty"]) -> "Certainty":
        """The least sure of ``certainties``; TEXT when there is none."""
        order = list(cls)
        return max(certainties, key=order.index, default=cls.TEXT)


#: What may stand without an article, when a note says why: no text says it, or the article of the text is not known.
_WITHOUT_ARTICLE = (Certainty.SECONDARY, Certainty.LOCAL, Certainty.DESIGN, Certainty.UNVERIFIED)
#: Dated separately; a case says which day each of them takes.
AXES = ("statute", "regulation", "guidance", "forms", "procedure", "substance", "local", "system")
#: What a value is counted in, and the type its YAML must have.
UNITS: dict[str, type | tuple[type, ...]] = {
    "year": int,
    "month": int,
    "day": int,
    "working_day": int,
    "member": int,
    "count": int,
    "ratio": list,
    "boolean": bool,
    "text": str,
    "enum": (str, list),
    "level": str,
    "degree": str,
    "document": (str, list),
}
STATUSES = ("in_force", "draft")
_REGULATION_KEYS = {
    "regulation",
    "number",
    "title",
    "axis",
    "issued",
    "effective",
    "status",
    "repeals",
    "source",
    "note",
}
_PROVISION_KEYS = {"value", "unit", "article", "certainty", "note", "op", "since", "until"}


@dataclass(frozen=True)
class Ratio:
    """``numerator/denominator`` of a base; ``strict`` means more than, otherwise at least. Integers only."""

    numerator: int
    denominator: int
    strict: bool

    def minimum(self, base: int) -> int:
        """The fewest votes out of ``base`` that reach the ratio."""
        if self.strict:
            return self.numerator * base // self.denominator + 1
        return -(-self.numerator * base // self.denominator)

    def reached(self, votes: int, base: int) -> bool:
        """Whether ``votes`` out of ``base`` reach the ratio."""
        left, right = self.denominator * votes, self.numerator * base
        return left > right if self.strict else left >= right

    def __str__(self) -> str:
        return f"{'>' if self.strict else '≥'} {self.numerator}/{self.denominator}"


@dataclass(frozen=True)
class Provision:
    """One value of law. ``value`` has the type of its ``unit``: int, bool, str, tuple of str, or Ratio.

    ``article`` is empty for what is no article of a text (certainty design or unverified), or whose article is not
    known (secondary, local, unverified); ``note`` then says why. ``effective``: the first day of the value, that of its
    regulation unless the file says ``since``; ``until``: the first day on which it no longer holds though its
    regulation does, or None.
    """

    name: str
    value: Any
    unit: str
    article: str
    certainty: Certainty
    regulation: str
    title: str
    axis: str
    effective: date
    note: str = ""
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether ``day`` lies in the time that the file gives the value within its regulation."""
        return self.effective <= day and (self.until is None or day < self.until)

    @property
    def citation(self) -> dict[str, Any]:
        """What a finding keeps of this provision: JSON types only."""
        return {
            "provision": self.name,
            "value": self.shown,
            "unit": self.unit,
            "article": self.article,
            "regulation": self.regulation,
            "title": self.title,
            "since": self.effective.isoformat(),
            "certainty": self.certainty.value,
            "note": self.note,
        }

    @property
    def shown(self) -> Any:
        """The value in JSON types: a ratio as text, several codes as a list."""
        if isinstance(self.value, Ratio):
            return str(self.value)
        return list(self.value) if isinstance(self.value, tuple) else self.value


@dataclass(frozen=True, eq=False)
class Regulation:
    """One regulation as its file sets it; ``repeals`` are codes, ``provisions`` by name. The same only as itself."""

    code: str
    number: str
    title: str
    axis: str
    issued: date
    effective: date
    status: str
    repeals: tuple[str, ...]
    source: str
    provisions: Mapping[str, Provision]

    @cached_property
    def changes(self) -> frozenset[date]:
        """The days on which it, or a value within it, begins or ends."""
        values = self.provisions.values()
        return frozenset(
            {self.effective, *(one.effective for one in values), *(one.until for one in values if one.until)}
        )

    @property
    def draft(self) -> bool:
        """Known to exist, text not loaded: never applied, and what it repeals stays."""
        return self.status == "draft"


@lru_cache
def regulations_in(folder: Path) -> tuple[Regulation, ...]:
    """The regulations of ``folder``, drafts included, by day of effect; read once per process."""
    found = sorted((_read(path) for path in sorted(folder.glob("*.yaml"))), key=lambda r: (r.effective, r.code))
    codes = [regulation.code for regulation in found]
    for code in codes:
        if codes.count(code) > 1:
            raise LawError(f"{folder.name}: the regulation '{code}' is set by two files.")
    return tuple(found)


def _read(path: Path) -> Regulation:
    try:
        data = plain_yaml.load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, ValueError, OSError) as error:
        raise LawError(f"{path.name}: is not YAML: {error}") from error
    if not isinstance(data, dict):
        raise LawError(f"{path.name}: a regulation is a mapping.")
    for key in ("regulation", "number", "title", "axis", "source"):
        if not isinstance(data.get(key), str) or not data[key].strip():
            raise LawError(f"{path.name}: '{key}' is missing or no text.")
    for key in ("issued", "effective"):
        if type(data.get(key)) is not date:
            raise LawError(f"{path.name}: '{key}' is missing or no day (YYYY-MM-DD).")
    unknown = sorted(map(str, set(data) - _REGULATION_KEYS - {"provisions"}))
    if unknown:
        raise LawError(f"{path.name}: unknown key '{unknown[0]}'.")
    if data["issued"] > data["effective"]:
        raise LawError(f"{path.name}: 'effective' lies before 'issued'.")
    if data["axis"] not in AXES:
        raise LawError(f"{path.name}: unknown axis '{data['axis']}'.")
    status = data.get("status", "in_force")
    if status not in STATUSES:
        raise LawError(f"{path.name}: unknown status '{status}'.")
    repeals = data.get("repeals") or []
    if not isinstance(repeals, list) or not all(isinstance(code, str) for code in repeals):
        raise LawError(f"{path.name}: 'repeals' is a list of codes.")
    prefix = f"{data['effective'].isoformat()}-"
    if not path.stem.startswith(prefix) or not data["regulation"].startswith(path.stem.removeprefix(prefix)):
        raise LawError(
            f"{path.name}: the file is named by its day of effect and its code: {prefix}{data['regulation']}."
        )
    provisions = data.get("provisions") or {}
    if not isinstance(provisions, dict):
        raise LawError(f"{path.name}: 'provisions' is a mapping.")
    return Regulation(
        code=data["regulation"],
        number=data["number"],
        title=data["title"],
        axis=data["axis"],
        issued=data["issued"],
        effective=data["effective"],
        status=status,
        repeals=tuple(repeals),
        source=data["source"],
        provisions={
            str(name): _provision(f"{path.name}: '{name}'", str(name), raw, data) for name, raw in provisions.items()
        },
    )


def _provision(where: str, name: str, raw: Any, regulation: Mapping[str, Any]) -> Provision:
    if not isinstance(raw, dict):
        raise LawError(f"{where}: a provision is a mapping with value, unit and article.")
    unknown = sorted(map(str, set(raw) - _PROVISION_KEYS))
    if unknown:
        raise LawError(f"{where}: unknown key '{unknown[0]}'.")
    if "value" not in raw:
        raise LawError(f"{where}: 'value' is missing.")
    unit = raw.get("unit")
    if unit not in UNITS:
        raise LawError(f"{where}: unknown unit '{unit}'.")
    if raw.get("certainty") not in list(Certainty):
        raise LawError(f"{where}: unknown certainty '{raw.get('certainty')}'.")
    certainty = Certainty(raw["certainty"])
    article, note = raw.get("article", ""), raw.get("note", "")
    if not isinstance(article, str) or not isinstance(note, str):
        raise LawError(f"{where}: 'article' and 'note' are texts.")
    if certainty is Certainty.DESIGN and article:
        raise LawError(f"{where}: a convention of design is no article; say it in 'note'.")
    if not article and not (certainty in _WITHOUT_ARTICLE and note):
        raise LawError(f"{where}: 'article' is missing.")
    since, until = raw.get("since", regulation["effective"]), raw.get("until")
    if type(since) is not date or (until is not None and type(until) is not date):
        raise LawError(f"{where}: 'since' and 'until' are days (YYYY-MM-DD).")
    if since < regulation["effective"] or (until is not None and until <= since):
        raise LawError(f"{where}: 'since' lies before the regulation, or 'until' not after 'since'.")
    return Provision(
        name=name,
        value=_value(where, raw, unit),
        unit=unit,
        article=article,
        certainty=certainty,
        regulation=regulation["regulation"],
        title=regulation["number"],
        axis=regulation["axis"],
        effective=since,
        note=note,
        until=until,
    )


def _value(where: str, raw: Mapping[str, Any], unit: str) -> Any:
    value: Any = raw["value"]
    expected = UNITS[unit]
    if not isinstance(value, expected) or (isinstance(value, bool) and unit != "boolean"):
        raise LawError(f"{where}: the value {value!r} does not fit the unit '{unit}'.")
    if isinstance(value, int) and value < 0:
        raise LawError(f"{where}: the value {value} is negative.")
    if unit == "ratio":
        return _ratio(where, value, raw.get("op"))
    if "op" in raw:
        raise LawError(f"{where}: 'op' belongs to a ratio only.")
    if isinstance(value, list):
        if not value or not all(isinstance(item, str) for item in value):
            raise LawError(f"{where}: the value is a list of codes.")
        return tuple(value)
    return value


def _ratio(where: str, value: Any, op: Any) -> Ratio:
    if op not in ("at_least", "more_than"):
        raise LawError(f"{where}: 'op' is 'at_least' or 'more_than'.")
    if len(value) != 2 or any(type(part) is not int for part in value) or not 0 < value[0] <= value[1]:
        raise LawError(f"{where}: a ratio is two integers, the part and the whole.")
    return Ratio(value[0], value[1], strict=op == "more_than")
