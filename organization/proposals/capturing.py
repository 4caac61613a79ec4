"""What a form of the administration would write: noted row by row while it is written and taken back."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models import Field, ForeignKey, Model
from django.db.models.signals import post_save, pre_delete, pre_save
from django.utils.encoding import force_str
from django.utils.translation import gettext as _

#: The framework's own book-keeping, which tells nothing that is not in the proposal.
_IGNORED = frozenset({"admin.LogEntry", "sessions.Session"})
#: Fields whose value is neither shown nor recorded.
SECRET = frozenset({"password"})
_HIDDEN = "•••"

#: One row: {"model", "does": add|change|delete, "pk", "label", "fields": {name: [before, after, both as shown]}}.
#: Values are texts as ``Field.value_to_string`` writes them, or None. The pk of an added row is that of the trial:
#: others refer to it by that number.
Step = dict[str, Any]

_steps: ContextVar[list[Step] | None] = ContextVar("steps", default=None)


@contextmanager
def captured() -> Iterator[list[Step]]:
    """Every row that is saved or deleted inside, in its order. The caller takes it back by its transaction."""
    steps: list[Step] = []
    token = _steps.set(steps)
    try:
        yield steps
    finally:
        _steps.reset(token)


def listen() -> None:
    """Called once, when the applications are loaded."""
    pre_save.connect(_before, dispatch_uid="proposals.before")
    post_save.connect(_saved, dispatch_uid="proposals.saved")
    pre_delete.connect(_deleted, dispatch_uid="proposals.deleted")


def _noted(sender: type[Model]) -> bool:
    return _steps.get() is not None and sender._meta.label not in _IGNORED


def _before(sender: type[Model], instance: Model, **_more: Any) -> None:
    if _noted(sender):
        stored = sender._base_manager.filter(pk=instance.pk).first() if instance.pk else None
        instance._stored_before = stored  # type: ignore[attr-defined]


def _saved(sender: type[Model], instance: Model, created: bool, **_more: Any) -> None:
    steps = _steps.get()
    if steps is None or not _noted(sender):
        return
    stored = None if created else instance.__dict__.pop("_stored_before", None)
    fields = {}
    for column in sender._meta.concrete_fields:
        if column.primary_key:
            continue
        before, after = written(column, stored), written(column, instance)
        if before != after:
            shown = [_shown(column, stored), _shown(column, instance)]
            fields[column.attname] = [None if column.name in SECRET else before, after, *shown]
    if fields:
        steps.append(_step(sender, "add" if created else "change", instance, fields))


def _deleted(sender: type[Model], instance: Model, **_more: Any) -> None:
    steps = _steps.get()
    if steps is not None and _noted(sender):
        columns = [column for column in sender._meta.concrete_fields if not column.primary_key]
        fields = {column.attname: [written(column, instance), None, _shown(column, instance), ""] for column in columns}
        steps.append(_step(sender, "delete", instance, fields))


def _step(sender: type[Model], does: str, instance: Model, fields: dict[str, list[str | None]]) -> Step:
    label = f"{sender._meta.verbose_name}: {instance}"
    return {"model": sender._meta.label, "does": does, "pk": instance.pk, "label": label[:200], "fields": fields}


def written(column: Field, row: Model | None) -> str | None:
    """The value of the column as text; None for an empty one, and for no row."""
    if row is None or column.value_from_object(row) is None:
        return None
    return force_str(column.value_to_string(row))


def _shown(column: Field, row: Model | None) -> str:
    """The value as people read it."""
    value = None if row is None else column.value_from_object(row)
    if value is None or value == "":
        return ""
    if column.name in SECRET:
        return _HIDDEN
    if isinstance(column, ForeignKey):
        return str(getattr(row, column.name))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if column.choices:
        return str(getattr(row, f"get_{column.name}_display")())
    return f"{value:%d/%m/%Y}" if hasattr(value, "strftime") else str(value)
