"""Signing in as in production: second factor, proof before final acts, a key of its own, counters at zero."""

from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.test import Client

from organization.models import BodyKind, Kind, User
from organization.sign_in import sealing
from tests.factories import body, organization, seat, user
from tests.organization.sign_in.telephone import SECRET, enrolled, signed_in

#: A minute of the clock at which a test begins.
NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def as_in_production(settings, tmp_path):
    settings.SECOND_FACTOR = settings.STEP_UP = True
    settings.SIGN_IN_KEY_FILE = tmp_path / "keys" / "sign-in.key"
    settings.TODAY, settings.SESSION_NOTED_SECONDS = None, 60
    settings.PASSWORD_HASHERS = ["tests.organization.sign_in.telephone.QuickArgon2"]
    sealing.make_key()
    cache.clear()
    yield
    cache.clear()


def sitting(kind: str, owner: str) -> User:
    """Somebody with a password and a seat in such a body of such an organisation."""
    made = user(password=SECRET)
    seat(made.person, body(organization(kind=owner), kind=kind))
    return made


@pytest.fixture
def secretary(db) -> User:
    """Of a grassroots committee: signs in with a second factor."""
    return sitting(BodyKind.COMMITTEE, Kind.BASE)


@pytest.fixture
def member(db) -> User:
    """Of a cell committee under it: does not."""
    return sitting(BodyKind.CELL_COMMITTEE, Kind.CELL)


@pytest.fixture
def root(db) -> User:
    return user(username="quantri", password=SECRET, is_superuser=True)


@pytest.fixture
def other_root(db) -> User:
    return user(username="quantri2", password=SECRET, is_superuser=True)


@pytest.fixture
def desk(root: User) -> Client:
    return signed_in(root, enrolled(root)[0])


@pytest.fixture
def other_desk(other_root: User) -> Client:
    return signed_in(other_root, enrolled(other_root)[0])
