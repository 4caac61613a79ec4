"""What the pages of the tree ask for: a day, and words to look for."""

import unicodedata
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organization.text import fold
from organization.typed_days import DayField

#: No row is older; a day before it is a slip of the hand.
EARLIEST = date(1900, 1, 1)


class DayForm(forms.Form):
    """The day that is looked at; the field is named as in the address."""

    ngay = DayField(label=_("On the day"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ngay"].widget.attrs["class"] = "form-control"

    def clean_ngay(self) -> date | None:
        day: date | None = self.cleaned_data["ngay"]
        if day is not None and day < EARLIEST:
            raise forms.ValidationError(_("Write a day not before %(day)s."), params={"day": f"{EARLIEST:%d/%m/%Y}"})
        return day


class FindForm(forms.Form):
    """Words of a code or a name, with or without diacritics."""

    q = forms.CharField(
        label=_("Find an organisation or a holder of a seat"),
        max_length=100,
        error_messages={"required": _("Write a name or a code.")},
        widget=forms.SearchInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )

    def clean_q(self) -> str:
        text = "".join(one for one in self.cleaned_data["q"] if unicodedata.category(one)[0] != "C")
        if not fold(text):
            raise forms.ValidationError(self.fields["q"].error_messages["required"])
        return text
