"""A dossier whose verification is open."""

import pytest

from tests.admission.background.asking import DAUGHTER, WIFE, verifying
from tests.admission.cv.answers import FAMILY
from tests.chain import Chain, Journey, build_chain


@pytest.fixture
def chain() -> Chain:
    return build_chain()


@pytest.fixture
def journey(chain) -> Journey:
    """The CV was written here, with a spouse and a small child beside the usual family."""
    return verifying(chain, [*FAMILY, WIFE, DAUGHTER])
