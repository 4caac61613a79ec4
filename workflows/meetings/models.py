"""A meeting of a body, what is on its agenda, the sealed ballots while a box is open and what was counted."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, FSMModelMixin, transition

from organization.models import Body, Person, new_public_id


class MeetingState(models.TextChoices):
    PLANNED = "planned", _("Convened")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    CANCELLED = "cancelled", _("Cancelled")


class Attendance(models.TextChoices):
    PRESENT = "present", _("Present")
    EXCUSED = "excused", _("Absent with a reason")
    ABSENT = "absent", _("Absent without a reason")


class Meeting(FSMModelMixin, models.Model):
    """A meeting of a body on a day. It changes no case: what its agenda does to a case goes through ``act``.

    ``key``: of the form that convened it, so that it is convened once. ``attendance``: {public id of a person:
    Attendance}, until the meeting opens; then each item keeps its frozen roster. ``chair_sent_by``: number and day of
    the paper by which the direct superior sent a chair, where the body has nobody of its own to preside.
    ``representatives``: who came from the superior body, one a line; they do not vote.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    key = models.UUIDField(unique=True)
    body = models.ForeignKey(Body, models.PROTECT, related_name="meetings", verbose_name=_("body"))
    held_on = models.DateField(_("held on"), db_index=True)
    starts_at = models.TimeField(_("starts at"), null=True, blank=True)
    ended_at = models.TimeField(_("ended at"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    chair = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("chair"))
    chair_sent_by = models.CharField(_("chair sent by"), max_length=120, blank=True)
    secretary = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("secretary of the meeting"))
    notice_sent_on = models.DateField(_("notice sent on"), null=True, blank=True)
    representatives = models.TextField(_("representatives of the superior body"), blank=True)
    attendance = models.JSONField(default=dict, blank=True)
    state = FSMField(
        _("state"), max_length=12, choices=MeetingState.choices, default=MeetingState.PLANNED, protected=True
    )
    convened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    convened_on = models.DateField(_("convened on"))

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        default_permissions = ()
        indexes = [models.Index(fields=["body", "-held_on"], name="meetings_of_body")]

    def __str__(self) -> str:
        return f"{self.body} {self.held_on:%d/%m/%Y}"

    @property
    def state_label(self) -> str:
        return str(MeetingState(self.state).label)

    @transition("state", source=MeetingState.PLANNED, target=MeetingState.OPEN)
    def open(self) -> None:
        """The roster is frozen: nobody comes in or leaves any more."""

    @transition("state", source=MeetingState.OPEN, target=MeetingState.CLOSED)
    def close(self) -> None:
        """Everything on the agenda has been resolved or postponed."""

    @transition("state", source=MeetingState.PLANNED, target=MeetingState.CANCELLED)
    def cancel(self) -> None:
        """It does not take place; its cases wait for another."""


class ItemState(models.TextChoices):
    LISTED = "listed", _("On the agenda")
    READY = "ready", _("Not opened yet")
    VOTING = "voting", _("Voting")
    SEALED = "sealed", _("Box sealed")
    COUNTED = "counted", _("Ballots counted")
    RESOLVED = "resolved", _("Announced")
    POSTPONED = "postponed", _("Taken off the agenda")
    ABANDONED = "abandoned", _("Broken off")


#: An item in one of these states waits for nothing on this agenda any more; its case may stand on another.
GONE = (ItemState.POSTPONED, ItemState.ABANDONED)
ENDED = (*GONE, ItemState.RESOLVED)
#: From the opening of the box to the outcome: the vote ends by it, or by being broken off for all to see.
BEING_VOTED = (ItemState.VOTING, ItemState.SEALED, ItemState.COUNTED)


class Medium(models.TextChoices):
    PAPER = "paper", _("On paper")
    ELECTRONIC = "electronic", _("Electronic")


#: What an item is read with: its meeting, who leads it, the act that opened its box.
ON_AGENDA = ("meeting__chair", "meeting__secretary", "meeting__body__organization", "certified")


