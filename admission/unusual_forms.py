"""The forms of the unusual ways before the ceremony."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from admission.choices import choose
from admission.codes import CERTIFICATE_ISSUERS, CONSENT_LABELS, Consent
from admission.models import Dossier
from workflows.documents.inspection import EXTENSIONS
from workflows.forms import SHORT, ActForm, DayField, LongTextField, TextField, YesNoField


def scan(**kwargs: Any) -> forms.FileField:
    """A scanned paper."""
    widget = forms.ClearableFileInput(attrs={"accept": ",".join(EXTENSIONS)})
    return forms.FileField(widget=widget, **kwargs)


class RedoStaleForm(ActForm):
    changed = YesNoField(
        label=_("Something changed since the verification"),
        help_text=_("The applicant, the family, their residence or work: what changed is verified again."),
    )
    conclusion = LongTextField(
        label=_("Conclusion of the cell"), help_text=_("Who was asked, when, and on which papers it rests.")
    )


class NewCertificateForm(ActForm):
    number = TextField(label=_("Number"), max_length=SHORT)
    issued_on = DayField(label=_("Issued on"))
    certificate_issuer = forms.ChoiceField(label=_("The certificate was issued by"))
    issuer = TextField(label=_("Name of the issuer"), required=False)
    file = scan(label=_("Scanned file"))

    def prepare(self) -> None:
        self.fill_choices(
            "certificate_issuer", choose((code.value, gettext(label)) for code, label in CERTIFICATE_ISSUERS.items())
        )


class ReferPoliticalForm(ActForm):
    cv_true = YesNoField(label=_("The CV is declared truthfully"))
    needs = forms.ChoiceField(
        label=_("Who concludes"),
        choices=[
            ("needs_conclusion", _("The authority, within its competence")),
            ("needs_higher_consent", _("The authority, with the written consent of the higher level")),
        ],
        widget=forms.RadioSelect,
    )
    issue = LongTextField(label=_("The issue, and the papers about it"))
    signed_on = DayField(label=_("Signed on"))


class ConcludePoliticalForm(ActForm):
    number = TextField(label=_("Number of the conclusion"), max_length=SHORT)
    concluded_on = DayField(label=_("Day of the conclusion"))
    conclusion = LongTextField(label=_("Conclusion"))
    consent_number = TextField(
        label=_("Number of the higher level's consent"),
        max_length=SHORT,
        required=False,
        help_text=_("Where the issue needs the consent of the higher level."),
    )
    consent_on = DayField(label=_("Day of the consent"), required=False)

    def prepare(self) -> None:
        asked = isinstance(self.case, Dossier) and self.case.political_issue == "needs_higher_consent"
        for name in ("consent_number", "consent_on"):
            if asked:
                self.fields[name].required = True
            else:
                del self.fields[name]


class FindBarredForm(ActForm):
    number = TextField(label=_("Number of the conclusion"), max_length=SHORT)
    concluded_on = DayField(label=_("Day of the conclusion"))
    reason = LongTextField(label=_("Reason"))


class AskConsentForm(ActForm):
    matters = forms.MultipleChoiceField(label=_("Consent to"), widget=forms.CheckboxSelectMultiple)
    addressee = TextField(label=_("Committee asked"))
    number = TextField(label=_("Number of the letter"), max_length=SHORT)
    asked_on = DayField(label=_("Day of the letter"))

    def prepare(self) -> None:
        recorded = self.case.particulars.get("consents", ()) if isinstance(self.case, Dossier) else ()
        given = {row["matter"] for row in recorded}
        self.fill_choices(
            "matters", [(code.value, gettext(CONSENT_LABELS[code])) for code in Consent if code not in given]
        )


class AnswerForm(ActForm):
    number = TextField(label=_("Number of the answer"), max_length=SHORT)
    answered_on = DayField(label=_("Day of the answer"))


class RefusedConsentForm(AnswerForm):
    reason = LongTextField(label=_("Reason"))


class DeathForm(ActForm):
    died_on = DayField(label=_("Died on"))
    number = TextField(
        label=_("Number of the notice"),
        max_length=SHORT,
        required=False,
        help_text=_("Of a member there is a form of its own."),
    )
    file = scan(label=_("Scanned notice"), required=False)


UNUSUAL_FORMS: dict[str, type[ActForm]] = {
    "redo_stale": RedoStaleForm,
    "file_new_certificate": NewCertificateForm,
    "refer_political_issue": ReferPoliticalForm,
    "conclude_politically": ConcludePoliticalForm,
    "find_barred": FindBarredForm,
    "ask_higher_consent": AskConsentForm,
    "record_answer": AnswerForm,
    "record_answer_to_committee": AnswerForm,
    "record_refused_consent": RefusedConsentForm,
    "report_death": DeathForm,
}
