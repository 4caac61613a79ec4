"""How an inspection or a supervision is told to the one concerned, or to who speaks for the organisation concerned: no
assessment, no draft, no signs that were found, and no conclusion before it is told to him.
"""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from discipline.inspections.models import Inspection
from discipline.inspections.states import InspectionState
from discipline.supervision.models import Supervision
from discipline.supervision.states import SupervisionState
from workflows.calendar import Calendar
from workflows.clocks import task_chip
from workflows.models import Task
from workflows.screens import OwnLine

#: The clock stops with the conclusion: where the result lies with the body its day is shown no longer, so that its
#: going tells nothing.
_WITHOUT_CLOCK = (InspectionState.REPORTED, InspectionState.CONCLUDED)

#: Stages of which he is told nothing.
_UNTOLD: frozenset[str] = frozenset(
    (
        InspectionState.SIGNAL,
        InspectionState.PROPOSAL,
        InspectionState.CONCLUDED,
        SupervisionState.PLANNED,
        SupervisionState.PROGRAMMED,
    )
)


def told_state(case: Inspection | Supervision) -> InspectionState | SupervisionState:
    """The state as he may know it. A conclusion is told when it is published; of signs that a supervision has found he
    is told by the inspection on them, once that is made known.
    """
    if isinstance(case, Inspection):
        state = InspectionState(case.state)
        return InspectionState.REPORTED if state is InspectionState.CONCLUDED else state
    if case.state != SupervisionState.SIGNAL_FOUND:
        return SupervisionState(case.state)
    met = case.documents.filter(code="supervised_minutes").exists()
    return SupervisionState.ORG_MEETING if met else SupervisionState.VERIFYING


def told_stages(case: Inspection | Supervision) -> list[tuple[str, str]]:
    """The straight way by what he is told of it: from the day on which it was made known to him, and the plan."""
    return [(code, label) for code, label in case.stages if code not in _UNTOLD]


def own_inspection_line(case: Any, task: Task | None, on: date, calendar: Calendar) -> OwnLine:
    """The case in the list of his own files."""
    openly = case.state not in _WITHOUT_CLOCK
    chip = task_chip(task, case.state, on, calendar) if task and task.due_on and openly else None
    address = reverse("own_inspection", args=[case.public_id])
    return OwnLine(case, address, str(told_state(case).label), task.body if task else None, chip)


def asked_of_him(case: Any) -> str:
    """What he has to do now, in words; empty: nothing."""
    if case.state == InspectionState.EXPLANATION and case.asked_until:
        told = {"day": f"{case.asked_until:%d/%m/%Y}"}
        if case.of_organization:
            return _("Write the explanation of the organisation until %(day)s, or bring it.") % told
        return _("Write your explanation until %(day)s, or bring it.") % told
    if case.state == SupervisionState.DEPLOYED:
        if case.of_organization:
            return _("Write the report of the organisation on itself, or bring it.")
        return _("Write the report on yourself, or bring it.")
    if isinstance(case, Supervision) and case.state == SupervisionState.CONCLUDED and case.open_remedies:
        return _("Remedy what is asked below, and hand in the papers that show it.")
    return ""
