"""The clocks of a case on its page: each with what is said of it, its source and its counting."""

from datetime import date, timedelta

import pytest

from discipline.clocks_of_case import clocks_of
from tests.discipline import walks
from tests.discipline.matters import Matter
from workflows.clocks import ClockLine
from workflows.days import calendar

pytestmark = pytest.mark.django_db


def clocks(matter: Matter, on: date | None = None) -> dict[str, ClockLine]:
    return {line.label: line for line in clocks_of(matter.case, on or matter.day, calendar())}


@pytest.mark.parametrize(
    ("day", "tone"),
    [
        (date(2030, 3, 1), "ok"),
        (date(2030, 3, 31), "ok"),
        (date(2030, 4, 1), "soon"),
        (date(2030, 10, 1), "soon"),
        (date(2030, 10, 2), "late"),
    ],
)
def test_limitation_of_a_reprimand_is_told_on_each_day(day: date, tone: str) -> None:
    matter = Matter(start=date(2025, 10, 20), started_on=date(2025, 10, 1)).to("screening", form="reprimand")
    line = clocks(matter, day)["Limitation: Reprimand, violation 1 (form that is expected)"]
    assert (line.chip.tone, line.chip.due_on) == (tone, date(2030, 10, 1))


def test_every_form_has_its_last_day_and_expulsion_none() -> None:
    matter = Matter(started_on=date(2025, 1, 15)).to("screening", form="reprimand")
    found = {label: line.said for label, line in clocks(matter).items()}
    assert found == {
        "Limitation: Reprimand, violation 1 (form that is expected)": (
            "The limitation runs since 15/01/2025; last day 15/01/2030."
        ),
        "Limitation: Warning, violation 1": "The limitation runs since 15/01/2025; last day 15/01/2035.",
        "Limitation: Removal from office, violation 1": "The limitation runs since 15/01/2025; last day 15/01/2035.",
        "Limitation: Expulsion, violation 1": "A violation that deserves this form has no limitation.",
    }


def test_derivation_names_rule_source_restart_and_what_is_left_out() -> None:
    matter = Matter(started_on=date(2023, 10, 1)).to("screening", form="reprimand")
    matter.do("add_violation", described="Again", code="VM02", started_on=date(2025, 7, 1))
    matter.do("defer", ground="inpatient", certificate="Bệnh viện A, 12", expected_until=None)
    since = matter.day
    matter.do("resume", on=since + timedelta(days=40), reason="Discharged.")
    line = clocks(matter)["Limitation: Reprimand, violation 1 (form that is expected)"]
    until = date(2030, 7, 1) + timedelta(days=40)
    assert line.steps[0].startswith("DIS-20: Holds: ")
    assert any("Điều" in step or "69-QĐ/TW" in step for step in line.steps)
    assert line.steps[-6:] == [
        "The act: 01/10/2023.",
        "Begins anew with a further violation, on 01/07/2025.",
        "Length: 5 years.",
        f"Not counted: Examination deferred, {since:%d/%m/%Y} – {since + timedelta(days=40):%d/%m/%Y}.",
        "Days left out of the count: 40.",
        f"Last day: {until:%d/%m/%Y}, that day included.",
    ]


def test_deferral_is_told_while_it_lasts() -> None:
    matter = walks.deferred()
    line = clocks(matter)["Deferral"]
    assert (line.chip.tone, line.steps[0]) == ("hold", f"DIS-30: Does not hold: {line.said}")
    matter.do("resume", reason="Discharged.")
    assert "Deferral" not in clocks(matter)


def test_clocks_of_a_decision_say_their_rule_first() -> None:
    matter = walks.decided_by_cell()
    matter.do("write_cell_decision", complaint_to="UBKT đảng ủy cơ sở")
    matter.do("announce_decision", place="Hall", receipt="handed", note="")
    matter.do("take_effect", reported_number="07-BC/CB")
    found = clocks(matter)
    rules = {label: line.steps[0].partition(":")[0] for label, line in found.items()}
    assert rules == {
        "Limitation: Warning, violation 1": "DIS-20",
        "Written decision of the cell": "DIS-87",
        "Announcement of the decision": "DIS-90",
        "Telling the state or union body": "DIS-98",
        "Time to complain": "DIS-113",
        "End of the discipline by itself": "DIS-92",
    }
    window = found["Time to complain"]
    assert window.due_on is not None
    assert f"{window.due_on:%d/%m/%Y}" in window.steps[0]
