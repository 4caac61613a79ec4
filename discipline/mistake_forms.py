"""The forms by which a report that was entered wrongly is corrected or closed."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from discipline.choices import CaseForm, RowField, coded, row_key
from discipline.codes import CATEGORY_LABELS
from discipline.intake_forms import ReasonForm, ViolationFields
from discipline.words import SOURCE_LABELS
from workflows.forms import SHORT, ActForm, DayField, LongTextField, TextField

UNCHANGED = ("", _("– unchanged –"))
#: The days of a violation, as a correction may empty them.
DAY_LABELS = {
    "started_on": gettext_noop("Day of the act, or its first day"),
    "ended_on": gettext_noop("Last day, of an act that went on"),
    "discovered_on": gettext_noop("Discovered on"),
}


class CorrectReportForm(ViolationFields, CaseForm):
    """What is left empty stays as it is; what stands there now is on the page of the case."""

    day = DayField(label=_("Corrected on"))
    violation = RowField(label=_("Violation that is corrected"))
    source = forms.ChoiceField(label=_("Source"), required=False)
    source_number = TextField(label=_("Number of the source paper"), max_length=SHORT, required=False)
    source_on = DayField(label=_("Day of the source paper"), required=False)
    struck = forms.MultipleChoiceField(
        label=_("Days that are struck out"), widget=forms.CheckboxSelectMultiple, required=False
    )
    reason = LongTextField(label=_("Reason of the correction"))
    field_order = (
        "day",
        "violation",
        "described",
        "place",
        "code",
        "article",
        "category",
        "started_on",
        "ended_on",
        "discovered_on",
        "struck",
        "source",
        "source_number",
        "source_on",
        "reason",
    )

    def prepare(self) -> None:
        super().prepare()
        del self.initial["category"]
        for name in ("described", "code", "category"):
            self.fields[name].required = False
        self.fill_choices("code", [UNCHANGED, *coded(self.contents, empty=False)])
        self.fill_choices("category", [UNCHANGED, *coded(CATEGORY_LABELS, empty=False)])
        self.fill_choices("source", [UNCHANGED, *coded(SOURCE_LABELS, empty=False)])
        self.fill_choices("struck", coded(DAY_LABELS, empty=False))
        for name in ("described", "discovered_on"):
            self.fields[name].help_text = ""
        self.fields["day"].help_text = _("Of the fields below only what is filled in is changed.")
        rows, field = list(self.discipline.violations.all()), self.fields["violation"]
        if self.discipline.concluded_by_id is not None:  # the source is that conclusion
            del self.fields["source"], self.fields["source_number"], self.fields["source_on"]
        assert isinstance(field, RowField)
        field.offer(rows)
        if len(rows) == 1:
            self.initial.setdefault("violation", row_key(rows[0]))


MISTAKE_FORMS: dict[str, type[ActForm]] = {
    "correct_report": CorrectReportForm,
    "close_mistaken": ReasonForm,
}
