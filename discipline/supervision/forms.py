"""The forms of a supervision, one per verb, and those of the programme of the year."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from discipline.choices import RowField, coded
from discipline.codes_inspection import KIND_LABELS, InspectionKind
from discipline.examination_forms import scan
from discipline.inspections.forms import DeployForm, ExplanationForm, ExtendForm
from discipline.intake_forms import DayForm, NumberForm, PersonField
from discipline.supervision.programme import ProgrammeItem
from organization.models import Body, BodyKind, Membership, Organization, Person, Seat, Standing
from organization.queries import path_on, subtree_on
from organization.roles import Role
from workflows.forms import SHORT, ActForm, CountField, DayField, LongTextField, TextField, YesNoField

#: Who may head an organisation that is supervised, by the kind of body of which he presides.
_HEADS = (Role.SECRETARY,)
_MEMBERS = (Standing.OFFICIAL, Standing.PROBATIONARY)


class ProgrammeForm(ActForm):
    year = CountField(label=_("Year"))
    number = TextField(label=_("Number of the programme"), max_length=SHORT)
    adopted_on = DayField(label=_("Adopted on"))

    def prepare(self) -> None:
        self.initial.setdefault("year", self.on.year)

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        if abs(year - self.on.year) > 1:
            raise ValidationError(_("The programme is of this year, the last or the next."))
        return year

    def clean_adopted_on(self) -> date:
        day: date = self.cleaned_data["adopted_on"]
        if day > self.on:
            raise ValidationError(_("%(day)s lies in the future.") % {"day": f"{day:%d/%m/%Y}"})
        return day


class OrganizationField(forms.ModelChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Organization.objects.none(), to_field_name="public_id", empty_label=_("– choose –"), **kwargs)


class ItemForm(ActForm):
    """``offer`` fills the organisations below the body, and the members of them."""

    kind = forms.ChoiceField(label=_("Kind"))
    theme = LongTextField(label=_("Theme"))
    organization = OrganizationField(label=_("Organisation"))
    person = PersonField(label=_("Member, where it is about one person"), required=False)
    month = CountField(label=_("Month (1 to 12)"))

    def prepare(self) -> None:
        kinds = (InspectionKind.SUPERVISION, InspectionKind.THEMATIC)
        self.fill_choices("kind", coded({kind: KIND_LABELS[kind] for kind in kinds}))

    def offer(self, body: Body) -> None:
        below = subtree_on(body.organization_id, self.on)
        where, who = self.fields["organization"], self.fields["person"]
        assert isinstance(where, OrganizationField)
        assert isinstance(who, PersonField)
        where.queryset = Organization.objects.filter(pk__in=below.values("pk")).order_by("name", "pk")
        rows = Membership.objects.on(self.on).filter(organization__in=below.values("pk"), standing__in=_MEMBERS)
        persons = Person.objects.filter(pk__in=rows.values("person_id")).exclude(pk=self.user.person_id or 0)
        who.queryset = persons.order_by("sort_name", "pk")

    def clean_month(self) -> int:
        month: int = self.cleaned_data["month"]
        try:
            date(self.on.year, month, 1)
        except ValueError as error:
            raise ValidationError(_("There is no such month.")) from error
        return month

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        person, where = data.get("person"), data.get("organization")
        if person and where:
            row = Membership.objects.on(self.on).filter(person=person, standing__in=_MEMBERS).first()
            if row is None or where.pk not in {place.pk for place in path_on(row.organization_id, self.on)}:
                self.add_error("person", ValidationError(_("On that day he is no member below this organisation.")))
        return data


class BeginForm(ActForm):
    """``of`` fills who is concerned: the person of the item, or a head of its organisation."""

    person = PersonField(label=_("Member concerned, or head of the organisation"))
    day = DayField(label=_("Day"))

    def of(self, item: ProgrammeItem) -> None:
        self._item = item
        field = self.fields["person"]
        assert isinstance(field, PersonField)
        if item.person_id:
            found = Person.objects.filter(pk=item.person_id)
        else:
            kinds = (BodyKind.CELL, BodyKind.COMMITTEE, BodyKind.SECTION_COMMITTEE, BodyKind.STANDING_COMMITTEE)
            seats = Seat.objects.on(self.on).filter(
                body__organization=item.organization, body__kind__in=kinds, role__in=_HEADS
            )
            found = Person.objects.filter(pk__in=seats.values("person_id"))
        field.queryset = found.exclude(pk=self.user.person_id or 0).order_by("sort_name", "pk")

    def clean(self) -> dict[str, Any]:
        """The cell in which he is counted on the day; the organisation, where the item is about it."""
        data = super().clean() or {}
        person, day = data.get("person"), data.get("day")
        if person and day:
            row = Membership.objects.on(day).filter(person=person, standing__in=_MEMBERS).first()
            if row is None:
                self.add_error("person", ValidationError(_("On that day he is no member below this body.")))
            else:
                data["cell"] = row.organization
                data["inspected"] = None if self._item.person_id else self._item.organization
                data["item"] = self._item
        return data


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


class TickForm(NumberForm):
    remedy = RowField(label=_("What was remedied"))
    file = scan(required=True)

    def prepare(self) -> None:
        assert self.case is not None
        of: Any = self.case
        field = self.fields["remedy"]
        assert isinstance(field, RowField)
        field.offer(of.open_remedies)


SUPERVISION_FORMS: dict[str, type[ActForm]] = {
    "begin_supervision": BeginForm,
    "decide_supervision": DecideSupervisionForm,
    "deploy_supervision": DeployForm,
    "extend_supervision": ExtendForm,
    "hand_in_self_report": ExplanationForm,
    "begin_verification": DayForm,
    "hold_supervised_meeting": MeetingForm,
    "report_signs": SignsForm,
    "conclude_supervision": ConcludeSupervisionForm,
    "require_remedy": RequireForm,
    "tick_remedy": TickForm,
    "file_supervision": NumberForm,
}
