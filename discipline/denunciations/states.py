"""The states of a denunciation (discipline.md 7.1)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DenunciationState(models.TextChoices):
    RECEIVED = "dn_received", _("Denunciation received")
    SCREENING = "dn_screening", _("Denunciation being screened")
    NOT_ACCEPTED = "dn_not_accepted", _("Denunciation not handled")
    INFORMATION = "dn_info_only", _("Used as information only")
    TRANSFERRED = "dn_transferred", _("Denunciation transferred")
    ACCEPTED = "dn_accepted", _("Denunciation accepted")
    INTERVIEW = "dn_denouncer_interview", _("Working with the denouncer")
    PLANNED = "dn_planned", _("Plan of the verification issued")
    EXPLANATION = "dn_explanation", _("The explanation is awaited")
    VERIFYING = "dn_verifying", _("Denunciation being verified")
    ORG_MEETING = "dn_org_meeting", _("Meeting of his organisation, then the conclusion")
    CONCLUDED = "dn_concluded", _("Denunciation concluded")
    NOTIFIED = "dn_notified", _("Conclusion made known")
    CLOSED = "dn_closed", _("Denunciation closed")
    WITHDRAWN = "dn_withdrawn", _("Denunciation withdrawn")


#: Not concluded yet: the denouncer may withdraw.
OPEN = (
    DenunciationState.RECEIVED,
    DenunciationState.SCREENING,
    DenunciationState.ACCEPTED,
    DenunciationState.INTERVIEW,
    DenunciationState.PLANNED,
    DenunciationState.EXPLANATION,
    DenunciationState.VERIFYING,
    DenunciationState.ORG_MEETING,
)
#: In the hands of the body that handles it: who may read the identity is named.
HANDLED = (*OPEN, DenunciationState.CONCLUDED, DenunciationState.NOTIFIED)
#: With the body that handles or handled it: what it has given to named persons, it ends.
HERE = tuple(state for state in DenunciationState if state is not DenunciationState.TRANSFERRED)
STRAIGHT = (*OPEN, DenunciationState.CONCLUDED, DenunciationState.NOTIFIED, DenunciationState.CLOSED)
#: The person denounced learns of nothing beyond the verification before he is told the conclusion.
TOLD_AS = {
    DenunciationState.ORG_MEETING: DenunciationState.VERIFYING,
    DenunciationState.CONCLUDED: DenunciationState.VERIFYING,
}
