"""The record: one hash-chained line per thing that happened to a case, and its payload, which can be redacted."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Event(models.Model):
    """What happened, forever: append only (database triggers refuse UPDATE and DELETE).

    ``canonical`` is the exact JSON text that was hashed (audit/chain.py): it names actor and payload only by salted
    commitments, and holds the hash of the event before it in the same case.
    """

    case = models.ForeignKey("workflows.Case", models.PROTECT, related_name="events")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=60)
    on = models.DateField()
    at = models.DateTimeField()
    canonical = models.TextField()
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [models.UniqueConstraint(fields=["case", "sequence"], name="one_event_per_case_and_sequence")]
        ordering = ["case_id", "sequence"]

    def __str__(self) -> str:
        return f"{self.sequence} {self.kind}"


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
