"""What a meeting does to each case on its agenda: verbs of the case's open step, all of them through ``act``.

The verb that completes the step (the outcome stands in the case) is the procedure's own; it calls
``workflows.meetings.outcome.record_outcome``.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organization.models import BodyKind
from workflows.acting import Act, Refused
from workflows.documents.filing import file_paper, inspected
from workflows.meetings import ballots
from workflows.meetings.aside import unsettled
from workflows.meetings.certificate import certificate
from workflows.meetings.emptying import destroy
from workflows.meetings.models import AgendaItem, ItemState, Medium
from workflows.meetings.outcomes import Count
from workflows.meetings.recorded import counted, roster_altered, sealing_unrecorded
from workflows.meetings.suspended import refuse_suspended
from workflows.rules import reads
from workflows.verbs import Verb, verb
from workflows.votes import CountsDoNotClose, base_not_known, base_of_json

#: The paper the counting team signs.
COUNTING_MINUTES = "counting_minutes"
PROPOSE, DECIDE = "propose", "decide"
ELECTRONIC_DAYS = "ballot.electronic_days"
reads(ELECTRONIC_DAYS)


def meeting_day(case: Any) -> date | None:
    """The day of the meeting on whose agenda the case stands."""
    item = case.agenda_item
    return item.meeting.held_on if item else None


def mode_of(verb: Verb) -> str:
    """Whether a vote that the verb opens, or whose outcome it records, proposes or decides."""
    return DECIDE if verb.decides else PROPOSE


def named_item(case: Any, act: Act) -> AgendaItem:
    """The item that the act is about. Refused where a form of an earlier meeting of the case names another."""
    item: AgendaItem = case.agenda_item
    if act.data.get("item", item.public_id) != item.public_id:
        act.refuse(_("The case stands on the agenda of another meeting by now. Look at it there."))
    return item


def needs(*states: ItemState) -> Callable[[Any], str]:
    """What stands against a verb that takes an item in one of these states."""

    def hindrance(case: Any) -> str:
        item: AgendaItem | None = case.agenda_item
        if item is None:
            return _("The case is on the agenda of no meeting.")
        if item.state in states:
            return ""
        return str(_HINDRANCES[ItemState(item.state)])

    return hindrance


_HINDRANCES = {
    ItemState.LISTED: gettext_lazy("The meeting has not been opened yet."),
    ItemState.READY: gettext_lazy("The vote has not been opened yet."),
    ItemState.VOTING: gettext_lazy("The vote is still open."),
    ItemState.SEALED: gettext_lazy("The vote is closed; it has not been counted yet."),
    ItemState.COUNTED: gettext_lazy("The vote has been counted; nothing of it can be changed."),
    ItemState.RESOLVED: gettext_lazy("The outcome has been recorded; nothing of it can be changed."),
}


def _on_no_agenda(case: Any) -> str:
    return _("The case already stands on the agenda of a meeting.") if case.agenda_item else ""


@verb(gettext_lazy("Put on the agenda"), day="day", hindrance=_on_no_agenda, at_meeting=True)
def put_on_agenda(case: Any, act: Act) -> None:
    """``data``: meeting (Meeting), day."""
    meeting = act.data["meeting"]
    if act.body is None or meeting.body_id != act.body.pk:
        act.refuse(_("This meeting is one of another body."), "meeting")
    unknown = base_not_known(case.law(meeting.held_on), cell=act.body.kind == BodyKind.CELL)
    if unknown:
        act.refuse(unknown, "day")
    position = meeting.items.count() + 1
    act.add(AgendaItem(meeting=meeting, task=act.judgement.task, position=position))
    act.record("meeting.agenda", meeting=meeting.public_id, held_on=meeting.held_on.isoformat(), place=meeting.place)


@verb(
    gettext_lazy("Take off the agenda"),
    hindrance=needs(ItemState.LISTED, ItemState.READY),
    at_meeting=True,
    orders=False,
)
def take_off_agenda(case: Any, act: Act) -> None:
    """Before its box is opened; the case waits for another meeting. ``data``: reason."""
    item = named_item(case, act)
    item.reason = act.data["reason"]
    item.postpone()
    act.add(item)
    item.teller_keys.all().delete()
    act.record("meeting.postponed", meeting=item.meeting.public_id, reason=item.reason)


@verb(
    gettext_lazy("Note a change before the meeting"),
    hindrance=needs(ItemState.LISTED),
    at_meeting=True,
    orders=False,
)
def note_change(case: Any, act: Act) -> None:
    """What was changed of a convened meeting: ``data``: changes ({name: JSON value})."""
    act.record("meeting.changed", meeting=named_item(case, act).meeting.public_id, **act.data["changes"])


def _open(case: Any, act: Act) -> None:
    refuse_suspended(act)
    item, facts = named_item(case, act), act.judgement.facts
    altered = roster_altered(item)
    if altered:
        act.refuse(altered)
    waits = unsettled(case, act, item)
    if waits:
        act.refuse(waits)
    item.form, item.medium = act.data["form"], act.data["medium"]
    item.tellers = list(dict.fromkeys(act.data.get("tellers") or ()))
    ballot = case.ballot(act.node.level, act.day)
    item.options = [*ballot.options, *([ballots.BLANK] if item.medium == Medium.ELECTRONIC else [])]
    item.expected = sum(bool(row["votes"]) for row in item.roster)
    item.asked = {"question": ballot.question, "labels": dict(ballot.labels)}
    strangers = set(item.tellers) - {row["person"] for row in item.roster if row["votes"]}
    if strangers:
        act.refuse(_("A teller is present at the meeting and takes part in the matter."), "tellers")
    if item.form != "secret" and item.medium == Medium.ELECTRONIC:
        act.refuse(_("An open vote is counted in the room."), "medium")
    if item.electronic:
        item.asked["until"] = _last_day(item, act).isoformat()
        ballots.prepare_box(item, fewest_voters=act.law["ballot.electronic_min_voters"].value)
    else:
        item.teller_keys.all().delete()
    act.judgement.certificate = certificate(
        findings=act.findings,
        facts=facts,
        roster=item.roster,
        law=act.law,
        ratio=ballot.ratio,
        meeting={
            "meeting": item.meeting.public_id,
            "item": item.public_id,
            "case": case.public_id,
            "body": str(act.body),
            "body_kind": act.body.kind if act.body else "",
            "held_on": act.day.isoformat(),
            "chair": item.meeting.chair.public_id,
            "secretary": item.meeting.secretary.public_id,
            "form": item.form,
            "medium": item.medium,
            "options": item.options,
            "forms_vote": ballot.forms_vote.to_json() if ballot.forms_vote else None,
            "mode": mode_of(act.doing.verb),
            "tellers": item.tellers,
        },
    )
    item.certified = act.judgement
    item.open_box()
    act.add(item)
    act.record(
        "vote.opened",
        meeting=item.meeting.public_id,
        form=item.form,
        medium=item.medium,
        ballots=item.expected,
        base=act.judgement.certificate["base"],
        minimum_yes=act.judgement.certificate["minimum"],
    )


def _last_day(item: AgendaItem, act: Act) -> date:
    """The last day on which an electronic box takes ballots; it is opened by then. Raises Refused.

    Who is there and who is counted was frozen for the day of the meeting, so a sitting that goes on another day is a
    meeting of its own.
    """
    held_on = item.meeting.held_on
    last = held_on + timedelta(days=act.law[ELECTRONIC_DAYS].value - 1)
    if act.on > last:
        text = _(
            "An electronic box is opened on the day of its meeting, %(day)s, and that is over. Take the case off this"
            " agenda and convene a meeting for the day on which it is voted on."
        )
        act.refuse(text % {"day": f"{held_on:%d/%m/%Y}"}, "medium")
    return last


@verb(
    gettext_lazy("Open the vote"),
    consequence=gettext_lazy("The certificate is kept with the act; from here on nothing of it can be changed."),
    day_of=meeting_day,
    hindrance=needs(ItemState.READY),
    grave=True,
    at_meeting=True,
)
def open_vote(case: Any, act: Act) -> None:
    """The certificate holds: ballots are handed out. ``data``: form, medium, tellers (public ids)."""
    _open(case, act)


@verb(
    gettext_lazy("Open the deciding vote"),
    consequence=gettext_lazy("The certificate is kept with the act; from here on nothing of it can be changed."),
    day_of=meeting_day,
    hindrance=needs(ItemState.READY),
    grave=True,
    at_meeting=True,
    decides=True,
)
def open_deciding_vote(case: Any, act: Act) -> None:
    """As ``open_vote``, where the body itself decides."""
    _open(case, act)


@verb(
    gettext_lazy("Seal the box"),
    consequence=gettext_lazy("No ballot comes in any more. Nobody can open the box again."),
    day_of=meeting_day,
    hindrance=needs(ItemState.VOTING),
    grave=True,
    at_meeting=True,
)
def seal_box(case: Any, act: Act) -> None:
    refuse_suspended(act)
    item = named_item(case, act)
    fewest = act.law["ballot.electronic_min_voters"].value
    if item.electronic and ballots.received(item) < fewest:
        text = _("%(count)s ballots have come in; with fewer than %(n)s the result would tell who chose what.")
        act.refuse(text % {"count": ballots.received(item), "n": fewest})
    item.seal()
    act.add(item)
    act.record("vote.sealed", meeting=item.meeting.public_id)


@verb(
    gettext_lazy("Enter the count"),
    consequence=gettext_lazy("The count stands for good; the outcome is computed from it."),
    day_of=meeting_day,
    hindrance=needs(ItemState.SEALED),
    prepare=inspected("minutes"),
    grave=True,
    at_meeting=True,
)
def count_votes(case: Any, act: Act) -> None:
    """On paper or by raised cards. ``data``: issued, returned, invalid, votes ({option: n}), minutes (a file: what the
    counting team signed; needed of a secret ballot)."""
    item = _sealed_item(case, act)
    if item.electronic:
        act.refuse(_("The ballots of this box are counted with the keys of two tellers."))
    if item.form == "secret" and act.data.get("minutes") is None:
        act.refuse(_("The signed minutes of the counting team are needed."), "minutes")
    data = act.data
    _counted(item, act, Count(data["issued"], data["returned"], data["invalid"], dict(data["votes"])))
    if data.get("minutes") is not None:
        file_paper(act, COUNTING_MINUTES, "minutes", issued_on=act.day, issuer=str(act.body))


@verb(
    gettext_lazy("Count the ballots"),
    consequence=gettext_lazy(
        "The ballots are opened with the keys of two tellers, mixed and counted; then the keys are destroyed."
    ),
    day_of=meeting_day,
    hindrance=needs(ItemState.SEALED),
    at_meeting=True,
)
def count_ballots(case: Any, act: Act) -> None:
    """``data``: first, second (public ids of tellers), first_passphrase, second_passphrase (Secret)."""
    item, data = _sealed_item(case, act), act.data
    if not item.electronic:
        act.refuse(_("The ballots of this box are on paper."))
    passphrases = {data["first"]: data["first_passphrase"], data["second"]: data["second_passphrase"]}
    try:
        found = ballots.count(item, passphrases)
    except Refused as error:
        fields = {data["first"]: "first_passphrase", data["second"]: "second_passphrase"}
        raise Refused({fields.get(name, name): text for name, text in error.errors.items()}) from error
    _counted(item, act, Count(found["issued"], found["returned"], found["invalid"], found["votes"]))
    destroy(item)


def _sealed_item(case: Any, act: Act) -> AgendaItem:
    """The item to be counted. Refused, before anything is opened, where the record knows of no sealing."""
    refuse_suspended(act)
    item = named_item(case, act)
    unsealed = sealing_unrecorded(item)
    if unsealed:
        act.refuse(unsealed)
    return item


def _counted(item: AgendaItem, act: Act, count: Count) -> None:
    """Keep the count if it closes."""
    if count.returned == 0:
        act.refuse(_("No ballot came back: there was no vote."), "returned")
    unknown = set(count.votes) - set(item.options)
    if unknown:
        act.refuse(_("The ballot has no such option."))
    try:
        closing = count.closing(sum(bool(row["votes"]) for row in item.roster), base_of_json(item.roster))
    except CountsDoNotClose as error:
        act.refuse(error.text, "issued")
    voters = sum(bool(row["votes"]) for row in item.roster)
    if item.form != "secret" and count.returned != voters:
        text = _("The cards make %(counted)s, but %(voters)s may vote: count those not raised too.")
        act.refuse(text % {"counted": count.returned, "voters": voters}, "invalid")
    item.counts = {
        "issued": count.issued,
        "returned": count.returned,
        "invalid": count.invalid,
        "votes": {option: count.votes.get(option, 0) for option in item.options if option != ballots.BLANK},
        "unreturned": closing.unreturned + closing.not_issued,
        "absent": closing.absent,
    }
    item.count()
    item.save()
    act.record("vote.ballots_counted", meeting=item.meeting.public_id, **counted(item))
