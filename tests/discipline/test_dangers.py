"""What puts a case in danger: the limitation, derived by the law of the day, and a missing hearing, kept in its row."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from discipline.models import DisciplineCase
from tests.counting import statements
from tests.discipline import walks
from tests.discipline.matters import START, Matter
from tests.discipline.walks import OTHERS, WALKS
from workflows.actions import act

pytestmark = pytest.mark.django_db


def missing(matter: Matter) -> bool:
    """As the row has it."""
    return DisciplineCase.objects.values_list("hearing_missing", flat=True).get(pk=matter.case_id)


def limited(matter: Matter, on: date | None = None) -> date | None:
    """On the day of the last act, unless another is named."""
    return matter.case.limited_until_on(on or matter.day)


@pytest.mark.parametrize("name", [*WALKS, *OTHERS])
def test_row_says_what_the_derivation_gives_after_every_walk(name: str) -> None:
    matter = {**WALKS, **OTHERS}[name].go()
    case = matter.case
    assert missing(matter) is case.hearing_missing_on(case.last_day)


def test_limitation_of_the_form_expected_runs_until_the_conclusion() -> None:
    matter = Matter(started_on=date(2020, 10, 1))
    assert limited(matter) is None, "no form is expected yet"
    matter.to("screening", form="reprimand")
    assert limited(matter) == date(2025, 10, 1)
    matter.to("verifying")
    matter.do("conclude_violation", violation=matter.case.violations.get(), established=True, conclusion="Yes.")
    assert limited(matter) is None


def test_earlier_of_two_violations_counts_and_the_later_starts_it_anew() -> None:
    matter = Matter(started_on=date(2020, 10, 1)).to("screening", form="reprimand")
    matter.do("add_violation", described="Again", code="VM02", started_on=date(2025, 7, 1))
    assert limited(matter) == date(2030, 7, 1)


def test_limitation_that_does_not_run_is_in_no_danger() -> None:
    matter = Matter(started_on=date(2023, 10, 1)).to("screening", form="reprimand")
    assert limited(matter) == date(2028, 10, 1)
    day = matter.day + timedelta(days=1)
    matter.do("defer", ground="inpatient", certificate="Bệnh viện A, 12", expected_until=None)
    assert limited(matter) is None
    matter.do("resume", on=day + timedelta(days=40), reason="Discharged.")
    assert limited(matter) == date(2028, 10, 1) + timedelta(days=40)


def test_change_of_the_law_moves_the_last_day_with_no_act_in_between() -> None:
    """DIS-23: under 04-HD/UBKTTW counted up to the decision to inspect; from 02-HD/UBKTTW on up to the conclusion."""
    matter = Matter(start=date(2021, 10, 1), started_on=date(2018, 3, 1))
    matter.screen(form="reprimand", substance_on=date(2018, 3, 1))
    matter.to("self_criticism")
    assert [limited(matter, day) for day in (date(2021, 12, 8), date(2021, 12, 9))] == [None, date(2023, 3, 1)]


def test_list_derives_it_without_a_statement_of_its_own() -> None:
    matter = Matter(started_on=date(2020, 10, 1)).to("screening", form="reprimand")
    case = DisciplineCase.objects.prefetch_related("violations", "deferrals").get(pk=matter.case_id)
    assert statements(lambda: case.limited_until_on(matter.day)) == 0
    assert case.limited_until_on(matter.day) == date(2025, 10, 1)


def test_hearing_is_missing_until_he_is_heard_by_the_body_that_decides() -> None:
    matter = walks.to_hearing()
    assert missing(matter) is True
    matter.hear()
    assert missing(matter) is False
    assert matter.day > START


def test_step_that_asks_for_both_dangers_stays_in_the_budget_of_a_step() -> None:
    matter = Matter().to("verifying", form="reprimand")
    matter.do("conclude_violation", violation=matter.case.violations.get(), established=True, conclusion="Yes.")
    matter.hear()
    task, by, day = matter.task, matter.actor(), matter.day + timedelta(days=1)
    data = {"day": day, "number": "04-BC/CB", "proposed_form": "reprimand", "remarks": ""}
    assert statements(lambda: act(task, "put_before_cell", by=by, on=day, key=uuid4(), data=data)) <= 25
