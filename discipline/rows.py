"""The rows of a case that its facts and its papers both tell, read once per object of the case."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import models

_KEPT = "rows_read"


class RowOfCase(models.Model):
    """A row of a case: what the object of the case had read is forgotten when one is saved."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        case = self._state.fields_cache.get("case")
        if case is not None:
            vars(case).pop(_KEPT, None)


class Rows:
    """Of a discipline case."""

    violations: Any
    deferrals: Any
    hearings: Any
    documents: Any

    @property
    def violation_rows(self) -> list[Any]:
        return self._read("violations", lambda: sorted(self.violations.all(), key=lambda row: row.number))

    @property
    def deferral_rows(self) -> list[Any]:
        return self._read("deferrals", lambda: sorted(self.deferrals.all(), key=lambda row: row.pk))

    @property
    def hearing_rows(self) -> list[Any]:
        return self._read("hearings", lambda: self.hearings.select_related("body").order_by("pk"))

    @property
    def paper_rows(self) -> list[Any]:
        """The current papers, as they were before the act in hand."""
        return self._read("papers", lambda: self.documents.filter(replaced_on__isnull=True).order_by("pk"))

    def know(self, **rows: list[Any]) -> None:
        """What a list has read for it already."""
        vars(self).setdefault(_KEPT, {}).update(rows)

    def _read(self, name: str, rows: Callable[[], Iterable[Any]]) -> list[Any]:
        """Asks the database for rows of the name once, or not at all where they were fetched along with the case."""
        read = vars(self).setdefault(_KEPT, {})
        if name not in read:
            read[name] = list(rows())
        found: list[Any] = read[name]
        return found
