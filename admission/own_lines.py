"""The dossier of an applicant in the list of his own files."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from admission.models import Dossier
from admission.states import NOT_ANNOUNCED
from workflows.calendar import Calendar
from workflows.clocks import task_chip
from workflows.models import Task
from workflows.screens import OwnLine


def own_line(dossier: Dossier, task: Task | None, on: date, calendar: Calendar) -> OwnLine:
    turn: Any = task.body if task else None
    if dossier.state in NOT_ANNOUNCED:
        turn = _("the committee competent to decide")  # which of its bodies it is would tell the result
    chip = task_chip(task, dossier.state, on, calendar) if task else None
    return OwnLine(
        dossier, reverse("own_file", args=[dossier.public_id]), str(dossier.told_applicant.label), turn, chip
    )
