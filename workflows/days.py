"""The working-day calendar of the database: the shipped days, as the office has edited them."""

from datetime import date

from workflows.calendar import Calendar, shipped_calendar
from workflows.law import Certainty
from workflows.models import CalendarDay


def calendar() -> Calendar:
    """The calendar of the table (one statement). Years the shipped data does not cover are not known."""
    shipped = shipped_calendar()
    rows = list(CalendarDay.objects.all())
    certainty: dict[int, Certainty] = dict(shipped.certainty)
    for row in rows:
        certainty[row.day.year] = Certainty.weakest([certainty.get(row.day.year, Certainty.UNVERIFIED)])
    return Calendar(
        days_off=frozenset(row.day for row in rows if not row.working),
        working_days=frozenset(row.day for row in rows if row.working),
        known=shipped.known,
        names={row.day: row.name for row in rows},
        certainty=certainty,
    )


def seed(days: type[CalendarDay] = CalendarDay) -> None:
    """Fill the empty table with the shipped days (a migration calls this once)."""
    shipped = shipped_calendar()

    def row(day: date, working: bool) -> CalendarDay:
        certainty = shipped.certainty.get(day.year, Certainty.UNVERIFIED).value
        return days(day=day, working=working, name=shipped.names.get(day, ""), certainty=certainty)

    every = [row(day, False) for day in sorted(shipped.days_off)] + [
        row(day, True) for day in sorted(shipped.working_days)
    ]
    days.objects.bulk_create(every, ignore_conflicts=True)
