"""A paper as PDF or Word in the answer to a request: made from what is kept of it, the same bytes each time."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from organization.clock import today
from workflows.audit.models import Access
from workflows.context import asker
from workflows.documents.reading import readable
from workflows.documents.rendering.docx import to_docx
from workflows.documents.rendering.errors import NotRendered, TooLarge
from workflows.documents.rendering.paper import Paper, as_data
from workflows.documents.rendering.pdf import to_pdf
from workflows.documents.sealed import sealed
from workflows.reads import shown
from workflows.screens import screen_of

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
RENDERED = {"pdf": (to_pdf, PDF), "docx": (to_docx, DOCX)}


@require_safe
def print_paper(request: HttpRequest, public_id: str, extension: str) -> HttpResponse:
    """The form of a paper, for whoever may read the paper; 404 for everybody else."""
    document = readable(public_id, asker(request), today())
    if document is None or not document.printable:
        raise Http404(_("There is no such paper."))
    shown(request, document.case, access=Access.OWN if document.his else None)
    paper = screen_of(document.case.kind).printed(document)
    return printed(request, paper, extension, name=f"{document.data['paper']['form']} {document.number}", back="inbox")


def printed(request: HttpRequest, paper: Paper, extension: str, *, name: str, back: str) -> HttpResponse:
    """``paper`` as a file; ``back``: where to say why it could not be made."""
    render, kind = RENDERED[extension]
    try:
        content = render(as_data(paper))
    except (TooLarge, NotRendered) as error:
        messages.error(request, str(error))
        return redirect(back)
    return sealed(content, kind, f"{name.strip()}.{extension}")
