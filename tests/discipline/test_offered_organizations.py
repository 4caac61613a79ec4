"""Which organisations and speakers the page of a report about an organisation offers, and what it keeps typed."""

from datetime import timedelta
from typing import Any

import pytest

from discipline.collective_forms import RegisterOrganizationReportForm
from discipline.models import DisciplineCase
from organization.models import Body, Kind, Organization, Placement, Role, Seat, User
from tests.admission.signing_in import SignIn
from tests.chain import Chain
from tests.discipline import collective_walks as walks
from tests.discipline.collectives import CollectiveMatter, build_collective_chain
from tests.discipline.merging import merge
from tests.discipline.test_collective_pages import registering
from tests.factories import membership, organization, person, seat
from workflows.acting import Refused

pytestmark = pytest.mark.django_db


def form_of(chain: Chain, name: str = "base_inspection") -> Any:
    user: User = chain.users[name]
    form = RegisterOrganizationReportForm(None, verb="register_organization_report", on=walks.START, user=user)
    body: Body = chain.bodies[name]
    form.offer(body, walks.START)
    return form


def test_neither_his_own_organisation_nor_a_group_is_offered() -> None:
    chain = build_collective_chain()
    group = organization(Kind.GROUP, parent=chain.cell)
    offered = set(form_of(chain).fields["accused"].queryset)
    assert chain.cell in offered
    assert not offered & {group, chain.base}


def test_of_the_ended_those_that_stood_below_it_last_are_offered() -> None:
    chain = build_collective_chain()
    merge(chain)
    elsewhere = organization(Kind.CELL, parent=organization(Kind.BASE, parent=chain.khoi))
    ended = walks.START - timedelta(days=10)
    Placement.objects.filter(organization=elsewhere).update(until=ended)
    Organization.objects.filter(pk=elsewhere.pk).update(until=ended)
    offered = set(form_of(chain).fields["accused"].queryset)
    assert chain.cell in offered
    assert elsewhere not in offered


def test_for_an_ended_one_speaks_who_belonged_to_it_on_its_last_day() -> None:
    chain = build_collective_chain()
    gone = person("Moved Far Away")
    membership(gone, chain.cell, until=walks.START - timedelta(days=10))
    merge(chain)
    before = person("Left Long Before")
    membership(before, chain.cell, until=walks.START - timedelta(days=40))
    offered = set(form_of(chain).fields["person"].queryset)
    assert gone in offered
    assert before not in offered


def test_who_belonged_to_the_ended_one_keeps_what_he_typed(sign_in: SignIn) -> None:
    chain = build_collective_chain()
    mine = chain.users["base_inspection"].person
    seat(mine, chain.bodies["cell"], Role.MEMBER)
    merge(chain)
    client = sign_in(chain.users["base_inspection"], walks.START)
    typed = {"accused": chain.cell.code, "person": chain.members[0].public_id, "standing": "merged"}
    answer = registering(client, chain.bodies["base_inspection"], **typed, standing_reason="So.")
    assert answer.status_code == 422
    assert "Broke its working rules" in answer.content.decode()
    assert not DisciplineCase.objects.exists()


@pytest.mark.parametrize("field", ["accused", "above"])
def test_a_choice_with_a_nul_in_it_is_refused_at_its_field(field: str, sign_in: SignIn) -> None:
    chain = build_collective_chain()
    client = sign_in(chain.users["base_inspection"], walks.START)
    given = {"accused": chain.cell.code, field: "a\x00b"}
    assert registering(client, chain.bodies["base_inspection"], **given).status_code == 422


def test_for_an_organisation_without_a_secretary_speaks_only_who_belongs_to_it() -> None:
    chain = build_collective_chain()
    Seat.objects.filter(body=chain.bodies["cell"], role=Role.SECRETARY).update(until=walks.START)
    with pytest.raises(Refused) as refused:
        CollectiveMatter(chain, person=person("Stranger"))
    assert set(refused.value.errors) == {"person"}
    assert not DisciplineCase.objects.exists()
    assert CollectiveMatter(chain, person=chain.members[2]).case.subject == chain.members[2]
