"""While a person is active elsewhere for a time, either cell assigns who helps and introduces (ADM-25, 62, 72)."""

from datetime import date, timedelta
from typing import Any

import pytest

from permissions.checks import NotPermitted
from tests.admission.member_moves import MovingMember, moving_member
from tests.admission.moves import MovingJourney, two_places
from tests.admission.moving.stays import begin, hosted, on_case
from tests.admission.reading import offered
from workflows.actions import Refused

pytestmark = pytest.mark.django_db
NAMING = {"change_helper", "add_introducer", "remove_introducer"}


def member() -> MovingMember:
    journey = moving_member()
    journey.day += timedelta(days=30)
    return journey


def another(helper: Any) -> dict[str, Any]:
    return {"helper": helper.public_id, "reason": "chuyển công tác", "without_remarks": "đi xa"}


def test_own_cell_assigns_another_helper_while_the_temporary_cell_prepares():
    journey = member()
    assert (offered(journey, "cell") & NAMING) == set()
    with pytest.raises(Refused, match="open step"):
        on_case(journey, "change_helper", assigned_on=journey.day, **another(journey.origin.members[3]))
    begin(journey)
    assert (offered(journey, "cell") & NAMING) == {"change_helper"}
    on_case(journey, "change_helper", assigned_on=journey.day, **another(journey.origin.members[3]))
    assert journey.dossier.helper == journey.origin.members[3]
    assert (journey.step, journey.task.body) == ("probation", journey.there.bodies["cell"])
    with pytest.raises(NotPermitted):
        on_case(
            journey,
            "change_helper",
            by=journey.there.users["grassroots"],
            assigned_on=journey.day,
            **another(journey.origin.members[4]),
        )


def test_temporary_cell_assigns_one_of_its_own_members_or_of_the_other_cell():
    journey = member()
    begin(journey)
    hosted(journey)
    for person in (journey.there.members[3], journey.origin.members[3]):
        journey.do("change_helper", on=journey.day, assigned_on=journey.day, **another(person))
        assert journey.dossier.helper == person


def test_member_of_the_temporary_cell_does_not_help_without_the_stay():
    journey = member()
    with pytest.raises(Refused):
        journey.do("change_helper", on=journey.day, assigned_on=journey.day, **another(journey.there.members[3]))


def test_own_cell_names_and_ends_introducers_while_the_temporary_cell_prepares():
    journey: MovingJourney = two_places()
    journey.do("file_paper", code="application", issued_on=journey.day)
    assert (offered(journey, "cell") & NAMING) == set()
    begin(journey)
    assert (offered(journey, "cell") & NAMING) == {"add_introducer", "remove_introducer"}
    person = journey.chain.members[2]
    on_case(journey, "add_introducer", person=person.public_id, together_since=date(2022, 1, 10), substitute=False)
    row = journey.dossier.introducers.get()
    assert row.person == person
    on_case(journey, "remove_introducer", introducer=row.pk, reason="ốm")
    assert not journey.dossier.introducers.filter(left_on__isnull=True).exists()
