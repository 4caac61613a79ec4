"""The pages of the engine: inbox, task, dossier. A page asks and shows; what is sent goes through ``act`` alone."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.views import LogoutView
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from organization.asking import my_seats
from organization.clock import today
from organization.form_addresses import takes_forms
from organization.models import Seat, User
from organization.sign_in.sessions import sessions_ended
from workflows import access, days
from workflows.access_rows import AccessReason
from workflows.actions import Result, act, act_on_case
from workflows.beholding import Beholder
from workflows.calendar import Calendar
from workflows.case_acts import doing_of, offers
from workflows.clocks import Chip, beside_chip, clock_line, task_chip
from workflows.context import asker
from workflows.documents.models import Document
from workflows.documents.reading import opened_for
from workflows.findings import Finding
from workflows.forms import ActForm
from workflows.inbox import Due, Tab, listing
from workflows.mandates import SENT, led_by
from workflows.meetings.steps import MeetingStep
from workflows.models import Case, Tally, Task
from workflows.presenting import CheckLine, ReasonLine, VerbWords, check_lines, reason_lines, words
from workflows.procedures import rules_of
from workflows.prospects import Prospect, examine
from workflows.reading_views import keeps_record
from workflows.reads import shown
from workflows.screens import Screen, screen_of
from workflows.seeing import seen_task
from workflows.sending import deliver
from workflows.stages import stages_of
from workflows.timeline import entries, events_of, last_of, reached_on
from workflows.votes import REASONS
from workflows.who_sees import follower_of, lines_of

#: Entries of the record on a task page; the dossier page has them all.
LATEST = 5


@dataclass(frozen=True)
class Row:
    """A line of the inbox."""

    task: Task
    chip: Chip


@dataclass(frozen=True)
class Choice:
    """A verb on the task page: its form, or every reason it is missing. ``open``: shown unfolded."""

    verb: VerbWords
    completes: bool
    form: ActForm | None
    reasons: list[ReasonLine]
    open: bool


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    user, on = asker(request), today()
    tab, due = _coded(Tab, request.GET.get("tab"), Tab.MINE), _coded(Due, request.GET.get("due"), Due.ANY)
    found = listing(user, on, tab=tab, due=due, number=request.GET.get("page"))
    calendar = days.calendar()
    context = {
        "listing": found,
        "tabs": [(name, found.counts[name]) for name in Tab],
        "dues": list(Due),
        "rows": _rows(list(found.page), on, calendar),
        "inbox_count": found.counts[Tab.MINE],
    }
    shown(request, *(task.process for task in found.page))
    return render(request, "workflows/inbox.html", context)


def _rows(tasks: list[Task], on: date, calendar: Calendar) -> list[Row]:
    """A task without a day of its own shows the clock of its case that runs out next, one statement a procedure."""
    waiting: dict[str, list[Task]] = {}
    for task in tasks:
        if task.due_on is None:
            waiting.setdefault(task.process.kind, []).append(task)
    beside = {pk: clock for kind, some in waiting.items() for pk, clock in screen_of(kind).beside(some, on).items()}
    rows = []
    for task in tasks:
        running: list[tuple[str, date]] = [beside[task.process_id]] if task.process_id in beside else []
        if task.clock_on is not None:
            labels = screen_of(task.process.kind).clocks
            running.append((_(labels.get(task.clock_kind, task.clock_kind)), task.clock_on))
        if task.due_on is None and running:
            label, day = min(running, key=lambda clock: clock[1])
            rows.append(Row(task, beside_chip(label, day, on, calendar)))
        else:
            rows.append(Row(task, task_chip(task, task.process.state, on, calendar)))
    return rows


@require_safe
def task_page(request: HttpRequest, public_id: str) -> HttpResponse:
    task, case = _task(request, public_id)
    if task.finished is not None:
        return redirect("case", case.public_id)
    return _show_task(request, task, case)


@takes_forms(lambda public_id, verb: reverse("task", args=[public_id]))
def act_on_task(request: HttpRequest, public_id: str, verb: str) -> HttpResponse:
    """Do a verb of the task, once; a task already done answers 409 with what was typed."""
    user, on = asker(request), today()
    task, case = _task(request, public_id)
    doing = task.flow_task.doings.get(verb)
    if doing is None or doing.verb.at_meeting:
        raise Http404
    notice = case.law(on).notice if doing.binding else ""
    form_class = screen_of(case.kind).forms[verb]
    form = form_class(request.POST, request.FILES, verb=verb, on=on, user=user, case=case, task=task, notice=notice)

    def onward(result: Result) -> str:
        return reverse("case", args=[case.public_id]) if doing.completes else reverse("task", args=[task.public_id])

    return deliver(
        request,
        form,
        doing.verb,
        do=lambda key, data: act(task, verb, by=user, on=on, key=key, data=data),
        again=lambda form, findings: _show_task(request, task, case, form, findings),
        onward=onward,
        back=reverse("task", args=[task.public_id]),
    )


@require_safe
def case_page(request: HttpRequest, public_id: str) -> HttpResponse:
    """The dossier for those whose bodies see it: stage, papers, clocks, votes, record, and who else sees it."""
    return _show_case(request, _seen(request, public_id))


@takes_forms(lambda public_id, verb: reverse("case", args=[public_id]))
def act_on_seen_case(request: HttpRequest, public_id: str, verb: str) -> HttpResponse:
    """Do a verb that belongs to no open task."""
    user, on = asker(request), today()
    case = _seen(request, public_id)
    address = reverse("case", args=[case.public_id])
    doing = doing_of(case, verb, on)
    if doing is None:
        return redirect(address)
    notice = case.law(on).notice if doing.binding else ""
    form_class = screen_of(case.kind).forms[verb]
    form = form_class(request.POST, request.FILES, verb=verb, on=on, user=user, case=case, notice=notice)
    return deliver(
        request,
        form,
        doing.verb,
        do=lambda key, data: act_on_case(case, verb, by=user, on=on, key=key, data=data),
        again=lambda form, findings: _show_case(request, case, form, findings),
        onward=lambda result: address,
        back=address,
    )


def _seen(request: HttpRequest, public_id: str) -> Any:
    """The whole case, if the user may see it: what he may not see does not exist."""
    seen = get_object_or_404(Case.objects.visible_to(asker(request), today(), one=True), public_id=public_id)
    shown(request, seen)
    return _whole(seen)


def _show_case(
    request: HttpRequest, case: Any, bound: ActForm | None = None, broken: list[Finding] | None = None
) -> HttpResponse:
    user, on = asker(request), today()
    screen = screen_of(case.kind)
    events = events_of(case)
    calendar = days.calendar()
    open_tasks = list(Task.objects.open().filter(process=case).select_related("body"))
    bodies, named = access.who_can_see(case, on)
    seeing = {row.body_id for row in bodies}
    aside = case.stands_aside_in(user.person_id)
    seats = [seat for seat in my_seats(request) if seat.body_id not in aside]
    offered = offers(case, by=user, on=on, calendar=calendar, seats=seats)
    waiting = [task.body_id for task in open_tasks]
    by_name = any(row.user_id == user.pk for row in named)
    shut = case.shut_to(Beholder.of(bodies, [seat.body_id for seat in seats], waiting, named=by_name))
    derived = screen.clocks_of(case, on, calendar)
    context = {
        "case": case,
        "choices": [_choice(prospect, None, case, user, on, screen, bound) for prospect in offered],
        "bound": bound,
        "broken": check_lines(broken or []),
        "open_tasks": [Row(task, task_chip(task, case.state, on, calendar)) for task in open_tasks],
        "mine": _mine(open_tasks, case, user, on, seats),
        "stages": stages_of(case, case.state_label, reached_on(events)),
        "papers": screen.papers(
            _papers(case, user, on, [seat for seat in seats if seat.body_id in seeing], shut.papers)
        ),
        "pages": screen.pages(case, user, on),
        "clocks": _clocks(case, on, calendar, screen) if derived is None else derived,
        "clocks_title": _("Clocks") if derived is None else _("Deadlines and limitation"),
        "tallies": [
            (tally, _roster(tally))
            for tally in case.tallies.select_related("body", "item").order_by("held_on", "pk")
            if "votes" not in shut.panels
        ],
        "entries": entries(case, events, screen, shut.record),
        "panels": [panel for panel in screen.panels(case, on) if panel.code not in shut.panels],
        "who": lines_of(case, bodies, named, on),
        "follower": follower_of(case, on),
        "matrix": screen.matrix,
        "keeps_record": keeps_record(seats, {row.body_id for row in bodies}),
    }
    return render(request, "workflows/case.html", context, status=bound.status if bound else 200)


@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """For the proxy: the process answers. Asks nothing of the database."""
    return HttpResponse("ok", content_type="text/plain")


class Leave(LogoutView):
    """Signing out also empties what the browser kept of these pages: computers are shared."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        user_id = request.user.pk
        response = super().post(request, *args, **kwargs)
        sessions_ended.send(sender=None, user_id=user_id)
        response["Clear-Site-Data"] = '"cache", "storage"'
        return response


