"""Whole ways of a discipline case through the real flow."""

import pytest

from tests.discipline.matters import Matter

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
