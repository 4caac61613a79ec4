"""A member who is called otherwise from a day on (ADM-100). What was written before keeps the former name."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NameChange(models.Model):
    """One change of name, decided by the superior. ``former``: the name until ``decided_on``."""

    dossier = models.ForeignKey("admission.Dossier", models.PROTECT, related_name="name_changes")
    former = models.CharField(_("former name"), max_length=120)
    name = models.CharField(_("new name"), max_length=120)
    applied_on = models.DateField(_("application of"))
    paper_number = models.CharField(_("number of the official paper"), max_length=60)
    paper_on = models.DateField(_("day of the paper"))
    number = models.CharField(_("number of the decision"), max_length=60)
    decided_on = models.DateField(_("decided on"))

    class Meta:
        verbose_name = _("change of name")
        verbose_name_plural = _("changes of name")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.former} – {self.name}"
