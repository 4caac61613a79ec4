"""Pages of complaints: complaining from one's own file, following one's complaint, entering one that came by post."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from discipline.codes import FORM_LABELS, Form
from discipline.codes_complaint import LEVEL_LABELS, ORGAN_LABELS
from discipline.complaints.flows import ComplaintFlow
from discipline.complaints.forms import COMPLAINT_FORMS, ComplainForm, EnterComplaintForm
from discipline.complaints.models import Complaint
from discipline.complaints.own_words import asks, notices, own_line, told_clock, told_stages, told_state
from discipline.complaints.states import NOT_DECIDED
from discipline.law_of_day import law_of
from discipline.models import DisciplineCase
from discipline.states import COMPLAINABLE
from organization.asking import posted
from organization.clock import today
from organization.form_addresses import takes_forms
from organization.models import Body, BodyKind, User
from organization.queries import seats_of
from permissions.catalogue import Perm, roles_for
from workflows import days, errors
from workflows.actions import Result, act_on_case, open_case
from workflows.context import asker
from workflows.findings import Finding
from workflows.forms import ActForm
from workflows.law import NotInForce
from workflows.models import Task
from workflows.presenting import check_lines, words
from workflows.reads import shown
from workflows.routes import NoRoute
from workflows.screens import screen_of
from workflows.sending import UNPROCESSABLE, deliver
from workflows.stages import stages_of
from workflows.timeline import events_of, reached_on


@require_http_methods(["GET", "HEAD", "POST"])
def complain_about(request: HttpRequest, public_id: str) -> HttpResponse:
    """The disciplined member complains from his own file; which body is competent is computed, never chosen."""
    user, on = asker(request), today()
    rows = DisciplineCase.objects.own_file_of(user.person, today()).filter(state__in=COMPLAINABLE)
    case = get_object_or_404(rows.select_related("subject", "organization"), public_id=public_id)
    shown(request, case)
    verb = ComplaintFlow.opening_node().doings["complain"].verb
    form = ComplainForm(
        posted(request),
        request.FILES or None,
        verb=verb.code,
        on=on,
        user=user,
        notice=case.law(on).notice,
        initial={"day": f"{on:%d/%m/%Y}"},
    )
    body, place = _competent(case, on)
    pending = case.complaint_pending
    address = reverse("complain_about", args=[case.public_id])

    def again(form: ActForm, findings: list[Finding]) -> HttpResponse:
        context = {
            "form": form,
            "case": case,
            "body": body,
            "place": place,
            "pending": pending if not form.is_bound else None,
            "verb": words(verb),
            "broken": check_lines(findings),
            "address": address,
        }
        return render(request, "discipline/complain.html", context, status=UNPROCESSABLE if form.is_bound else 200)

    if request.method != "POST" or body is None:
        return again(form, [])
    return deliver(
        request,
        form,
        verb,
        do=lambda key, data: open_case(
            ComplaintFlow,
            by=user,
            body=None,
            on=on,
            key=key,
            data={**data, "of": case, "to": body},
            verb=verb.code,
        ),
        again=again,
        onward=lambda result: reverse("own_complaint", args=[result.case.public_id]),
        back=address,
    )


@require_safe
def own_complaint(request: HttpRequest, public_id: str) -> HttpResponse:
    return _show_own(request, _own(request, public_id))


@takes_forms(lambda public_id, verb: reverse("own_complaint", args=[public_id]))
def act_on_own_complaint(request: HttpRequest, public_id: str, verb: str) -> HttpResponse:
    user, on = asker(request), today()
    case = _own(request, public_id)
    node = ComplaintFlow.anytime(verb)
    if node is None or not node.doings[verb].verb.by_subject:
        raise Http404
    notice = case.law(on).notice if node.doings[verb].binding else ""
    form = COMPLAINT_FORMS[verb](request.POST, verb=verb, on=on, user=user, case=case, notice=notice)
    address = reverse("own_complaint", args=[case.public_id])
    return deliver(
        request,
        form,
        node.doings[verb].verb,
        do=lambda key, data: act_on_case(case, verb, by=user, on=on, key=key, data=data),
        again=lambda form, findings: _show_own(request, case, form, findings),
        onward=lambda result: address,
        back=address,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def enter_complaint(request: HttpRequest) -> HttpResponse:
    """The office of a level enters a complaint that came by post."""
    user, on = asker(request), today()
    bodies = _offices(user, on)
    if not bodies:
        return errors.not_permitted(_("Entering a complaint takes a seat in an inspection commission or a committee."))
    chosen = request.POST.get("body") or request.GET.get("body")
    body = next((body for body in bodies if str(body.pk) == chosen), bodies[0])
    verb = ComplaintFlow.opening_node().doings["enter_complaint"].verb
    form = EnterComplaintForm(
        posted(request),
        request.FILES or None,
        verb=verb.code,
        on=on,
        user=user,
        notice=law_of(on).notice,
        initial={"day": f"{on:%d/%m/%Y}"},
    )
    cases = (
        DisciplineCase.objects.visible_to(user, on)
        .filter(state__in=COMPLAINABLE, accesses__body=body)
        .select_related("subject")
        .order_by("subject__sort_name", "pk")
        .distinct()
    )
    form.offer(cases)

    def again(form: ActForm, findings: list[Finding]) -> HttpResponse:
        shown(request, *cases)
        context = {
            "form": form,
            "bodies": bodies,
            "body": body,
            "cases": bool(cases) or form.is_bound,
            "verb": words(verb),
            "broken": check_lines(findings),
            "address": reverse("enter_complaint"),
        }
        status = UNPROCESSABLE if form.is_bound else 200
        return render(request, "discipline/enter_complaint.html", context, status=status)

    if request.method != "POST":
        return again(form, [])
    return deliver(
        request,
        form,
        verb,
        do=lambda key, data: open_case(
            ComplaintFlow,
            by=user,
            body=body,
            on=on,
            key=key,
            data={**data, "to": _addressed(data["of"], body, on)},
            verb=verb.code,
        ),
        again=again,
        onward=_to_first_task,
        back=reverse("enter_complaint"),
    )


def _offices(user: User, on: date) -> list[Body]:
    """The bodies in which a seat of today lets the user enter a complaint, inspection commissions first."""
    perm = Perm.RESOLVE_COMPLAINT
    seats = seats_of(user.person, on)
    found = {seat.body_id: seat.body for seat in seats if seat.role in roles_for(perm, seat.body.kind)}
    return sorted(found.values(), key=lambda body: body.kind != BodyKind.INSPECTION)


def _addressed(case: DisciplineCase, body: Body, on: date) -> Body:
    """To which body of its level an office enters a complaint: the one that is competent there, else itself."""
    competent, _place = _competent(case, on)
    same = competent is not None and competent.organization_id == body.organization_id
    return competent if competent is not None and same else body


def _competent(case: DisciplineCase, on: date) -> tuple[Body | None, str]:
    """The body at which a complaint about the case belongs on the day, and its place in words; "" where none is left.

    None: it is not in this system.
    """
    try:
        complaint = Complaint.about(case)
        step = complaint.due_instance(on)
    except (NoRoute, NotInForce) as error:
        return None, str(error)
    if step is None:
        return None, ""
    named = f"{_(ORGAN_LABELS[step.organ])}, {_(LEVEL_LABELS[step.level])}"
    return complaint.instances(on).bodies.get(step.place), named


def _own(request: HttpRequest, public_id: str) -> Complaint:
    rows = Complaint.objects.own_file_of(asker(request).person, today())
    found: Complaint = get_object_or_404(rows.select_related("subject", "organization", "of"), public_id=public_id)
    shown(request, found)
    return found


def _show_own(
    request: HttpRequest, case: Complaint, bound: ActForm | None = None, broken: list[Finding] | None = None
) -> HttpResponse:
    user, on, calendar = asker(request), today(), days.calendar()
    documents = list(case.documents.filter(replaced_on__isnull=True, own=True).order_by("pk"))
    waiting = Task.objects.open().filter(process=case).select_related("body").first()
    answer = next((paper for paper in documents if paper.code == "complaint_answer"), None)
    onward = answer.data.get("complaint_to", "") if answer else ""
    clock = told_clock(case)
    hearings = [row for row in case.party_rows if row.party == "complainant"]
    acts = []
    for node in ComplaintFlow.verb_nodes():
        if case.state not in node.states or case.state not in NOT_DECIDED:
            continue
        for code, doing in node.doings.items():
            if doing.verb.by_subject:
                notice = case.law(on).notice if doing.binding else ""
                form = COMPLAINT_FORMS[code](
                    verb=code, on=on, user=user, case=case, notice=notice, initial={"day": f"{on:%d/%m/%Y}"}
                )
                acts.append((words(doing.verb), bound if bound is not None and bound.verb == code else form))
    context = {
        "case": case,
        "told": told_state(case).label,
        "line": own_line(case, waiting, on, calendar),
        "asks": asks(case, onward, clock, on),
        "stages": _told_stages(case),
        "papers": screen_of(case.kind).own_papers(documents),
        "notices": notices(documents),
        "onward": onward,
        "form": _(FORM_LABELS[Form(case.new_form)]) if case.announced_on and case.new_form else "",
        "hearings": sorted(hearings, key=lambda row: (row.held_on, row.pk)),
        "clock": clock,
        "acts": acts,
        "bound": bound,
        "broken": check_lines(broken or []),
    }
    return render(request, "discipline/own_complaint.html", context, status=200 if bound is None else UNPROCESSABLE)


def _told_stages(case: Complaint) -> Any:
    """The stage line without what is not announced to him yet."""
    told, way = told_state(case), told_stages(case)
    named = {code for code, _label in way} | {told.value}
    reached = {state: day for state, day in reached_on(events_of(case)).items() if state in named}
    return stages_of(case, str(told.label), reached, state=told.value, way=way)


def _to_first_task(result: Result) -> str:
    task = Task.objects.open().filter(process_id=result.case.pk).first()
    return reverse("task", args=[task.public_id]) if task else reverse("case", args=[result.case.public_id])
