"""The states of a complaint about discipline (discipline.md 6)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ComplaintState(models.TextChoices):
    RECEIVED = "complaint_received", _("Complaint received")
    ADMISSIBILITY = "complaint_admissibility", _("Is it to be handled?")
    REJECTED = "complaint_rejected", _("Not handled")
    REDIRECTED = "complaint_redirected", _("Sent to the right level")
    ACCEPTED = "complaint_accepted", _("Accepted")
    VERIFYING = "complaint_verifying", _("The complaint is being verified")
    HEARING = "complaint_hearing", _("The parties are being heard")
    MEETING = "complaint_meeting", _("Before the meeting that answers")
    SUBMITTED_UP = "complaint_submitted_up", _("Submitted to the superior")
    DECIDED = "complaint_decided", _("Answer decided")
    ANNOUNCED = "complaint_announced", _("Answer announced")
    WITHDRAWN = "complaint_withdrawn", _("Withdrawn")
    FINAL = "complaint_final", _("Finally decided")


#: From the paper to the vote: he may withdraw.
NOT_DECIDED = (
    ComplaintState.RECEIVED,
    ComplaintState.ADMISSIBILITY,
    ComplaintState.ACCEPTED,
    ComplaintState.VERIFYING,
    ComplaintState.HEARING,
    ComplaintState.MEETING,
    ComplaintState.SUBMITTED_UP,
)
#: Accepted and not answered: the time to resolve it runs.
HANDLED = NOT_DECIDED[2:]
#: A complaint that is being handled bars another one.
PENDING = (*NOT_DECIDED, ComplaintState.DECIDED)
STRAIGHT = (
    ComplaintState.RECEIVED,
    ComplaintState.ADMISSIBILITY,
    ComplaintState.ACCEPTED,
    ComplaintState.VERIFYING,
    ComplaintState.HEARING,
    ComplaintState.MEETING,
    ComplaintState.DECIDED,
    ComplaintState.ANNOUNCED,
    ComplaintState.FINAL,
)
