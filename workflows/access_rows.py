"""Who may see a case: bodies and named persons, from a day until a day, for a reason. Written by access.py alone."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from organization.models import Body, Dated, ends_after_it_begins
from workflows.audit.models import Event


class AccessReason(models.TextChoices):
    ON_ROUTE = "on_route", _("the case reached this body")
    OPENED = "opened", _("the case was opened here")
    SUPERIOR = "superior", _("the body directs what follows")
    ASKED = "asked", _("the case was sent to this body, which is not on its way")


class CaseAccess(Dated):
    """A body may see a case: from an event, for a reason, until a day. Written by access.py alone."""

    case = models.ForeignKey("workflows.Case", models.PROTECT, related_name="accesses")
    body = models.ForeignKey(Body, models.PROTECT, related_name="accesses")
    reason = models.CharField(max_length=20, choices=AccessReason.choices)
    event = models.ForeignKey(Event, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("access of a body")
        verbose_name_plural = _("access of bodies")
        default_permissions = ()
        constraints = [
            ends_after_it_begins("access_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["case", "body"], condition=Q(until__isnull=True), name="one_open_access_per_body"
            ),
        ]
        # whole in the index, days and all: what a body sees is read without the table
        indexes = [models.Index(fields=["body", "case", "since", "until"], name="access_of_body")]


class CasePerson(UserObjectPermissionBase):
    """A named person may see a case (guardian's row on a direct foreign key): dated, explained.

    Written by access.py alone.
    """

    content_object = models.ForeignKey("workflows.Case", models.PROTECT, related_name="named_persons")
    reason = models.CharField(max_length=200)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    event = models.ForeignKey(Event, models.PROTECT, related_name="+")

    class Meta(UserObjectPermissionBase.Meta):
        verbose_name = _("access of a named person")
        verbose_name_plural = _("access of named persons")
        default_permissions = ()
