"""How a discipline case is told to the person concerned: never a vote, a draft or a result before it is announced."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from discipline.complaint_window import Start, start_of
from discipline.models import DisciplineCase
from discipline.records import Summons
from discipline.spoken import spoken
from discipline.states import NOT_TOLD, STANDING, State
from discipline.words import PURPOSE_LABELS
from workflows.calendar import BeyondCalendar, Calendar
from workflows.clocks import task_chip
from workflows.deadlines import clock
from workflows.documents.models import Document
from workflows.models import Deadline, Task
from workflows.screens import OwnLine

#: What is not announced yet is shown as the stage before it.
_TOLD = {
    State.CELL_MEETING: State.VERIFYING,
    State.LEVEL_APPRAISAL: State.VERIFYING,
    State.LEVEL_HEARING: State.LEVEL_HEARING,
    State.LEVEL_MEETING: State.VERIFYING,
    State.DECISION_DRAFTING: State.VERIFYING,
    State.DECISION_SIGNED: State.VERIFYING,
}
#: Papers that hold what he wrote himself.
OWN_WORDS = ("self_criticism", "reserved_opinion")
#: States in which the body that has the case tells nothing of a result.
_OPENLY_WITH = (*NOT_TOLD, State.SELF_CRITICISM, State.VERIFYING, State.LEVEL_HEARING, State.ANNOUNCED, *STANDING)


@dataclass(frozen=True)
class Ask:
    """What is asked of him or open to him now. ``note``: how, and until when."""

    label: str
    note: str = ""


def told_state(case: DisciplineCase) -> State:
    """The state as he may know it. What his cell decided takes effect at the meeting, where he sits: he knows it."""
    state = State(case.state)
    if state is State.DECISION_SIGNED and case.effective_on is not None:
        return state
    return _TOLD.get(state, state)


def told_stages(case: DisciplineCase) -> list[tuple[str, str]]:
    """The straight way by the states that he is told of."""
    hidden = {code.value for code, told in _TOLD.items() if told is not code}
    hidden |= {code.value for code in NOT_TOLD if code is not told_state(case)}
    if told_state(case) is State.DECISION_SIGNED:
        hidden.discard(State.DECISION_SIGNED.value)
    return [(code, label) for code, label in case.stages if code not in hidden]


def own_line(case: DisciplineCase, task: Task | None, on: date, calendar: Calendar) -> OwnLine:
    """The case in the list of his own files."""
    openly = State(case.state) in _OPENLY_WITH
    turn: Any = task.body if task and openly else _("the body competent to decide") if task else None
    chip = task_chip(task, case.state, on, calendar) if task and openly and task.due_on else None
    return OwnLine(case, reverse("own_discipline", args=[case.public_id]), str(told_state(case).label), turn, chip)


def asks(case: DisciplineCase, papers: Sequence[Document], complaint: Deadline | None, on: date) -> list[Ask]:
    """What he has to do or may do as the case stands, the most pressing first. ``papers``: those he may read."""
    found = [
        Ask(
            _("You are called: %(purpose)s") % {"purpose": _(PURPOSE_LABELS[row.purpose])},
            _("called on %(day)s; %(proof)s") % {"day": f"{row.sent_on:%d/%m/%Y}", "proof": row.proof},
        )
        for row in case.summons_rows
        if row.followed is None and not _over(row, case, papers)
    ]
    found += _asks_of_organization(case) if case.of_organization else _asks_of_member(case)
    if case.receipt_awaited(case.law(on)):
        awaited = _(
            "It was announced while you were absent: your time to complain begins when you receive the decision"
        )
        found.append(Ask(awaited, complaint_to(papers)))
    if case.announced_on and complaint is not None and complaint.closed_on is None and complaint.due_on >= on:
        where = complaint_to(papers)
        values = {"day": f"{complaint.due_on:%d/%m/%Y}", "where": where or "–"}
        found.append(Ask(_("You may complain until %(day)s, to: %(where)s") % values))
    return found


def _over(call: Summons, case: DisciplineCase, papers: Sequence[Document]) -> bool:
    """Whether what he was called for has been, though nobody noted yet that he came. That a body has voted is not told
    by it.
    """
    if case.finished or case.announced_on is not None:
        return True
    if call.purpose == "self_criticism":
        return any(row.code == "self_criticism" for row in papers)
    return call.purpose == "hearing" and any(row.held_on >= call.sent_on for row in case.hearing_rows)


def _asks_of_member(case: DisciplineCase) -> list[Ask]:
    state, found = State(case.state), []
    if state is State.SELF_CRITICISM:
        note = _("The law sets no day for it; the body that examines says until when. You write it here or bring it.")
        found.append(Ask(_("Write your self-criticism and say which form you propose for yourself"), note))
    if state in (State.SELF_CRITICISM, State.VERIFYING):
        found.append(Ask(_("You may hand in evidence and explanations"), _("until the case goes before the cell")))
    if state is State.LEVEL_HEARING:
        found.append(Ask(_("You are heard by a representative of the body that decides")))
    return found


def _asks_of_organization(case: DisciplineCase) -> list[Ask]:
    """What its secretary does for it."""
    state, found = State(case.state), []
    if state is State.SELF_CRITICISM:
        note = _("They vote on nothing else: the superior decides (DIS-65, DIS-66). The law sets no day for it.")
        label = _(
            "Let the members adopt a self-criticism of the collective and vote on the form that they propose for it"
        )
        found.append(Ask(label, note))
    if state in (State.SELF_CRITICISM, State.VERIFYING):
        found.append(Ask(_("You may hand in evidence and explanations"), _("until the report goes to the superior")))
    if state is State.LEVEL_HEARING:
        found.append(Ask(_("For the organisation you are heard by a representative of the body that decides")))
    return found


def complaint_to(papers: Sequence[Document]) -> str:
    """Where he may complain, as the decision that was announced says; ``papers``: those he may read, first to last."""
    decision = next((row for row in reversed(papers) if row.code == "decision"), None)
    return decision.data.get("complaint_to", "") if decision else ""


def complaint_clock(case: DisciplineCase, calendar: Calendar) -> Deadline | None:
    """His time to complain: the clock that runs, or as it would be counted; None where the day is not known from which
    the law counts.
    """
    running: Deadline | None = case.deadlines.filter(kind="complaint").order_by("-pk").first()
    if running is not None or case.announced_on is None:
        return running
    start = start_of(case.receipt_facts, case.law(case.announced_on))
    if not isinstance(start, Start):
        return None
    try:
        return clock(case, "complaint", start.length, start.on, calendar)
    except BeyondCalendar:
        return None


@dataclass(frozen=True)
class Proposal:
    """A vote of the members of an organisation. ``told``: its counts in words."""

    held_on: date
    told: str


def proposals(case: DisciplineCase) -> list[Proposal]:
    """What its members proposed for the organisation: its own votes, which it knows."""
    return [
        Proposal(
            row.held_on, _("%(base)s counted; %(votes)s") % {"base": row.base, "votes": spoken("votes", row.votes)}
        )
        for row in (case.self_proposals.order_by("pk") if case.of_organization else ())
    ]


def written(papers: Iterable[Document]) -> list[tuple[date, str, str]]:
    """[(day, what it is, its words)] of what he has written in the system; ``papers``: those he may read."""
    labels: Mapping[str, str] = {"account": _("Self-criticism"), "opinion": _("Reserved opinion")}
    return [
        (row.issued_on, label, row.data[name])
        for row in papers
        for name, label in labels.items()
        if row.code in OWN_WORDS and row.issued_on and row.data.get(name)
    ]
