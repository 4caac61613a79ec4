"""How a complaint is told to the complainant: never a vote or a result before it is announced."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from discipline.codes_complaint import BAR_LABELS, ComplaintBar
from discipline.complaints.models import Complaint
from discipline.complaints.states import ComplaintState
from discipline.complaints.words import PAPER_LABELS
from workflows.calendar import Calendar
from workflows.clocks import task_chip
from workflows.models import Deadline, Document, Task
from workflows.screens import OwnLine

_TOLD = {
    ComplaintState.MEETING: ComplaintState.HEARING,
    ComplaintState.SUBMITTED_UP: ComplaintState.HEARING,
    ComplaintState.DECIDED: ComplaintState.HEARING,
}
#: What he is told in writing, with its reasons.
_NOTICES = ("complaint_guidance", "complaint_rejection", "complaint_overrun", "complaint_answer")


def told_state(case: Complaint) -> ComplaintState:
    """What is not announced yet is shown as the stage before it."""
    state = ComplaintState(case.state)
    return _TOLD.get(state, state)


def told_stages(case: Complaint) -> list[tuple[str, str]]:
    """The straight way by the states that he is told of."""
    return [(code, label) for code, label in case.stages if code not in {state.value for state in _TOLD}]


def told_clock(case: Complaint) -> Deadline | None:
    """Until when he is answered, from then on until when he may complain further. That the first clock stops and the
    one of the announcement runs would tell him that an answer is signed.
    """
    if case.finished is not None:
        return None
    if case.announced_on is not None:
        return case.deadlines.filter(kind="complaint", closed_on__isnull=True).order_by("-pk").first()
    return case.deadlines.filter(kind="complaint_resolution").order_by("-pk").first()


def own_line(case: Complaint, task: Task | None, on: date, calendar: Calendar) -> OwnLine:
    """The complaint in the list of his own files; whose turn it is, is told where that tells nothing of a result."""
    openly = ComplaintState(case.state) not in _TOLD
    turn: Any = task.body if task and openly else _("the body competent to decide") if task else None
    chip = task_chip(task, case.state, on, calendar) if task and openly and task.due_on else None
    return OwnLine(case, reverse("own_complaint", args=[case.public_id]), str(told_state(case).label), turn, chip)


def notices(papers: Iterable[Document]) -> list[tuple[str, Document, str]]:
    """[(what it is, the paper, its words)] of what he was told in writing, among the papers that he reads."""
    found = []
    for paper in papers:
        if paper.code in _NOTICES:
            where = [_(paper.data[name]) for name in ("organ", "level") if paper.data.get(name)]
            grounds = [_(BAR_LABELS[ComplaintBar(code)]) for code in paper.data.get("grounds", ())]
            said = [", ".join(where), *grounds, paper.data.get("reason") or ""]
            found.append((_(PAPER_LABELS[paper.code]), paper, "\n".join(filter(None, said))))
    return found


def asks(case: Complaint, onward: str, clock: Deadline | None, on: date) -> list[str]:
    """What is asked of him or open to him now. ``onward``: to whom the answer lets him complain further."""
    if case.finished is not None:
        return []
    if told_state(case) is ComplaintState.HEARING:
        return [_("You are heard by a representative of the body that decides")]
    if case.announced_on is not None and onward and clock is not None and clock.due_on >= on:
        values = {"day": f"{clock.due_on:%d/%m/%Y}", "where": onward}
        return [_("You may complain until %(day)s, to: %(where)s") % values]
    return []
