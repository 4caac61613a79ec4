"""One form per verb of the dossier: what is asked, in which order, with which words."""

import re
from datetime import date

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from admission.actions.dossier import FILED_PAPERS, OWN_PAPERS, READMISSION_PAPERS
from admission.authority_forms import (
    AppraiseForm,
    CancelDecisionForm,
    CeremonyForm,
    ExtendDecisionForm,
    IssueDecisionForm,
    NotifyRefusalForm,
    ReceiveDecisionForm,
    RecordConsentForm,
    SectionAppraisalForm,
    SupplementForm,
    SupplyForm,
    UnsuppliedForm,
)
from admission.background.forms import ExemptionForm, RequestVerificationForm
from admission.choices import PersonChoice, PersonOfCell, RowChoice, choose, named, people_of
from admission.codes import CERTIFICATE_ISSUERS, DOCUMENT_LABELS, EDUCATION_LABELS, Document
from admission.complaint_forms import COMPLAINT_FORMS
from admission.facts_special import SPECIAL_PAPER_LABELS
from admission.fault_forms import FAULT_FORMS
from admission.member_forms import MEMBER_FORMS
from admission.member_move_forms import MEMBER_MOVE_FORMS
from admission.models import Dossier
from admission.readmission_form import ReadmissionFields
from admission.record_forms import RECORD_FORMS
from admission.source_forms import SOURCE_FORMS
from admission.temporary_forms import TEMPORARY_FORMS
from admission.transfer_forms import TRANSFER_FORMS
from admission.unusual_forms import UNUSUAL_FORMS
from admission.vote_form import ResolutionForm
from organization.models import Person
from workflows.documents.inspection import EXTENSIONS
from workflows.forms import SHORT, ActForm, DayField, LongTextField, TextField, YesNoField
from workflows.models import Case

PUBLIC_ID = re.compile("[0-9A-Z]{12}")
#: The certificate as item 26 puts it; codes of the domain (political standards, set by a human).
POLITICAL_ISSUES = [
    ("none", _("No issue")),
    ("concluded", _("An issue, concluded within the competence of the authority")),
    ("needs_higher_consent", _("An issue that needs the consent of a higher level")),
    ("barred", _("Barred")),
]
ISSUERS = [(code.value, _(label)) for code, label in CERTIFICATE_ISSUERS.items()]


class ReasonForm(ActForm):
    reason = LongTextField(label=_("Reason"))


class ConfirmForm(ActForm):
    """Nothing to ask."""


class OpenDossierForm(ReadmissionFields):
    person = PersonOfCell(label=_("Sympathiser"))
    authorisation_number = TextField(
        label=_("Number of the authorisation"),
        max_length=SHORT,
        help_text=_("Of the grassroots committee; where there is none, of the committee above."),
    )
    authorised_on = DayField(label=_("Day of the authorisation"))
    field_order = ("person", "authorisation_number", "authorised_on")

    def clean_authorised_on(self) -> date:
        """Said here at its field: the act would speak of the order of the acts in a case that has none yet."""
        day: date = self.cleaned_data["authorised_on"]
        if day > self.on:
            raise ValidationError(_("The authorisation lies in the future."))
        return day

    def offer(self, listed: QuerySet[Person], busy: QuerySet[Case]) -> None:
        """The sympathisers of the cell; those with an open dossier are left out of the list, not of what is read."""
        field = self.fields["person"]
        assert isinstance(field, PersonOfCell)
        field.offer(listed, busy)


class FilePaperForm(ActForm):
    code = forms.ChoiceField(label=_("Which paper"))
    number = TextField(label=_("Number"), max_length=SHORT, required=False)
    issued_on = DayField(label=_("Day of the paper"), required=False)
    issuer = TextField(
        label=_("Issued by"), required=False, help_text=_("For a letter of introduction: who introduces.")
    )
    certificate_issuer = forms.ChoiceField(
        label=_("The certificate was issued by"), choices=choose(ISSUERS), required=False
    )
    opinions_organizations = forms.BooleanField(
        label=_("The opinions of the socio-political organisations are collected"), required=False
    )
    opinions_residence = forms.BooleanField(
        label=_("The opinion of the committee or cell at the residence is collected"), required=False
    )
    file = forms.FileField(
        label=_("Scanned file"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(EXTENSIONS)}),
    )
    needed = {"certificate_issuer": _("needed with the certificate of the class")}
    #: field -> the one paper it belongs to (the page hides it for the others where script runs).
    only_for = {
        "certificate_issuer": "class_certificate",
        "opinions_organizations": "opinions",
        "opinions_residence": "opinions",
    }
    papers: tuple[Document, ...] = FILED_PAPERS

    def prepare(self) -> None:
        former = isinstance(self.case, Dossier) and self.case.former is not None
        papers = (*self.papers, *READMISSION_PAPERS) if former and self.papers == FILED_PAPERS else self.papers
        self.fill_choices("code", choose((paper.value, gettext(DOCUMENT_LABELS[paper])) for paper in papers))
        text = _("PDF, Word, Excel or a picture, up to %(size)s.")
        self.fields["file"].help_text = text % {"size": filesizeformat(settings.UPLOAD_MAX_BYTES)}
        for name, code in self.only_for.items():
            if name in self.fields:
                self.fields[name].widget.attrs["data-only-for"] = code


