"""The engine of the sessions (SESSION_ENGINE): Django's in the database, each row with its owner and its own end."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY, user_logged_in
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.dispatch import Signal, receiver
from django.http import HttpRequest
from django.utils import timezone

from organization.sign_in.throttle import address_of

if TYPE_CHECKING:
    from organization.models import User
    from organization.sign_in.models import Session

log = logging.getLogger(__name__)
#: What a session remembers: when its owner signed in and when he last proved who he is (both in seconds of the epoch),
#: whether by a second factor too, and from where.
BEGAN, PROVED, FACTOR, ADDRESS, AGENT = "began", "proved", "second_factor", "address", "agent"
#: Sent with ``user_id`` when sessions of a user were ended by somebody: open pages hear of it.
sessions_ended = Signal()


def _minute() -> datetime:
    """The minute that runs: who puts a ballot into a box must not be found by the second of his last page."""
    return timezone.now().replace(second=0, microsecond=0)


def end_of(began: datetime, now: datetime) -> datetime:
    """When a session ends that began so and is used now, unless it is used again."""
    idle = now + timedelta(seconds=settings.SESSION_IDLE_SECONDS)
    return min(idle, began + timedelta(seconds=settings.SESSION_LONGEST_SECONDS))


class SessionStore(DatabaseStore):
    """``row``: as the database had it, once the session was read and found not to be over."""

    row: Session | None = None

    @classmethod
    def get_model_class(cls) -> Any:
        from organization.sign_in.models import Session  # noqa: PLC0415 - asked for before every app is loaded

        return Session

    def _get_session_from_db(self) -> Any:
        self.row = super()._get_session_from_db()  # type: ignore[misc]
        return self.row

    async def _aget_session_from_db(self) -> Any:
        self.row = await super()._aget_session_from_db()  # type: ignore[misc]
        return self.row

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        return _described(super().create_model_instance(data), data)

    async def acreate_model_instance(self, data: dict[str, Any]) -> Any:
        return _described(await super().acreate_model_instance(data), data)


def _described(row: Any, data: dict[str, Any]) -> Any:
    now = _minute()
    row.seen_at = now
    if SESSION_KEY in data:
        began = datetime.fromtimestamp(data.get(BEGAN, now.timestamp()), UTC)
        row.user_id, row.began_at, row.expire_date = int(data[SESSION_KEY]), began, end_of(began, now)
        row.address, row.agent = data.get(ADDRESS), data.get(AGENT, "")
    else:
        row.expire_date = now + timedelta(seconds=settings.SESSION_LONGEST_SECONDS)
    return row


@receiver(user_logged_in)
def describe(sender: object, request: HttpRequest, user: User, **kwargs: object) -> None:
    """Every session of somebody signed in begins here, whatever the way in."""
    now = int(_minute().timestamp())
    request.session.update({BEGAN: now, PROVED: now, ADDRESS: address_of(request) or None})
    request.session[AGENT] = request.META.get("HTTP_USER_AGENT", "")[:200]
    log.info("signed in: account %s, from %s", user.pk, request.session[ADDRESS])


def keep_alive(request: HttpRequest) -> None:
    """Its owner is here: the idle limit counts anew. Written once in settings.SESSION_NOTED_SECONDS at most; an ended
    session stays ended.
    """
    row, now = getattr(request.session, "row", None), _minute()
    if row is None or row.user_id is None:
        return
    if (now - row.seen_at).total_seconds() < settings.SESSION_NOTED_SECONDS:
        return
    row.seen_at, row.expire_date = now, end_of(row.began_at, now)
    type(row).objects.filter(pk=row.pk).update(seen_at=row.seen_at, expire_date=row.expire_date)


def name_of(session_key: str) -> str:
    """What a page calls a session by; the key itself opens it and is on no page."""
    return sha256(session_key.encode()).hexdigest()[:20]


def sessions_of(user: User) -> list[Session]:
    """Those that are not over, the latest used first. One statement."""
    rows = SessionStore.get_model_class().objects.filter(user=user, expire_date__gt=timezone.now())
    return list(rows.order_by("-seen_at"))


def end_sessions(user: User, keys: Iterable[str] | None = None, *, besides: str | None = None) -> int:
    """End the sessions of these keys, or all of the user, but never ``besides``. How many; open pages hear of it."""
    rows = SessionStore.get_model_class().objects.filter(user=user)
    if keys is not None:
        rows = rows.filter(pk__in=list(keys))
    count: int = rows.exclude(pk=besides or "").delete()[0]
    if count:
        sessions_ended.send(sender=None, user_id=user.pk)
    return count
