"""The clocks of a case, each with the parts of its derivation. Written by acts alone."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Deadline(models.Model):
    """A clock of a case: a derivation kept with its parts, recomputed when the calendar changes; never a counter."""

    case = models.ForeignKey("workflows.Case", models.PROTECT, related_name="deadlines")
    kind = models.CharField(max_length=40)
    reference = models.CharField(max_length=40, blank=True)
    provision = models.CharField(max_length=80)
    regulation = models.CharField(max_length=60)
    article = models.CharField(max_length=120)
    certainty = models.CharField(max_length=12)
    started_on = models.DateField()
    length = models.PositiveIntegerField()
    unit = models.CharField(max_length=20)
    due_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("deadline")
        verbose_name_plural = _("deadlines")
        default_permissions = ()
        indexes = [models.Index(fields=["due_on"], name="open_deadlines_by_day", condition=Q(closed_on__isnull=True))]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind", "reference"],
                name="one_open_deadline_per_kind",
                condition=Q(closed_on__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_on}"
