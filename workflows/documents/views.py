"""Handing a paper to those who may read it, and to nobody else."""

import logging
from typing import cast
from urllib.parse import quote

from django.db.models import F, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from organization.clock import today
from organization.models import User
from organization.text import fold
from workflows.documents.models import Document
from workflows.documents.reading import reads
from workflows.documents.storage import Damaged, open_file
from workflows.models import Case

logger = logging.getLogger(__name__)


@require_safe
def download(request: HttpRequest, public_id: str) -> HttpResponse:
    """The file of a paper as an attachment that no browser opens in our name; 404 for whoever may not see it.

    Two doors: the case is visible to the user's seats today, or it is his own file and the paper is marked for it.
    """
    user = cast(User, request.user)
    on = today()
    seen = Case.objects.visible_to(user, on)
    own = Case.objects.own_file_of(user.person).values("pk")
    papers = Document.objects.filter(Q(case__in=seen.values("pk")) | Q(case__in=own, own=True)).exclude(sha256="")
    document = papers.annotate(subject_id=F("case__subject_id")).filter(public_id=public_id).first()
    theirs = document is not None and user.person_id == document.subject_id
    if document is None or not (theirs or reads(document, user, on)):
        raise Http404(_("There is no such paper."))
    try:
        content = open_file(document.sha256)
    except (OSError, Damaged):
        logger.critical("The file of paper %s is missing or was changed", document.public_id, exc_info=True)
        raise Http404(_("The file of this paper is missing or damaged and is not handed out.")) from None
    # not FileResponse: at most some megabytes, hashed as they were read, and an ASGI server would gather them anyway
    response = HttpResponse(content.getvalue(), content_type=document.content_type)
    response["Content-Disposition"] = _attachment(document.file_name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "no-store"
    return response


def _attachment(file_name: str) -> str:
    """The name twice: without diacritics for old programs, in UTF-8 for the others (RFC 6266)."""
    plain = "".join(char if char.isascii() and (char.isalnum() or char in ".-_ ") else "_" for char in fold(file_name))
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file_name, safe='')}"
