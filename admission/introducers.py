"""Who introduces an applicant."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.models import Person


class Introducer(models.Model):
    """An official member who introduces the applicant; one who leaves is replaced, never erased (ADM-25)."""

    dossier = models.ForeignKey("admission.Dossier", models.PROTECT, related_name="introducers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("person"))
    together_since = models.DateField(_("together in one unit since"))
    substitute = models.BooleanField(_("replaces an introducer who left"), default=False)
    assigned_on = models.DateField(_("assigned on"))
    left_on = models.DateField(_("left on"), null=True, blank=True)
    left_reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("introducer")
        verbose_name_plural = _("introducers")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "person"],
                condition=models.Q(left_on__isnull=True),
                name="introducer_once_per_dossier",
            )
        ]

    def __str__(self) -> str:
        return str(self.person)
