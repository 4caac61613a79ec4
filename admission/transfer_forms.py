"""The forms of an applicant's move: where to, what goes along, who takes him in, what was found there."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from admission.choices import PersonChoice, people_of
from admission.codes import CANCELLATION_LABELS, Cancellation
from admission.models import Dossier
from organization.models import CELLS, BodyKind, Organization
from workflows.forms import SHORT, ActForm, DayField, LongTextField, TextField


class OrganizationCodeField(TextField):
    """An organisation by its code, as the tree shows it; empty is None. One that has ended is found, and said so."""

    def clean(self, value: Any) -> Any:
        code = super().clean(value)
        if not code:
            return None
        rows = Organization.objects.filter(code__iexact=code).order_by("-since", "-pk")
        found = next((row for row in rows if row.until is None), None) or rows.first()
        if found is None:
            raise ValidationError(_("No organisation has this code. The tree of organisations shows the codes."))
        return found


class TransferForm(ActForm):
    decision_number = TextField(label=_("Number of the decision that moves the applicant"), max_length=SHORT)
    decided_on = DayField(label=_("Day of that decision"))
    destination = OrganizationCodeField(
        label=_("Code of the new cell or organisation"),
        max_length=SHORT,
        required=False,
        help_text=_("As the tree of organisations shows it; of the cell, if it is known."),
    )
    outside = TextField(
        label=_("Or a new place outside this system"),
        required=False,
        help_text=_("The dossier then ends here; the papers go along on paper."),
    )
    needed = {"destination": _("needed where no place outside is named"), "outside": _("needed where no code is given")}

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        named = [bool(self.cleaned_data.get(name)) for name in ("destination", "outside")]
        if "destination" not in self.errors and sum(named) != 1:
            self.add_error(
                "destination", _("Name the new place: an organisation of this system, or a place outside it.")
            )
        return cleaned


class RedirectForm(TransferForm):
    def prepare(self) -> None:
        move = self.case.transfer if isinstance(self.case, Dossier) else None
        if move is not None:
            told = {"decision_number": move.decision_number, "decided_on": move.decided_on, "outside": move.outside}
            place = {"destination": move.destination.code if move.destination else ""}
            self.initial = {**told, **place, **self.initial}


class SendForm(ActForm):
    letter_number = TextField(label=_("Number of the letter or certificate"), max_length=SHORT)
    sent_on = DayField(label=_("Day of the letter or certificate"))


class ReceiveForm(ActForm):
    received_on = DayField(label=_("Received on"))
    cell = OrganizationCodeField(
        label=_("Code of the cell that goes on with the applicant"),
        max_length=SHORT,
        help_text=_("As the tree of organisations shows it."),
    )
    #: The attribute of the dossier that holds the move.
    moved = "transfer"

    def prepare(self) -> None:
        if self.task is not None and self.task.body is not None and self.task.body.kind == BodyKind.CELL:
            del self.fields["cell"]
            return
        move = getattr(self.case, self.moved) if isinstance(self.case, Dossier) else None
        if move is not None and move.destination is not None and move.destination.kind in CELLS:
            self.initial.setdefault("cell", move.destination.code)


class HelperForm(ActForm):
    helper = PersonChoice(label=_("Official member who helps from now on"))
    assigned_on = DayField(label=_("Assigned on"))

    def prepare(self) -> None:
        choice = self.fields["helper"]
        assert isinstance(choice, PersonChoice)
        assert isinstance(self.case, Dossier)
        choice.of([row for row in people_of(self.case, self.on) if row.here])


class ForwardedForm(ActForm):
    received_on = DayField(label=_("Received by the cell on"))


class DelayForm(ActForm):
    number = TextField(label=_("Number of the report"), max_length=SHORT)
    reported_on = DayField(label=_("Day of the report"))
    reason = LongTextField(label=_("Reason of the delay"))


class FaultsForm(ActForm):
    faults = LongTextField(label=_("What was found"))


class PetitionForm(ActForm):
    number = TextField(label=_("Number of the petition"), max_length=SHORT)
    petitioned_on = DayField(label=_("Day of the petition"))
    grounds = LongTextField(label=_("Grounds of the petition"))


class UpholdForm(ActForm):
    number = TextField(label=_("Number of the answer"), max_length=SHORT)
    answered_on = DayField(label=_("Day of the answer"))
    reason = LongTextField(label=_("Reason"))


class CancelForTransferForm(ActForm):
    signed_on = DayField(label=_("Signed on"))
    reason = LongTextField(label=_("Reason"))


class CancelOnPetitionForm(ActForm):
    ground = forms.ChoiceField(label=_("Ground"), widget=forms.RadioSelect)
    signed_on = DayField(label=_("Signed on"))
    reason = LongTextField(label=_("Reason"))

    def prepare(self) -> None:
        grounds = (Cancellation.UNQUALIFIED, Cancellation.PROCEDURE)
        self.fill_choices("ground", [(code.value, gettext(CANCELLATION_LABELS[code])) for code in grounds])


class DropForm(ActForm):
    reason = LongTextField(label=_("Reason"))


TRANSFER_FORMS: dict[str, type[ActForm]] = {
    "open_transfer": TransferForm,
    "report_move": TransferForm,
    "redirect_transfer": RedirectForm,
    "drop_transfer": DropForm,
    "send_transfer": SendForm,
    "receive_transfer": ReceiveForm,
    "assign_new_helper": HelperForm,
    "receive_forwarded_decision": ForwardedForm,
    "cancel_for_transfer": CancelForTransferForm,
    "report_delay": DelayForm,
    "report_faults": FaultsForm,
    "petition_issuer": PetitionForm,
    "uphold_decision": UpholdForm,
    "cancel_on_petition": CancelOnPetitionForm,
}
