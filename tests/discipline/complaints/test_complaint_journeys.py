"""Whole ways of a complaint (C01 to C14), and what each does to the case complained of (T28 to T30)."""

import pytest

from tests.discipline.complaints.grievances import Grievance, decided, expelled

pytestmark = pytest.mark.django_db


def test_upheld_complaint_leaves_the_decision_in_force() -> None:
    matter = decided()
    grievance = Grievance(matter)
    grievance.complain()
    assert (grievance.complaint.state, matter.case.state) == ("complaint_received", "in_force")
    grievance.to("accepted")
    assert (grievance.complaint.state, matter.case.state) == ("complaint_accepted", "under_complaint")
    assert not matter.case.deadlines.filter(kind="complaint", closed_on__isnull=True).exists()
    grievance.through("warning")
    complaint = grievance.complaint
    assert (complaint.state, complaint.result, complaint.new_form) == ("complaint_announced", "uphold", "warning")
    assert (matter.case.state, matter.case.form, matter.step) == ("in_force", "warning", "in_force")
