"""Boxes of these tests are opened with passphrases that are cheap to try."""

import pytest
from nacl.pwhash import argon2id

from workflows.meetings import sealing


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "OPSLIMIT", argon2id.OPSLIMIT_MIN)
    monkeypatch.setattr(sealing, "MEMLIMIT", argon2id.MEMLIMIT_MIN)