leave = takes_forms(lambda: reverse("inbox"))(Leave.as_view())


def _coded(codes: Any, code: str | None, default: Any) -> Any:
    return codes(code) if code in codes.values else default


def _task(request: HttpRequest, public_id: str) -> tuple[Task, Any]:
    """The task, open or done, with the whole case. What the user may not see does not exist."""
    try:
        task = seen_task(public_id, asker(request), today())
    except Task.DoesNotExist as error:
        raise Http404 from error
    seat = next((seat for seat in my_seats(request) if seat.body_id == task.body_id), None)
    shown(request, task.process, body=seat.body if seat else None)
    return task, task.process


def _papers(case: Any, user: User, on: date, seats: Sequence[Seat] = (), shut: Container[str] = ()) -> list[Document]:
    """The current papers. ``seats``: his in bodies that are known to see the case."""
    return opened_for(case, case.documents.filter(replaced_on__isnull=True).order_by("pk"), user, on, seats, shut)


def _whole(case: Case) -> Any:
    procedure = case.flow_class.process_class
    return procedure.objects.select_related(*procedure.read_with).get(pk=case.pk)


def _mine(open_tasks: Iterable[Task], case: Case, user: User, on: date, seats: Iterable[Seat]) -> set[int]:
    """Ids of the open tasks of a case he sees that wait for a body he sits in, or leads in this case."""
    led = {row.body_id for row in led_by(user, on).filter(case_id=case.pk)} if case.data.get(SENT) else set()
    here = {seat.body_id for seat in seats} | led
    return {task.pk for task in open_tasks if task.body_id in here}


