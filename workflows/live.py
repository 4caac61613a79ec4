"""Hints to open pages: "something changed about this topic", never what. Lost hints cost a reload, nothing else."""

import logging
from asyncio import timeout
from collections.abc import Iterable
from contextlib import suppress

from asgiref.sync import async_to_sync
from channels.exceptions import ChannelFull
from channels.layers import get_channel_layer
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

#: Seconds an act may wait for the channel layer, all its groups together.
PATIENCE = 2.0


def body_group(body_id: int) -> str:
    return f"body.{body_id}"


def person_group(person_id: int) -> str:
    return f"person.{person_id}"


def announce(body_ids: Iterable[int], case_public_id: str, version: int, *, person_id: int | None = None) -> None:
    """Tell the open pages of the bodies, and of the person concerned, that the case is now at ``version`` events.

    To be called after the commit. Never raises for a channel layer that is full, slow or gone: the act stands.
    """
    groups = [body_group(body_id) for body_id in body_ids]
    if person_id is not None:
        groups.append(person_group(person_id))
    try:
        async_to_sync(_send)(groups, {"type": "case.changed", "case": case_public_id, "version": version})
    except (OSError, TimeoutError, RedisError, ChannelFull) as error:
        log.warning("live hint not sent: %s", type(error).__name__)


def announce_ballots(body_id: int, case_public_id: str, item_public_id: str, received: int) -> None:
    """Tell the open pages of the body how many ballots a box holds. After the commit; never raises, and logs nothing:
    a line of a log has a time, and that of a single vote is nobody's business."""
    message = {"type": "box.changed", "case": case_public_id, "item": item_public_id, "received": received}
    with suppress(OSError, TimeoutError, RedisError, ChannelFull):
        async_to_sync(_send)([body_group(body_id)], message)


async def _send(groups: list[str], message: dict[str, object]) -> None:
    layer = get_channel_layer()
    async with timeout(PATIENCE):
        for group in groups:
            await layer.group_send(group, message)
