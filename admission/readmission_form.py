"""What opening a dossier asks of a former member."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from admission.choices import choose
from admission.facts_readmission import CONVICTION_LABELS, LEFT_LABELS
from workflows.forms import ActForm, CountField, DayField, LongTextField, YesNoField

#: What must be known of every former member, before anything is stored.
_NEEDED = ("left_on", "left_because", "caused_disunity", "conviction", "readmitted_before", "applied_on")
_ONLY_FOR_FORMER = (*_NEEDED, "family_hardship", "expunged_on", "first_decision_on", "first_admission")


class ReadmissionFields(ActForm):
    """Everything but the box is asked of a former member alone."""

    former = forms.BooleanField(label=_("The applicant was a member before (readmission)"), required=False)
    left_on = DayField(label=_("Membership ended on"), required=False)
    left_because = forms.ChoiceField(label=_("Why membership ended"), required=False)
    family_hardship = YesNoField(label=_("Asked to leave in specially difficult family circumstances"), unknown=True)
    caused_disunity = YesNoField(label=_("Caused serious disunity"), unknown=True)
    conviction = forms.ChoiceField(label=_("Conviction"), required=False)
    expunged_on = DayField(label=_("Conviction expunged on"), required=False)
    readmitted_before = CountField(label=_("Readmissions so far"), required=False)
    applied_on = DayField(label=_("Written application for readmission of"), required=False)
    first_decision_on = DayField(label=_("First decision on admission of"), required=False)
    first_admission = LongTextField(
        label=_("First admission (item 13 of the CV)"),
        required=False,
        help_text=_("Day and place of the first admission and recognition, and who introduced."),
    )

    def prepare(self) -> None:
        super().prepare()
        for name, labels in (("left_because", LEFT_LABELS), ("conviction", CONVICTION_LABELS)):
            self.fill_choices(name, choose((code.value, gettext(label)) for code, label in labels.items()))
        for name in _ONLY_FOR_FORMER:
            self.fields[name].widget.attrs["data-only-with"] = "former"

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for name in _NEEDED if data.get("former") else ():
            if name not in self.errors and data.get(name) in (None, ""):
                self.add_error(name, gettext("This is asked of a former member."))
        return data
