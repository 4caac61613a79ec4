"""What a dossier legally is: its states, and the groups of states that flow, pages and transitions speak of."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Identifiers of the domain's list of states; ``authority_agreed``, ``refusal_pending``, ``recognition_agreed``
    and ``removal_agreed`` are this system's own, between a vote and its paper; ``recognition_redo`` is the domain's
    ``procedure_redo`` where the recognition alone was faulty. ``recognition_base_voting`` is an open
    step and no state, as ``cell_voting`` and ``base_voting`` are.
    """

    PROSPECT = "prospect", _("Followed by the cell")
    SYMPATHIZER = "sympathizer", _("On the list of sympathisers")
    CLASS_ENROLLED = "class_enrolled", _("Sent to the awareness class")
    CLASS_CERTIFIED = "class_certified", _("Certificate of the class issued")
    DELISTED = "delisted", _("Taken off the list of sympathisers")
    AUTHORIZED = "dossier_authorized", _("Authorised to start")
    DRAFTING = "dossier_drafting", _("Dossier being prepared")
    BACKGROUND_CHECK = "background_check", _("Background being verified")
    POLITICAL_REVIEW = "political_review", _("Awaiting the conclusion on political standards")
    BACKGROUND_CERTIFIED = "background_certified", _("CV certified")
    COMPLETE = "dossier_complete", _("Dossier complete for the cell")
    STALE = "dossier_stale", _("Stale: papers to be redone")
    CELL_RESOLVED = "cell_resolved", _("Cell has resolved")
    CELL_BELOW_RATIO = "cell_below_ratio", _("Cell below the ratio, reported up")
    SECTION_APPRAISED = "section_appraised", _("Section committee has appraised")
    BASE_RESOLVED = "base_resolved", _("Grassroots committee has resolved")
    BASE_BELOW_RATIO = "base_below_ratio", _("Grassroots committee below the ratio, reported up")
    APPRAISAL = "authority_appraisal", _("Being appraised by the organisation department")
    SUPPLEMENT = "supplement_requested", _("Returned for supplement")
    CONSENT_PENDING = "higher_consent_pending", _("Awaiting the written consent of a higher level")
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
    TRANSFER_OUT = "transfer_out_pending", _("Dossier being sent to another place")
    TRANSFER_IN = "transfer_in_pending", _("Dossier taken in, helper to be assigned")
    MOVED_AWAY = "transferred_out", _("Sent to a place outside this system")
    DECEASED = "deceased", _("Deceased")
    REDO = "procedure_redo", _("Faulty steps being done again")
    RECOGNITION_REDO = "recognition_redo", _("Faulty steps of the recognition being done again")
    ANNULLED = "annulled", _("Admission annulled")


