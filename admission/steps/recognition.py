"""The recognition: the bodies vote from the cell upward by the chain of the admission; the authority decides."""

from django.utils.translation import gettext_lazy as _
from viewflow import this

from admission import actions
from admission.actions.voting import BELOW_RATIO, PASSED
from admission.models import State
from admission.rules import member as law
from admission.states import RECOGNITION_BEFORE_THE_AUTHORITY
from admission.steps.aside import PREPARER
from admission.steps.deciding import AUTHORISED, STANDING, SUPERIOR, decision_of, escalated_to
from organization.models import BodyKind, Role
from permissions.catalogue import Perm
from workflows.meetings.steps import MeetingStep
from workflows.meetings.verbs import open_deciding_vote, open_vote
from workflows.nodes import Anytime, BodyStep

_SIGN = _("Sign and number the recognition")
_SIGNED = _("The secretary or a deputy signs. Official is the member from the end of the twelve months on.")
#: Where a recognition or a removal goes after as many votes below the ratio as the law holds.
GOES_UP = (this.escalated, this.escalated_committee)


class RecognitionSteps:
    """From the vote of the cell to the signed recognition, and what follows votes below the ratio."""

    recognition_cell = (
        MeetingStep(
            "cell",
            BodyKind.CELL,
            Perm.RECORD_RESOLUTION,
            states=(State.RECOGNITION_CELL_VOTING, State.RECOGNITION_BELOW_RATIO),
        )
        .Annotation(
            title=_("Cell resolves on the recognition"),
            description=_("The cell meets and votes on this one member; then its resolution is recorded."),
        )
        .Opens(open_vote, rules=law.CELL_OPENS)
        .Does(
            actions.record_recognition_vote,
            rules=law.CELL_RECORDS,
            **{
                PASSED: (this.recognition_section, this.recognition_grassroots, this.recognition_appraisal),
                BELOW_RATIO: this.recognition_cell,
                actions.GOES_UP: GOES_UP,
            },
        )
    )

    recognition_section = (
        BodyStep(
            "section",
            BodyKind.SECTION_COMMITTEE,
            Perm.APPRAISE_SECTION,
            states=(State.RECOGNITION_CELL_RESOLVED,),
        )
        .Annotation(
            title=_("Section committee appraises the recognition"),
            description=_("Appraise the cell's resolution and report; a section committee decides nothing."),
        )
        .Does(
            actions.appraise_recognition_in_section,
            this.recognition_grassroots,
            this.recognition_appraisal,
            rules=law.AT_SECTION,
        )
    )

    recognition_grassroots = (
        MeetingStep(
            "grassroots",
            BodyKind.COMMITTEE,
            Perm.RECORD_RESOLUTION,
            states=(
                State.RECOGNITION_CELL_RESOLVED,
                State.RECOGNITION_SECTION_APPRAISED,
                State.RECOGNITION_BELOW_RATIO,
            ),
        )
        .Annotation(
            title=_("Grassroots committee resolves on the recognition"),
            description=_("The committee meets and votes on the cell's proposal; then its resolution is recorded."),
        )
        .Opens(open_vote, rules=law.COMMITTEE_OPENS)
        .Opens(open_deciding_vote, rules=law.DECIDING_OPENS)
        .Does(
            actions.record_recognition_proposal,
            rules=law.COMMITTEE_RECORDS,
            **{
                PASSED: this.recognition_appraisal,
                BELOW_RATIO: this.recognition_grassroots,
                actions.GOES_UP: this.escalated,
            },
        )
        .Does(
            actions.record_deciding_recognition,
            rules=law.DECIDING_RECORDS,
            **{
                PASSED: this.recognition_authorised_decision,
                BELOW_RATIO: this.recognition_grassroots,
                actions.GOES_UP: this.escalated_superior,
            },
        )
    )

    recognition_appraisal = (
        BodyStep(
            "authority",
            BodyKind.ORGANIZATION_DEPARTMENT,
            Perm.APPRAISE_DOSSIER,
            role=Role.OFFICER,
            states=RECOGNITION_BEFORE_THE_AUTHORITY,
            shown_to=(BodyKind.STANDING_COMMITTEE,),
        )
        .Annotation(
            title=_("Organisation department appraises the recognition"),
            description=_("Check the papers of the recognition, submit it, or return it."),
        )
        .Does(actions.submit_recognition_to_standing, this.recognition_standing, rules=law.AT_APPRAISAL)
        .Does(actions.return_recognition, this.recognition_supplement)
    )

    recognition_supplement = (
        BodyStep("cell", BodyKind.CELL, Perm.PREPARE_DOSSIER, states=(State.RECOGNITION_SUPPLEMENT,), holder=PREPARER)
        .Annotation(
            title=_("Supply what the recognition lacks"),
            description=_("File what the organisation department asked for, then send the dossier back."),
        )
        .Does(actions.file_member_paper)
        .Does(actions.supply_recognition, this.recognition_appraisal)
    )

    recognition_unsupplied = Anytime(
        states=(State.RECOGNITION_SUPPLEMENT,),
        level="authority",
        body_kind=BodyKind.ORGANIZATION_DEPARTMENT,
        perm=Perm.APPRAISE_DOSSIER,
    ).Does(actions.report_recognition_unsupplied, this.recognition_standing, rules=law.AT_APPRAISAL)

    recognition_standing = (
        MeetingStep(
            "authority",
            BodyKind.STANDING_COMMITTEE,
            Perm.RECORD_RESOLUTION,
            states=(State.RECOGNITION_APPRAISAL,),
        )
        .Annotation(
            title=_("Standing committee resolves on the recognition"),
            description=_("The standing committee meets and votes; more than half of its members must agree."),
        )
        .Opens(open_deciding_vote, rules=law.STANDING_OPENS)
        .Does(
            actions.decide_recognition,
            rules=law.STANDING_RECORDS,
            **{PASSED: this.recognition_decision, BELOW_RATIO: this.removal_cell},
        )
    )

    recognition_decision = decision_of(
        STANDING,
        actions.issue_recognition,
        this.card,
        state=State.RECOGNITION_AGREED,
        title=_SIGN,
        description=_SIGNED,
        rules=law.AT_DECISION,
    )
    recognition_authorised_decision = decision_of(
        AUTHORISED,
        actions.issue_recognition,
        this.card,
        state=State.RECOGNITION_AGREED,
        title=_SIGN,
        description=_SIGNED,
        rules=law.AT_AUTHORISED_DECISION,
    )
    recognition_superior_decision = decision_of(
        SUPERIOR,
        actions.issue_recognition,
        this.card,
        state=State.RECOGNITION_AGREED,
        title=_SIGN,
        description=_SIGNED,
        rules=law.AT_DECISION,
    )

    escalated = escalated_to(
        STANDING,
        law.ESCALATED_OPENS,
        law.ESCALATED_RECORDS,
        agreed=this.recognition_decision,
        refused=this.removal_standing,
        dropped=this.probation,
    )
    escalated_committee = escalated_to(
        AUTHORISED,
        law.ESCALATED_COMMITTEE_OPENS,
        law.ESCALATED_COMMITTEE_RECORDS,
        agreed=this.recognition_authorised_decision,
        refused=this.removal_grassroots,
        dropped=this.probation,
    )
    escalated_superior = escalated_to(
        SUPERIOR,
        law.ESCALATED_OPENS,
        law.ESCALATED_RECORDS,
        agreed=this.recognition_superior_decision,
        refused=this.removal_superior,
        dropped=this.probation,
    )
