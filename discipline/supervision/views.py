"""The programme of the year: what is planned, how far each has come, what is not remedied; proposing, adopting."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from discipline.inspections.views import bodies_to_act_in
from discipline.law_of_day import law_of
from discipline.supervision.flows import SupervisionFlow
from discipline.supervision.planning_forms import AdoptForm, PlanItemForm
from discipline.supervision.programme import adopt, lines
from discipline.supervision.states import SupervisionState
from organization.asking import posted
from organization.clock import today
from organization.form_addresses import takes_forms
from organization.models import Body, User
from permissions.catalogue import Perm
from permissions.checks import require
from workflows import errors
from workflows.actions import open_case
from workflows.context import asker
from workflows.findings import Finding
from workflows.forms import ActForm
from workflows.presenting import check_lines, words
from workflows.reads import shown
from workflows.sending import UNPROCESSABLE, deliver


@require_safe
def programme(request: HttpRequest) -> HttpResponse:
    """Of a body in which the user inspects; who presides over it adopts what is proposed."""
    bodies = bodies_to_act_in(asker(request), Perm.INSPECT)
    if not bodies:
        return errors.not_permitted(_("The programme is seen by who sits in a body that inspects."))
    return _show(request, bodies)


@takes_forms(lambda: reverse("programme"))
def adopt_programme(request: HttpRequest) -> HttpResponse:
    """One decision adopts all that is proposed for the year."""
    user, on = asker(request), today()
    bodies = bodies_to_act_in(user, Perm.INSPECT)
    body, year = _meant(request, bodies, on)
    if body is None:
        return errors.not_permitted(_("The programme is seen by who sits in a body that inspects."))
    require(user, Perm.DECIDE_INSPECTION, body, on)
    verb = SupervisionFlow.instance.planned.doings["adopt_item"].verb
    notice = law_of(on).notice
    form = AdoptForm(request.POST, request.FILES, verb=verb.code, on=on, user=user, notice=notice)
    address = _address(body, year)
    return deliver(
        request,
        form,
        verb,
        do=lambda key, data: adopt(body, year, by=user, on=on, key=key, data=data),
        again=lambda form, findings: _show(request, bodies, form, findings),
        onward=lambda result: address,
        back=address,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def plan_item(request: HttpRequest) -> HttpResponse:
    """Propose an item of the programme of a body in which the user inspects."""
    user, on = asker(request), today()
    bodies = bodies_to_act_in(user, Perm.INSPECT)
    body, year = _meant(request, bodies, on)
    if body is None:
        return errors.not_permitted(_("The programme is seen by who sits in a body that inspects."))
    verb = SupervisionFlow.opening_node().doings["plan_item"].verb
    form = PlanItemForm(posted(request), verb=verb.code, on=on, user=user, notice=law_of(on).notice)
    form.offer(body, on)
    address = _address(body, year)

    def again(form: ActForm, findings: list[Finding]) -> HttpResponse:
        context = {
            "form": form,
            "body": body,
            "year": year,
            "verb": words(verb),
            "broken": check_lines(findings),
            "back": address,
        }
        return render(request, "discipline/plan_item.html", context, status=form.status)

    if request.method != "POST":
        return again(form, [])
    return deliver(
        request,
        form,
        verb,
        do=lambda key, data: open_case(
            SupervisionFlow, by=user, body=body, on=on, key=key, data={**data, "year": year}, verb=verb.code
        ),
        again=again,
        onward=lambda result: address,
        back=address,
    )


def _show(
    request: HttpRequest, bodies: list[Body], bound: ActForm | None = None, broken: list[Finding] | None = None
) -> HttpResponse:
    user, on = asker(request), today()
    body, year = _meant(request, bodies, on)
    assert body is not None
    found = lines(body, year, user, on)
    waiting = sum(line.item.state == SupervisionState.PLANNED for line in found)
    presides = body in bodies_to_act_in(user, Perm.DECIDE_INSPECTION)
    context = {
        "bodies": bodies,
        "body": body,
        "year": year,
        "years": _years(on),
        "lines": found,
        "decisions": _decisions(found),
        "waiting": waiting,
        "adopt": bound or _adopting(user, on) if presides and (waiting or bound) else None,
        "bound": bound,
        "broken": check_lines(broken or []),
    }
    shown(request, *(line.item for line in found))
    return render(request, "discipline/programme.html", context, status=UNPROCESSABLE if bound else 200)


def _adopting(user: User, on: date) -> ActForm:
    initial = {"day": f"{on:%d/%m/%Y}"}
    return AdoptForm(verb="adopt_item", on=on, user=user, notice=law_of(on).notice, initial=initial)


def _decisions(found: list[Any]) -> list[tuple[str, date]]:
    """[(number, day)] of the decisions that put an item into the programme, the first one first."""
    named = {(line.item.adopted_on, line.item.programme_number) for line in found if line.item.adopted_on}
    return [(number, day) for day, number in sorted(named)]


def _meant(request: HttpRequest, bodies: list[Body], on: date) -> tuple[Body | None, int]:
    """The body of those, and the year, that the form or the address names; the first and this year otherwise."""
    asked = request.POST if request.method == "POST" else request.GET
    body = next((body for body in bodies if str(body.pk) == asked.get("body")), bodies[0] if bodies else None)
    return body, {str(year): year for year in _years(on)}.get(asked.get("year") or "", on.year)


def _years(on: date) -> list[int]:
    return [on.year - 1, on.year, on.year + 1]


def _address(body: Body, year: int) -> str:
    return f"{reverse('programme')}?body={body.pk}&year={year}"
