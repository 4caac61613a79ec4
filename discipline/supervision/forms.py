"""The forms of a supervision, one per verb; those of the items of a programme stand in planning_forms.py."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from discipline.choices import RowField
from discipline.examination_forms import scan
from discipline.inspections.forms import DeployForm, ExtendForm, SelfReportForm
from discipline.intake_forms import DayForm, NumberForm, ReasonForm
from discipline.law_of_day import law_of
from discipline.supervision.actions.remedying import DAYS
from discipline.supervision.planning_forms import PLANNING_FORMS
from workflows.forms import ActForm, DayField, LongTextField, TextField, YesNoField


class DecideSupervisionForm(NumberForm):
    content = LongTextField(label=_("What is supervised, as it is made known"))
    scattered = YesNoField(label=_("The cell's activity is scattered (where a cell supervises)"), unknown=True)


class MeetingForm(NumberForm):
    summary = LongTextField(label=_("What the meeting came to"))


class SignsForm(DayForm):
    signs = LongTextField(label=_("Signs of violation"))
    task_of_superior = forms.BooleanField(label=_("They concern a task assigned by a superior level"), required=False)


class ConcludeSupervisionForm(NumberForm):
    strengths = LongTextField(label=_("What is good"))
    limits = LongTextField(label=_("Limits and shortcomings"))


class RequireForm(DayForm):
    what = LongTextField(label=_("What has to be remedied"))
    responsible = TextField(label=_("Responsible"))
    due_on = DayField(label=_("Until"))

    def prepare(self) -> None:
        """The day that a convention suggests; the conclusion names it."""
        suggested = law_of(self.on).get(DAYS)
        if suggested is not None:
            self.initial.setdefault("due_on", f"{self.on + timedelta(days=suggested.value):%d/%m/%Y}")


class RemedyForm(NumberForm):
    remedy = RowField(label=_("What has to be remedied"))

    def prepare(self) -> None:
        assert self.case is not None
        of: Any = self.case
        field = self.fields["remedy"]
        assert isinstance(field, RowField)
        field.offer(of.open_remedies)


class TickForm(RemedyForm):
    file = scan(required=True)


class PutOffForm(RemedyForm):
    due_on = DayField(label=_("Until"))
    reason = LongTextField(label=_("Reason"))


class LiftForm(RemedyForm):
    reason = LongTextField(label=_("Reason"))


SUPERVISION_FORMS: dict[str, type[ActForm]] = {
    **PLANNING_FORMS,
    "decide_supervision": DecideSupervisionForm,
    "deploy_supervision": DeployForm,
    "extend_supervision": ExtendForm,
    "hand_in_self_report": SelfReportForm,
    "note_no_report": ReasonForm,
    "begin_verification": DayForm,
    "hold_supervised_meeting": MeetingForm,
    "report_signs": SignsForm,
    "conclude_supervision": ConcludeSupervisionForm,
    "require_remedy": RequireForm,
    "tick_remedy": TickForm,
    "put_off_remedy": PutOffForm,
    "lift_remedy": LiftForm,
    "file_supervision": NumberForm,
}
