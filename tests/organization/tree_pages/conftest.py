"""A small tree, looked at on one day."""

import pytest
from pytest_django import Settings

from organization.models import Kind, Organization
from tests.factories import organization
from tests.organization.tree_pages.pages import TODAY


@pytest.fixture(autouse=True)
def today(settings: Settings) -> None:
    settings.TODAY = TODAY


@pytest.fixture
def units() -> dict[str, Organization]:
    """superior > base > cell; superior > other."""
    superior = organization(Kind.SUPERIOR, name="Superior", code="10")
    base = organization(Kind.BASE, parent=superior, name="Base", code="10.1")
    other = organization(Kind.BASE, parent=superior, name="Other base", code="10.2")
    cell = organization(Kind.CELL, parent=base, name="Cell", code="10.1.1")
    return {"superior": superior, "base": base, "other": other, "cell": cell}
