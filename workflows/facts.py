"""Facts: what rules are asked of. A plain frozen dataclass per procedure, described, read from YAML or JSON."""

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop


class FactError(Exception):
    """A fact that may not be used; ``key`` names it and ``problem`` is an English source string with ``%(value)s``."""

    def __init__(self, key: str, problem: str, value: object = "") -> None:
        super().__init__(f"{key}: {problem % {'value': value}}")
        self.key, self.problem, self.value = key, problem, value

    @property
    def text(self) -> str:
        """The key and the problem in the language of the reader."""
        return f"{self.key}: {_(self.problem) % {'value': self.value}}"


@dataclasses.dataclass(frozen=True)
class Kind:
    """How one fact is written: ``shape`` for the reader, ``read`` from JSON types, ``write`` back to them.

    ``show``: the value in the language of the reader; None where a sentence would not say it.
    """

    shape: str
    read: Callable[[str, Any], Any]
    write: Callable[[Any], Any] = lambda value: value
    show: Callable[[Any], str] | None = None


def fact(kind: Kind, label: str, unit: str = "") -> Any:
    """A field of a fact sheet: not known (None) until recorded. ``label`` is an English source string."""
    return dataclasses.field(default=None, metadata={"kind": kind, "label": label, "unit": unit})


@dataclasses.dataclass(frozen=True)
class Later:
    """A fact that costs a query: looked up when a rule first asks for it, and left out of ``to_json`` if none does."""

    look_up: Callable[[], Any]


@dataclasses.dataclass(frozen=True)
class FactSheet:
    """The base of every procedure's ``Facts``: all fields made by ``fact``, each a value, None, or a ``Later``."""

    #: Pairs of dates (earlier, later): the second may not lie before the first.
    order: ClassVar[tuple[tuple[str, str], ...]] = ()

    def __getattribute__(self, name: str) -> Any:
        value = super().__getattribute__(name)
        if isinstance(value, Later):
            value = value.look_up()
            object.__setattr__(self, name, value)
        return value

    @property
    def axes(self) -> dict[str, date]:
        """The axes of law that take a day of their own, not that of the act: {axis: day}."""
        return {}

    def known(self) -> dict[str, Any]:
        """The facts that were recorded or asked for; nothing is looked up."""
        return {name: value for name, value in vars(self).items() if value is not None and not isinstance(value, Later)}

    @classmethod
    def label(cls, name: str) -> str:
        """What a fact is called: an English source string."""
        return str(cls._field(name).metadata["label"])

    @classmethod
    def shown(cls, name: str, value: Any) -> str | None:
        """``value`` of the fact in the language of the reader; None for a fact that is not told in words."""
        show = cls._field(name).metadata["kind"].show
        if value is None:
            return _("not known")
        return None if show is None else str(show(value))

    @classmethod
    def schema(cls) -> list[dict[str, str]]:
        """Every fact in order: name, type, unit, label (English source string)."""
        return [
            {
                "name": f.name,
                "type": f.metadata["kind"].shape,
                "unit": f.metadata["unit"],
                "label": f.metadata["label"],
            }
            for f in dataclasses.fields(cls)
        ]

    @classmethod
    def parse(cls, data: object, on: date | None = None) -> Self:
        """The facts of a mapping as YAML or JSON gives it; null means not known.

        Raises FactError for an unknown key, a value of the wrong type, a day after ``on`` or days out of order.
        """
        if not isinstance(data, Mapping):
            raise FactError("facts", gettext_noop("must be a mapping of fact names to values."))
        names = [f.name for f in dataclasses.fields(cls)]
        values: dict[str, Any] = {}
        for key, raw in data.items():
            if key not in names:
                raise FactError(str(key), gettext_noop("is no fact known here."))
            values[key] = None if raw is None else cls._field(key).metadata["kind"].read(key, raw)
        facts = cls(**values)
        facts.check(on)
        return facts

    def check(self, on: date | None = None) -> None:
        """Raises FactError when a day lies after ``on``, or two days are out of order."""
        known = self.known()
        for name, value in known.items():
            for key, day in _days_in(name, value):
                if on and day > on:
                    raise FactError(key, gettext_noop("%(value)s lies in the future."), day.isoformat())
        for earlier, later in self.order:
            first, second = known.get(earlier), known.get(later)
            if first and second and second < first:
                raise FactError(later, gettext_noop("lies before %(value)s."), f"{earlier} ({first.isoformat()})")

    def to_json(self) -> dict[str, Any]:
        """JSON types only, the unknown left out; ``parse`` reads it back."""
        known = self.known()
        return {f.name: f.metadata["kind"].write(known[f.name]) for f in dataclasses.fields(self) if f.name in known}

    @classmethod
    def _field(cls, name: str) -> "dataclasses.Field[Any]":
        return cls.__dataclass_fields__[name]


