"""What tests of the procedure share: a reader of the pages, and the local law of Hà Nội."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client, override_settings

from organization.models import User
from tests.admission.signing_in import SignIn
from tests.chain import START


@pytest.fixture
def sign_in(settings: Any) -> SignIn:
    """Signs a user in, in the language of the sources; the clock of the pages stands on the day."""

    def as_user(user: User, on: date = START) -> Client:
        settings.TODAY = on
        client = Client(headers={"accept-language": "en"})
        client.force_login(user)
        return client

    return as_user


@pytest.fixture
def in_hanoi() -> Iterator[None]:
    """The local rules of Hanoi, everywhere."""
    with override_settings(ADMISSION_LOCAL_LAW="ha-noi"):
        yield
