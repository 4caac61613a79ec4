"""The states of a thematic supervision or inspection (discipline.md 7.3)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SupervisionState(models.TextChoices):
    PROGRAMMED = "sv_programmed", _("Taken from the programme of the year")
    DECIDED = "sv_decided", _("Supervision decided")
    DEPLOYED = "sv_deployed", _("Supervision made known")
    REPORT_RECEIVED = "sv_report_received", _("Report on the supervision of oneself received")
    VERIFYING = "sv_verifying", _("Supervision verifies")
    ORG_MEETING = "sv_org_meeting", _("The organisation supervised meets")
    SIGNAL_FOUND = "sv_signal_found", _("Signs of violation found: an inspection follows")
    CONCLUDED = "sv_concluded", _("Supervision concluded")
    FILED = "sv_filed", _("Supervision filed")


STRAIGHT = tuple(state for state in SupervisionState if state is not SupervisionState.SIGNAL_FOUND)
#: Its time runs, and may be extended.
RUNNING = (
    SupervisionState.DEPLOYED,
    SupervisionState.REPORT_RECEIVED,
    SupervisionState.VERIFYING,
    SupervisionState.ORG_MEETING,
    SupervisionState.SIGNAL_FOUND,
)
MAY_SPEAK = (*RUNNING, SupervisionState.CONCLUDED)
