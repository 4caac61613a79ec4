"""The states of a discipline case (discipline.md 5.1)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    INTAKE_REGISTERED = "intake_registered", _("Report registered")
    SCREENING = "screening", _("Being screened: power, limitation, deferral")
    DEFERRED = "deferred", _("Not examined yet (deferred)")
    PREPARING = "preparing", _("Being prepared")
    SELF_CRITICISM = "self_criticism", _("Self-criticism is awaited")
    VERIFYING = "verifying", _("Being verified")
    CELL_MEETING = "cell_meeting", _("Before the meeting of the cell")
    LEVEL_APPRAISAL = "level_appraisal", _("The superior appraises the proposal")
    LEVEL_HEARING = "level_hearing", _("The person concerned is being heard")
    LEVEL_MEETING = "level_meeting", _("Before the meeting of the superior")
    DECISION_DRAFTING = "decision_drafting", _("The decision is being drawn up")
    DECISION_SIGNED = "decision_signed", _("Decision signed")
    ANNOUNCED = "announced", _("Decision announced")
    IN_FORCE = "in_force", _("In force")
    UNDER_COMPLAINT = "under_complaint", _("A complaint is being resolved")
    ENDED_AUTOMATIC = "ended_automatic", _("Ended by itself")
    EXPELLED = "expelled", _("Expelled")
    DISSOLVED = "dissolved", _("Dissolved")
    DECISION_CHANGED = "decision_changed", _("Form changed on complaint")
    DECISION_CANCELLED = "decision_cancelled", _("Decision cancelled: apology and restoration")
    CLOSED_NO_DISCIPLINE = "closed_no_discipline", _("Closed without discipline")
    CLOSED_TIME_BARRED = "closed_time_barred", _("Closed: limitation expired")
    CLOSED_SUBJECT_DECEASED = "closed_subject_deceased", _("Concluded: the person concerned has died")
    HANDED_OVER = "handed_over", _("Handed over to the competent organisation")
    CLOSED_MISTAKEN = "closed_mistaken", _("Closed: entered by mistake")
    STRUCK_OFF_PROBATIONARY = "struck_off_probationary", _("Struck off the list (probationary)")


#: Before the plan is made known the person concerned knows nothing of the case.
NOT_TOLD = (State.INTAKE_REGISTERED, State.SCREENING, State.DEFERRED, State.HANDED_OVER, State.PREPARING)
#: The conductor of the examination has it in hand, up to the meeting of the cell.
CONDUCTED = (
    State.SCREENING,
    State.DEFERRED,
    State.PREPARING,
    State.SELF_CRITICISM,
    State.VERIFYING,
    State.CELL_MEETING,
)
#: The appraising body of a superior level has it in hand.
APPRAISED = (State.LEVEL_APPRAISAL, State.LEVEL_HEARING, State.LEVEL_MEETING)
#: From the screening to the vote of the highest level: a superior may take over, a death ends the examination.
EXAMINED = (*CONDUCTED, *APPRAISED)
#: Plan and self-criticism are not settled: a superior that takes over conducts the examination itself from here.
CONDUCTED_ANEW = (
    State.INTAKE_REGISTERED,
    State.SCREENING,
    State.DEFERRED,
    State.HANDED_OVER,
    State.PREPARING,
    State.SELF_CRITICISM,
)
#: They are settled: a superior that takes over goes on at its own level, verifies and hears him itself.
TAKEN_OVER_FROM = (
    State.VERIFYING,
    State.CELL_MEETING,
    State.LEVEL_APPRAISAL,
    State.LEVEL_HEARING,
    State.LEVEL_MEETING,
)
#: The cell has not met: its superior may direct it to.
DIRECTED = (*CONDUCTED_ANEW, State.VERIFYING, State.CELL_MEETING)
#: No decision has been signed or taken effect.
NOT_DECIDED = (State.INTAKE_REGISTERED, *EXAMINED, State.DECISION_DRAFTING)
#: The person concerned knows of the case, and it has not ended: he may state and reserve an opinion.
MAY_SPEAK = (
    State.SELF_CRITICISM,
    State.VERIFYING,
    State.CELL_MEETING,
    State.LEVEL_APPRAISAL,
    State.LEVEL_HEARING,
    State.LEVEL_MEETING,
    State.DECISION_DRAFTING,
    State.DECISION_SIGNED,
    State.ANNOUNCED,
    State.IN_FORCE,
    State.UNDER_COMPLAINT,
)
#: The organisation concerned is spoken for, and its members are examined beside it (DIS-15).
COLLECTIVE = (
    *CONDUCTED[2:],
    *APPRAISED,
    State.DECISION_DRAFTING,
    State.DECISION_SIGNED,
    State.ANNOUNCED,
    State.IN_FORCE,
)
STRAIGHT = (
    State.INTAKE_REGISTERED,
    State.SCREENING,
    State.PREPARING,
    State.SELF_CRITICISM,
    State.VERIFYING,
    State.CELL_MEETING,
    State.DECISION_SIGNED,
    State.ANNOUNCED,
    State.IN_FORCE,
)
#: The straight way of a case that goes up after the meeting of the cell.
STRAIGHT_UP = (
    *STRAIGHT[:6],
    State.LEVEL_APPRAISAL,
    State.LEVEL_HEARING,
    State.LEVEL_MEETING,
    State.DECISION_DRAFTING,
    *STRAIGHT[6:],
)
#: The straight way of a case about an organisation: only who stands above it votes on a form.
STRAIGHT_OF_ORGANIZATION = (*STRAIGHT_UP[:5], *STRAIGHT_UP[6:])
#: Ended without a decision that stands against him.
ENDED_WELL = (
    State.CLOSED_NO_DISCIPLINE,
    State.CLOSED_TIME_BARRED,
    State.CLOSED_SUBJECT_DECEASED,
    State.DECISION_CANCELLED,
    State.CLOSED_MISTAKEN,
)
#: A decision of these no longer bars another one on the same violation.
NO_LONGER_STANDING = (State.DECISION_CANCELLED, State.CLOSED_NO_DISCIPLINE)
#: A decision of these can be complained of: an expulsion that was carried out too.
COMPLAINABLE = (State.IN_FORCE, State.DECISION_CHANGED, State.EXPELLED)
#: The membership or the organisation has ended by the decision.
CARRIED_OUT = (State.EXPELLED, State.DISSOLVED)
#: A decision of these stands and is carried out; a complaint suspends nothing (DIS-120).
STANDING = (State.IN_FORCE, State.UNDER_COMPLAINT, State.DECISION_CHANGED)
#: An organisation that has ended answers before who stands above it now, as long as its case goes on below the levels
#: that appraise (DIS-16): also while a complaint is resolved, and until a wrong discipline is made good (DIS-120, 128).
ANSWERS = (
    State.INTAKE_REGISTERED,
    *CONDUCTED,
    State.HANDED_OVER,
    State.DECISION_DRAFTING,
    State.DECISION_SIGNED,
    State.ANNOUNCED,
    *STANDING,
    State.DECISION_CANCELLED,
)
#: The cell may have to act: somebody leads it, or is sent from above.
LED = (*DIRECTED, State.DECISION_SIGNED, State.ANNOUNCED, *STANDING, State.DECISION_CANCELLED)
