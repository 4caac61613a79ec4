"""The forms of what is recorded of a member beside the chain."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from admission.actions.member_papers import MEMBER_RECORDS
from admission.choices import choose
from admission.codes import DOCUMENT_LABELS
from admission.facts_lost_file import LOST_FILE_LABELS
from admission.facts_records import KEEPER_LABELS, Keeper
from admission.lost_files import PARTS
from admission.models import Dossier
from admission.party_life import OUTSIDE_LABELS, OutsideBecause
from admission.unusual_forms import scan
from workflows.forms import SHORT, ActForm, DayField, LongTextField, TextField, YesNoField


class TimeOutsideForm(ActForm):
    because = forms.ChoiceField(label=_("Why outside party life"), widget=forms.RadioSelect)
    since = DayField(label=_("First day outside"))
    until = DayField(label=_("First day inside again"))
    paper_number = TextField(label=_("Number of the paper that shows it"), max_length=SHORT)
    paper_on = DayField(label=_("Day of the paper"))
    declared_on = DayField(label=_("Declared by the member in writing on"))
    checked_on = DayField(label=_("Checked by the cell on"))
    file = scan(label=_("Scanned file"), required=False)

    def prepare(self) -> None:
        self.fill_choices("because", [(code.value, gettext(OUTSIDE_LABELS[code])) for code in OutsideBecause])


class CheckTimesForm(ActForm):
    checked_on = DayField(label=_("Checked on"))
    remarks = LongTextField(label=_("What the committee found"))


class PartyAgeForm(ActForm):
    counted = forms.MultipleChoiceField(
        label=_("Times taken off the party age"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Who was wrongly expelled and restored was never outside: leave that time unmarked."),
    )
    first_decision_on = DayField(label=_("First decision on admission of"), required=False)
    card_dated_on = DayField(
        label=_("Day of admission on the first party card"),
        required=False,
        help_text=_("Only where no first decision is kept."),
    )
    signed_on = DayField(label=_("Signed on"))

    def prepare(self) -> None:
        assert isinstance(self.case, Dossier)
        rows = self.case.outside_rows
        labels = {code.value: gettext(OUTSIDE_LABELS[code]) for code in OutsideBecause}
        named = [f"{row.since:%d/%m/%Y} – {row.until:%d/%m/%Y}: {labels[row.because]}" for row in rows]
        self.fill_choices("counted", zip((row.public_id for row in rows), named, strict=True))
        self.initial["counted"] = [row.public_id for row in rows if row.counted is not False]
        former, decision = self.case.former, self.case.party_age_decision
        if former is None:
            del self.fields["first_decision_on"], self.fields["card_dated_on"]
            return
        told: Any = decision or former
        self.initial["first_decision_on"] = told.first_decision_on
        self.initial["card_dated_on"] = decision.card_dated_on if decision else None


class PartyAgeRecordForm(PartyAgeForm):
    number = TextField(label=_("Number of the superior's decision"), max_length=SHORT)
    issuer = TextField(label=_("Issued by"))
    file = scan(label=_("Scanned decision"))


class NameChangeForm(ActForm):
    """No date of birth: that is never changed (ADM-100)."""

    name = TextField(label=_("New name"), max_length=120)
    applied_on = DayField(label=_("Application of the member of"))
    paper_number = TextField(label=_("Number of the official paper on the change"), max_length=SHORT)
    paper_on = DayField(label=_("Day of the paper"))
    file = scan(label=_("Scanned papers"))
    signed_on = DayField(label=_("Signed on"))

    def clean_name(self) -> str:
        name = " ".join(str(self.cleaned_data["name"]).split())
        letters = [char for char in name if char.isalpha()]
        if len(letters) < _LETTERS or not all(char.isalpha() or char in " '-." for char in name):
            raise forms.ValidationError(_("A name has letters, spaces, hyphens and apostrophes only."))
        return name


class NameChangeRecordForm(NameChangeForm):
    number = TextField(label=_("Number of the superior's decision"), max_length=SHORT)
    issuer = TextField(label=_("Issued by"))


#: The shortest name.
_LETTERS = 2


class ReportLossForm(ActForm):
    found_on = DayField(label=_("Loss found on"))
    cause = LongTextField(label=_("Cause of the loss"))
    force_majeure = YesNoField(label=_("Force majeure"), help_text=_("Then nobody answers for the loss."))
    statement_by = forms.ChoiceField(
        label=_("Who states it in writing"),
        choices=[("member", _("The member, in a statement")), ("organization", _("The organisation, in a notice"))],
        widget=forms.RadioSelect,
    )
    statement_on = DayField(label=_("Day of the statement or notice"))
    file = scan(label=_("Scanned statement or notice"))


class LossOpinionForm(ActForm):
    number = TextField(label=_("Number of the opinion"), max_length=SHORT)
    opinion = LongTextField(label=_("Opinion"))
    signed_on = DayField(label=_("Signed on"))


class LossOpinionRecordForm(LossOpinionForm):
    issuer = TextField(label=_("Issued by"))
    file = scan(label=_("Scanned opinion"))


class RestorePartForm(ActForm):
    part = forms.ChoiceField(label=_("What is written anew"), widget=forms.RadioSelect)
    made_on = DayField(label=_("Certified or made on"))
    file = scan(label=_("Scanned file"))

    def prepare(self) -> None:
        self.fill_choices("part", [(part.value, gettext(LOST_FILE_LABELS[part])) for part in PARTS])


class CloseLossForm(ActForm):
    closed_on = DayField(label=_("Concluded on"))
    responsibility = LongTextField(label=_("Who answers for the loss"))

    def prepare(self) -> None:
        assert isinstance(self.case, Dossier)
        if self.case.lost_file is None or self.case.lost_file.force_majeure:
            del self.fields["responsibility"]


class MemberRecordForm(ActForm):
    code = forms.ChoiceField(label=_("Which paper"), widget=forms.RadioSelect)
    made_on = DayField(label=_("Certified or made on"))
    cv_number = TextField(
        label=_("Number of the CV"), max_length=20, required=False, help_text=_("With the CV, once it is allotted.")
    )
    kept_by = forms.ChoiceField(label=_("The file is kept by"), required=False)
    committee_can_keep = YesNoField(label=_("The grassroots committee can keep files"), unknown=True)
    file = scan(label=_("Scanned file"))

    def prepare(self) -> None:
        self.fill_choices("code", [(paper.value, gettext(DOCUMENT_LABELS[paper])) for paper in MEMBER_RECORDS])
        self.fill_choices("kept_by", choose((one.value, gettext(KEEPER_LABELS[one])) for one in Keeper))


RECORD_FORMS: dict[str, type[ActForm]] = {
    "declare_time_outside": TimeOutsideForm,
    "check_times_outside": CheckTimesForm,
    "decide_party_age": PartyAgeForm,
    "record_party_age": PartyAgeRecordForm,
    "change_name": NameChangeForm,
    "record_name_change": NameChangeRecordForm,
    "report_lost_file": ReportLossForm,
    "opine_on_lost_file": LossOpinionForm,
    "record_lost_file_opinion": LossOpinionRecordForm,
    "restore_lost_part": RestorePartForm,
    "close_lost_file": CloseLossForm,
    "file_member_record": MemberRecordForm,
}
