"""An applicant is active elsewhere for a time: the cell there prepares, his own votes (ADM-72)."""

import pytest

from admission.models import State
from tests.admission.moves import two_places
from tests.admission.moving.stays import begin
from tests.admission.reading import sees
from workflows.actions import Refused
from workflows.audit.chain import verify

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("step", ["draft", "verify", "completion"])
def test_temporary_cell_prepares_the_dossier_of_an_applicant_and_his_own_votes(step: str) -> None:
    journey = two_places().to(step)
    begin(journey)
    there, here = journey.there, journey.chain
    assert (journey.step, journey.task.body) == (step, there.bodies["cell"])
    prepares = dict.fromkeys(("draft", "verify", "completion"), there.users["cell"])
    journey.chain.actors = {**here.actors, **prepares}
    journey.to("cell")
    assert journey.task.body == here.bodies["cell"]
    assert not sees(journey, there.users["grassroots"])
    journey.to("end")
    assert (journey.dossier.state, journey.dossier.organization) == (State.PROBATIONARY, here.cell)
    assert journey.task.body == there.bodies["cell"]
    assert verify(journey.dossier).ok


def test_certificate_stays_with_the_committee_while_he_is_away() -> None:
    journey = two_places().to("certify")
    begin(journey)
    assert (journey.step, journey.task.body) == ("certify", journey.chain.bodies["grassroots"])


def test_applicant_who_is_away_does_not_move_for_good() -> None:
    journey = two_places().to("draft")
    begin(journey)
    with pytest.raises(Refused, match="record its end first"):
        journey.open(by=journey.origin["cell"], verb="report_move")
