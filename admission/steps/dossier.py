"""The dossier is made, verified, certified and completed."""

from django.utils.translation import gettext_lazy as _
from viewflow import this

from admission import actions
from admission import rules as law
from admission.models import State
from admission.steps.aside import OF_THE_CELL, PREPARER
from organization.models import BodyKind
from permissions.catalogue import Perm
from workflows.nodes import Anytime, BodyStep, Opening
from workflows.rules import StepRules

AT_OPENING = StepRules(blocks=(law.armed_forces_have_rules_of_their_own, law.chain_is_known, *law.READMISSION))
TO_VERIFY = StepRules(
    blocks=law.AT_START.blocks + law.AT_DRAFTING.blocks, flags=law.AT_START.flags + law.AT_DRAFTING.flags
)


class DossierSteps:
    """From the permission to make a dossier to the dossier that is complete for the cell."""

    #: At the permission, or before: with a person whom the cell follows (steps/sources.py).
    opening = (
        Opening("cell", BodyKind.CELL, Perm.OPEN_DOSSIER)
        .Does(actions.open_dossier, this.draft, rules=AT_OPENING)
        .Does(actions.follow_person, this.prospect, rules=AT_OPENING)
    )

    draft = (
        BodyStep(
            "cell",
            BodyKind.CELL,
            Perm.PREPARE_DOSSIER,
            states=(State.AUTHORIZED, State.DRAFTING),
            holder=PREPARER,
        )
        .Annotation(
            title=_("Prepare the dossier"),
            description=_("Gather the applicant's papers, the introducers and the particulars, then send the CV out."),
        )
        .Does(actions.file_paper)
        .Does(actions.submit_cv)
        .Does(actions.record_particulars)
        .Does(actions.add_introducer)
        .Does(actions.remove_introducer)
        .Does(actions.submit_for_verification, this.verify, rules=TO_VERIFY)
        .Does(actions.keep_certificate, this.completion, rules=law.TO_KEEP_CERTIFICATE)
    )

    verify = (
        BodyStep("cell", BodyKind.CELL, Perm.PREPARE_DOSSIER, states=(State.BACKGROUND_CHECK,), holder=PREPARER)
        .Annotation(
            title=_("Verify the background"),
            description=_("Ask each place, record each reply, then write the remarks of the cell (item 25)."),
        )
        .Does(actions.request_verification, rules=law.AT_REQUEST)
        .Does(actions.record_exemption, rules=law.AT_EXEMPTION)
        .Does(actions.record_reply)
        .Does(actions.conclude_verification, this.certify, this.certify_in_cell, this.certify_above, rules=law.VERIFIED)
        .Does(actions.return_for_clarification, this.draft)
    )

    certify = (
        BodyStep("certifier", BodyKind.COMMITTEE, Perm.CERTIFY_BACKGROUND, states=(State.BACKGROUND_CHECK,))
        .Annotation(
            title=_("Certify the CV"),
            description=_("Conclude on the replies and certify item 26: true, political issue, eligible."),
        )
        .Does(actions.certify_cv, this.completion, rules=law.AT_VERIFICATION)
        .Does(actions.refer_political_issue, this.political_review, this.authorised_review)
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
        .Does(actions.refer_political_issue, this.political_review)
        .Does(actions.return_for_clarification, this.draft)
        .Does(actions.find_ineligible, this.refusal_notice)
    )

    certify_above = (
        BodyStep(
            "certifier_above",
            BodyKind.STANDING_COMMITTEE,
            Perm.CERTIFY_BACKGROUND,
            states=(State.BACKGROUND_CHECK,),
        )
        .Annotation(
            title=_("Certify the CV"),
            description=_("There is no grassroots committee here: its superior concludes and certifies item 26."),
        )
        .Does(actions.certify_cv, this.completion, rules=law.AT_VERIFICATION)
        .Does(actions.refer_political_issue, this.political_review)
        .Does(actions.return_for_clarification, this.draft)
        .Does(actions.find_ineligible, this.refusal_notice)
    )

    stamping = Anytime(states=(State.BACKGROUND_CHECK,), perm=Perm.CERTIFY_BACKGROUND, holder="certifier_on").Does(
        actions.stamp_cv
    )
    small_cell = Anytime(states=(State.COMPLETE,), **OF_THE_CELL).Does(actions.report_small_cell, rules=law.TOO_SMALL)

    completion = (
        BodyStep("cell", BodyKind.CELL, Perm.PREPARE_DOSSIER, states=(State.BACKGROUND_CERTIFIED,), holder=PREPARER)
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
