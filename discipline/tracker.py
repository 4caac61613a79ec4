"""The page of the tracker: one data set, as a board by stage and as a table."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from discipline.codes import DECIDER_LABELS, FORM_LABELS, Decider, Form
from discipline.complaints.words import CLOCKS as COMPLAINT_CLOCKS
from discipline.models import DisciplineCase, State
from discipline.tracker_filter import ADDRESS, BOARD, TABLE, TrackerFilter
from discipline.tracking import VOTING, Stage, Status, stage_of, tracked
from discipline.words import CLOCKS as CASE_CLOCKS
from organization.asking import my_seats
from organization.clock import today
from organization.kept_searches import keep, kept
from permissions.catalogue import GRANTS, Perm
from workflows import days, errors
from workflows.calendar import Calendar
from workflows.clocks import Chip, chip
from workflows.context import asker
from workflows.reads import shown

CLOCKS = {**CASE_CLOCKS, **COMPLAINT_CLOCKS}
PAGE, MEMBER = "trang", ADDRESS["member"]

#: Need not stand in the address.
DEFAULTS = {(ADDRESS["status"], Status.OPEN.value), (ADDRESS["view"], BOARD)}


@dataclass(frozen=True)
class Line:
    """A case in words. ``dangers``: what puts it in danger, worst first; ``clock``: what runs beside, with its day."""

    case: DisciplineCase
    state: str
    decider: str
    form: str
    waits: str
    team: str
    red: bool
    dangers: list[Chip]
    clock: str
    clock_chip: Chip | None


@dataclass(frozen=True)
class Column:
    """``count``: all cases of the filter in this stage; ``lines``: those of the page."""

    label: str
    code: str
    count: int
    lines: list[Line]


def tracks(request: HttpRequest) -> bool:
    """Whether a seat of today lets the user follow discipline cases; no statement where his seats are known."""
    return any((seat.body.kind, seat.role) in GRANTS[Perm.TRACK_CASES] for seat in my_seats(request))


@require_http_methods(["GET", "HEAD", "POST"])
def tracker(request: HttpRequest) -> HttpResponse:
    """Exactly the discipline cases that the user may see officially, narrowed by what the address says."""
    user, on = asker(request), today()
    if not tracks(request):
        return errors.not_permitted(_("The tracker takes a seat in an inspection commission."))
    if request.method == "POST":
        return redirect(_address(request))
    form = TrackerFilter(_asked(request))
    form.full_clean()
    if request.GET.get(MEMBER) and not form.data.get(MEMBER):
        form.add_error("member", ValidationError(_("This search is no longer kept. Please type it again.")))
    meant = form.meant(on)
    view = form.cleaned_data.get("view", BOARD)
    context: dict[str, Any] = {
        "form": form,
        "choices": [(_code(row, on), row) for row in meant.choices],
        "more": meant.more,
        "view": view,
        "views": [(BOARD, _("By stage"), _with(request, BOARD)), (TABLE, _("As a table"), _with(request, TABLE))],
    }
    if form.is_valid():
        found = tracked(user, on, form.wanted(meant.organization), request.GET.get(PAGE))
        calendar = days.calendar() if found.page.object_list else None
        lines = [_line(case, on, calendar, found.warned) for case in found.page.object_list] if calendar else []
        context |= {
            "found": found,
            "lines": lines,
            "columns": _columns(lines, found.stages) if view == BOARD else [],
            "answers": form.answers(meant.organization),
        }
    shown(request, *(line.case for line in context.get("lines", ())))
    return render(request, "discipline/tracker.html", context)


def _address(request: HttpRequest) -> str:
    """The tracker as asked by what was sent: the name by the key under which it is kept, empty answers left out."""
    asked = {name: request.POST.get(name, "") for name in ADDRESS.values()}
    given = {name: value for name, value in asked.items() if value and (name, value) not in DEFAULTS}
    if given.get(MEMBER):
        given[MEMBER] = keep(request.session, "tracker", given[MEMBER].strip())
    return f"{reverse('tracker')}?{urlencode(given)}" if given else reverse("tracker")


def _asked(request: HttpRequest) -> QueryDict:
    """The address with the kept name put back."""
    data = request.GET.copy()
    if data.get(MEMBER):
        data[MEMBER] = kept(request.session, "tracker", str(data[MEMBER])) or ""
    return data


def _code(row: Any, on: date) -> str:
    return str(row.public_id if row.until is not None and row.until <= on else row.code)


def _with(request: HttpRequest, view: str) -> str:
    """The same question in the other view."""
    asked = {name: request.GET[name] for name in ADDRESS.values() if request.GET.get(name)}
    return "?" + urlencode({**asked, ADDRESS["view"]: view})


def _columns(lines: list[Line], counts: dict[Stage, int]) -> list[Column]:
    """Every stage but that of the ended, which is shown where there are some."""
    found = []
    for stage in Stage:
        if stage is Stage.OVER and not counts[stage]:
            continue
        own = [line for line in lines if stage_of(line.case.state, over=line.case.finished is not None) is stage]
        found.append(Column(str(stage.label), stage.value, counts[stage], own))
    return found


def _line(case: Any, on: date, calendar: Calendar, warned: date) -> Line:
    form = Form(case.form or case.expected_form) if case.form or case.expected_form else None
    said = _(FORM_LABELS[form]) if form else _("not known yet")
    return Line(
        case=case,
        state=str(State(case.state).label),
        decider=_(DECIDER_LABELS[Decider(case.decider)]),
        form=said if case.form or form is None else _("%(form)s (expected)") % {"form": said},
        waits=case.waits or "",
        team=", ".join(f"{row.person} ({_('leads')})" if row.leads else str(row.person) for row in case.team_today),
        red=case.danger == 2,
        dangers=_dangers(case, on, warned),
        clock=_(CLOCKS.get(case.clock_kind, case.clock_kind)) if case.clock_kind else "",
        clock_chip=chip(case.clock_on, on, calendar) if case.clock_on else None,
    )


def _dangers(case: Any, on: date, warned: date) -> list[Chip]:
    if case.finished is not None:
        return []
    found = []
    if case.limited_until is not None:
        day = {"day": case.limited_until.strftime("%d/%m/%Y")}
        if case.limited_until < on:
            found.append(Chip("late", "!", _("Limitation run out on %(day)s") % day))
        elif case.limited_until <= warned:
            found.append(Chip("late", "!", _("Limitation until %(day)s") % day))
        else:
            found.append(Chip("ok", "✓", _("Limitation until %(day)s") % day))
    elif case.state == State.DEFERRED:
        found.append(Chip("hold", "…", _("Limitation does not run")))
    if case.hearing_missing:
        late = case.state in VOTING
        found.insert(0 if late else len(found), Chip("late" if late else "soon", "!", _("Not heard yet")))
    if case.overdue_on is not None:
        told = {"clock": _(CLOCKS.get(case.overdue_kind, case.overdue_kind)), "day": f"{case.overdue_on:%d/%m/%Y}"}
        found.insert(0, Chip("late", "!", _("Overdue since %(day)s: %(clock)s") % told))
    return found
