"""The pages of a CV: how far it is written, what was handed in, its print."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from admission.cv import drafts, showing
from admission.cv.committees import written
from admission.cv.doors import Door, through_a_door
from admission.cv.forms import SubmitCvForApplicantForm, SubmitCvForm
from admission.cv.paper import compose
from admission.cv.schema import schema
from admission.cv.writing import frame
from organization.form_addresses import takes_forms
from permissions.checks import NotPermitted
from workflows.actions import act
from workflows.documents.rendering.docx import to_docx
from workflows.documents.rendering.errors import NotRendered, TooLarge
from workflows.documents.rendering.paper import as_data
from workflows.documents.rendering.pdf import to_pdf
from workflows.findings import Finding
from workflows.forms import ActForm
from workflows.presenting import check_lines, words
from workflows.sending import UNPROCESSABLE, deliver

_PDF = "application/pdf"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
@through_a_door
def cv_page(request: HttpRequest, door: Door) -> HttpResponse:
    """What is written and what is missing, for who writes; what was handed in, for everybody else."""
    return _overview(request, door)


@takes_forms(lambda public_id, *, own: reverse("own_cv" if own else "cv", args=[public_id]))
@through_a_door
def submit(request: HttpRequest, door: Door) -> HttpResponse:
    """The CV is handed in by the act of the step."""
    if door.task is None or not door.writes:
        raise NotPermitted(door.closed)
    task, doing = door.task, door.task.flow_task.doings["submit_cv"]
    form = _submit_form(request, door, bound=True)
    return deliver(
        request,
        form,
        doing.verb,
        do=lambda key, data: act(task, "submit_cv", by=door.user, on=door.on, key=key, data=data),
        again=lambda form, findings: _overview(request, door, form, findings),
        onward=lambda result: door.address(),
        back=door.address(),
    )


@require_safe
@through_a_door
def cv_print(request: HttpRequest, door: Door, *, extension: str) -> HttpResponse:
    """The CV handed in, as this reader may read it, with items 24 to 26 as far as they are written.

    The applicant never reads what the committees wrote.
    """
    cv = door.cv
    if cv is None:
        raise Http404
    full = door.reads_third_persons
    committee = None if door.own else written(door.dossier, third_persons=full)
    paper = as_data(compose(cv.answers, cv.head, cv.submitted_on, third_persons=full, committee=committee))
    render_paper, kind = {"pdf": (to_pdf, _PDF), "docx": (to_docx, _DOCX)}[extension]
    try:
        content = render_paper(paper)
    except (TooLarge, NotRendered) as error:
        messages.error(request, str(error))
        return redirect(door.address())
    name = "ly-lich-2-knd" if full else "ly-lich-2-knd-khong-co-nguoi-thu-ba"
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}.{extension}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _submit_form(request: HttpRequest, door: Door, *, bound: bool = False) -> SubmitCvForm:
    kind = SubmitCvForm if door.own else SubmitCvForApplicantForm
    sent = (request.POST, request.FILES) if bound else (None, None)
    return kind(*sent, verb="submit_cv", on=door.on, user=door.user, case=door.dossier, task=door.task)


def _overview(
    request: HttpRequest, door: Door, form: ActForm | None = None, broken: list[Finding] | None = None
) -> HttpResponse:
    cv = door.cv
    full = door.reads_third_persons
    context: dict[str, Any] = {
        "door": door,
        "dossier": door.dossier,
        "cv": cv,
        "schema": schema(),
        "items": showing.items_told(cv.answers, third_persons=full) if cv else [],
        "full": full,
        "committee": None if door.own or cv is None else written(door.dossier, third_persons=full),
        "bound": form,
        "broken": check_lines(broken or []),
        "prints": [door.address("cv_print", extension=one) for one in ("pdf", "docx")],
    }
    if door.writes:
        draft = drafts.Draft.of(door.dossier, door.on)
        form = form or _submit_form(request, door)
        states = draft.states()
        context |= frame(door, draft) | {
            "form": form,
            "ready": all(state.reading.complete for state in states),
            "notes": drafts.notes_on(draft.answers(), door.dossier.subject),
            "verb": words(door.task.flow_task.doings["submit_cv"].verb) if door.task else None,
            "action": door.address("cv_submit"),
            "changed": cv is not None and draft.answers() != cv.answers,
        }
    status = UNPROCESSABLE if context["bound"] is not None else 200
    return render(request, "admission/cv/overview.html", context, status=status)
