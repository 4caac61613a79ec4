"""Keeping what is being typed, of the CV and of every other form: as typed, never silently overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from django.conf import settings
from django.db import IntegrityError, models, transaction

from organization.models import User

#: The longest text kept of one field, whatever was typed: far more than any field accepts.
KEPT = 20_000
#: Stands for a character that no database keeps.
_NUL = "\ufffd"


class Typed(models.Model):
    """What is being typed, right or wrong: {field: text}, lines as {rows: [{field: text}]}.

    ``version`` counts the savings; ``writer``: the window of the last one, empty once that window has left the page. A
    draft is nobody's act: it changes nothing in the case.
    """

    typed = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    writer = models.CharField(max_length=40, blank=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


Row = TypeVar("Row", bound=Typed)


class Stale(Exception):
    """Another window saved meanwhile; ``current`` is what it saved, or None when it took the row away."""

    def __init__(self, current: Any) -> None:
        super().__init__()
        self.current = current


def save(
    model: type[Row],
    where: Mapping[str, Any],
    typed: Mapping[str, Any],
    *,
    by: User,
    version: int,
    writer: str,
    leaving: bool,
    overwrite: bool = False,
    anew: bool = True,
) -> Row:
    """Keep one row as typed. ``where``: which; ``version``: the one the window began from (0: none was saved);
    ``writer``: the window; ``anew``: whether a row may begin here.

    ``leaving``: the window sends its last words; a belated saving of its own is then refused like any other's.
    ``overwrite``: the person has seen what the other window saved. Raises Stale; nothing is then changed.
    """
    rows = model._default_manager.filter(**where)
    try:
        with transaction.atomic():
            row = rows.select_for_update().first()
            if row is None and (version or not anew):
                raise Stale(None)
            if row is None:
                row = model(**where, version=0)
            elif row.version != version and row.writer != writer and not overwrite:
                raise Stale(row)
            row.typed, row.saved_by = dict(typed), by
            row.version, row.writer = row.version + 1, "" if leaving else writer
            row.save()
            return row
    except IntegrityError:
        raise Stale(rows.first()) from None


def kept(value: Any) -> str:
    return str(value)[:KEPT].replace("\x00", _NUL)


def number(text: str | None) -> int:
    """A version as a form sent it."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
