"""The papers of a case: the list of what exists and what is missing, writing one, its print."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from discipline.papers.doors import CaseDoor, through_a_door
from discipline.papers.drafts import drafts_of
from discipline.papers.keeping import form_as_kept, kept_of
from discipline.papers.telling import Telling
from discipline.papers.writing import CaseWriting
from workflows.beholding import beholder_of
from workflows.documents.models import Document
from workflows.documents.printing import printed
from workflows.findings import CERTAINTY_LABELS
from workflows.law import NotInForce
from workflows.papers.compose import compose
from workflows.papers.writing import print_page, write_page
from workflows.routes import NoRoute


@require_safe
@through_a_door
def papers_page(request: HttpRequest, door: CaseDoor) -> HttpResponse:
    """What is to be written at the open step, and what the file itself prints."""
    body_id = door.body.pk if door.body else None
    drafts = {row.code: row for row in drafts_of(door.case) if row.body_id == body_id and row.waiting}
    lines = [
        {
            "form": form,
            "certainty": _(CERTAINTY_LABELS[form.certainty]),
            "address": door.address("case_paper", code=form.code),
            "draft": drafts.get(form.code),
        }
        for form in ([] if door.closed else door.forms)
    ]
    prints = [
        (form, [door.address("computed_paper", code=form.code, extension=one) for one in ("pdf", "docx")])
        for form in door.printed
    ]
    made = [(row, form_as_kept(row)) for row in _documents(door) if row.printable]
    context = {"door": door, "case": door.case, "lines": lines, "prints": prints, "made": made}
    return render(request, "discipline/papers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@through_a_door
def write(request: HttpRequest, door: CaseDoor, *, code: str) -> HttpResponse:
    """A paper: shown, kept as typed with every sending; handed in on the page of its act."""
    writing = CaseWriting(door, door.form(code))
    return write_page(request, writing, "papers/write.html", {"case": door.case, "door": door})


@require_safe
@through_a_door
def print_draft(request: HttpRequest, door: CaseDoor, *, code: str, extension: str) -> HttpResponse:
    """The paper as far as it is saved, to be signed by hand."""
    return print_page(request, CaseWriting(door, door.form(code)), extension)


@require_safe
@through_a_door
def print_computed(request: HttpRequest, door: CaseDoor, *, code: str, extension: str) -> HttpResponse:
    """What is printed from the file as it stands."""
    form = next((form for form in door.printed if form.code == code), None)
    if form is None:
        raise Http404
    body = door.task.body if door.task else None
    try:
        kept = kept_of(form, Telling(door.case, door.on, door.case.law(door.on), body), {})
    except (NoRoute, NotInForce) as error:
        messages.error(request, str(error))
        return redirect(door.back)
    paper = compose(form, kept, number="", day=door.on)
    return printed(request, paper, extension, name=form.form or form.title, back=door.back)


def _documents(door: CaseDoor) -> list[Document]:
    rows = door.case.documents.filter(replaced_on__isnull=True).order_by("pk")
    if door.own:
        return list(rows.filter(own=True))
    return list(rows.exclude(code__in=door.case.shut_to(beholder_of(door.case, door.user, door.on)).papers))
