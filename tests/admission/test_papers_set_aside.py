"""Papers of bodies whose acts count no more stay in the file and are current no more."""

from datetime import date, timedelta

import pytest

from admission.models import State
from organization.models import Power, PowerGrant
from tests.admission.member_journey import MemberJourney
from tests.admission.profiles import journey_of
from tests.admission.reading import current
from tests.admission.traveller import put_under
from tests.chain import Journey, build_chain
from workflows.models import Document

pytestmark = pytest.mark.django_db


def authorised(journey: Journey) -> None:
    """From the next day on the grassroots committee decides itself."""
    since: date = journey.day + timedelta(days=1)
    PowerGrant.objects.create(
        organization=journey.chain.base, power=Power.AUTHORISED, decision_number="8-QĐ", decided_on=since, since=since
    )


def test_papers_above_the_cell_are_set_aside_when_the_dossier_is_led_anew():
    journey = journey_of("p1").to("appraisal")
    above = {"section_report", "grassroots_resolution"}
    assert above <= current(journey)
    authorised(journey)
    journey.do_on_case("lead_anew", by=journey.chain.users["cell"], reason="ủy quyền", acknowledge=True)
    assert not above & current(journey)
    assert "cell_resolution" in current(journey)
    assert Document.objects.filter(case=journey.case_id, code__in=above).count() == 2


@pytest.mark.parametrize("recognition", [False, True])
def test_resolution_of_a_grassroots_cell_stands_though_it_is_the_paper_of_a_committee_elsewhere(recognition):
    journey: Journey = MemberJourney(build_chain("p4")) if recognition else journey_of("p4")
    if isinstance(journey, MemberJourney):
        journey.on("recognition_appraisal")
    else:
        journey.to("appraisal")
    own = "recognition_base_resolution" if recognition else "grassroots_resolution"
    assert own in current(journey)
    journey.day += timedelta(days=1)
    put_under(journey.chain.cell, build_chain("p4").khoi, journey.day)
    verb = "lead_recognition_anew" if recognition else "lead_anew"
    journey.do_on_case(verb, by=journey.chain.users["cell"], reason="chuyển giao", acknowledge=True)
    assert own in current(journey)


def test_papers_above_the_cell_are_set_aside_when_the_recognition_is_led_anew():
    journey = MemberJourney(build_chain()).on("recognition_appraisal")
    above = {"recognition_section_report", "recognition_base_resolution"}
    assert above <= current(journey)
    authorised(journey)
    journey.do_on_case("lead_recognition_anew", by=journey.chain.users["cell"], reason="ủy quyền", acknowledge=True)
    assert not above & current(journey)
    assert "recognition_cell_resolution" in current(journey)


def test_papers_of_a_removal_and_of_the_recognition_before_it_are_set_aside_when_it_is_dropped():
    journey = MemberJourney(build_chain()).on("recognition_appraisal")
    journey.propose_removal()
    journey.vote()
    for _time in range(3):
        journey.vote(yes=0)
    assert journey.step == "escalated"
    assert {"removal_cell_resolution", "recognition_cell_resolution"} <= current(journey)
    journey.do("drop_removal", reason="đã khắc phục")
    assert journey.dossier.state == State.PROBATION_COMPLETE
    left = {code for code in current(journey) if code.startswith(("removal", "recognition"))}
    assert left == set()
    assert {"self_criticism", "helper_remarks"} <= current(journey)
