"""Where a day's limits on sizes come from: the function that ``SIZE_LIMITS`` names, since law is read further up."""

from collections.abc import Callable
from datetime import date
from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string

from organization.sizes import Limits


def limits_on(on: date) -> Limits:
    """The limits of the day; none when the setting is absent."""
    dotted = getattr(settings, "SIZE_LIMITS", "")
    return cast(Callable[[date], Limits], import_string(dotted))(on) if dotted else {}
