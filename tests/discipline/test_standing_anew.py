"""An organisation that ends while its case goes on (DIS-16): in every state its way is concluded, and followed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from organization.models import BodyKind, Kind, Role
from tests.discipline import collective_walks as walks
from tests.discipline.collectives import CollectiveMatter, build_collective_chain, stored
from tests.discipline.complaints.grievances import Grievance
from tests.discipline.merging import merge
from tests.factories import body, organization, person, seat
from workflows.acting import Refused

pytestmark = pytest.mark.django_db
MERGED = {"standing": "merged", "above": None, "standing_reason": "The decision on the merger says so."}


def conclude(matter: CollectiveMatter, verb: str = "conclude_standing", **data: Any) -> None:
    by = matter._actor(matter.case.conductor(matter.day), "conduct_examination")
    matter.do_on_case(verb, by=by, **{**MERGED, **data})


def complained() -> CollectiveMatter:
    matter = walks.in_force()
    grievance = Grievance(matter)
    grievance.accused = matter.chain.members[0]
    grievance.complain(to="inspection")
    grievance.to("accepted")
    matter.day = grievance.day
    return matter


@pytest.mark.parametrize(
    ("walk", "state"),
    [
        (walks.registered, "intake_registered"),
        (walks.handed_over, "handed_over"),
        (complained, "under_complaint"),
    ],
)
def test_before_whom_it_answers_is_concluded_in_every_state(walk: Callable[[], CollectiveMatter], state: str) -> None:
    matter = walk()
    merge(matter.chain, matter.day)
    assert matter.case.concerns("conclude_standing", matter.day + timedelta(days=1))
    conclude(matter)
    assert (matter.case.state, matter.case.standing, matter.case.above) == (state, "merged", matter.chain.section)


def test_of_a_case_handed_over_outside_nothing_is_concluded() -> None:
    matter = walks.screened()
    given: dict[str, Any] = {
        "receiver": None,
        "receiver_name": "Another province",
        "number": "09-CV",
        "reason": "Competent.",
    }
    matter.do("hand_over", **given)
    merge(matter.chain, matter.day)
    before = stored()
    assert not matter.case.concerns("conclude_standing", matter.day + timedelta(days=1))
    with pytest.raises(Refused, match="outside this system"):
        conclude(matter)
    assert stored() == before


def beside(chain: Any) -> Any:
    """Another grassroots organisation of the Khối, with a committee and a commission."""
    now = organization(Kind.BASE, parent=chain.khoi)
    for kind, role in ((BodyKind.COMMITTEE, Role.SECRETARY), (BodyKind.INSPECTION, Role.HEAD)):
        seat(person(f"{kind} Beside"), body(now, kind, symbol=f"{kind[:3]}2"), role)
    return now


def test_under_another_superior_the_open_step_is_that_of_its_commission_which_verifies_anew() -> None:
    chain = build_collective_chain()
    matter = CollectiveMatter(chain, registrar="inspection")
    matter.to("appraisal")
    matter.do("record_own_verification", number="06-QĐ/UBKT", remarks="verified")
    matter.do("go_to_hearing")
    assert matter.task.body == chain.bodies["base_inspection"]
    now = beside(chain)
    merge(chain, matter.day)
    conclude(matter, "conclude_standing_above", above=now)
    assert matter.task.body is not None
    assert (matter.step, matter.task.body.organization, matter.case.verified_above_on) == ("appraisal", now, None)


def test_under_the_same_superior_its_verification_stands() -> None:
    chain = build_collective_chain()
    matter = CollectiveMatter(chain, registrar="inspection")
    matter.to("appraisal")
    matter.do("record_own_verification", number="06-QĐ/UBKT", remarks="verified")
    matter.do("go_to_hearing")
    merge(chain, matter.day)
    conclude(matter, "conclude_standing_above")
    assert (matter.step, matter.task.body) == ("appraisal", chain.bodies["base_inspection"])
    assert matter.case.verified_above_on is not None


def test_the_way_of_one_day_is_asked_anew_where_it_answers_elsewhere() -> None:
    matter = walks.registered()
    now = beside(matter.chain)
    merge(matter.chain, matter.day)
    case, day = matter.case, matter.day
    case.above = matter.chain.section
    assert now not in case.route(day).path
    case.above = now
    assert now in case.route(day).path


def test_while_it_stands_on_an_agenda_nothing_is_led_elsewhere() -> None:
    chain = build_collective_chain()
    matter = CollectiveMatter(chain, registrar="inspection")
    matter.to("appraisal")
    matter.to_meeting()
    matter.plan()
    merge(chain, matter.day)
    before = stored()
    with pytest.raises(Refused, match="agenda"):
        conclude(matter, "conclude_standing_above")
    assert stored() == before
