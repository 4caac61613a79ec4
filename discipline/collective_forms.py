"""The forms of a case about a party organisation."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from discipline.choices import RowField, coded, row_key
from discipline.codes import ANSWER_LABELS, SubjectKind
from discipline.examination_forms import ProposalForm
from discipline.facts.circumstances import DISSOLVING_LABELS
from discipline.facts.principles import ENDED_LABELS
from discipline.intake_forms import DayForm, NumberForm, ViolationFields, with_ground
from discipline.models import DisciplineCase
from discipline.words import SOURCE_LABELS
from organization.models import CELLS, Body, Kind, Membership, Organization, Person, Placement, Seat, Standing
from organization.queries import belonging_to, organizations_of, subtree_on
from organization.seeking import OrganizationSought, PersonSought
from workflows.case_filter import meant_by
from workflows.forms import SHORT, ActForm, DayField, LongTextField, TextField, YesNoField
from workflows.models import OF_HIS_ORGANIZATION_ONCE


def meant_in(text: str, on: date, below: Any) -> Organization:
    """The one organisation of ``below`` (ids) that the text means. Raises ValidationError."""
    meant = meant_by(text, on, Organization.objects.filter(pk__in=below))
    if meant.organization is not None:
        return meant.organization
    if not meant.choices:
        raise ValidationError(_("No organisation below this body has this code or name."))
    named = "; ".join(f"{place.code} {place.name}" for place in meant.choices)
    raise ValidationError(_("Several organisations fit; write the code of one: %(named)s") % {"named": named})


class BelowField(OrganizationSought):
    """One of the organisations offered, chosen from the list; its code, or words of code and name, will do as well."""

    def offer(self, organizations: Any, on: date) -> None:
        self.queryset, self.on = organizations, on

    def to_python(self, value: Any) -> Organization | None:
        if value in self.empty_values:
            return None
        self.refuse_nul(value)
        return meant_in(str(value), self.on, self.offered.values("pk"))


class OrganizationFields(ActForm):
    """The organisation that a new case is about. ``offer`` says below which body it stands."""

    accused = BelowField(label=_("Organisation concerned"))
    person = PersonSought(label=_("Who speaks for it"), required=False)
    day = DayField(label=_("Received on"))
    standing = forms.ChoiceField(label=_("What became of it"), required=False)
    above = BelowField(label=_("Who stands above it now"), required=False)
    standing_reason = LongTextField(
        label=_("Why it answers there"),
        required=False,
        help_text=_("No text read says it: your conclusion, kept in the record. Only where it exists no longer."),
    )
    needed = {
        "person": _("needed where it has no secretary on that day"),
        "standing": _("needed where it exists no longer: it remains subject to discipline (DIS-16)"),
        "above": _("where it exists no longer; empty: what it stood under on its last day"),
        "standing_reason": _("needed where it exists no longer"),
    }

    def offer(self, body: Body, on: date) -> None:
        """Neither a party group nor one that he belongs to himself: the act refuses them."""
        below = subtree_on(body.organization_id, on).values("pk")
        accused, above, field = self.fields["accused"], self.fields["above"], self.fields["person"]
        assert isinstance(accused, BelowField)
        assert isinstance(above, BelowField)
        assert isinstance(field, PersonSought)
        ended = ended_below(below, self.on)
        own = organizations_of(self.user.person_id or 0, on)
        offered = Organization.objects.filter(Q(pk__in=below) | Q(pk__in=ended.values("pk")))
        accused.offer(offered.exclude(kind=Kind.GROUP).exclude(pk__in=own.values("pk")), self.on)
        above.offer(Organization.objects.filter(pk__in=below), self.on)
        field.queryset = Person.objects.filter(_counted_below(below, on) | _of_last_day(ended))

    def clean(self) -> dict[str, Any]:
        """Who belonged to it when it ended keeps what he has typed, and is told that he takes no part in it."""
        data = super().clean() or {}
        accused: Organization | None = data.get("accused")
        if accused is not None and accused.until is not None and accused.until <= self.on:
            last = accused.until - timedelta(days=1)
            if self.user.person_id in belonging_to(accused.pk, last).persons:
                self.add_error("accused", ValidationError(OF_HIS_ORGANIZATION_ONCE))
        return data


def ended_below(below: Any, on: date) -> QuerySet[Organization]:
    """Those that have ended and stood last under one of ``below`` (ids), or under one that has ended too."""
    lasting = Q(until__isnull=True) | Q(until__gte=F("organization__until"))
    placed = Placement.objects.filter(lasting, Q(parent__in=below) | Q(parent__until__lte=on))
    return Organization.objects.filter(until__lte=on, pk__in=placed.values("organization_id"))


def _counted_below(below: Any, on: date) -> Q:
    members = (Standing.OFFICIAL, Standing.PROBATIONARY)
    counted = Membership.objects.on(on).filter(organization__in=below, standing__in=members)
    return Q(pk__in=counted.values("person_id"))


def _of_last_day(ended: QuerySet[Organization]) -> Q:
    """Who belonged to them when they ended."""
    members = (Standing.OFFICIAL, Standing.PROBATIONARY)
    counted = Membership.objects.filter(organization__in=ended, standing__in=members)
    seats = Seat.objects.filter(body__organization__in=ended)
    return Q(pk__in=_lasting(counted, "organization").values("person_id")) | Q(
        pk__in=_lasting(seats, "body__organization").values("person_id")
    )


def _lasting(rows: QuerySet[Any], place: str) -> QuerySet[Any]:
    """Those that were true on the last day of their organisation."""
    last = F(f"{place}__until")
    return rows.filter(Q(until__isnull=True) | Q(until__gte=last), since__lt=last)


class RegisterOrganizationReportForm(ViolationFields, OrganizationFields):
    source = forms.ChoiceField(label=_("Source"))
    source_number = TextField(label=_("Number of the source paper"), max_length=SHORT, required=False)
    source_on = DayField(label=_("Day of the source paper"), required=False)
    described = LongTextField(label=_("What the organisation is said to have done"))
    field_order = ("accused", "standing", "above", "standing_reason", "person", "day", "source", "source_number")
    about = SubjectKind.ORGANIZATION

    def prepare(self) -> None:
        self.fill_choices("standing", coded(ENDED_LABELS))
        self.fill_choices("source", coded(SOURCE_LABELS))
        super().prepare()


class SendToSuperiorForm(ProposalForm):
    dissolution_ground = forms.ChoiceField(
        label=_("Ground of a dissolution"),
        required=False,
        help_text=_("Asked for a dissolution alone: only the grounds of the text allow it (DIS-44)."),
    )
    remarks = LongTextField(label=_("Remarks"), required=False)
    needed = {"dissolution_ground": _("needed for a dissolution")}
    field_order = ("day", "number", "proposed_form", "dissolution_ground", "reason", "remarks")

    def prepare(self) -> None:
        super().prepare()
        self.fill_choices("dissolution_ground", coded(DISSOLVING_LABELS))
        self.initial.setdefault("dissolution_ground", self.discipline.dissolution_ground)

    def clean(self) -> dict[str, Any]:
        return with_ground(self, super().clean() or {}, "proposed_form")


def of_organization(case: DisciplineCase, on: date) -> Any:
    """Those who belong to the organisation itself on the day, belonged to it at the opening, or spoke for it."""
    return Person.objects.filter(pk__in=case.concerned(on)).order_by("sort_name", "pk")


def who_may_speak(case: DisciplineCase, on: date) -> Any:
    """Those who belong to it on the day; where nobody does any more, those who did."""
    return Person.objects.filter(pk__in=case.belonging(on) or case.concerned(on)).order_by("sort_name", "pk")


class ResponsibilityForm(DayForm):
    person = PersonSought(label=_("Member of the organisation"))
    result = forms.ChoiceField(label=_("What his examination found"))
    led_to = RowField(label=_("Discipline case of this member"), required=False)
    reason = LongTextField(label=_("Reason"))
    needed = {"led_to": _("needed where a case of his own follows")}

    def prepare(self) -> None:
        self.fill_choices("result", coded(ANSWER_LABELS))
        field, cases = self.fields["person"], self.fields["led_to"]
        assert isinstance(field, PersonSought)
        assert isinstance(cases, RowField)
        field.queryset = of_organization(self.discipline, self.on)
        concerned = self.discipline.concerned(self.on)
        seen = DisciplineCase.objects.visible_to(self.user, self.on).filter(of_organization=False)
        found = seen.filter(subject_id__in=concerned).select_related("subject").order_by("-pk")
        cases.offer(found, lambda case: f"{case.subject} · {case.code}")


class RepresentativeForm(DayForm):
    person = PersonSought(label=_("Who speaks for it"))
    reason = LongTextField(label=_("Reason"))

    def prepare(self) -> None:
        field = self.fields["person"]
        assert isinstance(field, PersonSought)
        field.queryset = who_may_speak(self.discipline, self.on)


class SuspendOrganizationForm(NumberForm):
    until = DayField(label=_("Last day"))
    reason = LongTextField(
        label=_("Conclusion"),
        help_text=_("On what ground, and why by this body: no text read says it of an organisation (DIS-109)."),
    )


class ConcludeStandingForm(DayForm):
    standing = forms.ChoiceField(label=_("What became of it"))
    above = BelowField(
        label=_("Who stands above it now"), required=False, help_text=_("Empty: what it stood under on its last day.")
    )
    standing_reason = LongTextField(
        label=_("Why it answers there"), help_text=_("No text read says it: your conclusion, kept in the record.")
    )

    def prepare(self) -> None:
        self.fill_choices("standing", coded(ENDED_LABELS))
        above = self.fields["above"]
        assert isinstance(above, BelowField)
        below = subtree_on(self.discipline.conductor(self.on).organization_id, self.on)
        above.offer(Organization.objects.filter(pk__in=below.values("pk")), self.on)


class MembersField(forms.MultipleChoiceField):
    """Rows of membership by their key; the cleaned value is the rows themselves."""

    widget = forms.CheckboxSelectMultiple
    rows: dict[str, Membership]

    def offer(self, rows: Iterable[Membership]) -> None:
        self.rows = {row_key(row): row for row in rows}
        self.choices = [(key, f"{row.person} · {row.get_standing_display()}") for key, row in self.rows.items()]

    def clean(self, value: Any) -> Any:
        return [self.rows[key] for key in super().clean(value)]


class MoveMembersForm(DayForm):
    members = MembersField(label=_("Members who are moved"))
    receiving = BelowField(label=_("Cell in which they are counted from now on"))

    def prepare(self) -> None:
        field = self.fields["members"]
        assert isinstance(field, MembersField)
        field.offer(self.discipline.remaining(self.on) if self.discipline.dissolves else ())
        issuer, receiving = self.discipline.issuer, self.fields["receiving"]
        assert isinstance(receiving, BelowField)
        receiving.offer(self._cells_of(issuer) if issuer else Organization.objects.none(), self.on)

    def _spoken(self, name: str, value: Any) -> str:
        return ", ".join(str(row.person) for row in value) if name == "members" else super()._spoken(name, value)

    def _cells_of(self, issuer: Body) -> Any:
        """The cells in the territory of the body that decided."""
        below = subtree_on(issuer.organization_id, self.on).values("pk")
        cells = Organization.objects.filter(pk__in=below, kind__in=CELLS)
        return cells.exclude(pk=self.discipline.organization_id)


class ConcludeDissolutionForm(DayForm):
    files_collected = YesNoField(label=_("The files of the organisation were collected"))
    seal_collected = YesNoField(label=_("Its seal was collected, if it had one"))

    def prepare(self) -> None:
        runs_until = self.discipline.complaint_runs_until(self.on) if self.discipline.dissolves else None
        if runs_until is not None:
            message = _("The organisation may complain until %(day)s: its end is recorded afterwards.")
            self.fields["day"].help_text = message % {"day": f"{runs_until:%d/%m/%Y}"}


COLLECTIVE_FORMS: dict[str, type[ActForm]] = {
    "register_organization_report": RegisterOrganizationReportForm,
    "send_to_superior": SendToSuperiorForm,
    "note_responsibility": ResponsibilityForm,
    "name_representative": RepresentativeForm,
    "suspend_organization": SuspendOrganizationForm,
    "conclude_standing": ConcludeStandingForm,
    "conclude_standing_above": ConcludeStandingForm,
    "move_members": MoveMembersForm,
    "conclude_dissolution": ConcludeDissolutionForm,
}
