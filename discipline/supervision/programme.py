"""The programme of a body for a year: its supervisions of that year, and their adoption by one decision.

As a meeting acts on every case of its agenda, the decision acts on every item, one by one (docs/decisions/0010).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from discipline.supervision.actions import adopt_item
from discipline.supervision.flows import SupervisionFlow
from discipline.supervision.models import RemediationItem, Supervision
from discipline.supervision.states import SupervisionState as State
from organization.models import Body, User
from permissions.catalogue import Perm
from permissions.checks import require
from workflows.acting import Refused
from workflows.actions import Result, act
from workflows.models import Judgement, Task


@dataclass(frozen=True)
class Line:
    """An item as it stands. ``open``, ``late``: what is not remedied yet; ``behind``: its month is over and nothing was
    decided on it.
    """

    item: Supervision
    open: int
    late: int
    behind: bool


def items(body: Body, year: int, user: User, on: date) -> QuerySet[Supervision]:
    """Those the user may see: what is planned about himself does not exist for him."""
    rows: QuerySet[Supervision] = Supervision.objects.visible_to(user, on).filter(body=body, year=year)
    return rows.order_by("month", "pk")


def lines(body: Body, year: int, user: User, on: date) -> list[Line]:
    """Two statements, however many items."""
    asked = Prefetch("remedies", RemediationItem.objects.filter(done_on__isnull=True, lifted_on__isnull=True))
    rows = items(body, year, user, on).select_related("subject", "organization").prefetch_related(asked)
    return [_line(row, on) for row in rows]


def _line(row: Supervision, on: date) -> Line:
    waiting: list[Any] = list(row.remedies.all())
    late = sum(one.due_on < on for one in waiting)
    return Line(row, len(waiting), late, row.is_item and (row.year, row.month) < (on.year, on.month))


def proposed(body: Body, year: int, user: User, on: date) -> list[Task]:
    """What waits to be adopted, as far as the user sees it."""
    rows = items(body, year, user, on).filter(state=State.PLANNED)
    return list(Task.objects.open().filter(process__in=rows.values("pk")).order_by("pk"))


def adopt(body: Body, year: int, *, by: User, on: date, key: UUID, data: Mapping[str, Any]) -> Result:
    """Adopt all that is proposed for the year, by one decision, once per ``key``; the result of the first of them.

    ``data``: of adopt_item. Raises as ``act``; Refused where nothing is proposed. Nothing is then changed.
    """
    require(by, Perm.DECIDE_INSPECTION, body, on)
    prepared = adopt_item.prepare(data)
    tasks = _adopted_with(key, body, year) or proposed(body, year, by, on)
    if not tasks:
        raise Refused({"": _("Nothing is proposed that could be adopted.")})
    with transaction.atomic():
        done = [act(one, "adopt_item", by=by, on=on, key=uuid5(key, one.public_id), data=prepared) for one in tasks]
    return done[0]


def _adopted_with(key: UUID, body: Body, year: int) -> list[Task]:
    """The tasks that the same form has completed already."""
    of_year = Supervision.objects.filter(body=body, year=year)
    rows = Task.objects.filter(process__in=of_year.values("pk"), flow_task=SupervisionFlow.instance.planned)
    keys = {uuid5(key, one.public_id): one for one in rows.order_by("pk")}
    found = Judgement.objects.filter(key__in=keys).values_list("key", flat=True)
    return [one for of_task, one in keys.items() if of_task in set(found)]
