"""Opening a dossier, and the applicant's own file: stage, papers, whose turn it is; never votes, remarks or drafts."""

from collections.abc import Callable
from typing import Any, cast

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from admission.chains import place_row
from admission.flows import AdmissionFlow
from admission.forms import OpenDossierForm, OwnPaperForm, WithdrawForm
from admission.member_forms import OwnMemberPaperForm
from admission.member_move_words import own_move
from admission.models import Dossier, State
from admission.own_lines import own_line
from admission.record_words import own_panels
from admission.source_forms import FollowPersonForm
from admission.states import NOT_ANNOUNCED
from admission.temporary_words import own_stay
from organization.asking import posted
from organization.clock import today
from organization.form_addresses import takes_forms
from organization.models import Body, Membership, Person, Standing, User
from organization.queries import seats_of
from permissions.catalogue import roles_for
from permissions.checks import NotPermitted
from workflows import days, errors
from workflows.actions import Result, act, act_on_case, open_case
from workflows.context import asker
from workflows.findings import Finding
from workflows.forms import ActForm
from workflows.models import Case, Task
from workflows.presenting import check_lines, words
from workflows.reads import shown
from workflows.screens import screen_of
from workflows.sending import UNPROCESSABLE, deliver
from workflows.stages import stages_of
from workflows.timeline import events_of, reached_on

#: What the person concerned hands in himself, at the step that takes it: {verb: form}.
HAND_IN: dict[str, type[ActForm]] = {"file_paper": OwnPaperForm, "file_member_paper": OwnMemberPaperForm}


@require_http_methods(["GET", "HEAD", "POST"])
def open_dossier(request: HttpRequest) -> HttpResponse:
    """A cell opens the dossier of one of its sympathisers, at the permission."""
    told = {
        "title": _("Open a dossier"),
        "nobody": _("Nobody on the list of sympathisers of this cell is without an open dossier."),
    }
    return _begin_case(request, "open_dossier", OpenDossierForm, _sympathisers, told)


@require_http_methods(["GET", "HEAD", "POST"])
def follow_person(request: HttpRequest) -> HttpResponse:
    """A cell begins to follow a person who is not on its list yet."""
    told = {
        "title": _("Follow a person"),
        "nobody": _("Nobody in the lists of this cell is without membership and without an open dossier."),
    }
    return _begin_case(request, "follow_person", FollowPersonForm, _not_members, told)


def _begin_case(
    request: HttpRequest,
    code: str,
    form_class: type[OpenDossierForm | FollowPersonForm],
    persons: Callable[[Body, Any], QuerySet[Person]],
    told: dict[str, str],
) -> HttpResponse:
    """Without script: first the cell, where there are several. ``told``: title, nobody."""
    user, on = asker(request), today()
    bodies = _cells_to_open_in(user)
    if not bodies:
        return errors.not_permitted(
            _("Opening a dossier takes a seat as secretary, deputy secretary or clerk of a cell.")
        )
    chosen = request.POST.get("body") or request.GET.get("body")
    body = next((body for body in bodies if str(body.pk) == chosen), bodies[0])
    verb = AdmissionFlow.opening_node().doings[code].verb
    notice = Dossier(organization=body.organization).law(on).notice
    form = form_class(posted(request), verb=verb.code, on=on, user=user, notice=notice)
    form.offer(persons(body, on), Case.objects.filter(kind="admission", finished__isnull=True))

    def again(form: ActForm, findings: list[Finding]) -> HttpResponse:
        context = {
            "form": form,
            "bodies": bodies,
            "body": body,
            "verb": words(verb),
            "broken": check_lines(findings),
            "way": place_row(body.organization, on),
            "address": reverse(code),
            **told,
        }
        return render(request, "admission/open.html", context, status=UNPROCESSABLE if form.is_bound else 200)

    if request.method != "POST":
        return again(form, [])
    return deliver(
        request,
        form,
        verb,
        do=lambda key, data: open_case(AdmissionFlow, by=user, body=body, on=on, key=key, data=data, verb=code),
        again=again,
        onward=_to_first_task,
        back=reverse(code),
    )


@require_safe
def own_file(request: HttpRequest, public_id: str) -> HttpResponse:
    return _show_own(request, _own(request, public_id))


