"""The forms of signing in. What was typed stays, except what is secret."""

from typing import Any

from django import forms
from django.contrib.auth import authenticate, password_validation
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from organization.models import User
from organization.sign_in import entry_codes, throttle
from organization.sign_in.models import EntryCode
from organization.sign_in.passwords import LONGEST, one_spelling


class SignInForm(AuthenticationForm):
    """User name and password. One text for a wrong name and a wrong password, and the limits come before both."""

    @sensitive_variables("password")
    def clean(self) -> dict[str, Any]:
        name, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if name is None or not password:
            return self.cleaned_data
        try:
            tried = throttle.attempt(name, throttle.address_of(self.request) if self.request else "")
        except throttle.TooOften as error:
            raise ValidationError(str(error), code="throttled") from error
        self.user_cache = authenticate(self.request, username=name, password=password)
        if self.user_cache is None:
            tried.failed()
            raise self.get_invalid_login_error()
        tried.succeeded()
        return self.cleaned_data

    @property
    def throttled(self) -> str:
        """Why nothing was looked at, in words; empty when it was."""
        errors = self.non_field_errors().as_data()
        return next((str(error.message) for error in errors if error.code == "throttled"), "")


class Typed(forms.CharField):
    """A secret that is typed: never shown again, spaces around it are its own."""

    def __init__(self, *, autocomplete: str, **named: Any) -> None:
        widget = forms.PasswordInput(attrs={"class": "form-control", "autocomplete": autocomplete})
        super().__init__(widget=widget, strip=False, max_length=LONGEST, **named)


class NewPassword(forms.Form):
    """A password chosen, twice. ``owner``: whose it becomes, None where nobody is known yet."""

    new = Typed(
        label=_("New password"),
        autocomplete="new-password",
        help_text=_("At least 12 characters: some words that only you put together. No rule on capitals or digits."),
    )
    again = Typed(label=_("New password once more"), autocomplete="new-password")

    def __init__(self, *args: Any, owner: User | None = None, **named: Any) -> None:
        super().__init__(*args, **named)
        self.owner = owner

    @sensitive_variables()
    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        new, again = (one_spelling(data.get(name) or "") for name in ("new", "again"))
        if new and again and new != again:
            self.add_error("again", _("The two are not the same."))
        elif new and self.owner is not None:
            self.check_new(new, self.owner)
        return data

    def check_new(self, new: str, owner: User) -> None:
        try:
            password_validation.validate_password(new, owner)
        except ValidationError as error:
            self.add_error("new", error)


class ChangePassword(NewPassword):
    """By its owner, who knows the one he has."""

    old = Typed(label=_("Present password"), autocomplete="current-password")
    field_order = ("old", "new", "again")
    owner: User

    @sensitive_variables("old")
    def clean_old(self) -> str:
        old: str = self.cleaned_data["old"]
        try:
            tried = throttle.attempt_code(self.owner.pk)
        except throttle.TooOften as error:
            raise ValidationError(str(error)) from error
        if not self.owner.check_password(one_spelling(old)):
            tried.failed()
            raise ValidationError(_("The password is not right."))
        tried.succeeded()
        return old


class EntryCodeForm(NewPassword):
    """User name and code from the administrator, and the password that its owner chooses. ``found`` once valid."""

    username = forms.CharField(
        label=_("User name"),
        max_length=150,
        widget=forms.TextInput(
            attrs={
                "class": "form-control",
                "autocomplete": "username",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
    )
    code = forms.CharField(
        label=_("One-time code"),
        max_length=40,
        help_text=_("From the administrator, for example BCDF-GHJK-2345-6789."),
        widget=forms.TextInput(
            attrs={
                "class": "form-control code",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
    )
    field_order = ("username", "code", "new", "again")
    found: EntryCode | None = None

    def __init__(self, *args: Any, request: HttpRequest, **named: Any) -> None:
        super().__init__(*args, **named)
        self.request = request

    @sensitive_variables()
    def clean(self) -> dict[str, Any]:
        data = super().clean()
        name, code = data.get("username"), data.get("code")
        if not name or not code:
            return data
        try:
            tried = throttle.attempt(name, throttle.address_of(self.request))
        except throttle.TooOften as error:
            raise ValidationError(str(error), code="throttled") from error
        found = entry_codes.owner_of(one_spelling(name).strip(), code)
        if found is None:
            tried.failed()
            self.add_error("code", _("The code does not belong to this user name, was used, or its time is over."))
            return data
        tried.succeeded()
        self.found = found
        if data.get("new") and not self.errors:
            self.check_new(one_spelling(data["new"]), found.user)
        return data


class CodeForm(forms.Form):
    """A code of the telephone, or one on paper."""

    code = forms.CharField(
        label=_("Code"),
        max_length=30,
        widget=forms.TextInput(
            attrs={
                "class": "form-control code",
                "autocomplete": "one-time-code",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "autofocus": True,
            }
        ),
    )
