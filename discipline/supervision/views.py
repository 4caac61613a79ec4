"""The programme of the year: what is planned, how far each has come, what is not remedied; taking an item up."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from discipline.inspections.views import bodies_to_act_in, to_first_task
from discipline.law_of_day import law_of
from discipline.supervision.flows import SupervisionFlow
from discipline.supervision.forms import BeginForm, ItemForm, ProgrammeForm
from discipline.supervision.models import Supervision
from discipline.supervision.programme import Programme, ProgrammeItem
from organization.clock import today
from organization.models import Body, User
from permissions.catalogue import Perm
from permissions.checks import require
from workflows import errors
from workflows.actions import open_case
from workflows.context import asker
from workflows.findings import Finding
from workflows.forms import ActForm
from workflows.presenting import check_lines, words
from workflows.sending import UNPROCESSABLE, deliver


@dataclass(frozen=True)
class ItemLine:
    """An item with its supervision, if the user sees it; ``open``, ``late``: what is not remedied yet."""

    item: ProgrammeItem
    supervision: Supervision | None
    begun: bool
    open: int
    late: int


@require_http_methods(["GET", "HEAD", "POST"])
def programme(request: HttpRequest) -> HttpResponse:
    """Of a body in which the user inspects; who presides over it adopts the programme and plans its items."""
    user, on = asker(request), today()
    bodies = bodies_to_act_in(user, Perm.INSPECT)
    if not bodies:
        return errors.not_permitted(_("The programme is seen by who sits in a body that inspects."))
    chosen = request.POST.get("body") or request.GET.get("body")
    body = next((body for body in bodies if str(body.pk) == chosen), bodies[0])
    year = _year(request.GET.get("year"), on)
    if request.method != "POST":
        return _show(request, user, body, year, on)
    require(user, Perm.DECIDE_INSPECTION, body, on)
    if request.POST.get("what") == "programme":
        return _adopt(request, user, body, on)
    return _plan(request, user, body, on)


def _adopt(request: HttpRequest, user: User, body: Body, on: date) -> HttpResponse:
    form = ProgrammeForm(request.POST, verb="programme", on=on, user=user)
    year = on.year
    if form.is_valid():
        data = form.act_data
        year = data["year"]
        try:
            with transaction.atomic():
                Programme.objects.create(body=body, **data)
            return redirect(_address(body, year))
        except IntegrityError:
            form.add_error("year", _("This body has a programme of that year already."))
    return _show(request, user, body, year, on, adopting=form)


def _plan(request: HttpRequest, user: User, body: Body, on: date) -> HttpResponse:
    of = get_object_or_404(Programme, body=body, year=_year(request.POST.get("year"), on))
    form = ItemForm(request.POST, verb="item", on=on, user=user)
    form.offer(body)
    if form.is_valid():
        key = form.cleaned_data["key"]
        ProgrammeItem.objects.get_or_create(key=key, defaults={"programme": of, **form.act_data})
        return redirect(_address(body, of.year))
    return _show(request, user, body, of.year, on, planning=form)


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take an item of the programme up."""
    user, on = asker(request), today()
    bodies = bodies_to_act_in(user, Perm.INSPECT)
    rows = ProgrammeItem.objects.filter(programme__body__in=[body.pk for body in bodies])
    item = get_object_or_404(rows.select_related("programme__body", "organization", "person"), key=key)
    body = item.programme.body
    verb = SupervisionFlow.opening_node().doings["begin_supervision"].verb
    address = reverse("begin_supervision", args=[item.key])
    form = BeginForm(request.POST or None, verb=verb.code, on=on, user=user, notice=law_of(on).notice)
    form.of(item)

    def again(form: ActForm, findings: list[Finding]) -> HttpResponse:
        context = {
            "form": form,
            "item": item,
            "body": body,
            "verb": words(verb),
            "broken": check_lines(findings),
            "address": address,
        }
        status = UNPROCESSABLE if form.is_bound else 200
        return render(request, "discipline/begin_supervision.html", context, status=status)

    if request.method != "POST":
        return again(form, [])
    return deliver(
        request,
        form,
        verb,
        do=lambda key, data: open_case(SupervisionFlow, by=user, body=body, on=on, key=key, data=data, verb=verb.code),
        again=again,
        onward=to_first_task,
        back=address,
    )


def _show(
    request: HttpRequest,
    user: User,
    body: Body,
    year: int,
    on: date,
    *,
    adopting: ActForm | None = None,
    planning: ActForm | None = None,
) -> HttpResponse:
    bodies = bodies_to_act_in(user, Perm.INSPECT)
    of = Programme.objects.filter(body=body, year=year).first()
    presides = body in bodies_to_act_in(user, Perm.DECIDE_INSPECTION)
    item_form = planning
    if presides and of is not None and item_form is None:
        fresh = ItemForm(verb="item", on=on, user=user)
        fresh.offer(body)
        item_form = fresh
    context = {
        "bodies": bodies,
        "body": body,
        "year": year,
        "years": [on.year - 1, on.year, on.year + 1],
        "programme": of,
        "lines": _lines(of, user, on) if of else [],
        "adopt": (adopting or ProgrammeForm(verb="programme", on=on, user=user, initial={"year": year}))
        if presides and (of is None or adopting is not None)
        else None,
        "plan": item_form,
        "bound": adopting or planning,
    }
    bound = adopting or planning
    return render(request, "discipline/programme.html", context, status=UNPROCESSABLE if bound else 200)


def _lines(of: Programme, user: User, on: date) -> list[ItemLine]:
    """Three statements, however many items; a supervision that the user may not see is only said to have begun.

    What is planned about himself, or begun with him, does not exist for him here.
    """
    planned = list(of.items.select_related("organization", "person"))
    begun = {row.item_id: row for row in Supervision.objects.filter(item__in=planned).prefetch_related("remedies")}
    his = {item_id for item_id, row in begun.items() if row.subject_id == user.person_id}
    items = [item for item in planned if item.person_id != user.person_id and item.pk not in his]
    seen = set(Supervision.objects.visible_to(user, on).filter(item__in=items).values_list("pk", flat=True))
    return [_line(item, begun.get(item.pk), seen, on) for item in items]


def _line(item: ProgrammeItem, row: Supervision | None, seen: set[int], on: date) -> ItemLine:
    if row is None or row.pk not in seen:
        return ItemLine(item, None, row is not None, 0, 0)
    waiting: list[Any] = [one for one in row.remedies.all() if one.done_on is None]
    return ItemLine(item, row, True, len(waiting), sum(one.due_on < on for one in waiting))


def _year(typed: str | None, on: date) -> int:
    known = {str(year): year for year in (on.year - 1, on.year, on.year + 1)}
    return known.get(typed or "", on.year)


def _address(body: Body, year: int) -> str:
    return f"{reverse('programme')}?body={body.pk}&year={year}"
