"""The times in which the activity of a whole organisation is suspended; written by the procedure that decides it."""

from datetime import date
from functools import reduce
from operator import or_

from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.dated import Dated, ends_after_it_begins, valid_on


class Standstill(Dated):
    """``basis``: the decision, number and day."""

    organization = models.ForeignKey(
        "organization.Organization", models.PROTECT, related_name="standstills", verbose_name=_("organisation")
    )
    basis = models.CharField(_("decision (number, day)"), max_length=120)

    class Meta:
        verbose_name = _("suspension of an organisation")
        verbose_name_plural = _("suspensions of organisations")
        default_permissions = ()
        constraints = [ends_after_it_begins("standstill_ends_after_it_begins")]

    def __str__(self) -> str:
        return f"{self.organization}: {self.basis}"


def standstill_on(organization_id: int, *days: date) -> Standstill | None:
    """The suspension of the organisation that runs on one of the days. One statement."""
    runs = reduce(or_, map(valid_on, days))
    rows = Standstill.objects.filter(runs, organization_id=organization_id)
    return rows.select_related("organization").order_by("-since", "-pk").first()
