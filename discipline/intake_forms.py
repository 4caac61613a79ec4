"""The forms from the report to the plan."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from discipline.choices import PLEASE, CaseForm, coded
from discipline.codes import CATEGORY_LABELS, FORM_LABELS, MATTER_LABELS, Form, SubjectKind
from discipline.codes_content import content_named, contents_open
from discipline.facts.circumstances import DISSOLVING_LABELS
from discipline.facts.criminal import GROUND_LABELS, PENALTY_LABELS, PERSONAL, SUSPENDED_LABELS
from discipline.facts.deferral import DEFERRAL_LABELS
from discipline.law_of_day import law_of
from discipline.models import DisciplineCase
from discipline.receiver_forms import ReceiverFields
from discipline.rules.gates import GROUNDS
from discipline.words import SOURCE_LABELS
from organization.models import Body, BodyKind, Membership, Person, Standing, User
from organization.queries import path_on, subtree_on
from organization.seeking import PersonSought
from workflows.forms import SHORT, ActForm, DayField, LongTextField, TextField, YesNoField

#: Forms that a member may be disciplined by; an organisation has others (DIS-05, DIS-07).
MEMBER_FORMS: dict[Form, str] = {form: label for form, label in FORM_LABELS.items() if form is not Form.DISSOLUTION}
ORGANIZATION_FORMS: dict[Form, str] = {
    form: FORM_LABELS[form] for form in (Form.REPRIMAND, Form.WARNING, Form.DISSOLUTION)
}


def forms_open(case: Any) -> dict[Form, str]:
    """The forms there are for whom the case is about."""
    return ORGANIZATION_FORMS if case is not None and case.of_organization else MEMBER_FORMS


class ViolationFields(ActForm):
    described = LongTextField(label=_("What he is said to have done"))
    place = TextField(label=_("Place"), required=False)
    code = forms.ChoiceField(label=_("Content of the violation"))
    article = TextField(
        label=_("Article of the regulation"),
        max_length=SHORT,
        required=False,
        help_text=_("As in the regulation on the substance, by article and clause; checked by nobody yet."),
    )
    category = forms.ChoiceField(label=_("Kind of matter"), help_text=_("Three kinds have no limitation (DIS-22)."))
    started_on = DayField(label=_("Day of the act, or its first day"), required=False)
    ended_on = DayField(label=_("Last day, of an act that went on"), required=False)
    discovered_on = DayField(label=_("Discovered on"), required=False)
    needed = {
        "started_on": _("needed where the day of the act is known"),
        "discovered_on": _("needed where the day of the act cannot be fixed"),
    }

    #: Whom the case is about, before there is one.
    about = SubjectKind.OFFICIAL

    @property
    def kinds_meant(self) -> list[SubjectKind]:
        """Whom the violation may be one of."""
        return [SubjectKind(self.case.subject_kind) if isinstance(self.case, DisciplineCase) else self.about]

    def prepare(self) -> None:
        self.fill_choices("code", [PLEASE, *self.contents.items()])
        self.fill_choices("category", coded(CATEGORY_LABELS, empty=False))
        self.initial.setdefault("category", "ordinary")
        super().prepare()

    @property
    def contents(self) -> dict[str, str]:
        """{code: name and code} of the contents under which a violation may be entered on the day."""
        open_ = (code for kind in self.kinds_meant for code in contents_open(kind, law_of(self.on)))
        return {str(code): content_named(code) for code in open_}


class AccountField(forms.ModelChoiceField):
    """Somebody who has an account, told as a member is."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(User.objects.none(), empty_label=_("– choose –"), **kwargs)

    def label_from_instance(self, obj: User) -> str:
        return with_birthday(obj.person) if obj.person else str(obj)


def with_birthday(person: Person) -> str:
    """His name as choices tell it: two may have the same."""
    return f"{person.full_name} · {person.born_on:%d/%m/%Y}" if person.born_on else person.full_name


