"""The forms of the background check: whom to ask about, exemptions, the answer of a requested organisation."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from admission.background.people import SELF, Subject, nearest_of, same_name, subjects_of
from admission.choices import PersonChoice, choose, people_of
from admission.facts_replies import CHANNEL_LABELS, WHERE_LABELS, Where
from admission.models import Dossier
from admission.relations import EXEMPTION_LABELS, RELATION_LABELS, Exemption, Relation, Scope
from admission.rules.replies import channels_of
from organization.models import Body, BodyKind, Organization, Person
from workflows.forms import SHORT, ActForm, DayField, LongTextField, TextField, YesNoField


def described(one: Subject) -> str:
    label = gettext(RELATION_LABELS[one.relation])
    return f"{label[:1].upper()}{label[1:]}: {one.name}"


class RequestVerificationForm(ActForm):
    whom = forms.ChoiceField(
        label=_("About whom"),
        required=False,
        help_text=_("By the CV handed in; for anybody else fill in the two fields below."),
    )
    relation = TextField(
        label=_("Relation to the applicant"),
        max_length=SHORT,
        required=False,
        help_text=_("For example: himself, father."),
    )
    person_name = TextField(label=_("Person verified"), max_length=120, required=False)
    place = TextField(label=_("Place asked"))
    abroad = forms.BooleanField(label=_("The place lies abroad"), required=False)
    situation = forms.ChoiceField(label=_("Where the person is"), required=False)
    channel = forms.ChoiceField(
        label=_("Asked through"),
        required=False,
        help_text=_("For such a place alone: each way of asking that the guidance names is a request of its own."),
    )
    asked_code = TextField(
        label=_("Code of the organisation asked, if it is in this system"),
        max_length=32,
        required=False,
        help_text=_("It then answers here itself, seeing this request and nothing else of the dossier."),
    )
    sent_on = DayField(label=_("Letter sent on"))
    letter_number = TextField(label=_("Number of the letter"), max_length=SHORT, required=False)
    verifier = PersonChoice(label=_("Member sent with the letter"), required=False)
    verifier_relation = forms.ChoiceField(label=_("What the member sent is to the applicant"), required=False)
    needed = {
        "whom": _("needed where nobody is named below"),
        "relation": _("needed where nobody is chosen above"),
        "person_name": _("needed where nobody is chosen above"),
        "channel": _("needed for such a place"),
    }

    def prepare(self) -> None:
        assert isinstance(self.case, Dossier)
        self.law = self.case.law(self.on)
        self.subjects = {one.place: one for one in subjects_of(self.case, self.law)}
        self.fill_choices("whom", choose((place, described(one)) for place, one in self.subjects.items()))
        if not self.subjects:
            del self.fields["whom"]
        relatives = [(one.value, gettext(RELATION_LABELS[one])) for one in Relation if one is not Relation.SELF]
        self.fill_choices("verifier_relation", [("", _("No relative")), *relatives])
        self._special_places()
        verifier = self.fields["verifier"]
        assert isinstance(verifier, PersonChoice)
        verifier.of([row for row in people_of(self.case, self.on) if row.here])

    def _special_places(self) -> None:
        """Asked only where the law of the day names ways of asking (ADM-34)."""
        self.channels = {where: channels_of(where, self.law) for where in Where}
        if not any(self.channels.values()):
            del self.fields["situation"], self.fields["channel"]
            return
        places = [(where.value, gettext(WHERE_LABELS[where])) for where in Where if self.channels[where]]
        self.fill_choices("situation", [("", _("No place that is asked in a way of its own")), *places])
        ways = dict.fromkeys(channel for found in self.channels.values() for channel in found)
        self.fill_choices("channel", [("", "–"), *((one.value, gettext(CHANNEL_LABELS[one])) for one in ways)])

    def _check_channel(self, data: dict[str, Any], relation: str) -> None:
        """The place fits the person, and the way of asking the place."""
        situation, channel = data.get("situation") or "", data.get("channel") or ""
        if not situation:
            if channel:
                self.add_error("situation", ValidationError(_("Say where the person is, that he is asked about so.")))
            return
        misfit = Where.RELATIVE_ABROAD if relation == Relation.SELF else Where.APPLICANT_ABROAD
        if relation and situation == misfit:
            self.add_error("situation", ValidationError(_("This does not fit the person asked about.")))
        elif channel not in self.channels[Where(situation)]:
            ways = ", ".join(gettext(CHANNEL_LABELS[one]) for one in self.channels[Where(situation)])
            self.add_error("channel", ValidationError(_("Such a place is asked through: %(ways)s.") % {"ways": ways}))

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        chosen = self.subjects.get(data.get("whom") or "")
        if chosen is not None:
            data |= {
                "relation": gettext(RELATION_LABELS[chosen.relation]),
                "person_name": chosen.name,
                "relation_code": chosen.relation.value,
                "scope": (chosen.wanted or Scope.FULL).value,
            }
        elif "whom" not in self.errors:
            for name in ("relation", "person_name"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, ValidationError(_("This field is required."), code="required"))
        self._check_channel(data, chosen.relation if chosen else "")
        data["body"] = self._body(data.get("asked_code") or "")
        data["verifier_person"] = self._verifier(data)
        return data

    def _body(self, code: str) -> Body | None:
        if not code:
            return None
        place = Organization.objects.on(self.on).filter(code=code).first()
        kinds = (BodyKind.COMMITTEE, BodyKind.CELL)
        bodies = {body.kind: body for body in Body.objects.on(self.on).filter(organization=place, kind__in=kinds)}
        found = next((bodies[kind] for kind in kinds if kind in bodies), None)
        if place is None or found is None:
            self.add_error("asked_code", ValidationError(_("No organisation of this code answers in this system.")))
        return found

    def _verifier(self, data: dict[str, Any]) -> Person | None:
        """The member sent; one who has the name of a nearest relative has to be told apart first (design)."""
        assert isinstance(self.case, Dossier)
        person = Person.objects.filter(public_id=data.get("verifier") or "").first()
        excluded = self.law.get("verification.verifier_excluded")
        if person is None or excluded is None:
            return person
        relation = nearest_of(self.case, excluded.value).get(same_name(person.full_name))
        if relation is not None and not data.get("verifier_relation"):
            told = _("The CV names somebody of this name as %(relation)s of the applicant. Send another member.")
            self.add_error("verifier", ValidationError(told % {"relation": gettext(RELATION_LABELS[relation])}))
        return person


class ExemptionForm(ActForm):
    ground = forms.ChoiceField(label=_("Ground"), widget=forms.RadioSelect)
    member = forms.ChoiceField(
        label=_("Relative who is a serving member"), required=False, help_text=_("Not for a family of one commune.")
    )
    confirmed_by = TextField(label=_("Confirmed by the committee"), required=False)
    confirmation_number = TextField(label=_("Number of the confirmation"), max_length=SHORT, required=False)
    confirmed_on = DayField(label=_("Day of the confirmation"), required=False)
    needed = {"member": _("needed unless it is a family of one commune")}

    def prepare(self) -> None:
        assert isinstance(self.case, Dossier)
        self.fill_choices("ground", [(one.value, gettext(EXEMPTION_LABELS[one])) for one in Exemption])
        subjects = subjects_of(self.case, self.case.law(self.on))
        members = [one for one in subjects if one.place != SELF and one.relative and one.relative.member]
        self.fill_choices("member", choose((one.place, described(one)) for one in members))

    def clean(self) -> dict[str, Any]:
        """The confirmation is a paper: who, which number, of which day; all three or none."""
        super().clean()
        data, names = self.cleaned_data, ("confirmed_by", "confirmation_number", "confirmed_on")
        if any(data.get(name) for name in names):
            for name in names:
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, ValidationError(_("This field is required."), code="required"))
        return data


class AnswerForm(ActForm):
    """By the organisation asked, in this system."""

    clear = YesNoField(label=_("We have nothing to object"))
    summary = LongTextField(label=_("What we know (item 24), agreed by the committee"))
    replied_on = DayField(label=_("Day of the answer"))

    sent_on: date | None = None

    def clean_replied_on(self) -> date:
        day: date = self.cleaned_data["replied_on"]
        if day > self.on:
            raise ValidationError(_("%(day)s lies in the future.") % {"day": day.strftime("%d/%m/%Y")})
        if self.sent_on and day < self.sent_on:
            raise ValidationError(_("The reply is older than the request."))
        return day
