"""A cell whose secretary looks at the list of cases."""

import pytest
from django.test import Client

from organization.models import Body, User
from tests.factories import body, organization, person, seat, user
from tests.workflows.case_list.dossiers import ON


@pytest.fixture
def room() -> Body:
    """A cell whose secretary looks at the list."""
    return body(organization(name="Chi bộ Kế hoạch", code="CB-017"), name="Cell of planning")


@pytest.fixture
def reader(room: Body) -> User:
    return user(seat(person("Reader Of Lists"), room).person)


@pytest.fixture
def at_desk(client: Client, settings, reader: User) -> Client:
    settings.TODAY = ON
    client.force_login(reader)
    return client
