"""The forms of a denunciation, one per verb; what they share stands in sealed_forms.py."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from discipline.choices import RowField, coded
from discipline.codes_inspection import ALLEGATION_LABELS, DENUNCIATION_BAR_LABELS
from discipline.denunciations.naming_forms import NAMING_FORMS
from discipline.denunciations.sealed_forms import DayForm, SealedForm, SecretField
from discipline.denunciations.words import FILED_LABELS, PARTY_LABELS
from discipline.examination_forms import ExplanationForm, scan
from discipline.intake_forms import MemberFields, ViolationFields
from discipline.receiver_forms import ReceiverFields
from organization.models import Body, BodyKind
from workflows.forms import SHORT, ActForm, CountField, LongTextField, TextField, YesNoField

NEEDED = _("Needed, unless the denunciation is anonymous.")


class NumberForm(DayForm):
    number = TextField(label=_("Number of the paper"), max_length=SHORT)


class ReasonForm(DayForm):
    reason = LongTextField(label=_("Reason"))


class IdentityFields(SealedForm):
    name = SecretField(label=_("Name of the denouncer"), required=False, help_text=NEEDED)
    address = SecretField(label=_("Address of the denouncer"), required=False, help_text=NEEDED)
    contact = SecretField(label=_("How to reach him"), required=False)

    def rows_to_keep_out(self, data: dict[str, Any]) -> list[tuple[str, ...]]:
        typed = tuple(str(data.get(name) or "") for name in ("name", "address", "contact"))
        return [typed] if any(typed) else []


class RegisterDenunciationForm(IdentityFields, MemberFields):
    number = TextField(label=_("Number in the secret register"), max_length=SHORT)
    signatories = CountField(label=_("Persons who signed"), initial=1)
    allegation = LongTextField(
        label=_("First allegation"), help_text=_("What he is said to have done, in words that do not tell who says so.")
    )
    anonymous = forms.BooleanField(label=_("Anonymous: no name, a false name or no address"), required=False)
    field_order = ("person", "day", "number", "allegation", "anonymous", "signatories", "name", "address", "contact")

    def prepare(self) -> None:
        super().prepare()
        for name in ("name", "address"):
            self.fields[name].required = not self.data.get("anonymous")
            self.fields[name].error_messages["required"] = NEEDED

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for name in ("name", "address", "contact"):
            if data.get("anonymous") and data.get(name):
                self.add_error(name, ValidationError(_("An anonymous denunciation has none.")))
        return data


class AddDenouncerForm(IdentityFields, DayForm):
    def prepare(self) -> None:
        for name in ("name", "address"):
            self.fields[name].required, self.fields[name].help_text = True, ""


class SealOriginalForm(DayForm):
    original = scan(required=True)

    def hold_files(self) -> None:
        """It bears the name: no page in between keeps it; it is chosen again."""


class AllegationForm(DayForm):
    allegation = LongTextField(label=_("Allegation"), help_text=_("In words that do not tell who says so."))


class FileForm(NumberForm):
    code = forms.ChoiceField(label=_("Which paper"))
    tells_nothing = forms.BooleanField(label=_("I have read it: nobody can tell from it who denounced"))
    file = scan(required=True)

    def prepare(self) -> None:
        self.fields["number"].required = False
        self.fill_choices("code", coded(FILED_LABELS))


class ProposalForm(NumberForm):
    of_receiver = YesNoField(
        label=_("This body is competent for him"), help_text=_("Who has retired counts as if still in office.")
    )
    grounds = forms.MultipleChoiceField(
        label=_("What speaks against handling it"), widget=forms.CheckboxSelectMultiple, required=False
    )
    new_evidence = YesNoField(label=_("There is new evidence"), unknown=True)
    checkable = YesNoField(label=_("Its content is concrete and can be checked"), unknown=True)

    def prepare(self) -> None:
        self.fill_choices("grounds", coded(DENUNCIATION_BAR_LABELS, empty=False))


class AcceptForm(DayForm):
    reason = LongTextField(
        label=_("Reason, where several persons signed"),
        required=False,
        help_text=_("The loaded law does not settle it: a person decides."),
    )
    needed = {"reason": _("needed where several persons signed")}


class RefuseForm(ReasonForm):
    number = TextField(label=_("Number of the notice to the denouncer"), max_length=SHORT, required=False)
    needed = {"number": _("needed where the denouncer is known")}


class TransferForm(ReceiverFields, NumberForm):
    reason = LongTextField(label=_("Why it is competent"))
    kinds = (BodyKind.CELL, BodyKind.INSPECTION, BodyKind.STANDING_COMMITTEE, BodyKind.COMMITTEE)
    field_order = ("day", "number", "receiver", "receiver_name", "reason")

    def prepare(self) -> None:
        bodies = Body.objects.on(self.on).filter(kind__in=self.kinds).exclude(pk=self.denunciation.handler_id)
        self.offer_receivers(bodies)


class ResultForm(NumberForm):
    result = LongTextField(label=_("Result, without who denounced"))


class PlanForm(NumberForm):
    remarks = LongTextField(label=_("Remarks"), required=False)


class GiveForm(NumberForm):
    extract = LongTextField(label=_("Allegations, as he is given them"))
    names_the_denouncer = YesNoField(label=_("Can anybody tell from it who denounced?"))

    def prepare(self) -> None:
        told = "\n".join(str(row) for row in self.denunciation.allegations.all())
        self.initial.setdefault("extract", told)


class ExtendForm(NumberForm):
    days = CountField(label=_("Working days added"))
    reason = LongTextField(label=_("Reason"))


class MeetingForm(NumberForm):
    heard = YesNoField(label=_("The person denounced was heard"))
    opinions = LongTextField(label=_("Opinions of the meeting"), required=False)


class AllegationRows(DayForm):
    allegation = RowField(label=_("Allegation"))

    def prepare(self) -> None:
        field = self.fields["allegation"]
        assert isinstance(field, RowField)
        field.offer(self.denunciation.allegations.all())
        super().prepare()


class ConcludeAllegationForm(AllegationRows):
    conclusion = forms.ChoiceField(label=_("Conclusion"))
    reasons = LongTextField(label=_("Reasons of the conclusion"))

    def prepare(self) -> None:
        super().prepare()
        self.fill_choices("conclusion", coded(ALLEGATION_LABELS))


class NotifyForm(NumberForm):
    party = forms.ChoiceField(label=_("Told to"))

    def prepare(self) -> None:
        self.fill_choices("party", coded(PARTY_LABELS))


class ClearForm(NumberForm):
    how = LongTextField(label=_("How he is cleared"))


class BadFaithForm(NumberForm):
    conclusion = LongTextField(label=_("Conclusion, without who denounced"))


class OpenDisciplineForm(AllegationRows, ViolationFields):
    field_order = ("day", "allegation")

    def prepare(self) -> None:
        super().prepare()
        found = self.denunciation.allegations.filter(conclusion="violation_to_discipline")
        field = self.fields["allegation"]
        assert isinstance(field, RowField)
        field.offer(found)
        first = found.first()
        self.initial.setdefault("described", first.described if first else "")


class WithdrawalForm(NumberForm):
    forced = YesNoField(label=_("The withdrawal was forced or bought"))
    signs = YesNoField(label=_("There are signs of a violation"))


class PurposeForm(forms.Form):
    """``paper``: the original paper is asked for, not the name. It knows no name, so that it confirms none."""

    purpose = TextField(label=_("For what you have to know it"), min_length=5)
    paper = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].widget.attrs |= {"class": "form-control", "autocomplete": "off"}


DENUNCIATION_FORMS: dict[str, type[ActForm]] = {
    "register_denunciation": RegisterDenunciationForm,
    "add_allegation": AllegationForm,
    "add_denouncer": AddDenouncerForm,
    "seal_original": SealOriginalForm,
    "file_denunciation_paper": FileForm,
    **NAMING_FORMS,
    "screen_denunciation": DayForm,
    "note_proposal": ProposalForm,
    "accept_denunciation": AcceptForm,
    "refuse_denunciation": RefuseForm,
    "use_as_information": ReasonForm,
    "take_up_denunciation": ReasonForm,
    "transfer_denunciation": TransferForm,
    "take_denunciation": NumberForm,
    "begin_interview": DayForm,
    "record_interview": ResultForm,
    "plan_denunciation": PlanForm,
    "give_allegations": GiveForm,
    "hand_in_explanation": ExplanationForm,
    "record_refused_explanation": ReasonForm,
    "record_dn_verification": ResultForm,
    "extend_denunciation": ExtendForm,
    "finish_dn_verification": NumberForm,
    "record_org_meeting": MeetingForm,
    "skip_org_meeting": ReasonForm,
    "conclude_allegation": ConcludeAllegationForm,
    "conclude_denunciation": PlanForm,
    "notify_of_result": NotifyForm,
    "finish_notification": DayForm,
    "clear_accused": ClearForm,
    "note_bad_faith": BadFaithForm,
    "open_discipline": OpenDisciplineForm,
    "close_denunciation": DayForm,
    "accept_withdrawal": WithdrawalForm,
    "continue_after_withdrawal": WithdrawalForm,
}