class MemberFields(ActForm):
    """The member whom a new case is about. ``offer`` fills whom the body may open one about."""

    person = PersonSought(label=_("Member concerned"))
    day = DayField(label=_("Received on"))

    def offer(self, body: Body, on: date) -> None:
        below = subtree_on(body.organization_id, on).values("pk")
        members = (Standing.OFFICIAL, Standing.PROBATIONARY)
        found = Membership.objects.on(on).filter(organization__in=below, standing__in=members)
        field = self.fields["person"]
        assert isinstance(field, PersonSought)
        persons = Person.objects.filter(pk__in=found.values("person_id"))
        own = self.user.person_id or 0
        field.queryset = persons.exclude(pk=own)
        self._body = body

    def clean(self) -> dict[str, Any]:
        """The cell in which the person is counted on the day, and as what."""
        data = super().clean() or {}
        person, day = data.get("person"), data.get("day")
        if person and day:
            members = (Standing.OFFICIAL, Standing.PROBATIONARY)
            row = Membership.objects.on(day).filter(person=person, standing__in=members).first()
            above = {place.pk for place in path_on(row.organization_id, day)} if row else set()
            if row is None or self._body.organization_id not in above:
                self.add_error("person", ValidationError(_("On that day he is no member below this body.")))
            else:
                data["cell"] = row.organization
                probationary = row.standing == Standing.PROBATIONARY
                data["subject_kind"] = SubjectKind.PROBATIONARY if probationary else SubjectKind.OFFICIAL
        return data

    def answers(self) -> list[tuple[str, str]]:
        return [
            (str(self[name].label), self._spoken(name, value))
            for name, value in self.act_data.items()
            if name in self.fields and self._shown(name)
        ]


class RegisterReportForm(ViolationFields, MemberFields):
    source = forms.ChoiceField(label=_("Source"))
    source_number = TextField(label=_("Number of the source paper"), max_length=SHORT, required=False)
    source_on = DayField(label=_("Day of the source paper"), required=False)
    field_order = ("person", "day", "source", "source_number", "source_on")

    def prepare(self) -> None:
        self.fill_choices("source", coded(SOURCE_LABELS))
        super().prepare()


class AddViolationForm(ViolationFields):
    day = DayField(label=_("Entered on"))


def with_ground(form: ActForm, data: dict[str, Any], asked: str) -> dict[str, Any]:
    """A dissolution names its ground; another form has none."""
    if "dissolution_ground" not in form.fields:
        return data
    if data.get(asked) != Form.DISSOLUTION:
        data["dissolution_ground"] = ""
    elif not data.get("dissolution_ground"):
        form.add_error("dissolution_ground", ValidationError(_("Name the ground of the dissolution (DIS-44).")))
    return data


class BeginScreeningForm(CaseForm):
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
    substance_on = DayField(
        label=_("Day whose version of the substance applies"),
        required=False,
        help_text=_("Empty: the day of the act. The body that decides confirms it; a milder newer one may be chosen."),
    )
    needed = {"dissolution_ground": _("needed for a dissolution")}

    def prepare(self) -> None:
        self.fill_choices("matter", coded(MATTER_LABELS))
        self.fill_choices("expected_form", coded(forms_open(self.case)))
        self.fill_choices("dissolution_ground", coded(DISSOLVING_LABELS))
        dropped = ("matter", "managed_above") if self.discipline.of_organization else ("dissolution_ground",)
        for name in dropped:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        return with_ground(self, super().clean() or {}, "expected_form")


class ReasonForm(CaseForm):
    day = DayField(label=_("Day"))
    reason = LongTextField(label=_("Reason"))


class DayForm(CaseForm):
    day = DayField(label=_("Day"))


class NumberForm(DayForm):
    number = TextField(label=_("Number of the paper"), max_length=SHORT)


