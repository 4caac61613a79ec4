"""The forms of the items of a programme: proposed, adopted, changed, taken out."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from discipline.choices import coded
from discipline.codes_inspection import KIND_LABELS, InspectionKind
from discipline.examination_forms import scan
from discipline.inspections.about_forms import AboutFields
from discipline.intake_forms import DayForm
from discipline.supervision.states import SupervisionState
from organization.models import Person
from organization.queries import secretary_of
from organization.seeking import PersonSought
from workflows.forms import SHORT, ActForm, CountField, DayField, LongTextField, TextField


class MonthForm(ActForm):
    theme = LongTextField(label=_("Theme"))
    month = CountField(label=_("Month (1 to 12)"))

    def clean_month(self) -> int:
        month: int = self.cleaned_data["month"]
        try:
            date(self.on.year, month, 1)
        except ValueError as error:
            raise ValidationError(_("There is no such month.")) from error
        return month


class PlanItemForm(MonthForm, AboutFields):
    """About the organisation, or about the member of it or of one below it who is named."""

    day = DayField(
        label=_("Proposed on"), help_text=_("Not after the day of the decision by which the programme is adopted.")
    )
    kind = forms.ChoiceField(label=_("Kind"))
    person = PersonSought(
        label=_("Member, where it is about one person"),
        required=False,
        help_text=_("Left empty, it is about the organisation, for which its secretary speaks."),
    )
    field_order = ("day", "kind", "theme", "organization", "person", "month")

    def prepare(self) -> None:
        kinds = (InspectionKind.SUPERVISION, InspectionKind.THEMATIC)
        self.fill_choices("kind", coded({kind: KIND_LABELS[kind] for kind in kinds}))
        self.initial.setdefault("day", f"{self.on:%d/%m/%Y}")

    def clean(self) -> dict[str, Any]:
        """The person concerned, the cell in which he is counted on the day, and the organisation if it is about it."""
        data = super().clean() or {}
        person, where, day = data.get("person"), data.get("organization"), data.get("day")
        if day is None or {"person", "organization"} & self.errors.keys():
            return data
        if person is not None:
            data |= self.about_member(person, day, where or self._body.organization)
        elif where is not None:
            data |= self.about_organization(where, day)
        else:
            self.add_error("organization", ValidationError(_("Name the member or the organisation concerned.")))
        return data


class AdoptForm(ActForm):
    day = DayField(label=_("Adopted on"))
    number = TextField(label=_("Number of the decision"), max_length=SHORT)
    file = scan(required=True)


class _ItemForm(DayForm):
    """``number``: asked for once the item is adopted."""

    number = TextField(
        label=_("Number of the decision that changes it"),
        max_length=SHORT,
        required=False,
        help_text=_("Needed once the item has been adopted."),
    )
    reason = LongTextField(label=_("Reason"))

    @property
    def item(self) -> Any:
        assert self.case is not None
        return self.case

    def prepare(self) -> None:
        self.fields["number"].required = self.item.state == SupervisionState.PROGRAMMED


class ChangeItemForm(_ItemForm, MonthForm):
    person = PersonSought(
        label=_("Head of the organisation today"),
        required=False,
        help_text=_("Only where somebody else heads it now; left empty, it stays as it is."),
    )
    field_order = ("day", "theme", "month", "person", "number", "reason")

    def prepare(self) -> None:
        super().prepare()
        self.initial.setdefault("theme", self.item.theme)
        self.initial.setdefault("month", self.item.month)
        head = secretary_of(self.item.organization_id, self.on) if self.item.of_organization else None
        if head is None or head.pk == self.item.subject_id:
            del self.fields["person"]
            return
        field = self.fields["person"]
        assert isinstance(field, PersonSought)
        field.queryset = Person.objects.filter(pk=head.pk)


class WithdrawItemForm(_ItemForm):
    """Why it is not done."""


PLANNING_FORMS: dict[str, type[ActForm]] = {
    "plan_item": PlanItemForm,
    "adopt_item": AdoptForm,
    "change_item": ChangeItemForm,
    "withdraw_item": WithdrawItemForm,
}
