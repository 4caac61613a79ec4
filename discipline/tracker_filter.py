"""What the tracker is asked: its form and the words it has in the address."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discipline.choices import coded
from discipline.codes import DECIDER_LABELS, FORM_LABELS
from discipline.codes_content import CONTENT_LABELS, content_named
from discipline.tracking import Status, Wanted
from organization.models import Organization
from workflows.case_filter import UNKNOWN_CODE, Meant, meant_by
from workflows.case_list import words_of
from workflows.forms import TextField

#: {field: its word in the address}. The name typed at ``member`` stands in none: the address has the key of its text.
ADDRESS = {
    "decider": "cap",
    "organization": "to_chuc",
    "form": "hinh_thuc",
    "code": "noi_dung",
    "member": "to_vien",
    "status": "tinh_trang",
    "red": "do",
    "view": "xem",
}
BOARD, TABLE = "cot", "bang"


class TrackerFilter(forms.Form):
    """Nothing is required; an unknown value is an error at its field and stays there."""

    decider = forms.ChoiceField(label=gettext_lazy("Level at which it stands"), required=False)
    organization = TextField(
        label=gettext_lazy("Organisation and all below it"), required=False, help_text=gettext_lazy("Code or name")
    )
    form = forms.ChoiceField(label=gettext_lazy("Form, decided or expected"), required=False)
    code = forms.ChoiceField(label=gettext_lazy("Content of the violation"), required=False)
    member = TextField(label=gettext_lazy("Member of the team"), required=False)
    status = forms.ChoiceField(label=gettext_lazy("Open or ended"), required=False)
    red = forms.BooleanField(label=gettext_lazy("Only what is in danger"), required=False)
    view = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data, auto_id="track-%s")
        every = ("", _("All"))
        self._offer("decider", [every, *coded(DECIDER_LABELS, empty=False)])
        self._offer("form", [every, *coded(FORM_LABELS, empty=False)])
        self._offer("code", [every, *((code, content_named(code)) for code in CONTENT_LABELS)])
        self._offer("status", list(Status.choices))
        for field in self.fields.values():
            if isinstance(field, forms.BooleanField):
                continue
            field.widget.attrs["class"] = "form-select" if isinstance(field, forms.ChoiceField) else "form-control"

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        field.error_messages["invalid_choice"] = UNKNOWN_CODE

    def add_prefix(self, field_name: str) -> str:
        return ADDRESS.get(field_name, field_name)

    def clean_member(self) -> str:
        text = str(self.cleaned_data["member"])
        if text and not words_of(text):
            raise ValidationError(_("There is no letter and no digit to search for."))
        return text

    def clean_view(self) -> str:
        return TABLE if self.cleaned_data["view"] == TABLE else BOARD

    def meant(self, on: date) -> Meant:
        """The organisation of valid text; its field gets the error when there is none, or more than one."""
        text = "" if self.has_error("organization") else self.cleaned_data.get("organization", "")
        if not text:
            return Meant()
        meant = meant_by(text, on, Organization.objects.all())
        if meant.choices:
            self.add_error("organization", ValidationError(_("Several organisations fit; choose one of them below.")))
        elif meant.organization is None:
            self.add_error("organization", ValidationError(_("No organisation has this code or name.")))
        return meant

    def wanted(self, organization: Organization | None) -> Wanted:
        """Of valid data."""
        asked = self.cleaned_data
        return Wanted(
            decider=asked["decider"],
            organization=organization,
            form=asked["form"],
            code=asked["code"],
            member=words_of(asked["member"]),
            status=asked["status"] or Status.OPEN,
            red=asked["red"],
        )

    def answers(self, organization: Organization | None) -> list[tuple[str, str]]:
        """[(label, value in words)] of what narrows the list."""
        found = []
        for name, value in self.cleaned_data.items():
            field = self.fields[name]
            if not value or name == "view":
                continue
            if name == "organization" and organization is not None:
                value = f"{organization.name} ({organization.code})"
            elif isinstance(field, forms.ChoiceField):
                value = dict(field.choices).get(value, value)  # type: ignore[arg-type]
            elif value is True:
                value = _("yes")
            found.append((str(field.label), str(value)))
        return found
