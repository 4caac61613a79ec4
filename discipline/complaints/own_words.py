"""How a complaint is told to the complainant: never a vote or a result before it is announced."""

from discipline.complaints.models import Complaint
from discipline.complaints.states import ComplaintState

_TOLD = {
    ComplaintState.MEETING: ComplaintState.HEARING,
    ComplaintState.SUBMITTED_UP: ComplaintState.HEARING,
    ComplaintState.DECIDED: ComplaintState.HEARING,
}


def told_state(case: Complaint) -> ComplaintState:
    """What is not announced yet is shown as the stage before it."""
    state = ComplaintState(case.state)
    return _TOLD.get(state, state)
