"""Noting signs of a violation: the first act of an inspection."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from discipline.inspections.flows import InspectionFlow
from discipline.inspections.forms import NoteSignsForm
from discipline.law_of_day import law_of
from organization.asking import posted
from organization.clock import today
from organization.models import Body, User
from organization.queries import seats_of
from permissions.catalogue import Perm, roles_for
from workflows import errors
from workflows.actions import Result, open_case
from workflows.context import asker
from workflows.findings import Finding
from workflows.forms import ActForm
from workflows.models import Task
from workflows.presenting import check_lines, words
from workflows.sending import deliver


@require_http_methods(["GET", "HEAD", "POST"])
def note_signs(request: HttpRequest) -> HttpResponse:
    """A cell, a committee or an inspection commission notes signs of violation of a member below it."""
    user, on = asker(request), today()
    bodies = bodies_to_act_in(user, Perm.INSPECT)
    if not bodies:
        return errors.not_permitted(_("Noting signs takes a seat that inspects: cell, committee or commission."))
    chosen = request.POST.get("body") or request.GET.get("body")
    body = next((body for body in bodies if str(body.pk) == chosen), bodies[0])
    verb = InspectionFlow.opening_node().doings["note_signs"].verb
    form = NoteSignsForm(posted(request), verb=verb.code, on=on, user=user, notice=law_of(on).notice)
    form.offer(body, on)

    def again(form: ActForm, findings: list[Finding]) -> HttpResponse:
        context = {
            "form": form,
            "bodies": bodies,
            "body": body,
            "verb": words(verb),
            "broken": check_lines(findings),
            "address": reverse("note_signs"),
        }
        return render(request, "discipline/register.html", context, status=form.status)

    if request.method != "POST":
        return again(form, [])
    return deliver(
        request,
        form,
        verb,
        do=lambda key, data: open_case(InspectionFlow, by=user, body=body, on=on, key=key, data=data, verb=verb.code),
        again=again,
        onward=to_first_task,
        back=reverse("note_signs"),
    )


def bodies_to_act_in(user: User, perm: str) -> list[Body]:
    """The bodies in which a seat of today carries the permission."""
    seats = seats_of(user.person, today())
    return list({seat.body_id: seat.body for seat in seats if seat.role in roles_for(perm, seat.body.kind)}.values())


def to_first_task(result: Result) -> str:
    task = Task.objects.open().filter(process_id=result.case.pk).first()
    return reverse("task", args=[task.public_id]) if task else reverse("case", args=[result.case.public_id])
