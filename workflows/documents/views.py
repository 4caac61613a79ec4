"""Handing a paper to those who may read it, and to nobody else."""

import logging

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from organization.clock import today
from workflows.audit.models import Access
from workflows.context import asker
from workflows.documents.reading import readable
from workflows.documents.sealed import sealed
from workflows.documents.storage import Damaged, open_file
from workflows.reads import shown

logger = logging.getLogger(__name__)


@require_safe
def download(request: HttpRequest, public_id: str) -> HttpResponse:
    """The file of a paper as an attachment; 404 for whoever may not see it."""
    document = readable(public_id, asker(request), today())
    if document is None or not document.sha256:
        raise Http404(_("There is no such paper."))
    try:
        content = open_file(document.sha256)
    except (OSError, Damaged):
        logger.critical("The file of paper %s is missing or was changed", document.public_id, exc_info=True)
        raise Http404(_("The file of this paper is missing or damaged and is not handed out.")) from None
    # the case of his own file is read as such, whatever page the link stands on
    shown(request, document.case, access=Access.OWN if document.his else None)
    # not FileResponse: at most some megabytes, hashed as they were read, and an ASGI server would gather them anyway
    return sealed(content.getvalue(), document.content_type, document.file_name)
