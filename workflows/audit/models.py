"""The record: one hash-chained line per thing that happened to a case, its payload, which can be redacted, the log of
who read what in one chain per day, and the signed checkpoints over the ends of all of these."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Chained(models.Model):
    """A line of a chain, whatever record it is of. ``canonical`` is the exact JSON text that was hashed
    (audit/chain.py): it names actor and payload only by salted commitments, and holds the hash of the line before it.
    """

    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=60)
    on = models.DateField()
    at = models.DateTimeField()
    canonical = models.TextField()
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.sequence} {self.kind}"


class Event(Chained):
    """What happened to a case, forever: append only (database triggers refuse UPDATE and DELETE)."""

    case = models.ForeignKey("workflows.Case", models.PROTECT, related_name="events")

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [models.UniqueConstraint(fields=["case", "sequence"], name="one_event_per_case_and_sequence")]
        ordering = ["case_id", "sequence"]


class EventPayload(models.Model):
    """The readable side of an event.

    ``fields``: {name: {"salt": hex, "value": JSON}}; a redacted field is {"redacted": day}. Each commitment in the
    event is
    SHA-256 over salt and value, so a redaction breaks no hash.
    """

    event = models.OneToOneField(Event, models.PROTECT, primary_key=True, related_name="payload")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    body = models.ForeignKey("organization.Body", models.PROTECT, null=True, related_name="+")
    fields = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("event payload")
        verbose_name_plural = _("event payloads")

    def __str__(self) -> str:
        return f"payload of {self.event_id}"

    @property
    def values(self) -> dict[str, object]:
        """{name: value}; a redacted field is None. Actor and body are columns of their own."""
        return {name: field.get("value") for name, field in self.fields.items() if not name.startswith("_")}


class Access(models.TextChoices):
    """In which way somebody had a case before his eyes."""

    READ = "read", _("read")
    HIT = "hit", _("in a list or search")
    PRINT = "print", _("printed")
    FILE = "file", _("file taken")
    EXPORT = "export", _("exported")
    OWN = "own", _("own file")


class ReadingDay(models.Model):
    """The chain of the readings of one day by the office's clock (audit/readings.py). ``head``: the hash of its last
    reading, ``previous``: of the one before. Only a next reading moves them, by triggers."""

    day = models.DateField(unique=True)
    count = models.PositiveIntegerField(default=0)
    previous = models.CharField(max_length=64)
    head = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("day of readings")
        verbose_name_plural = _("days of readings")
        default_permissions = ()
        ordering = ["day"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """As the readings of the day and the checkpoints call it: ISO 8601."""
        return self.day.isoformat()


class Reading(Chained):
    """A page, print, file or list that somebody was given: append only, by triggers; what can be erased is erased as
    in an event.

    ``canonical``: as an event's, with the day for the case. ``fields``: as of a payload; "seen" holds {"page": name of
    the address, "args": {name: value} of the address, "purpose": code or what was typed, "cases": [public ids],
    "seats": [[body id, role], …] that he held}. ``case``: where it was one; ``listed``: keys of the cases of a page
    of several, by which PostgreSQL has an index. The database checks no key to a case: it would lock the row, and a
    reading waits for no act.
    """

    day = models.ForeignKey(ReadingDay, models.PROTECT, related_name="readings", db_index=False)
    kind = models.CharField(max_length=20)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    body = models.ForeignKey("organization.Body", models.PROTECT, null=True, related_name="+", db_index=False)
    case = models.ForeignKey(
        "workflows.Case", models.DO_NOTHING, null=True, related_name="readings", db_constraint=False
    )
    listed = models.JSONField(default=list)
    fields = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        default_permissions = ()
        ordering = ["day_id", "sequence"]
        constraints = [models.UniqueConstraint(fields=["day", "sequence"], name="one_reading_per_day_and_sequence")]

    @property
    def seen(self) -> dict[str, Any]:
        """What was read; empty once it was erased, and of the record of an erasure."""
        found: dict[str, Any] = self.fields.get("seen", {}).get("value") or {}
        return found


class Checkpoint(models.Model):
    """The heads of all records at one moment, under a signature (audit/checkpoints.py); append only, by triggers.

    ``text``: the JSON that was hashed and signed, with the root over all heads. ``key``: the public key, ``signature``:
    Ed25519, both in hexadecimal digits.
    """

    number = models.PositiveIntegerField(unique=True)
    at = models.DateTimeField()
    text = models.TextField()
    hash = models.CharField(max_length=64)
    key = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)

    class Meta:
        verbose_name = _("checkpoint")
        verbose_name_plural = _("checkpoints")
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.hash[:12]}"


class CheckpointHead(models.Model):
    """The end of the record of a case, of a day of readings or (neither) of the administration, that moved since the
    checkpoint before. ``place``: in the tree, from 0 on, the same in every checkpoint."""

    checkpoint = models.ForeignKey(Checkpoint, models.PROTECT, related_name="heads")
    case = models.ForeignKey("workflows.Case", models.PROTECT, null=True, related_name="+")
    day = models.ForeignKey(ReadingDay, models.PROTECT, null=True, related_name="+")
    place = models.PositiveIntegerField()
    count = models.PositiveIntegerField()
    head = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("signed head")
        verbose_name_plural = _("signed heads")
        constraints = [
            models.UniqueConstraint(fields=["checkpoint", "place"], name="one_head_per_place"),
            models.CheckConstraint(condition=Q(case=None) | Q(day=None), name="head_of_one_record"),
        ]
        indexes = [models.Index(fields=["place", "-checkpoint"], name="last_signed_head")]

    def __str__(self) -> str:
        return f"{self.case_id or self.day_id} {self.count}"


class AdministrationChain(models.Model):
    """The end of the record of the administration, and the lock under which it grows. One row."""

    event_count = models.PositiveIntegerField(default=0)
    head_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.event_count)


class AdministrationEvent(Chained):
    """What administrators proposed, confirmed, refused: append only, chained and sealed as events of cases are."""

    sequence = models.PositiveIntegerField(unique=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    fields = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("event of the administration")
        verbose_name_plural = _("events of the administration")
        default_permissions = ()
        ordering = ["sequence"]
