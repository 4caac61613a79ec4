"""What every verb of discipline costs. That none is over its budget is asked of each test of this folder (conftest)."""

from collections.abc import Callable
from typing import Any

import pytest

from discipline.complaints.flows import ComplaintFlow
from discipline.denunciations.flows import DenunciationFlow
from discipline.flows import DisciplineFlow
from discipline.inspections.flows import InspectionFlow
from discipline.supervision.flows import SupervisionFlow
from tests.counting import Acts
from tests.discipline import beside_walks, collective_walks, mended_walks, walks
from tests.discipline.complaints import complaint_verbs, complaint_walks
from tests.discipline.denunciations import denunciation_verbs
from tests.discipline.inspections import continued, inspection_verbs
from workflows.nodes import CaseFlow

pytestmark = pytest.mark.django_db

#: What a meeting does is the same for every flow, and walked in a discipline case; but for a box of electronic ballots,
#: counted in tests/workflows/meetings/test_box_costs.py.
ELECTRONIC = {"count_ballots", "break_off_vote"}
#: Walks that together do every verb of a flow.
WAYS: dict[type[CaseFlow], tuple[Callable[[], Any], ...]] = {
    DisciplineFlow: (
        beside_walks.with_everything_prepared,
        beside_walks.suspended,
        beside_walks.directed,
        beside_walks.told_the_state,
        beside_walks.led_from_above,
        beside_walks.in_meetings,
        beside_walks.standing_aside,
        beside_walks.of_an_organization,
        mended_walks.entered_by_mistake,
        mended_walks.delivered_later,
        mended_walks.suspended,
        mended_walks.merged_on_the_way,
        mended_walks.merged_above,
        walks.handed_outside,
        walks.assigned,
        walks.taken,
        walks.resumed,
        walks.by_judgment,
        walks.refused_criticism,
        walks.returned,
        walks.decided_above,
        walks.kept_above,
        walks.ended,
        walks.deceased,
        walks.struck_off,
        collective_walks.dissolved,
        complaint_walks.made_good,
        continued.handed_over,
    ),
    ComplaintFlow: (
        complaint_verbs.noted_beside,
        complaint_verbs.rejected,
        complaint_verbs.redirected,
        complaint_verbs.withdrawn,
        complaint_verbs.submitted,
        complaint_verbs.final,
    ),
    InspectionFlow: (inspection_verbs.inspected, inspection_verbs.dropped, inspection_verbs.handed_to_the_competent),
    SupervisionFlow: (inspection_verbs.watched, inspection_verbs.silent, inspection_verbs.taken_out),
    DenunciationFlow: (
        denunciation_verbs.told_of,
        denunciation_verbs.disciplined,
        denunciation_verbs.taken_up_again,
        denunciation_verbs.informing,
        denunciation_verbs.no_longer_meant,
    ),
}


@pytest.mark.parametrize("flow", WAYS, ids=lambda flow: flow.__name__)
def test_no_verb_is_left_uncounted(flow: type[CaseFlow], costs: Acts) -> None:
    for go in WAYS[flow]:
        go()
    doings = [doing for node in flow.verb_nodes() for doing in node.doings.values()]
    at_meetings = (
        ELECTRONIC if flow is DisciplineFlow else {doing.verb.code for doing in doings if doing.verb.at_meeting}
    )
    declared = {doing.verb.code for doing in doings}
    counted = {verb for model, verb in costs.most if model == flow.process_class.__name__}
    assert declared - counted - at_meetings == set()
