"""What comes before the permission to make a dossier: the list of sympathisers, the helper, the class (ADM-17)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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
    delisted_on = models.DateField(_("taken off the list on"), null=True, blank=True)

    class Meta:
        verbose_name = _("way to the dossier")
        verbose_name_plural = _("ways to the dossier")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.dossier}: {self.listed_on}"
