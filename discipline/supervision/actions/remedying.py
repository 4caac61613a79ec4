"""What a conclusion asks to be remedied: each with its clock, until it is ticked off or no longer asked for."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discipline.supervision.models import RemediationItem, Supervision
from workflows.acting import Act
from workflows.documents.filing import file_paper, inspected
from workflows.rules import reads
from workflows.verbs import verb

#: The convention that stands for the day which the conclusion names: in calendar days.
CLOCK, DAYS = "remedy", "supervision.remedy_days"
reads(DAYS)


@verb(gettext_lazy("Ask for a remedy"), day="day")
def require_remedy(case: Supervision, act: Act) -> None:
    """With its last day and who is responsible. ``data``: what, responsible, due_on."""
    row = RemediationItem(
        number=case.remedies.count() + 1, what=act.data["what"], responsible=act.data["responsible"], due_on=_day(act)
    )
    act.add(row)
    _start(act, row)
    act.record("remedy.required", what=row.what, responsible=row.responsible, until=row.due_on.isoformat())


@verb(gettext_lazy("Tick off a remedy"), day="day", prepare=inspected("file"))
def tick_remedy(case: Supervision, act: Act) -> None:
    """With the paper that shows it. ``data``: remedy (row), number, file."""
    row = _open(case, act)
    row.proof = file_paper(act, "remedy_proof", "file", number=act.data["number"], issued_on=act.day)
    row.done_on = act.day
    act.add(row)
    act.stop_clock(CLOCK, str(row.number))
    act.record("remedy.done", what=row.what, number=act.data["number"])


@verb(gettext_lazy("Give more time for a remedy"), day="day")
def put_off_remedy(case: Supervision, act: Act) -> None:
    """The day before stays in the record. ``data``: remedy (row), due_on, number, reason."""
    row, until = _open(case, act), _day(act)
    if until <= row.due_on:
        act.refuse(_("The new day lies after the one before: %(day)s.") % {"day": f"{row.due_on:%d/%m/%Y}"}, "due_on")
    before, row.due_on = row.due_on, until
    act.add(row)
    act.stop_clock(CLOCK, str(row.number))
    _start(act, row)
    act.record(
        "remedy.put_off",
        what=row.what,
        before=before.isoformat(),
        until=until.isoformat(),
        number=act.data["number"],
        reason=act.data["reason"],
    )


@verb(gettext_lazy("Ask for a remedy no longer"), day="day", grave=True)
def lift_remedy(case: Supervision, act: Act) -> None:
    """By a paper of the body, with the reason. ``data``: remedy (row), number, reason."""
    row = _open(case, act)
    row.lifted_on, row.lifted_because = act.day, act.data["reason"]
    act.add(row)
    act.stop_clock(CLOCK, str(row.number))
    act.record("remedy.lifted", what=row.what, number=act.data["number"], reason=row.lifted_because)


def _day(act: Act) -> Any:
    if act.data["due_on"] <= act.day:
        act.refuse(_("The last day lies after the day on which it is asked."), "due_on")
    return act.data["due_on"]


def _open(case: Supervision, act: Act) -> RemediationItem:
    row: RemediationItem = act.data["remedy"]
    row.refresh_from_db()
    if row.case_id != case.pk or not row.open:
        act.refuse(_("It has been ticked off already."), "remedy")
    return row


def _start(act: Act, row: RemediationItem) -> None:
    act.start_clock(CLOCK, DAYS, act.day, reference=str(row.number), length=(row.due_on - act.day).days)
