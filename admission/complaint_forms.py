"""The forms about a complaint against a removal."""

from django import forms
from django.utils.translation import gettext_lazy as _

from admission.unusual_forms import scan
from workflows.forms import SHORT, ActForm, DayField, LongTextField, TextField, YesNoField


class ComplaintForm(ActForm):
    complained_on = DayField(label=_("Day of the complaint"))
    grounds = LongTextField(label=_("What the person complains of"))
    central = YesNoField(label=_("The Centre answers the complaint"))
    file = scan(label=_("Scan of the complaint"), required=False)
    himself = forms.BooleanField(label=_("The person complains himself, in writing; nobody complains for him"))


class ComplaintAnswerForm(ActForm):
    answered_by = TextField(label=_("Committee that answered"))
    number = TextField(label=_("Number of the answer"), max_length=SHORT)
    answered_on = DayField(label=_("Day of the answer"))
    file = scan(label=_("Scan of the answer"), required=False)


COMPLAINT_FORMS: dict[str, type[ActForm]] = {
    "record_complaint": ComplaintForm,
    "answer_complaint": ComplaintAnswerForm,
    "restore_member": ComplaintAnswerForm,
}
