"""Rows of several tables in one statement: each comes as the JSON of its columns and is an object of its model again.

For what belongs to one thing and is asked together in every step: a statement for each table takes longer than all
their rows.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import BinaryField, CharField, DateTimeField, JSONField, Model, QuerySet, TimeField, Value
from django.db.models.functions import JSONObject

from organization.prepared import Asked, Prepared

#: Columns that JSON does not hold as they are.
_UNFIT = (BinaryField, DateTimeField, TimeField)


@dataclass(frozen=True)
class Part:
    """The rows of one table. ``along``: {foreign key: columns of the row it points to that come along}. ``only``: the
    columns that are read, none named: all. What does not come is looked up when somebody asks for it.
    """

    rows: Callable[..., QuerySet[Any]]
    along: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    only: tuple[str, ...] = ()

    def columns(self, model: type[Model]) -> list[Any]:
        """Of the model itself. Raises TypeError for one that JSON does not hold."""
        found: list[Any] = [one for one in model._meta.concrete_fields if not self.only or one.attname in self.only]
        unfit = [one.name for one in found if isinstance(one, _UNFIT)]
        if unfit:
            raise TypeError(f"{model._meta.label} has columns that JSON does not hold: {', '.join(unfit)}")
        return found


class Together:
    """Querysets of several models as one function of numbers, days, keys and codes. Their order is that of the ids; a
    model with a time of day or bytes among its columns does not fit.
    """

    def __init__(self, parts: Mapping[str, Part], *kinds: type) -> None:
        """``kinds``: as those of ``Prepared``; every part takes all of them."""
        self._parts = parts
        self._models: dict[str, type[Model]] = {}
        self._asked: Prepared[Any] = Prepared(self._union, *kinds)

    def __call__(self, *given: Asked) -> dict[str, list[Any]]:
        """{name of a part: its rows, by id}."""
        found: dict[str, list[Any]] = {name: [] for name in self._parts}
        for name, columns in self._asked.rows(*given):
            found[name].append(_row(self._models[name], columns, self._parts[name]))
        return {name: sorted(rows, key=lambda row: row.pk) for name, rows in found.items()}

    def _union(self, *given: Asked) -> QuerySet[Any]:
        parts = []
        for name, part in self._parts.items():
            rows = part.rows(*given).order_by()
            self._models[name] = rows.model
            parts.append(rows.values_list(Value(name, CharField()), JSONObject(**_columns(rows.model, part))))
        first, *others = parts
        return first.union(*others, all=True)


def _columns(model: type[Model], part: Part) -> dict[str, str]:
    own = {one.attname: one.attname for one in part.columns(model)}
    return own | {f"{key}__{name}": f"{key}__{name}" for key, names in part.along.items() for name in names}


def _row(model: type[Model], columns: Mapping[str, Any], part: Part) -> Any:
    row = _built(model, {one.attname: columns[one.attname] for one in part.columns(model)})
    for key, names in part.along.items():
        pointer: Any = model._meta.get_field(key)
        pk = getattr(row, pointer.attname)
        target = pointer.related_model
        known = {target._meta.pk.attname: pk, **{name: columns[f"{key}__{name}"] for name in names}}
        pointer.set_cached_value(row, None if pk is None else _built(target, known))
    return row


def _built(model: type[Model], columns: Mapping[str, Any]) -> Any:
    """As read from the database; columns that are not named are looked up later."""
    fields = [one for one in model._meta.concrete_fields if one.attname in columns]
    values = [_value(one, columns[one.attname]) for one in fields]
    return model.from_db(connection.alias, [one.attname for one in fields], values)


def _value(column: Any, value: Any) -> Any:
    if isinstance(column, JSONField):
        # SQLite has the text of JSON within JSON
        return json.loads(value) if isinstance(value, str) else value
    return column.to_python(value)
