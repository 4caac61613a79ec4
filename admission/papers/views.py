"""The forms of a dossier: which there are, writing one, its print."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from admission.codes import DOCUMENT_LABELS
from admission.codes import Document as Code
from admission.papers.doors import PaperDoor, through_a_door
from admission.papers.handing_in import DossierWriting, paper_address
from admission.papers.models import PaperDraft
from workflows.documents.models import Document
from workflows.papers.writing import print_page, write_page


@require_safe
@through_a_door
def papers_page(request: HttpRequest, door: PaperDoor) -> HttpResponse:
    """The forms to be written now, and those that are papers of the dossier already."""
    drafts = {(row.code, row.key): row for row in PaperDraft.objects.filter(**door.drafts)}
    filed = [row for row in _documents(door) if row.printable]
    current = {(row.code, row.data.get("introducer") or row.data.get("helper") or "") for row in filed}
    lines = []
    for form in door.forms:
        for other in door.others(form) if form.of else [None]:
            key = other.public_id if other else ""
            lines.append(
                {
                    "form": form,
                    "label": _(DOCUMENT_LABELS[Code(form.code)]),
                    "other": other,
                    "address": paper_address(door, form, key),
                    "draft": drafts.get((form.code, key)),
                    "filed": (form.code, key) in current,
                }
            )
    context = {
        "door": door,
        "dossier": door.dossier,
        "lines": lines,
        "filed": [(row, _(DOCUMENT_LABELS[Code(row.code)]), row.data["paper"]["form"]) for row in filed],
    }
    return render(request, "admission/papers/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@through_a_door
def write(request: HttpRequest, door: PaperDoor, *, code: str, key: str = "") -> HttpResponse:
    """A form: shown, kept as typed with every sending, handed in."""
    writing = _writing(door, code, key)
    return write_page(
        request, writing, "papers/write.html", {"case": door.dossier, "other_person": writing.other, "door": door}
    )


@require_safe
@through_a_door
def print_draft(request: HttpRequest, door: PaperDoor, *, code: str, extension: str, key: str = "") -> HttpResponse:
    """The form as far as it is saved, to be signed by hand."""
    return print_page(request, _writing(door, code, key), extension)


def _writing(door: PaperDoor, code: str, key: str) -> DossierWriting:
    form = door.form(code)
    others = {person.public_id: person for person in door.others(form)} if form.of else {}
    if bool(form.of) != bool(key) or (key and key not in others):
        raise Http404
    return DossierWriting(door, form, others.get(key))


def _documents(door: PaperDoor) -> list[Document]:
    rows = door.dossier.documents.filter(replaced_on__isnull=True).order_by("pk")
    return list(rows.filter(own=True) if door.own else rows)
