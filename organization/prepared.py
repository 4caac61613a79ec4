"""Queries that the ORM composes once: each later question only fills in its numbers, days, keys and codes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar, cast
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Model, QuerySet
from django.db.models.query import ModelIterable, get_related_populators

M = TypeVar("M", bound=Model)
Asked = int | date | UUID | str


@dataclass(frozen=True)
class _Question:
    """What the ORM composed for one kind of database; ``places``: {position of a parameter: which value belongs there}.

    ``converters``, ``fields``, ``related`` and ``annotations`` turn a row into an object, as the ORM does.
    """

    model: type[Model]
    sql: str
    params: tuple[Any, ...]
    places: dict[int, int]
    converters: tuple[tuple[int, tuple[Callable[..., Any], ...], Any], ...]
    fields: tuple[int, list[str]] | None
    related: tuple[Any, ...]
    annotations: tuple[tuple[str, int], ...]


class Prepared(Generic[M]):
    """A queryset as a function of numbers, days, keys and codes, its SQL kept after the first question.

    For questions asked in every step: composing takes the ORM longer than the database takes to answer. What comes
    back are the rows of the queryset, with its annotations and whatever it selects along with them, in its order. A
    condition on a list of unknown length does not fit; a queryset that locks its rows is asked inside a transaction.
    """

    def __init__(self, compose: Callable[..., QuerySet[M, Any]], *kinds: type) -> None:
        """``kinds``: int, date, UUID or str for each parameter of ``compose``."""
        self._compose, self._kinds = compose, kinds
        self._known: dict[str, _Question] = {}

    def __call__(self, *given: Asked) -> list[M]:
        """The rows as objects of the model."""
        question = self._question()
        if question.fields is None:
            raise TypeError("This question gives no objects; ask for its rows.")
        found: list[Any] = []
        alias = connection.alias
        start, names = question.fields
        end = start + len(names)
        for row in self._answer(question, given):
            one = question.model.from_db(alias, names, row[start:end])
            for populator in question.related:
                populator.populate(row, one)
            for name, at in question.annotations:
                setattr(one, name, row[at])
            found.append(one)
        return found

    def get(self, *given: Asked) -> M:
        """The only row. Raises the model's DoesNotExist where there is none."""
        found = self(*given)
        if not found:
            raise cast(Any, self._question().model).DoesNotExist(*given)
        (one,) = found
        return one

    def rows(self, *given: Asked) -> list[tuple[Any, ...]]:
        """The rows as plain values, in the order of the columns."""
        return [tuple(row) for row in self._answer(self._question(), given)]

    def _answer(self, question: _Question, given: Sequence[Asked]) -> list[Any]:
        # the connection itself: asked through its proxy, every attribute is looked up in the thread first
        own = connections[DEFAULT_DB_ALIAS]
        values, places = [_adapted(value) for value in given], question.places
        params = [values[places[at]] if at in places else param for at, param in enumerate(question.params)]
        with own.cursor() as cursor:
            cursor.execute(question.sql, params)
            rows = cursor.fetchall()
        if question.converters:
            rows = [list(row) for row in rows]
        for at, converters, expression in question.converters:
            for converter in converters:
                for row in rows:
                    row[at] = converter(row[at], expression, own)
        return rows

    def _question(self) -> _Question:
        if connection.vendor not in self._known:
            self._known[connection.vendor] = self._prepare()
        return self._known[connection.vendor]

    def _prepare(self) -> _Question:
        """Composed twice with different values: where the parameters differ, what is asked belongs."""
        count = len(self._kinds)
        first, second = ([_sample(kind, at) for at, kind in enumerate(self._kinds, start)] for start in (0, count))
        rows = self._compose(*first)
        compiler, other = (asked.query.get_compiler(connection.alias) for asked in (rows, self._compose(*second)))
        sql, params = compiler.as_sql()
        _same, others = other.as_sql()
        values = [_adapted(value) for value in first]
        pairs = enumerate(zip(params, others, strict=True))
        places = {at: values.index(one) for at, (one, different) in pairs if one != different}
        if set(places.values()) != set(range(count)):
            raise ValueError("A parameter of the question is asked of no row.")
        select, klass = compiler.select, compiler.klass_info if rows._iterable_class is ModelIterable else None
        converters = compiler.get_converters([column[0] for column in select])
        fields = None
        if klass:
            start, end = klass["select_fields"][0], klass["select_fields"][-1] + 1
            fields = (start, [column[0].target.attname for column in select[start:end]])
        return _Question(
            model=compiler.query.model,
            sql=sql,
            params=tuple(params),
            places=places,
            converters=tuple((at, tuple(found), expression) for at, (found, expression) in converters.items()),
            fields=fields,
            related=_related(klass, select) if klass else (),
            annotations=tuple(compiler.annotation_col_map.items()),
        )


def _related(klass: Any, select: Any) -> tuple[Any, ...]:
    """What the ORM fills the objects selected along with a row by."""
    # the stubs are those of the next Django, which wants an argument more
    populators: Any = get_related_populators
    return tuple(populators(klass, select, connection.alias))


def _sample(kind: type, number: int) -> Asked:
    """A value that no row has."""
    if kind is UUID:
        return UUID(int=number)
    if kind is str:
        return "?" * (1 + number)
    return date(1, 1, 1 + number) if kind is date else -1 - number


def _adapted(value: Asked) -> Any:
    """As the database's own driver takes it."""
    if isinstance(value, UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
