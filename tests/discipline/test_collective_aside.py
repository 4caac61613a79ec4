"""Who follows the case about an organisation, who stands aside, and how it complains (DIS-112)."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from discipline.models import DisciplineCase
from discipline.tracking import Wanted, tracked
from organization.models import BodyKind, Membership, Person, Placement, Role, Seat
from permissions.checks import NotPermitted
from tests.discipline import collective_walks as walks
from tests.discipline.collectives import CollectiveMatter, build_collective_chain
from tests.discipline.complaints.grievances import Grievance
from tests.factories import body, person, seat, user
from workflows.acting import Refused
from workflows.actions import act_on_case
from workflows.models import Case

pytestmark = pytest.mark.django_db


def test_the_secretary_of_the_day_follows_it_from_the_plan_on() -> None:
    matter = CollectiveMatter()
    matter.to("preparing")
    head = matter.chain.users["cell"]
    assert not DisciplineCase.objects.own_file_of(head.person, matter.day).exists()
    matter.to("self_criticism")
    assert list(DisciplineCase.objects.own_file_of(head.person, matter.day)) == [matter.case]
    # without a day there is no seat, and so nothing
    assert not DisciplineCase.objects.own_file_of(head.person).exists()


def test_a_new_secretary_follows_it_and_the_former_no_longer() -> None:
    matter = walks.known()
    former, chain = matter.chain.users["cell"], matter.chain
    changed = matter.day + timedelta(days=1)
    Seat.objects.filter(person=former.person, body=chain.bodies["cell"]).update(until=changed)
    assert list(DisciplineCase.objects.own_file_of(former.person, changed)) == [matter.case]  # nobody else speaks
    seat(chain.members[2], chain.bodies["cell"], Role.SECRETARY, since=changed)
    assert not DisciplineCase.objects.own_file_of(former.person, changed).exists()
    assert list(DisciplineCase.objects.own_file_of(chain.members[2], changed)) == [matter.case]
    assert not matter.case.own_of(former.person_id, changed)
    new = user(chain.members[2])
    with pytest.raises(NotPermitted):
        act_on_case(matter.case, "reserve_opinion", by=former, on=changed, key=uuid4(), data={"opinion": "No."})
    act_on_case(matter.case, "reserve_opinion", by=new, on=changed, key=uuid4(), data={"opinion": "We object."})


def test_who_belongs_to_it_loses_every_official_view_of_it() -> None:
    """A member of the cell who sits in the commission and the committee above."""
    chain = build_collective_chain()
    above = chain.members[3]
    for name in ("base_inspection", "grassroots", "inspection"):
        seat(above, chain.bodies[name], Role.MEMBER)
    login, other = user(above), chain.users["base_inspection"]
    matter = CollectiveMatter(chain)
    matter.to("appraisal")
    assert not Case.objects.visible_to(login, matter.day).exists()
    assert not tracked(login, matter.day, Wanted()).total
    assert list(Case.objects.visible_to(other, matter.day)) == [matter.case.case_ptr]
    assert above.pk in matter.case.recused(matter.day)
    with pytest.raises(NotPermitted, match="organisation that he belongs to"):
        matter.do("record_own_verification", by=login, number="1", remarks="x")


def test_who_belongs_to_it_gets_no_ballot_above_and_stays_in_the_base() -> None:
    chain = build_collective_chain()
    seat(chain.members[3], chain.bodies["grassroots"], Role.MEMBER)
    matter = CollectiveMatter(chain)
    matter.to("appraisal")
    other = Person.objects.get(full_name="Grassroots Member 2")
    matter.to_meeting().meet(secretary=other)
    rows = {row["person"]: row for row in matter.item.roster}
    his = rows[chain.members[3].public_id]
    assert (his["in_base"], his["votes"]) == (True, False)
    assert "convention" in his["recused"]
    assert sum(row["votes"] for row in rows.values()) == 5


def test_who_spoke_for_it_stays_out_after_he_has_left_it() -> None:
    chain = build_collective_chain()
    head = chain.members[0]
    matter = CollectiveMatter(chain)
    matter.to("appraisal")
    Seat.objects.filter(person=head).update(until=matter.day)
    Membership.objects.filter(person=head).update(until=matter.day)
    seat(head, chain.bodies["base_inspection"], Role.MEMBER)
    assert not Case.objects.visible_to(chain.users["cell"], matter.day).exists()
    with pytest.raises(NotPermitted):
        matter.do("record_own_verification", by=chain.users["cell"], number="1", remarks="x")


def test_a_member_of_it_is_not_named_to_the_team() -> None:
    matter = CollectiveMatter()
    matter.to("verifying")
    conductor = matter.actor()
    until = matter.day + timedelta(days=30)
    with pytest.raises(Refused) as refused:
        matter.do_on_case("name_to_team", by=conductor, member=matter.chain.users["clerk"], leads=False, until=until)
    assert set(refused.value.errors) == {"member"}


def test_without_a_secretary_somebody_is_named_to_speak_for_it() -> None:
    chain = build_collective_chain()
    Seat.objects.filter(body=chain.bodies["cell"], role=Role.SECRETARY).update(until=walks.START)
    with pytest.raises(Refused) as refused:
        CollectiveMatter(chain)
    assert set(refused.value.errors) == {"person"}
    matter = CollectiveMatter(chain, person=chain.members[2])
    matter.to("self_criticism")
    assert list(DisciplineCase.objects.own_file_of(chain.members[2], matter.day)) == [matter.case]
    matter.do_on_case("name_representative", by=matter.actor(), person=chain.members[4], reason="He is ill.")
    assert not DisciplineCase.objects.own_file_of(chain.members[2], matter.day).exists()
    assert list(DisciplineCase.objects.own_file_of(chain.members[4], matter.day)) == [matter.case]


# --- complaint (DIS-112)


def answered(matter: CollectiveMatter, form: str, to: Any) -> CollectiveMatter:
    grievance = Grievance(matter)
    grievance.complain(to)
    grievance.through(form)
    return matter


def test_the_organisation_complains_by_its_secretary_and_gets_its_answer() -> None:
    matter = walks.in_force()
    with pytest.raises(NotPermitted):
        Grievance(matter).complain(to="inspection", by=matter.chain.users["clerk"])
    assert answered(matter, "reprimand", "inspection").case.state == "decision_changed"
    complaint = matter.case.complaints.get()
    assert (complaint.of_organization, complaint.whom) == (True, matter.organization)
    assert matter.case.form == "reprimand"


def test_who_belongs_to_it_sees_and_answers_no_complaint_of_it() -> None:
    chain = build_collective_chain()
    above = chain.members[3]
    seat(above, chain.bodies["inspection"], Role.MEMBER)
    login = user(above)
    matter = CollectiveMatter(chain)
    matter.to("appraisal")
    matter.to_meeting().vote_forms(matter.all_for("warning"))
    matter.do("sign_decision", complaint_to="The committee above")
    matter.do("announce_decision", place="Hall", receipt="handed", note="")
    matter.do("take_effect", reported_number="07-BC")
    grievance = Grievance(matter)
    grievance.complain(to="inspection")
    assert not Case.objects.visible_to(login, grievance.day).exists()
    assert above.pk in grievance.complaint.recused(grievance.day)


def test_a_dissolution_lightened_on_complaint_is_no_longer_wound_up() -> None:
    matter = walks.dissolution_in_force()
    above = Placement.objects.get(organization=matter.chain.khoi).parent
    commission = matter.chain.bodies["above"] = body(above, BodyKind.INSPECTION, symbol="UBKTTU")
    for number in range(3):
        seat(person(f"Commission {number}"), commission, Role.HEAD if number == 0 else Role.MEMBER)
    answered(matter, "warning", commission)
    case = matter.case
    assert (case.state, case.form) == ("decision_changed", "warning")
    assert not case.deadlines.filter(kind="winding_up", closed_on__isnull=True).exists()
    assert case.deadlines.filter(kind="automatic_end", closed_on__isnull=True).exists()
