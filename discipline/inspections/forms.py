"""The forms of an inspection, one per verb."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from discipline.choices import CaseForm, RowField, coded
from discipline.codes import FORM_LABELS, NO_DISCIPLINE, Form
from discipline.codes_inspection import SOURCE_LABELS
from discipline.examination_forms import ExplanationForm, scan
from discipline.inspections.about_forms import AboutFields
from discipline.inspections.concluding_forms import ConcludeInspectionForm, GoOnForm, HandToForm
from discipline.inspections.words import FILED_LABELS
from discipline.intake_forms import AccountField, DayForm, NumberForm, ReasonForm
from discipline.team import TEAM_DAYS, longest, seated_below
from organization.models import valid_on
from workflows.forms import SHORT, ActForm, CountField, DayField, LongTextField, TextField
from workflows.law import NotInForce
from workflows.routes import NoRoute


class NoteSignsForm(AboutFields):
    """About an organisation, or about a member: one of the two is named."""

    day = DayField(label=_("Noted on"))
    source = forms.ChoiceField(label=_("Source of the signs"))
    source_number = TextField(label=_("Number of the source paper"), max_length=SHORT, required=False)
    signs = LongTextField(label=_("Signs of violation"))
    task_of_superior = forms.BooleanField(label=_("They concern a task assigned by a superior level"), required=False)
    field_order = ("person", "organization", "day")

    def prepare(self) -> None:
        self.fill_choices("source", coded(SOURCE_LABELS))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        person, where, day = data.get("person"), data.get("organization"), data.get("day")
        if person and where:
            message = _("It is about a member or about an organisation: leave one of the two empty.")
            self.add_error("organization", ValidationError(message))
        elif not (person or where) and not {"person", "organization"} & self.errors.keys():
            self.add_error("person", ValidationError(_("Name the member or the organisation concerned.")))
        elif day and where:
            data |= self.about_organization(where, day)
        elif day and person:
            data |= self.about_member(person, day, self._body.organization)
        return data


class FileInspectionPaperForm(CaseForm):
    code = forms.ChoiceField(label=_("Which paper"))
    number = TextField(label=_("Number"), max_length=SHORT, required=False)
    issued_on = DayField(label=_("Day of the paper"), required=False)
    issuer = TextField(label=_("Issued by"), required=False)
    day = DayField(label=_("Filed on"))
    file = scan(required=True)

    def prepare(self) -> None:
        self.fill_choices("code", coded(FILED_LABELS))


class ProposeForm(NumberForm):
    assessment = LongTextField(label=_("Assessment of the signs"))


class DecideForm(NumberForm):
    content = LongTextField(label=_("What is inspected, as it is made known to him"))
    looks_back_to = DayField(label=_("The inspection looks back to"))

    def clean_looks_back_to(self) -> date:
        day: date = self.cleaned_data["looks_back_to"]
        if day > self.on:
            raise ValidationError(_("%(day)s lies in the future.") % {"day": f"{day:%d/%m/%Y}"})
        return day


class InspectorForm(DayForm):
    member = AccountField(label=_("Member of the team"), to_field_name="username")
    leads = forms.BooleanField(label=_("Leads the team"), required=False)
    until = DayField(label=_("Sees the case until (that day no longer)"))

    def prepare(self) -> None:
        """Who holds a seat in the territory of the body that inspects; nobody whose own matter it is."""
        assert self.case is not None
        field = self.fields["member"]
        assert isinstance(field, AccountField)
        of: Any = self.case
        field.queryset = seated_below(of.seated, self.on).exclude(person_id__in=of.concerned(self.on))
        self.fields["until"].help_text = longest(of.law(self.on), TEAM_DAYS, self.on)


class EndInspectorForm(DayForm):
    membership = RowField(label=_("Member of the team"))
    reason = LongTextField(label=_("Reason"))

    def prepare(self) -> None:
        assert self.case is not None
        of: Any = self.case
        field = self.fields["membership"]
        assert isinstance(field, RowField)
        field.offer(of.inspectors.filter(valid_on(self.on)).select_related("person").order_by("pk"))


class DeployForm(NumberForm):
    how = TextField(label=_("How it was made known (who was present)"))


class ExtendForm(NumberForm):
    days = CountField(label=_("Days added"))
    reason = LongTextField(label=_("Reason"))

    def clean_days(self) -> int:
        days: int = self.cleaned_data["days"]
        if not days:
            raise ValidationError(_("At least one day."))
        return days


class AskExplanationForm(DayForm):
    asked_until = DayField(label=_("He explains until"), help_text=_("The day of the plan; no law sets it."))
    outline = LongTextField(label=_("What he reports and explains (outline)"))


class SelfReportForm(ExplanationForm):
    """Of a supervision."""

    def prepare(self) -> None:
        self.fields["account"].label = _("Report on the supervision of oneself")


class CriticismForm(ExplanationForm):
    """Within an inspection."""

    def prepare(self) -> None:
        self.fields["account"].label = _("Self-criticism")


class HearInspectedForm(DayForm):
    representative = TextField(label=_("Representative of the body that inspects"))
    mandate = TextField(label=_("Mandate (paper, day)"), max_length=120)
    opinion = LongTextField(label=_("His opinion, in full"))


class FactsForm(NumberForm):
    facts = LongTextField(label=_("The facts, as they are reported"))


class OrgVoteForm(NumberForm):
    """One count for each form on the ballot of the day: ``vote_<code>``; left empty, it is none."""

    base = CountField(label=_("Members counted"))

    def prepare(self) -> None:
        of: Any = self.case
        try:
            self.options = of.org_ballot(self.on).ballot.options
        except (NoRoute, NotInForce):
            self.options = ()
        for option in self.options:
            label = _("No discipline") if option == NO_DISCIPLINE else _g(FORM_LABELS[Form(option)])
            words = _("Ballots for: %(form)s") % {"form": label}
            self.fields[f"vote_{option}"] = CountField(label=words, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["votes"] = {option: data.pop(f"vote_{option}", 0) or 0 for option in self.options}
        return data

    def answers(self) -> list[tuple[str, str]]:
        data = {**self.act_data, **{f"vote_{option}": n for option, n in self.act_data["votes"].items()}}
        return [(str(self[name].label), self._spoken(name, data[name])) for name in self.fields if self._shown(name)]


class ResultForm(NumberForm):
    met_on = DayField(label=_("His organisation met on"))
    minutes_number = TextField(label=_("Number of the minutes of that meeting"), max_length=SHORT)
    result = LongTextField(label=_("Result of the inspection"))


class PublishForm(NumberForm):
    place = TextField(label=_("Where, and before whom"))


INSPECTION_FORMS: dict[str, type[ActForm]] = {
    "note_signs": NoteSignsForm,
    "file_inspection_paper": FileInspectionPaperForm,
    "propose_inspection": ProposeForm,
    "file_signs": ReasonForm,
    "decide_inspection": DecideForm,
    "name_inspector": InspectorForm,
    "end_inspector": EndInspectorForm,
    "deploy_inspection": DeployForm,
    "extend_inspection": ExtendForm,
    "ask_explanation": AskExplanationForm,
    "hand_in_explanation": ExplanationForm,
    "note_no_explanation": ReasonForm,
    "criticise_in_inspection": CriticismForm,
    "hear_inspected": HearInspectedForm,
    "put_facts_before": FactsForm,
    "record_org_vote": OrgVoteForm,
    "report_result": ResultForm,
    "conclude_inspection": ConcludeInspectionForm,
    "go_on_with_discipline": GoOnForm,
    "hand_to_competent": HandToForm,
    "publish_conclusion": PublishForm,
    "file_inspection": NumberForm,
}
