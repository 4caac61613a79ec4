"""What a dossier legally is: its states, and the groups of states that flow, pages and transitions speak of."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Identifiers of the domain's list of states; the last three of the decision are this system's own intermediate
    ones.
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
    WITHDRAWN = "withdrawn", _("Withdrawn by the applicant")
    CANCELLED = "decision_cancelled", _("Decision on admission cancelled")
    DECEASED = "deceased", _("Deceased")
    REDO = "procedure_redo", _("Faulty steps being done again")
    ANNULLED = "annulled", _("Admission annulled")


#: The straight way, for the stage line of the pages.
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
#: What a stage of the line needs of the route; a stage whose levels are not on it is left out.
LEVELS_OF = {
    State.SECTION_APPRAISED: frozenset({"section"}),
    State.BASE_RESOLVED: frozenset({"grassroots", "authority"}),
    State.APPRAISAL: frozenset({"authority"}),
    State.VOTING: frozenset({"authority"}),
}
#: Results that are not announced to the applicant yet.
NOT_ANNOUNCED = (
    State.POLITICAL_REVIEW,
    State.CELL_BELOW_RATIO,
    State.BASE_BELOW_RATIO,
    State.AGREED,
    State.REFUSAL_PENDING,
)
#: Ends in which nobody has become a member, or is one no more.
ENDED = (State.DELISTED, State.REFUSED, State.WITHDRAWN, State.CANCELLED, State.DECEASED, State.ANNULLED)
#: From the ceremony on: the person is a member, probationary or official.
MEMBERSHIP: tuple[State, ...] = (State.PROBATIONARY,)
#: A wrong procedure is done again while the member is probationary: what follows of recognition is then done anew too.
REDOABLE: tuple[State, ...] = (State.PROBATIONARY,)
#: States in which an applicant can still withdraw: before the ceremony (design; no rule found, ADM-103).
BEFORE_MEMBERSHIP = tuple(state for state in State if state not in (*MEMBERSHIP, State.REDO, *ENDED))
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
#: Before the permission to make the dossier: while the cell may take the person off its list (T02).
ON_THE_LIST = (State.PROSPECT, State.SYMPATHIZER, State.CLASS_ENROLLED, State.CLASS_CERTIFIED)
#: States in which a dossier that the cell has not considered in time grows stale (T13).
MAY_GROW_STALE = (State.DRAFTING, State.BACKGROUND_CHECK, State.BACKGROUND_CERTIFIED, State.COMPLETE)
#: Verbs that are of use only while the way has changed under an open step.
LED_ANEW = ("lead_anew", "hand_over")
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
