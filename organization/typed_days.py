"""Days as people type them, read in one way everywhere: in forms, in lists, in the addresses of pages, in commands."""

import re
from argparse import ArgumentTypeError
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})")


class NotADay(ValueError):
    """The text is not written as a day."""


class NoSuchDay(NotADay):
    """The text is written as a day that no calendar has; ``str()`` says so."""


def typed_day(text: str) -> date:
    """The day that dd/mm/yyyy (also with dots or hyphens) or yyyy-mm-dd names. Raises NotADay or NoSuchDay."""
    match = _DAY.fullmatch(text)
    if match is None:
        raise NotADay(text)
    day, month, year = (match[1], match[2], match[3]) if match[1] else (match[6], match[5], match[4])
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise NoSuchDay(_("There is no such day in the calendar: “%(text)s”.") % {"text": text}) from None


def day_argument(text: str) -> date:
    """A day on a command line. Raises ArgumentTypeError, whose words argparse prints."""
    try:
        return typed_day(text.strip())
    except NoSuchDay as error:
        raise ArgumentTypeError(str(error)) from error
    except NotADay as error:
        told = _("“%(text)s” is not a day. Write yyyy-mm-dd or dd/mm/yyyy, for example 2025-08-01 or 01/08/2025.")
        raise ArgumentTypeError(told % {"text": text}) from error


class DayField(forms.DateField):
    """A day, typed as dd/mm/yyyy; yyyy-mm-dd is read as well."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {
            "inputmode": "numeric",
            "placeholder": gettext_lazy("dd/mm/yyyy"),
            "autocomplete": "off",
            "maxlength": 10,
        }
        kwargs.setdefault("widget", forms.DateInput(format="%d/%m/%Y", attrs=attrs))
        invalid = gettext_lazy("Write the day as dd/mm/yyyy, for example 25/03/2026.")
        kwargs.setdefault("error_messages", {"invalid": invalid})
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value.strip() if isinstance(value, str) else value)
        try:
            return typed_day(value.strip())
        except NoSuchDay as error:
            raise ValidationError(str(error), code="no_such_day") from error
        except NotADay as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error
