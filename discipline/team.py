"""Who may be named to see a case: holders of seats in the territory of the body that names, never the accused."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from organization.models import Body, Seat, User, valid_on
from organization.queries import subtree_on

if TYPE_CHECKING:
    from discipline.models import DisciplineCase
    from workflows.acting import Act


def seated_below(body: Body, on: date) -> QuerySet[User]:
    """The log-ins of those who hold a seat on the day in a body of the organisation of ``body`` or below it."""
    below = subtree_on(body.organization_id, on).values("pk")
    seats = Seat.objects.on(on).filter(valid_on(on, "body__"), body__organization_id__in=below)
    users = User.objects.filter(is_active=True, person_id__in=seats.values("person_id"))
    return users.select_related("person").order_by("person__sort_name", "pk")


def refuse_stranger(act: Act, user: User) -> None:
    """Raises Refused at ``member`` for who holds no seat in the territory of the body that acts."""
    assert act.body is not None
    if not seated_below(act.body, act.on).filter(pk=user.pk).exists():
        told = {"organization": act.body.organization}
        act.refuse(_("Only who holds a seat in %(organization)s or below it is named.") % told, "member")


def candidates(case: DisciplineCase, body: Body, on: date) -> QuerySet[User]:
    """Those seated below the body who are not on the team yet."""
    users = seated_below(body, on).exclude(person_id__in=case.concerned(on))
    return users.exclude(person_id__in=on_team(case, on))


def on_team(case: DisciplineCase, on: date) -> QuerySet:
    """Ids of the persons who belong to the team on the day."""
    return case.team.filter(valid_on(on)).values("person_id")
