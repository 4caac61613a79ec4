"""How a complaint is told to the complainant: never a vote or a result before it is announced."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from discipline.complaints.models import Complaint
from discipline.complaints.states import ComplaintState
from workflows.calendar import Calendar
from workflows.clocks import task_chip
from workflows.models import Task
from workflows.screens import OwnLine

_TOLD = {
    ComplaintState.MEETING: ComplaintState.HEARING,
    ComplaintState.SUBMITTED_UP: ComplaintState.HEARING,
    ComplaintState.DECIDED: ComplaintState.HEARING,
}


def told_state(case: Complaint) -> ComplaintState:
    """What is not announced yet is shown as the stage before it."""
    state = ComplaintState(case.state)
    return _TOLD.get(state, state)


def own_line(case: Complaint, task: Task | None, on: date, calendar: Calendar) -> OwnLine:
    """The complaint in the list of his own files; whose turn it is, is told where that tells nothing of a result."""
    openly = ComplaintState(case.state) not in _TOLD
    turn: Any = task.body if task and openly else _("the body competent to decide") if task else None
    chip = task_chip(task, case.state, on, calendar) if task and openly and task.due_on else None
    return OwnLine(case, reverse("own_complaint", args=[case.public_id]), str(told_state(case).label), turn, chip)
