"""One way to judge a clock of working days; used by the rules of each phase."""

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext_noop

from workflows.calendar import Calendar
from workflows.law import Certainty, Law, Provision
from workflows.rules import Number, Verdict

OLD_CLOCK = gettext_noop("The clock started on %(start)s: no loaded regulation sets its length on that day.")


def spent(days: int, due: date, day: date, calendar: Calendar) -> dict[str, Number]:
    """The numbers of a clock of ``days`` working days that is due on ``due``, as it stands on ``day``."""
    late = max(0, calendar.working_days_between(due, day))
    return {"days": days, "due": due.isoformat(), "day": day.isoformat(), "late": late}


def within(
    start: date, length: Provision, done: date | None, in_time: str, late: str, *, law: Law, calendar: Calendar
) -> Verdict:
    """Whether ``done`` (or, while it is not done, the day judged) lies within ``length`` working days after ``start``.

    The length is that of the day on which the clock began (design). ``in_time`` and ``late`` are English source
    strings on the numbers start, days, due, day and late.
    """
    of_that_day = law.at(start).get(length.name)
    if of_that_day is None:
        return Verdict(None, OLD_CLOCK, {"start": start.isoformat()})
    due = calendar.add_working_days(start, of_that_day.value)
    day = done or law.on
    numbers = {"start": start.isoformat(), **spent(of_that_day.value, due, day, calendar)}
    certainty = calendar.certainty_between(start, due)
    return Verdict(day <= due, in_time if day <= due else late, numbers, certainty, (of_that_day,))


def by_convention(verdict: Verdict) -> Verdict:
    """The same, where the text leaves open what a convention of this system fills in (from when days are counted)."""
    return replace(verdict, certainty=Certainty.weakest([verdict.certainty, Certainty.DESIGN]))
