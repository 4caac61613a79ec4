"""A file that comes with an act: looked into before the case is locked, kept with the paper it belongs to."""

from collections.abc import Callable, Mapping
from typing import Any

from workflows.acting import Act, Refused
from workflows.documents.inspection import Inspected, UploadRefused, inspect
from workflows.documents.models import Document
from workflows.documents.storage import store


def inspected(field: str) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    """``Verb.prepare`` for the file in ``field``: the data with ``inspected`` beside it.

    What it returns raises Refused for a file that may not be stored.
    """

    def prepare(data: Mapping[str, Any]) -> dict[str, Any]:
        upload = data.get(field)
        if not upload:
            return dict(data)
        try:
            return {**data, "inspected": inspect(upload)}
        except UploadRefused as error:
            raise Refused({field: str(error)}) from error

    return prepare


def file_paper(act: Act, code: str, field: str, **columns: Any) -> Document:
    """Add a paper with the act's inspected file; ``columns``: what else of the Document is known."""
    stored: Inspected = act.data["inspected"]
    store(act.data[field], stored)
    paper = Document(
        code=code,
        sha256=stored.sha256,
        size=stored.size,
        file_name=stored.file_name,
        content_type=stored.content_type,
        filed_by=act.by,
        filed_on=act.on,
        **columns,
    )
    act.add(paper)
    return paper


def issue_paper(act: Act, code: str, number: str = "", *, own: bool = False, **data: Any) -> None:
    """Add a paper that the act itself makes: of its day and body, without a file. ``own``: the person concerned reads
    it."""
    act.add(
        Document(
            code=code,
            number=number,
            issued_on=act.day,
            issuer=str(act.body),
            data=data,
            own=own,
            filed_by=act.by,
            filed_on=act.on,
        )
    )
