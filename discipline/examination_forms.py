"""The forms of the examination and of the meetings."""

from contextlib import suppress
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from discipline.choices import CaseForm, RowField, coded
from discipline.codes import FORM_LABELS, NO_DISCIPLINE, Form
from discipline.facts.procedure import ELEMENT_LABELS
from discipline.intake_forms import ORGANIZATION_FORMS, DayForm, NumberForm, forms_open
from discipline.rules.procedure import CONCLUSION_ELEMENTS
from discipline.words import CIRCUMSTANCE_LABELS, MADE_LABELS, PAPER_LABELS, PURPOSE_LABELS, SIDE_LABELS
from workflows.documents.inspection import EXTENSIONS
from workflows.documents.models import Document
from workflows.forms import SHORT, ActForm, CountField, DayField, LongTextField, TextField, YesNoField
from workflows.law import NotInForce
from workflows.meetings.outcomes import Mode
from workflows.routes import NoRoute


def scan(*, required: bool) -> forms.FileField:
    widget = forms.ClearableFileInput(attrs={"accept": ",".join(EXTENSIONS)})
    return forms.FileField(label=_("Scanned file"), required=required, widget=widget)


class FilePaperForm(CaseForm):
    code = forms.ChoiceField(label=_("Which paper"))
    number = TextField(label=_("Number"), max_length=SHORT, required=False)
    issued_on = DayField(label=_("Day of the paper"), required=False)
    issuer = TextField(label=_("Issued by"), required=False)
    day = DayField(label=_("Filed on"))
    file = scan(required=False)
    needed = {"file": _("needed where the paper is not written here")}

    def prepare(self) -> None:
        self.fill_choices("code", coded(PAPER_LABELS))

    def clean(self) -> dict[str, Any]:
        """The scan, or what was written here of the paper."""
        data = super().clean()
        if not data.get("file") and not data.get("paper") and not self.errors:
            self.add_error("file", ValidationError(_("Choose a file, or write the paper here first.")))
        return data


class PlanForm(NumberForm):
    allegations = LongTextField(label=_("Allegations, as they are made known to him"))


class MakeKnownForm(DayForm):
    how = TextField(label=_("How it was made known (meeting, minutes)"))


class SummonForm(DayForm):
    purpose = forms.ChoiceField(label=_("Purpose"))
    proof = TextField(label=_("Proof of delivery"))

    def prepare(self) -> None:
        self.fill_choices("purpose", coded(PURPOSE_LABELS))


class NoteSummonsForm(DayForm):
    summons = RowField(label=_("Summons"))
    followed = YesNoField(label=_("He came or answered"))
    reason = LongTextField(label=_("Reason given"), required=False)

    def prepare(self) -> None:
        field = self.fields["summons"]
        assert isinstance(field, RowField)
        field.offer(row for row in self.discipline.summons_rows if row.followed is None)


#: What the members of an organisation mark when they propose for it.
OWN_OPTIONS = {
    **{str(form): label for form, label in ORGANIZATION_FORMS.items()},
    NO_DISCIPLINE: gettext_noop("No discipline"),
}


