"""Registering a report of a violation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from discipline.collective_forms import RegisterOrganizationReportForm
from discipline.flows import DisciplineFlow
from discipline.intake_forms import RegisterReportForm
from discipline.law_of_day import law_of
from organization.asking import posted
from organization.clock import today
from organization.models import Body, BodyKind, User
from organization.queries import seats_of
from permissions.catalogue import roles_for
from workflows import errors
from workflows.actions import Result, open_case
from workflows.context import asker
from workflows.findings import Finding
from workflows.forms import ActForm
from workflows.models import Task
from workflows.presenting import check_lines, words
from workflows.sending import deliver


@require_http_methods(["GET", "HEAD", "POST"])
def register_report(request: HttpRequest) -> HttpResponse:
    """A cell or an inspection commission registers a report about a member below it."""
    return _register(request, "register_report", RegisterReportForm)


@require_http_methods(["GET", "HEAD", "POST"])
def register_organization_report(request: HttpRequest) -> HttpResponse:
    """An inspection commission registers a report about an organisation below it."""
    return _register(request, "register_organization_report", RegisterOrganizationReportForm)


def _register(
    request: HttpRequest, code: str, form_class: type[RegisterReportForm] | type[RegisterOrganizationReportForm]
) -> HttpResponse:
    """The form of an opening verb, whose page has the verb's own name."""
    user, on = asker(request), today()
    bodies = bodies_to_register_in(user)
    if not bodies:
        return errors.not_permitted(
            _("Registering a report takes a seat as secretary of a cell, or in an inspection commission.")
        )
    if code == "register_organization_report":  # below a cell there is no organisation
        bodies = [body for body in bodies if body.kind == BodyKind.INSPECTION]
    if not bodies:
        return errors.not_permitted(_("A report about an organisation takes a seat in an inspection commission."))
    chosen = request.POST.get("body") or request.GET.get("body")
    body = next((body for body in bodies if str(body.pk) == chosen), bodies[0])
    verb, address = DisciplineFlow.opening_node(code).doings[code].verb, reverse(code)
    form = form_class(posted(request), verb=verb.code, on=on, user=user, notice=law_of(on).notice)
    form.offer(body, on)

    def again(form: ActForm, findings: list[Finding]) -> HttpResponse:
        context = {
            "form": form,
            "bodies": bodies,
            "body": body,
            "verb": words(verb),
            "broken": check_lines(findings),
            "address": address,
        }
        return render(request, "discipline/register.html", context, status=form.status)

    if request.method != "POST":
        return again(form, [])
    return deliver(
        request,
        form,
        verb,
        do=lambda key, data: open_case(DisciplineFlow, by=user, body=body, on=on, key=key, data=data, verb=verb.code),
        again=again,
        onward=_to_first_task,
        back=address,
    )


def bodies_to_register_in(user: User) -> list[Body]:
    """The bodies in which a seat of today lets the user register a report."""
    perm = DisciplineFlow.opening_node().perm
    seats = seats_of(user.person, today())
    return list({seat.body_id: seat.body for seat in seats if seat.role in roles_for(perm, seat.body.kind)}.values())


def _to_first_task(result: Result) -> str:
    task = Task.objects.open().filter(process_id=result.case.pk).first()
    return reverse("task", args=[task.public_id]) if task else reverse("case", args=[result.case.public_id])
