"""The innermost layer of every page: plain answers to a lost database, and no page left in any cache."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from redis.exceptions import RedisError

from organization.at_rest.cipher import Spoiled
from organization.at_rest.keys import NoKey
from organization.sign_in import sealing
from workflows import errors

log = logging.getLogger(__name__)

#: A body may be this many times the largest file before it is refused unread; up to there the form says what is wrong.
BODY_FACTOR = 2
#: What may happen in any view, and the page that says so.
_PAGES: dict[type[Exception], Callable[[HttpRequest], HttpResponse]] = {
    OperationalError: errors.unavailable,
    RedisError: errors.unavailable,
    sealing.NoKey: errors.without_key,
    NoKey: errors.locked,
    Spoiled: errors.spoiled,
}


class PlainErrorsMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _length(request) > BODY_FACTOR * settings.UPLOAD_MAX_BYTES:
            response = errors.too_large(request)
        else:
            response = self.get_response(request)
        response.setdefault("Cache-Control", "no-store, private")
        response.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        for kind, page in _PAGES.items():
            if isinstance(exception, kind):
                if page is not errors.unavailable:
                    log.critical("Sealed: %s", exception)
                return page(request)
        return None


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
