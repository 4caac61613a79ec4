"""Working days and months. Pure: the day and the calendar are arguments; see ``load_days`` for the shipped data."""

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext_noop

from workflows import plain_yaml
from workflows.law import Certainty

SHIPPED = Path(__file__).parent / "calendar_data" / "vn-2020-2027.yaml"
_SATURDAY = 5
_YEAR_KEYS = {"source", "certainty", "days_off", "working"}


class BeyondCalendar(ValueError):
    """A day outside the years whose holidays are known: no working day can be counted there."""


class CalendarError(Exception):
    """A calendar file that may not be used; the message names the file and the problem."""


@dataclass(frozen=True)
class Skipped:
    """A day that was not counted; ``reason`` is an English source string."""

    day: date
    reason: str


@dataclass(frozen=True)
class Derivation:
    """How a deadline came about: ``counted`` working days from the day after ``start`` to ``end``, both included."""

    start: date
    end: date
    counted: int
    skipped: tuple[Skipped, ...]
    made_up: tuple[date, ...]
    certainty: Certainty

    @property
    def holidays(self) -> tuple[Skipped, ...]:
        """The skipped days that are no ordinary weekend."""
        return tuple(skip for skip in self.skipped if skip.reason != WEEKEND)

    def summary(self) -> dict[str, int]:
        """How many days were skipped, by reason."""
        reasons = [skip.reason for skip in self.skipped]
        return {reason: reasons.count(reason) for reason in dict.fromkeys(reasons)}


WEEKEND = gettext_noop("Weekend")
DAY_OFF = gettext_noop("Public holiday or day off")


@dataclass(frozen=True)
class Calendar:
    """Days off, and weekend days that are worked instead, within the years ``known`` (first and last day, included).

    ``names``: what a day off is called. ``certainty``: by year; a year not listed is unverified.
    """

    days_off: frozenset[date]
    working_days: frozenset[date]
    known: tuple[date, date]
    names: Mapping[date, str] = field(default_factory=dict, compare=False)
    certainty: Mapping[int, Certainty] = field(default_factory=dict, compare=False)

    def is_working_day(self, day: date) -> bool:
        """Whether ``day`` is worked. Raises BeyondCalendar outside the known years."""
        self._require_known(day)
        return day in self.working_days or (day.weekday() < _SATURDAY and day not in self.days_off)

    def add_working_days(self, start: date, n: int) -> date:
        """The ``n``-th working day after ``start``, which is not counted. Raises BeyondCalendar."""
        if n < 0:
            raise ValueError("Working days are counted forward.")
        if n == 0:
            return start
        self._require_known(start + timedelta(days=1))
        place = bisect_right(self._worked, start) + n - 1
        if place >= len(self._worked):
            self._require_known(self.known[1] + timedelta(days=1))
        return self._worked[place]

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after ``start`` up to and including ``end``; negative when ``end`` lies before ``start``."""
        if end < start:
            return -self.working_days_between(end, start)
        if end > start:
            self._require_known(start + timedelta(days=1))
            self._require_known(end)
        return bisect_right(self._worked, end) - bisect_right(self._worked, start)

    def derivation(self, start: date, n: int) -> Derivation:
        """How ``add_working_days(start, n)`` is reached, day by day."""
        end = self.add_working_days(start, n)
        days = list(_days(start, end))
        skipped = tuple(Skipped(day, self._reason(day)) for day in days if not self.is_working_day(day))
        made_up = tuple(day for day in days if day in self.working_days)
        return Derivation(start, end, n, skipped, made_up, self.certainty_between(start, end))

    def certainty_between(self, start: date, end: date) -> Certainty:
        """The weakest certainty of the years from ``start`` to ``end``."""
        years = range(min(start, end).year, max(start, end).year + 1)
        return Certainty.weakest(self.certainty.get(year, Certainty.UNVERIFIED) for year in years)

    @cached_property
    def _worked(self) -> list[date]:
        """Every working day that is known, in order: what is counted is then a matter of places in it."""
        first, last = self.known
        return [day for day in _days(first - timedelta(days=1), last) if self.is_working_day(day)]

    def _require_known(self, day: date) -> None:
        if not self.known[0] <= day <= self.known[1]:
            raise BeyondCalendar(
                f"{day.isoformat()} lies outside the known calendar, "
                f"{self.known[0].isoformat()} to {self.known[1].isoformat()}."
            )

    def _reason(self, day: date) -> str:
        if day in self.days_off:
            return self.names.get(day, DAY_OFF)
        return WEEKEND


def add_months(day: date, n: int) -> date:
    """The same day of the month ``n`` calendar months later; the last day of that month where it has no such day."""
    month = day.year * 12 + day.month - 1 + n
    year, month = month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def due_on(unit: str, length: int, started_on: date, calendar: Calendar) -> date:
    """The last day of a length: the so many-th day or working day after ``started_on``, or its day number (months,
    years). Raises BeyondCalendar.
    """
    if unit == "working_day":
        return calendar.add_working_days(started_on, length)
    if unit == "day":
        return started_on + timedelta(days=length)
    months = {"month": 1, "year": 12}[unit]
    return add_months(started_on, length * months)


def completed_months(start: date, end: date) -> int:
    """Whole months from ``start`` to ``end``: the largest n with ``add_months(start, n) <= end``; negative before."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if add_months(start, months) <= end else months - 1


def _days(start: date, end: date) -> Iterator[date]:
    for offset in range(1, (end - start).days + 1):
        yield start + timedelta(days=offset)


@lru_cache
def shipped_calendar() -> Calendar:
    """The calendar shipped with the product."""
    return load_days(SHIPPED)


@lru_cache
def load_days(path: Path) -> Calendar:
    """The calendar of a YAML file: ``years`` by year, each with source, certainty and, by day, what is
    called ``days_off`` and ``working``.

    Years follow one another without a gap. Raises CalendarError.
    """
    try:
        data = plain_yaml.load(path.read_text(encoding="utf-8"))
        years = {int(year): entry for year, entry in data["years"].items()}
        off = dict(_entries(years, "days_off"))
        working = dict(_entries(years, "working"))
        unknown = sorted({str(key) for entry in years.values() for key in entry} - _YEAR_KEYS)
        if unknown:
            raise ValueError(f"unknown key '{unknown[0]}'")
        certainty = {year: Certainty(entry["certainty"]) for year, entry in years.items()}
        if not all(str(entry["source"]).strip() for entry in years.values()):
            raise ValueError("a year has no source")
        if sorted(years) != list(range(min(years), max(years) + 1)):
            raise ValueError("a year is missing between the first and the last")
        if off.keys() & working.keys():
            raise ValueError(f"{min(off.keys() & working.keys())} is both off and worked")
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise CalendarError(f"{path.name}: {error}") from error
    return Calendar(
        days_off=frozenset(off),
        working_days=frozenset(working),
        known=(date(min(years), 1, 1), date(max(years), 12, 31)),
        names=off,
        certainty=certainty,
    )


def _entries(years: Mapping[int, Mapping[str, Any]], key: str) -> Iterable[tuple[date, str]]:
    for year, entry in years.items():
        for day, name in (entry.get(key) or {}).items():
            if type(day) is not date or day.year != year:
                raise ValueError(f"{day} is no day of {year}")
            yield day, str(name)
