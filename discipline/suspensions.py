"""Suspension from party or committee activity, or of an organisation: no form of discipline, with days of its own
(DIS-105 to 111).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from discipline.facts.criminal import SuspendedFrom
from discipline.kept_rows import RowOfCase
from organization.models import Body, Membership, Standing, Standstill

if TYPE_CHECKING:
    from discipline.models import DisciplineCase
    from workflows.acting import Act

#: What lies over the standing of who is suspended. That of party activity takes him out of the base of every body, of
#: committees too (DIS-107, 111); that of committee activity out of those of committees alone.
STANDING_OF = {SuspendedFrom.PARTY: Standing.SUSPENDED, SuspendedFrom.COMMITTEE: Standing.COMMITTEE_SUSPENDED}


class Suspension(RowOfCase):
    """``until``: its last day, None where it follows the criminal procedure; ``ended_on``: lifted before that, or ended
    by the final decision.
    """

    case = models.ForeignKey("discipline.DisciplineCase", models.PROTECT, related_name="suspensions")
    suspended_from = models.CharField(_("suspended from"), max_length=20)
    grounds = models.JSONField(_("grounds"), default=list)
    number = models.CharField(_("number of the decision"), max_length=60)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    since = models.DateField(_("since"))
    until = models.DateField(_("last day"), null=True, blank=True)
    extended_by = models.CharField(_("number of the extension"), max_length=60, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    ended_because = models.TextField(_("why it ended"), blank=True)

    class Meta:
        verbose_name = _("suspension")
        verbose_name_plural = _("suspensions")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.number} {self.since}"

    def runs_on(self, day: date) -> bool:
        """Whether it runs on the day: it ends by itself after its last day."""
        over = self.ended_on is not None and self.ended_on <= day
        return self.since <= day and not over and (self.until is None or day <= self.until)


def overlay_for(case: DisciplineCase, row: Suspension) -> Membership | Standstill:
    """What a new suspension lays over the standing of the person, or over the activity of the organisation; unsaved."""
    until = row.until + timedelta(days=1) if row.until else None
    if row.suspended_from == SuspendedFrom.ACTIVITY:
        return Standstill(organization=case.organization, since=row.since, until=until, basis=row.number)
    return Membership(
        person=case.subject,
        organization=case.organization,
        standing=STANDING_OF[SuspendedFrom(row.suspended_from)],
        since=row.since,
        until=until,
        basis=row.number,
    )


def overlay_of(suspension: Suspension) -> Membership | Standstill | None:
    """What lies over the standing or the activity because of it."""
    told = {"since": suspension.since, "basis": suspension.number}
    if suspension.suspended_from == SuspendedFrom.ACTIVITY:
        return (
            Standstill.objects.filter(organization_id=suspension.case.organization_id, **told).order_by("-pk").first()
        )
    standing = STANDING_OF[SuspendedFrom(suspension.suspended_from)]
    rows = Membership.objects.filter(person_id=suspension.case.subject_id, standing=standing, **told)
    return rows.order_by("-pk").first()


def end_suspensions(case: DisciplineCase, act: Act, because: str) -> None:
    """Every one that still runs ends on the day of the act."""
    for row in case.suspension_rows:
        if row.ended_on is not None or not row.runs_on(act.day):
            continue
        row.ended_on, row.ended_because = act.day, because
        act.add(row)
        overlay = overlay_of(row)
        if overlay is not None:
            overlay.until = max(act.day, overlay.since + timedelta(days=1))
            act.add(overlay)
        act.record("suspension.ended", number=row.number, because=because)
    act.stop_clock("suspension")
