"""What a dossier legally is: its states, and the groups of states that flow, pages and transitions speak of."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Identifiers of the domain's list of states; ``authority_agreed``, ``refusal_pending``, ``recognition_agreed``
    and ``removal_agreed`` are this system's own, between a vote and its paper. ``recognition_base_voting`` is an open
    step and no state, as ``cell_voting`` and ``base_voting`` are.
    """

    AUTHORIZED = "dossier_authorized", _("Authorised to start")
    DRAFTING = "dossier_drafting", _("Dossier being prepared")
    BACKGROUND_CHECK = "background_check", _("Background being verified")
    BACKGROUND_CERTIFIED = "background_certified", _("CV certified")
    COMPLETE = "dossier_complete", _("Dossier complete for the cell")
    CELL_RESOLVED = "cell_resolved", _("Cell has resolved")
    CELL_BELOW_RATIO = "cell_below_ratio", _("Cell below the ratio, reported up")
    SECTION_APPRAISED = "section_appraised", _("Section committee has appraised")
    BASE_RESOLVED = "base_resolved", _("Grassroots committee has resolved")
    BASE_BELOW_RATIO = "base_below_ratio", _("Grassroots committee below the ratio, reported up")
    APPRAISAL = "authority_appraisal", _("Being appraised by the organisation department")
    SUPPLEMENT = "supplement_requested", _("Returned for supplement")
    VOTING = "authority_voting", _("Before the standing committee")
    AGREED = "authority_agreed", _("Agreed, decision to be signed")
    REFUSAL_PENDING = "refusal_pending", _("Not agreed, cell to be notified")
    DECISION_ISSUED = "decision_issued", _("Decision issued")
    REFUSED = "admission_refused", _("Not admitted, cell notified")
    DECISION_RECEIVED = "decision_received", _("Decision received by the cell")
    PROBATIONARY = "probationary", _("Probationary member")
    PROBATION_COMPLETE = "probation_complete", _("Probation over")
    RECOGNITION_DRAFTING = "recognition_drafting", _("Recognition being prepared")
    RECOGNITION_CELL_VOTING = "recognition_cell_voting", _("Recognition before the cell")
    RECOGNITION_CELL_RESOLVED = "recognition_cell_resolved", _("Cell has resolved on the recognition")
    RECOGNITION_BELOW_RATIO = "recognition_below_ratio", _("Recognition below the ratio")
    RECOGNITION_SECTION_APPRAISED = (
        "recognition_section_appraised",
        _("Section committee has appraised the recognition"),
    )
    RECOGNITION_BASE_RESOLVED = "recognition_base_resolved", _("Grassroots committee has resolved on the recognition")
    RECOGNITION_APPRAISAL = "recognition_authority_appraisal", _("Recognition before the competent committee")
    RECOGNITION_SUPPLEMENT = "recognition_supplement_requested", _("Recognition returned for supplement")
    ESCALATED = "escalated_to_superior", _("Reported up after votes below the ratio")
    RECOGNITION_AGREED = "recognition_agreed", _("Recognition agreed, decision to be signed")
    OFFICIAL = "official", _("Official member")
    CARD_ISSUED = "card_issued", _("Party card handed over")
    REMOVAL_PROPOSED = "removal_proposed", _("Removal proposed")
    REMOVAL_AGREED = "removal_agreed", _("Removal agreed, decision to be signed")
    REMOVED = "removed", _("Removed")
    WITHDRAWN = "withdrawn", _("Withdrawn by the applicant")
    CANCELLED = "decision_cancelled", _("Decision on admission cancelled")


