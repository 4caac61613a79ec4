"""A member is active elsewhere for a time: the cell there prepares, his own votes and announces (ADM-72)."""

from datetime import timedelta

import pytest

from admission.periods import end_stays
from permissions.checks import NotPermitted
from tests.admission.member_moves import MovingMember, moving_member
from tests.admission.moving.stays import begin, hosted, on_case
from tests.admission.reading import sees
from tests.admission.unusual import broken, told
from workflows.actions import Refused
from workflows.audit.chain import verify
from workflows.calendar import add_months
from workflows.findings import RuleBroken
from workflows.models import CaseAccess

pytestmark = pytest.mark.django_db

ONE_DAY = timedelta(days=1)


def test_temporary_cell_prepares_the_recognition_and_his_own_votes_and_announces(journey: MovingMember) -> None:
    journey.day = journey.ends_on - timedelta(days=60)
    begin(journey)
    there, here = journey.there.bodies["cell"], journey.origin.bodies["cell"]
    assert (journey.step, journey.task.body) == ("probation", there)
    with pytest.raises(NotPermitted):
        journey.file("new_member_certificate", number="1", by=journey.origin.users["cell"])
    hosted(journey)
    journey.begin()
    assert (journey.step, journey.task.body) == ("recognition_file", there)
    journey.make_file()
    assert (journey.step, journey.task.body) == ("recognition_cell", here)
    journey.on("recognition_appraisal")
    journey.do("return_recognition", what="thiếu nhận xét")
    assert (journey.step, journey.task.body) == ("recognition_supplement", there)
    journey.do("supply_recognition", note="đã bổ sung")
    journey.on("card")
    assert journey.task.body == here
    assert verify(journey.dossier).ok


def test_announcement_waits_until_the_temporary_organisation_is_informed(journey: MovingMember) -> None:
    journey.on("card")
    day = journey.day
    journey.do("announce_recognition", on=day, announced_on=day, temporary_informed=False)
    other = moving_member()
    other.on("card")
    begin(other)
    day = other.day
    with pytest.raises(RuleBroken) as caught:
        other.do("announce_recognition", on=day, announced_on=day, temporary_informed=False)
    assert broken(caught.value) == [("ADM-72", "temporary_organisation_is_informed")]
    assert other.dossier.probation_row.announced_on is None
    other.do("announce_recognition", on=day, announced_on=day, temporary_informed=True)
    assert other.dossier.probation_row.announced_on == day


def test_step_goes_back_on_the_day_of_the_return_whenever_the_system_comes_to_it(journey: MovingMember) -> None:
    begin(journey)
    until = journey.dossier.stays[0].until
    assert until is not None
    assert end_stays(until - ONE_DAY) == 0
    journey.day = until + ONE_DAY
    with pytest.raises(Refused, match="belongs to"):
        journey.do("begin_recognition", by=journey.there.users["cell"], on=until)
    assert end_stays(journey.day) == 1
    assert (journey.step, journey.task.body) == ("probation", journey.origin.bodies["cell"])
    assert (journey.dossier.open_stay, journey.dossier.stays[0].ended_on) == (None, until)
    assert end_stays(journey.day) == 0
    assert any(f"Back from {journey.there.cell}" in line for line in told(journey))
    assert verify(journey.dossier).ok


def test_sight_of_the_temporary_cell_is_granted_and_ends_with_the_stay(journey: MovingMember) -> None:
    host, here = journey.there.users["cell"], journey.origin.users["cell"]
    assert not sees(journey, host)
    begin(journey)
    until = journey.dossier.stays[0].until
    assert until is not None
    days = (journey.day, until - ONE_DAY, until)
    assert [sees(journey, host, day) for day in days] == [True, True, False]
    assert [sees(journey, here, day) for day in days] == [True] * 3
    assert not sees(journey, journey.there.users["grassroots"])
    rows = CaseAccess.objects.filter(case=journey.case_id, body=journey.there.bodies["cell"])
    assert [(row.since, row.until) for row in rows] == [(journey.day, until)]