class AgendaItem(FSMModelMixin, models.Model):
    """One case on the agenda of a meeting, with its box. Only verbs of the case's open step change it.

    ``roster``: [RosterRow.to_json() with its "grounds" (aside.py)], frozen when the meeting opens. ``form``: code of
    ``vote.forms``; ``options``: codes of the ballot in their order; ``asked``: {"question", "labels"} as the ballot
    words them and, of an electronic box, "until": the last day on which it takes ballots, and "server_key": see
    ``stamps.fingerprint``. ``tellers``: public ids. ``certified``: the act that opened the box, with the
    certificate. ``expected``: how many may vote.
    ``counts``: see ``workflows.meetings.outcomes.Count``. ``voted``: public ids of those who cast an electronic ballot,
    sorted, and ``receipts``: SHA-256 of every sealed ballot, sorted; both written at the counting. ``paper``: the data
    of the minutes (rendering gives the same bytes of it).
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    case = models.ForeignKey("workflows.Case", models.PROTECT, related_name="agenda_items")
    task = models.ForeignKey("workflows.Task", models.PROTECT, related_name="agenda_items")
    position = models.PositiveSmallIntegerField()
    state = FSMField(_("state"), max_length=12, choices=ItemState.choices, default=ItemState.LISTED, protected=True)
    roster = models.JSONField(default=list, blank=True)
    form = models.CharField(_("form of the vote"), max_length=20, blank=True)
    medium = models.CharField(max_length=12, choices=Medium.choices, blank=True)
    options = models.JSONField(default=list, blank=True)
    asked = models.JSONField(default=dict, blank=True)
    tellers = models.JSONField(default=list, blank=True)
    expected = models.PositiveIntegerField(default=0)
    certified = models.ForeignKey("workflows.Judgement", models.PROTECT, null=True, blank=True, related_name="+")
    public_key = models.BinaryField(null=True, blank=True)
    counts = models.JSONField(default=dict, blank=True)
    voted = models.JSONField(default=list, blank=True)
    receipts = models.JSONField(default=list, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    paper = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("item of the agenda")
        verbose_name_plural = _("items of the agenda")
        default_permissions = ()
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["task"], condition=~Q(state__in=GONE), name="one_agenda_item_per_task")
        ]
        indexes = [models.Index(fields=["meeting"], condition=Q(state=ItemState.VOTING), name="open_boxes")]

    def __str__(self) -> str:
        return f"{self.meeting_id}/{self.position}"

    @property
    def last_checkpoint(self) -> dict[str, Any] | None:
        """{"number", "hash"} of the last signature over the record, for the minutes; only of ``Case.agenda_item``."""
        found: dict[str, Any] | None = self.__dict__["last_signed"]
        return found

    @property
    def state_label(self) -> str:
        return str(ItemState(self.state).label)

    @property
    def electronic(self) -> bool:
        return self.medium == Medium.ELECTRONIC

    @property
    def participants(self) -> list[dict[str, Any]]:
        """Who put a ballot into an electronic box and who did not, of all who had one: [{"name", "took_part"}] in the
        order of the frozen roster. Nothing before the count, and nothing of a vote on paper."""
        if not self.electronic or not self.counts:
            return []
        cast = set(self.voted)
        entitled = [row for row in self.roster if row["votes"]]
        return [{"name": row["name"], "took_part": row["person"] in cast} for row in entitled]

    @transition("state", source=[ItemState.LISTED, ItemState.READY], target=ItemState.READY)
    def freeze(self) -> None:
        """The meeting is open; who is in the base is known. Anew when it was decided who stands aside."""

    @transition("state", source=ItemState.READY, target=ItemState.VOTING)
    def open_box(self) -> None:
        """The certificate holds; ballots are handed out."""

    @transition("state", source=ItemState.VOTING, target=ItemState.SEALED)
    def seal(self) -> None:
        """No ballot comes in any more; for good."""

    @transition("state", source=ItemState.SEALED, target=ItemState.COUNTED)
    def count(self) -> None:
        """The ballots are counted; for good."""

    @transition("state", source=ItemState.COUNTED, target=ItemState.RESOLVED)
    def resolve(self) -> None:
        """The outcome stands in the case."""

    @transition("state", source=[state for state in ItemState if state not in ENDED], target=ItemState.ABANDONED)
    def abandon(self) -> None:
        """The case has gone another way, or the vote was broken off or set aside; no outcome comes of it."""

    @transition("state", source=[ItemState.LISTED, ItemState.READY], target=ItemState.POSTPONED)
    def postpone(self) -> None:
        """Taken off before its box was opened; the case waits for another meeting."""


class Teller(models.Model):
    """A teller of an electronic box: ``public_key`` belongs to a key that only the passphrase makes again."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="teller_keys")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    salt = models.BinaryField()
    public_key = models.BinaryField()

    class Meta:
        verbose_name = _("teller")
        verbose_name_plural = _("tellers")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["item", "person"], name="one_key_per_teller_and_item")]

    def __str__(self) -> str:
        return str(self.person)