class OwnPaperForm(FilePaperForm):
    """What the applicant files himself."""

    papers = tuple(paper for paper in FILED_PAPERS if paper in OWN_PAPERS)

    def prepare(self) -> None:
        for name in ("opinions_organizations", "opinions_residence"):
            del self.fields[name]
        super().prepare()
        self.fields["issuer"].help_text = _("Only for the certificate.")
        self.fields["file"].required = True


class ParticularsForm(ActForm):
    citizen = YesNoField(label=_("Vietnamese citizen"), unknown=True)
    education = forms.ChoiceField(label=_("Education completed"))
    special_area = YesNoField(
        label=_(
            "Lives in a mountain, border, island, ethnic-minority or especially disadvantaged area, or fishes at sea"
        ),
        unknown=True,
    )
    person_of_prestige = YesNoField(
        label=_("Village elder or head, or person of prestige, in such an area"), unknown=True
    )
    over_age_grounds = YesNoField(
        label=_("Above the age limit: the cell has concluded that the grounds for an exception exist"), unknown=True
    )
    youth_union_exists = YesNoField(label=_("The unit has a Youth Union"), unknown=True)
    of_youth_age = YesNoField(label=_("The applicant is of youth age"), unknown=True)
    youth_union_cadre = YesNoField(label=_("The applicant is a cadre of the Youth Union"), unknown=True)
    youth_union_member = YesNoField(label=_("The applicant is a member of the Youth Union"), unknown=True)
    trade_union_exists = YesNoField(label=_("The unit has a trade union"), unknown=True)
    trade_union_member = YesNoField(label=_("The applicant is a member of the trade union"), unknown=True)
    believer = YesNoField(label=_("The applicant is a believer"), unknown=True)
    dignitary = YesNoField(label=_("The applicant is a religious dignitary"), unknown=True)
    foreign_spouse = YesNoField(label=_("Married to a foreigner"), unknown=True)
    foreign_origin = YesNoField(label=_("Of Chinese or other foreign origin"), unknown=True)
    private_owner = YesNoField(label=_("The applicant owns a private enterprise"), unknown=True)
    population_flagged = YesNoField(label=_("A matter of population policy was noted by hand"), unknown=True)
    special_papers = forms.MultipleChoiceField(
        label=_("Further papers in the dossier"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def prepare(self) -> None:
        self.fill_choices(
            "special_papers", [(paper.value, gettext(label)) for paper, label in SPECIAL_PAPER_LABELS.items()]
        )
        self.fill_choices("education", choose((code.value, gettext(label)) for code, label in EDUCATION_LABELS.items()))
        spoken = {True: "yes", False: "no"}
        recorded = self.case.particulars if isinstance(self.case, Dossier) else {}
        for name, value in recorded.items():
            if name in self.fields:
                self.initial.setdefault(name, spoken.get(value, value) if isinstance(value, bool) else value or "")


class AddIntroducerForm(ActForm):
    person = PersonChoice(label=_("Official member who introduces"))
    together_since = DayField(label=_("In one unit with the applicant since"))
    substitute = forms.BooleanField(label=_("Replaces an introducer who left"), required=False)

    def prepare(self) -> None:
        choice = self.fields["person"]
        assert isinstance(choice, PersonChoice)
        assert isinstance(self.case, Dossier)
        choice.of([row for row in people_of(self.case, self.on) if row.here])


class RemoveIntroducerForm(ActForm):
    introducer = RowChoice(label=_("Introducer"))
    reason = TextField(label=_("Reason"))

    def prepare(self) -> None:
        choice = self.fields["introducer"]
        assert isinstance(choice, RowChoice)
        assert isinstance(self.case, Dossier)
        introducers = self.case.introducers
        choice.known = lambda value: bool(re.fullmatch("[0-9]{1,18}", value)) and introducers.filter(pk=value).exists()
        rows = [row for row in people_of(self.case, self.on) if row.introduces is not None]
        choice.choices = choose((row.introduces, named(row)) for row in rows)


class RecordReplyForm(ActForm):
    request = RowChoice(label=_("Request"))
    replied_on = DayField(label=_("Reply of"))
    clear = YesNoField(label=_("The place has nothing to object"))
    summary = LongTextField(label=_("What the reply says (item 24)"))

    def prepare(self) -> None:
        choice = self.fields["request"]
        assert isinstance(choice, RowChoice)
        assert isinstance(self.case, Dossier)
        requests = self.case.verifications
        choice.known = lambda value: bool(PUBLIC_ID.fullmatch(value)) and requests.filter(public_id=value).exists()
        rows = requests.filter(replied_on__isnull=True).order_by("sent_on", "pk")
        choice.choices = choose((row.public_id, f"{row.relation}: {row.person_name} – {row.place}") for row in rows)


class ConcludeVerificationForm(ActForm):
    remarks = LongTextField(label=_("Remarks of the cell (item 25)"))


class CertifyForm(ActForm):
    cv_true = YesNoField(label=_("The CV is declared truthfully"))
    political_issue = forms.ChoiceField(
        label=_("Political standards, as concluded by the committee"),
        choices=POLITICAL_ISSUES,
        widget=forms.RadioSelect,
    )
    signed_on = DayField(label=_("Signed on"))


class WithdrawForApplicantForm(ActForm):
    requested_on = DayField(label=_("Day of the applicant's written request"))
    reason = LongTextField(label=pgettext_lazy("withdrawal", "Reason"), required=False)
    file = forms.FileField(
        label=_("Scan of the signed request"),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(EXTENSIONS)}),
    )
    on_request = forms.BooleanField(
        label=_("I enter this for the applicant, who has no account and has asked for it in writing")
    )


