"""A Khối with a file of each kind, built once for a module."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.permissions.relations import Khoi, build_khoi


@pytest.fixture(scope="module")
def khoi(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Khoi]:
    """What both worlds hold, built once for the module and undone at its end."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr("django.conf.settings.MEDIA_ROOT", Path(tmp_path_factory.mktemp("files")))
        yield build_khoi()
        transaction.set_rollback(True)
