"""The file that the person concerned follows himself: what he is told, what is asked of him, what he hands in."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from discipline.codes import FORM_LABELS, Form
from discipline.forms import FORMS
from discipline.models import DisciplineCase
from discipline.objects import told_to_him
from discipline.own_words import asks, complaint_clock, complaint_to, proposals, told_stages, told_state, written
from discipline.words import PURPOSE_LABELS
from organization.clock import today
from organization.form_addresses import takes_forms
from permissions.checks import NotPermitted
from workflows import days
from workflows.actions import Result, act, act_on_case
from workflows.clocks import clock_line
from workflows.context import asker
from workflows.findings import Finding
from workflows.forms import ActForm
from workflows.models import Tally, Task
from workflows.nodes import Anytime
from workflows.presenting import check_lines, words
from workflows.procedures import rules_of
from workflows.reads import shown
from workflows.screens import screen_of
from workflows.sending import UNPROCESSABLE, deliver
from workflows.stages import stages_of
from workflows.timeline import events_of, reached_on


@require_safe
def own_discipline(request: HttpRequest, public_id: str) -> HttpResponse:
    """The case about the user himself, from the day on which the plan was made known to him."""
    return _show_own(request, _own(request, public_id))


@takes_forms(lambda public_id, verb: reverse("own_discipline", args=[public_id]))
def act_on_own_discipline(request: HttpRequest, public_id: str, verb: str) -> HttpResponse:
    """Self-criticism, evidence, a reserved opinion: what he does himself."""
    user, on = asker(request), today()
    case = _own(request, public_id)
    if verb not in his_verbs(case):
        raise Http404
    offered = offers(case, open_task(case))
    if verb not in offered:
        raise NotPermitted(_("At this stage this is not asked of you."))
    task, doing = offered[verb]
    notice = case.law(on).notice if doing.binding else ""
    form = FORMS[verb](request.POST, request.FILES, verb=verb, on=on, user=user, case=case, task=task, notice=notice)

    def do(key: Any, data: dict[str, Any]) -> Result:
        if task is None:
            return act_on_case(case, verb, by=user, on=on, key=key, data=data)
        return act(task, verb, by=user, on=on, key=key, data=data)

    address = reverse("own_discipline", args=[case.public_id])
    return deliver(
        request,
        form,
        doing.verb,
        do=do,
        again=lambda form, findings: _show_own(request, case, form, findings),
        onward=lambda result: address,
        back=address,
    )


def _own(request: HttpRequest, public_id: str) -> DisciplineCase:
    rows = DisciplineCase.objects.own_file_of(asker(request).person, today())
    found: DisciplineCase = get_object_or_404(rows.select_related(*DisciplineCase.read_with), public_id=public_id)
    shown(request, found)
    return found


def his_verbs(case: Any) -> set[str]:
    """Codes of what the person concerned may do at one stage or another."""
    nodes = case.flow_class.verb_nodes()
    return {code for node in nodes for code, doing in node.doings.items() if doing.verb.by_subject}


def open_task(case: Any) -> Task | None:
    """What the case waits for: one step at a time."""
    found: Task | None = Task.objects.open().filter(process=case).select_related("body").first()
    return found


def offers(case: Any, waiting: Task | None) -> dict[str, tuple[Task | None, Any]]:
    """{verb: (open task or None, how it is declared)} of what he may do himself as the case stands."""
    found: dict[str, tuple[Task | None, Any]] = {}
    for code, doing in waiting.flow_task.doings.items() if waiting is not None else ():
        if doing.verb.by_subject:
            found[code] = (waiting, doing)
    for node in case.flow_class.verb_nodes() if not case.finished else ():
        if isinstance(node, Anytime) and case.state in node.states:
            found |= {code: (None, doing) for code, doing in node.doings.items() if doing.verb.by_subject}
    # first what the stage waits for
    return dict(sorted(found.items(), key=lambda item: not item[1][1].completes))


def _show_own(
    request: HttpRequest, case: DisciplineCase, bound: ActForm | None = None, broken: list[Finding] | None = None
) -> HttpResponse:
    user, on = asker(request), today()
    screen, calendar = screen_of(case.kind), days.calendar()
    waiting = open_task(case)
    own = list(case.documents.filter(own=True).order_by("pk"))
    documents = [row for row in own if row.replaced_on is None]
    acts = []
    for code, (task, doing) in offers(case, waiting).items():
        notice = case.law(on).notice if doing.binding else ""
        form = FORMS[code](
            verb=code, on=on, user=user, case=case, task=task, notice=notice, initial={"day": f"{on:%d/%m/%Y}"}
        )
        acts.append((words(doing.verb), bound if bound is not None and bound.verb == code else form))
    announced = case.announced_on is not None
    plan = next((row for row in reversed(documents) if row.code == "plan"), None)
    clock = complaint_clock(case, calendar) if case.announced_on else None
    complaint = clock and clock_line(
        clock, on, calendar, screen.clocks, case.law(on), rules_of(case.kind), screen.periods
    )
    told = told_state(case)
    context = {
        "case": case,
        "told": told.label,
        "line": screen.own_line(case, waiting, on, calendar),
        "asks": asks(case, own, clock, on),
        "stages": _stages(case),
        "papers": screen.own_papers(documents),
        "plan": plan,
        "allegations": plan.data.get("allegations", "") if plan else "",
        "hearings": sorted(case.hearing_rows, key=lambda row: (row.held_on, row.pk)),
        "summonses": [(row, _(PURPOSE_LABELS[row.purpose])) for row in case.summons_rows],
        "written": written(own),
        "proposals": proposals(case),
        "form": _(FORM_LABELS[Form(case.form)]) if case.form and told_to_him("decision", announced=announced) else "",
        "votes": _votes(case) if told_to_him("vote_totals", announced=announced) else [],
        "complaint_to": complaint_to(own) if announced else "",
        "complaint": complaint,
        "acts": acts,
        "bound": bound,
        "broken": check_lines(broken or []),
    }
    return render(request, "discipline/own_file.html", context, status=200 if bound is None else UNPROCESSABLE)


def _votes(case: DisciplineCase) -> list[Tally]:
    """What the bodies voted on his case, first to last: totals alone."""
    return list(case.tallies.select_related("body", "item").order_by("held_on", "pk"))


def _stages(case: DisciplineCase) -> Any:
    """The stage line without what is not announced to him yet."""
    told, way = told_state(case), told_stages(case)
    named = {code for code, _label in way} | {told.value}
    reached = {state: day for state, day in reached_on(events_of(case)).items() if state in named}
    return stages_of(case, str(told.label), reached, state=told.value, way=way)
