"""Registering a report, and the file that the person concerned follows himself."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from discipline.examination_forms import CriticismForm
from discipline.flows import DisciplineFlow
from discipline.forms import FORMS
from discipline.intake_forms import RegisterReportForm
from discipline.law_of_day import law_of
from discipline.models import DisciplineCase
from discipline.own_words import told_state
from organization.clock import today
from organization.models import Body, User
from organization.queries import seats_of
from permissions.catalogue import roles_for
from permissions.checks import NotPermitted
from workflows import errors
from workflows.actions import Result, act, act_on_case, open_case
from workflows.context import asker
from workflows.findings import Finding
from workflows.forms import ActForm
from workflows.models import Task
from workflows.presenting import check_lines, words
from workflows.screens import screen_of
from workflows.sending import UNPROCESSABLE, deliver

#: What he does himself at an open step: {verb: form}.
HAND_IN: dict[str, type[ActForm]] = {"hand_in_criticism": CriticismForm}


@require_http_methods(["GET", "HEAD", "POST"])
def register_report(request: HttpRequest) -> HttpResponse:
    """A cell or an inspection commission registers a report about a member below it."""
    user, on = asker(request), today()
    bodies = bodies_to_register_in(user)
    if not bodies:
        return errors.not_permitted(
            _("Registering a report takes a seat as secretary of a cell, or in an inspection commission.")
        )
    chosen = request.POST.get("body") or request.GET.get("body")
    body = next((body for body in bodies if str(body.pk) == chosen), bodies[0])
    verb = DisciplineFlow.opening_node().doings["register_report"].verb
    form = RegisterReportForm(request.POST or None, verb=verb.code, on=on, user=user, notice=law_of(on).notice)
    form.offer(body, on)

    def again(form: ActForm, findings: list[Finding]) -> HttpResponse:
        context = {
            "form": form,
            "bodies": bodies,
            "body": body,
            "verb": words(verb),
            "broken": check_lines(findings),
            "address": reverse("register_report"),
        }
        return render(request, "discipline/register.html", context, status=UNPROCESSABLE if form.is_bound else 200)

    if request.method != "POST":
        return again(form, [])
    return deliver(
        request,
        form,
        verb,
        do=lambda key, data: open_case(DisciplineFlow, by=user, body=body, on=on, key=key, data=data, verb=verb.code),
        again=again,
        onward=_to_first_task,
        back=reverse("register_report"),
    )


def bodies_to_register_in(user: User) -> list[Body]:
    """The bodies in which a seat of today lets the user register a report."""
    perm = DisciplineFlow.opening_node().perm
    seats = seats_of(user.person, today())
    return list({seat.body_id: seat.body for seat in seats if seat.role in roles_for(perm, seat.body.kind)}.values())


@require_safe
def own_discipline(request: HttpRequest, public_id: str) -> HttpResponse:
    """The case about the user himself, from the day on which the plan was made known to him."""
    return _show_own(request, _own(request, public_id))


@require_http_methods(["GET", "POST"])
def act_on_own_discipline(request: HttpRequest, public_id: str, verb: str) -> HttpResponse:
    if request.method == "GET":
        return redirect("own_discipline", public_id)
    user, on = asker(request), today()
    case = _own(request, public_id)
    offered = _offers(case)
    if verb not in FORMS:
        raise Http404
    if verb not in offered:
        raise NotPermitted(_("At this stage this is not asked of you."))
    task, doing = offered[verb]
    notice = case.law(on).notice if doing.completes else ""
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
    rows = DisciplineCase.objects.own_file_of(asker(request).person)
    found: DisciplineCase = get_object_or_404(rows.select_related("subject", "organization"), public_id=public_id)
    return found


def _offers(case: DisciplineCase) -> dict[str, tuple[Task | None, Any]]:
    """{verb: (open task or None, how it is declared)} of what he may do himself as the case stands."""
    found: dict[str, tuple[Task | None, Any]] = {}
    for task in Task.objects.open().filter(process=case).select_related("body"):
        for code, doing in task.flow_task.doings.items():
            if doing.verb.by_subject:
                found[code] = (task, doing)
    return found


def _show_own(
    request: HttpRequest, case: DisciplineCase, bound: ActForm | None = None, broken: list[Finding] | None = None
) -> HttpResponse:
    user, on = asker(request), today()
    screen = screen_of(case.kind)
    documents = case.documents.filter(replaced_on__isnull=True, own=True).order_by("pk")
    acts = []
    for code, (task, doing) in _offers(case).items():
        notice = case.law(on).notice if doing.completes else ""
        form = FORMS[code](verb=code, on=on, user=user, case=case, task=task, notice=notice)
        acts.append((words(doing.verb), bound if bound is not None and bound.verb == code else form))
    plan = case.documents.filter(code="plan").order_by("-pk").first()
    context = {
        "case": case,
        "told": told_state(case).label,
        "papers": screen.own_papers(list(documents)),
        "allegations": plan.data.get("allegations", "") if plan else "",
        "hearings": case.hearings.order_by("held_on", "pk"),
        "summonses": case.summonses.order_by("sent_on", "pk"),
        "acts": acts,
        "bound": bound,
        "broken": check_lines(broken or []),
    }
    return render(request, "discipline/own_file.html", context, status=200 if bound is None else UNPROCESSABLE)


def _to_first_task(result: Result) -> str:
    task = Task.objects.open().filter(process_id=result.case.pk).first()
    return reverse("task", args=[task.public_id]) if task else reverse("case", args=[result.case.public_id])
