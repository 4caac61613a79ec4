"""A dossier goes the whole way by ``act`` alone."""

from datetime import date

import pytest

from admission.models import State
from organization.models import Standing
from tests.chain import Journey, build_chain
from workflows.audit.chain import verify
from workflows.models import Deadline, Task

pytestmark = pytest.mark.django_db


def test_dossier_goes_from_drafting_to_probationary_with_one_return_for_supplement():
    journey = Journey(build_chain()).to("appraisal")
    journey.do("return_for_supplement", what="bằng")
    assert (journey.dossier.state, journey.step) == (State.SUPPLEMENT, "supplement")
    journey.do("supply", note="đã bổ sung")
    journey.to("end")
    dossier = journey.dossier
    assert dossier.state == State.PROBATIONARY
    assert dossier.decision_number == "01-QĐ/ĐUK"
    held_on = dossier.ceremony_on
    assert held_on is not None
    assert dossier.official_on == date(held_on.year + 1, held_on.month, held_on.day)
    standing = dossier.subject.memberships.on(held_on).get()
    assert (standing.standing, standing.organization) == (Standing.PROBATIONARY, journey.chain.cell)
    assert [row.kind for row in Deadline.objects.filter(case=dossier, closed_on=None)] == ["probation"]
    assert [task.flow_task.name for task in Task.objects.open()] == ["probation"]
    assert verify(dossier).ok