def _clocks(case: Case, on: date, calendar: Any, screen: Screen) -> list[Any]:
    rows = case.deadlines.order_by("closed_on", "due_on", "pk")
    law, rules = case.law(on), rules_of(case.kind)
    return [clock_line(row, on, calendar, screen.clocks, law, rules, screen.periods) for row in rows]


def _roster(tally: Tally) -> list[dict[str, Any]]:
    """The lines of the roster, each with its reason in words."""
    return [{**line, "text": _(REASONS[line["reason"]]) if line["reason"] in REASONS else ""} for line in tally.roster]


def _show_task(
    request: HttpRequest, task: Task, case: Any, bound: ActForm | None = None, broken: list[Finding] | None = None
) -> HttpResponse:
    user, on = asker(request), today()
    screen, calendar = screen_of(case.kind), days.calendar()
    seats = my_seats(request)
    prospects = examine(task, by=user, on=on, calendar=calendar, seats=seats)
    choices = [_choice(prospect, task, case, user, on, screen, bound) for prospect in prospects]
    events = events_of(case)
    through = [(task.body, AccessReason.ON_ROUTE)] if task.body is not None else []
    shut = case.shut_to(Beholder(tuple(through), frozenset([task.body_id] if task.body_id else [])))
    told = entries(case, events, screen, shut.record)
    clocks, checks = _clocks(case, on, calendar, screen), _checks(prospects, task.due_on)
    context = {
        "task": task,
        "case": case,
        "chip": task_chip(task, case.state, on, calendar),
        "clocks": [clock for clock in clocks if clock.closed_on is None],
        "open_checks": [line for line in checks if line.tone != "ok"],
        "held_checks": [line for line in checks if line.tone == "ok"],
        "preparing": [choice for choice in choices if not choice.completes],
        "finishing": [choice for choice in choices if choice.completes],
        "onlooker": bool(prospects) and not any(prospect.permitted for prospect in prospects),
        "bound": bound,
        "broken": check_lines(broken or []),
        "papers": screen.papers(
            _papers(case, user, on, [seat for seat in seats if seat.body_id == task.body_id], shut.papers)
        ),
        "entries": told[:LATEST],
        "earlier": max(0, len(told) - LATEST),
        "meets": isinstance(task.flow_task, MeetingStep),
        "agenda_item": case.agenda_item if isinstance(task.flow_task, MeetingStep) else None,
        "asked": last_of(case, events, screen.asked.get(task.flow_task.name, ""), screen),
    }
    return render(request, "workflows/task.html", context, status=bound.status if bound else 200)


def _choice(
    prospect: Prospect, task: Task | None, case: Any, user: User, on: date, screen: Screen, bound: ActForm | None
) -> Choice:
    code, verb = prospect.verb.code, words(prospect.verb)
    if bound is not None and bound.verb == code:
        return Choice(verb, prospect.completes, bound, [], open=True)
    if not prospect.allowed:
        return Choice(verb, prospect.completes, None, reason_lines(prospect.reasons), open=False)
    form = screen.forms[code](verb=code, on=on, user=user, case=case, task=task, notice=prospect.notice)
    # what a meeting has decided has only to be recorded
    return Choice(verb, prospect.completes, form, [], open=not form.has_questions or prospect.verb.day_of is not None)


def _checks(prospects: list[Prospect], due: date | None) -> list[CheckLine]:
    """Each condition of the step once, in the order of the law; not those of a verb which is not that of the day."""
    found: dict[tuple[str, str], Finding] = {}
    for prospect in prospects:
        for finding in prospect.findings if not prospect.gated else ():
            found.setdefault((finding.name, finding.text), finding)
    return check_lines(found.values(), due)