def _days_in(key: str, value: Any) -> Iterator[tuple[str, date]]:
    if isinstance(value, date):
        yield key, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _days_in(f"{key}[{index}]", item)
    elif dataclasses.is_dataclass(value):
        for f in dataclasses.fields(value):
            yield from _days_in(f"{key}.{f.name}", getattr(value, f.name))


def _day(key: str, raw: Any) -> date:
    if type(raw) is date:
        return raw
    try:
        return date.fromisoformat(raw)
    except (TypeError, ValueError):
        raise FactError(key, gettext_noop("%(value)s is no day (YYYY-MM-DD)."), raw) from None


def _count(key: str, raw: Any) -> int:
    if type(raw) is not int:
        raise FactError(key, gettext_noop("%(value)s is no whole number."), raw)
    if raw < 0:
        raise FactError(key, gettext_noop("%(value)s is negative."), raw)
    return raw


def _yes_no(key: str, raw: Any) -> bool:
    if not isinstance(raw, bool):
        raise FactError(key, gettext_noop("%(value)s is neither true nor false."), raw)
    return raw


def _text(key: str, raw: Any) -> str:
    if not isinstance(raw, str):
        raise FactError(key, gettext_noop("%(value)s is no text."), raw)
    return raw


DAY = Kind("date", _day, lambda value: value.isoformat(), lambda value: value.strftime("%d/%m/%Y"))
COUNT = Kind("integer", _count, show=str)
YES_NO = Kind("boolean", _yes_no, show=lambda value: _("yes") if value else _("no"))
TEXT = Kind("text", _text, show=str)

#: Codes in words: an English source string by code.
Labels = Mapping[Any, str]


def one_of(codes: type[StrEnum], labels: Labels | None = None) -> Kind:
    """One code of an enumeration; told in words where it has ``labels``."""

    def read(key: str, raw: Any) -> StrEnum:
        try:
            return codes(raw)
        except ValueError:
            raise FactError(key, gettext_noop("%(value)s is no known code."), raw) from None

    show = None if labels is None else lambda value: _(labels[value]) if value in labels else value.value
    return Kind(" | ".join(codes), read, lambda value: value.value, show)


def set_of(codes: type[StrEnum], labels: Labels | None = None) -> Kind:
    """A set of codes of an enumeration, written as a list."""
    member = one_of(codes, labels)

    def read(key: str, raw: Any) -> frozenset[StrEnum]:
        if not isinstance(raw, list | tuple | set | frozenset):
            raise FactError(key, gettext_noop("%(value)s is no list."), raw)
        return frozenset(member.read(key, item) for item in raw)

    return Kind(f"list of {member.shape}", read, lambda value: sorted(value), _listed(member))


def record(cls: type[Any], labels: Labels | None = None, **kinds: Kind) -> Kind:
    """A frozen dataclass written as a mapping; ``kinds`` by field. A field without a default must be given.

    ``labels``: what the fields that are told in words are called; an empty label tells the value alone.
    """
    shape = "{" + ", ".join(f"{name}: {kind.shape}" for name, kind in kinds.items()) + "}"
    defaults = {f.name: f.default for f in dataclasses.fields(cls)}

    def read(key: str, raw: Any) -> Any:
        if not isinstance(raw, Mapping):
            raise FactError(key, gettext_noop("%(value)s is no mapping."), raw)
        for name in raw:
            if name not in kinds:
                raise FactError(f"{key}.{name}", gettext_noop("is no fact known here."))
        values: dict[str, Any] = {}
        for name, kind in kinds.items():
            if raw.get(name) is not None:
                values[name] = kind.read(f"{key}.{name}", raw[name])
            elif defaults[name] is dataclasses.MISSING:
                raise FactError(f"{key}.{name}", gettext_noop("is missing."))
        return cls(**values)

    def write(value: Any) -> dict[str, Any]:
        known = {name: getattr(value, name) for name in kinds}
        return {name: kinds[name].write(item) for name, item in known.items() if item is not None}

    def show(value: Any) -> str:
        known = [(label, kinds[name].show, getattr(value, name)) for name, label in (labels or {}).items()]
        told = [(_(label), tell(item)) for label, tell, item in known if tell and item is not None]
        return ", ".join(f"{label} {item}".strip() for label, item in told)

    return Kind(shape, read, write, show if labels else None)


def rows_of(kind: Kind) -> Kind:
    """Several records, a tuple here and a list in JSON."""

    def read(key: str, raw: Any) -> tuple[Any, ...]:
        if not isinstance(raw, list | tuple):
            raise FactError(key, gettext_noop("%(value)s is no list."), raw)
        return tuple(kind.read(f"{key}[{index}]", item) for index, item in enumerate(raw))

    return Kind(f"list of {kind.shape}", read, lambda value: [kind.write(item) for item in value], _listed(kind))


def _listed(kind: Kind) -> Callable[[Any], str] | None:
    tell = kind.show
    return None if tell is None else lambda value: "; ".join(sorted(tell(item) for item in value)) or _("none so far")
