"""Times outside party life, and what the superior decided on the party age (ADM-83, ADM-84)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from organization.models import new_public_id


class OutsideBecause(StrEnum):
    """Why somebody took no part in party life for a time."""

    EXPELLED = "expelled"
    REMOVED = "removed"
    LOST_CONTACT = "lost_contact"
    TRANSFER_INTERRUPTED = "transfer_interrupted"


#: English source strings.
OUTSIDE_LABELS = {
    OutsideBecause.EXPELLED: gettext_noop("expelled"),
    OutsideBecause.REMOVED: gettext_noop("removed from the list"),
    OutsideBecause.LOST_CONTACT: gettext_noop("lost contact with the Party"),
    OutsideBecause.TRANSFER_INTERRUPTED: gettext_noop("the transfer of party activity was interrupted"),
}


class TimeOutside(models.Model):
    """One time as the member declared it and the cell checked it; ``until`` is the first day inside again.

    ``committee_checked_on``: None until the grassroots committee checked it. ``counted``: whether the superior decided
    that it is taken off; None until it decided, no for who was wrongly expelled and restored.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    dossier = models.ForeignKey("admission.Dossier", models.PROTECT, related_name="times_outside")
    because = models.CharField(_("why"), max_length=20)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"))
    paper_number = models.CharField(_("number of the paper"), max_length=60)
    paper_on = models.DateField(_("day of the paper"))
    declared_on = models.DateField(_("declared by the member on"))
    cell_checked_on = models.DateField(_("checked by the cell on"))
    committee_checked_on = models.DateField(_("checked by the grassroots committee on"), null=True, blank=True)
    counted = models.BooleanField(_("taken off the party age"), null=True, blank=True)

    class Meta:
        verbose_name = _("time outside party life")
        verbose_name_plural = _("times outside party life")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.since} – {self.until}"


class PartyAgeDecision(models.Model):
    """A decision of the superior on what the party age counts from; a later one replaces it. Which times are taken off
    stands with the times.
    """

    dossier = models.ForeignKey("admission.Dossier", models.PROTECT, related_name="party_age_decisions")
    number = models.CharField(_("number"), max_length=60)
    decided_on = models.DateField(_("decided on"))
    first_decision_on = models.DateField(_("first decision on admission of"), null=True, blank=True)
    card_dated_on = models.DateField(_("day of admission on the first party card"), null=True, blank=True)

    class Meta:
        verbose_name = _("decision on the party age")
        verbose_name_plural = _("decisions on the party age")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.number} {self.decided_on}"


class PartyLife:
    """What a dossier answers of it; who has nothing recorded is asked no statement."""

    if TYPE_CHECKING:
        times_outside: Any
        party_age_decisions: Any

        def noted(self, record: str) -> bool: ...

    @cached_property
    def outside_rows(self) -> list[TimeOutside]:
        """Every time that was declared, in order."""
        return list(self.times_outside.order_by("since", "pk")) if self.noted("party_age") else []

    @cached_property
    def party_age_decision(self) -> PartyAgeDecision | None:
        """The one that counts."""
        return self.party_age_decisions.order_by("pk").last() if self.noted("party_age") else None
