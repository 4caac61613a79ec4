"""A complaint against the removal of a probationary member, and how it was answered (ADM-101)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from admission.models import Dossier

#: What is noted in a dossier that has one.
COMPLAINT = "complaint"


class RemovalComplaint(models.Model):
    """One complaint. ``central``: the Centre answers it. ``upheld``: whether the removal stands by the answer."""

    dossier = models.ForeignKey("admission.Dossier", models.PROTECT, related_name="removal_complaints")
    complained_on = models.DateField(_("complaint of"))
    central = models.BooleanField(_("answered by the Centre"), default=False)
    grounds = models.TextField(_("what is complained of"))
    answer_number = models.CharField(_("number of the answer"), max_length=60, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answered_by = models.CharField(_("answered by"), max_length=200, blank=True)
    upheld = models.BooleanField(_("removal upheld"), null=True, blank=True)

    class Meta:
        verbose_name = _("complaint against a removal")
        verbose_name_plural = _("complaints against a removal")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=models.Q(answered_on__isnull=True), name="one_open_complaint_per_dossier"
            )
        ]

    def __str__(self) -> str:
        return f"{self.dossier}: {self.complained_on}"


def complaints_of(dossier: Dossier) -> list[RemovalComplaint]:
    """Every complaint, oldest first; without any no statement is asked."""
    return list(dossier.removal_complaints.order_by("pk")) if dossier.noted(COMPLAINT) else []


def open_complaint(dossier: Dossier) -> RemovalComplaint | None:
    """The one that waits for its answer."""
    return next((row for row in complaints_of(dossier) if row.answered_on is None), None)
