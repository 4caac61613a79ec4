"""The forms of the member stage: probation, recognition, card, removal."""

import re

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from admission.actions.probation import papers_taken
from admission.authority_forms import ExtendDecisionForm, SectionAppraisalForm, SupplementForm, SupplyForm
from admission.choices import PersonChoice, RowChoice, choose, named, people_of
from admission.codes import DOCUMENT_LABELS, Document
from admission.member_codes import REMOVAL_LABELS
from admission.models import Dossier
from admission.vote_form import ResolutionForm
from workflows.documents.inspection import EXTENSIONS
from workflows.forms import SHORT, ActForm, DayField, LongTextField, TextField

_EXPLAINED = _("Only when it is late: who is responsible explains in writing. The official date does not move.")


class ReasonedForm(ActForm):
    reason = LongTextField(label=_("Reason"))


class NothingAskedForm(ActForm):
    """Nothing to ask."""


class MemberPaperForm(ActForm):
    code = forms.ChoiceField(label=_("Which paper"))
    number = TextField(label=_("Number"), max_length=SHORT, required=False)
    issued_on = DayField(label=_("Day of the paper"))
    issuer = TextField(label=_("Issued by"), required=False)
    helper = RowChoice(
        label=_("Whose remarks"), required=False, help_text=_("Of a member who is or was assigned to help.")
    )
    file = forms.FileField(
        label=_("Scanned file"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(EXTENSIONS)}),
    )
    own = False
    needed = {"helper": _("needed with the remarks of a helper")}

    def prepare(self) -> None:
        assert isinstance(self.case, Dossier)
        taken = papers_taken(self.case, own=self.own)
        self.fill_choices("code", choose((paper.value, gettext(DOCUMENT_LABELS[paper])) for paper in taken))
        if "helper" not in self.fields:
            return
        helper = self.fields["helper"]
        assert isinstance(helper, RowChoice)
        former = self.case.former_helpers.select_related("person").order_by("left_on", "pk")
        assigned = [row.person for row in former]
        if self.case.helper is not None:
            assigned.append(self.case.helper)
        helper.known = lambda value: False
        helper.choices = choose((person.public_id, named(person)) for person in dict.fromkeys(assigned))
        helper.widget.attrs["data-only-for"] = Document.HELPER_REMARKS.value


class OwnMemberPaperForm(MemberPaperForm):
    """What the member files himself."""

    own = True

    def prepare(self) -> None:
        del self.fields["helper"]
        super().prepare()
        self.fields["issuer"].help_text = _("Only for the certificate.")
        self.fields["file"].required = True


class ChangeHelperForm(ActForm):
    helper = PersonChoice(label=_("Official member assigned from now on"))
    assigned_on = DayField(label=_("Assigned on"))
    reason = TextField(label=_("Why the one before leaves"))
    without_remarks = TextField(
        label=_("Why there can be no remarks of his"),
        required=False,
        help_text=_("Who leaves hands in his remarks first; only where he cannot, for example because he died."),
    )
    needed = {"without_remarks": _("needed where the one before handed in no remarks")}

    def prepare(self) -> None:
        choice = self.fields["helper"]
        assert isinstance(choice, PersonChoice)
        assert isinstance(self.case, Dossier)
        choice.of([row for row in people_of(self.case, self.on) if row.here and row.pk != self.case.helper_id])


class AbroadForm(ActForm):
    committee = TextField(label=_("Committee that manages members abroad"))
    number = TextField(label=_("Number of its conclusion"), max_length=SHORT)
    considered_on = DayField(label=_("Considered on"))
    conclusion = LongTextField(label=_("What it concluded"))
    remarks = LongTextField(label=_("Remarks of the cell at home that it had"))


class RecognitionVoteForm(ResolutionForm):
    explanation = LongTextField(label=_("Why the cell considers late"), required=False, help_text=_EXPLAINED)
    needed = {"explanation": _("needed when it is late")}


