"""Whole ways of a discipline case through the real flow."""

import pytest

from tests.discipline.matters import Matter
from tests.discipline.walks import handed_over, proposed_by_cell

pytestmark = pytest.mark.django_db


def test_a_warning_is_decided_by_the_cell_and_ends_by_itself() -> None:
    matter = Matter().to("cell")
    matter.vote_forms({"warning": 4, "reprimand": 1})

    assert (matter.case.state, matter.case.form, matter.step) == ("decision_signed", "warning", "announcement")
    assert matter.case.effective_on == matter.case.voted_on
    matter.do("write_cell_decision", complaint_to="UBKT đảng ủy cơ sở")
    matter.do("announce_decision", place="Hall", receipt="handed", note="")
    matter.do("take_effect", reported_number="07-BC/CB")
    assert matter.case.state == "in_force"


def test_the_bodies_of_its_way_see_it_because_it_reached_them() -> None:
    matter = proposed_by_cell()
    reasons = dict(matter.case.accesses.values_list("body__kind", "reason"))
    assert reasons["section_committee"] == "on_route"
    handed = handed_over()
    receiver = handed.case.accesses.get(body=handed.chain.bodies["base_inspection"])
    assert receiver.reason in ("on_route", "superior")