#: The straight way to membership, for the stage line of the pages.
STRAIGHT = (
    State.PROSPECT,
    State.SYMPATHIZER,
    State.CLASS_ENROLLED,
    State.CLASS_CERTIFIED,
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
    State.RECOGNITION_REDO,
    *REMOVING,
)
#: Results that are not announced to the person concerned yet.
NOT_ANNOUNCED = (
    State.POLITICAL_REVIEW,
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
#: Ends in which nobody has become a member, or is one no more.
ENDED = (
    State.DELISTED,
    State.REFUSED,
    State.WITHDRAWN,
    State.CANCELLED,
    State.DECEASED,
    State.MOVED_AWAY,
    State.ANNULLED,
)
#: The dossier has ended, or the person is no member any more.
OVER = (*ENDED, State.CARD_ISSUED, State.REMOVED)
#: From the ceremony on, as long as the dossier is open: the person is a member, probationary or official.
MEMBERSHIP = tuple(state for state in MEMBER_STAGE if state not in (State.CARD_ISSUED, State.REMOVED))
#: A wrong procedure is done again; what followed of recognition is then done anew too.
REDOABLE: tuple[State, ...] = (State.PROBATIONARY, State.OFFICIAL)
#: After these nobody dies in the dossier; a decision cancelled for a move (T38) has ended nothing yet.
NOBODY_DIES = tuple(state for state in OVER if state != State.CANCELLED)
#: States in which an applicant can still withdraw: before the ceremony (design; no rule found, ADM-103). A decision
#: cancelled for a move (T38) has ended nothing.
BEFORE_MEMBERSHIP = (
    *(state for state in State if state not in (*MEMBER_STAGE, State.REDO, *ENDED)),
    State.CANCELLED,
)
#: From the cell's resolution to the decision: while the clock of the decision runs.
BEING_DECIDED = (
    State.CELL_RESOLVED,
    State.SECTION_APPRAISED,
    State.BASE_RESOLVED,
    State.BASE_BELOW_RATIO,
    State.APPRAISAL,
    State.SUPPLEMENT,
    State.CONSENT_PENDING,
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
#: While it lies with the organisation department, which of the levels below there are depends on the chain.
BEFORE_THE_AUTHORITY = (State.CELL_RESOLVED, State.SECTION_APPRAISED, State.BASE_RESOLVED, State.APPRAISAL)
#: Before the permission to make the dossier: while the cell may take the person off its list (T02).
ON_THE_LIST = (State.PROSPECT, State.SYMPATHIZER, State.CLASS_ENROLLED, State.CLASS_CERTIFIED)
#: States in which a dossier that the cell has not considered in time grows stale (T13).
MAY_GROW_STALE = (State.DRAFTING, State.BACKGROUND_CHECK, State.BACKGROUND_CERTIFIED, State.COMPLETE)
#: As BEFORE_THE_AUTHORITY.
RECOGNITION_BEFORE_THE_AUTHORITY = (
    State.RECOGNITION_CELL_RESOLVED,
    State.RECOGNITION_SECTION_APPRAISED,
    State.RECOGNITION_BASE_RESOLVED,
    State.RECOGNITION_APPRAISAL,
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
#: While a member may move and stay what he is (T39): until the recognition is before the cell.
MOVABLE_MEMBER = (State.PROBATIONARY, State.PROBATION_COMPLETE, State.RECOGNITION_DRAFTING)
#: While a cell prepares papers and remarks, which may be the one where the person is active for a time (ADM-72).
PREPARING = (
    State.AUTHORIZED,
    State.DRAFTING,
    State.BACKGROUND_CHECK,
    State.BACKGROUND_CERTIFIED,
    State.PROBATIONARY,
    State.PROBATION_COMPLETE,
    State.RECOGNITION_DRAFTING,
    State.RECOGNITION_SUPPLEMENT,
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
    State.POLITICAL_REVIEW,
    State.CONSENT_PENDING,
    State.VOTING,
)
#: On the list of the cell: who moves goes on there at the new cell, and no dossier is made before its permission.
LISTED = (State.SYMPATHIZER, State.CLASS_ENROLLED, State.CLASS_CERTIFIED)
#: From which states an applicant's dossier is sent after him, by how far it is: T32, T33, T34, T37 and T38. What lies
#: between a vote below the ratio and what the authority directs, or awaits the notice of a refusal, stays until then.
NOTHING_RESOLVED = (
    State.SYMPATHIZER,
    State.CLASS_CERTIFIED,
    State.AUTHORIZED,
    State.DRAFTING,
    State.BACKGROUND_CHECK,
    State.POLITICAL_REVIEW,
    State.BACKGROUND_CERTIFIED,
    State.COMPLETE,
    State.STALE,
    State.CLASS_ENROLLED,
)
RESOLVED_NOT_SENT = (State.CELL_RESOLVED, State.SECTION_APPRAISED, State.BASE_RESOLVED)
#: Returned by the grassroots committee (T19), at this step, a dossier was not sent to the authority yet.
SUPPLEMENT_BELOW = "supplement_below"
SENT_NOT_DECIDED = (State.APPRAISAL, State.SUPPLEMENT, State.CONSENT_PENDING, State.VOTING, State.AGREED)
TRANSFERABLE = (*NOTHING_RESOLVED, *RESOLVED_NOT_SENT, *SENT_NOT_DECIDED, *DECIDED)
#: From the permission to the card, where no cell prepares.
WITHOUT_PREPARATION = tuple(
    state for state in State if state not in (*PREPARING, *ON_THE_LIST, *OVER, State.TRANSFER_OUT, State.TRANSFER_IN)
)
#: A dossier on its way; a decision that came too late is cancelled first (T38).
ON_ITS_WAY = (State.TRANSFER_OUT, State.CANCELLED)
