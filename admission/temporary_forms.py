"""The forms of a temporary party activity: where, how long, why; longer; back again."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from admission.facts_temporary import STAY_KIND_LABELS
from admission.transfer_forms import OrganizationCodeField
from workflows.forms import SHORT, ActForm, DayField, TextField

_RETURN = _("The first day on which his own cell prepares again.")


class BeginStayForm(ActForm):
    place = OrganizationCodeField(
        label=_("Code of the cell where he is active for a time"),
        max_length=SHORT,
        required=False,
        help_text=_("As the tree of organisations shows it."),
    )
    outside = TextField(
        label=_("Or a place outside this system"),
        required=False,
        help_text=_("This cell then goes on preparing, with the papers and remarks from there."),
    )
    kind = forms.ChoiceField(label=_("Why"), widget=forms.RadioSelect)
    since = DayField(label=_("From"))
    until = DayField(label=_("Day of the return"), help_text=_RETURN)
    number = TextField(label=_("Number of the letter"), max_length=SHORT)
    needed = {"place": _("needed where no place outside is named"), "outside": _("needed where no code is given")}

    def prepare(self) -> None:
        self.fill_choices("kind", [(code.value, gettext(label)) for code, label in STAY_KIND_LABELS.items()])

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until <= since:
            self.add_error("until", _("The end lies before the beginning."))
        named = [bool(self.cleaned_data.get(name)) for name in ("place", "outside")]
        if "place" not in self.errors and sum(named) != 1:
            self.add_error("place", _("Name the place: a cell of this system, or a place outside it."))
        return cleaned


class ExtendStayForm(ActForm):
    until = DayField(label=_("New day of the return"), help_text=_RETURN)
    number = TextField(label=_("Number of the paper"), max_length=SHORT)


class CloseStayForm(ActForm):
    returned_on = DayField(label=_("Back on"), help_text=_RETURN)


TEMPORARY_FORMS: dict[str, type[ActForm]] = {
    "begin_stay": BeginStayForm,
    "extend_stay": ExtendStayForm,
    "close_stay": CloseStayForm,
}
