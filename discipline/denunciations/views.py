"""The pages of a denunciation: its receipt, the page behind the door, and the file of the person denounced."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from discipline.denunciations import identity
from discipline.denunciations.flows import DenunciationFlow
from discipline.denunciations.forms import PurposeForm, RegisterDenunciationForm
from discipline.denunciations.models import Denunciation
from discipline.denunciations.own_words import conclusions, denunciation_line, told, told_state, written
from discipline.denunciations.sealed_forms import IDENTITY
from discipline.forms import FORMS
from discipline.law_of_day import law_of
from discipline.spoken import spoken
from organization.asking import posted
from organization.clock import today
from organization.form_addresses import takes_forms
from organization.models import Body, User
from organization.queries import seats_of
from permissions.catalogue import roles_for
from permissions.checks import NotPermitted
from workflows import days, errors
from workflows.actions import Result, act, open_case
from workflows.audit.models import Access
from workflows.context import asker
from workflows.documents.sealed import sealed
from workflows.findings import Finding
from workflows.forms import ActForm
from workflows.models import Task
from workflows.presenting import check_lines, words
from workflows.reads import shown
from workflows.screens import screen_of
from workflows.sending import UNPROCESSABLE, deliver


@never_cache
@sensitive_post_parameters(*IDENTITY)
@require_http_methods(["GET", "HEAD", "POST"])
def register_denunciation(request: HttpRequest) -> HttpResponse:
    """A body that handles denunciations receives one about a member below it."""
    user, on = asker(request), today()
    bodies = bodies_to_receive_in(user)
    if not bodies:
        return errors.not_permitted(
            _("Receiving a denunciation takes a seat in a cell, a committee or an inspection commission.")
        )
    chosen = request.POST.get("body") or request.GET.get("body")
    body = next((body for body in bodies if str(body.pk) == chosen), bodies[0])
    verb = DenunciationFlow.opening_node().doings["register_denunciation"].verb
    notice = law_of(on).notice
    form = RegisterDenunciationForm(posted(request), verb=verb.code, on=on, user=user, notice=notice)
    form.offer(body, on)

    def again(form: ActForm, findings: list[Finding]) -> HttpResponse:
        context = {"form": form, "bodies": bodies, "body": body, "verb": words(verb), "broken": check_lines(findings)}
        return render(request, "discipline/receive.html", context, status=form.status)

    if request.method != "POST":
        return again(form, [])
    return deliver(
        request,
        form,
        verb,
        do=lambda key, data: open_case(DenunciationFlow, by=user, body=body, on=on, key=key, data=data),
        again=again,
        onward=_to_first_task,
        back=reverse("register_denunciation"),
    )


def bodies_to_receive_in(user: User) -> list[Body]:
    """The bodies in which a seat of today lets the user receive a denunciation."""
    perm = DenunciationFlow.opening_node().perm
    seats = seats_of(user.person, today())
    return list({seat.body_id: seat.body for seat in seats if seat.role in roles_for(perm, seat.body.kind)}.values())


def _to_first_task(result: Result) -> str:
    task = Task.objects.open().filter(process_id=result.case.pk).first()
    return reverse("task", args=[task.public_id]) if task else reverse("case", args=[result.case.public_id])


@never_cache
@sensitive_variables("reading")
@require_http_methods(["GET", "HEAD", "POST"])
def denouncer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Who denounced: shown after the purpose was typed and the reading recorded. For anybody else there is no page."""
    user, on = asker(request), today()
    case = get_object_or_404(Denunciation.objects.select_related("handler", "subject"), public_id=public_id)
    if not identity.may_read(case, user, on):
        raise Http404
    shown(request, case)
    form = PurposeForm(posted(request))
    reading = None
    if request.method == "POST" and form.is_valid():
        try:
            reading = identity.read(
                case, user, on, form.cleaned_data["purpose"], paper=bool(form.cleaned_data["paper"])
            )
        except identity.NoDoor as error:
            raise Http404 from error
        shown(request, case, purpose=reading.purpose)
        if form.cleaned_data["paper"]:
            if reading.original is None:
                raise Http404
            shown(request, case, access=Access.FILE)
            return sealed(reading.original.content, reading.original.content_type, reading.original.file_name)
    context = {
        "case": case,
        "form": form,
        "rows": reading.rows if reading else [],
        "has_paper": reading is not None and reading.has_original,
        "purpose": spoken("purpose", reading.purpose if reading else ""),
    }
    status = UNPROCESSABLE if form.is_bound and form.errors else 200
    return render(request, "discipline/denouncer.html", context, status=status)


