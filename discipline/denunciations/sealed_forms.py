"""What the forms of a denunciation share: none keeps, shows or lets through who denounced."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from discipline.denunciations.identity import known_rows, knows, tells_who
from discipline.denunciations.models import Denunciation
from workflows.forms import ActForm, DayField, TextField
from workflows.verbs import Secret

#: What may hold who denounced: never compared, never kept by a page in between.
IDENTITY = ("name", "address", "contact", "original")
TELLS = _("This text lets the denouncer be known. Write it without.")


class SecretField(TextField):
    """Told to the act and kept by nobody else: no digest, no record."""

    def clean(self, value: Any) -> Any:
        return Secret(super().clean(value))


class SealedForm(ActForm):
    """Refuses a text that tells who denounced, of a user who knows it by the record: to others, the refusal would tell
    that they have guessed right.
    """

    @property
    def denunciation(self) -> Denunciation:
        assert isinstance(self.case, Denunciation)
        return self.case

    def rows_to_keep_out(self, data: dict[str, Any]) -> list[tuple[str, ...]]:
        case = self.denunciation
        return [*known_rows(case)] if knows(case, self.user) else []

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        rows = self.rows_to_keep_out(data)
        for name, value in list(data.items()):
            if rows and name not in IDENTITY and isinstance(value, str) and tells_who(value, rows):
                self.add_error(name, ValidationError(TELLS))
        return data


class DayForm(SealedForm):
    day = DayField(label=_("Day"))
