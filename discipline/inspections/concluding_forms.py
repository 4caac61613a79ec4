"""The forms of the conclusion of an inspection and of what goes on from it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from discipline.choices import PLEASE, RowField, coded
from discipline.codes import MATTER_LABELS, SubjectKind
from discipline.codes_content import CONTENT_LABELS, contents_open
from discipline.codes_inspection import INSPECTION_OUTCOME_LABELS
from discipline.collective_forms import BelowField
from discipline.facts.circumstances import DISSOLVING_LABELS
from discipline.facts.principles import ENDED_LABELS
from discipline.inspections.models import Consequence, Inspection
from discipline.intake_forms import (
    MEMBER_FORMS,
    ORGANIZATION_FORMS,
    NumberForm,
    ViolationFields,
    with_birthday,
    with_ground,
)
from discipline.law_of_day import law_of
from discipline.receiver_forms import ReceiverFields
from organization.models import Body, BodyKind, Organization, Person
from organization.queries import subtree_on
from workflows.forms import SHORT, DayField, LongTextField, TextField


class PersonsField(forms.ModelMultipleChoiceField):
    """Persons by public id; the cleaned value is a list of them."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Person.objects.none(), to_field_name="public_id", **kwargs)

    def label_from_instance(self, obj: Person) -> str:
        return with_birthday(obj)

    def clean(self, value: Any) -> Any:
        return list(super().clean(value))


class ConcludeInspectionForm(NumberForm):
    outcome = forms.ChoiceField(label=_("Outcome"), widget=forms.RadioSelect)
    conclusion = LongTextField(label=_("Conclusion"))
    against_organization = forms.BooleanField(label=_("Discipline is deserved by the organisation"), required=False)
    against_persons = PersonsField(
        label=_("Discipline is deserved by these persons"),
        required=False,
        help_text=_("Only where the conclusion names them; each of them gets a case of his own."),
    )

    def prepare(self) -> None:
        self.fill_choices("outcome", coded(INSPECTION_OUTCOME_LABELS, empty=False))
        assert isinstance(self.case, Inspection)
        if not self.case.of_organization:
            del self.fields["against_organization"], self.fields["against_persons"]
            return
        field = self.fields["against_persons"]
        assert isinstance(field, PersonsField)
        field.queryset = Person.objects.filter(pk__in=self.case.concerned(self.on)).order_by("sort_name", "pk")

    def _spoken(self, name: str, value: Any) -> str:
        return (
            ", ".join(map(with_birthday, value)) or "–" if name == "against_persons" else super()._spoken(name, value)
        )


