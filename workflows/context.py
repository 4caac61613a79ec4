"""What every page shows about today and about who is signed in."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from organization.clock import today
from organization.models import Person, Seat
from organization.queries import seats_of


def page(request: HttpRequest) -> dict[str, Any]:
    """``today``, ``fixed_today``, ``demo``; ``me``, ``my_seats``: read only where a template asks for them."""
    on = today()

    def my_seats() -> list[Seat]:
        return list(seats_of(_person(request), on))

    return {
        "today": on,
        "fixed_today": settings.TODAY is not None,
        "demo": settings.DEMO,
        "me": SimpleLazyObject(lambda: _person(request)),
        "my_seats": SimpleLazyObject(my_seats),
    }


def _person(request: HttpRequest) -> Person | None:
    user = getattr(request, "user", None)
    return user.person if user is not None and user.is_authenticated and user.person_id is not None else None
