"""Rows of a case that are read together, once per object of the case, and are kept up to date by what is saved."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, ClassVar, cast

from django.db import models

from organization.together import Part, Together
from workflows.documents.models import Document

_KEPT = "rows_read"
#: {name of the relation: its model, and what of the rows it points to comes along}
Tables = Mapping[str, tuple[type["RowOfCase"], Mapping[str, tuple[str, ...]]]]
#: The current papers by what lists and rules ask of them; what a paper says is looked up where it is asked.
PAPERS = Part(
    lambda case_id: Document.objects.filter(case_id=case_id, replaced_on__isnull=True),
    only=("id", "case_id", "code", "number", "issued_on", "issuer"),
)
#: What is asked of a body that a row names.
OF_BODY = ("name", "kind", "organization_id")


class RowOfCase(models.Model):
    """A row that the object of its case keeps, and is told of when it is saved."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        case = self._state.fields_cache.get("case")
        if isinstance(case, KeptRows):
            case.keep_row(self)


class KeptRows:
    """Of a case. One statement for all its ``tables``; none for those that a list fetched along with the case."""

    tables: ClassVar[Tables]
    pk: Any

    def keep_row(self, row: RowOfCase) -> None:
        """That the row, of this case, was saved."""
        name = next(name for name, (model, _along) in self.tables.items() if isinstance(row, model))
        rows = self._kept.get(name)
        if rows is None:
            return
        place = next((at for at, known in enumerate(rows) if known.pk == row.pk), len(rows))
        rows[place : place + 1] = [row]

    def know(self, **rows: list[Any]) -> None:
        """What a list has read for the case already: {name of the relation: its rows}."""
        self._kept.update(rows)

    def rows_of(self, name: str) -> list[Any]:
        """By id."""
        kept = self._kept
        if name not in kept:
            fetched: Any = vars(self).get("_prefetched_objects_cache", {})
            if name in fetched:
                kept[name] = sorted(fetched[name], key=lambda row: row.pk)
            else:
                kept |= {name: rows for name, rows in self._read().items() if name not in kept}
        return kept[name]

    def _read(self) -> dict[str, list[Any]]:
        nothing: dict[str, list[Any]] = {name: [] for name in (*self.tables, "papers")}
        found = _asked_of(cast(Any, type(self)))(self.pk) if self.pk else nothing
        for rows in found.values():
            for row in rows:
                row.case = self
        return found

    @property
    def paper_rows(self) -> list[Document]:
        """The current papers, as they were before the act in hand."""
        return self.rows_of("papers")

    @property
    def _kept(self) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = vars(self).setdefault(_KEPT, {})
        return found


@cache
def _asked_of(cases: type[KeptRows]) -> Together:
    parts = {name: _part(model, along) for name, (model, along) in cases.tables.items()}
    return Together({**parts, "papers": PAPERS}, int)


def _part(model: type[RowOfCase], along: Mapping[str, tuple[str, ...]]) -> Part:
    rows: Any = model._default_manager
    return Part(lambda case_id: rows.filter(case_id=case_id), along)
