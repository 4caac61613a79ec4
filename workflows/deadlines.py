"""Legal clocks: each a derivation from a provision and a day; nothing is counted down and nothing is stored but the
parts.
"""

from collections.abc import Iterable
from datetime import date

from workflows.calendar import Calendar, Derivation, due_on
from workflows.law import Provision
from workflows.models import Case, Deadline


def clock(
    case: Case, kind: str, provision: Provision, started_on: date, calendar: Calendar, reference: str = ""
) -> Deadline:
    """An unsaved deadline with everything its derivation needs. Raises BeyondCalendar."""
    return Deadline(
        case_id=case.pk,
        kind=kind,
        reference=reference,
        provision=provision.name,
        regulation=provision.title,
        article=provision.article,
        certainty=provision.certainty.value,
        started_on=started_on,
        length=provision.value,
        unit=provision.unit,
        due_on=due_on(provision.unit, provision.value, started_on, calendar),
    )


def derivation(deadline: Deadline, calendar: Calendar) -> Derivation | None:
    """Day by day how the deadline came about; None for lengths in months or years."""
    if deadline.unit != "working_day":
        return None
    return calendar.derivation(deadline.started_on, deadline.length)


def earliest(deadlines: Iterable[Deadline]) -> date | None:
    """The day of the clock that runs out first; None when none runs."""
    return min((row.due_on for row in deadlines if row.closed_on is None), default=None)
