"""The form by which a CV is handed in."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from admission.cv.drafts import Draft
from admission.models import Dossier
from workflows.documents.inspection import EXTENSIONS
from workflows.forms import ActForm


class SubmitCvForm(ActForm):
    """By the applicant himself. ``cleaned_data`` gets answers, head and signed_on beside what was sent."""

    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    declared = forms.BooleanField(
        label=gettext_lazy("I declare that I have told everything fully and truthfully, and answer for it (item 23)")
    )

    def prepare(self) -> None:
        assert isinstance(self.case, Dossier)
        self.draft = Draft.of(self.case, self.on)
        self.initial.setdefault("digest", self.draft.digest)

    def clean(self) -> dict[str, Any]:
        super().clean()
        data, dossier = self.cleaned_data, self.case
        assert isinstance(dossier, Dossier)
        count = sum(len(state.reading.problems) for state in self.draft.states())
        if count:
            raise ValidationError(_("Still to be completed or corrected in the CV: %(count)s.") % {"count": count})
        if data.get("digest") != self.draft.digest:
            self.data = {**self.data.dict(), "digest": self.draft.digest} if hasattr(self.data, "dict") else self.data
            raise ValidationError(
                _("The CV was changed in another window meanwhile. Look it through and hand it in again.")
            )
        return {**data, "answers": self.draft.answers(), "head": head_of(dossier, self.on), "signed_on": self.on}


class SubmitCvForApplicantForm(SubmitCvForm):
    """By the cell, for an applicant without an account, from the paper he signed."""

    declared = forms.BooleanField(
        label=gettext_lazy("This is what the signed paper of the applicant says; he has no account")
    )
    file = forms.FileField(
        label=gettext_lazy("Scan of the signed paper"),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(EXTENSIONS)}),
    )


def head_of(dossier: Dossier, on: Any) -> dict[str, str]:
    """{superior, issuer}: what stands at the left of the head of the applicant's papers: his cell and what is above."""
    place = dossier.organization.placements.on(on).select_related("parent").first()
    return {"superior": place.parent.name if place else "", "issuer": dossier.organization.name}
