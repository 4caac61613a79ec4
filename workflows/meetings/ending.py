"""A vote that ends without an outcome: broken off while nobody can have seen it, or set aside with signed minutes."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows.acting import Act
from workflows.documents.filing import file_paper, inspected
from workflows.meetings.emptying import destroy
from workflows.meetings.models import BEING_VOTED, AgendaItem, ItemState
from workflows.meetings.standstill import standstill
from workflows.meetings.verbs import COUNTING_MINUTES, named_item, needs
from workflows.nodes import BodyStep
from workflows.verbs import verb


def seen(item: AgendaItem) -> bool:
    """Whether somebody may know what was voted: ballots on paper and cards lie open in the room from the opening on,
    an electronic box once it is counted.
    """
    return item.state in BEING_VOTED and (not item.electronic or item.state == ItemState.COUNTED)


def _of_an_unseen_vote(case: Any) -> str:
    item: AgendaItem | None = case.agenda_item
    if item is not None and item.state != ItemState.COUNTED and seen(item):
        return str(_("The vote is taken in the room: set it aside, with signed minutes of what happened."))
    return needs(ItemState.VOTING, ItemState.SEALED)(case)


def _of_a_seen_vote(case: Any) -> str:
    item: AgendaItem | None = case.agenda_item
    if item is not None and item.state in BEING_VOTED and not seen(item):
        return str(_("Nobody has seen these ballots; the vote can be broken off."))
    return needs(*BEING_VOTED)(case)


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
    """An electronic box before the count, which nobody knows yet: too few voted, a passphrase is lost, a box was
    tampered with, the day is over. ``data``: reason.
    """
    _end_without_outcome(named_item(case, act), act)


@verb(
    gettext_lazy("Set the vote aside"),
    consequence=gettext_lazy(
        "No outcome comes of it, and the case waits for another meeting, whose certificate says so."
    ),
    hindrance=_of_a_seen_vote,
    prepare=inspected("minutes"),
    at_meeting=True,
    orders=False,
)
def set_aside_vote(case: Any, act: Act) -> None:
    """A vote on paper or by cards that cannot be counted, or a counted one of which nothing can be recorded any more,
    because the way or a fact of the dossier is another than when its certificate was given. The result may be known, so
    it takes signed minutes; what the law found against recording stands with the act. ``data``: reason, minutes (a
    file).
    """
    item = named_item(case, act)
    if item.state == ItemState.COUNTED:
        _refuse_recordable(case, act, item)
    if act.data.get("minutes") is None:
        text = _("The signed minutes are needed: what happened, and why it does not count.")
        act.refuse(text, "minutes")
    file_paper(act, COUNTING_MINUTES, "minutes", issued_on=item.meeting.held_on, issuer=str(act.body))
    _end_without_outcome(item, act)


def _refuse_recordable(case: Any, act: Act, item: AgendaItem) -> None:
    """A count that can be recorded stands, whoever dislikes it."""
    assert isinstance(act.node, BodyStep)
    why = standstill(case, act.node, act.body, item, act.on)
    if why is None:
        act.refuse(needs()(case))
    act.judgement.findings = [finding.to_json() for finding in why.findings]
    act.judgement.facts = dict(why.facts)


def _end_without_outcome(item: AgendaItem, act: Act) -> None:
    item.reason = (act.data.get("reason") or "").strip()
    if not item.reason:
        act.refuse(_("Say why the vote ends without an outcome."), "reason")
    item.abandon()
    item.save()
    destroy(item)
    act.record("vote.broken_off", meeting=item.meeting.public_id, reason=item.reason)