def test_steps_that_begin_meanwhile_lengthen_no_sight(journey: MovingMember) -> None:
    journey.day = journey.ends_on - timedelta(days=10)
    begin(journey)
    until = journey.dossier.stays[0].until
    hosted(journey)
    journey.begin()
    rows = CaseAccess.objects.filter(case=journey.case_id, body=journey.there.bodies["cell"])
    assert [row.until for row in rows] == [until]


def test_extension_is_counted_from_the_beginning_and_lengthens_the_sight(journey: MovingMember) -> None:
    begin(journey)
    first = journey.dossier.stays[0]
    with pytest.raises(RuleBroken) as caught:
        on_case(journey, "extend_stay", until=add_months(first.since, 12), number="1")
    assert broken(caught.value) == [("ADM-72", "stay_has_its_length")]
    longest = add_months(first.since, 12) - ONE_DAY
    journey.day += ONE_DAY
    on_case(journey, "extend_stay", until=longest, number="1")
    host = journey.there.users["cell"]
    assert [sees(journey, host, day) for day in (longest - ONE_DAY, longest)] == [True, False]
    assert end_stays(first.until or longest) == 0
    journey.day += ONE_DAY
    with pytest.raises(Refused) as refused:
        on_case(journey, "extend_stay", until=longest - ONE_DAY, number="1")
    assert set(refused.value.errors) == {"until"}


def test_earlier_return_takes_step_and_sight_back_at_once(journey: MovingMember) -> None:
    begin(journey)
    with pytest.raises(Refused) as caught:
        on_case(journey, "close_stay", returned_on=journey.day)
    assert set(caught.value.errors) == {"returned_on"}
    journey.day += timedelta(days=40)
    on_case(journey, "close_stay", returned_on=journey.day)
    assert (journey.step, journey.task.body) == ("probation", journey.origin.bodies["cell"])
    assert not sees(journey, journey.there.users["cell"], journey.day + ONE_DAY)
    with pytest.raises(NotPermitted):
        journey.file("new_member_certificate", number="1", by=journey.there.users["cell"])
    with pytest.raises(Refused):
        on_case(journey, "close_stay", returned_on=journey.day)
    begin(journey)
    assert journey.task.body == journey.there.bodies["cell"]


def test_stay_that_begins_where_nothing_is_prepared_waits_for_the_next_preparation(journey: MovingMember) -> None:
    journey.on("recognition_appraisal")
    begin(journey)
    assert journey.step == "recognition_appraisal"
    assert sees(journey, journey.there.users["cell"])
    journey.do("return_recognition", what="thiếu")
    assert (journey.step, journey.task.body) == ("recognition_supplement", journey.there.bodies["cell"])


def test_place_outside_the_system_leaves_the_preparation_where_it_is(journey: MovingMember) -> None:
    begin(journey, outside="Chi bộ xã Minh Họa", place=None)
    assert (journey.step, journey.task.body) == ("probation", journey.origin.bodies["cell"])
    journey.day = journey.ends_on + timedelta(days=1)
    assert end_stays(journey.day) == 1


def test_conclusion_of_the_committee_abroad_is_recorded_beside_the_papers(journey: MovingMember) -> None:
    """ADM-82: no committee abroad stands in the tree; what it concluded is a person's record."""
    journey.begin()
    data = {"committee": "Đảng ủy ở nước ngoài", "number": "8-KL", "conclusion": "đủ tư cách.", "remarks": "tốt."}
    early = journey.ends_on - ONE_DAY
    with pytest.raises(Refused) as caught:
        journey.do("record_abroad_conclusion", on=journey.day, considered_on=early, **data)
    assert set(caught.value.errors) == {"considered_on"}
    journey.do("record_abroad_conclusion", on=journey.day, considered_on=journey.day, **data)
    lines = "\n".join(told(journey))
    assert "Đảng ủy ở nước ngoài, which manages members abroad, concluded (8-KL): đủ tư cách." in lines
    assert journey.dossier.documents.filter(code="abroad_conclusion", own=False).count() == 1
    assert journey.step == "recognition_file"
