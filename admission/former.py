"""A former member who is to be admitted again: how the membership ended, and what item 13 of the CV says."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FormerMembership(models.Model):
    """What was known when the dossier was opened (ADM-88 to 91). Codes: admission.facts_readmission."""

    dossier = models.OneToOneField("admission.Dossier", models.PROTECT, related_name="former_membership")
    left_on = models.DateField(_("membership ended on"))
    left_because = models.CharField(_("why membership ended"), max_length=20)
    family_hardship = models.BooleanField(_("specially difficult family circumstances"), null=True, blank=True)
    caused_disunity = models.BooleanField(_("caused serious disunity"))
    conviction = models.CharField(_("conviction"), max_length=20)
    expunged_on = models.DateField(_("expunged on"), null=True, blank=True)
    readmitted_before = models.PositiveSmallIntegerField(_("readmissions so far"), default=0)
    applied_on = models.DateField(_("written application of"))
    first_decision_on = models.DateField(_("first decision on admission of"), null=True, blank=True)
    first_admission = models.TextField(_("first admission (item 13)"), blank=True)

    class Meta:
        verbose_name = _("former membership")
        verbose_name_plural = _("former memberships")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.dossier}: {self.left_on}"
