"""How a length of law is counted from a day, and how a clock of one is judged; used by the rules of each matter."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_noop

from workflows.calendar import Calendar, due_on
from workflows.law import Certainty, Law, Provision
from workflows.rules import Number, Verdict

UNITS = {
    "day": gettext_noop("days"),
    "working_day": gettext_noop("working days"),
    "month": gettext_noop("months"),
    "year": gettext_noop("years"),
}
_OLD_CLOCK = gettext_noop("The clock started on %(start)s: no loaded regulation sets its length on that day.")


@dataclass(frozen=True)
class End:
    """The last day of a length, that day included, and what it rests on beside the provision."""

    start: date
    due: date
    length: int
    unit: str
    certainty: Certainty

    @property
    def numbers(self) -> dict[str, Number]:
        return {
            "start": self.start.isoformat(),
            "due": self.due.isoformat(),
            "days": self.length,
            "unit": UNITS[self.unit],
        }


def end_of(start: date, length: Provision, calendar: Calendar, added: int = 0) -> End:
    """The end of ``length`` (and ``added`` of its unit) that starts the day after ``start``. Raises BeyondCalendar."""
    whole = length.value + added
    due = due_on(length.unit, whole, start, calendar)
    counted = length.unit == "working_day"
    return End(start, due, whole, length.unit, calendar.certainty_between(start, due) if counted else Certainty.TEXT)


def within(
    start: date,
    length: Provision,
    done: date | None,
    in_time: str,
    late: str,
    *,
    law: Law,
    calendar: Calendar,
    added: int = 0,
) -> Verdict:
    """Whether ``done`` (or, while it is not done, the day judged) lies within the length as the law of the day on which
    the clock began has it (design). ``in_time``, ``late``: English source strings on start, due, days, unit and day.
    """
    of_that_day = law.at(start).get(length.name)
    if of_that_day is None:
        return Verdict(None, _OLD_CLOCK, {"start": start.isoformat()})
    end = end_of(start, of_that_day, calendar, added)
    day = done or law.on
    numbers = {**end.numbers, "day": day.isoformat()}
    return Verdict(day <= end.due, in_time if day <= end.due else late, numbers, end.certainty, (of_that_day,))
