"""What a form of discipline chooses from: codes in words, rows of the case, bodies of the way."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from discipline.models import DisciplineCase
from workflows.forms import ActForm

PLEASE = ("", _("– choose –"))


def coded(labels: Mapping[Any, str], *, empty: bool = True) -> list[tuple[str, Any]]:
    """Codes with their words, after the question to choose one."""
    found = [(str(code), gettext(label)) for code, label in labels.items()]
    return [PLEASE, *found] if empty else found


class RowField(forms.ChoiceField):
    """A row of the case by its id; the cleaned value is the row itself."""

    rows: dict[str, Any]

    def offer(self, rows: Iterable[Any], named: Callable[[Any], str] = str) -> None:
        self.rows = {str(row.pk): row for row in rows}
        self.choices = [PLEASE, *((key, named(row)) for key, row in self.rows.items())]

    def clean(self, value: Any) -> Any:
        chosen = super().clean(value)
        return self.rows[chosen] if chosen else None


class CaseForm(ActForm):
    """A form of a verb of a discipline case."""

    @property
    def discipline(self) -> DisciplineCase:
        assert isinstance(self.case, DisciplineCase)
        return self.case
