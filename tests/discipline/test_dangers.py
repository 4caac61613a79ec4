"""What puts a case in danger stands in its row, and is what the derivation gives."""

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


def in_row(matter: Matter) -> tuple[date | None, bool]:
    return DisciplineCase.objects.values_list("limited_until", "hearing_missing").get(pk=matter.case_id)


@pytest.mark.parametrize("name", [*WALKS, *OTHERS])
def test_row_says_what_the_derivation_gives_after_every_walk(name: str) -> None:
    matter = {**WALKS, **OTHERS}[name].go()
    case = matter.case
    assert in_row(matter) == (case.limited_until_on(case.last_day), case.hearing_missing_on(case.last_day))


def test_limitation_of_the_form_expected_runs_until_the_conclusion() -> None:
    matter = Matter(started_on=date(2020, 10, 1))
    assert in_row(matter) == (None, False), "no form is expected yet"
    matter.to("screening", form="reprimand")
    assert in_row(matter)[0] == date(2025, 10, 1)
    matter.to("verifying")
    matter.do("conclude_violation", violation=matter.case.violations.get(), established=True, conclusion="Yes.")
    assert in_row(matter)[0] is None


def test_earlier_of_two_violations_counts_and_the_later_starts_it_anew() -> None:
    matter = Matter(started_on=date(2020, 10, 1)).to("screening", form="reprimand")
    matter.do("add_violation", described="Again", code="VM02", started_on=date(2025, 7, 1))
    assert in_row(matter)[0] == date(2030, 7, 1)


def test_limitation_that_does_not_run_is_in_no_danger() -> None:
    matter = Matter(started_on=date(2023, 10, 1)).to("screening", form="reprimand")
    assert in_row(matter)[0] == date(2028, 10, 1)
    day = matter.day + timedelta(days=1)
    matter.do("defer", ground="inpatient", certificate="Bệnh viện A, 12", expected_until=None)
    assert in_row(matter)[0] is None
    matter.do("resume", on=day + timedelta(days=40), reason="Discharged.")
    assert in_row(matter)[0] == date(2028, 10, 1) + timedelta(days=40)


def test_hearing_is_missing_until_he_is_heard_by_the_body_that_decides() -> None:
    matter = walks.to_hearing()
    assert in_row(matter)[1] is True
    matter.hear()
    assert in_row(matter)[1] is False
    assert matter.day > START


def test_step_that_asks_for_both_dangers_stays_in_the_budget_of_a_step() -> None:
    matter = Matter().to("verifying", form="reprimand")
    matter.do("conclude_violation", violation=matter.case.violations.get(), established=True, conclusion="Yes.")
    matter.hear()
    task, by, day = matter.task, matter.actor(), matter.day + timedelta(days=1)
    data = {"day": day, "number": "04-BC/CB", "proposed_form": "reprimand", "remarks": ""}
    assert statements(lambda: act(task, "put_before_cell", by=by, on=day, key=uuid4(), data=data)) <= 25
