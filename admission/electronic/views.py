"""Handing the archive to who sees the case officially; each paper is asked for on its own."""

import tempfile
from collections.abc import AsyncIterator, Iterator
from typing import IO

from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from admission.electronic.packing import pack
from admission.models import Dossier
from organization.clock import today
from workflows.context import asker
from workflows.documents.reading import opened_for
from workflows.documents.sealed import seal
from workflows.models import Case
from workflows.reads import shown

#: Bytes in memory before the archive goes to the disk; bytes read at a time.
IN_MEMORY, CHUNK = 1024 * 1024, 64 * 1024


@require_safe
def electronic_file(request: HttpRequest, public_id: str) -> StreamingHttpResponse:
    """404 for who does not see the case, which is everybody in his own matter: he reads his papers in his own file."""
    user, on = asker(request), today()
    seen = get_object_or_404(Case.objects.visible_to(user, on), public_id=public_id, kind="admission")
    shown(request, seen)
    dossier = Dossier.objects.select_related("subject", "organization").get(pk=seen.pk)
    papers = opened_for(dossier, dossier.documents.filter(replaced_on__isnull=True).order_by("pk"), user, on)
    # closed by whichever of the two reads it to its end
    archive = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
    pack(archive, dossier, papers)
    size = archive.tell()
    archive.seek(0)
    # an ASGI server would gather what is not asynchronous
    content = _later(archive) if isinstance(request, ASGIRequest) else _now(archive)
    response = StreamingHttpResponse(content, content_type="application/zip")
    response["Content-Length"] = str(size)
    return seal(response, f"ho-so-{dossier.code}.zip")


def _now(archive: IO[bytes]) -> Iterator[bytes]:
    with archive:
        while chunk := archive.read(CHUNK):
            yield chunk


async def _later(archive: IO[bytes]) -> AsyncIterator[bytes]:
    for chunk in _now(archive):
        yield chunk
