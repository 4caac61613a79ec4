"""The form of a vote: counts, and the roster of the day with who was present."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from admission.models import Dossier
from workflows.forms import SHORT, ActForm, CountField, DayField, LongTextField, TextField, YesNoField


class VoteForm(ActForm):
    """The counts of a meeting with the roster of the day: who is summoned, who counts and why not, who was there."""

    held_on = DayField(label=_("Meeting held on"))
    chair = TextField(label=_("Chair"), max_length=120)
    resolution_number = TextField(label=_("Number of the resolution"), max_length=SHORT)
    secret = YesNoField(label=_("Form of the vote"), yes=_("Secret ballot"), no=_("By raising the party card"))
    present = forms.MultipleChoiceField(
        label=_("Present at the meeting"), widget=forms.CheckboxSelectMultiple, required=False
    )
    yes = CountField(label=_("In favour"))
    no = CountField(label=_("Against"))
    invalid = CountField(label=_("Invalid"), required=False, initial=0)
    conclusion = LongTextField(label=_("Conclusion of the meeting"), required=False)

    roster: list[Any]

    def prepare(self) -> None:
        assert isinstance(self.case, Dossier)
        assert self.task is not None
        assert self.task.body is not None
        day = self._day()
        self.roster = self.case.roster(self.task.body, day)
        choice = self.fields["present"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(row.person, row.name) for row in self.roster]
        self.initial.setdefault("present", [row.person for row in self.roster if row.counted])

    def _day(self) -> Any:
        """The roster is that of the meeting; until its day is known, of today."""
        try:
            day = self.fields["held_on"].clean(self.data.get("held_on"))
        except ValidationError:
            return self.on
        assert self.case is not None
        return max(self.case.last_day, min(day, self.on))

    @property
    def roster_rows(self) -> list[dict[str, Any]]:
        """[{"box": checkbox, "row": roster row}] in the order of names."""
        return [{"box": box, "row": row} for box, row in zip(self["present"], self.roster, strict=True)]

    @property
    def counted(self) -> int:
        """How many members of the proposed roster are in the base."""
        return sum(row.counted for row in self.roster)

    def clean_invalid(self) -> int:
        return self.cleaned_data.get("invalid") or 0
