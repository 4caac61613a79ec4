"""Who asks, and what every page shows about him and about today."""

from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from organization.asking import my_seats
from organization.clock import today
from organization.models import Role, Seat, User
from permissions.catalogue import GRANTS, Perm


def asker(request: HttpRequest) -> User:
    """The user who asks. Views begin with it: his seats of today and his person come in one statement."""
    my_seats(request)
    return cast(User, request.user)


def page(request: HttpRequest) -> dict[str, Any]:
    """``today``, ``fixed_today``, ``demo``, ``in_the_clear`` (an office without TLS), ``idle_seconds``,
    ``asks_factor``; of who asks: ``my_seats`` of today, what they open.
    """
    return {
        "today": today(),
        "fixed_today": settings.TODAY is not None,
        "demo": settings.DEMO,
        "in_the_clear": not (settings.HTTPS or settings.DEMO),
        "idle_seconds": settings.SESSION_IDLE_SECONDS,
        "asks_factor": settings.SECOND_FACTOR,
        "my_seats": SimpleLazyObject(lambda: sorted(my_seats(request), key=_rank)),
        "answers_requests": SimpleLazyObject(
            lambda: any(_may(Perm.ANSWER_VERIFICATION, seat) for seat in my_seats(request))
        ),
        "opens_cases": SimpleLazyObject(lambda: any(_may(Perm.OPEN_DOSSIER, seat) for seat in my_seats(request))),
        "registers_reports": SimpleLazyObject(
            lambda: any(_may(Perm.REGISTER_REPORT, seat) for seat in my_seats(request))
        ),
        "receives_denunciations": SimpleLazyObject(
            lambda: any(_may(Perm.HANDLE_DENUNCIATION, seat) for seat in my_seats(request))
        ),
        "tracks_cases": SimpleLazyObject(lambda: any(_may(Perm.TRACK_CASES, seat) for seat in my_seats(request))),
        "inspects": SimpleLazyObject(lambda: any(_may(Perm.INSPECT, seat) for seat in my_seats(request))),
    }


#: The post a person is known by comes first.
_RANKS = (Role.SECRETARY, Role.HEAD, Role.DEPUTY_SECRETARY, Role.DEPUTY_HEAD, Role.OFFICER, Role.CLERK, Role.MEMBER)


def _rank(seat: Seat) -> int:
    return _RANKS.index(Role(seat.role))


def _may(perm: Perm, seat: Seat) -> bool:
    """Whether the seat carries the permission; the menu leads nobody to a refusal."""
    return (seat.body.kind, seat.role) in GRANTS[perm]
