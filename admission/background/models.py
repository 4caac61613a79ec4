"""What exempts a side of the family, or the whole of it, from a separate verification."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class VerificationExemption(models.Model):
    """A claim of ADM-31 to ADM-33 with the confirmation it rests on; ``ground``: a code of Exemption.

    ``relation`` and ``person_name``: the member whose membership exempts (of item 21); empty for a family of one
    commune.
    """

    dossier = models.ForeignKey("admission.Dossier", models.PROTECT, related_name="exemptions")
    ground = models.CharField(_("ground"), max_length=20)
    relation = models.CharField(max_length=30, blank=True)
    person_name = models.CharField(_("member"), max_length=120, blank=True)
    confirmed_by = models.CharField(_("confirmed by"), max_length=200, blank=True)
    confirmation_number = models.CharField(_("number of the confirmation"), max_length=60, blank=True)
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)
    recorded_on = models.DateField(_("recorded on"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("exemption from verification")
        verbose_name_plural = _("exemptions from verification")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["dossier", "ground"], name="exemption_once_per_ground")]

    def __str__(self) -> str:
        return self.ground
