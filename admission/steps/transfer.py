"""The applicant moves before becoming a member: sending the dossier, taking it in, and faults found there."""

from django.utils.translation import gettext_lazy as _
from viewflow import this

from admission import actions
from admission import rules as law
from admission.actions.taking_in import CONSIDER, DRAFT, FORWARDED, HELPER, ON_LIST, STRAIGHT_TO_CELL
from admission.actions.transfer import CANCEL_FIRST, FORMER_STEPS, INSIDE, OUTSIDE, SEND
from admission.models import State
from admission.states import BEING_DECIDED, NOTHING_RESOLVED, ON_ITS_WAY, RESOLVED_NOT_SENT, TRANSFERABLE
from admission.steps.aside import OF_THE_CELL
from organization.models import BodyKind
from permissions.catalogue import Perm
from workflows.nodes import Anytime, BodyStep

_TO_BE_SENT = {SEND: this.sending, CANCEL_FIRST: this.cancelling}
_GOES_ON = {
    DRAFT: this.draft,
    CONSIDER: (this.appraisal, this.grassroots),
    **{step: getattr(this, step) for step in ON_LIST},
}


class TransferSteps:
    """From the decision that moves the applicant to the step at which the dossier goes on."""

    transfer = Anytime(states=TRANSFERABLE, perm=Perm.TRANSFER_DOSSIER, holder="transfer_sender_on").Does(
        actions.open_transfer, **_TO_BE_SENT
    )
    reported_move = Anytime(states=(*NOTHING_RESOLVED, *RESOLVED_NOT_SENT), **OF_THE_CELL).Does(
        actions.report_move, **_TO_BE_SENT
    )
    corrected_transfer = Anytime(states=ON_ITS_WAY, perm=Perm.TRANSFER_DOSSIER, holder="transfer_sender_on").Does(
        actions.redirect_transfer, **_TO_BE_SENT
    )
    dropped_transfer = Anytime(
        states=(State.TRANSFER_OUT,), perm=Perm.TRANSFER_DOSSIER, holder="transfer_sender_on"
    ).Does(actions.drop_transfer, **{name: getattr(this, name) for name in FORMER_STEPS})

    cancelling = (
        BodyStep("", "", Perm.ISSUE_DECISION, states=(State.TRANSFER_OUT,), holder="reexaminer_on")
        .Annotation(
            title=_("Cancel the decision of an applicant who had moved"),
            description=_("The decision came too long after the transfer: its issuer cancels it; the dossier goes on."),
        )
        .Does(actions.cancel_for_transfer, this.sending, rules=law.AT_CANCELLATION)
    )

    sending = (
        BodyStep("", "", Perm.TRANSFER_DOSSIER, states=ON_ITS_WAY, holder="transfer_sender_on")
        .Annotation(
            title=_("Send the dossier after the applicant"),
            description=_("Write the letter that the situation asks for, and send it with what goes along."),
        )
        .Does(actions.send_transfer, rules=law.AT_SENDING, **{INSIDE: this.intake, OUTSIDE: this.moved_away})
    )

    intake = (
        BodyStep("", "", Perm.TRANSFER_DOSSIER, states=ON_ITS_WAY, holder="transfer_receiver_on")
        .Annotation(
            title=_("Take in the dossier of an applicant who moved"),
            description=_("Acknowledge the receipt and name the cell that goes on with the applicant."),
        )
        .Does(
            actions.receive_transfer,
            **{HELPER: this.new_helper, FORWARDED: this.forwarded_decision, STRAIGHT_TO_CELL: this.ceremony},
        )
    )

    new_helper = (
        BodyStep("cell", BodyKind.CELL, Perm.PREPARE_DOSSIER, states=(State.TRANSFER_IN,))
        .Annotation(
            title=_("Assign a new helper"),
            description=_("An official member of the new cell helps on; no months together are asked."),
        )
        .Does(actions.assign_new_helper, **_GOES_ON)
    )

    forwarded_decision = (
        BodyStep("cell", BodyKind.CELL, Perm.RECEIVE_DECISION, states=(State.TRANSFER_IN,))
        .Annotation(
            title=_("Receive the decision that was sent on"),
            description=_("The ceremony is held here; record the day on which the decision was received."),
        )
        .Does(actions.receive_forwarded_decision, this.ceremony)
    )

    late_decision = Anytime(states=BEING_DECIDED, perm=Perm.TRANSFER_DOSSIER, holder="petitioner_on").Does(
        actions.report_delay, rules=law.AT_DELAY
    )

    faults = Anytime(states=(State.DECISION_RECEIVED,), **OF_THE_CELL).Does(actions.report_faults, this.petition)

    petition = (
        BodyStep("", "", Perm.TRANSFER_DOSSIER, states=(State.DECISION_RECEIVED,), holder="petitioner_on")
        .Annotation(
            title=_("Petition the issuer of the decision"),
            description=_(
                "The new cell found faults before the ceremony: ask the issuer to examine its decision again."
            ),
        )
        .Does(actions.petition_issuer, this.reexamination)
    )

    reexamination = (
        BodyStep("", "", Perm.ISSUE_DECISION, states=(State.DECISION_RECEIVED,), holder="reexaminer_on")
        .Annotation(
            title=_("Examine the decision again"),
            description=_("Faults were found at the new place: uphold the decision, or cancel it."),
        )
        .Does(actions.uphold_decision, this.ceremony, rules=law.AT_REEXAMINATION)
        .Does(actions.cancel_on_petition, this.cancelled, rules=law.AT_PETITIONED_CANCELLATION)
    )