class GoOnForm(ViolationFields):
    """Asks by kind: of an organisation the ground of a dissolution, of a person where it lies and who manages him."""

    against = RowField(label=_("Against whom"))
    day = DayField(label=_("Day"))
    matter = forms.ChoiceField(label=_("The violation lies in"))
    expected_form = forms.ChoiceField(
        label=_("Form that the violation points to"),
        help_text=_("By its article and band; it fixes before the vote whether a body decides or proposes."),
    )
    dissolution_ground = forms.ChoiceField(
        label=_("Ground of a dissolution"),
        required=False,
        help_text=_("Asked for a dissolution alone: only the grounds of the text allow it (DIS-44)."),
    )
    managed_above = forms.BooleanField(label=_("He is a cadre managed by a higher level"), required=False)
    standing = forms.ChoiceField(label=_("What became of it"), required=False)
    above = BelowField(label=_("Who stands above it now"), required=False)
    standing_reason = LongTextField(
        label=_("Why it answers there"),
        required=False,
        help_text=_("No text read says it: your conclusion, kept in the record. Only where it exists no longer."),
    )
    needed = {
        **ViolationFields.needed,
        "above": _("where it exists no longer; empty: what it stood under on its last day"),
    }
    field_order = ("against", "standing", "above", "standing_reason")

    @property
    def inspection(self) -> Inspection:
        assert isinstance(self.case, Inspection)
        return self.case

    @property
    def kinds_meant(self) -> list[SubjectKind]:
        """Persons first; both where the conclusion names the organisation and persons."""
        rows = self.inspection.waiting
        persons = [SubjectKind.OFFICIAL] if any(row.person_id for row in rows) else []
        return persons + ([SubjectKind.ORGANIZATION] if any(row.person_id is None for row in rows) else [])

    def prepare(self) -> None:
        super().prepare()
        waiting, kinds = self.inspection.waiting, self.kinds_meant
        against = self.fields["against"]
        assert isinstance(against, RowField)
        against.offer(waiting)
        self.fill_choices("matter", coded(MATTER_LABELS))
        self.fill_choices("expected_form", coded({form: name for kind in kinds for form, name in _forms(kind).items()}))
        self.fill_choices("dissolution_ground", coded(DISSOLVING_LABELS))
        if len(kinds) > 1:
            self._ask_of_both()
        dropped = ["against"] if len(waiting) == 1 else []
        dropped += ["dissolution_ground"] if SubjectKind.ORGANIZATION not in kinds else []
        dropped += ["matter", "managed_above"] if SubjectKind.OFFICIAL not in kinds else []
        dropped += self._asked_of_ended(kinds)
        for name in dropped:
            del self.fields[name]

    def _asked_of_ended(self, kinds: list[SubjectKind]) -> list[str]:
        """Before whom it answers is asked where the organisation has ended (DIS-16); else the fields to be dropped."""
        if SubjectKind.ORGANIZATION not in kinds or self.inspection.own_day(self.on) == self.on:
            return ["standing", "above", "standing_reason"]
        self.fill_choices("standing", coded(ENDED_LABELS))
        above, body = self.fields["above"], self.inspection.seated
        assert isinstance(above, BelowField)
        below = subtree_on(body.organization_id, self.on).values("pk")
        above.offer(Organization.objects.filter(pk__in=below), self.on)
        return []

    def _ask_of_both(self) -> None:
        """What is for whom, where it may go on against either."""
        matter, law = self.fields["matter"], law_of(self.on)
        matter.required, matter.help_text = False, _("Asked only where it goes on against a person.")
        names = {SubjectKind.OFFICIAL: _("For a member"), SubjectKind.ORGANIZATION: _("For an organisation")}
        groups = [
            (names[kind], coded({code: CONTENT_LABELS[code] for code in contents_open(kind, law)}, empty=False))
            for kind in self.kinds_meant
        ]
        self.fill_choices("code", [PLEASE, *groups])

    def clean(self) -> dict[str, Any]:
        """What was chosen is open to the one against whom it goes on."""
        data = super().clean() or {}
        waiting = self.inspection.waiting
        row: Consequence | None = data.get("against") or (waiting[0] if len(waiting) == 1 else None)
        if row is None:
            return data
        kind = SubjectKind.OFFICIAL if row.person_id else SubjectKind.ORGANIZATION
        if data.get("code") and data["code"] not in contents_open(kind, law_of(self.on)):
            self.add_error("code", ValidationError(_("This content is not one for %(whom)s.") % {"whom": row}))
        if data.get("expected_form") and data["expected_form"] not in _forms(kind):
            self.add_error("expected_form", ValidationError(_("This form is not open to %(whom)s.") % {"whom": row}))
        if row.person_id is None:
            return with_ground(self, data, "expected_form")
        if not data.get("matter") and "matter" not in self.errors:
            self.add_error("matter", ValidationError(_("Say where the violation lies.")))
        return data


def _forms(kind: SubjectKind) -> dict[Any, str]:
    return ORGANIZATION_FORMS if kind is SubjectKind.ORGANIZATION else MEMBER_FORMS


class HandToForm(ReceiverFields, GoOnForm):
    number = TextField(label=_("Number of the paper"), max_length=SHORT)
    reason = LongTextField(label=_("Why it is competent"))
    needed = {**GoOnForm.needed, **ReceiverFields.needed}

    def prepare(self) -> None:
        super().prepare()
        case = self.inspection
        bodies = Body.objects.on(self.on).filter(kind__in=(BodyKind.CELL, BodyKind.INSPECTION)).exclude(pk=case.body_id)
        if self.kinds_meant == [SubjectKind.ORGANIZATION]:  # neither its own nor one below it
            below = subtree_on(case.organization_id, self.on).values("pk")
            bodies = bodies.filter(kind=BodyKind.INSPECTION).exclude(organization_id__in=below)
        self.offer_receivers(bodies.select_related("organization").order_by("name", "pk"))
