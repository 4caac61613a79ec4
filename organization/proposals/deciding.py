"""Two persons change seats, powers, log-ins and the calendar: one proposes, another one confirms; both are recorded."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from typing import Any, Protocol, cast

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ForeignKey, Model
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from organization.proposals.capturing import SECRET, Step, written
from organization.proposals.models import ProposalState, ProposedChange
from organization.users import User


class NotConfirmed(Exception):
    """Why the change is not stored; the message is for the administrator. Nothing was changed."""


class Recorded(Protocol):
    """What ``ADMINISTRATION_RECORD`` names: enters a thing into the record of the administration, in the transaction.

    ``changed``: labels of the models whose rows were written. Returns what else is worth telling, in words.
    """

    def __call__(self, kind: str, by: User, on: date, fields: dict[str, Any], changed: Iterable[str]) -> list[str]: ...


@cache
def _record_of(dotted: str) -> Recorded:
    return cast(Recorded, import_string(dotted))


def record(kind: str, by: User, on: date, fields: dict[str, Any], changed: Iterable[str] = ()) -> list[str]:
    return _record_of(settings.ADMINISTRATION_RECORD)(kind, by, on, fields, changed)


@transaction.atomic
def propose(steps: list[Step], *, by: User, on: date) -> ProposedChange:
    summary = "; ".join(dict.fromkeys(step["label"] for step in steps))
    made = ProposedChange.objects.create(
        summary=summary[:250],
        steps=steps,
        persons=sorted(_ids(steps, "organization.Person")),
        users=sorted(_ids(steps, "organization.User")),
        proposed_by=by,
        proposed_at=timezone.now(),
    )
    record("change.proposed", by, on, _told(made))
    return made


def _ids(steps: list[Step], label: str) -> set[int]:
    """Ids of rows of the model that the steps write or refer to, before or after."""
    found = set()
    for step in steps:
        if step["model"] == label and step["does"] != "add":
            found.add(step["pk"])
        model = apps.get_model(step["model"])
        for name, (before, after, *_shown) in step["fields"].items():
            column = model._meta.get_field(name)
            if isinstance(column, ForeignKey) and column.remote_field.model._meta.label == label:
                found |= {int(value) for value in (before, after) if value}
        # a change of a row is about whom the row is about, whichever of its fields is changed
        if step["does"] == "change" and (row := model._base_manager.filter(pk=step["pk"]).first()):
            found |= {
                value
                for column in model._meta.concrete_fields
                if isinstance(column, ForeignKey) and column.remote_field.model._meta.label == label
                for value in [getattr(row, column.attname)]
                if value
            }
    return found


def hindrance(change: ProposedChange, user: User) -> str:
    """Why the user may not confirm the change; empty when he may."""
    if not change.waits:
        return _("It has been decided already.")
    if not (user.is_active and user.is_superuser):
        return _("Only an administrator confirms it.")
    if user.pk == change.proposed_by_id:
        return _("Who proposed it does not confirm it: another administrator does.")
    if user.pk in change.users or (user.person_id and user.person_id in change.persons):
        return _("It is about you: another administrator confirms it.")
    return ""


def confirm(pk: int, *, by: User, on: date) -> list[str]:
    """Write everything or nothing; what else is worth telling. Raises NotConfirmed."""
    try:
        with transaction.atomic():
            change = _waiting(pk)
            if reason := hindrance(change, by):
                raise NotConfirmed(reason)
            _write(change.steps)
            told = _told(change)
            _settle(change, ProposalState.CONFIRMED, by)
            return record("change.confirmed", by, on, told, {step["model"] for step in change.steps})
    except (ValidationError, IntegrityError) as error:
        why = " ".join(error.messages) if isinstance(error, ValidationError) else ""
        told_why = _("It does not fit any more what is stored; refuse it and let it be proposed anew. %(why)s")
        raise NotConfirmed((told_why % {"why": why}).strip()) from error


@transaction.atomic
def refuse(pk: int, *, by: User, on: date) -> None:
    """Refused by another administrator, or withdrawn by who proposed it. Raises NotConfirmed."""
    change = _waiting(pk)
    if not (change.waits and by.is_active and by.is_superuser):
        raise NotConfirmed(_("It has been decided already."))
    own = by.pk == change.proposed_by_id
    told = _told(change)
    _settle(change, ProposalState.WITHDRAWN if own else ProposalState.REFUSED, by)
    record("change.withdrawn" if own else "change.refused", by, on, told)


def _waiting(pk: int) -> ProposedChange:
    change = ProposedChange.objects.select_for_update().filter(pk=pk).first()
    if change is None:
        raise NotConfirmed(_("There is no such change."))
    return change


def _settle(change: ProposedChange, state: ProposalState, by: User) -> None:
    for step in change.steps:
        for name in SECRET & step["fields"].keys():
            step["fields"][name][1] = None  # it has served
    change.state, change.decided_by, change.decided_at = state, by, timezone.now()
    change.save(update_fields=["state", "decided_by", "decided_at", "steps"])


def _told(change: ProposedChange) -> dict[str, Any]:
    """For the record: what of which row, before and after; nothing secret."""

    def values(step: Step) -> dict[str, Any]:
        return {
            name: ["•", "•"] if name in SECRET else [before, after]
            for name, (before, after, *_shown) in step["fields"].items()
        }

    steps = [
        {**{key: step[key] for key in ("model", "does", "pk", "label")}, "fields": values(step)}
        for step in change.steps
    ]
    return {"change": change.pk, "proposed_by": change.proposed_by_id, "steps": steps}


def _write(steps: list[Step]) -> None:
    """Raises NotConfirmed, ValidationError, IntegrityError; the caller's transaction then takes everything back."""
    made: dict[tuple[str, int], int] = {}
    rows: list[Model] = []
    for step in steps:
        model = apps.get_model(step["model"])
        row = model() if step["does"] == "add" else _as_it_was(model, step)
        if step["does"] == "delete":
            row.delete()
            continue
        for name, (_before, after, *_shown) in step["fields"].items():
            setattr(row, name, _value(model, name, after, made))
        row.save()
        if step["does"] == "add":
            made[step["model"], step["pk"]] = row.pk
        rows.append(row)
    for row in rows:
        row.refresh_from_db()
        row.full_clean()


def _as_it_was(model: type[Model], step: Step) -> Model:
    row: Model | None = model._base_manager.select_for_update().filter(pk=step["pk"]).first()
    for name, (before, *_after) in step["fields"].items():
        column = model._meta.get_field(name)
        if row is None or (name not in SECRET and written(column, row) != before):  # type: ignore[arg-type]
            told = _("Meanwhile somebody has changed “%(what)s”: refuse this and let it be proposed anew.")
            raise NotConfirmed(told % {"what": step["label"]})
    assert row is not None
    return row


def _value(model: type[Model], name: str, text: str | None, made: dict[tuple[str, int], int]) -> Any:
    column = model._meta.get_field(name)
    value = None if text is None else cast(Callable[[str], Any], column.to_python)(text)  # type: ignore[union-attr]
    if isinstance(column, ForeignKey) and value is not None:
        return made.get((column.remote_field.model._meta.label, value), value)
    return value
