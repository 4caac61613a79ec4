"""Boxes opened with passphrases that are cheap to try, and a dossier that waits for its cell."""

import pytest
from nacl.pwhash import argon2id

from tests.chain import Journey, build_chain
from workflows.meetings import sealing


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "OPSLIMIT", argon2id.OPSLIMIT_MIN)
    monkeypatch.setattr(sealing, "MEMLIMIT", argon2id.MEMLIMIT_MIN)


@pytest.fixture
def journey() -> Journey:
    return Journey(build_chain()).to("cell")


@pytest.fixture
def met(journey: Journey) -> Journey:
    """The cell has met; nothing has been voted."""
    journey.meet()
    return journey


@pytest.fixture
def committee() -> Journey:
    """A dossier before the committee of the base."""
    return Journey(build_chain()).to("grassroots")
