"""Who asked to take no part in a case in one body, and what who presides there decided. Written by acts alone."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.models import Body, Person


class StandingAside(models.Model):
    """A person on one case in one body: in every other body he sits in he acts as before.

    ``ground``: the name of a provision ``recusal.…`` without its prefix, "" where who presides found it himself.
    ``declared_on``: None for who declared nothing. ``stands``: None until it is decided; decided anew until the box is
    opened, the record keeps each.
    """

    case = models.ForeignKey("workflows.Case", models.PROTECT, related_name="standing_aside")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("body"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("person"))
    ground = models.CharField(_("ground"), max_length=30, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    declared_on = models.DateField(_("declared on"), null=True, blank=True)
    stands = models.BooleanField(_("takes no part"), null=True, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decision = models.CharField(_("reason of the decision"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("member who stands aside")
        verbose_name_plural = _("members who stand aside")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["case", "body", "person"], name="aside_once_in_a_body")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.person_id}"
