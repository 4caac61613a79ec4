"""How an inspection or a supervision is told to the one concerned: no assessment, no draft, no result before it is
concluded.
"""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from discipline.inspections.states import InspectionState
from discipline.supervision.states import SupervisionState
from workflows.calendar import Calendar
from workflows.clocks import task_chip
from workflows.models import Task
from workflows.screens import OwnLine


def own_inspection_line(case: Any, task: Task | None, on: date, calendar: Calendar) -> OwnLine:
    """The case in the list of his own files."""
    chip = task_chip(task, case.state, on, calendar) if task and task.due_on else None
    address = reverse("own_inspection", args=[case.public_id])
    return OwnLine(case, address, case.state_label, task.body if task else None, chip)


def asked_of_him(case: Any) -> str:
    """What he has to do now, in words; empty: nothing."""
    if case.state == InspectionState.EXPLANATION and case.asked_until:
        return _("Write your explanation until %(day)s, or bring it.") % {"day": f"{case.asked_until:%d/%m/%Y}"}
    if case.state == SupervisionState.DEPLOYED:
        return _("Write the report on yourself, or bring it.")
    return ""
