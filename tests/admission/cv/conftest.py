"""A dossier whose applicant writes his CV."""

import pytest

from tests.chain import Chain, Journey, build_chain


@pytest.fixture
def chain() -> Chain:
    return build_chain()


@pytest.fixture
def journey(chain: Chain) -> Journey:
    return Journey(chain)
