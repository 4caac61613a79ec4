"""Who looks at the pages in a test, on which day."""

from datetime import date
from typing import Protocol

from django.test import Client

from organization.models import User


class SignIn(Protocol):
    """The ``sign_in`` of conftest.py; the day is that on which the journeys begin unless told."""

    def __call__(self, user: User, on: date = ...) -> Client: ...
