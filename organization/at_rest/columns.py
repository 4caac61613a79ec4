"""Columns that the database, its dump and its backup hold unreadable."""

import io
from operator import attrgetter
from typing import Any

from django.db import models

from organization.at_rest.cipher import fingerprint_of, opened, sealed


class SealedColumn(models.BinaryField):
    """Bytes sealed under the key of the office. ``bound_to``: the attribute of the row without which they do not open,
    so that nobody reads them by laying them into another row.
    """

    def __init__(self, *args: Any, bound_to: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bound_to = bound_to

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "bound_to": self.bound_to}

    def seal(self, row: models.Model, data: bytes) -> None:
        """Set the column of the row, which is not saved. Raises NoKey."""
        setattr(row, self.attname, sealed(data, self._about(row)))

    def unseal(self, row: models.Model) -> bytes:
        """Raises NoKey, Spoiled."""
        return opened(bytes(getattr(row, self.attname)), self._about(row))

    def sealed_with(self, row: models.Model) -> str:
        """The fingerprint of the key; "" for an empty column."""
        held = getattr(row, self.attname)
        return fingerprint_of(io.BytesIO(bytes(held))) if held else ""

    def _about(self, row: models.Model) -> str:
        return about(self.model._meta.db_table, self.attname, attrgetter(self.bound_to)(row))


def about(table: str, column: str, bound_to: object) -> str:
    return f"{table}.{column}:{bound_to}"
