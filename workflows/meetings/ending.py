"""A vote that ends without an outcome: broken off before anybody has seen it, or set aside with signed minutes."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows.acting import Act
from workflows.documents.filing import file_paper, inspected
from workflows.law import NotInForce
from workflows.meetings import ballots
from workflows.meetings.certificate import covers
from workflows.meetings.models import AgendaItem, ItemState
from workflows.meetings.verbs import COUNTING_MINUTES, named_item, needs
from workflows.routes import NoRoute
from workflows.stranding import stranded_because
from workflows.verbs import verb


def _of_an_unseen_vote(case: Any) -> str:
    """What stands against breaking off: whoever counts paper or cards has seen the result, so it takes his minutes."""
    item: AgendaItem | None = case.agenda_item
    if item is not None and seen_in_the_room(item):
        return str(_("The vote was closed in the room: set it aside with the signed minutes of the counting team."))
    return needs(ItemState.VOTING, ItemState.SEALED, ItemState.COUNTED)(case)


def _of_a_seen_vote(case: Any) -> str:
    item: AgendaItem | None = case.agenda_item
    if item is not None and item.state == ItemState.SEALED and item.electronic:
        return str(_("Nobody has seen these ballots; the vote can be broken off."))
    return needs(ItemState.SEALED)(case)


@verb(
    gettext_lazy("Break off the vote"),
    consequence=gettext_lazy(
        "Nothing is counted; ballots and keys are destroyed, and the case waits for another meeting."
    ),
    hindrance=_of_an_unseen_vote,
    grave=True,
    at_meeting=True,
    orders=False,
)
def break_off_vote(case: Any, act: Act) -> None:
    """Before the count, which nobody knows yet: too few voted, a passphrase is lost, a box was tampered with. After it
    only where the way has changed, so that the certificate covers no outcome any more. ``data``: reason.
    """
    item = named_item(case, act)
    if item.state == ItemState.COUNTED and _covered(case, act, item):
        act.refuse(needs()(case))
    _end_without_outcome(item, act)


@verb(
    gettext_lazy("Set the vote aside"),
    consequence=gettext_lazy("Nothing is counted, and the case waits for another meeting, whose certificate says so."),
    hindrance=_of_a_seen_vote,
    prepare=inspected("minutes"),
    at_meeting=True,
    orders=False,
)
def set_aside_vote(case: Any, act: Act) -> None:
    """A closed vote on paper or by cards that cannot be counted (more ballots in the box than were issued). It has been
    seen, so the counting team signs what happened. ``data``: reason, minutes (a file)."""
    item = named_item(case, act)
    if act.data.get("minutes") is None:
        text = _("The signed minutes of the counting team are needed: what happened, and why it does not count.")
        act.refuse(text, "minutes")
    file_paper(act, COUNTING_MINUTES, "minutes", issued_on=item.meeting.held_on, issuer=str(act.body))
    _end_without_outcome(item, act)


def _end_without_outcome(item: AgendaItem, act: Act) -> None:
    item.reason = act.data["reason"]
    item.abandon()
    item.save()
    ballots.destroy(item)
    act.record("vote.broken_off", meeting=item.meeting.public_id, reason=item.reason)


def seen_in_the_room(item: AgendaItem) -> bool:
    """Closed and not electronic: the ballots or cards lie open before those who count them."""
    return item.state == ItemState.SEALED and not item.electronic


def _covered(case: Any, act: Act, item: AgendaItem) -> bool:
    """Whether this body could still record an outcome by the way as it is now known, under this certificate."""
    if stranded_because(case, act.node, act.body, item.meeting.held_on):
        return False
    try:
        ballot = case.ballot(act.node.level, item.meeting.held_on)
    except (NoRoute, NotInForce):
        return False
    return item.certified is not None and covers(item.certified.certificate, ballot)
