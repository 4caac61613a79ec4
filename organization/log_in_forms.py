"""The administrator's forms of a log-in: whose it is does not change in the middle of a vote."""

from typing import Any

from django import forms
from django.contrib.auth.forms import UserChangeForm, UsernameField
from django.core.exceptions import ValidationError

from organization.clock import today
from organization.log_ins import held_because
from organization.models import Person, User


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
    """Of a log-in that exists. Its password is its owner's: the administrator neither sees nor sets it."""

    password = None  # type: ignore[assignment]


class NewLogInForm(WhoseLogIn, forms.ModelForm):
    """Of a new one, which nobody enters before a one-time code was issued."""

    class Meta:
        model = User
        fields = ("username", "person")
        field_classes = {"username": UsernameField}

    def save(self, commit: bool = True) -> User:
        self.instance.set_unusable_password()
        return super().save(commit)
