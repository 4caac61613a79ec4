"""A file in an answer that no browser opens in our name."""

from typing import TypeVar
from urllib.parse import quote

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from organization.text import fold

Answer = TypeVar("Answer", bound=HttpResponseBase)


def sealed(content: bytes, content_type: str, file_name: str) -> HttpResponse:
    return seal(HttpResponse(content, content_type=content_type), file_name)


def seal(response: Answer, file_name: str) -> Answer:
    response["Content-Disposition"] = _attachment(file_name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "no-store"
    return response


def _attachment(file_name: str) -> str:
    """The name twice: without diacritics for old programs, in UTF-8 for the others (RFC 6266)."""
    plain = "".join(char if char.isascii() and (char.isalnum() or char in ".-_ ") else "_" for char in fold(file_name))
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file_name, safe='')}"
