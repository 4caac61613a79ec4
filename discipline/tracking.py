"""The tracker of the inspection commissions: the discipline cases the user may see, in danger first, counted exactly.

Eight statements, however many cases: the limitations that may be near, the counts, the page, what its lines show.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db import models
from django.db.models import Case as SqlCase
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Least
from django.utils.translation import gettext_lazy as _

from discipline.complaints.models import Complaint
from discipline.dangers import at_warning
from discipline.law_of_day import law_of, shortest_limitation
from discipline.limits import begun_before
from discipline.models import DisciplineCase, State, TeamMember, Violation
from discipline.states import NOT_DECIDED
from organization.models import Organization, User, valid_on
from organization.queries import subtree_on
from workflows.models import Deadline, Task

PAGE_SIZE = 50
#: What is overdue when it has run out. Not so the time to complain and the end by itself, which only pass, nor the
#: telling of a state body: whether he is employed by one is not recorded.
OVERDUE_CLOCKS, RESOLUTION = ("cell_paper", "announcement", "winding_up"), "complaint_resolution"
#: A body votes here: who was not heard by then is in danger; at the hearing itself he is only still to be heard.
VOTING = (State.CELL_MEETING, State.LEVEL_MEETING)
FAR = date.max
#: What a last day of the limitation is derived of.
_LIMITED_BY = ("violations", "deferrals")


class Stage(models.TextChoices):
    """The columns of the board."""

    INTAKE = "intake", _("Received and screened")
    EXAMINED = "examined", _("Being examined")
    CELL = "cell", _("Before the cell")
    LEVEL = "level", _("At the superior levels")
    DECISION = "decision", _("Decision and announcement")
    IN_FORCE = "in_force", _("In force")
    OVER = "over", _("Ended")


STAGE_OF = {
    State.INTAKE_REGISTERED: Stage.INTAKE,
    State.SCREENING: Stage.INTAKE,
    State.DEFERRED: Stage.INTAKE,
    State.HANDED_OVER: Stage.INTAKE,
    State.PREPARING: Stage.EXAMINED,
    State.SELF_CRITICISM: Stage.EXAMINED,
    State.VERIFYING: Stage.EXAMINED,
    State.CELL_MEETING: Stage.CELL,
    State.LEVEL_APPRAISAL: Stage.LEVEL,
    State.LEVEL_HEARING: Stage.LEVEL,
    State.LEVEL_MEETING: Stage.LEVEL,
    State.DECISION_DRAFTING: Stage.DECISION,
    State.DECISION_SIGNED: Stage.DECISION,
    State.ANNOUNCED: Stage.DECISION,
    State.IN_FORCE: Stage.IN_FORCE,
    State.UNDER_COMPLAINT: Stage.IN_FORCE,
}


def stage_of(state: str, *, over: bool) -> Stage:
    """The column in which a case stands; ``over``: its process has ended."""
    return Stage.OVER if over else STAGE_OF.get(State(state), Stage.OVER)


class Status(models.TextChoices):
    OPEN = "open", _("Still open")
    FINISHED = "finished", _("Ended")
    ALL = "all", _("All")


@dataclass(frozen=True)
class Wanted:
    """What the tracker is narrowed to; what is left empty narrows nothing. ``organization``: with all below it on the
    day. ``form``: decided, or expected while none is. ``member``: words of the name of one of the team of the day.
    """

    decider: str = ""
    organization: Organization | None = None
    form: str = ""
    code: str = ""
    member: tuple[str, ...] = ()
    status: str = Status.OPEN
    red: bool = False


@dataclass(frozen=True)
class Tracked:
    """One page. ``page``: DisciplineCase rows with ``danger`` (2 red, 1 soon, 0), ``overdue_kind``, ``overdue_on``,
    ``clock_kind``, ``clock_on``, ``waits`` (name of the body whose turn it is), ``limited_until`` and ``team_today``.
    ``stages``: {column: all cases of the filter}; ``red``: how many of them are in danger. ``warned``: the last
    day of a limitation that is in danger.
    """

    page: Page
    stages: dict[Stage, int]
    red: int
    warned: date

    @property
    def total(self) -> int:
        return self.page.paginator.count


def tracked(user: User, on: date, wanted: Wanted, number: str | int | None = 1) -> Tracked:
    """The page ``number`` of what ``user`` may see and ``wanted`` names; beyond the last page, the last."""
    warned = at_warning(on, law_of(on))
    seen: Any = _narrowed(DisciplineCase.objects.visible_to(user, on), wanted, on)
    seen = _with_danger(seen, _overdue(user, on), _near(seen, on, warned))
    if wanted.red:
        seen = seen.filter(danger=2)
    grouped = seen.order_by().values("state", "danger", over=Q(finished__isnull=False)).annotate(n=Count("pk"))
    stages = dict.fromkeys(Stage, 0)
    red = 0
    for group in grouped:
        stages[stage_of(group["state"], over=group["over"])] += group["n"]
        red += group["n"] if group["danger"] == 2 else 0
    rows: Any = _with_days(seen, _overdue(user, on), on)
    rows = rows.order_by("-danger", "first_day", F("first_act").asc(nulls_last=True), "-opened_on", "-pk")
    team = TeamMember.objects.filter(valid_on(on)).select_related("person").order_by("-leads", "pk")
    rows = rows.select_related("subject", "organization")
    rows = rows.prefetch_related(Prefetch("team", team, to_attr="team_today"), *_LIMITED_BY)
    paginator: Paginator = Paginator(rows, PAGE_SIZE)
    paginator.__dict__["count"] = sum(stages.values())  # known already; Paginator would ask again
    page = paginator.get_page(number)
    page.object_list = list(page.object_list)
    for case in page.object_list:
        case.limited_until = case.limited_until_on(on)
    return Tracked(page, stages, red, warned)


def _narrowed(cases: QuerySet[DisciplineCase], wanted: Wanted, on: date) -> QuerySet[DisciplineCase]:
    if wanted.decider:
        cases = cases.filter(decider=wanted.decider)
    if wanted.organization is not None:
        cases = cases.filter(organization_id__in=subtree_on(wanted.organization.pk, on).values("pk"))
    if wanted.form:
        cases = cases.filter(Q(form=wanted.form) | Q(form="", expected_form=wanted.form))
    if wanted.code:
        cases = cases.filter(Exists(Violation.objects.filter(case_id=OuterRef("pk"), code=wanted.code)))
    if wanted.member:
        team = TeamMember.objects.filter(valid_on(on), case_id=OuterRef("pk"))
        for word in wanted.member:
            team = team.filter(person__search__contains=word)
        cases = cases.filter(Exists(team))
    if wanted.status != Status.ALL:
        cases = cases.filter(finished__isnull=wanted.status == Status.OPEN)
    return cases


def _near(cases: QuerySet[DisciplineCase], on: date, warned: date) -> list[int]:
    """Ids of the cases whose limitation is in danger or has run out, each derived by the law of the day.

    Derived of those alone that have an act old enough for it; the others, most of them, are never read.
    """
    open_ones = cases.filter(state__in=NOT_DECIDED, finished__isnull=True).exclude(expected_form="")
    old = Exists(_acts().filter(day__lte=begun_before(warned, shortest_limitation())))
    days = {case.pk: case.limited_until_on(on) for case in open_ones.filter(old).prefetch_related(*_LIMITED_BY)}
    return [pk for pk, day in days.items() if day is not None and day <= warned]


def _acts() -> QuerySet[Any]:
    """The violations of the case in the outer query, each with the ``day`` from which it is known."""
    acts: QuerySet[Any] = Violation.objects.filter(case_id=OuterRef("pk"))
    return acts.annotate(day=Coalesce("ended_on", "started_on", "discovered_on"))


def _overdue(user: User, on: date) -> QuerySet[Deadline]:
    """The clocks of the case in the outer query, and of the complaints about it that the user may see, which have run
    out with nothing done.
    """
    complaints = Complaint.objects.visible_to(user, on).filter(of_id=OuterRef(OuterRef("pk")))
    own = Q(case_id=OuterRef("pk"), kind__in=OVERDUE_CLOCKS)
    of_complaints = Q(case_id__in=complaints.values("pk"), kind=RESOLUTION)
    rows = Deadline.objects.filter(own | of_complaints, closed_on__isnull=True, due_on__lt=on)
    return rows.order_by("due_on", "pk")


def _with_danger(
    cases: QuerySet[DisciplineCase], late: QuerySet[Deadline], near: list[int]
) -> QuerySet[DisciplineCase]:
    """2: limitation in danger or run out, not heard before a vote, something overdue; 1: still to be heard."""
    red = Q(pk__in=near) | Q(hearing_missing=True, state__in=VOTING) | Q(Exists(late))
    danger = SqlCase(
        When(Q(finished__isnull=True) & red, then=Value(2)),
        When(Q(finished__isnull=True, hearing_missing=True), then=Value(1)),
        default=Value(0),
        output_field=IntegerField(),
    )
    return cases.annotate(danger=danger)


def _with_days(cases: QuerySet[DisciplineCase], late: QuerySet[Deadline], on: date) -> QuerySet[DisciplineCase]:
    """``clock_on``: of the clocks that still run on the day; ``first_day``: the first of all clocks; ``first_act``: the
    day of the oldest act, whose limitation runs out first.
    """
    running = Deadline.objects.filter(closed_on__isnull=True, case_id=OuterRef("pk"), due_on__gte=on)
    running = running.order_by("due_on", "pk")
    far = Value(FAR, models.DateField())
    task = Task.objects.open().filter(process_id=OuterRef("pk")).order_by("pk")
    return cases.annotate(
        waits=Subquery(task.values("body__name")[:1]),
        overdue_kind=Subquery(late.values("kind")[:1]),
        overdue_on=Subquery(late.values("due_on")[:1]),
        clock_kind=Subquery(running.values("kind")[:1]),
        clock_on=Subquery(running.values("due_on")[:1]),
        first_act=Subquery(_acts().order_by("day").values("day")[:1]),
    ).annotate(first_day=Least(*(Coalesce(F(name), far) for name in ("overdue_on", "clock_on"))))
