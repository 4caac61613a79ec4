"""What the record says of a vote whose rows lie open to a hand in the database until they are used."""

import json
from typing import Any

from django.utils.translation import gettext as _

from workflows.audit.chain import canonical, commitment, digest, plain
from workflows.audit.models import Event
from workflows.meetings.models import AgendaItem


def roster_altered(item: AgendaItem) -> str:
    """Why the roster is not the one that was frozen, in words; empty when it is. One statement."""
    if _said(item, "meeting.opened").get("roster") == digest(canonical(plain(item.roster))):
        return ""
    return _("The roster is another than was recorded at the opening of the meeting. Take the case off this agenda.")


def sealing_unrecorded(item: AgendaItem) -> str:
    """Why nothing can be counted of a box whose sealing the record does not know, in words; empty when it knows it. A
    count without it could be recorded and never be exported. One statement.
    """
    if _said(item, "vote.sealed"):
        return ""
    return _("The record knows of no sealing of this vote; nothing was counted. Break it off or set it aside.")


def count_altered(item: AgendaItem) -> str:
    """Why the count is not the one that was entered, in words; empty when it is. One statement."""
    said = _said(item, "vote.ballots_counted")
    if item.counts and all(said.get(name) == value for name, value in counted(item).items()):
        return ""
    return _("The count is another than was recorded when it was entered. Set the vote aside.")


def counted(item: AgendaItem) -> dict[str, Any]:
    """What the event of the count says of it."""
    receipts = {"receipts": digest(canonical([item.voted, item.receipts]))} if item.electronic else {}
    return {**item.counts, **receipts}


def _said(item: AgendaItem, kind: str) -> dict[str, Any]:
    """{field: value} of the last event of the kind in the case, where it is about the meeting of the item; nothing of a
    payload that is not what its event commits to."""
    events = Event.objects.filter(case_id=item.case_id, kind=kind).select_related("payload")
    event = events.order_by("-sequence").first()
    if event is None:
        return {}
    sealed = json.loads(event.canonical)["fields"]
    said = {
        name: kept["value"]
        for name, kept in event.payload.fields.items()
        if "value" in kept and sealed.get(name) == commitment(kept["salt"], kept["value"])
    }
    return said if said.get("meeting") == item.meeting.public_id else {}
