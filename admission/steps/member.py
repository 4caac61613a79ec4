"""The probation, the file of the recognition, and the card; what belongs to no open step of the member stage."""

from django.utils.translation import gettext_lazy as _
from viewflow import this

from admission import actions
from admission.models import State
from admission.rules import member as law
from admission.states import RECOGNITION_BEING_DECIDED, REMOVABLE
from admission.steps.aside import OF_THE_CELL, PREPARER
from organization.models import BodyKind
from permissions.catalogue import Perm
from workflows.nodes import Anytime, BodyStep


class MemberSteps:
    """From the ceremony to the file of the recognition; from the decision to the card."""

    probation = (
        BodyStep(
            "cell",
            BodyKind.CELL,
            Perm.PREPARE_DOSSIER,
            states=(State.PROBATIONARY, State.PROBATION_COMPLETE),
            holder=PREPARER,
            waits=(State.PROBATIONARY,),
        )
        .Annotation(
            title=_("Probation"),
            description=_(
                "Twelve months run from the ceremony. File the certificate of the class for new members; when the time"
                " is over, begin the recognition."
            ),
        )
        .Does(actions.file_member_paper)
        .Does(actions.change_helper)
        .Does(actions.begin_recognition, this.recognition_file, rules=law.TO_DRAFT)
    )

    recognition_file = (
        BodyStep("cell", BodyKind.CELL, Perm.PREPARE_DOSSIER, states=(State.RECOGNITION_DRAFTING,), holder=PREPARER)
        .Annotation(
            title=_("Prepare the recognition"),
            description=_(
                "Gather self-criticism, remarks of the helpers and opinions, then put the recognition before the cell."
            ),
        )
        .Does(actions.file_member_paper)
        .Does(actions.change_helper)
        .Does(actions.record_abroad_conclusion)
        .Does(actions.submit_recognition, this.recognition_cell, rules=law.TO_THE_CELL)
    )

    card = (
        BodyStep("cell", BodyKind.CELL, Perm.RECEIVE_DECISION, states=(State.OFFICIAL,))
        .Annotation(
            title=_("Announce the recognition and hand over the card"),
            description=_("At the next meeting of the cell; no text sets a number of days."),
        )
        .Does(actions.announce_recognition, rules=law.AT_ANNOUNCEMENT)
        .Does(actions.return_card)
        .Does(actions.hand_over_card, this.recognised, rules=law.AT_CARD)
    )

    probation_end = Anytime(states=(State.PROBATIONARY,)).Does(actions.end_probation)

    removal_proposal = Anytime(states=REMOVABLE, **OF_THE_CELL).Does(
        actions.propose_removal, this.removal_cell, rules=law.AT_REMOVAL_PROPOSAL
    )

    recognition_led_anew = Anytime(states=RECOGNITION_BEING_DECIDED, **OF_THE_CELL).Does(
        actions.lead_recognition_anew, this.recognition_section, this.recognition_grassroots, this.recognition_appraisal
    )
    escalation_handed_over = Anytime(states=(State.ESCALATED,), **OF_THE_CELL).Does(
        actions.hand_over, this.escalated, this.escalated_committee
    )
    removal_handed_over = Anytime(states=(State.REMOVAL_PROPOSED,), **OF_THE_CELL).Does(
        actions.hand_over, this.removal_grassroots, this.removal_standing
    )
    removal_decision_handed_over = Anytime(states=(State.REMOVAL_AGREED,), **OF_THE_CELL).Does(
        actions.hand_over, this.removal_decision, this.removal_authorised_decision
    )

    recognition_extension = Anytime(
        states=RECOGNITION_BEING_DECIDED,
        level="authority",
        body_kind=BodyKind.STANDING_COMMITTEE,
        perm=Perm.ISSUE_DECISION,
    ).Does(actions.extend_recognition, rules=law.AT_EXTENSION)
    authorised_recognition_extension = Anytime(
        states=RECOGNITION_BEING_DECIDED, level="authorised", body_kind=BodyKind.COMMITTEE, perm=Perm.ISSUE_DECISION
    ).Does(actions.extend_recognition, rules=law.AT_EXTENSION)
