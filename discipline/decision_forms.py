"""The forms of the decision: signature, announcement, effect, end."""

from django import forms
from django.utils.translation import gettext_lazy as _

from discipline.choices import coded
from discipline.codes import Form
from discipline.examination_forms import scan
from discipline.intake_forms import DayForm, NumberForm
from discipline.words import RECEIPT_LABELS
from workflows.forms import ActForm, DayField, LongTextField, TextField, YesNoField


class SignForm(DayForm):
    offices = TextField(label=_("Offices he is removed from"), required=False, max_length=200)
    complaint_to = TextField(
        required=False,
        label=_("He may complain to"),
        help_text=_("Asked only where the law or the tree of the day does not name the first instance."),
    )

    def prepare(self) -> None:
        body = self.task.body if self.task else None
        if body is not None and self.discipline.first_instance(body, self.on):
            del self.fields["complaint_to"]
        else:
            self.fields["complaint_to"].required = True
        if self.discipline.form == Form.REMOVAL:
            self.fields["offices"].required = True
        else:
            del self.fields["offices"]


class AnnounceForm(DayForm):
    place = TextField(label=_("Place"))
    receipt = forms.ChoiceField(label=_("Handing over"), widget=forms.RadioSelect)
    note = LongTextField(label=_("Remarks"), required=False)
    file = scan(required=False)

    def prepare(self) -> None:
        self.fill_choices("receipt", coded(RECEIPT_LABELS, empty=False))


class DeliveryForm(DayForm):
    day = DayField(label=_("Handed over on"))
    receipt = forms.ChoiceField(label=_("Handing over"), widget=forms.RadioSelect)
    how = TextField(label=_("How it was handed over"), help_text=_("By hand, by post with a proof of delivery."))
    by_whom = TextField(label=_("Handed over by"))
    note = LongTextField(label=_("Remarks"), required=False)
    file = scan(required=False)

    def prepare(self) -> None:
        self.fill_choices("receipt", coded({code: RECEIPT_LABELS[code] for code in ("handed", "refused")}, empty=False))


class EffectForm(DayForm):
    reported_number = TextField(label=_("Number of the report upward"), max_length=60)


class TellStateForm(NumberForm):
    told = TextField(label=_("Body that was told"))


class ExpulsionForm(DayForm):
    card_returned = YesNoField(label=_("The party card was taken back"))
    badge_returned = YesNoField(label=_("The party badge was taken back, if he had one"))


DECISION_FORMS: dict[str, type[ActForm]] = {
    "sign_decision": SignForm,
    "write_cell_decision": SignForm,
    "announce_decision": AnnounceForm,
    "record_delivery": DeliveryForm,
    "take_effect": EffectForm,
    "tell_state": TellStateForm,
    "conclude_expulsion": ExpulsionForm,
    "confirm_end": DayForm,
}
