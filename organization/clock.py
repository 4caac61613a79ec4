"""The day of the demonstration or of the clock. Views, commands and the log-in backend may ask; nothing below them."""

from datetime import date

from django.conf import settings
from django.utils import timezone


def today() -> date:
    """The fixed day of the setting ``TODAY`` if there is one, otherwise the clock's, in the project's time zone."""
    return settings.TODAY or timezone.localdate()
