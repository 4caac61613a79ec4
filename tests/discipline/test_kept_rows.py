"""The rows of a case: read together as the ORM reads them, once, and known at once when they are saved."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import Model

from discipline.models import DisciplineCase
from tests.counting import statements
from tests.discipline import walks
from tests.discipline.complaints.grievances import Grievance, decided
from tests.factories import person

pytestmark = pytest.mark.django_db
ODD = '„Trích“ \'x\' \\ " {"a": 1}\nhai dòng – đ'


def columns(row: Model) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def filled() -> DisciplineCase:
    """A case with two rows of each kind: one with everything, one with what may be missing missing."""
    matter = walks.criticised()
    case, day, body = matter.case, matter.day, matter.case.registrar
    case.violations.create(number=2, described=ODD, started_on=day, established=False, concluded_on=day)
    full: dict[str, Any] = {"ended_on": day, "ended_because": ODD, "child_born_on": day, "expected_until": day}
    for more in ({}, full):
        case.deferrals.create(ground="inpatient", certificate=ODD, since=day, **more)
    for followed in (None, True):
        case.summonses.create(purpose="hearing", sent_on=day, proof=ODD, followed=followed)
    for refused in (False, True):
        case.hearings.create(decider="cell", body=body, held_on=day, representative=ODD, refused=refused)
    for accepted in (None, False):
        case.circumstances.create(code="repaired", side="mitigating", noted=ODD, accepted=accepted)
    for form in ("", "warning"):
        case.form_votes.create(decider="cell", body=body, held_on=day, mode="decide", ending="decided", form=form)
    for grounds in ([], ["detained", ODD]):
        case.suspensions.create(suspended_from="party", grounds=grounds, number=ODD, body=body, since=day)
    for until in (None, day + timedelta(days=1)):
        case.team.create(person=person(), leads=until is None, since=day, until=until)
    return matter.case


def test_rows_read_together_are_those_of_the_orm() -> None:
    case = filled()
    assert statements(lambda: [case.rows_of(name) for name in DisciplineCase.tables]) == 1
    for name in DisciplineCase.tables:
        told = [columns(row) for row in case.rows_of(name)]
        assert len(told) == 2, name
        assert told == [columns(row) for row in getattr(case, name).order_by("pk")], name
    assert statements(lambda: [str(row.body) for row in case.hearing_rows]) == 0
    assert statements(lambda: [str(row.person) for row in case.team_rows]) == 0


def test_row_that_is_saved_is_known_without_another_question() -> None:
    case = filled()
    first, second = case.violation_rows
    second.described = "Changed"
    second.save()
    made = type(first)(case=case, number=3, described="Third")
    made.save()
    assert statements(lambda: case.violation_rows) == 0
    assert [row.described for row in case.violation_rows] == [first.described, "Changed", "Third"]
    assert case.violation_rows[0] is first


def test_rows_that_a_list_has_fetched_are_not_asked_again() -> None:
    case = DisciplineCase.objects.prefetch_related("violations", "deferrals").get(pk=filled().pk)
    assert statements(lambda: (case.violation_rows, case.deferral_rows)) == 0
    assert statements(lambda: (case.hearing_rows, case.team_rows, case.violation_rows)) == 1


def test_rows_of_a_complaint_are_read_together() -> None:
    grievance = Grievance(decided())
    grievance.complain()
    grievance.to("hearing").hear("complainant", "decider")
    complaint = grievance.complaint
    assert statements(lambda: (complaint.bar_rows, complaint.party_rows, complaint.team_rows)) == 1
    told = [columns(row) for row in complaint.party_rows]
    assert told == [columns(row) for row in complaint.parties.order_by("pk")]
    assert len(told) == 2
