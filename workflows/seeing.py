"""The task behind an address, for who may see it: asked by every page of a step and before every act in one."""

from datetime import date
from functools import cache
from typing import Any

from django.db.models import QuerySet

from organization.models import User
from organization.prepared import Prepared
from workflows.models import Case, Task


def seen_task(public_id: str, user: User, on: date) -> Task:
    """The task, open or done, with the whole case. Raises Task.DoesNotExist where the user may not see it. Two
    statements: the tables of every procedure in one took the database longer to plan than all the rest of an act.
    """
    if not user.is_active or user.person_id is None:
        raise Task.DoesNotExist
    task = _seen_task().get(public_id, user.pk, user.person_id, on)
    task.process = _case_of(task.flow_task.flow_class.process_class).get(task.process_id)
    return task


@cache
def _seen_task() -> Prepared[Task]:
    def compose(public_id: str, user_id: int, person_id: int, on: date) -> QuerySet[Any]:
        rows = Task.objects.visible_to(User(pk=user_id, person_id=person_id), on, one=True)
        return rows.filter(flow_task_type="HUMAN", public_id=public_id).select_related("body__organization")

    return Prepared(compose, str, int, int, date)


@cache
def _case_of(cases: type[Case]) -> Prepared[Any]:
    whole = cases._default_manager.select_related(*cases.read_with)
    return Prepared(lambda case_id: whole.filter(pk=case_id), int)
