"""The calendar changed: every running clock is derived again, and each case it moves says so in its record."""

from datetime import date
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext_lazy as _

from workflows import days
from workflows.acting import Act
from workflows.actions import act_on_case
from workflows.calendar import due_on
from workflows.models import Case, Deadline
from workflows.verbs import verb


@verb(_("Recount the clocks after a change of the calendar"), by_system=True)
def recount_clocks(case: Any, act: Act) -> None:
    """Each running clock gets the day that its own parts give under the calendar as it is now."""
    for row in act.deadlines:
        due = due_on(row.unit, row.length, row.started_on, act.calendar)
        if due != row.due_on:
            act.move_clock(row, due)


def recount_all(on: date) -> int:
    """Recount every case with a clock that the calendar as it is now moves; how many there were."""
    calendar = days.calendar()
    running = Deadline.objects.filter(closed_on__isnull=True, unit="working_day")
    parts = running.values_list("case_id", "unit", "length", "started_on", "due_on")
    moved = {row[0] for row in parts.iterator() if due_on(row[1], row[2], row[3], calendar) != row[4]}
    for case in Case.objects.filter(pk__in=moved).order_by("pk"):
        # a case whose last act was entered for a later day than today is recounted as of that act
        act_on_case(case, "recount_clocks", by=None, on=max(on, case.last_day), key=uuid4(), data={})
    return len(moved)