#: The straight way to membership, for the stage line of the pages.
STRAIGHT = (
    State.AUTHORIZED,
    State.DRAFTING,
    State.BACKGROUND_CHECK,
    State.BACKGROUND_CERTIFIED,
    State.COMPLETE,
    State.CELL_RESOLVED,
    State.SECTION_APPRAISED,
    State.BASE_RESOLVED,
    State.APPRAISAL,
    State.VOTING,
    State.AGREED,
    State.DECISION_ISSUED,
    State.DECISION_RECEIVED,
    State.PROBATIONARY,
)
#: The same from the ceremony on.
MEMBER_STRAIGHT = (
    State.PROBATIONARY,
    State.PROBATION_COMPLETE,
    State.RECOGNITION_DRAFTING,
    State.RECOGNITION_CELL_VOTING,
    State.RECOGNITION_CELL_RESOLVED,
    State.RECOGNITION_SECTION_APPRAISED,
    State.RECOGNITION_BASE_RESOLVED,
    State.RECOGNITION_APPRAISAL,
    State.RECOGNITION_AGREED,
    State.OFFICIAL,
    State.CARD_ISSUED,
)
#: What a stage of the line needs of the route; a stage whose levels are not on it is left out.
LEVELS_OF = {
    State.SECTION_APPRAISED: frozenset({"section"}),
    State.BASE_RESOLVED: frozenset({"grassroots", "authority"}),
    State.APPRAISAL: frozenset({"authority"}),
    State.VOTING: frozenset({"authority"}),
    State.RECOGNITION_SECTION_APPRAISED: frozenset({"section"}),
    State.RECOGNITION_BASE_RESOLVED: frozenset({"grassroots", "authority"}),
    State.RECOGNITION_APPRAISAL: frozenset({"authority"}),
}
REMOVING = (State.REMOVAL_PROPOSED, State.REMOVAL_AGREED, State.REMOVED)
#: Of a member: from the ceremony to the card or to the removal.
MEMBER_STAGE = (
    *MEMBER_STRAIGHT,
    State.RECOGNITION_BELOW_RATIO,
    State.RECOGNITION_SUPPLEMENT,
    State.ESCALATED,
    *REMOVING,
)
#: Results that are not announced to the person concerned yet.
NOT_ANNOUNCED = (
    State.CELL_BELOW_RATIO,
    State.BASE_BELOW_RATIO,
    State.AGREED,
    State.REFUSAL_PENDING,
    State.RECOGNITION_BELOW_RATIO,
    State.RECOGNITION_AGREED,
    State.ESCALATED,
    State.REMOVAL_PROPOSED,
    State.REMOVAL_AGREED,
)
#: States in which an applicant can still withdraw: before the ceremony (design; no rule found, ADM-103).
BEFORE_MEMBERSHIP = tuple(
    state for state in State if state not in (*MEMBER_STAGE, State.REFUSED, State.WITHDRAWN, State.CANCELLED)
)
#: From the cell's resolution to the decision: while the clock of the decision runs.
BEING_DECIDED = (
    State.CELL_RESOLVED,
    State.SECTION_APPRAISED,
    State.BASE_RESOLVED,
    State.BASE_BELOW_RATIO,
    State.APPRAISAL,
    State.SUPPLEMENT,
    State.VOTING,
    State.AGREED,
)
#: The same of the recognition.
RECOGNITION_BEING_DECIDED = (
    State.RECOGNITION_CELL_RESOLVED,
    State.RECOGNITION_SECTION_APPRAISED,
    State.RECOGNITION_BASE_RESOLVED,
    State.RECOGNITION_APPRAISAL,
    State.RECOGNITION_SUPPLEMENT,
    State.RECOGNITION_AGREED,
)
#: Until something is decided, a member can be proposed for removal.
REMOVABLE = (
    State.PROBATIONARY,
    State.PROBATION_COMPLETE,
    State.RECOGNITION_DRAFTING,
    State.RECOGNITION_CELL_VOTING,
    State.RECOGNITION_BELOW_RATIO,
    *(state for state in RECOGNITION_BEING_DECIDED if state != State.RECOGNITION_AGREED),
)
#: Verbs that are of use only while the way has changed under an open step.
LED_ANEW = ("lead_anew", "hand_over", "lead_recognition_anew")
#: A decision that has not led to a ceremony can still be cancelled by its issuer.
DECIDED = (State.DECISION_ISSUED, State.DECISION_RECEIVED)
REFUSABLE = (
    State.BACKGROUND_CHECK,
    State.CELL_RESOLVED,
    State.SECTION_APPRAISED,
    State.CELL_BELOW_RATIO,
    State.BASE_BELOW_RATIO,
    State.VOTING,
)
