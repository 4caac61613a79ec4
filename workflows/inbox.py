"""The inbox: what waits for the user, for his bodies, and for others. A constant number of statements, exact counts."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.paginator import Page, Paginator
from django.db import models
from django.db.models import F, Q, QuerySet
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
    """The page ``number`` of the tab, oldest deadline first, tasks without one last. Five statements."""
    tabs = {Tab.MINE: mine(user, on), Tab.SHARED: shared(user, on), Tab.WAITING: waiting(user, on)}
    counts = {name: rows.count() for name, rows in tabs.items()}
    rows = _narrowed(tabs[tab], due, on).order_by(F("due_on").asc(nulls_last=True), "created", "pk")
    paginator = Paginator(rows.select_related("process__subject", "process__organization", "body"), PAGE_SIZE)
    if due is Due.ANY:
        paginator.__dict__["count"] = counts[tab]  # known already; Paginator would ask again
    return Listing(tab, due, counts, paginator.get_page(number))


def count_mine(user: User, on: date) -> int:
    return mine(user, on).count()


def mine(user: User, on: date) -> QuerySet[Task]:
    """Open tasks the user may act on himself: visible, and a seat of his with the permission on exactly the task's body."""
    return _visible(user, on).filter(pk__in=_actionable(user, on).values("pk"))


def shared(user: User, on: date) -> QuerySet[Task]:
    """Other open tasks of the bodies he sits in."""
    return _visible(user, on).exclude(pk__in=_actionable(user, on).values("pk"))


def waiting(user: User, on: date) -> QuerySet[Task]:
    """Open tasks, elsewhere, of the cases he may see."""
    bodies = Body.objects.filter(valid_on(on, "seats__"), seats__person_id=user.person_id)
    cases = Case.objects.visible_to(user, on).values("pk")
    return Task.objects.open().filter(process__in=cases).exclude(body__in=bodies.values("pk"))


def _visible(user: User, on: date) -> QuerySet[Task]:
    return Task.objects.open().visible_to(user, on)


def _actionable(user: User, on: date) -> QuerySet[Task]:
    """By a JOIN to the seats of the day; the condition grows with the catalogue, not with the seats."""
    held = valid_on(on, "body__seats__") & Q(body__seats__person_id=user.person_id)
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
