"""The limitation as an inbox shows it beside a task without a deadline: the nearest last day of each case."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from discipline.models import Deferral, DisciplineCase, Violation
from discipline.states import NOT_DECIDED
from workflows.models import Case, Task


def limits_of(tasks: Iterable[Task], on: date) -> dict[int, tuple[str, date]]:
    """{id of a case: (what runs, its last day)}; one statement, however many, none where nothing can run.

    A case that was deferred at some time is left out: what then counts takes more than its violations, and its page
    tells it.
    """
    case_ids = [task.process_id for task in tasks if _undecided(task.process)]
    if not case_ids:
        return {}
    deferred = Deferral.objects.filter(case_id=OuterRef("case_id"))
    rows = Violation.objects.filter(~Exists(deferred), case_id__in=case_ids)
    cases: dict[int, DisciplineCase] = {}
    read: dict[int, list[Violation]] = {}
    for row in rows.exclude(case__expected_form="").select_related("case").order_by("number"):
        cases.setdefault(row.case_id, row.case)
        read.setdefault(row.case_id, []).append(row)
    found = {}
    for pk, case in cases.items():
        case.know(violations=read[pk], deferrals=[])
        last = case.limited_until_on(on)
        if last is not None and last >= on:
            found[pk] = (_("Limitation of the form that is expected"), last)
    return found


def _undecided(case: Case) -> bool:
    return case.flow_class.process_class is DisciplineCase and case.state in NOT_DECIDED
