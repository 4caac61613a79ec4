"""What tests of discipline share: pages are opened by ``sign_in``; every act of every test is counted."""

from collections.abc import Iterator

import pytest

from tests.admission.conftest import sign_in
from tests.counting import Acts
from tests.discipline.budgets import ACT, MORE

__all__ = ["sign_in"]


@pytest.fixture(autouse=True)
def costs(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[Acts]:
    """A verb that takes more statements than its budget fails the test in which it does. ``COSTS`` of a module: what
    its verbs may take, and why, as in budgets.py.
    """
    allowed = {**MORE, **getattr(request.module, "COSTS", {})}
    acts = Acts()
    with acts.watched(monkeypatch):
        yield acts
    assert {act: count for act, count in acts.most.items() if count > allowed.get(act, (ACT, ""))[0]} == {}
