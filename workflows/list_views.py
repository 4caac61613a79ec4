"""The page of the list of cases. Words are sent and kept in the session; everything else stands in the address."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from organization.clock import today
from organization.kept_searches import keep, kept
from organization.models import Organization, User
from workflows import case_words, days
from workflows.calendar import Calendar
from workflows.case_filter import ADDRESS, CaseFilter, Meant, meant_by
from workflows.case_list import Sort, listing
from workflows.clocks import Chip, chip, period_chip
from workflows.context import asker, page
from workflows.models import Case, Task
from workflows.reads import shown

#: In the address: the key of a text that is kept, and the page.
KEPT, PAGE = "tim", "trang"
#: Need not stand in the address.
DEFAULT_ORDER = (ADDRESS["sort"], Sort.DEADLINE.value)


@dataclass(frozen=True)
class Line:
    """A case in words. ``clock``: which deadline the chip is about."""

    case: Case
    kind: str
    state: str
    task: Task | None
    chip: Chip | None
    clock: str


@require_http_methods(["GET", "HEAD", "POST"])
def case_list(request: HttpRequest) -> HttpResponse:
    """The cases the user may see. What is sent comes back as an address that can be kept as a bookmark."""
    if request.method == "POST":
        return redirect(_address(request))
    user, on = asker(request), today()
    form = CaseFilter(_asked(request))
    meant = _meant(form, user, on, seated=bool(page(request)["my_seats"]))
    if KEPT in request.GET and not form.data.get(ADDRESS["text"]):
        form.add_error("text", ValidationError(_("This search is no longer kept. Please type it again.")))
    context: dict[str, Any] = {"form": form, "choices": _choices(meant, on), "more": meant.more}
    if form.is_valid():
        found = listing(user, on, form.wanted(meant.organization), request.GET.get(PAGE))
        context |= {
            "found": found,
            "lines": _lines(list(found.page), on),
            "answers": form.answers(meant.organization),
            "organization": meant.organization,
        }
        form.count(found)
    shown(request, *(line.case for line in context.get("lines", ())))
    return render(request, "workflows/case_list.html", context)


def _address(request: HttpRequest) -> str:
    """The list as asked by what was sent: the text by the key under which it is kept, empty answers left out."""
    asked = {name: request.POST.get(name, "") for name in ADDRESS.values()}
    text = asked.pop(ADDRESS["text"]).strip()
    given = {name: value for name, value in asked.items() if value and (name, value) != DEFAULT_ORDER}
    if text:
        given[KEPT] = keep(request.session, "cases", text)
    return f"{reverse('cases')}?{urlencode(given)}" if given else reverse("cases")


def _asked(request: HttpRequest) -> QueryDict:
    """The address with the kept text put back; a text in the address itself, as a link by code has it, goes first."""
    data = request.GET.copy()
    if KEPT in data and not data.get(ADDRESS["text"]):
        data[ADDRESS["text"]] = kept(request.session, "cases", str(data[KEPT])) or ""
    return data


def _meant(form: CaseFilter, user: User, on: date, *, seated: bool) -> Meant:
    """The organisation the form names; its field gets the error when there is none, or more than one.

    Whoever holds no seat finds only the organisations of cases he may see.
    """
    text = "" if form.has_error("organization") else form.cleaned_data["organization"]
    if not text:
        return Meant()
    among = Organization.objects.all()
    if not seated:
        among = among.filter(pk__in=Case.objects.visible_to(user, on).values("organization_id"))
    meant = meant_by(text, on, among)
    if meant.choices:
        form.add_error("organization", ValidationError(_("Several organisations fit; choose one of them below.")))
    elif meant.organization is None:
        form.add_error("organization", ValidationError(_("No organisation has this code or name.")))
    return meant


def _choices(meant: Meant, on: date) -> list[tuple[str, Organization]]:
    """[(what to write for it, organisation)]: the code, or the id of what has ended and may share its code."""
    return [(row.public_id if row.until is not None and row.until <= on else row.code, row) for row in meant.choices]


def _lines(cases: list[Any], on: date) -> list[Line]:
    """Each case of the page in the words of its procedure, a complaint by its own name. One statement,
    for the calendar, if there is a case.
    """
    if not cases:
        return []
    calendar = days.calendar()
    states, clocks = case_words.states(), case_words.clocks()
    return [
        Line(
            case,
            capfirst(str(case.flow_class.process_class._meta.verbose_name)),
            states.get(case.kind, {}).get(case.state, case.state),
            next(iter(case.open_tasks), None),
            _chip(case, on, calendar),
            clocks.get(case.due_kind, case.due_kind or ""),
        )
        for case in cases
    ]


def _chip(case: Any, on: date, calendar: Calendar) -> Chip | None:
    if not case.due_on:
        return None
    return (period_chip if case.due_kind in case_words.periods() else chip)(case.due_on, on, calendar)
