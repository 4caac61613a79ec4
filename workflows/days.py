"""The working-day calendar of the database: the shipped days, as the office has edited them."""

from datetime import date
from functools import lru_cache

from organization.prepared import Prepared
from workflows.calendar import Calendar, shipped_calendar
from workflows.law import Certainty
from workflows.models import CalendarDay

_EDITED = Prepared(lambda: CalendarDay.objects.values_list("day", "working", "name"))


def calendar() -> Calendar:
    """The calendar of the table (one statement). Years the shipped data does not cover are not known."""
    return _calendar_of(tuple(_EDITED.rows()))


@lru_cache(maxsize=4)
def _calendar_of(rows: tuple[tuple[date, bool, str], ...]) -> Calendar:
    """Of the same rows the same calendar: an office edits them a few times a year, every act asks for them."""
    shipped = shipped_calendar()
    certainty: dict[int, Certainty] = dict(shipped.certainty)
    for year in {day.year for day, _working, _name in rows}:
        certainty[year] = Certainty.weakest([certainty.get(year, Certainty.UNVERIFIED)])
    return Calendar(
        days_off=frozenset(day for day, working, _name in rows if not working),
        working_days=frozenset(day for day, working, _name in rows if working),
        known=shipped.known,
        names={day: name for day, _working, name in rows},
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
