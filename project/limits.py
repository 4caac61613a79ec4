"""The law on sizes of party organisations, handed down to the organisation's admin (setting ``SIZE_LIMITS``)."""

from datetime import date

from django.conf import settings

from workflows.law import Law, law_on


def size_limits(on: date) -> Law:
    """The provisions on sizes in force on the day."""
    return law_on(settings.BASE_DIR / "organization" / "law", on)
