"""A dossier, and its users at their desks."""

import pytest
from django.test import Client

from organization.models import User
from tests.chain import Journey, build_chain


@pytest.fixture
def journey() -> Journey:
    return Journey(build_chain())


@pytest.fixture
def page(settings, client, journey):
    """``page(name)``: a client of that user on the day of the journey, reading English."""

    def sign_in(name: str | User) -> Client:
        settings.TODAY = journey.day
        settings.LANGUAGE_CODE = "en"
        signed = Client(headers={"accept-language": "en"})
        signed.force_login(journey.chain.users[name] if isinstance(name, str) else name)
        return signed

    return sign_in