class WrappedKey(models.Model):
    """The private key of a box, sealed to ``inner`` and then to ``outer``: one for each pair; gone after counting."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="wrapped_keys")
    outer = models.ForeignKey(Teller, models.PROTECT, related_name="+")
    inner = models.ForeignKey(Teller, models.PROTECT, related_name="+")
    sealed = models.BinaryField()

    class Meta:
        verbose_name = _("wrapped key")
        verbose_name_plural = _("wrapped keys")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["item", "outer", "inner"], name="one_wrapped_key_per_pair")]

    def __str__(self) -> str:
        return f"{self.item_id}"


class SealedBallot(models.Model):
    """Who cast which sealed ballot, while the box is open; gone after counting. Without any time. ``stamp``: the
    program's (stamps.py).
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="sealed_ballots")
    voter = models.ForeignKey(Person, models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    stamp = models.BinaryField()

    class Meta:
        verbose_name = _("sealed ballot")
        verbose_name_plural = _("sealed ballots")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["item", "voter"], name="one_ballot_per_voter_and_box"),
            models.UniqueConstraint(fields=["item", "sealed"], name="no_copied_ballot"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}"


class CountedBallot(models.Model):
    """A ballot as opened, in no order: nothing joins it to a voter. ``choice``: one of the item's options."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="counted_ballots")
    choice = models.CharField(max_length=30)

    class Meta:
        verbose_name = _("counted ballot")
        verbose_name_plural = _("counted ballots")
        default_permissions = ()

    def __str__(self) -> str:
        return self.choice


class Tally(models.Model):
    """A vote of a body as counted: integers only, with the roster and the reason of every exclusion.

    ``counts``: {option: votes}, of which ``valid`` is the sum; ``unreturned``: present but no ballot came back.
    ``outcome``: the option adopted, or "". ``roster``: [RosterRow.to_json()]. ``provision``: the ratio's name and
    article.
    """

    case = models.ForeignKey("workflows.Case", models.PROTECT, related_name="tallies")
    judgement = models.OneToOneField("workflows.Judgement", models.PROTECT, related_name="tally")
    item = models.OneToOneField(AgendaItem, models.PROTECT, null=True, related_name="tally")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    step = models.CharField(max_length=60)
    held_on = models.DateField()
    base = models.PositiveIntegerField()
    minimum_yes = models.PositiveIntegerField()
    counts = models.JSONField(default=dict)
    valid = models.PositiveIntegerField()
    invalid = models.PositiveIntegerField(default=0)
    unreturned = models.PositiveIntegerField(default=0)
    absent = models.PositiveIntegerField(default=0)
    passed = models.BooleanField()
    outcome = models.CharField(max_length=30, blank=True)
    provision = models.JSONField(default=dict)
    roster = models.JSONField(default=list)
    secret = models.BooleanField(default=True)
    resolution_number = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name = _("tally")
        verbose_name_plural = _("tallies")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(base=F("valid") + F("invalid") + F("unreturned") + F("absent")), name="tally_counts_close"
            )
        ]

    def __str__(self) -> str:
        return f"{self.yes}/{self.base}"

    @property
    def yes(self) -> int:
        return int(self.counts.get("yes", 0))

    @property
    def no(self) -> int:
        return int(self.counts.get("no", 0))

    @property
    def forms(self) -> list[tuple[str, int]]:
        """[(form in words, votes)] of one ballot with all forms, in its order; empty for a vote for and against."""
        if set(self.counts) <= {"yes", "no"} or self.item is None:
            return []
        return [(label, self.counts.get(code, 0)) for code, label in self.item.paper["item"]["options"]]