@takes_forms(lambda public_id, verb: reverse("own_file", args=[public_id]))
def act_on_own_file(request: HttpRequest, public_id: str, verb: str) -> HttpResponse:
    """What the applicant does himself: file his papers while the cell gathers them, and withdraw."""
    user, on = asker(request), today()
    dossier = _own(request, public_id)
    forms: dict[str, type[ActForm]] = {**HAND_IN, "withdraw": WithdrawForm}
    if verb not in forms:
        raise Http404
    node = AdmissionFlow.anytime(verb)
    task = None if node else _task_for(dossier, verb)
    if node is None and task is None:
        raise NotPermitted(_("Papers are taken only while the cell gathers them."))
    doings = node.doings if node else cast(Task, task).flow_task.doings
    notice = dossier.law(on).notice if doings[verb].completes else ""
    form = forms[verb](request.POST, request.FILES, verb=verb, on=on, user=user, case=dossier, task=task, notice=notice)

    def do(key: Any, data: dict[str, Any]) -> Result:
        if task is None:
            return act_on_case(dossier, verb, by=user, on=on, key=key, data=data)
        return act(task, verb, by=user, on=on, key=key, data=data)

    address = reverse("own_file", args=[dossier.public_id])
    return deliver(
        request,
        form,
        doings[verb].verb,
        do=do,
        again=lambda form, findings: _show_own(request, dossier, form, findings),
        onward=lambda result: address,
        back=address,
    )


def _own(request: HttpRequest, public_id: str) -> Dossier:
    rows = Dossier.objects.own_file_of(asker(request).person)
    found: Dossier = get_object_or_404(rows.select_related("subject", "organization"), public_id=public_id)
    shown(request, found)
    return found


def _task_for(dossier: Dossier, verb: str) -> Task | None:
    """The open task on which the applicant may do the verb himself."""
    for task in Task.objects.open().filter(process=dossier).select_related("body"):
        doing = task.flow_task.doings.get(verb)
        if doing is not None and doing.verb.by_subject:
            return task
    return None


def _show_own(
    request: HttpRequest, dossier: Dossier, bound: ActForm | None = None, broken: list[Finding] | None = None
) -> HttpResponse:
    user, on = asker(request), today()
    screen = screen_of(dossier.kind)
    task = Task.objects.open().filter(process=dossier).select_related("body").first()
    documents = dossier.documents.filter(replaced_on__isnull=True, own=True).order_by("pk")
    made: dict[str, ActForm] = {}
    hand_in = next((verb for verb in HAND_IN if _task_for(dossier, verb)), "")
    if hand_in:
        made[hand_in] = HAND_IN[hand_in](verb=hand_in, on=on, user=user, case=dossier)
    withdrawal = AdmissionFlow.anytime("withdraw")
    if withdrawal is not None and dossier.state in withdrawal.states and not dossier.finished:
        notice = dossier.law(on).notice
        made["withdraw"] = WithdrawForm(verb="withdraw", on=on, user=user, case=dossier, notice=notice)
    if bound is not None and bound.verb in made:
        made[bound.verb] = bound
    papers = screen.own_papers(list(documents))
    context = {
        "dossier": dossier,
        "line": own_line(dossier, task, on, days.calendar()),
        "stages": _told_stages(dossier),
        "told": dossier.told_applicant.label,
        "move": own_move(dossier),
        "stay": own_stay(dossier),
        "papers": papers,
        "panels": own_panels(dossier, on),
        "missing": [paper for paper in papers if not paper.documents],
        "forms": made,
        "hand_in": made.get(hand_in),
        "withdrawal": words(withdrawal.doings["withdraw"].verb) if withdrawal else None,
        "refused": dossier.state == State.REFUSED,
        "bound": bound,
        "broken": check_lines(broken or []),
    }
    return render(request, "admission/own_file.html", context, status=200 if bound is None else UNPROCESSABLE)


def _told_stages(dossier: Dossier) -> Any:
    """The stage line without the stages whose result is not announced to the applicant yet."""
    told = dossier.told_applicant
    reached = {state: day for state, day in reached_on(events_of(dossier)).items() if state not in NOT_ANNOUNCED}
    return stages_of(dossier, str(told.label), reached, state=told.value)


def _cells_to_open_in(user: User) -> list[Body]:
    """The bodies in which a seat of today lets the user open a dossier."""
    opening = AdmissionFlow.opening_node()
    seats = seats_of(user.person, today())
    found = {seat.body_id: seat.body for seat in seats if seat.role in roles_for(opening.perm, seat.body.kind)}
    return list(found.values())


def _sympathisers(body: Body, on: Any) -> QuerySet[Person]:
    """Persons on the cell's list of sympathisers."""
    listed = Membership.objects.on(on).filter(organization_id=body.organization_id, standing=Standing.SYMPATHIZER)
    return Person.objects.filter(pk__in=listed.values("person_id")).order_by("sort_name", "pk")


def _not_members(body: Body, on: Any) -> QuerySet[Person]:
    """Persons in the lists of the cell who are no members: the masses, sympathisers, and who left."""
    others = (Standing.MASSES, Standing.SYMPATHIZER, Standing.LEFT)
    listed = Membership.objects.on(on).filter(organization_id=body.organization_id, standing__in=others)
    return Person.objects.filter(pk__in=listed.values("person_id")).order_by("sort_name", "pk")


def _to_first_task(result: Result) -> str:
    task = Task.objects.open().filter(process_id=result.case.pk).first()
    return reverse("task", args=[task.public_id]) if task else reverse("case", args=[result.case.public_id])
