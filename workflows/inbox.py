"""The inbox: what waits for the user, for his bodies, and for others. A constant number of statements, exact counts."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db import models
from django.db.models import Case as SqlCase
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils.translation import gettext_lazy as _

from organization.models import BodyKind, Role, User
from permissions.catalogue import GRANTS
from permissions.visibility import Sight, stands_aside
from workflows.mandates import led_by
from workflows.models import Case, Deadline, Task

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
    """One page of one tab. ``counts``: {tab: exact number, without the filter}; ``page`` holds Task rows as
    ``_with_clocks`` gives them.
    """

    tab: Tab
    due: Due
    counts: dict[Tab, int]
    page: Page

    @property
    def filtered(self) -> bool:
        return self.due is not Due.ANY


def listing(user: User, on: date, *, tab: Tab, due: Due, number: str | int | None) -> Listing:
    """The page ``number`` of the tab, oldest deadline first, tasks without one last. Three statements."""
    looker = Looker(user, on)
    counts, found = looker.counts_with(tab, due)
    order = (F("due_on").asc(nulls_last=True), F("created").asc(), F("pk").asc())
    rows = looker.on_tab(tab).filter(_within(due, on)).order_by(*order).values("pk")
    paginator: Paginator[Any] = Paginator(rows, PAGE_SIZE)
    paginator.__dict__["count"] = found  # known already; Paginator would ask again
    page = paginator.get_page(number)
    # which fifty they are is found among narrow rows; only these fifty are joined to what the page shows
    fifty = _with_clocks(Task.objects.filter(pk__in=page.object_list), on)
    page.object_list = fifty.select_related("process__subject", "process__organization", "body").order_by(*order)
    return Listing(tab, due, counts, page)


def _with_clocks(tasks: QuerySet[Task], on: date) -> QuerySet[Task]:
    """``clock_kind``, ``clock_on``: of a task without a day of its own, the clock of its case that runs out next."""
    running = Deadline.objects.filter(case_id=OuterRef("process_id"), closed_on__isnull=True, due_on__gte=on)
    first = running.order_by("due_on", "pk")
    return tasks.annotate(
        clock_kind=SqlCase(When(due_on__isnull=True, then=Subquery(first.values("kind")[:1])), default=Value(None)),
        clock_on=SqlCase(When(due_on__isnull=True, then=Subquery(first.values("due_on")[:1])), default=Value(None)),
    )


def counts_of(user: User, on: date) -> dict[Tab, int]:
    """{tab: exact number of its tasks}, in two statements."""
    return Looker(user, on).counts_with(Tab.MINE, Due.ANY)[0]


class Looker:
    """A user before his inbox on a day."""

    def __init__(self, user: User, on: date) -> None:
        """One statement."""
        self.user, self.on = user, on
        self.sight = Sight.of(Case, user, on)

    @cached_property
    def seen(self) -> QuerySet[Task]:
        """The open tasks of the cases he may see, wherever they wait but where he stands aside."""
        aside = stands_aside(Case, self.sight.person_id, self.on, "process_id")
        return self.sight.over(Task.objects.open(), "process").exclude(aside)

    @cached_property
    def led(self) -> Q:
        """It waits for a body that he was sent to lead in its case. One statement, for who sees cases by name alone."""
        some = Q(pk__in=[])
        perms = [perm for perm, pairs in GRANTS.items() if (BodyKind.CELL, Role.SECRETARY) in pairs]
        for row in led_by(self.user, self.on) if self.sight.named else ():
            some |= Q(process_id=row.case_id, body_id=row.body_id, perm__in=perms)
        return some

    @cached_property
    def here(self) -> Q:
        """It waits for a body he sits in."""
        return Q(body_id__in=self.sight.among()) | self.led

    @cached_property
    def his(self) -> Q:
        """He may act on it: permissions he has in the same bodies stand together."""
        perms: dict[tuple[int, ...], list[str]] = {}
        for perm, pairs in GRANTS.items():
            perms.setdefault(self.sight.bodies(pairs), []).append(perm)
        some = self.led
        for bodies, together in perms.items():
            if bodies:
                some |= Q(perm__in=together, body_id__in=self.sight.among(GRANTS[together[0]]))
        return some

    def wanted(self, tab: Tab) -> Q:
        return {Tab.MINE: self.his, Tab.SHARED: self.here & ~self.his, Tab.WAITING: ~self.here}[tab]

    def on_tab(self, tab: Tab) -> QuerySet[Task]:
        return self.seen.filter(self.wanted(tab))

    def counts_with(self, tab: Tab, due: Due) -> tuple[dict[Tab, int], int]:
        """The tabs, and how many the filter leaves of one. One statement; what waits elsewhere is all the rest."""
        numbers = {"here": self.here, "mine": self.his}
        if due is not Due.ANY:
            numbers["left"] = self.wanted(tab) & _within(due, self.on)
        counted = {name: Count("process_id", filter=condition) for name, condition in numbers.items()}
        found = self.seen.aggregate(seen=Count("process_id"), **counted)
        tabs = {
            Tab.MINE: found["mine"],
            Tab.SHARED: found["here"] - found["mine"],
            Tab.WAITING: found["seen"] - found["here"],
        }
        return tabs, found.get("left", tabs[tab])


def _within(due: Due, on: date) -> Q:
    return {
        Due.ANY: Q(),
        Due.OVERDUE: Q(due_on__lt=on),
        Due.SOON: Q(due_on__gte=on, due_on__lte=on + timedelta(days=SOON_DAYS)),
        Due.NONE: Q(due_on__isnull=True),
    }[due]
