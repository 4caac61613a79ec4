"""The states of an inspection on signs of violation (discipline.md 7.2)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class InspectionState(models.TextChoices):
    SIGNAL = "iv_signal", _("Signs of violation noted")
    PROPOSAL = "iv_proposal", _("Inspection proposed")
    DECIDED = "iv_decided", _("Inspection decided")
    DEPLOYED = "iv_deployed", _("Inspection made known to the one inspected")
    EXPLANATION = "iv_explanation", _("The explanation is awaited")
    VERIFYING = "iv_verifying", _("The signs are being verified")
    ORG_MEETING = "iv_org_meeting", _("Before the meeting of his organisation")
    REPORTED = "iv_reported", _("Result of the inspection reported")
    CONCLUDED = "iv_concluded", _("Inspection concluded")
    PUBLISHED = "iv_published", _("Conclusion of the inspection published")
    FILED = "iv_filed", _("Inspection filed")


STRAIGHT = tuple(InspectionState)
#: The one inspected does not know of it yet.
NOT_TOLD = (InspectionState.SIGNAL, InspectionState.PROPOSAL, InspectionState.DECIDED)
#: Its time runs, and may be extended.
RUNNING = (
    InspectionState.DEPLOYED,
    InspectionState.EXPLANATION,
    InspectionState.VERIFYING,
    InspectionState.ORG_MEETING,
    InspectionState.REPORTED,
)
NOT_FILED = STRAIGHT[:-1]
#: Discipline goes on from it; once it is filed too, where a case was closed as entered by mistake.
PASSING_ON = (InspectionState.PUBLISHED, InspectionState.FILED)
#: He may state and reserve an opinion.
MAY_SPEAK = (*RUNNING, InspectionState.CONCLUDED, InspectionState.PUBLISHED)