class AppraiseRecognitionForm(ActForm):
    register_number = TextField(label=_("Number in the register"), max_length=SHORT)
    remarks = LongTextField(label=_("Appraisal"), required=False)


class RecognitionUnsuppliedForm(ActForm):
    what = LongTextField(label=_("What was not supplied"))
    register_number = TextField(label=_("Number in the register"), max_length=SHORT)


class IssueRecognitionForm(ActForm):
    signed_on = DayField(label=_("Signed on"))
    explanation = LongTextField(label=_("Why the decision comes late"), required=False, help_text=_EXPLAINED)
    needed = {"explanation": _("needed when it is late")}


class AnnounceRecognitionForm(ActForm):
    announced_on = DayField(label=_("Announced at the meeting of"))
    temporary_informed = forms.BooleanField(
        label=_("The organisation where he is active for a time is informed"), required=False
    )


class ReturnCardForm(ActForm):
    found_on = DayField(label=_("Found on"))
    reason = TextField(label=_("What is wrong on the card"))


class HandOverCardForm(ActForm):
    handed_on = DayField(label=_("Handed over on"))
    card_number = TextField(label=_("Number of the card"), max_length=20)
    card_decision_number = TextField(
        label=_("Number of the decision on the card"),
        max_length=SHORT,
        required=False,
        help_text=_("Only where it was not decided together with the recognition."),
    )
    card_decided_on = DayField(label=_("Day of the decision on the card"), required=False)
    needed = {
        "card_decision_number": _("needed where it was not decided with the recognition"),
        "card_decided_on": _("needed where it was not decided with the recognition"),
    }

    def clean_card_number(self) -> str:
        number = str(self.cleaned_data["card_number"])
        if not re.fullmatch(r"[0-9. ]+", number):
            raise forms.ValidationError(_("The number of a card has digits only."))
        return number


class RemovalForm(ActForm):
    ground = forms.ChoiceField(label=_("Ground"), widget=forms.RadioSelect)
    reason = LongTextField(label=_("Reason"))

    def prepare(self) -> None:
        self.fill_choices("ground", [(code.value, gettext(label)) for code, label in REMOVAL_LABELS.items()])


class AnnounceRemovalForm(ActForm):
    announced_on = DayField(label=_("Announced to the person on"))


class SendFilesForm(ActForm):
    sent_on = DayField(label=_("Sent on"))
    letter_number = TextField(label=_("Number of the letter"), max_length=SHORT)


class SignForm(ActForm):
    signed_on = DayField(label=_("Signed on"))


MEMBER_FORMS: dict[str, type[ActForm]] = {
    "file_member_paper": MemberPaperForm,
    "change_helper": ChangeHelperForm,
    "begin_recognition": NothingAskedForm,
    "submit_recognition": NothingAskedForm,
    "record_abroad_conclusion": AbroadForm,
    "record_recognition_vote": RecognitionVoteForm,
    "appraise_recognition_in_section": SectionAppraisalForm,
    "record_recognition_proposal": ResolutionForm,
    "record_deciding_recognition": ResolutionForm,
    "decide_recognition": ResolutionForm,
    "submit_recognition_to_standing": AppraiseRecognitionForm,
    "return_recognition": SupplementForm,
    "supply_recognition": SupplyForm,
    "report_recognition_unsupplied": RecognitionUnsuppliedForm,
    "extend_recognition": ExtendDecisionForm,
    "lead_recognition_anew": ReasonedForm,
    "issue_recognition": IssueRecognitionForm,
    "announce_recognition": AnnounceRecognitionForm,
    "return_card": ReturnCardForm,
    "hand_over_card": HandOverCardForm,
    "propose_removal": RemovalForm,
    "take_up_removal": RemovalForm,
    "drop_removal": ReasonedForm,
    "record_removal_vote": ResolutionForm,
    "record_deciding_removal": ResolutionForm,
    "decide_removal": ResolutionForm,
    "issue_removal": SignForm,
    "announce_removal": AnnounceRemovalForm,
    "send_removed_files": SendFilesForm,
}
