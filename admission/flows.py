"""The chain of an admission dossier, from top to bottom: who acts, by which rules, and where each outcome leads.

Every chain of profiles.yaml runs through this one flow: of several steps named for an outcome, the first is entered
whose level lies on the route of the day. ``grassroots_cell`` is a cell that is itself the grassroots organisation,
``authorised`` a grassroots committee that decides in place of its superior.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from viewflow import this

from admission import actions
from admission import rules as law
from admission.actions.voting import BELOW_RATIO, PASSED
from admission.models import Dossier, State
from admission.states import BEFORE_MEMBERSHIP, BEING_DECIDED, DECIDED
from organization.models import BodyKind, Role
from permissions.catalogue import Perm
from workflows.meetings.minutes import file_minutes
from workflows.meetings.steps import MeetingStep
from workflows.meetings.verbs import open_deciding_vote, open_vote
from workflows.models import Task
from workflows.nodes import Anytime, BodyStep, CaseFlow, End, Opening
from workflows.recounting import recount_clocks
from workflows.rules import StepRules

AT_OPENING = StepRules(blocks=(law.chain_is_known,))
TO_VERIFY = StepRules(
    blocks=law.AT_START.blocks + law.AT_DRAFTING.blocks, flags=law.AT_START.flags + law.AT_DRAFTING.flags
)
CELL_VOTES = StepRules(
    blocks=law.AT_THE_CELL.blocks, flags=law.AT_THE_CELL.flags + law.CELL_VOTE.blocks + law.CELL_VOTE.flags
)
COMMITTEE_VOTES = StepRules(
    blocks=law.AT_GRASSROOTS.blocks,
    flags=law.AT_GRASSROOTS.flags + law.GRASSROOTS_VOTE.blocks + law.GRASSROOTS_VOTE.flags,
    gates=law.AT_GRASSROOTS.gates,
)
DECIDING_VOTES = StepRules(
    blocks=law.AT_AUTHORISED.blocks,
    flags=law.AT_AUTHORISED.flags + law.AUTHORISED_VOTE.blocks + law.AUTHORISED_VOTE.flags,
    gates=law.AT_AUTHORISED.gates,
)
#: Acts of the cell itself, wherever the way of its dossier leads.
OF_THE_CELL: Any = {
    "level": "cell",
    "body_kind": BodyKind.CELL,
    "perm": Perm.PREPARE_DOSSIER,
    "holder": "cell_body",
}
STANDING_VOTES = StepRules(
    blocks=law.AT_AUTHORITY.blocks,
    flags=law.AT_AUTHORITY.flags + law.AUTHORITY_VOTE.blocks + law.AUTHORITY_VOTE.flags,
)


class AdmissionFlow(CaseFlow):
    """Admission"""

    process_class = Dossier
    task_class = Task
    process_title = _("Admission")

    opening = Opening("cell", BodyKind.CELL, Perm.OPEN_DOSSIER).Does(actions.open_dossier, this.draft, rules=AT_OPENING)

    draft = (
        BodyStep("cell", BodyKind.CELL, Perm.PREPARE_DOSSIER, states=(State.AUTHORIZED, State.DRAFTING))
        .Annotation(
            title=_("Prepare the dossier"),
            description=_("Gather the applicant's papers, the introducers and the particulars, then send the CV out."),
        )
        .Does(actions.file_paper)
        .Does(actions.record_particulars)
        .Does(actions.add_introducer)
        .Does(actions.remove_introducer)
        .Does(actions.submit_for_verification, this.verify, rules=TO_VERIFY)
    )

    verify = (
        BodyStep("cell", BodyKind.CELL, Perm.PREPARE_DOSSIER, states=(State.BACKGROUND_CHECK,))
        .Annotation(
            title=_("Verify the background"),
            description=_("Ask each place, record each reply, then write the remarks of the cell (item 25)."),
        )
        .Does(actions.request_verification)
        .Does(actions.record_reply)
        .Does(actions.conclude_verification, this.certify, this.certify_in_cell)
    )

    certify = (
        BodyStep("grassroots", BodyKind.COMMITTEE, Perm.CERTIFY_BACKGROUND, states=(State.BACKGROUND_CHECK,))
        .Annotation(
            title=_("Certify the CV"),
            description=_("Conclude on the replies and certify item 26: true, political issue, eligible."),
        )
        .Does(actions.certify_cv, this.completion, rules=law.AT_VERIFICATION)
        .Does(actions.return_for_clarification, this.draft)
        .Does(actions.find_ineligible, this.refusal_notice, this.authorised_notice)
    )

    certify_in_cell = (
        BodyStep("grassroots_cell", BodyKind.CELL, Perm.CERTIFY_BACKGROUND, states=(State.BACKGROUND_CHECK,))
        .Annotation(
            title=_("Certify the CV"),
            description=_("The grassroots cell concludes on the replies; its secretary certifies item 26."),
        )
        .Does(actions.certify_cv, this.completion, rules=law.AT_VERIFICATION)
        .Does(actions.return_for_clarification, this.draft)
        .Does(actions.find_ineligible, this.refusal_notice)
    )

    completion = (
        BodyStep("cell", BodyKind.CELL, Perm.PREPARE_DOSSIER, states=(State.BACKGROUND_CERTIFIED,))
        .Annotation(
            title=_("Complete the dossier"),
            description=_("Collect the opinions and the remaining papers, then put the dossier before the cell."),
        )
        .Does(actions.file_paper)
        .Does(actions.record_particulars)
        .Does(actions.add_introducer)
        .Does(actions.remove_introducer)
        .Does(actions.declare_complete, this.cell, rules=law.TO_COMPLETE)
    )

    cell = (
        MeetingStep("cell", BodyKind.CELL, Perm.RECORD_RESOLUTION, states=(State.COMPLETE,))
        .Annotation(
            title=_("Cell resolves"),
            description=_("The cell meets and votes on this one applicant; then its resolution is recorded."),
        )
        .Opens(open_vote, rules=law.CELL_OPENS)
        .Does(
            actions.record_cell_vote,
            rules=CELL_VOTES,
            **{
                PASSED: (this.section, this.grassroots, this.appraisal),
                BELOW_RATIO: (this.cell_shortfall, this.authorised_shortfall),
            },
        )
    )

    cell_shortfall = (
        BodyStep(
            "authority",
            BodyKind.STANDING_COMMITTEE,
            Perm.DIRECT_AFTER_SHORTFALL,
            states=(State.CELL_BELOW_RATIO,),
        )
        .Annotation(
            title=_("Direct what follows the cell's vote"),
            description=_("The cell voted below the ratio and reported in full: direct a new vote, or stop."),
        )
        .Does(actions.direct_new_vote, this.cell)
        .Does(actions.stop_after_shortfall, this.refusal_notice)
    )

    authorised_shortfall = (
        BodyStep("authorised", BodyKind.COMMITTEE, Perm.DIRECT_AFTER_SHORTFALL, states=(State.CELL_BELOW_RATIO,))
        .Annotation(
            title=_("Direct what follows the cell's vote"),
            description=_("The cell voted below the ratio and reported in full: direct a new vote, or stop."),
        )
        .Does(actions.direct_new_vote, this.cell)
        .Does(actions.stop_after_shortfall, this.authorised_notice, this.refusal_notice)
    )

    section = (
        BodyStep("section", BodyKind.SECTION_COMMITTEE, Perm.APPRAISE_SECTION, states=(State.CELL_RESOLVED,))
        .Annotation(
            title=_("Section committee appraises"),
            description=_("Appraise the cell's resolution and report; a section committee decides nothing."),
        )
        .Does(actions.appraise_section, this.grassroots, rules=law.AT_SECTION)
    )

    grassroots = (
        MeetingStep(
            "grassroots",
            BodyKind.COMMITTEE,
            Perm.RECORD_RESOLUTION,
            states=(State.CELL_RESOLVED, State.SECTION_APPRAISED),
        )
        .Annotation(
            title=_("Grassroots committee resolves"),
            description=_("The committee meets and votes on the cell's proposal; then its resolution is recorded."),
        )
        .Does(actions.record_consent)
        .Opens(open_vote, rules=law.COMMITTEE_OPENS)
        .Opens(open_deciding_vote, rules=law.DECIDING_COMMITTEE_OPENS)
        .Does(
            actions.record_committee_vote,
            rules=COMMITTEE_VOTES,
            **{PASSED: this.appraisal, BELOW_RATIO: this.grassroots_shortfall},
        )
        .Does(
            actions.record_deciding_vote,
            rules=DECIDING_VOTES,
            **{PASSED: this.authorised_decision, BELOW_RATIO: this.authorised_notice},
        )
    )

    grassroots_shortfall = (
        BodyStep(
            "authority",
            BodyKind.STANDING_COMMITTEE,
            Perm.DIRECT_AFTER_SHORTFALL,
            states=(State.BASE_BELOW_RATIO,),
        )
        .Annotation(
            title=_("Direct what follows the committee's vote"),
            description=_("The grassroots committee voted below the ratio: take the dossier up, or stop."),
        )
        .Does(actions.send_to_appraisal, this.appraisal)
        .Does(actions.stop_after_shortfall, this.refusal_notice)
    )

    appraisal = (
        BodyStep(
            "authority",
            BodyKind.ORGANIZATION_DEPARTMENT,
            Perm.APPRAISE_DOSSIER,
            role=Role.OFFICER,
            states=(State.CELL_RESOLVED, State.BASE_RESOLVED, State.APPRAISAL),
            shown_to=(BodyKind.STANDING_COMMITTEE,),
        )
        .Annotation(
            title=_("Organisation department appraises"),
            description=_("Check the dossier, send the extract to the members, submit it, or return it."),
        )
        .Does(actions.record_consent)
        .Does(actions.appraise, this.standing, rules=law.AT_APPRAISAL)
        .Does(actions.return_for_supplement, this.supplement)
    )

    supplement = (
        BodyStep("cell", BodyKind.CELL, Perm.PREPARE_DOSSIER, states=(State.SUPPLEMENT,))
        .Annotation(
            title=_("Supply what is missing"),
            description=_("File what the organisation department asked for, then send the dossier back."),
        )
        .Does(actions.file_paper)
        .Does(actions.supply, this.appraisal)
    )

    standing = (
        MeetingStep("authority", BodyKind.STANDING_COMMITTEE, Perm.RECORD_RESOLUTION, states=(State.VOTING,))
        .Annotation(
            title=_("Standing committee resolves"),
            description=_("The standing committee meets and votes; more than half of its members must agree."),
        )
        .Opens(open_deciding_vote, rules=law.STANDING_OPENS)
        .Does(
            actions.record_standing_vote,
            rules=STANDING_VOTES,
            **{PASSED: this.decision, BELOW_RATIO: this.refusal_notice},
        )
    )

    decision = (
        BodyStep("authority", BodyKind.STANDING_COMMITTEE, Perm.ISSUE_DECISION, states=(State.AGREED,))
        .Annotation(
            title=_("Sign and number the decision"),
            description=_("The secretary or a deputy signs; the number comes from the register at this moment."),
        )
        .Does(actions.issue_decision, this.receipt, rules=law.AT_DECISION)
    )

    authorised_decision = (
        BodyStep("authorised", BodyKind.COMMITTEE, Perm.ISSUE_DECISION, states=(State.AGREED,))
        .Annotation(
            title=_("Sign and number the decision"),
            description=_(
                "The secretary or a deputy of the authorised committee signs; the number comes at this moment."
            ),
        )
        .Does(actions.issue_decision, this.receipt, rules=law.AT_AUTHORISED_DECISION)
    )

    refusal_notice = (
        BodyStep(
            "authority",
            BodyKind.ORGANIZATION_DEPARTMENT,
            Perm.NOTIFY_REFUSAL,
            role=Role.OFFICER,
            states=(State.REFUSAL_PENDING,),
        )
        .Annotation(
            title=_("Notify the cell of the refusal"),
            description=_("The result, yes or no, is notified to the cell that proposed, with its reason."),
        )
        .Does(actions.notify_refusal, this.refused)
    )

    authorised_notice = (
        BodyStep("authorised", BodyKind.COMMITTEE, Perm.NOTIFY_REFUSAL, states=(State.REFUSAL_PENDING,))
        .Annotation(
            title=_("Notify the cell of the refusal"),
            description=_("The result, yes or no, is notified to the cell that proposed, with its reason."),
        )
        .Does(actions.notify_refusal, this.refused)
    )

    receipt = (
        BodyStep("cell", BodyKind.CELL, Perm.RECEIVE_DECISION, states=(State.DECISION_ISSUED,))
        .Annotation(
            title=_("Receive the decision"),
            description=_("Record the day on which the cell received the decision."),
        )
        .Does(actions.receive_decision, this.ceremony)
    )

    ceremony = (
        BodyStep("cell", BodyKind.CELL, Perm.HOLD_CEREMONY, states=(State.DECISION_RECEIVED,))
        .Annotation(
            title=_("Hold the ceremony"),
            description=_("Hold the ceremony in time, assign a member to help, and record both."),
        )
        .Does(actions.hold_ceremony, this.admitted, rules=law.AT_CEREMONY)
    )

    withdrawal = Anytime(states=BEFORE_MEMBERSHIP).Does(actions.withdraw, this.withdrawn)
    withdrawal_by_cell = Anytime(states=BEFORE_MEMBERSHIP, **OF_THE_CELL).Does(
        actions.withdraw_for_applicant, this.withdrawn
    )

    led_anew = Anytime(states=BEING_DECIDED, **OF_THE_CELL).Does(
        actions.lead_anew, this.section, this.grassroots, this.appraisal
    )
    certification_handed_over = Anytime(states=(State.BACKGROUND_CHECK,), **OF_THE_CELL).Does(
        actions.hand_over, this.certify, this.certify_in_cell
    )
    shortfall_handed_over = Anytime(states=(State.CELL_BELOW_RATIO,), **OF_THE_CELL).Does(
        actions.hand_over, this.cell_shortfall, this.authorised_shortfall
    )
    refusal_handed_over = Anytime(states=(State.REFUSAL_PENDING,), **OF_THE_CELL).Does(
        actions.hand_over, this.refusal_notice, this.authorised_notice
    )

    extension = Anytime(
        states=BEING_DECIDED, level="authority", body_kind=BodyKind.STANDING_COMMITTEE, perm=Perm.ISSUE_DECISION
    ).Does(actions.extend_decision, rules=law.AT_EXTENSION)
    authorised_extension = Anytime(
        states=BEING_DECIDED, level="authorised", body_kind=BodyKind.COMMITTEE, perm=Perm.ISSUE_DECISION
    ).Does(actions.extend_decision, rules=law.AT_EXTENSION)

    cancellation = Anytime(
        states=DECIDED,
        level="authority",
        body_kind=BodyKind.STANDING_COMMITTEE,
        perm=Perm.ISSUE_DECISION,
        holder="issuer_on",
    ).Does(actions.cancel_decision, this.cancelled, rules=law.AT_CANCELLATION)

    recount = Anytime(states=tuple(State)).Does(recount_clocks)
    minutes = Anytime(states=tuple(State)).Does(file_minutes)

    admitted = End(states=(State.PROBATIONARY,))
    refused = End(states=(State.REFUSED,))
    withdrawn = End(states=(State.WITHDRAWN,))
    cancelled = End(states=(State.CANCELLED,))
