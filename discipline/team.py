"""Who may be named to the team: holders of seats in the territory of the body that names, never the accused."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from organization.models import Body, Seat, User, valid_on
from organization.queries import subtree_on

if TYPE_CHECKING:
    from discipline.models import DisciplineCase


def candidates(case: DisciplineCase, body: Body, on: date) -> QuerySet[User]:
    """The log-ins of those who hold a seat on the day in a body of the organisation of ``body`` or below it."""
    below = subtree_on(body.organization_id, on).values("pk")
    seats = Seat.objects.on(on).filter(valid_on(on, "body__"), body__organization_id__in=below)
    users = User.objects.filter(is_active=True, person_id__in=seats.values("person_id"))
    users = users.exclude(person_id=case.subject_id).exclude(person_id__in=on_team(case, on))
    return users.select_related("person").order_by("person__sort_name", "pk")


def on_team(case: DisciplineCase, on: date) -> QuerySet:
    """Ids of the persons who belong to the team on the day."""
    return case.team.filter(valid_on(on)).values("person_id")
