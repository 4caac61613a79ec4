"""Hints to open pages: "something changed about this topic", never what. Lost hints cost a reload, nothing else.

An act does not wait for them where the channel layer allows it: they are sent by an event loop of their own.
"""

import logging
import os
from asyncio import AbstractEventLoop, Semaphore, new_event_loop, run_coroutine_threadsafe, timeout
from collections.abc import Coroutine, Iterable
from threading import Lock, Thread
from typing import Any

from asgiref.sync import async_to_sync
from channels.exceptions import ChannelFull
from channels.layers import InMemoryChannelLayer, get_channel_layer
from django.db import transaction
from django.dispatch import receiver
from redis.exceptions import RedisError

from organization.sign_in.sessions import sessions_ended

log = logging.getLogger(__name__)

#: Seconds that one hint may wait for the channel layer, all its groups together.
PATIENCE = 2.0
#: Hints that are on their way at once: each takes a connection, and the client of Redis holds a hundred.
AT_ONCE = 20
_loops: dict[int, tuple[AbstractEventLoop, Semaphore]] = {}
_starting = Lock()


def body_group(body_id: int) -> str:
    return f"body.{body_id}"


def person_group(person_id: int) -> str:
    return f"person.{person_id}"


def account_group(user_id: int) -> str:
    return f"account.{user_id}"


@receiver(sessions_ended)
def tell_ended(sender: object, user_id: int, **kwargs: object) -> None:
    """The sockets of an account look at once whether their sessions still hold. Lost, they do so within a minute."""
    transaction.on_commit(lambda: _send([account_group(user_id)], {"type": "session.ended"}, loud=True))


def announce(body_ids: Iterable[int], case_public_id: str, version: int, *, person_id: int | None = None) -> None:
    """Tell the open pages of the bodies, and of the person concerned, that the case is now at ``version`` events.

    To be called after the commit. Never raises for a channel layer that is full, slow or gone: the act stands.
    """
    groups = [body_group(body_id) for body_id in body_ids]
    if person_id is not None:
        groups.append(person_group(person_id))
    _send(groups, {"type": "case.changed", "case": case_public_id, "version": version}, loud=True)


def announce_ballots(body_id: int, case_public_id: str, item_public_id: str, received: int) -> None:
    """Tell the open pages of the body how many ballots a box holds. After the commit; never raises, and logs nothing:
    a line of a log has a time, and that of a single vote is nobody's business."""
    message = {"type": "box.changed", "case": case_public_id, "item": item_public_id, "received": received}
    _send([body_group(body_id)], message, loud=False)


def _send(groups: list[str], message: dict[str, object], *, loud: bool) -> None:
    layer = get_channel_layer()
    if isinstance(layer, InMemoryChannelLayer):
        # its queues belong to the loop that serves the websockets
        async_to_sync(_sent)(layer, groups, message, loud)
    else:
        loop, places = _loop()
        run_coroutine_threadsafe(_in_turn(places, _sent(layer, groups, message, loud)), loop)


async def _in_turn(places: Semaphore, sending: Coroutine[Any, Any, None]) -> None:
    async with places:
        await sending


async def _sent(layer: Any, groups: list[str], message: dict[str, object], loud: bool) -> None:
    try:
        async with timeout(PATIENCE):
            for group in groups:
                await layer.group_send(group, message)
    except (OSError, TimeoutError, RedisError, ChannelFull) as error:
        if loud:
            log.warning("live hint not sent: %s", type(error).__name__)


def _loop() -> tuple[AbstractEventLoop, Semaphore]:
    """The one of this process, which a fork does not inherit, and its places; its thread ends with the process."""
    with _starting:
        if os.getpid() not in _loops:
            loop = new_event_loop()
            _loops[os.getpid()] = loop, Semaphore(AT_ONCE)
            Thread(target=loop.run_forever, name="live hints", daemon=True).start()
        return _loops[os.getpid()]
