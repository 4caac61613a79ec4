"""A probationary member, admitted once for the tests of a module."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.admission.member_journey import MemberJourney, kept


@pytest.fixture(scope="module")
def admitted(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[MemberJourney]:
    with kept(django_db_blocker) as journey:
        yield journey


@pytest.fixture
def journey(admitted: MemberJourney) -> MemberJourney:
    """On the day after the ceremony."""
    return admitted.again()
