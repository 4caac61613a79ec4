"""The forms of a member's move: where to, remarks, the letter, who takes him in, who helps him there."""

from django.utils.translation import gettext_lazy as _

from admission.models import Dossier
from admission.transfer_forms import DropForm, HelperForm, OrganizationCodeField, ReceiveForm, TransferForm
from organization.models import BodyKind
from workflows.forms import SHORT, ActForm, DayField, LongTextField, TextField, YesNoField


class MemberMoveForm(TransferForm):
    decision_number = TextField(label=_("Number of the decision that moves the member"), max_length=SHORT)


class RedirectMemberForm(MemberMoveForm):
    def prepare(self) -> None:
        move = self.case.member_move if isinstance(self.case, Dossier) else None
        if move is not None:
            told = {"decision_number": move.decision_number, "decided_on": move.decided_on, "outside": move.outside}
            place = {"destination": move.destination.code if move.destination else ""}
            self.initial = {**told, **place, **self.initial}


class RemarkForm(ActForm):
    remarks = LongTextField(label=_("Remarks of the cell's committee on the self-criticism"))
    remarked_on = DayField(label=_("Day of the remarks"))


class SendMemberForm(ActForm):
    remarks = LongTextField(label=_("Remarks of the committee on the self-criticism"))
    cleared = YesNoField(
        label=_("Nothing concerning the member is being inspected, and no complaint or denunciation is being settled"),
        help_text=_("A statement of a person: cases of inspection and discipline are not kept in this system yet."),
    )
    cleared_by = TextField(label=_("Who states this, and in which paper"))
    letter_number = TextField(label=_("Number of the letter of introduction"), max_length=SHORT)
    sent_on = DayField(label=_("Day of the letter of introduction"))

    def prepare(self) -> None:
        if self.task is not None and self.task.body is not None and self.task.body.kind == BodyKind.CELL:
            del self.fields["remarks"]


class AbsenceForm(ActForm):
    reason = LongTextField(label=_("Reason"))
    accepted = YesNoField(label=_("The committee accepts it"))


class ReceiveMemberForm(ReceiveForm):
    received_on = DayField(label=_("He presented himself on"))
    cell = OrganizationCodeField(
        label=_("Code of the cell he belongs to"),
        max_length=SHORT,
        help_text=_("As the tree of organisations shows it."),
    )
    moved = "member_move"


MEMBER_MOVE_FORMS: dict[str, type[ActForm]] = {
    "report_member_move": MemberMoveForm,
    "redirect_member_move": RedirectMemberForm,
    "drop_member_move": DropForm,
    "explain_absence": AbsenceForm,
    "remark_on_move": RemarkForm,
    "return_member_move": DropForm,
    "send_member": SendMemberForm,
    "receive_member": ReceiveMemberForm,
    "assign_member_helper": HelperForm,
}
