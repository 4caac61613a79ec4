"""Rows written by statements that the ORM composes once: each later row only fills in its values.

The counterpart of ``prepared.py``, for rows written in every step. What a row holds, which of its columns are written
and what each of them makes of its value is asked of the model anew; only the text of the statement is kept.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, transaction
from django.db.models import Model, Value
from django.db.models.constants import OnConflict
from django.db.models.signals import post_save, pre_save
from django.db.models.sql import InsertQuery, UpdateQuery
from django.db.models.sql.compiler import SQLInsertCompiler

#: Rows that one statement inserts at most; so many texts are kept of a model.
MOST = 100


@dataclass(frozen=True)
class _Statement:
    """``fields``: the parameters in their order; ``key``: of an UPDATE, the last one; ``returned``: what comes back."""

    sql: str
    fields: tuple[Any, ...]
    key: Any = None
    returned: tuple[Any, ...] = ()


def insert(rows: Sequence[Model], *, ignore_conflicts: bool = False) -> None:
    """New rows of one model, as ``save(force_insert=True)`` of each: one statement, one more for each ``MOST`` rows.

    Keys that the database gives are set, unless conflicts are ignored. Signals are sent; a ``save`` of the model's own
    is not called, so it must have none that matters. Raises IntegrityError and the other errors of the ORM; a model
    with parents has several tables, and a TypeError says so.
    """
    own = connections[DEFAULT_DB_ALIAS]
    for row in rows:
        _prepare(row, None)
    lots = [rows[start : start + MOST] for start in range(0, len(rows), MOST)]
    statements = [_insertion(own.vendor, type(lot[0]), len(lot), _keyed(lot), ignore_conflicts) for lot in lots]
    # an error of the database ends the transaction, as with the ORM; one before it does not
    with transaction.atomic(savepoint=False):
        for lot, statement in zip(lots, statements, strict=True):
            _insert(lot, statement, own)
    for row in rows:
        _written(row, None, created=True)


def update(row: Model, names: Iterable[str]) -> None:
    """The columns ``names`` of a row, as ``save(update_fields=names)``: a statement for each table that has some.

    As there, no name changes nothing, an unknown one is a ValueError, and a row that is gone a DatabaseError.
    """
    changed = frozenset(names)
    if not changed:
        return
    own = connections[DEFAULT_DB_ALIAS]
    _prepare(row, changed)
    statements = _updates(own.vendor, type(row), changed)
    with transaction.atomic(savepoint=False):
        for statement in statements:
            params = _values(row, (*statement.fields, statement.key), own, add=False)
            with own.cursor() as cursor:
                cursor.execute(statement.sql, params)
                if not cursor.rowcount:
                    raise DatabaseError("Save with update_fields did not affect any rows.")
    _written(row, changed, created=False)


def _insert(rows: Sequence[Model], statement: _Statement, own: Any) -> None:
    params = [value for row in rows for value in _values(row, statement.fields, own, add=True)]
    with own.cursor() as cursor:
        cursor.execute(statement.sql, params)
        found = cursor.fetchall() if statement.returned else [()] * len(rows)
    for row, values in zip(rows, found, strict=True):
        for field, value in zip(statement.returned, values, strict=True):
            setattr(row, field.attname, value)


def _keyed(rows: Sequence[Model]) -> bool:
    """Whether the rows bring their keys. All do or none does."""
    (found,) = {row.pk is not None for row in rows}
    return found


def _values(row: Model, fields: Iterable[Any], own: Any, *, add: bool) -> list[Any]:
    return [field.get_db_prep_save(field.pre_save(row, add), own) for field in fields]


def _prepare(row: Any, names: frozenset[str] | None) -> None:
    """What ``save`` does before: an object that was never saved may not be pointed to."""
    row._prepare_related_fields_for_save(operation_name="save")
    if not row._meta.auto_created:
        pre_save.send(type(row), instance=row, raw=False, using=DEFAULT_DB_ALIAS, update_fields=names)


def _written(row: Any, names: frozenset[str] | None, *, created: bool) -> None:
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
    if not row._meta.auto_created:
        told = {"raw": False, "using": DEFAULT_DB_ALIAS, "update_fields": names}
        post_save.send(type(row), instance=row, created=created, **told)


@lru_cache(maxsize=1024)
def _insertion(vendor: str, model: type[Model], count: int, keyed: bool, ignore_conflicts: bool) -> _Statement:
    """``keyed``: the rows bring their keys."""
    meta: Any = model._meta
    if meta.parents:
        raise TypeError(f"{meta.label} lies in several tables.")
    fields = [f for f in meta.local_concrete_fields if not f.generated and (keyed or f is not meta.auto_field)]
    query = InsertQuery(model, on_conflict=OnConflict.IGNORE if ignore_conflicts else None)
    query.insert_values(fields, [model() for _number in range(count)])
    # Django's own for PostgreSQL packs several rows into arrays, which takes the driver longer to write
    compiler: Any = SQLInsertCompiler(query, cast(Any, connections[DEFAULT_DB_ALIAS]), DEFAULT_DB_ALIAS)
    returned = [] if ignore_conflicts else meta.db_returning_fields
    compiler.returning_fields = returned
    ((sql, params),) = compiler.as_sql()
    if len(params) != count * len(fields):
        raise TypeError(f"A column of {meta.label} is not written as one value.")
    return _Statement(sql, tuple(fields), returned=tuple(returned))


@lru_cache(maxsize=1024)
def _updates(vendor: str, model: type[Model], names: frozenset[str]) -> tuple[_Statement, ...]:
    """Of the parents' tables first, as ``save`` does."""
    meta: Any = model._meta
    if unknown := names - meta._non_pk_concrete_field_names:
        raise ValueError(f"{meta.label} has no such columns to be saved: {', '.join(sorted(unknown))}")
    found = []
    for table in [*reversed(meta.get_parent_list()), meta.concrete_model]:
        fields = [f for f in table._meta.local_concrete_fields if not {f.name, f.attname}.isdisjoint(names)]
        if not fields:
            continue
        query = table._base_manager.filter(pk=0).query.chain(UpdateQuery)
        query.add_update_fields([(field, None, Value(0)) for field in fields])
        sql, params = query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
        if len(params) != len(fields) + 1:
            raise TypeError(f"A column of {table._meta.label} is not written as one value.")
        found.append(_Statement(sql, tuple(fields), table._meta.pk))
    return tuple(found)
