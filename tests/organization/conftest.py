"""Uploaded lists of a test lie in a folder of its own."""

from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture
def files_apart(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "imports"
