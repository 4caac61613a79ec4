"""The bench runs with settings of its own (`make bench`); the suite passes it by."""

from collections.abc import Iterator

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from pytest_django import DjangoDbBlocker

WITH_RIVAL = "tests.bench.stock" in settings.INSTALLED_APPS
collect_ignore_glob = [] if WITH_RIVAL else ["test_*.py"]


@pytest.fixture(scope="session")
def database(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """What is written here is committed. Without --reuse-db the small twin goes as the database itself does."""
    with django_db_blocker.unblock():
        yield
    if not request.config.getvalue("reuse_db"):
        where = connection.settings_dict
        given = {name.lower(): where[name] for name in ("HOST", "PORT", "USER", "PASSWORD") if where[name]}
        with psycopg.connect(dbname="postgres", autocommit=True, **given) as server:
            server.execute(f'DROP DATABASE IF EXISTS "{where["NAME"]}_small"')
