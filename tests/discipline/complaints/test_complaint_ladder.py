"""The walk up the ladder: no instance is one that decided, answered or took part before, and nobody votes twice."""

from itertools import combinations
from typing import Any

import pytest

from discipline.complaints.models import Complaint
from organization.models import Body, BodyKind, Placement
from tests.discipline.complaints.grievances import Grievance, decided, expelled
from tests.factories import body

pytestmark = pytest.mark.django_db
ORGANS = (BodyKind.INSPECTION, BodyKind.STANDING_COMMITTEE, BodyKind.COMMITTEE)


def test_real_walk_up_the_ladder_never_visits_who_took_part() -> None:
    """Every instance of this tree by the real acts; each upholds, until the competent one lies outside the system."""
    matter = decided()
    visited: list[Body] = [matter.chain.bodies["cell"]]
    voted: set[str] = {row["person"] for tally in matter.case.tallies.all() for row in tally.roster if row["votes"]}
    for name in ("base_inspection", "grassroots", "inspection", "standing", "khoi_committee"):
        grievance = Grievance(matter)
        due = Complaint.about(matter.case).due_instance(grievance.day)
        assert due is not None
        grievance.complain(name)
        assert grievance.complaint.place == due.place
        grievance.through("warning")
        answered = grievance.complaint.issuer
        assert answered is not None
        assert answered not in visited
        voters = {row["person"] for tally in grievance.complaint.tallies.all() for row in tally.roster if row["votes"]}
        assert voters
        assert not voters & voted
        visited.append(answered)
        voted |= voters
    last = Complaint.about(matter.case)
    due = last.due_instance(matter.day)
    assert due is not None
    assert due.place not in last.instances(matter.day).bodies
    assert Complaint.objects.filter(state="complaint_announced", finished__isnull=True).count() == 1


@pytest.mark.parametrize("decide", [decided, expelled])
def test_no_tree_leads_a_complaint_to_who_decided(decide: Any) -> None:
    """Whatever organs the levels above have, the instances rise, and none is a body that decided or voted before."""
    matter = decide()
    direct = Placement.objects.get(organization=matter.chain.khoi).parent
    for organs in [chosen for size in range(4) for chosen in combinations(ORGANS, size)]:
        Body.objects.filter(organization=direct).delete()
        for kind in organs:
            body(direct, kind)
        complaint = Complaint.about(matter.case)
        took_part = {complaint.decided_by(matter.day), *complaint.other_deciders(matter.day)}
        steps = complaint.ladder(matter.day)
        places = [step.place for step in steps]
        assert not took_part & set(places)
        assert [place.height for place in places] == sorted({place.height for place in places})
        above = [place for place in places if place.level == "under_centre"]
        assert len(above) == len(organs)
        assert places[0].height > complaint.decided_by(matter.day).height
