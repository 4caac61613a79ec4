"""The bodies vote from the cell upward; the authority decides and signs, or the cell is notified of a refusal."""

from django.utils.translation import gettext_lazy as _
from viewflow import this

from admission import actions
from admission import rules as law
from admission.actions.voting import BELOW_RATIO, PASSED
from admission.models import State
from organization.models import BodyKind, Role
from permissions.catalogue import Perm
from workflows.meetings.steps import MeetingStep
from workflows.meetings.verbs import open_deciding_vote, open_vote
from workflows.nodes import Anytime, BodyStep
from workflows.rules import StepRules

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
STANDING_VOTES = StepRules(
    blocks=law.AT_AUTHORITY.blocks,
    flags=law.AT_AUTHORITY.flags + law.AUTHORITY_VOTE.blocks + law.AUTHORITY_VOTE.flags,
)


class DecisionSteps:
    """From the vote of the cell to the decision or the notice of a refusal."""

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
        .Does(actions.appraise_section, this.grassroots, this.appraisal, rules=law.AT_SECTION)
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
        .Does(actions.return_to_cell, this.supplement_below)
        .Does(actions.ask_higher_consent, this.authorised_consent, rules=law.TO_ASK_BELOW)
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

    supplement_below = (
        BodyStep("cell", BodyKind.CELL, Perm.PREPARE_DOSSIER, states=(State.SUPPLEMENT,))
        .Annotation(
            title=_("Supply what is missing"),
            description=_("File what the grassroots committee asked for, then send the dossier back."),
        )
        .Does(actions.file_paper)
        .Does(actions.supply_to_committee, cell=this.grassroots, section=this.grassroots)
    )
    unsupplied_below = Anytime(
        states=(State.SUPPLEMENT,), level="grassroots", body_kind=BodyKind.COMMITTEE, perm=Perm.RECORD_RESOLUTION
    ).Does(actions.take_back_to_committee, cell=this.grassroots, section=this.grassroots)

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
            states=(State.CELL_RESOLVED, State.SECTION_APPRAISED, State.BASE_RESOLVED, State.APPRAISAL),
            shown_to=(BodyKind.STANDING_COMMITTEE,),
        )
        .Annotation(
            title=_("Organisation department appraises"),
            description=_("Check the dossier, send the extract to the members, submit it, or return it."),
        )
        .Does(actions.record_consent)
        .Does(actions.ask_higher_consent, this.consent)
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

    unsupplied = Anytime(
        states=(State.SUPPLEMENT,),
        level="authority",
        body_kind=BodyKind.ORGANIZATION_DEPARTMENT,
        perm=Perm.APPRAISE_DOSSIER,
    ).Does(actions.report_unsupplied, this.standing, rules=law.AT_APPRAISAL)

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
