"""Queries that the ORM composes once: each later question only fills in its numbers and days."""

from collections.abc import Callable
from datetime import date
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.query import RawQuerySet

M = TypeVar("M", bound=Model)


class Prepared(Generic[M]):
    """A queryset as a function of numbers and days, its SQL kept after the first question.

    For questions asked in every step: composing takes the ORM longer than the database takes to answer. What comes
    back are the rows of the queryset (its annotations included), in its order; neither `select_related` nor a
    condition on a list of unknown length fits.
    """

    def __init__(self, compose: Callable[..., QuerySet[M, Any]], *kinds: type) -> None:
        """``kinds``: int or date for each parameter of ``compose``."""
        self._compose, self._kinds = compose, kinds
        self._known: dict[str, tuple[type[M], str, tuple[Any, ...], dict[int, int]]] = {}

    def __call__(self, *given: int | date) -> "RawQuerySet[M]":
        """The rows as objects of the model."""
        model, sql, params = self._filled(given)
        return model._default_manager.raw(sql, params)

    def rows(self, *given: int | date) -> list[tuple[Any, ...]]:
        """The rows as the database gives them, for a question about numbers and texts alone."""
        _model, sql, params = self._filled(given)
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.fetchall()

    def _filled(self, given: tuple[int | date, ...]) -> tuple[type[M], str, list[Any]]:
        if connection.vendor not in self._known:
            self._known[connection.vendor] = self._prepare()
        model, sql, params, places = self._known[connection.vendor]
        values = [_adapted(value) for value in given]
        return model, sql, [values[places[at]] if at in places else param for at, param in enumerate(params)]

    def _prepare(self) -> tuple[type[M], str, tuple[Any, ...], dict[int, int]]:
        """Composed twice with different values: where the parameters differ, what is asked belongs."""
        count = len(self._kinds)
        first, second = ([_sample(kind, at) for at, kind in enumerate(self._kinds, start)] for start in (0, count))
        rows = self._compose(*first)
        query, params = rows.query.sql_with_params()
        _same, others = self._compose(*second).query.sql_with_params()
        values = [_adapted(value) for value in first]
        pairs = enumerate(zip(params, others, strict=True))
        places = {at: values.index(one) for at, (one, other) in pairs if one != other}
        if set(places.values()) != set(range(count)):
            raise ValueError("A parameter of the question is asked of no row.")
        return rows.model, query, params, places


def _sample(kind: type, number: int) -> int | date:
    """A value that no row has."""
    return date(1, 1, 1 + number) if kind is date else -1 - number


def _adapted(value: int | date) -> Any:
    """As the database's own driver takes it."""
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
