"""The day of the demonstration or of the clock. Only views, commands and the log-in backend may ask; below them the day is an argument."""

from datetime import date

from django.conf import settings
from django.utils import timezone


def today() -> date:
    """The fixed day of the setting ``TODAY`` if there is one, otherwise the day of the clock in the project's time zone."""
    return settings.TODAY or timezone.localdate()
