"""What is left of a box that nobody opens any more: nothing."""

import logging
from typing import Any

from django.db import DatabaseError, connection, transaction

from workflows.meetings.models import BEING_VOTED, ENDED, AgendaItem, SealedBallot, Teller, WrappedKey

log = logging.getLogger(__name__)

#: In the order in which they can be deleted.
_GONE_AFTER_COUNTING: tuple[Any, ...] = (SealedBallot, WrappedKey, Teller)


def abandon(task: Any) -> list[AgendaItem]:
    """The open step is cancelled, the case goes another way: its item ends, and its box with ballots and keys.

    In the transaction of the act that cancels it; gives back those whose vote had begun.
    """
    voted = []
    for item in AgendaItem.objects.exclude(state__in=ENDED).filter(task=task).select_related("meeting"):
        voted += [item] if item.state in BEING_VOTED else []
        item.abandon()
        item.save()
        destroy(item)
    return voted


def destroy(item: AgendaItem) -> None:
    """Nobody opens the box any more, as the saved item says: ballots, keys and tellers go, those of a vote in its midst
    among them."""
    AgendaItem.objects.select_for_update().get(pk=item.pk)
    for model in _GONE_AFTER_COUNTING:
        model.objects.filter(item=item).delete()
    transaction.on_commit(_sweep)


def _sweep() -> None:
    """On PostgreSQL a deleted row lies in its page until it is swept; SQLite overwrites it (see the settings)."""
    if connection.vendor != "postgresql":
        return
    tables = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in _GONE_AFTER_COUNTING)
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"VACUUM {tables}")
    except DatabaseError as error:
        log.warning("sealed ballots not vacuumed: %s", type(error).__name__)