class CriticismForm(DayForm):
    account = LongTextField(
        label=_("Self-criticism"),
        required=False,
        max_length=20_000,
        help_text=_("Each allegation, its causes, your responsibility, the harm and what was repaired."),
    )
    file = scan(required=False)
    self_nominated = forms.ChoiceField(label=_("Form that you propose for yourself"), required=False)
    needed = {"account": _("needed where no file is handed in"), "file": _("needed where nothing is written here")}

    def prepare(self) -> None:
        if self.discipline.of_organization:
            self._ask_members()
            return
        if self.drafts and not self.is_bound:
            # the form KL5 asks both
            del self.fields["account"], self.fields["self_nominated"]
            return
        self.fill_choices("self_nominated", [("", _("None")), *coded(forms_open(self.case), empty=False)])

    def _ask_members(self) -> None:
        """Of an organisation: what its members voted to propose for it. They vote on nothing else."""
        del self.fields["self_nominated"]
        self.fields["account"].label = _("Self-criticism of the collective")
        self.fields["account"].help_text = _(
            "Each allegation, its causes, who answers for it, the harm, what was repaired."
        )
        told = _("The members vote on the form that they propose for the organisation; who stands above it decides.")
        self.fields["held_on"] = DayField(label=_("Day of the meeting that adopted it"), help_text=told)
        self.fields["base"] = CountField(
            label=_("Members counted"), help_text=_("Those in the base of the vote (DIS-72).")
        )
        for option, label in OWN_OPTIONS.items():
            label = gettext("Votes: %(form)s") % {"form": gettext(label)}
            self.fields[f"votes_{option}"] = CountField(label=label, required=False)
        self.order_fields(["day", "account", "file", "held_on", "base"])


class OwnEvidenceForm(CaseForm):
    note = LongTextField(label=_("What it is and what it shows"), max_length=1000)
    file = scan(required=True)


class ExplanationForm(ActForm):
    """Of whom an inspection or a denunciation is about: one form, listed by both procedures."""

    day = DayField(label=_("Day"))
    account = LongTextField(label=_("Explanation"), required=False, max_length=20_000)
    file = scan(required=False)
    needed = {"account": _("needed where no file is handed in"), "file": _("needed where nothing is written here")}


class OpinionForm(CaseForm):
    opinion = LongTextField(label=_("Opinion"), help_text=_("In your own words; it is not changed afterwards."))


class RefusedForm(DayForm):
    reason = LongTextField(label=_("How it was refused, and who witnessed it"))


class ConcludeViolationForm(DayForm):
    violation = RowField(label=_("Violation"))
    established = YesNoField(label=_("The violation is established and deserves discipline"))
    conclusion = LongTextField(label=_("Conclusion: content, nature, degree, harm, cause"))
    form = forms.ChoiceField(
        label=_("Form that it deserves"), required=False, help_text=_("Of several violations, for each of them.")
    )
    needed = {"form": _("needed where there are several violations")}

    def prepare(self) -> None:
        self.fill_choices("form", [("", _("None")), *coded(forms_open(self.case), empty=False)])
        field = self.fields["violation"]
        assert isinstance(field, RowField)
        field.offer(self.discipline.violation_rows)


class SubstanceForm(DayForm):
    substance_on = DayField(label=_("Day whose version of the substance applies"))
    reason = LongTextField(label=_("Reason"))

    def prepare(self) -> None:
        self.initial.setdefault("substance_on", self.discipline.substance_on)


class CircumstanceForm(DayForm):
    code = forms.ChoiceField(label=_("Circumstance"))
    side = forms.ChoiceField(label=_("It speaks"), widget=forms.RadioSelect)
    noted = LongTextField(label=_("What shows it"))
    evidence = RowField(label=_("Evidence"), required=False)

    def prepare(self) -> None:
        self.fill_choices("code", coded(CIRCUMSTANCE_LABELS))
        self.fill_choices("side", coded(SIDE_LABELS, empty=False))
        field = self.fields["evidence"]
        assert isinstance(field, RowField)
        field.offer(self.discipline.documents.filter(replaced_on__isnull=True).exclude(sha256=""), _paper_name)


def _paper_name(paper: Document) -> str:
    words = gettext({**PAPER_LABELS, **MADE_LABELS}.get(paper.code, paper.code))
    return f"{words} {paper.number}".strip()


class JudgeCircumstanceForm(DayForm):
    circumstance = RowField(label=_("Circumstance"))
    accepted = YesNoField(label=_("The body takes it into account"))
    reason = LongTextField(label=_("Reason"))

    def prepare(self) -> None:
        field = self.fields["circumstance"]
        assert isinstance(field, RowField)
        field.offer(row for row in self.discipline.circumstance_rows if row.accepted is None)


