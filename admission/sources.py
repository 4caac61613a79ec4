"""What comes before the permission to make a dossier: the list of sympathisers, the helper, the class (ADM-17)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.models import Body, BodyKind

if TYPE_CHECKING:
    from workflows.routes import Route


class SourceRecord(models.Model):
    """How a case that begins on the list came to the permission. Numbers are those of the papers, days theirs."""

    dossier = models.OneToOneField("admission.Dossier", models.PROTECT, related_name="source_record")
    list_number = models.CharField(_("resolution on the list"), max_length=60, blank=True)
    listed_on = models.DateField(_("on the list since"), null=True, blank=True)
    reviewed_on = models.DateField(_("list reviewed on"), null=True, blank=True)
    class_number = models.CharField(_("proposal for the class"), max_length=60, blank=True)
    class_proposed_on = models.DateField(_("proposed for the class on"), null=True, blank=True)
    proposal_number = models.CharField(_("proposal to make the dossier"), max_length=60, blank=True)
    proposed_on = models.DateField(_("dossier proposed on"), null=True, blank=True)
    confirmation_number = models.CharField(_("confirmation of the list"), max_length=60, blank=True)
    confirmed_on = models.DateField(_("list confirmed on"), null=True, blank=True)
    delisted_on = models.DateField(_("taken off the list on"), null=True, blank=True)

    class Meta:
        verbose_name = _("way to the dossier")
        verbose_name_plural = _("ways to the dossier")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.dossier}: {self.listed_on}"


class Listed:
    """Who stands above the cell that keeps the list."""

    if TYPE_CHECKING:

        def route(self, on: date) -> Route: ...

    def superior_on(self, on: date) -> Body:
        """The grassroots committee above the cell; where there is none, the committee that decides. Raises NoRoute."""
        route = self.route(on)
        if route.has("certifier"):
            return route.body("certifier", BodyKind.COMMITTEE)
        return route.body("authority", BodyKind.STANDING_COMMITTEE)

    def certifier_on(self, on: date) -> Body:
        """Who stamps the CV now and certifies it later (ADM-28, 37). Raises NoRoute."""
        route = self.route(on)
        if route.has("certifier"):
            return route.body("certifier", BodyKind.COMMITTEE)
        if route.has("certifier_above"):
            return route.body("certifier_above", BodyKind.STANDING_COMMITTEE)
        return route.body("grassroots_cell", BodyKind.CELL)
