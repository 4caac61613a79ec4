"""Nothing that somebody typed or that a case says reaches the application's log."""

import io
import logging
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError
from django.urls import reverse
from django.utils.module_loading import import_string

from organization.models import Person, User
from tests import factories
from tests.workflows.pages.conftest import journey as journey
from tests.workflows.pages.conftest import page as page
from tests.workflows.pages.sent import address

pytestmark = pytest.mark.django_db

CANARY = "Canaria Tên Thật"


@pytest.fixture
def logged():
    """What the program's own handler writes, as the settings make it."""
    logging_settings: dict[str, Any] = settings.LOGGING
    plain = logging_settings["formatters"]["plain"]
    assert logging_settings["handlers"]["console"]["formatter"] == "plain"
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(import_string(plain["()"])(plain["format"], style=plain["style"]))
    logging.getLogger().addHandler(handler)
    yield stream
    logging.getLogger().removeHandler(handler)


def test_error_of_the_database_is_logged_without_its_values(logged):
    factories.user(username=CANARY)
    try:
        User.objects.create(username=CANARY)
    except IntegrityError:
        logging.getLogger("any").exception("a row was refused")

    assert "a row was refused" in logged.getvalue()
    assert "django.db.utils.IntegrityError" in logged.getvalue()
    assert "test_logs.py" in logged.getvalue()
    assert CANARY not in logged.getvalue()


def test_error_of_the_program_itself_says_what_is_wrong(logged):
    try:
        raise ImproperlyConfigured("the table disagrees") from ValueError(CANARY)
    except ImproperlyConfigured:
        logging.getLogger("any").exception("x")

    assert "the table disagrees" in logged.getvalue()
    assert "builtins.ValueError" in logged.getvalue()
    assert CANARY not in logged.getvalue()


def test_pages_that_fail_and_pages_that_do_not_log_no_name(journey, page, logged):
    person = journey.chain.applicant.person
    Person.objects.filter(pk=person.pk).update(full_name=CANARY)
    client = page("cell")
    client.raise_request_exception = False
    case = reverse("case", args=[journey.dossier.public_id])
    for url in ("/", case, address(journey), "/ho-so/?tu_khoa=Canaria", "/khong-co/", reverse("cases")):
        client.get(url)
    client.post(address(journey, "add_introducer"), {"key": str(uuid4()), "remarks": CANARY})
    type(journey.dossier).objects.filter(pk=journey.dossier.pk).update(state=CANARY[:8])
    client.get(case)

    assert "/khong-co/" in logged.getvalue()
    assert "Canaria" not in logged.getvalue()