class WithdrawForm(ActForm):
    reason = LongTextField(label=pgettext_lazy("withdrawal", "Reason"), required=False)


FORMS: dict[str, type[ActForm]] = {
    "open_dossier": OpenDossierForm,
    "file_paper": FilePaperForm,
    "record_particulars": ParticularsForm,
    "add_introducer": AddIntroducerForm,
    "remove_introducer": RemoveIntroducerForm,
    "submit_for_verification": ConfirmForm,
    "request_verification": RequestVerificationForm,
    "record_exemption": ExemptionForm,
    "record_reply": RecordReplyForm,
    "conclude_verification": ConcludeVerificationForm,
    "certify_cv": CertifyForm,
    "find_ineligible": ReasonForm,
    "return_for_clarification": ReasonForm,
    "declare_complete": ConfirmForm,
    "record_cell_vote": ResolutionForm,
    "record_committee_vote": ResolutionForm,
    "record_deciding_vote": ResolutionForm,
    "record_standing_vote": ResolutionForm,
    "direct_new_vote": ReasonForm,
    "stop_after_shortfall": ReasonForm,
    "send_to_appraisal": ReasonForm,
    "appraise_section": SectionAppraisalForm,
    "record_consent": RecordConsentForm,
    "appraise": AppraiseForm,
    "return_for_supplement": SupplementForm,
    "supply": SupplyForm,
    "return_to_cell": SupplementForm,
    "supply_to_committee": SupplyForm,
    "take_back_to_committee": ReasonForm,
    "report_unsupplied": UnsuppliedForm,
    "issue_decision": IssueDecisionForm,
    "notify_refusal": NotifyRefusalForm,
    "receive_decision": ReceiveDecisionForm,
    "hold_ceremony": CeremonyForm,
    "hand_over": ReasonForm,
    "lead_anew": ReasonForm,
    "extend_decision": ExtendDecisionForm,
    "cancel_decision": CancelDecisionForm,
    **TRANSFER_FORMS,
    "keep_certificate": ConfirmForm,
    "take_up_stale": ConfirmForm,
    "send_to_class_again": ReasonForm,
    **UNUSUAL_FORMS,
    "hand_on_redo": ConfirmForm,
    "record_cell_vote_again": ResolutionForm,
    "record_committee_vote_again": ResolutionForm,
    "record_deciding_vote_again": ResolutionForm,
    "record_standing_vote_again": ResolutionForm,
    "hand_on_recognition_redo": ConfirmForm,
    "record_recognition_vote_again": ResolutionForm,
    "propose_recognition_again": ResolutionForm,
    "resolve_recognition_again": ResolutionForm,
    "decide_recognition_again": ResolutionForm,
    **FAULT_FORMS,
    **SOURCE_FORMS,
    **RECORD_FORMS,
    "withdraw": WithdrawForm,
    "withdraw_for_applicant": WithdrawForApplicantForm,
    **MEMBER_FORMS,
    **COMPLAINT_FORMS,
    **MEMBER_MOVE_FORMS,
    **TEMPORARY_FORMS,
}
