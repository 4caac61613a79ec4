"""What tests of discipline share: pages are opened by ``sign_in``; every act of every test is counted."""

from collections.abc import Iterator

import pytest

from tests.admission.conftest import sign_in
from tests.counting import Acts
from tests.discipline.budgets import ACT, MORE

__all__ = ["sign_in"]


@pytest.fixture(autouse=True)
def costs(monkeypatch: pytest.MonkeyPatch) -> Iterator[Acts]:
    """A verb that takes more statements than its budget fails the test in which it does."""
    acts = Acts()
    with acts.watched(monkeypatch):
        yield acts
    assert {act: count for act, count in acts.most.items() if count > MORE.get(act, (ACT, ""))[0]} == {}
