"""One form per verb of a complaint, and of what makes a wrong discipline good."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from discipline.choices import RowField, coded
from discipline.codes import Form
from discipline.codes_complaint import APOLOGISER_LABELS, ASPECT_LABELS, BAR_LABELS, HEARD_LABELS, RESTORED_LABELS
from discipline.complaints.models import Complaint
from discipline.complaints.words import FILED_LABELS
from discipline.decision_forms import AnnounceForm
from discipline.examination_forms import scan
from discipline.intake_forms import AccountField, forms_open
from discipline.models import DisciplineCase
from discipline.team import TEAM_DAYS, longest, seated_below
from workflows.findings import CERTAINTY_LABELS
from workflows.forms import SHORT, ActForm, CountField, DayField, LongTextField, TextField, YesNoField
from workflows.law import Certainty


class DayForm(ActForm):
    day = DayField(label=_("Day"))

    @property
    def complaint(self) -> Complaint:
        assert isinstance(self.case, Complaint)
        return self.case


class NumberForm(DayForm):
    number = TextField(label=_("Number of the paper"), max_length=SHORT)


class ComplainForm(ActForm):
    """He complains himself; the case and the competent body are not asked, they follow from the case."""

    day = DayField(label=_("Day of the complaint"))
    grounds = LongTextField(label=_("What is wrong with the decision"), max_length=20_000)
    asked = LongTextField(label=_("What you ask for"))
    decision_received_on = DayField(
        label=_("You received the decision on"),
        required=False,
        help_text=_("Only where the decision was not handed to you when it was announced."),
    )
    denounces = forms.BooleanField(
        label=_("I also denounce somebody"),
        required=False,
        help_text=_("That is resolved separately; you are told how to denounce."),
    )
    file = scan(required=False)

    def clean_decision_received_on(self) -> date | None:
        return not_later(self.cleaned_data["decision_received_on"], self.on)


def not_later(day: date | None, on: date) -> date | None:
    """Raises ValidationError for a day after ``on``."""
    if day is not None and day > on:
        raise ValidationError(_g("%(day)s lies in the future.") % {"day": f"{day:%d/%m/%Y}"})
    return day


class CaseField(forms.ModelChoiceField):
    """A case whose decision stands, by public id, with the person it is about."""

    def __init__(self, **kwargs: Any) -> None:
        none = DisciplineCase.objects.none()
        super().__init__(none, to_field_name="public_id", empty_label=_("– choose –"), **kwargs)

    def label_from_instance(self, obj: DisciplineCase) -> str:
        return f"{obj.whom} · {obj.decision_number} · {obj.code}"


class EnterComplaintForm(ActForm):
    """``offer`` fills the cases that the entering body sees."""

    of = CaseField(label=_("About the decision on"))
    day = DayField(label=_("Received on"))
    complained_on = DayField(label=_("Day of the postmark, or of the receipt"))
    proof = TextField(label=_("What proves that day"), max_length=200)
    own = YesNoField(label=_("The disciplined member complains himself"))
    sender = TextField(label=_("Sender, where it is somebody else"), required=False)
    addressees = CountField(label=_("Bodies that it was sent to"), initial=1)
    decision_received_on = DayField(label=_("He received the decision on"), required=False)
    grounds = LongTextField(label=_("What is said to be wrong with the decision"))
    asked = LongTextField(label=_("What is asked for"))
    denounces = forms.BooleanField(label=_("It also denounces somebody"), required=False)
    file = scan(required=True)

    def clean_decision_received_on(self) -> date | None:
        return not_later(self.cleaned_data["decision_received_on"], self.on)

    def offer(self, cases: Any) -> None:
        field = self.fields["of"]
        assert isinstance(field, CaseField)
        field.queryset = cases


class FileComplaintPaperForm(DayForm):
    code = forms.ChoiceField(label=_("Which paper"))
    number = TextField(label=_("Number"), max_length=SHORT, required=False)
    issued_on = DayField(label=_("Day of the paper"), required=False)
    issuer = TextField(label=_("Issued by"), required=False)
    file = scan(required=True)

    def prepare(self) -> None:
        self.fill_choices("code", coded(FILED_LABELS))


class GroundForm(DayForm):
    ground = forms.ChoiceField(label=_("Ground"))
    noted = LongTextField(label=_("What the paper shows"))
    happened_on = DayField(label=_("Day of the move, where he moved"), required=False)
    file = scan(required=True)
    needed = {"happened_on": _("needed where he moved")}

    def prepare(self) -> None:
        self.fill_choices("ground", coded(BAR_LABELS))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("ground") == "moved" and not data.get("happened_on"):
            self.add_error("happened_on", ValidationError(_g("A day is needed.")))
        return data


class RejectForm(NumberForm):
    rejected_for = forms.MultipleChoiceField(
        label=_("Grounds on which it is not handled"), widget=forms.CheckboxSelectMultiple
    )
    reason = LongTextField(label=_("Reason, as the notice gives it"))

    def prepare(self) -> None:
        self.fill_choices("rejected_for", coded(BAR_LABELS, empty=False))


class ComplaintTeamForm(DayForm):
    member = AccountField(label=_("Person"))
    leads = forms.BooleanField(label=_("Leads the team"), required=False)
    until = DayField(label=_("Sees the case until"))

    def prepare(self) -> None:
        field = self.fields["member"]
        assert isinstance(field, AccountField)
        body = self.task.body if self.task else None
        if body is not None:
            barred = list(self.complaint.recused(self.on))
            field.queryset = seated_below(body, self.on).exclude(person_id__in=barred)
        self.fields["until"].help_text = longest(self.complaint.law(self.on), TEAM_DAYS, self.on)


class EndComplaintTeamForm(DayForm):
    membership = RowField(label=_("Member of the team"))
    reason = LongTextField(label=_("Reason"))

    def prepare(self) -> None:
        field = self.fields["membership"]
        assert isinstance(field, RowField)
        field.offer(row for row in self.complaint.team_rows if row.runs_on(self.on))


class VerifiedForm(NumberForm):
    verified = forms.MultipleChoiceField(label=_("What was verified"), widget=forms.CheckboxSelectMultiple)
    remarks = LongTextField(label=_("Result of the verification"))

    def prepare(self) -> None:
        self.fill_choices("verified", coded(ASPECT_LABELS, empty=False))


class PartyForm(DayForm):
    party = forms.ChoiceField(label=_("Who was heard"))
    representative = TextField(label=_("Heard by"))
    refused = forms.BooleanField(label=_("Did not come although called"), required=False)
    opinion = LongTextField(
        label=_("What was said"),
        help_text=_("Of who did not come: how he was called, and why he did not come."),
    )
    file = scan(required=False)
    needed = {"file": _("needed where somebody did not come")}

    def prepare(self) -> None:
        self.fill_choices("party", coded(HEARD_LABELS))
        body = self.complaint.voting_at(self.on)
        if body:
            heard = _g("A representative of the body that votes: %(body)s")
            self.fields["representative"].help_text = heard % {"body": body}


class ReportForm(NumberForm):
    proposed_form = forms.ChoiceField(
        label=_("Form that is proposed"),
        required=False,
        help_text=_("It fixes before the vote whether the body decides or submits the matter up."),
    )
    remarks = LongTextField(label=_("Result and opinion"), required=False)

    def prepare(self) -> None:
        self.fill_choices(
            "proposed_form", [("", _("None: the decision is cancelled")), *coded(forms_open(self.case), empty=False)]
        )
        self.initial.setdefault("proposed_form", self.complaint.contested_form)


class TakeSubmissionForm(NumberForm):
    remarks = LongTextField(label=_("Result and opinion"))


class OverrunForm(NumberForm):
    reason = LongTextField(label=_("Why it takes longer"))


class AnswerVoteForm(ActForm):
    """``item``: what was counted when the form was shown; sent late, it records no other vote of the complaint."""

    item = forms.CharField(widget=forms.HiddenInput)
    resolution_number = TextField(label=_("Number of the minutes"), max_length=SHORT)
    ended_at = forms.TimeField(
        label=_("The meeting ended at"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"placeholder": "10:30", "inputmode": "numeric"}),
    )
    conclusion = LongTextField(label=_("Conclusion of the meeting"))
    anew = LongTextField(
        label=_("Why it is to be examined anew"),
        required=False,
        help_text=_("Only where the decision is cancelled for its procedure or power."),
    )

    def prepare(self) -> None:
        assert self.case is not None
        item = self.case.agenda_item
        self.initial.setdefault("item", item.public_id if item else "")


class SignAnswerForm(DayForm):
    reason = LongTextField(label=_("Reasons of the answer"))
    offices = TextField(label=_("Offices he is removed from"), required=False, max_length=200)

    def prepare(self) -> None:
        complaint = self.complaint
        if complaint.new_form != Form.REMOVAL or complaint.result == "uphold":
            del self.fields["offices"]


class AnnounceAnswerForm(AnnounceForm):
    def prepare(self) -> None:
        super().prepare()
        del self.fields["file"]


class ReceiptForm(DayForm):
    proof = TextField(label=_("Proof of delivery"))


class WithdrawForm(ActForm):
    day = DayField(label=_("Day"))
    wish = LongTextField(label=_("I withdraw my complaint because"))
    urged = YesNoField(label=_("Has anybody urged you to withdraw?"))


class LetterForm(DayForm):
    """A withdrawal in a letter; the day is that of its receipt."""

    day = DayField(label=_("Received on"))
    written_on = DayField(label=_("Day on the letter"))
    proof = TextField(label=_("How it came"), help_text=_("Postmark, entry in the register, or brought by himself."))
    received_by = TextField(label=_("Received by"))
    own = YesNoField(
        label=_("He has signed it himself"),
        help_text=_("Nobody withdraws for him: what somebody else sends ends nothing."),
    )
    urged = YesNoField(label=_("Has anybody urged him to withdraw?"))
    wish = LongTextField(label=_("What the letter says"))
    file = scan(required=True)

    def prepare(self) -> None:
        """What inspectors may not do is said where the law of the day says it, with how sure that is (DIS-82)."""
        forbidden = self.complaint.law(self.on).get("inspectors.forbidden")
        if forbidden is not None and "pressure_to_withdraw" in forbidden.value:
            said = _g("No inspector may press anybody to withdraw a complaint (DIS-82).")
            known = "" if forbidden.certainty is Certainty.TEXT else _g(CERTAINTY_LABELS[forbidden.certainty])
            self.fields["urged"].help_text = f"{said} {known}".strip()


class ApologyForm(DayForm):
    apology_by = forms.ChoiceField(label=_("Who apologised"))
    public = YesNoField(label=_("The apology was public"))
    place = TextField(label=_("Place"))
    number = TextField(label=_("Number of the minutes"), max_length=SHORT)
    file = scan(required=False)

    def prepare(self) -> None:
        self.fill_choices("apology_by", coded(APOLOGISER_LABELS))


class RestoreForm(NumberForm):
    restored = forms.MultipleChoiceField(
        label=_("What is given back"), widget=forms.CheckboxSelectMultiple, required=False
    )
    requested = YesNoField(label=_("He asked for it"))
    quality_kept = YesNoField(label=_("He has kept a member's quality since"))
    recorded = YesNoField(label=_("Recorded in the curriculum vitae, item 27c"))
    party_age = TextField(label=_("Party age, as it is counted"), required=False)

    def prepare(self) -> None:
        self.fill_choices("restored", coded(RESTORED_LABELS, empty=False))


COMPLAINT_FORMS: dict[str, type[ActForm]] = {
    "complain": ComplainForm,
    "enter_complaint": EnterComplaintForm,
    "file_complaint_paper": FileComplaintPaperForm,
    "look_at_complaint": DayForm,
    "note_ground": GroundForm,
    "guide_to_denounce": NumberForm,
    "redirect_complaint": NumberForm,
    "reject_complaint": RejectForm,
    "accept_complaint": NumberForm,
    "name_to_complaint_team": ComplaintTeamForm,
    "end_complaint_team": EndComplaintTeamForm,
    "verify_complaint": NumberForm,
    "go_to_parties": VerifiedForm,
    "hear_party": PartyForm,
    "put_complaint_before_meeting": ReportForm,
    "take_submission": TakeSubmissionForm,
    "notify_overrun": OverrunForm,
    "record_answer": AnswerVoteForm,
    "record_proposed_answer": AnswerVoteForm,
    "sign_answer": SignAnswerForm,
    "announce_answer": AnnounceAnswerForm,
    "note_receipt": ReceiptForm,
    "confirm_final": DayForm,
    "withdraw_complaint": WithdrawForm,
    "record_withdrawal": LetterForm,
    "apologise": ApologyForm,
    "restore": RestoreForm,
    "close_cancelled": DayForm,
}
