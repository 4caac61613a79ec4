"""Three votes below the ratio send a matter up (ADM-79): the votes of a proposal that was dropped count no more."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from admission.member_gathering import failed_votes
from admission.models import State
from tests.admission.member_journey import MemberJourney
from tests.chain import build_chain
from workflows.models import Event, Tally

pytestmark = pytest.mark.django_db


@pytest.fixture
def journey() -> MemberJourney:
    return MemberJourney(build_chain(with_section=False))


def below(journey: MemberJourney, times: int) -> MemberJourney:
    for _time in range(times):
        journey.vote(yes=2)
    return journey


def told(journey: MemberJourney) -> list[object]:
    events = Event.objects.filter(case_id=journey.case_id, kind="vote.below_ratio").order_by("sequence")
    return [event.payload.values["failed"] for event in events.select_related("payload")]


def dropped(journey: MemberJourney) -> None:
    journey.do("drop_removal", reason="thôi")


def test_removal_proposed_again_has_its_own_three_votes(journey: MemberJourney) -> None:
    journey.propose_removal()
    below(journey, 2)
    dropped(journey)
    journey.propose_removal()
    below(journey, 2)
    assert (journey.dossier.state, journey.step, told(journey)) == (
        State.REMOVAL_PROPOSED,
        "removal_cell",
        [1, 2, 1, 2],
    )
    below(journey, 1)
    assert (journey.dossier.state, told(journey)[-1]) == (State.ESCALATED, 3)


def test_removal_that_went_up_and_was_dropped_begins_anew(journey: MemberJourney) -> None:
    journey.propose_removal()
    below(journey, 3)
    assert journey.step == "escalated"
    dropped(journey)
    journey.propose_removal()
    below(journey, 1)
    assert (journey.step, told(journey)) == ("removal_cell", [1, 2, 3, 1])


def test_recognition_begun_anew_has_its_own_three_votes(journey: MemberJourney) -> None:
    below(journey.on("recognition_cell"), 2)
    journey.propose_removal()
    dropped(journey)
    assert journey.dossier.state == State.PROBATION_COMPLETE
    journey.on("recognition_cell")
    assert failed_votes(journey.dossier, "recognition_cell") == 0
    below(journey, 2)
    assert (journey.dossier.state, told(journey)) == (State.RECOGNITION_BELOW_RATIO, [1, 2, 1, 2])
    below(journey, 1)
    assert journey.dossier.state == State.ESCALATED


def test_votes_of_the_recognition_are_none_of_the_removal(journey: MemberJourney) -> None:
    below(journey.on("recognition_cell"), 2)
    journey.propose_removal()
    assert failed_votes(journey.dossier, "removal_cell") == 0


def _returned(journey: MemberJourney) -> None:
    journey.do("return_recognition", what="bản nhận xét")
    journey.do("supply_recognition", note="đã bổ sung")


@pytest.mark.parametrize("between", [None, _returned])
def test_what_is_no_new_proposal_resets_nothing(
    journey: MemberJourney, between: Callable[[MemberJourney], None] | None
) -> None:
    """Control: the votes of the cell and of the committee stay what they were while the same matter goes on."""
    below(journey.on("recognition_cell"), 1)
    journey.on("recognition_grassroots")
    below(journey, 2)
    assert [failed_votes(journey.dossier, f"recognition_{step}") for step in ("cell", "grassroots")] == [1, 2]
    if between is not None:
        journey.on("recognition_appraisal")
        between(journey)
        assert [failed_votes(journey.dossier, f"recognition_{step}") for step in ("cell", "grassroots")] == [1, 2]
        return
    below(journey, 1)
    assert journey.dossier.state == State.ESCALATED


def test_votes_are_counted_by_one_statement(journey: MemberJourney) -> None:
    journey.propose_removal()
    below(journey, 1)
    dossier = journey.dossier
    with CaptureQueriesContext(connection) as statements:
        assert failed_votes(dossier, "removal_cell") == 1
    assert (len(statements), Tally.objects.filter(case_id=journey.case_id, passed=False).count()) == (1, 1)
