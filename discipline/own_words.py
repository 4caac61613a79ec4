"""How a discipline case is told to the person concerned: never a vote, a draft or a result before it is announced."""

from discipline.models import DisciplineCase
from discipline.states import State

#: What is not announced yet is shown as the stage before it.
_TOLD = {
    State.CELL_MEETING: State.VERIFYING,
    State.LEVEL_APPRAISAL: State.VERIFYING,
    State.LEVEL_HEARING: State.LEVEL_HEARING,
    State.LEVEL_MEETING: State.VERIFYING,
    State.DECISION_DRAFTING: State.VERIFYING,
    State.DECISION_SIGNED: State.VERIFYING,
}


def told_state(case: DisciplineCase) -> State:
    """The state as he may know it. What his cell decided takes effect at the meeting, where he sits: he knows it."""
    state = State(case.state)
    if state is State.DECISION_SIGNED and case.effective_on is not None:
        return state
    return _TOLD.get(state, state)
