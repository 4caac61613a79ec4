"""What a form asks, as fields of the act that makes its paper; left empty, the paper has lines to write on."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from workflows.forms import ActForm
from workflows.papers.fields import Field
from workflows.papers.schema import Form
from workflows.papers.values import About, Wrong, read


class PaperField(forms.CharField):
    """A field of a form, read as the CV's are."""

    def __init__(self, asked: Field, on: date, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 3}) if asked.kind == "long" else forms.TextInput()
        super().__init__(label=asked.label, required=False, widget=widget, strip=False, **kwargs)
        self.asked, self.about = asked, About(on)

    def to_python(self, value: Any) -> Any:
        try:
            return read(self.asked, str(value or ""), self.about)
        except Wrong as error:
            raise ValidationError(str(error)) from error


def ask(form: ActForm, paper: Form | None) -> None:
    """Add to the form of an act what the form of the paper asks and the act does not ask already."""
    for one in paper.fields if paper else ():
        if one.name not in form.fields:
            form.fields[one.name] = PaperField(one, form.on)
            form.fields[one.name].help_text = _("For form %(form)s; left empty, the paper has lines to write on.") % {
                "form": paper.form if paper else ""
            }
