"""The background check on its own page, for who reads of third persons; and the page of an organisation that is asked,
which sees its requests and nothing else of a dossier.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from admission.background.forms import AnswerForm, RequestVerificationForm, described
from admission.background.people import Subject, subjects_of, why_not_answering
from admission.facts_replies import CHANNEL_LABELS, WHERE_LABELS, Channel, Where
from admission.flows import AdmissionFlow
from admission.models import Dossier, VerificationRequest
from admission.relations import EXEMPTION_LABELS, Exemption, Relation
from organization.asking import posted
from organization.clock import today
from organization.models import Seat, User
from permissions.catalogue import GRANTS, Perm
from permissions.checks import may
from workflows import days
from workflows.actions import act_on_case
from workflows.clocks import Chip, chip
from workflows.context import asker
from workflows.documents.reading import may_read
from workflows.findings import Finding
from workflows.inbox import PAGE_SIZE
from workflows.models import Deadline, Task
from workflows.presenting import check_lines, words
from workflows.reads import shown
from workflows.recusal import recused_because
from workflows.sending import UNPROCESSABLE, deliver


@dataclass(frozen=True)
class Asked:
    """A request with its clock: ``chip`` is None once it is answered."""

    row: VerificationRequest
    chip: Chip | None

    @property
    def way(self) -> str:
        """Where the person is and through whom he is asked about, in words; empty for no special place."""
        if not self.row.situation:
            return ""
        return f"{_(WHERE_LABELS[Where(self.row.situation)])}: {_(CHANNEL_LABELS[Channel(self.row.channel)])}"


@require_safe
def background_page(request: HttpRequest, public_id: str) -> HttpResponse:
    """Whom the check is about, what was asked and answered. ``?hoi=``: the person the form is about."""
    user, on = asker(request), today()
    rows = Dossier.objects.visible_to(user, on).select_related("subject", "organization")
    dossier = get_object_or_404(rows, public_id=public_id)
    if not may_read(dossier.pk, user, on, Perm.READ_THIRD_PERSONS):
        raise Http404
    shown(request, dossier)
    law, calendar = dossier.law(on), days.calendar()
    subjects = subjects_of(dossier, law)
    due = dict(Deadline.objects.filter(case=dossier, kind="verification").values_list("reference", "due_on"))
    requests = [_asked(row, due, on, calendar) for row in dossier.verifications.order_by("sent_on", "pk")]
    task = _verifying(dossier, user, on)
    context = {
        "dossier": dossier,
        "subjects": [(one, described(one)) for one in subjects],
        "requests": requests,
        "exemptions": [(_(EXEMPTION_LABELS[Exemption(one.ground)]), one) for one in dossier.exemptions.order_by("pk")],
        "task": task,
        "form": _request_form(request, dossier, subjects, task, user, on) if task else None,
        "verb": words(AdmissionFlow.verify.doings["request_verification"].verb),
        "persons": law.get("verification.persons"),
        "member_check": law.get("verification.member_check"),
    }
    return render(request, "admission/background/page.html", context)


@require_safe
def requests_page(request: HttpRequest) -> HttpResponse:
    """The requests made to the bodies for which the user answers: those that wait first."""
    user, on = asker(request), today()
    rows = _addressed_to(user, on).select_related("body", "dossier")
    rows = rows.order_by(F("replied_on").asc(nulls_first=True), "sent_on", "pk")
    calendar = days.calendar()
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    found = list(page.object_list)
    references = [row.public_id for row in found]
    clocks = Deadline.objects.filter(kind="verification", reference__in=references)
    due = dict(clocks.values_list("reference", "due_on"))
    context = {"requests": [_asked(row, due, on, calendar) for row in found], "page": page}
    shown(request, *(row.dossier for row in found))
    return render(request, "admission/background/requests.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def answer_page(request: HttpRequest, public_id: str) -> HttpResponse:
    """One request, for the body it was made to: about whom, by which letter; its answer is entered here once."""
    user, on = asker(request), today()
    rows = _addressed_to(user, on).select_related("body", "dossier__subject", "dossier__organization")
    row = get_object_or_404(rows, public_id=public_id)
    shown(request, row.dossier)
    verb = AdmissionFlow.answer.doings["take_in_answer"].verb
    here = reverse("verification_request", args=[row.public_id])

    def show(form: Any, findings: list[Finding]) -> HttpResponse:
        bound = form if form.is_bound else None
        context = {"row": row, "form": form, "verb": words(verb), "bound": bound, "broken": check_lines(findings)}
        context["why_not"] = why_not_answering(row, user, row.dossier.law(on))
        page = render(request, "admission/background/answer.html", context)
        page.status_code = UNPROCESSABLE if bound else 200
        return page

    form = AnswerForm(posted(request), verb="take_in_answer", on=on, user=user)
    form.sent_on = row.sent_on
    if request.method != "POST":
        return show(form, [])
    dossier = row.dossier
    return deliver(
        request,
        form,
        verb,
        do=lambda key, data: act_on_case(
            dossier, "take_in_answer", by=None, on=on, key=key, data={**data, "request": row.public_id, "user": user}
        ),
        again=show,
        onward=lambda result: here,
        back=here,
    )


def _addressed_to(user: User, on: date) -> QuerySet[VerificationRequest]:
    """The requests to bodies in which a seat of the day lets the user answer; never about his own dossier."""
    if user.person_id is None or not user.is_active:
        return VerificationRequest.objects.none()
    seats = Seat.objects.on(on).filter(person_id=user.person_id).select_related("body")
    bodies = [seat.body_id for seat in seats if (seat.body.kind, seat.role) in GRANTS[Perm.ANSWER_VERIFICATION]]
    return VerificationRequest.objects.filter(body__in=bodies).exclude(dossier__subject_id=user.person_id)


def _verifying(dossier: Dossier, user: User, on: date) -> Task | None:
    """The open task of the check, if it is the user's to do."""
    if recused_because(user, dossier, on):
        return None
    for task in Task.objects.open().filter(process=dossier).select_related("body"):
        node = task.flow_task
        if "request_verification" in node.doings and task.body and may(user, node.perm, task.body, on):
            return task
    return None


def _request_form(
    request: HttpRequest, dossier: Dossier, subjects: list[Subject], task: Task, user: User, on: date
) -> RequestVerificationForm:
    chosen = next((one for one in subjects if one.place == request.GET.get("hoi")), None)
    initial = {"whom": chosen.place, "place": chosen.residence, "abroad": chosen.abroad} if chosen else {}
    if chosen and chosen.abroad:
        initial["situation"] = Where.APPLICANT_ABROAD if chosen.relation is Relation.SELF else Where.RELATIVE_ABROAD
    return RequestVerificationForm(
        verb="request_verification", on=on, user=user, case=dossier, task=task, initial=initial
    )


def _asked(row: VerificationRequest, due: dict[str, date], on: date, calendar: Any) -> Asked:
    return Asked(row, None if row.replied_on else chip(due.get(row.public_id), on, calendar))
