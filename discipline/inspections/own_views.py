"""The file of the one inspected or supervised: what is asked of him, his explanation, and what was concluded."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from discipline.forms import FORMS
from discipline.inspections.models import Inspection
from discipline.inspections.own_words import asked_of_him, told_stages, told_state
from discipline.inspections.panels import his_words
from discipline.own_views import his_verbs, offers, open_task
from discipline.supervision.models import Supervision
from discipline.supervision.panels import remedies
from organization.clock import today
from organization.form_addresses import takes_forms
from permissions.checks import NotPermitted
from workflows import days
from workflows.actions import Result, act, act_on_case
from workflows.context import asker
from workflows.findings import Finding
from workflows.forms import ActForm
from workflows.presenting import check_lines, words
from workflows.reads import shown
from workflows.screens import screen_of
from workflows.sending import UNPROCESSABLE, deliver
from workflows.stages import stages_of
from workflows.timeline import events_of, reached_on

#: The kinds of case that are shown here.
SHOWN: tuple[type[Inspection] | type[Supervision], ...] = (Inspection, Supervision)


@require_safe
def own_inspection(request: HttpRequest, public_id: str) -> HttpResponse:
    """From the day on which it was made known to him."""
    return _show(request, _own(request, public_id))


@takes_forms(lambda public_id, verb: reverse("own_inspection", args=[public_id]))
def act_on_own_inspection(request: HttpRequest, public_id: str, verb: str) -> HttpResponse:
    """His explanation, self-criticism, evidence, a reserved opinion."""
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

    address = reverse("own_inspection", args=[case.public_id])
    return deliver(
        request,
        form,
        doing.verb,
        do=do,
        again=lambda form, findings: _show(request, case, form, findings),
        onward=lambda result: address,
        back=address,
    )


def _own(request: HttpRequest, public_id: str) -> Any:
    person = asker(request).person
    for model in SHOWN:
        rows = model.objects.own_file_of(person, today()).select_related("subject", "organization", "body")
        case = rows.filter(public_id=public_id).first()
        if case is not None:
            shown(request, case)
            return case
    raise Http404


def _show(
    request: HttpRequest, case: Any, bound: ActForm | None = None, broken: list[Finding] | None = None
) -> HttpResponse:
    user, on = asker(request), today()
    screen, calendar = screen_of(case.kind), days.calendar()
    waiting = open_task(case)
    acts = []
    for code, (task, doing) in offers(case, waiting).items():
        notice = case.law(on).notice if doing.binding else ""
        form = FORMS[code](
            verb=code, on=on, user=user, case=case, task=task, notice=notice, initial={"day": f"{on:%d/%m/%Y}"}
        )
        acts.append((words(doing.verb), bound if bound is not None and bound.verb == code else form))
    documents = case.documents.filter(replaced_on__isnull=True, own=True).order_by("pk")
    told = {row.code: row for row in documents}
    context = {
        "case": case,
        "line": screen.own_line(case, waiting, on, calendar),
        "asked": asked_of_him(case),
        "stages": _stages(case),
        "plan": told.get("inspection_plan") or told.get("supervision_plan"),
        "outline": told.get("inspection_outline"),
        "conclusion": told.get("inspection_conclusion") or told.get("supervision_notice"),
        "remedies": remedies(case, on) if isinstance(case, Supervision) else [],
        "papers": screen.own_papers(list(documents)),
        "written": his_words(case),
        "acts": acts,
        "bound": bound,
        "broken": check_lines(broken or []),
    }
    return render(request, "discipline/own_inspection.html", context, status=200 if bound is None else UNPROCESSABLE)


def _stages(case: Any) -> Any:
    """The stage line without what is not told to him."""
    told, way = told_state(case), told_stages(case)
    named = {code for code, _label in way} | {told.value}
    reached = {state: day for state, day in reached_on(events_of(case)).items() if state in named}
    return stages_of(case, str(told.label), reached, state=told.value, way=way)
