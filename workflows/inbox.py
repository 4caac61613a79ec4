"""The inbox: what waits for the user, for his bodies, and for others. A constant number of statements, exact counts."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.paginator import Page, Paginator
from django.db import models
from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from organization.models import Body, User, valid_on
from permissions.catalogue import GRANTS
from workflows.models import Case, Task

PAGE_SIZE = 50
#: A deadline this near, in days, counts as "soon" in the filter.
SOON_DAYS = 7


class Tab(models.TextChoices):
    MINE = "mine", _("My tasks")
    SHARED = "shared", _("Tasks of my unit")
    WAITING = "waiting", _("Waiting for others")


class Due(models.TextChoices):
    ANY = "", _("All deadlines")
    OVERDUE = "overdue", _("Overdue")
    SOON = "soon", _("Due within 7 days")
    NONE = "none", _("Without a deadline")


@dataclass(frozen=True)
class Listing:
    """One page of one tab. ``counts``: {tab: exact number, without the filter}; ``page`` holds Task rows."""

    tab: Tab
    due: Due
    counts: dict[Tab, int]
    page: Page

    @property
    def filtered(self) -> bool:
        return self.due is not Due.ANY


def listing(user: User, on: date, *, tab: Tab, due: Due, number: str | int | None) -> Listing:
    """The page ``number`` of the tab, oldest deadline first, tasks without one last. Two or three statements."""
    counts = counts_of(user, on)
    rows = _narrowed(_seen(user, on).filter(_conditions(user, on)[tab]), due, on)
    rows = rows.order_by(F("due_on").asc(nulls_last=True), "created", "pk")
    paginator = Paginator(rows.select_related("process__subject", "process__organization", "body"), PAGE_SIZE)
    if due is Due.ANY:
        paginator.__dict__["count"] = counts[tab]  # known already; Paginator would ask again
    return Listing(tab, due, counts, paginator.get_page(number))


def counts_of(user: User, on: date) -> dict[Tab, int]:
    """{tab: exact number of its tasks}, in one statement."""
    conditions = _conditions(user, on)
    found = _seen(user, on).aggregate(**{tab.value: Count("pk", filter=conditions[tab]) for tab in Tab})
    return {tab: found[tab.value] for tab in Tab}


def _seen(user: User, on: date) -> QuerySet[Task]:
    """Open tasks of the cases the user may see, wherever they wait."""
    return Task.objects.open().filter(process__in=Case.objects.visible_to(user, on).values("pk"))


def _conditions(user: User, on: date) -> dict[Tab, Q]:
    """What puts a seen task on a tab: he may act on it; it waits for a body he sits in; it waits elsewhere."""
    bodies = Body.objects.filter(valid_on(on), valid_on(on, "seats__"), seats__person=user.person)
    his, here = Q(pk__in=_actionable(user, on).values("pk")), Q(body__in=bodies.values("pk"))
    return {Tab.MINE: his, Tab.SHARED: here & ~his, Tab.WAITING: ~here}


def _actionable(user: User, on: date) -> QuerySet[Task]:
    """By a JOIN to the seats of the day; the condition grows with the catalogue, not with the seats."""
    held = valid_on(on, "body__") & valid_on(on, "body__seats__") & Q(body__seats__person_id=user.person_id)
    return Task.objects.open().filter(held & _granted())


def _granted() -> Q:
    """The catalogue as a condition on a task and the seat it is joined to."""
    granted = Q()
    for perm, pairs in GRANTS.items():
        kinds = {kind for kind, _role in pairs}
        for kind in sorted(kinds):
            roles = sorted(role for pair_kind, role in pairs if pair_kind == kind)
            granted |= Q(perm=perm, body__kind=kind, body__seats__role__in=roles)
    return granted


def _narrowed(rows: QuerySet[Task], due: Due, on: date) -> QuerySet[Task]:
    conditions = {
        Due.ANY: Q(),
        Due.OVERDUE: Q(due_on__lt=on),
        Due.SOON: Q(due_on__gte=on, due_on__lte=on + timedelta(days=SOON_DAYS)),
        Due.NONE: Q(due_on__isnull=True),
    }
    return rows.filter(conditions[due])
