"""A member's file that was lost, and how far it is made good (ADM-97)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from admission.facts_lost_file import LostFileStep

#: What is written anew; a day of its own for each.
PARTS = (LostFileStep.MEMBER_CV, LostFileStep.RECORD_CARD, LostFileStep.DECISION_COPIES, LostFileStep.INDEX)


class LostFile(models.Model):
    """One loss. ``statement_by``: "member" or "organization". ``parts``: {code of LostFileStep: ISO day} of what was
    written anew. ``responsibility``: who answers for it; empty by force majeure. ``closed_on``: all of it is there.
    """

    dossier = models.ForeignKey("admission.Dossier", models.PROTECT, related_name="lost_files")
    found_on = models.DateField(_("loss found on"))
    cause = models.TextField(_("cause of the loss"))
    force_majeure = models.BooleanField(_("force majeure"))
    statement_by = models.CharField(_("stated by"), max_length=20)
    statement_on = models.DateField(_("statement of"))
    opinion_number = models.CharField(_("number of the opinion"), max_length=60, blank=True)
    opinion_on = models.DateField(_("opinion of"), null=True, blank=True)
    opinion = models.TextField(_("opinion of the superior"), blank=True)
    parts = models.JSONField(_("written anew"), default=dict)
    responsibility = models.TextField(_("who answers for the loss"), blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("lost file")
        verbose_name_plural = _("lost files")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=models.Q(closed_on__isnull=True), name="one_open_loss_per_dossier"
            )
        ]

    def __str__(self) -> str:
        return f"{self.dossier}: {self.found_on}"

    @property
    def steps(self) -> frozenset[LostFileStep]:
        """What is recorded."""
        known = {LostFileStep.CAUSE, LostFileStep.STATEMENT, *map(LostFileStep, self.parts)}
        return frozenset(known | ({LostFileStep.OPINION} if self.opinion_on else set()))

    def made_on(self, part: LostFileStep) -> date | None:
        return date.fromisoformat(self.parts[part]) if part in self.parts else None


class LosingFiles:
    """What a dossier answers of it; where no loss was reported, no statement is asked."""

    if TYPE_CHECKING:
        lost_files: Any

        def noted(self, record: str) -> bool: ...

    @cached_property
    def losses(self) -> list[LostFile]:
        """Every loss, oldest first."""
        return list(self.lost_files.order_by("pk")) if self.noted("lost_file") else []

    @property
    def lost_file(self) -> LostFile | None:
        """The loss that is being made good, or None."""
        return next((row for row in self.losses if row.closed_on is None), None)