@require_safe
def own_denunciation(request: HttpRequest, public_id: str) -> HttpResponse:
    """The denunciation of the user himself, from the day on which the allegations were given to him."""
    return _show_own(request, _own(request, public_id))


@takes_forms(lambda public_id, verb: reverse("own_denunciation", args=[public_id]))
def act_on_own_denunciation(request: HttpRequest, public_id: str, verb: str) -> HttpResponse:
    """His explanation, and evidence."""
    user, on = asker(request), today()
    case = _own(request, public_id)
    if verb not in _his_verbs():
        raise Http404
    offered = _offers(case)
    if verb not in offered:
        raise NotPermitted(_("At this stage this is not asked of you."))
    task, doing = offered[verb]
    notice = case.law(on).notice if doing.binding else ""
    form = FORMS[verb](request.POST, request.FILES, verb=verb, on=on, user=user, case=case, task=task, notice=notice)
    address = reverse("own_denunciation", args=[case.public_id])
    return deliver(
        request,
        form,
        doing.verb,
        do=lambda key, data: act(task, verb, by=user, on=on, key=key, data=data),
        again=lambda form, findings: _show_own(request, case, form, findings),
        onward=lambda result: address,
        back=address,
    )


def _own(request: HttpRequest, public_id: str) -> Denunciation:
    rows = Denunciation.objects.own_file_of(asker(request).person)
    found: Denunciation = get_object_or_404(rows.select_related("subject", "organization"), public_id=public_id)
    shown(request, found)
    return found


def _his_verbs() -> set[str]:
    nodes = DenunciationFlow.verb_nodes()
    return {code for node in nodes for code, doing in node.doings.items() if doing.verb.by_subject}


def _offers(case: Denunciation) -> dict[str, tuple[Task, Any]]:
    return {
        code: (task, doing)
        for task in Task.objects.open().filter(process=case).select_related("body")
        for code, doing in task.flow_task.doings.items()
        if doing.verb.by_subject
    }


def _show_own(
    request: HttpRequest, case: Denunciation, bound: ActForm | None = None, broken: list[Finding] | None = None
) -> HttpResponse:
    user, on = asker(request), today()
    waiting = Task.objects.open().filter(process=case).select_related("body").first()
    documents = case.documents.filter(replaced_on__isnull=True, own=True).order_by("pk")
    acts = []
    for code, (task, doing) in _offers(case).items():
        notice = case.law(on).notice if doing.binding else ""
        form = FORMS[code](
            verb=code, on=on, user=user, case=case, task=task, notice=notice, initial={"day": f"{on:%d/%m/%Y}"}
        )
        acts.append((words(doing.verb), bound if bound is not None and bound.verb == code else form))
    context = {
        "case": case,
        "told": told_state(case).label,
        "line": denunciation_line(case, waiting, on, days.calendar()),
        "allegations": told(case, "denunciation_extract", "allegations"),
        "conclusions": conclusions(case),
        "cleared": told(case, "clearing", "how"),
        "written": written(case),
        "papers": screen_of(case.kind).own_papers(list(documents)),
        "acts": acts,
        "bound": bound,
        "broken": check_lines(broken or []),
    }
    return render(request, "discipline/own_denunciation.html", context, status=200 if bound is None else UNPROCESSABLE)
