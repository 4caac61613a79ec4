"""The list of cases: those the user may see, searched, narrowed, counted exactly and paged. Three statements."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db import models
from django.db.models import Count, Exists, F, Min, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from organization.accents import written_so_first
from organization.models import ALPHABET, Organization, User
from organization.queries import subtree_on
from organization.text import fold
from workflows import case_words
from workflows.inbox import PAGE_SIZE, SOON_DAYS
from workflows.models import Case, Deadline, Task

#: From so many letters on, a word may be a piece of a case's code, and one with a digit a piece of an organisation's.
CODE_PIECE, NUMBER_PIECE = 4, 3


class Status(models.TextChoices):
    OPEN = "open", _("Still open")
    FINISHED = "finished", _("Ended")


class Due(models.TextChoices):
    """How the nearest running clock of a case stands on the day."""

    OVERDUE = "overdue", _("Overdue")
    SOON = "soon", _("Due within 7 days")
    RUNNING = "running", _("A deadline is running")
    NONE = "none", _("Without a running deadline")


class Sort(models.TextChoices):
    DEADLINE = "deadline", _("Nearest deadline first")
    NEWEST = "newest", _("Opened last first")
    NAME = "name", _("By name")


@dataclass(frozen=True)
class Wanted:
    """What the list is narrowed to; what is left empty narrows nothing. ``words``: folded, each must be found.

    ``accented``: those of them that were typed with diacritics, as typed; names written so come first.

    ``organization``: with everything below it on the day. ``clock``: the one kind of clock that ``due``, ``within`` and
    the nearest deadline are about; ``within``: a clock ends on the day or in so many days. Both days are included.
    """

    words: tuple[str, ...] = ()
    accented: tuple[str, ...] = ()
    kind: str = ""
    state: str = ""
    organization: Organization | None = None
    due: str = ""
    clock: str = ""
    within: int = 0
    status: str = ""
    opened_from: date | None = None
    opened_to: date | None = None
    sort: str = Sort.DEADLINE


@dataclass(frozen=True)
class Listing:
    """One page. ``page``: Case rows with ``due_on`` and ``due_kind`` of the nearest clock and ``open_tasks``.

    ``kinds``, ``states``, ``statuses``: {code: how many there were if this code were chosen, all else being equal}.
    """

    page: Page
    kinds: dict[str, int]
    states: dict[str, int]
    statuses: dict[str, int]

    @property
    def total(self) -> int:
        return self.page.paginator.count


def listing(user: User, on: date, wanted: Wanted, number: str | int | None = 1) -> Listing:
    """The page ``number`` of what ``user`` may see and ``wanted`` names; beyond the last page, the last."""
    seen = _narrowed(Case.objects.visible_to(user, on), wanted, on)
    counted: Any = seen.order_by().values("kind", "state", over=Q(finished__isnull=False)).annotate(n=Count("pk"))
    groups: list[dict[str, Any]] = list(counted)
    chosen = seen.filter(_chosen(wanted))
    paginator = Paginator(_sorted(chosen, wanted), PAGE_SIZE)
    paginator.__dict__["count"] = _sum(groups, wanted)  # known already; Paginator would ask again
    page = paginator.get_page(number)
    ids: Any = page.object_list
    # Only the ids are sorted and cut; what a line shows is fetched for the fifty of the page alone.
    rows = _sorted(_with_clock(Case.objects.filter(pk__in=ids.values("pk")), wanted), wanted)
    tasks = Prefetch("task_set", Task.objects.open().select_related("body").order_by("pk"), to_attr="open_tasks")
    page.object_list = list(rows.select_related("subject", "organization").prefetch_related(tasks))
    return Listing(
        page,
        kinds=_facet(groups, wanted, "kind", lambda group: group["kind"]),
        states=_facet(groups, wanted, "state", lambda group: group["state"]),
        statuses=_facet(groups, wanted, "status", _status),
    )


def words_of(text: str) -> tuple[str, ...]:
    """The words to look for, each once: no diacritics, lower case, without the punctuation around them."""
    bare = (stripped(word) for word in fold(text).split())
    return tuple(dict.fromkeys(word for word in bare if word))


def stripped(word: str) -> str:
    """The word without the punctuation around it."""
    inner = [place for place, letter in enumerate(word) if letter.isalnum()]
    return word[inner[0] : inner[-1] + 1] if inner else ""


def _narrowed(cases: QuerySet[Case], wanted: Wanted, on: date) -> QuerySet[Case]:
    """By everything that is not counted by its codes."""
    cases = _matching(cases, wanted.words)
    if wanted.organization is not None:
        below = subtree_on(wanted.organization.pk, on).values("pk")
        cases = cases.filter(organization_id__in=below)
    if wanted.opened_from:
        cases = cases.filter(opened_on__gte=wanted.opened_from)
    if wanted.opened_to:
        cases = cases.filter(opened_on__lte=wanted.opened_to)
    return cases.filter(_running(wanted, on)) if wanted.due or wanted.clock or wanted.within else cases


def _matching(cases: QuerySet[Case], words: tuple[str, ...]) -> QuerySet[Case]:
    """Cases for which every word begins a word of the person's name of today, or of the organisation's code or name.

    A piece of the case's own code counts from CODE_PIECE letters on; a number is also found inside a word.
    """
    if not words:
        return cases
    cases = cases.alias(text=Concat(Value(" "), "subject__search", Value(" "), "organization__search"))
    for word in words:
        within = len(word) >= NUMBER_PIECE and any(letter.isdigit() for letter in word)
        condition = Q(text__contains=word if within else f" {word}")
        code = word.replace("-", "").upper()
        if len(code) >= CODE_PIECE and set(code) <= set(ALPHABET):
            condition |= Q(public_id__contains=code)
        cases = cases.filter(condition)
    return cases


def _clocks(wanted: Wanted) -> QuerySet[Deadline]:
    """The running clocks of the case in the outer query."""
    rows = Deadline.objects.filter(closed_on__isnull=True, case_id=OuterRef("pk"))
    return rows.filter(kind=wanted.clock) if wanted.clock else rows


def _running(wanted: Wanted, on: date) -> Q:
    rows = _clocks(wanted)
    late = rows if wanted.clock else rows.exclude(kind__in=case_words.periods())
    overdue = Exists(late.filter(due_on__lt=on))
    soon = Exists(rows.filter(due_on__gte=on, due_on__lte=on + timedelta(days=SOON_DAYS)))
    conditions = {
        Due.OVERDUE: Q(overdue),
        Due.SOON: Q(soon) & ~Q(overdue),
        Due.NONE: ~Q(Exists(rows)),
    }
    condition = conditions.get(Due(wanted.due) if wanted.due else Due.RUNNING, Q(Exists(rows)))
    if wanted.within:
        condition &= Q(Exists(rows.filter(due_on__gte=on, due_on__lte=on + timedelta(days=wanted.within))))
    return condition


def _chosen(wanted: Wanted) -> Q:
    condition = Q()
    if wanted.kind:
        condition &= Q(kind=wanted.kind)
    if wanted.state:
        condition &= Q(state=wanted.state)
    if wanted.status:
        condition &= Q(finished__isnull=wanted.status == Status.OPEN)
    return condition


def _with_clock(cases: QuerySet[Case], wanted: Wanted) -> QuerySet[Case]:
    nearest = _clocks(wanted).order_by("due_on", "pk")
    return cases.annotate(due_on=Subquery(nearest.values("due_on")[:1]), due_kind=Subquery(nearest.values("kind")[:1]))


def _sorted(cases: QuerySet[Case], wanted: Wanted) -> QuerySet[Case]:
    names = "subject__full_name", "organization__name"
    first = [written_so_first(wanted.accented, *names)] if wanted.accented else []
    if wanted.sort == Sort.NEWEST:
        return cases.order_by(*first, "-opened_on", "-pk")
    if wanted.sort == Sort.NAME:
        return cases.order_by(*first, "subject__sort_name", "pk")
    if "due_on" not in cases.query.annotations:
        # Over all cases one grouping is several times faster than a question for each.
        running = Q(deadlines__closed_on__isnull=True)
        running &= Q(deadlines__kind=wanted.clock) if wanted.clock else Q()
        grouped: Any = cases.order_by().values("pk").annotate(due_on=Min("deadlines__due_on", filter=running))
        cases = grouped
    return cases.order_by(*first, F("due_on").asc(nulls_last=True), "-pk")


def _status(group: dict[str, Any]) -> str:
    return str((Status.FINISHED if group["over"] else Status.OPEN).value)


def _sum(groups: list[dict[str, Any]], wanted: Wanted, without: str = "") -> int:
    """How many cases of the groups have the kind, state and status wanted; ``without``: the one not asked of them."""
    return sum(group["n"] for group in groups if _fits(group, wanted, without))


def _fits(group: dict[str, Any], wanted: Wanted, without: str) -> bool:
    answers = {"kind": group["kind"], "state": group["state"], "status": _status(group)}
    return all(
        name == without or not getattr(wanted, name) or getattr(wanted, name) == answer
        for name, answer in answers.items()
    )


def _facet(
    groups: list[dict[str, Any]], wanted: Wanted, name: str, code: Callable[[dict[str, Any]], str]
) -> dict[str, int]:
    found: dict[str, int] = {}
    for group in groups:
        if _fits(group, wanted, name):
            found[code(group)] = found.get(code(group), 0) + group["n"]
    return found
