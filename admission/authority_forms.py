"""The forms from the section committee's appraisal to the ceremony: above the cell, and what comes back to it."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from admission.choices import PersonChoice, choose, people_of
from admission.codes import CANCELLATION_LABELS, CONSENT_LABELS, Cancellation
from admission.codes import Document as Paper
from admission.matters import Matter, matter_of
from admission.models import Dossier
from admission.papers.schema import form_of
from workflows.forms import SHORT, ActForm, DayField, LongTextField, TextField, YesNoField
from workflows.papers.asking import ask


class SectionAppraisalForm(ActForm):
    held_on = DayField(label=_("Appraised on"))
    report_number = TextField(label=_("Number of the report"), max_length=SHORT)
    remarks = LongTextField(label=_("Appraisal"))

    def prepare(self) -> None:
        if isinstance(self.case, Dossier):
            recognition = matter_of(self.case.state) is Matter.RECOGNITION
            ask(self, form_of(Paper.RECOGNITION_SECTION_REPORT if recognition else Paper.SECTION_REPORT))


class RecordConsentForm(ActForm):
    matter = forms.ChoiceField(label=_("Consent to"))
    number = TextField(label=_("Number of the paper"), max_length=SHORT)
    given_on = DayField(label=_("Day of the paper"))

    def prepare(self) -> None:
        self.fill_choices("matter", choose((code.value, gettext(label)) for code, label in CONSENT_LABELS.items()))


class AppraiseForm(ActForm):
    register_number = TextField(label=_("Number in the register"), max_length=SHORT)
    extract_sent = YesNoField(label=_("The extract was sent to the members beforehand"))
    remarks = LongTextField(label=_("Appraisal"), required=False)


class SupplementForm(ActForm):
    what = LongTextField(label=_("What has to be supplied"))


class UnsuppliedForm(ActForm):
    what = LongTextField(label=_("What was not supplied"))
    register_number = TextField(label=_("Number in the register"), max_length=SHORT)
    extract_sent = YesNoField(label=_("The extract was sent to the members beforehand"))


class SupplyForm(ActForm):
    note = LongTextField(label=_("What was supplied"))


class IssueDecisionForm(ActForm):
    signed_on = DayField(label=_("Signed on"))


class ExtendDecisionForm(ActForm):
    number = TextField(label=_("Number of the paper that extends"), max_length=SHORT)
    decided_on = DayField(label=_("Day of the paper"))
    reason = LongTextField(label=_("What makes it a special case"))


class CancelDecisionForm(ActForm):
    ground = forms.ChoiceField(label=_("Ground"), widget=forms.RadioSelect)
    signed_on = DayField(label=_("Signed on"))
    reason = LongTextField(label=_("Reason"))

    def prepare(self) -> None:
        # where the applicant moved, the transfer leads to a cancellation of its own
        grounds = [code for code in CANCELLATION_LABELS if code is not Cancellation.MOVED]
        self.fill_choices("ground", [(code.value, gettext(CANCELLATION_LABELS[code])) for code in grounds])


class NotifyRefusalForm(ActForm):
    number = TextField(label=_("Number of the notice"), max_length=SHORT)
    notified_on = DayField(label=_("Notified on"))
    reason = LongTextField(label=_("Reason"))


class ReceiveDecisionForm(ActForm):
    received_on = DayField(label=_("Received on"))


class CeremonyForm(ActForm):
    held_on = DayField(label=_("Ceremony held on"))
    helper = PersonChoice(label=_("Official member assigned to help"))
    consent_number = TextField(
        label=_("Number of the superior's consent"),
        max_length=SHORT,
        required=False,
        help_text=_("Only for a ceremony after its deadline."),
    )
    consent_on = DayField(label=_("Day of the consent"), required=False)
    needed = {
        "consent_number": _("needed for a ceremony after its deadline"),
        "consent_on": _("needed for a ceremony after its deadline"),
    }

    def prepare(self) -> None:
        choice = self.fields["helper"]
        assert isinstance(choice, PersonChoice)
        assert isinstance(self.case, Dossier)
        choice.of([row for row in people_of(self.case, self.on) if row.here])
