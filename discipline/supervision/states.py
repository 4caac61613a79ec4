"""The states of a thematic supervision or inspection (discipline.md 7.3).

Before it stands in the programme it is proposed; one that is taken out ends there. Neither is in the text of 7.3: it
begins with the programme that has been adopted.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SupervisionState(models.TextChoices):
    PLANNED = "sv_planned", _("Proposed for the programme of the year")
    PROGRAMMED = "sv_programmed", _("In the programme of the year")
    DECIDED = "sv_decided", _("Supervision decided")
    DEPLOYED = "sv_deployed", _("Supervision made known")
    REPORT_RECEIVED = "sv_report_received", _("Report on the supervision of oneself received")
    VERIFYING = "sv_verifying", _("Supervision verifies")
    ORG_MEETING = "sv_org_meeting", _("The organisation supervised meets")
    SIGNAL_FOUND = "sv_signal_found", _("Signs of violation found: an inspection follows")
    CONCLUDED = "sv_concluded", _("Supervision concluded")
    FILED = "sv_filed", _("Supervision filed")
    WITHDRAWN = "sv_withdrawn", _("Taken out of the programme")


_BESIDE = (SupervisionState.SIGNAL_FOUND, SupervisionState.WITHDRAWN)
STRAIGHT = tuple(state for state in SupervisionState if state not in _BESIDE)
#: An item of the programme on which nothing has been decided yet.
ITEM = (SupervisionState.PLANNED, SupervisionState.PROGRAMMED)
#: Its time runs, and may be extended.
RUNNING = (
    SupervisionState.DEPLOYED,
    SupervisionState.REPORT_RECEIVED,
    SupervisionState.VERIFYING,
    SupervisionState.ORG_MEETING,
    SupervisionState.SIGNAL_FOUND,
)
MAY_SPEAK = (*RUNNING, SupervisionState.CONCLUDED)
#: A team may have been named.
WITH_TEAM = (SupervisionState.DECIDED, *MAY_SPEAK)
