"""Who may be named to see a case, and for how long: holders of seats in the territory of the body that names, never the
accused; up to a day that a convention limits; ended early by who named, or by who presides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from organization.models import Body, Seat, User, valid_on
from organization.queries import subtree_on
from permissions.checks import may
from workflows.acting import Act, Named
from workflows.law import Law
from workflows.mandates import Mandate
from workflows.rules import reads

if TYPE_CHECKING:
    from discipline.models import DisciplineCase

_CONCERNED = gettext_noop("The person concerned is no member of the team.")
_OF_THE_ORGANIZATION = gettext_noop(
    "Who belongs to the organisation concerned is no member of the team (a convention of this system; no article was"
    " found)."
)
#: How many days one naming lasts at most.
TEAM_DAYS, IDENTITY_DAYS = "access.team_days", "access.identity_days"
reads(TEAM_DAYS, IDENTITY_DAYS)


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
    """Those seated below the body whose own matter it is not, and who were not sent to lead the cell."""
    sent = Mandate.objects.on(on).filter(case_id=case.pk).values("person_id")
    return seated_below(body, on).exclude(person_id__in=case.concerned(on)).exclude(person_id__in=sent)


def on_team(case: DisciplineCase, on: date) -> QuerySet:
    """Ids of the persons who belong to the team on the day."""
    return case.team.filter(valid_on(on)).values("person_id")


def part_in_team(row: Any) -> str:
    """What a row of a team (``leads``) makes of its person, in words."""
    return _("Leads the team") if row.leads else _("Member of the team")


def team_lines(rows: Iterable[Any]) -> list[tuple[str, str]]:
    """[(person, his part in the team and between which days)] of the rows, with their persons, for a page."""
    return [
        (str(row.person), f"{part_in_team(row)}, {row.since:%d/%m/%Y} – {row.until:%d/%m/%Y}")
        for row in rows
        if row.until
    ]


def longest(law: Law, provision: str, on: date) -> str:
    """The last ``until`` of who is named on the day, in words; "" where no convention is in force."""
    limit = law.get(provision)
    if limit is None:
        return ""
    told = {"day": f"{on + timedelta(days=limit.value):%d/%m/%Y}", "days": limit.value}
    return _("By a convention of this system until %(day)s at most (%(days)s days); longer takes naming anew.") % told


def refuse_length(act: Act, provision: str) -> None:
    """Raises Refused at ``until`` for a day that is not after the day of entry, or farther off than the convention
    allows."""
    until, limit = act.data["until"], act.law.get(provision)
    if until <= act.on:
        act.refuse(_("The day lies in the past."), "until")
    if limit is not None and until > act.on + timedelta(days=limit.value):
        act.refuse(longest(act.law, provision, act.on), "until")


def renew(act: Act, running: QuerySet[Any]) -> None:
    """Who is named anew while he is named already: what ran ends on the day of entry, and the new one begins."""
    for row in running.filter(valid_on(act.on)):
        row.until = act.on
        act.add(row)


#: For what else a person is named on the case on the day, the longest first.
Besides = Callable[[User], list[Named]]


def join(
    act: Act,
    running: QuerySet[Any],
    told: str,
    *,
    besides: Besides | None = None,
    event: str = "team.named",
    **more: Any,
) -> None:
    """Name ``member`` to the team whose rows are ``running``: from the day of entry, sight until the day before
    ``until``. ``data``: member (User), until; ``told``: why he sees the case; ``more``: further columns of the row,
    told by the ``event``. Raises Refused.
    """
    user, until = act.data["member"], act.data["until"]
    if user.person_id in act.case.concerned(act.on):
        act.refuse(_(_OF_THE_ORGANIZATION if act.case.of_organization else _CONCERNED), "member")
    refuse_stranger(act, user)
    refuse_length(act, TEAM_DAYS)
    renew(act, running.filter(person=user.person_id))
    act.add(running.model(person=user.person, named_by=act.by, since=act.on, until=until, **more))
    let_see(act, Named(user, told, until), besides)
    act.record(event, person=str(user.person), until=until.isoformat(), **more)


def leave(act: Act, presiding: str, *, besides: Besides | None = None) -> None:
    """End the ``membership`` of a team before its day, and the sight that it gave. ``data``: membership, reason; as
    ``end``.
    """
    row = act.data["membership"]
    end(act, row, presiding)
    see_no_longer(act, row.person_id, besides)
    act.record("team.left", person=str(row.person), until=act.on.isoformat(), reason=act.data["reason"])


def let_see(act: Act, named: Named, besides: Besides | None = None) -> None:
    """One row lets him see the case, whatever he is named for: until the last of his days."""
    longer = [one for one in besides(named.user) if one.until > named.until] if besides else []
    act.naming.append(longer[0] if longer else named)


def see_no_longer(act: Act, person_id: int, besides: Besides | None = None) -> None:
    """What he is named for besides goes on."""
    rest = besides(User.objects.get(person=person_id)) if besides else []
    if rest:
        act.naming.append(rest[0])
    else:
        act.unnaming.append(person_id)


def end(act: Act, row: Any, presiding: str) -> None:
    """End what a row (``named_by``, ``until``) gives, on the day of entry. Raises Refused for who neither named him nor
    has the permission ``presiding`` in the body.
    """
    assert act.by is not None
    assert act.body is not None
    row.refresh_from_db()
    if row.until <= act.on:
        act.refuse(_("It has ended already."), "membership")
    if row.named_by_id != act.by.pk and not may(act.by, presiding, act.body, act.on):
        act.refuse(_("Who named him ends it, or who presides over the body."), "membership")
    row.until = act.on
    act.add(row)
