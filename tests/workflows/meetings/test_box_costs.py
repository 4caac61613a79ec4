"""What the acts on a box of electronic ballots cost: few statements, however many ballots there are."""

import pytest

from tests.counting import Acts
from tests.workflows.meetings.votes import cell_that_met, open_electronically, vote_electronically

pytestmark = pytest.mark.django_db


def test_acts_on_an_electronic_box_stay_within_their_statements(monkeypatch: pytest.MonkeyPatch) -> None:
    acts = Acts()
    with acts.watched(monkeypatch):
        vote_electronically(cell_that_met())
        broken = open_electronically(cell_that_met())
        broken.do("break_off_vote", on=broken.day, reason="Midnight.", acknowledge=True)
    done = {verb: count for (_model, verb), count in acts.most.items()}
    assert {"open_vote", "seal_box", "count_ballots", "break_off_vote"} <= done.keys()
    assert {verb: count for verb, count in done.items() if count > 25} == {}