class HandOverForm(ReceiverFields, NumberForm):
    reason = LongTextField(label=_("Why it is competent"))
    kinds = (BodyKind.CELL, BodyKind.INSPECTION)
    field_order = ("day", "number", "receiver", "receiver_name", "reason")

    def prepare(self) -> None:
        case = self.discipline
        kinds = (BodyKind.INSPECTION,) if case.of_organization else self.kinds
        bodies = Body.objects.on(self.on).filter(kind__in=kinds).exclude(pk=case.registrar_id)
        if case.of_organization:  # neither its own nor one below it
            below = subtree_on(case.organization_id, self.on).values("pk")
            bodies = bodies.exclude(organization_id=case.organization_id).exclude(organization_id__in=below)
        self.offer_receivers(bodies)


class AssignForm(HandOverForm):
    def prepare(self) -> None:
        super().prepare()
        del self.fields["receiver_name"]
        self.fields["receiver"].required = True


class DeferForm(DayForm):
    ground = forms.ChoiceField(label=_("Ground"))
    certificate = TextField(label=_("Certificate (paper, day)"), max_length=120)
    child_born_on = DayField(label=_("Day of birth of the child"), required=False)
    expected_until = DayField(label=_("Expected until"), required=False)
    needed = {"child_born_on": _("needed where the ground is nursing a child")}

    def prepare(self) -> None:
        self.fill_choices("ground", coded({ground: DEFERRAL_LABELS[ground] for ground in GROUNDS}))


class JudgmentForm(DayForm):
    judgment_number = TextField(label=_("Number of the judgment"), max_length=SHORT)
    judgment_on = DayField(label=_("Effective on"))
    penalty = forms.ChoiceField(label=_("Penalty"))
    certified = YesNoField(label=_("A certified copy is in the file"))

    def prepare(self) -> None:
        self.fill_choices("penalty", coded(PENALTY_LABELS))


class ProceedingsForm(NumberForm):
    stage = TextField(label=_("Stage of the proceedings"))


class ConcludeDeathForm(NumberForm):
    conclusion = LongTextField(label=_("Conclusion"))


class StrikeOffForm(NumberForm):
    reason = LongTextField(label=_("Reason"))


class SuspendForm(NumberForm):
    suspended_from = forms.ChoiceField(label=_("Suspended from"), widget=forms.RadioSelect)
    grounds = forms.MultipleChoiceField(label=_("Grounds"), widget=forms.CheckboxSelectMultiple)
    until = DayField(
        label=_("Last day"),
        required=False,
        help_text=_("Empty only where it follows the periods of the criminal proceedings."),
    )
    reason = LongTextField(label=_("Reason"))
    needed = {"until": _("needed unless it follows the criminal proceedings")}

    def prepare(self) -> None:
        open_to_him = {code: label for code, label in SUSPENDED_LABELS.items() if code in PERSONAL}
        self.fill_choices("suspended_from", coded(open_to_him, empty=False))
        self.fill_choices("grounds", coded(GROUND_LABELS, empty=False))


class ExtendSuspensionForm(NumberForm):
    until = DayField(label=_("New last day"))
    reason = LongTextField(label=_("Reason"))


class LiftSuspensionForm(NumberForm):
    reason = LongTextField(label=_("Reason"))


INTAKE_FORMS: dict[str, type[ActForm]] = {
    "register_report": RegisterReportForm,
    "add_violation": AddViolationForm,
    "begin_screening": BeginScreeningForm,
    "hand_over": HandOverForm,
    "take_case": NumberForm,
    "refuse_case": ReasonForm,
    "assign_case": AssignForm,
    "defer": DeferForm,
    "resume": ReasonForm,
    "decide_by_judgment": JudgmentForm,
    "prepare": DayForm,
    "conclude_after_death": ConcludeDeathForm,
    "strike_off": StrikeOffForm,
    "note_proceedings": ProceedingsForm,
    "suspend": SuspendForm,
    "extend_suspension": ExtendSuspensionForm,
    "lift_suspension": LiftSuspensionForm,
}
