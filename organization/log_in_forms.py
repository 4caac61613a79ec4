"""The administrator's forms of a log-in: whose it is does not change in the middle of a vote."""

from typing import Any

from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.core.exceptions import ValidationError

from organization.clock import today
from organization.log_ins import held_because
from organization.models import Person


class WhoseLogIn:
    """Refuses another person, where the one left or the one taken is held (organization/log_ins.py)."""

    instance: Any
    cleaned_data: dict[str, Any]

    def clean_person(self) -> Person | None:
        person: Person | None = self.cleaned_data["person"]
        if (person and person.pk) == self.instance.person_id:
            return person
        reason = held_because(self.instance.person, today()) or held_because(person, today())
        if reason:
            raise ValidationError(reason)
        return person


class LogInForm(WhoseLogIn, UserChangeForm):
    """Of a log-in that exists."""


class NewLogInForm(WhoseLogIn, AdminUserCreationForm):
    """Of a new one."""
