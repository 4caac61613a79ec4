"""Error pages: plain HTML without script, without a query, without a word on what was asked for."""

import logging
import secrets
import sys

from django.core.exceptions import PermissionDenied, RequestDataTooBig, TooManyFilesSent
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permissions.checks import NotPermitted

log = logging.getLogger(__name__)

#: Seconds after which a client may try again when the database is busy or away.
RETRY_AFTER = 5


def plain(
    status: int, title: str, text: str, *, reason: str = "", reference: str = "", again: str = ""
) -> HttpResponse:
    """An error page. ``reason``: whose turn it would be, in words; ``reference``: a code to quote, also in the log;
    ``again``: the address of the page to open anew."""
    context = {"status": status, "title": title, "text": text, "reason": reason, "reference": reference, "again": again}
    return HttpResponse(render_to_string("errors/plain.html", context), status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig | TooManyFilesSent):
        return too_large(request)
    return plain(400, _("The request cannot be read"), _("Go back, reload the page and try again."))


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Only a refused act says more than the page of something that does not exist."""
    if isinstance(exception, NotPermitted):
        return not_permitted(str(exception))
    if isinstance(exception, PermissionDenied) and request.path.startswith("/quan-tri/"):
        return plain(403, _("No permission"), _("This part is for administrators."))
    return page_not_found(request, exception)


def not_permitted(reason: str) -> HttpResponse:
    return plain(403, _("This is not yours to do"), _("Nothing was changed."), reason=reason)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    text = _("The address is wrong, or the page is not for you to see. The answer is the same in both cases.")
    return plain(404, _("Not found"), text)


def too_large(request: HttpRequest) -> HttpResponse:
    text = _("What was sent is too large. Nothing was stored. Send smaller files, one at a time.")
    return plain(413, _("Too large"), text)


KEY_REUSED = gettext_lazy("This form was already sent once with another content; that first sending counts.")


def key_reused(request: HttpRequest) -> HttpResponse:
    text = _(
        "This form was already sent once with another content; that first sending counts."
        " Open the page anew before you send something else."
    )
    return plain(422, _("Already sent"), text)


def unavailable(request: HttpRequest) -> HttpResponse:
    text = _("The system is busy or being restarted. Nothing was lost. Try again in a few seconds.")
    response = plain(503, _("Not available at the moment"), text, reference=_reference("database unavailable"))
    response["Retry-After"] = str(RETRY_AFTER)
    return response


def unlogged(request: HttpRequest) -> HttpResponse:
    text = _(
        "Every reading of a dossier is written down first, and this one could not be, so the page is not shown."
        " What was confirmed before is stored. Try again in a few seconds."
    )
    response = plain(503, _("The reading could not be logged"), text, reference=_reference("reading not logged"))
    response["Retry-After"] = str(RETRY_AFTER)
    return response


def without_key(request: HttpRequest) -> HttpResponse:
    """The key of the second factor is missing: nobody who has one can sign in until it is back."""
    text = _("The server lacks a key that it needs for signing in. Tell who runs it; nothing was stored.")
    return plain(503, _("Not available at the moment"), text, reference=_reference("key of the sealed secrets"))


def locked(request: HttpRequest) -> HttpResponse:
    """The key of what is stored is missing or another one: what is sealed stays unread, all else works."""
    text = _(
        "What is stored here is sealed, and the server does not have its key at the moment. Nothing was lost and"
        " nothing was changed. Tell the administrator; the page will work again when the key is back."
    )
    return plain(503, _("Sealed data cannot be opened"), text, reference=_reference("key of sealed data unavailable"))


def spoiled(request: HttpRequest) -> HttpResponse:
    """What is sealed does not open with its own key: somebody changed it beside the system."""
    text = _("What is stored here was changed outside the system and is not shown. Tell the administrator.")
    return plain(503, _("Sealed data were changed"), text, reference=_reference("sealed data were changed"))


def server_error(request: HttpRequest) -> HttpResponse:
    if isinstance(sys.exc_info()[1], OperationalError):
        return unavailable(request)
    text = _("Something went wrong on our side. What was not confirmed was not stored.")
    return plain(500, _("Error"), text, reference=_reference("error page shown"))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    text = _(
        "The page was open too long, or you signed in again elsewhere. Open the page anew and send the form once more."
    )
    return plain(403, _("The form has expired"), text, again=request.path)


def _reference(what: str) -> str:
    """A code the user can quote; the log has it beside the time and the traceback of the same request."""
    code = secrets.token_hex(4).upper()
    log.error("%s: reference %s", what, code)
    return code
