"""A probationary member who may move, for good or for a time."""

from collections.abc import Iterator
from copy import copy
from datetime import timedelta

import pytest
from pytest_django import DjangoDbBlocker

from tests.admission.member_journey import undone
from tests.admission.member_moves import MovingMember, moving_member


@pytest.fixture(scope="module")
def admitted(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[MovingMember]:
    with undone(django_db_blocker):
        yield moving_member()


@pytest.fixture
def journey(admitted: MovingMember) -> MovingMember:
    """Thirty days after his ceremony; ``there`` is the place he moves to, or is active at for a time."""
    again = copy(admitted)
    again.day += timedelta(days=30)
    return again
