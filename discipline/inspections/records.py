"""Who conducts an inspection by name."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.models import Person, User


class InspectionMember(models.Model):
    """A named member of the team of an inspection or a supervision."""

    case = models.ForeignKey("workflows.Case", models.PROTECT, related_name="inspectors")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    named_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    leads = models.BooleanField(_("leads the team"), default=False)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"))

    class Meta:
        verbose_name = _("member of the inspection team")
        verbose_name_plural = _("members of the inspection team")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.person)
