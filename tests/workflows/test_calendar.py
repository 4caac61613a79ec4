"""Working days and months: known days, the swaps, and a naive oracle."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.calendar import (
    BeyondCalendar,
    Calendar,
    CalendarError,
    add_months,
    completed_months,
    due_on,
    load_days,
    shipped_calendar,
)
from workflows.law import Certainty

FIRST, LAST = date(2024, 1, 1), date(2025, 12, 31)
days = st.dates(FIRST, date(2024, 12, 31))


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    off = draw(st.frozensets(days, max_size=30))
    working = draw(st.frozensets(days.filter(lambda day: day.weekday() > 4), max_size=5))
    return Calendar(off - working, working, (FIRST, LAST))


def naive(calendar: Calendar, start: date, n: int) -> date:
    """Every day of the calendar written out, worked or not; the n-th worked one after the start."""
    every = [FIRST + timedelta(days=i) for i in range((LAST - FIRST).days + 1)]
    worked = [d for d in every if d in calendar.working_days or (d.isoweekday() <= 5 and d not in calendar.days_off)]
    return start if n == 0 else [d for d in worked if d > start][n - 1]


@given(calendars(), days, st.integers(0, 60))
def test_working_days_agree_with_a_naive_count(calendar: Calendar, start: date, n: int) -> None:
    end = calendar.add_working_days(start, n)
    assert end == naive(calendar, start, n)
    assert calendar.working_days_between(start, end) == n
    assert calendar.working_days_between(end, start) == -n


@given(calendars(), days, st.integers(1, 60))
def test_derivation_accounts_for_every_day(calendar: Calendar, start: date, n: int) -> None:
    steps = calendar.derivation(start, n)
    assert steps.counted + len(steps.skipped) == (steps.end - steps.start).days
    assert sum(steps.summary().values()) == len(steps.skipped)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 1, 2), False),
        (date(2026, 1, 10), True),
        (date(2026, 8, 31), False),
        (date(2026, 8, 22), True),
        (date(2024, 5, 4), True),
        (date(2025, 4, 26), True),
        (date(2025, 5, 2), False),
        (date(2025, 9, 1), False),
        (date(2025, 9, 3), True),
        (date(2026, 2, 16), False),
        (date(2026, 4, 27), False),
        (date(2023, 1, 26), False),
        (date(2020, 9, 3), True),
        (date(2021, 9, 3), False),
    ],
)
def test_shipped_day_is_worked(day: date, worked: bool) -> None:
    assert shipped_calendar().is_working_day(day) is worked


def test_forty_five_working_days_over_the_national_day() -> None:
    steps = shipped_calendar().derivation(date(2025, 7, 30), 45)
    assert steps.end == date(2025, 10, 3)
    assert steps.summary() == {"Weekend": 18, "Quốc khánh": 2}
    assert steps.made_up == ()


def test_made_up_saturday_is_counted() -> None:
    steps = shipped_calendar().derivation(date(2025, 12, 31), 6)
    assert (steps.end, steps.made_up) == (date(2026, 1, 10), (date(2026, 1, 10),))


def test_shipped_calendar_covers_2020_to_2027_and_doubts_the_last() -> None:
    calendar = shipped_calendar()
    assert calendar.known == (date(2020, 1, 1), date(2027, 12, 31))
    assert {year: c.value for year, c in calendar.certainty.items()} == {
        **dict.fromkeys(range(2020, 2027), "secondary"),
        2027: "unverified",
    }


def test_deadline_that_reaches_into_an_unverified_year_is_unverified() -> None:
    calendar = shipped_calendar()
    assert calendar.derivation(date(2026, 12, 1), 15).certainty is Certainty.SECONDARY
    assert calendar.derivation(date(2026, 12, 1), 30).certainty is Certainty.UNVERIFIED


def test_deadline_beyond_the_known_years_is_refused() -> None:
    with pytest.raises(BeyondCalendar):
        shipped_calendar().add_working_days(date(2027, 12, 1), 45)
    with pytest.raises(BeyondCalendar):
        shipped_calendar().is_working_day(date(2019, 12, 31))


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2025, 10, 31), 12, date(2026, 10, 31)),
        (date(2025, 12, 15), 1, date(2026, 1, 15)),
        (date(2025, 3, 31), -1, date(2025, 2, 28)),
        (date(2020, 6, 9), 60, date(2025, 6, 9)),
    ],
)
def test_months_keep_the_day_or_take_the_last(start: date, n: int, end: date) -> None:
    assert add_months(start, n) == end


@given(st.dates(date(1930, 1, 1), date(2030, 1, 1)), st.dates(date(1930, 1, 1), date(2030, 1, 1)))
def test_completed_months_are_the_most_that_fit(start: date, end: date) -> None:
    months = completed_months(start, end)
    assert add_months(start, months) <= end < add_months(start, months + 1)


@pytest.mark.parametrize(
    "text",
    [
        "years: 3",
        "years: {2024: {source: x, days_off: {}}}",
        "years: {2024: {certainty: text, source: x, days_off: {2025-01-01: Tết}}}",
        "years: {2024: {certainty: text, source: x}, 2026: {certainty: text, source: x}}",
        "years: {2024: {certainty: text, source: x, days_off: {2024-05-04: a}, working: {2024-05-04: b}}}",
        "years: {2024: {certainty: text, source: ''}}",
        "years: {2024: {certainty: text, source: x, off: {2024-05-04: a}}}",
        "years: [",
    ],
)
def test_calendar_file_with_a_fault_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "days.yaml"
    path.write_text(text)
    with pytest.raises(CalendarError, match=r"days\.yaml"):
        load_days(path)


@pytest.mark.parametrize(
    ("unit", "length", "due"),
    [
        ("day", 10, date(2025, 2, 3)),
        ("working_day", 5, date(2025, 2, 7)),
        ("month", 1, date(2025, 2, 24)),
        ("year", 1, date(2026, 1, 24)),
    ],
)
def test_length_ends_by_its_own_unit(unit: str, length: int, due: date) -> None:
    """From Friday before the long New Year holiday of 2025 (25 January to 2 February) only days are plain."""
    assert due_on(unit, length, date(2025, 1, 24), shipped_calendar()) == due
