"""Rows written by the thousand, their ids given beforehand: for scenarios that fill a database, never for an act."""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Max, Model

Row = dict[str, Any]


def columns(model: type[Model]) -> list[str]:
    """The names of the table's own columns as attributes (``case_id``); inherited tables are models of their own."""
    return [field.attname for field in model._meta.local_concrete_fields]


def row_of(instance: Model, model: type[Model] | None = None) -> Row:
    """The columns of ``instance`` in the table of ``model`` as the database keeps them; JSON as text."""
    fields = (model or type(instance))._meta.local_concrete_fields
    return {field.attname: _stored(field, getattr(instance, field.attname)) for field in fields}


def _stored(field: Any, value: Any) -> Any:
    if field.get_internal_type() == "JSONField":
        return json.dumps(value, ensure_ascii=False)
    return value if isinstance(value, date | UUID) else field.get_prep_value(value)


class Bulk:
    """Collects rows and writes them in one transaction. Nobody else may write to the tables meanwhile.

    Ids follow those already there, and the sequences behind them are moved on with every ``flush``.
    """

    def __init__(self) -> None:
        self._rows: dict[type[Model], list[Row]] = {}
        self._last: dict[type[Model], int] = {}

    def new_id(self, model: type[Model]) -> int:
        if model not in self._last:
            self._last[model] = model._default_manager.aggregate(last=Max("pk"))["last"] or 0
        self._last[model] += 1
        return self._last[model]

    def add(self, model: type[Model], row: Row) -> None:
        self._rows.setdefault(model, []).append(row)

    def flush(self) -> int:
        """How many rows were written. On PostgreSQL by COPY, otherwise by INSERT."""
        written = sum(map(len, self._rows.values()))
        with transaction.atomic(), connection.cursor() as cursor:
            for model, rows in self._rows.items():
                names = columns(model)
                values = ([row[name] for name in names] for row in rows)
                fields = model._meta.local_concrete_fields
                quoted = [connection.ops.quote_name(str(field.column)) for field in fields]
                table = connection.ops.quote_name(model._meta.db_table)
                if connection.vendor == "postgresql":
                    _copy(cursor, f"COPY {table} ({', '.join(quoted)}) FROM STDIN", values)
                else:
                    marks = ", ".join(["%s"] * len(quoted))
                    sql = f"INSERT INTO {table} ({', '.join(quoted)}) VALUES ({marks})"
                    cursor.executemany(sql, [[_plain(value) for value in row] for row in values])
            for sql in connection.ops.sequence_reset_sql(no_style(), list(self._rows)):
                cursor.execute(sql)
        self._rows.clear()
        return written


def _copy(cursor: Any, sql: str, values: Iterable[list[Any]]) -> None:
    with cursor.copy(sql) as copy:
        for row in values:
            copy.write_row(row)


def _plain(value: Any) -> Any:
    """A value as SQLite keeps what Django writes."""
    match value:
        case datetime():
            return value.astimezone(UTC).replace(tzinfo=None).isoformat(sep=" ")
        case date():
            return value.isoformat()
        case UUID():
            return value.hex
    return value
