"""No unlogged reading: a page that shows a case is handed out once the log of readings has it, or not at all.

A view says whom it shows (``shown``); the table of settings.READS says of every address in which way it is read and
what for, or why nothing is. Where the two disagree nothing is handed out.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from organization.asking import my_seats
from organization.models import Body, User
from workflows import errors
from workflows.audit.models import Access
from workflows.audit.readings import NotLogged, Seen, write_down
from workflows.sending import UNPROCESSABLE

log = logging.getLogger(__name__)

#: Answers beside success that show a page of the case: a form put back, an act that is done already.
_SHOWING = (409, UNPROCESSABLE)
_NOTED = "_shown_cases"


class Purpose(models.TextChoices):
    """What a page is for, where nobody is asked what he reads it for."""

    TASK = "task", _("doing a task of a body")
    CASE = "case", _("following a case")
    OVERVIEW = "overview", _("overview of cases")
    MEETING = "meeting", _("preparing or holding a meeting")
    PAPERS = "papers", _("writing and reading papers")
    BACKGROUND = "background", _("checking a background")
    COMPLAINT = "complaint", _("entering a complaint")
    DENOUNCER = "denouncer", _("reading who denounced")
    LISTS = "lists", _("exporting a list of members")
    RECORD = "record", _("looking who has read the case")
    OWN = "own", _("following one's own file")


@dataclass(frozen=True)
class Way:
    """How an address is read. ``names_cases``: its view says which; a list of members names none. ``many``: it may
    show several cases."""

    access: Access
    purpose: Purpose
    names_cases: bool = True
    many: bool = False


@dataclass
class _Noted:
    cases: dict[int, str] = field(default_factory=dict)
    access: Access | None = None
    body: Body | None = None
    purpose: str = ""


@dataclass(frozen=True)
class Table:
    """``reads``: {name of an address: how}; ``unread``: {name: why nothing is written down}."""

    reads: Mapping[str, Way]
    unread: Mapping[str, str]


@cache
def table() -> Table:
    found = import_string(settings.READS)
    assert isinstance(found, Table)
    return found


def shown(
    request: HttpRequest, *cases: Any, access: Access | None = None, body: Body | None = None, purpose: str = ""
) -> None:
    """The answer to the request shows these cases; none, where it is a list that is empty. Called by the door through
    which a view gets them.

    ``access``: where it differs from that of the address; ``body``: by a seat in which they are seen, where that is
    known; ``purpose``: what was typed.
    """
    noted = getattr(request, _NOTED, None) or _Noted()
    noted.cases |= {case.pk: case.public_id for case in cases}
    noted.access, noted.body = access or noted.access, body or noted.body
    noted.purpose = purpose or noted.purpose
    setattr(request, _NOTED, noted)


class ReadsMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code >= 300 and response.status_code not in _SHOWING:
            return response
        try:
            _log(request)
        except (DatabaseError, NotLogged):
            log.exception("a page was refused, because its reading could not be written down")
            return errors.unlogged(request)
        return response


def _log(request: HttpRequest) -> None:
    match = request.resolver_match
    name = match.view_name if match else ""
    way, noted = table().reads.get(name), getattr(request, _NOTED, None)
    if way is None and noted is None:
        return
    if way is None or (way.names_cases and noted is None):
        raise ImproperlyConfigured(f"'{name}': its view and {settings.READS} disagree on whether a case is read.")
    user = request.user
    assert isinstance(user, User)
    assert match is not None
    noted = noted or _Noted()
    seen = Seen(
        access=noted.access or way.access,
        page=name,
        purpose=noted.purpose or way.purpose.value,
        cases=noted.cases,
        args={key: str(value) for key, value in match.kwargs.items()},
        seats=[(seat.body_id, seat.role) for seat in my_seats(request)],
        body=noted.body,
        many=way.many,
    )
    write_down(seen, user, timezone.now())
