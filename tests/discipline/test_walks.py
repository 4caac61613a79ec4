"""Every transition of a discipline case is walked by the real acts; none leads to a decision past the rights."""

from typing import Any

import pytest

from discipline.flows import DisciplineFlow
from discipline.models import DisciplineCase
from discipline.rules.competence import body_may_decide, superior_verified_itself
from discipline.rules.judgments import judgment_allows_decision_alone
from discipline.rules.procedure import accused_was_heard, plan_is_made_known, self_criticism_or_refusal
from discipline.rules.voting import vote_is_secret
from tests.discipline.flow_graph import edges, reachable
from tests.discipline.walks import OTHERS, WALKS, Walk
from workflows.meetings.steps import MeetingStep
from workflows.meetings.verbs import meeting_day
from workflows.models import Judgement
from workflows.nodes import Doing, VerbNode

#: Where a decision has been made.
DECIDED = {"announcement", "drafting"}


def transitions() -> set[str]:
    field = DisciplineCase._meta.get_field("state")
    return {found.name for found in field.get_all_transitions(DisciplineCase)}


def moved_by(row: Judgement) -> str:
    """The transition that an act of the record caused."""
    for node in DisciplineFlow.verb_nodes():
        if node.name == row.step and row.verb in node.doings:
            return str(node.doings[row.verb].verb.moves.get(row.outcome or "done", ""))
    raise AssertionError(row)


@pytest.mark.django_db
@pytest.mark.parametrize("name", [*WALKS, *OTHERS])
def test_transition_is_walked_by_real_acts(name: str) -> None:
    walk: Walk = {**WALKS, **OTHERS}[name]
    matter = walk.go()
    assert matter.case.state == walk.state
    if name in WALKS:
        assert name in {moved_by(row) for row in matter.case.judgements.all()}


def test_no_transition_is_left_out() -> None:
    assert set(WALKS) == transitions()


@pytest.mark.parametrize("right", [plan_is_made_known, self_criticism_or_refusal, accused_was_heard])
def test_no_way_leads_to_a_decision_past_a_right_of_the_accused(right: Any) -> None:
    """Without the judgment that decides alone, and without the right, no decision can be reached."""
    assert DECIDED & reachable(DisciplineFlow, {judgment_allows_decision_alone}), "the test would hold of any flow"
    assert not DECIDED & reachable(DisciplineFlow, {right, judgment_allows_decision_alone})


def test_the_only_way_past_hearing_and_vote_is_a_judgment() -> None:
    into = [
        (node, doing)
        for node, doing, entered in edges(DisciplineFlow)
        if entered in DECIDED and node.name not in DECIDED
    ]
    past = [doing.verb.code for node, doing in into if not _votes(node, doing)]
    assert past == ["decide_by_judgment"]


def _votes(node: VerbNode, doing: Doing) -> bool:
    return isinstance(node, MeetingStep) and doing.verb.day_of is meeting_day and doing.verb.decides


def test_every_vote_that_decides_is_opened_by_who_has_the_power_in_secret() -> None:
    """A record of a decision needs the certificate of a deciding vote: what stops its opening stops the decision."""
    meetings = {node for node, doing, entered in edges(DisciplineFlow) if entered in DECIDED and _votes(node, doing)}
    assert {node.name for node in meetings} == {"cell", "meeting"}
    for node in meetings:
        opened = [doing for doing in node.doings.values() if doing.verb.at_meeting and doing.verb.decides]
        assert [doing.verb.code for doing in opened] == ["open_deciding_vote"]
        asked = {body_may_decide, vote_is_secret, accused_was_heard, plan_is_made_known, self_criticism_or_refusal}
        asked |= {superior_verified_itself} if node.name == "meeting" else set()
        assert asked <= set(opened[0].rules.blocks)
