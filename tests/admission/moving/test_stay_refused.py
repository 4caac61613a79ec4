"""Which stays elsewhere are refused: length, place, days, and who records them (ADM-72)."""

from datetime import timedelta

import pytest

from organization.models import Kind
from permissions.checks import NotPermitted
from tests.admission.member_moves import MovingMember
from tests.admission.moving.stays import begin, on_case
from tests.admission.unusual import broken
from tests.factories import organization
from workflows.actions import Refused
from workflows.calendar import add_months
from workflows.findings import RuleBroken

pytestmark = pytest.mark.django_db

ONE_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("kind", "months", "days", "allowed"),
    [
        ("work", 3, -1, False),
        ("work", 3, 0, True),
        ("work", 12, -1, True),
        ("work", 12, 0, False),
        ("study", 3, -1, False),
        ("study", 24, 0, True),
        ("study", 24, 1, False),
    ],
)
def test_length_of_a_stay_has_its_limits(
    journey: MovingMember, kind: str, months: int, days: int, allowed: bool
) -> None:
    until = add_months(journey.day, months) + timedelta(days=days)
    if allowed:
        begin(journey, kind=kind, until=until)
        assert journey.dossier.stays[0].until == until
        return
    with pytest.raises(RuleBroken) as caught:
        begin(journey, kind=kind, until=until)
    assert broken(caught.value) == [("ADM-72", "stay_has_its_length")]
    assert (journey.dossier.stays, journey.task.body) == ([], journey.origin.bodies["cell"])


def test_place_is_another_cell_of_today_that_meets(journey: MovingMember) -> None:
    nowhere = organization(Kind.CELL, parent=journey.there.base, until=journey.day)
    for place in (journey.origin.cell, journey.there.base, nowhere, organization(Kind.CELL, parent=journey.there.base)):
        with pytest.raises(Refused) as caught:
            begin(journey, place=place)
        assert set(caught.value.errors) == {"place"}
    with pytest.raises(Refused) as caught:
        begin(journey, outside="x")
    assert set(caught.value.errors) == {"place"}
    with pytest.raises(Refused) as caught:
        begin(journey, since=journey.day + ONE_DAY)
    assert set(caught.value.errors) == {"since"}
    with pytest.raises(Refused) as caught:
        begin(journey, since=add_months(journey.day, -5), until=journey.day)
    assert set(caught.value.errors) == {"until"}
    assert journey.dossier.stays == []


def test_one_stay_at_a_time_and_no_move_meanwhile(journey: MovingMember) -> None:
    begin(journey)
    with pytest.raises(Refused, match="goes on already"):
        begin(journey)
    with pytest.raises(Refused, match="record its end first"):
        journey.report()
    journey.day += ONE_DAY
    on_case(journey, "close_stay", returned_on=journey.day)
    journey.report()
    with pytest.raises(Refused, match="moving for good"):
        begin(journey)


def test_only_his_own_cell_records_a_stay(journey: MovingMember) -> None:
    for who in (journey.there.users["cell"], journey.origin.users["grassroots"]):
        with pytest.raises(NotPermitted):
            begin(journey, by=who)
    begin(journey)
    journey.day += timedelta(days=5)
    with pytest.raises(NotPermitted):
        on_case(journey, "close_stay", by=journey.there.users["cell"], returned_on=journey.day)
