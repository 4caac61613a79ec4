"""What an act reads before anything else: the case, its rows locked; the task, with the seats of who acts."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django.db.models import F, FilteredRelation, Q, QuerySet, Subquery

from organization.models import Seat, User, valid_on
from organization.prepared import Prepared
from workflows.models import Case, Judgement, Task

if TYPE_CHECKING:
    from workflows.nodes import CaseFlow


def locked_case(case_id: int, flow: type[CaseFlow]) -> Any:
    """The case, its rows locked by a statement of its own before anything else of it is read.

    Both tables of the inheritance are locked: what a waiting statement then reads of them is the latest.
    """
    case = _lock_of(flow.process_class).get(case_id)
    case.remember()
    return case


@cache
def _lock_of(cases: type[Case]) -> Prepared[Any]:
    link = cast(Any, cases._meta.get_ancestor_link(Case)).name
    locked = cases._default_manager.select_for_update(of=("self", link)).select_related(*cases.read_with)
    return Prepared(lambda case_id: locked.filter(pk=case_id), int)


def waiting_task(task_id: int, key: UUID, by: User | None, on: date) -> tuple[Any, list[Seat]]:
    """The task with its body, its ``used`` the act, if any, that had the key; and the seats that who acts holds there
    on the day. One statement.
    """
    person_id = by.person_id if by is not None else None
    rows = cast(Any, _WAITING(task_id, key, -1 if person_id is None else person_id, on))
    if not rows:
        raise Task.DoesNotExist(task_id)
    seats = [_seat_of(row) for row in rows if row.held_id is not None]
    return rows[0], seats if rows[0].body is not None and rows[0].body.runs_on(on) else []


def _seat_of(row: Any) -> Seat:
    return Seat.from_db(row._state.db, _SEAT, [getattr(row, f"held_{name}") for name in _SEAT])


_SEAT = [field.attname for field in Seat._meta.concrete_fields]


def _waiting(task_id: int, key: UUID, person_id: int, on: date) -> QuerySet[Task]:
    """A row for each seat of the person in the body on the day, one where he has none."""
    used = Judgement.objects.filter(key=key).values("pk")[:1]
    his = FilteredRelation("body__seats", condition=valid_on(on, "body__seats__") & Q(body__seats__person_id=person_id))
    rows: Any = Task.objects.filter(pk=task_id).select_related("body__organization")
    rows = rows.annotate(used=Subquery(used), held=his)
    found: QuerySet[Task] = rows.annotate(**{f"held_{name}": F(f"held__{name}") for name in _SEAT}).order_by("held__pk")
    return found


_WAITING: Prepared[Task] = Prepared(_waiting, int, UUID, int, date)
