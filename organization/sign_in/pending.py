"""Between the password and the second factor: known to us, not yet signed in. The session says so for some minutes."""

from dataclasses import dataclass
from time import time

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from organization.models import User
from organization.sign_in.sessions import FACTOR

_PENDING = "pending_sign_in"
#: Seconds in which the code is to be typed, or the telephone set up.
PATIENCE = 10 * 60


@dataclass(frozen=True)
class Pending:
    """``onward``: where he wanted to go, checked before it was put here."""

    user: User
    onward: str


def begin(request: HttpRequest, user: User, onward: str) -> None:
    """His password was right. Whatever the session held before is dropped."""
    request.session.flush()
    request.session[_PENDING] = {
        "user": user.pk,
        "hash": user.get_session_auth_hash(),
        "until": int(time()) + PATIENCE,
        "onward": onward,
    }


def pending(request: HttpRequest) -> Pending | None:
    """Who waits in this session; None when nobody does, his time is over or his password has changed meanwhile."""
    kept = request.session.get(_PENDING)
    if not kept or kept["until"] < time():
        return None
    user = User.objects.filter(pk=kept["user"], is_active=True).first()
    if user is None or not constant_time_compare(user.get_session_auth_hash(), kept["hash"]):
        return None
    return Pending(user, kept["onward"])


def give_up(request: HttpRequest) -> None:
    request.session.pop(_PENDING, None)


def finish(request: HttpRequest, user: User, *, factor: bool) -> None:
    """Signed in, in a session with a new key."""
    give_up(request)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session[FACTOR] = factor