class HearingForm(DayForm):
    representative = TextField(label=_("Representative of the body that decides"))
    mandate = TextField(label=_("Mandate (paper, day)"), max_length=120)
    opinion = LongTextField(label=_("His opinion, in full"))
    file = scan(required=False)


class RefusedHearingForm(DayForm):
    representative = TextField(label=_("Representative of the body that decides"))
    reason = LongTextField(label=_("Why he did not come, with the summonses"))


class ProposalForm(NumberForm):
    """A report that proposes a form: that of the record stands there, another one takes its reason."""

    proposed_form = forms.ChoiceField(label=_("Form that is proposed"))
    reason = LongTextField(
        label=_("Why another form than that of the record"),
        required=False,
        help_text=_("Only where the report proposes another one; it is kept in the record."),
    )
    remarks = LongTextField(label=_("Result of the verification"), required=False)

    def prepare(self) -> None:
        self.fill_choices("proposed_form", coded(forms_open(self.case)))
        expected = self.discipline.expected_form
        self.initial.setdefault("proposed_form", expected)
        if expected:
            told = _("In the record: %(form)s. It fixes whether the body that votes decides or proposes.")
            self.fields["proposed_form"].help_text = told % {"form": gettext(FORM_LABELS[Form(expected)])}


class PutBeforeCellForm(ProposalForm):
    def answers(self) -> list[tuple[str, str]]:
        """With what the vote of the cell comes to by this form."""
        told = super().answers()
        with suppress(NoRoute, NotInForce):
            mode = self.discipline.mode_in_cell(self.cleaned_data["proposed_form"], self.cleaned_data["day"])
            decides = (
                _("The cell decides.") if mode is Mode.DECIDE else _("The cell proposes; a body above it decides.")
            )
            told.append((gettext("Vote of the cell"), str(decides)))
        return told


class VoteForm(CaseForm):
    """``item``: what was counted when the form was shown; sent late, it records no other vote of the case."""

    item = forms.CharField(widget=forms.HiddenInput)
    resolution_number = TextField(label=_("Number of the minutes"), max_length=SHORT)
    ended_at = forms.TimeField(
        label=_("The meeting ended at"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"placeholder": "10:30", "inputmode": "numeric"}),
    )
    conclusion = LongTextField(label=_("Conclusion of the meeting"))
    conclusion_elements = forms.MultipleChoiceField(
        label=_("The conclusion says"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def prepare(self) -> None:
        item = self.discipline.agenda_item
        self.initial.setdefault("item", item.public_id if item else "")
        self.fill_choices("conclusion_elements", coded(ELEMENT_LABELS, empty=False))
        day = item.meeting.held_on if item else self.on
        self.fields["conclusion_elements"].required = CONCLUSION_ELEMENTS in self.discipline.law(day)


EXAMINATION_FORMS: dict[str, type[ActForm]] = {
    "file_case_paper": FilePaperForm,
    "issue_plan": PlanForm,
    "make_plan_known": MakeKnownForm,
    "summon": SummonForm,
    "note_summons": NoteSummonsForm,
    "hand_in_criticism": CriticismForm,
    "file_own_evidence": OwnEvidenceForm,
    "reserve_opinion": OpinionForm,
    "record_refused_criticism": RefusedForm,
    "conclude_violation": ConcludeViolationForm,
    "confirm_substance": SubstanceForm,
    "note_circumstance": CircumstanceForm,
    "judge_circumstance": JudgeCircumstanceForm,
    "record_hearing": HearingForm,
    "record_refused_hearing": RefusedHearingForm,
    "put_before_cell": PutBeforeCellForm,
    "record_cell_decision": VoteForm,
    "record_cell_proposal": VoteForm,
    "record_level_decision": VoteForm,
    "record_level_proposal": VoteForm,
}
