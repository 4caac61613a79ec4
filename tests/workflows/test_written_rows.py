"""What an act writes by kept statements is, statement for statement, what the ORM would send for the same row."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.db import connection, transaction
from django.db.models import Model

from admission.models import Dossier
from organization.writing import insert, update
from tests.chain import Journey, build_chain
from workflows.models import Case, CaseAccess, Deadline, Event, EventPayload, Judgement, Task
from workflows.nodes import COMPLETION

pytestmark = pytest.mark.django_db

MOMENT = datetime(2026, 1, 5, 3, tzinfo=UTC)
#: {model: what a second row of the same case needs of its own}
WRITTEN: dict[type[Model], dict[str, Any]] = {
    Task: {"public_id": "A" * 12, "status": "DONE"},
    Task.previous.through: {},
    Judgement: {"key": UUID(int=7)},
    Event: {"sequence": 999},
    EventPayload: {},
    CaseAccess: {"until": MOMENT.date()},
    Deadline: {"reference": "another"},
}


@pytest.fixture
def dossier() -> Dossier:
    return Dossier.objects.get(pk=Journey(build_chain()).to("standing").case_id)


def _again(model: type[Model], dossier: Dossier) -> Model:
    """A new row like the last one that an act wrote."""
    row = model._default_manager.order_by("-pk")[0]
    own = WRITTEN[model]
    if model is Task.previous.through:
        own = {"from_task_id": row.to_task_id, "to_task_id": row.from_task_id}  # type: ignore[attr-defined]
    if model is EventPayload:
        event = _again(Event, dossier)
        event.save(force_insert=True)
        own = {"event": event}
    held = {field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields}
    held.pop("event_id" if model is EventPayload else "id")
    return model(**{**held, **own})


def _sent(do: Callable[[], object]) -> list[tuple[str, list[Any]]]:
    """The statements and what is bound to them; nothing stays."""
    found = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        # JSON is packed for PostgreSQL's driver
        found.append((sql, [getattr(value, "obj", value) for value in params]))
        return execute(sql, params, many, context)

    with transaction.atomic(), time_machine.travel(MOMENT, tick=False):
        with connection.execute_wrapper(note):
            do()
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("model", WRITTEN, ids=lambda model: model.__name__)
def test_an_insert_is_that_of_the_orm(model: type[Model], dossier: Dossier) -> None:
    row = _again(model, dossier)
    ours = _sent(lambda: insert([row]))
    if model is not EventPayload:
        row.pk = None
    row._state.adding = True
    assert ours == _sent(lambda: row.save(force_insert=True))
    assert len(ours) == 1
    assert {field.column for field in model._meta.concrete_fields} - {"id"} <= set(ours[0][0].split('"'))


@pytest.mark.parametrize("model", WRITTEN, ids=lambda model: model.__name__)
def test_the_row_holds_what_the_object_holds(model: type[Model], dossier: Dossier) -> None:
    row = _again(model, dossier)
    insert([row])
    fresh = model._default_manager.get(pk=row.pk)
    for field in model._meta.concrete_fields:
        assert getattr(fresh, field.attname) == getattr(row, field.attname), field.name


def test_access_given_twice_is_sent_as_bulk_create_sends_it(dossier: Dossier) -> None:
    row: Any = _again(CaseAccess, dossier)
    ours = _sent(lambda: insert([row], ignore_conflicts=True))
    assert ours == _sent(lambda: CaseAccess.objects.bulk_create([row], ignore_conflicts=True))


def test_an_update_is_that_of_the_orm(dossier: Dossier) -> None:
    task = Task.objects.filter(process_id=dossier.pk, status="DONE", owner__isnull=False).order_by("pk")[0]
    assert _sent(lambda: update(task, COMPLETION)) == _sent(lambda: task.save(update_fields=COMPLETION))


def test_the_tables_of_a_dossier_are_updated_as_the_orm_does(dossier: Dossier) -> None:
    names = ["last_day", "data", "head_hash", "registered_on", "particulars"]
    dossier.data, dossier.particulars, dossier.registered_on = {"a": [1]}, {"b": "ć"}, MOMENT.date()
    ours = _sent(lambda: update(dossier, names))
    assert ours == _sent(lambda: dossier.save(update_fields=names))
    assert len(ours) == 2
    update(dossier, names)
    fresh = Dossier.objects.get(pk=dossier.pk)
    assert [getattr(fresh, name) for name in names] == [getattr(dossier, name) for name in names]


def test_what_lies_in_several_tables_is_not_inserted_so() -> None:
    with pytest.raises(TypeError, match=r"admission\.Dossier lies in several tables"):
        insert([Dossier()])
    assert not Case.objects.exists()
