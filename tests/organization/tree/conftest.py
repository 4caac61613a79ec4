"""A tree of two levels under one top: what the levels, the card and the search are asked about."""

import pytest

from organization.models import Kind, Organization
from tests.factories import organization


@pytest.fixture
def units() -> dict[str, Organization]:
    """superior > base > cell and cell2; superior > base2."""
    superior = organization(Kind.SUPERIOR, name="superior", code="10")
    base = organization(Kind.BASE, parent=superior, name="base", code="10.1")
    base2 = organization(Kind.BASE, parent=superior, name="base2", code="10.2")
    cell = organization(Kind.CELL, parent=base, name="cell", code="10.1.1")
    cell2 = organization(Kind.CELL, parent=base, name="cell2", code="10.1.2")
    return {"superior": superior, "base": base, "base2": base2, "cell": cell, "cell2": cell2}
