"""A vote that has begun ends by its outcome or by being broken off: no other act leaves it behind."""

import pytest

from admission.flows import AdmissionFlow
from admission.models import State
from tests.admission.member_journey import MemberJourney
from tests.chain import build_chain
from tests.holding_meetings import signed_minutes
from workflows.acting import Refused
from workflows.audit.models import Event
from workflows.meetings.models import AgendaItem, ItemState
from workflows.meetings.steps import MeetingStep
from workflows.meetings.verbs import meeting_day

pytestmark = pytest.mark.django_db
VOTED = "The dossier is being voted on"


@pytest.fixture
def journey() -> MemberJourney:
    return MemberJourney(build_chain(with_section=False))


def removal(journey: MemberJourney) -> MemberJourney:
    journey.propose_removal()
    assert journey.step == "removal_cell"
    return journey


@pytest.mark.parametrize("until", ["open", "sealed", "counted"])
def test_removal_is_not_dropped_in_the_midst_of_its_vote(journey, until):
    removal(journey).meet()
    journey.open_vote()
    if until == "sealed":
        journey.do("seal_box", on=journey.day)
    if until == "counted":
        journey.count(no=3)
    with pytest.raises(Refused, match=VOTED):
        journey.do("drop_removal", on=journey.day, reason="thôi")
    assert journey.step == "removal_cell"
    assert journey.item.state in (ItemState.VOTING, ItemState.SEALED, ItemState.COUNTED)


def test_after_the_vote_is_set_aside_the_removal_is_dropped(journey):
    removal(journey).meet()
    journey.open_vote()
    told = {"reason": "mất điện", "item": journey.item.public_id, "minutes": signed_minutes()}
    journey.do("set_aside_vote", on=journey.day, **told)
    journey.do("drop_removal", reason="thôi")
    assert journey.dossier.state == State.PROBATIONARY


def test_what_was_only_on_the_agenda_goes_with_the_step(journey):
    removal(journey).plan()
    item = journey.item
    journey.do("drop_removal", on=journey.day, reason="thôi")
    item.refresh_from_db()
    assert item.state == ItemState.ABANDONED
    assert not AgendaItem.objects.filter(case_id=journey.case_id, state=ItemState.LISTED).exists()


def test_removal_is_not_proposed_over_a_counted_recognition(journey):
    journey.on("recognition_cell")
    journey.meet()
    journey.open_vote()
    journey.count(no=4)
    with pytest.raises(Refused, match=VOTED):
        journey.propose_removal()
    assert journey.item.state == ItemState.COUNTED


def test_record_says_that_a_vote_ended_with_a_death(journey):
    journey.on("recognition_cell")
    journey.meet()
    journey.open_vote()
    data = {"died_on": journey.day, "number": "1", "file": None, "acknowledge": True}
    journey.do_on_case("report_death", by=journey.chain.users["cell"], **data)
    assert Event.objects.filter(case_id=journey.case_id, kind="vote.broken_off").count() == 1


def test_every_other_way_out_of_a_meeting_is_known():
    others = {
        doing.verb.code
        for node in AdmissionFlow.instance.nodes()
        if isinstance(node, MeetingStep)
        for doing in node.doings.values()
        if doing.completes and doing.verb.day_of is not meeting_day
    }
    assert others == {"ask_higher_consent", "drop_removal", "return_to_cell", "take_up_removal"}
