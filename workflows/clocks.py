"""Deadlines in words: how many days are left, and how the day came about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workflows.calendar import BeyondCalendar, Calendar
from workflows.deadlines import derivation
from workflows.explaining import amount, clock_why
from workflows.findings import CERTAINTY_LABELS
from workflows.law import Certainty, Law
from workflows.models import Deadline, Task
from workflows.rules import Rule

#: From this many working days on downward a deadline is shown as near (a convention of the screen, not of law).
NEAR = 5


@dataclass(frozen=True)
class Chip:
    """``tone``: ok, soon, late or hold (the style); ``icon`` repeats it for eyes that see no colour. ``clock``: whose
    day ``due_on`` is, where it is not that of the task.
    """

    tone: str
    icon: str
    text: str
    due_on: date | None = None
    clock: str = ""


@dataclass(frozen=True)
class ClockLine:
    """One clock with its arithmetic. ``law`` is empty for what is no article; ``steps``: its derivation; ``said``: what
    it comes to in a sentence, where that is more than a day.
    """

    label: str
    chip: Chip
    due_on: date | None
    closed_on: date | None
    law: str
    certainty: str
    steps: list[str]
    said: str = ""


def chip(due_on: date | None, on: date, calendar: Calendar) -> Chip:
    """How a deadline stands on the day."""
    if due_on is None:
        return Chip("hold", "–", _("No deadline"))
    if due_on < on:
        late = (on - due_on).days
        return Chip("late", "!", ngettext("%(n)s day overdue", "%(n)s days overdue", late) % {"n": late}, due_on)
    if due_on == on:
        return Chip("soon", "◔", _("Due today"), due_on)
    try:
        left = calendar.working_days_between(on, due_on)
    except BeyondCalendar:
        return Chip("ok", "✓", _("Not due yet"), due_on)
    text = ngettext("%(n)s working day left", "%(n)s working days left", left) % {"n": left}
    return Chip("soon", "◔", text, due_on) if left <= NEAR else Chip("ok", "✓", text, due_on)


def period_chip(due_on: date, on: date, calendar: Calendar) -> Chip:
    """How a length of time stands that is late for nobody when it is over."""
    if due_on >= on:
        return chip(due_on, on, calendar)
    return Chip("hold", "–", _("The time was over on %(day)s") % {"day": _day(due_on)}, due_on)


def task_chip(task: Task, state: str, on: date, calendar: Calendar) -> Chip:
    """How the open task of a case in ``state`` stands on the day: it is not late where a length of time runs."""
    due_on = task.due_on
    if due_on is None or state not in getattr(task.flow_task, "waits", ()):
        return chip(due_on, on, calendar)
    values = {"day": _day(due_on)}
    if due_on <= on:
        return Chip("soon", "◔", _("The time was over on %(day)s") % values, due_on)
    near = chip(due_on, on, calendar)
    return near if near.tone == "soon" else Chip("hold", "…", _("Waiting until %(day)s") % values, due_on)


def beside_chip(label: str, due_on: date, on: date, calendar: Calendar) -> Chip:
    """A clock of the case beside a task that has no deadline itself; of its colour only once it is near."""
    near = chip(due_on, on, calendar)
    if near.tone != "soon":
        near = Chip("hold", "–", _("No deadline of its own"))
    return Chip(near.tone, near.icon, near.text, due_on, label)


def clock_line(
    row: Deadline,
    on: date,
    calendar: Calendar,
    labels: Mapping[str, str],
    law: Law | None = None,
    rules: Iterable[Rule] = (),
    periods: frozenset[str] = frozenset(),
) -> ClockLine:
    """A clock for the page; a closed one says when it stopped. With ``law`` and ``rules`` its derivation begins with
    its source and the rules that ask it. ``periods``: kinds that are a length of time.
    """
    label = _(labels[row.kind]) if row.kind in labels else row.kind
    stands = period_chip if row.kind in periods else chip
    shown = _stopped(row) if row.closed_on else stands(row.due_on, on, calendar)
    is_article = row.certainty not in (Certainty.DESIGN, Certainty.UNVERIFIED)
    basis = f"{row.article} {row.regulation}".strip() if is_article else ""
    certainty = "" if row.certainty == Certainty.TEXT else _(CERTAINTY_LABELS[Certainty(row.certainty)])
    sources = clock_why(row, law, rules) if law else []
    return ClockLine(label, shown, row.due_on, row.closed_on, basis, certainty, sources + _steps(row, calendar))


def _stopped(row: Deadline) -> Chip:
    assert row.closed_on is not None
    if row.closed_on <= row.due_on:
        return Chip("ok", "✓", _("Done in time"), row.due_on)
    late = (row.closed_on - row.due_on).days
    return Chip("hold", "!", ngettext("Done %(n)s day late", "Done %(n)s days late", late) % {"n": late}, row.due_on)


def _steps(row: Deadline, calendar: Calendar) -> list[str]:
    """The computation line by line: start, length, days not counted, end."""
    steps = [
        _("Starts on %(day)s; that day is not counted.") % {"day": _day(row.started_on)},
        _("Length: %(length)s.") % {"length": amount(row.length, row.unit)},
    ]
    try:
        path = derivation(row, calendar)
    except BeyondCalendar:
        path = None
    if path is not None:
        weekend = len(path.skipped) - len(path.holidays)
        steps.append(_("Weekend days not counted: %(n)s.") % {"n": weekend})
        steps += [
            _("%(day)s not counted: %(name)s.") % {"day": _day(skip.day), "name": _(skip.reason)}
            for skip in path.holidays
        ]
        steps += [_("%(day)s is counted: worked instead of a day off.") % {"day": _day(day)} for day in path.made_up]
        if path.certainty != Certainty.TEXT:
            steps.append(_("Calendar: %(certainty)s.") % {"certainty": _(CERTAINTY_LABELS[path.certainty])})
    return [*steps, _("Ends on %(day)s, that day included.") % {"day": _day(row.due_on)}]


def _day(day: date) -> str:
    return day.strftime("%d/%m/%Y")
