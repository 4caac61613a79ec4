"""What is refused in a case about an organisation: whom it is about, forms and verbs of a member."""

from typing import Any
from uuid import uuid4

import pytest

from discipline.collective import OF_PERSONS
from discipline.models import DisciplineCase
from organization.models import BodyKind, Kind, Role
from permissions.checks import NotPermitted
from tests.discipline import collective_walks as walks
from tests.discipline.collectives import CollectiveMatter, build_collective_chain, stored
from tests.discipline.matters import Matter
from tests.factories import body, organization, person, seat
from workflows.acting import Refused
from workflows.actions import act_on_case
from workflows.findings import RuleBroken

pytestmark = pytest.mark.django_db


def test_an_organisation_outside_the_territory_is_refused() -> None:
    chain = build_collective_chain()
    elsewhere = organization(Kind.CELL, parent=organization(Kind.BASE, parent=chain.khoi))
    seat(person("Another Secretary"), body(elsewhere, BodyKind.CELL), Role.SECRETARY)
    with pytest.raises(Refused) as refused:
        CollectiveMatter(chain, organization=elsewhere)
    assert set(refused.value.errors) == {"accused"}
    assert (DisciplineCase.objects.count(), *stored()) == (0, 0, 0)


def test_a_commission_registers_nothing_about_its_own_organisation() -> None:
    chain = build_collective_chain()
    with pytest.raises(NotPermitted, match="organisation that he belongs to"):
        CollectiveMatter(chain, organization=chain.base, registrar="base_inspection")
    assert not DisciplineCase.objects.exists()


@pytest.mark.parametrize("form", ["removal", "expulsion"])
def test_a_form_that_no_organisation_gets_is_refused(form: str) -> None:
    matter = CollectiveMatter()
    before = stored()
    with pytest.raises(Refused):
        matter.screen(form=form)
    assert stored() == before


def test_one_violation_of_an_organisation_is_decided_once() -> None:
    first = walks.in_force()
    day = first.case.violations.get().started_on
    second = CollectiveMatter(first.chain, start=first.day, started_on=day)
    second.to("appraisal")
    second.to_meeting().meet()
    with pytest.raises(RuleBroken) as error:
        second.open_vote()
    assert "DIS-09" in [finding.rule for finding in error.value.findings if finding.stops]


def test_a_case_about_the_head_is_no_case_about_the_organisation() -> None:
    """The same content on the same day: two who answer for it, one decision each."""
    first = walks.in_force()
    day = first.case.violations.get().started_on
    head = Matter(first.chain, accused=first.chain.members[0], registrar="base_inspection", start=first.day)
    assert not head.case.rivals().exists()
    assert head.case.subject_id == first.case.subject_id
    assert day is not None


@pytest.mark.parametrize("verb", OF_PERSONS)
def test_what_concerns_a_person_alone_is_refused(verb: str) -> None:
    matter = walks.criticised()
    with pytest.raises((Refused, NotPermitted)):
        act_on_case(matter.case, verb, by=matter.actor(), on=matter.day, key=uuid4(), data={"day": matter.day})


@pytest.mark.parametrize(
    ("verb", "data"),
    [("defer", {"ground": "inpatient", "certificate": "x"}), ("decide_by_judgment", {"judgment_number": "1"})],
)
def test_a_step_of_a_member_alone_is_refused(verb: str, data: dict[str, Any]) -> None:
    matter = walks.screened()
    extra: dict[str, Any] = {"judgment_on": matter.day, "penalty": "prison", "certified": True}
    with pytest.raises(RuleBroken):
        matter.do(verb, **extra, **data)
