"""A probationary member moves: his papers and remarks at the place left, then taken in and helped at the new one."""

from django.utils.translation import gettext_lazy as _
from viewflow import this

from admission import actions
from admission.actions.member_move import CLOCKS, FILE, PROBATION
from admission.actions.transfer import INSIDE, OUTSIDE
from admission.rules import member as law
from admission.states import MOVABLE_MEMBER
from admission.steps.aside import OF_THE_CELL
from organization.models import BodyKind
from permissions.catalogue import Perm
from workflows.nodes import Anytime, BodyStep

_GOES_ON = {PROBATION: this.probation, FILE: this.recognition_file}


class MemberMoveSteps:
    """From the decision that moves the member to the step at which his probation goes on (T39)."""

    member_moves_out = Anytime(states=MOVABLE_MEMBER, **OF_THE_CELL).Does(
        actions.report_member_move, this.member_remarks
    )
    corrected_member_move = Anytime(states=MOVABLE_MEMBER, perm=Perm.TRANSFER_DOSSIER, holder="member_sender_on").Does(
        actions.redirect_member_move, this.member_letter
    )
    dropped_member_move = Anytime(states=MOVABLE_MEMBER, perm=Perm.TRANSFER_DOSSIER, holder="member_sender_on").Does(
        actions.drop_member_move, **_GOES_ON
    )
    explained_absence = Anytime(states=MOVABLE_MEMBER, perm=Perm.TRANSFER_DOSSIER, holder="member_sender_on").Does(
        actions.explain_absence
    )

    member_remarks = (
        BodyStep("cell", BodyKind.CELL, Perm.PREPARE_DOSSIER, states=MOVABLE_MEMBER, clocks=CLOCKS)
        .Annotation(
            title=_("Remarks on a member who moves"),
            description=_(
                "File his self-criticism and the remarks of the member assigned to help, then write those of the cell's"
                " committee."
            ),
        )
        .Does(actions.file_member_paper)
        .Does(actions.change_helper)
        .Does(actions.remark_on_move, this.member_letter, rules=law.MOVE_FROM_CELL)
    )

    member_letter = (
        BodyStep("", "", Perm.TRANSFER_DOSSIER, states=MOVABLE_MEMBER, holder="member_sender_on", clocks=CLOCKS)
        .Annotation(
            title=_("Introduce the member to the new place"),
            description=_("Write the remarks of the committee, state that nothing stands against it, and let him go."),
        )
        .Does(
            actions.send_member,
            rules=law.MOVE_SENT,
            **{INSIDE: this.member_intake, OUTSIDE: this.moved_away},
        )
        .Does(actions.return_member_move, this.member_remarks)
    )

    member_intake = (
        BodyStep("", "", Perm.TRANSFER_DOSSIER, states=MOVABLE_MEMBER, holder="member_receiver_on", clocks=CLOCKS)
        .Annotation(
            title=_("Take in a member who moved"),
            description=_("When he presents himself with his papers: take him in, and name the cell he belongs to."),
        )
        .Does(actions.receive_member, this.member_helper, rules=law.MOVE_RECEIVED)
    )

    member_helper = (
        BodyStep("cell", BodyKind.CELL, Perm.PREPARE_DOSSIER, states=MOVABLE_MEMBER, clocks=CLOCKS)
        .Annotation(
            title=_("Assign a new helper to the member"),
            description=_("An official member of this cell helps him through the rest of the probation."),
        )
        .Does(actions.assign_member_helper, **_GOES_ON)
    )
