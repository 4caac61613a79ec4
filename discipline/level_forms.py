"""The forms of the levels above the cell."""

from django import forms
from django.utils.translation import gettext_lazy as _

from discipline.choices import coded
from discipline.facts.competence import TAKE_OVER_LABELS
from discipline.intake_forms import DayForm, NumberForm
from workflows.forms import ActForm, DayField, LongTextField


class RemarksForm(NumberForm):
    remarks = LongTextField(label=_("Result and opinion"))


class ReturnForm(DayForm):
    what = LongTextField(label=_("What has to be completed"))


class TakeOverForm(NumberForm):
    ground = forms.ChoiceField(label=_("Ground"))
    reason = LongTextField(label=_("Why the superior takes it over"))

    def prepare(self) -> None:
        self.fill_choices("ground", coded(TAKE_OVER_LABELS))


class DirectForm(NumberForm):
    what = LongTextField(label=_("What the cell is directed to do"))
    until = DayField(label=_("By when"))


class GoOnItselfForm(DayForm):
    reason = LongTextField(label=_("Why the case is not put before the cell"))


LEVEL_FORMS: dict[str, type[ActForm]] = {
    "record_own_verification": RemarksForm,
    "forward_appraisal": RemarksForm,
    "return_for_completion": ReturnForm,
    "go_to_hearing": DayForm,
    "go_to_meeting": DayForm,
    "take_over": TakeOverForm,
    "direct_cell": DirectForm,
    "go_on_itself": GoOnItselfForm,
}
