"""The forms of the items of a programme: proposed, adopted, changed, taken out."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from discipline.choices import coded
from discipline.codes_inspection import KIND_LABELS, InspectionKind
from discipline.examination_forms import scan
from discipline.intake_forms import DayForm
from discipline.supervision.heads import head_of
from discipline.supervision.states import SupervisionState
from organization.models import Body, Membership, Organization, Person, Standing
from organization.queries import path_on, subtree_on
from organization.seeking import OrganizationSought, PersonSought
from workflows.forms import SHORT, ActForm, CountField, DayField, LongTextField, TextField

_MEMBERS = (Standing.OFFICIAL, Standing.PROBATIONARY)


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


class PlanItemForm(MonthForm):
    """``offer`` fills the organisations below the body, and the members of them."""

    day = DayField(
        label=_("Proposed on"), help_text=_("Not after the day of the decision by which the programme is adopted.")
    )
    kind = forms.ChoiceField(label=_("Kind"))
    organization = OrganizationSought(label=_("Organisation"))
    person = PersonSought(
        label=_("Member, where it is about one person"),
        required=False,
        help_text=_("Left empty, it is about the organisation, and its head is the person concerned."),
    )
    field_order = ("day", "kind", "theme", "organization", "person", "month")

    def prepare(self) -> None:
        kinds = (InspectionKind.SUPERVISION, InspectionKind.THEMATIC)
        self.fill_choices("kind", coded({kind: KIND_LABELS[kind] for kind in kinds}))
        self.initial.setdefault("day", f"{self.on:%d/%m/%Y}")

    def offer(self, body: Body) -> None:
        below = subtree_on(body.organization_id, self.on)
        where, who = self.fields["organization"], self.fields["person"]
        assert isinstance(where, OrganizationSought)
        assert isinstance(who, PersonSought)
        where.queryset = Organization.objects.filter(pk__in=below.values("pk"))
        rows = Membership.objects.on(self.on).filter(organization__in=below.values("pk"), standing__in=_MEMBERS)
        persons = Person.objects.filter(pk__in=rows.values("person_id")).exclude(pk=self.user.person_id or 0)
        who.queryset = persons

    def clean(self) -> dict[str, Any]:
        """The person concerned, the cell in which he is counted on the day, and the organisation if it is about it."""
        data = super().clean() or {}
        where, day = data.get("organization"), data.get("day")
        if where is None or day is None or "person" in self.errors:
            return data
        named = data.get("person")
        person = named or head_of(where, day)
        if person is None:
            self.add_error("organization", ValidationError(_("On that day it has no head: name the member concerned.")))
            return data
        row = Membership.objects.on(day).filter(person=person, standing__in=_MEMBERS).first()
        if row is None:
            told = _("On that day its head is counted in no cell: name the member concerned.")
            self.add_error("organization", ValidationError(told))
        elif named and where.pk not in {place.pk for place in path_on(row.organization_id, day)}:
            self.add_error("person", ValidationError(_("On that day he is no member below this organisation.")))
        else:
            data |= {"person": person, "cell": row.organization, "inspected": None if named else where}
        return data

    def answers(self) -> list[tuple[str, str]]:
        return [
            (str(self[name].label), self._spoken(name, value))
            for name, value in self.act_data.items()
            if name in self.fields and self._shown(name)
        ]


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
        head = head_of(self.item.inspected, self.on) if self.item.inspected else None
        if head is None or head.pk in (self.item.subject_id, self.user.person_id):
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
