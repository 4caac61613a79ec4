"""Every length that a clock of a case is started from, on the day before and the day of each change."""

from datetime import date

import pytest

from discipline.models import DisciplineCase
from workflows.calendar import shipped_calendar
from workflows.deadlines import clock
from workflows.law import law_on
from workflows.procedures import law_folder

FOLDER = law_folder("discipline")


@pytest.mark.parametrize(
    ("provision", "started", "due", "unit", "certainty"),
    [
        ("cell_paper.deadline", date(2025, 5, 29), date(2025, 6, 8), "day", "unverified"),
        ("cell_paper.deadline", date(2025, 5, 30), date(2025, 6, 9), "day", "quoted"),
        ("announcement.deadline", date(2021, 7, 27), date(2021, 8, 11), "day", "secondary"),
        ("announcement.deadline", date(2021, 7, 28), date(2021, 8, 12), "day", "unverified"),
        ("state_sync.deadline", date(2025, 5, 29), date(2025, 7, 10), "working_day", "secondary"),
        ("state_sync.deadline", date(2025, 5, 30), date(2025, 6, 4), "day", "quoted"),
        ("state_notice.deadline", date(2025, 5, 30), date(2025, 6, 4), "day", "secondary"),
        ("legal_notice.deadline", date(2021, 7, 28), date(2021, 7, 31), "day", "quoted"),
        ("discipline.ends_after", date(2021, 7, 27), date(2022, 7, 27), "month", "quoted"),
        ("discipline.ends_after", date(2025, 5, 30), date(2026, 5, 30), "month", "unverified"),
        ("suspension.length", date(2021, 7, 28), date(2021, 10, 26), "day", "secondary"),
        ("suspension.total_max", date(2025, 5, 30), date(2025, 11, 26), "day", "unverified"),
        ("deferral.nursing", date(2024, 2, 29), date(2025, 2, 28), "month", "quoted"),
        ("removal.ban", date(2025, 5, 30), date(2026, 5, 30), "year", "quoted"),
        ("limitation.member.reprimand", date(2017, 11, 15), date(2022, 11, 15), "year", "quoted"),
        ("limitation.member.reprimand", date(2022, 7, 6), date(2027, 7, 6), "year", "unverified"),
    ],
)
def test_clock_ends_by_the_length_of_its_day(
    provision: str, started: date, due: date, unit: str, certainty: str
) -> None:
    row = clock(DisciplineCase(), "any", law_on(FOLDER, started)[provision], started, shipped_calendar())
    assert (row.due_on, row.unit, row.certainty) == (due, unit, certainty)
