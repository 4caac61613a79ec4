"""What the member stage of a dossier holds: the recognition or the removal, and the helpers there were."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.models import Body, Person


class Probation(models.Model):
    """From the ceremony to the card or the removal. There from the first act that has something to keep."""

    dossier = models.OneToOneField("admission.Dossier", models.PROTECT, related_name="probation")
    helper_since = models.DateField(_("present helper since"), null=True, blank=True)
    cell_resolved_on = models.DateField(_("cell resolution on the recognition of"), null=True, blank=True)
    cell_lateness = models.TextField(_("why the cell considered late"), blank=True)
    section_appraised_on = models.DateField(_("section appraisal of"), null=True, blank=True)
    base_resolved_on = models.DateField(_("grassroots resolution of"), null=True, blank=True)
    appraised_on = models.DateField(_("appraised on"), null=True, blank=True)
    authority_resolved_on = models.DateField(_("competent committee resolved on"), null=True, blank=True)
    extensions = models.PositiveSmallIntegerField(_("extensions of the deadline"), default=0)
    decision_number = models.CharField(_("number of the recognition"), max_length=60, blank=True)
    decided_on = models.DateField(_("recognised by a decision of"), null=True, blank=True)
    effective_on = models.DateField(_("official member by the decision from"), null=True, blank=True)
    decision_lateness = models.TextField(_("why the decision came late"), blank=True)
    issuer = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decision issued by")
    )
    decision_signer = models.CharField(_("signed as"), max_length=20, blank=True)
    announced_on = models.DateField(_("announced in the cell on"), null=True, blank=True)
    card_decision_number = models.CharField(_("number of the decision on the card"), max_length=60, blank=True)
    card_decided_on = models.DateField(_("decision on the card of"), null=True, blank=True)
    card_number = models.CharField(_("number of the card"), max_length=20, blank=True)
    card_on = models.DateField(_("card handed over on"), null=True, blank=True)
    removal_ground = models.CharField(_("ground of the removal"), max_length=30, blank=True)
    removal_reason = models.TextField(_("reason of the removal"), blank=True)
    removal_number = models.CharField(_("number of the removal"), max_length=60, blank=True)
    removed_on = models.DateField(_("removed by a decision of"), null=True, blank=True)
    removal_announced_on = models.DateField(_("removal announced on"), null=True, blank=True)
    files_sent_on = models.DateField(_("files sent to the superior on"), null=True, blank=True)

    class Meta:
        verbose_name = _("probation")
        verbose_name_plural = _("probations")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.dossier_id}"


class FormerHelper(models.Model):
    """Who was assigned to help and left; all helpers' remarks go into the recognition (ADM-71)."""

    dossier = models.ForeignKey("admission.Dossier", models.PROTECT, related_name="former_helpers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("person"))
    assigned_on = models.DateField(_("assigned on"))
    left_on = models.DateField(_("left on"))
    left_reason = models.CharField(_("reason"), max_length=200)
    without_remarks = models.CharField(_("why there are no remarks"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("former helper")
        verbose_name_plural = _("former helpers")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.person)
