"""What pages of denunciations, inspections, supervisions and programmes cost: few statements, however much there is."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from organization.models import Body, BodyKind, Role, User
from tests.admission.conftest import sign_in as sign_in
from tests.admission.signing_in import SignIn
from tests.chain import Chain
from tests.counting import statements
from tests.discipline.budgets import CASE_PAGE, CASE_PAGES, PAGE
from tests.discipline.denunciations.denounced import Denounced
from tests.discipline.inspections.searches import Search
from tests.discipline.inspections.watches import Watch
from tests.discipline.matters import build_matter_chain
from tests.factories import body, seat, user

pytestmark = pytest.mark.django_db


def members(chain: Chain, count: int) -> list[User]:
    """Log-ins of the territory."""
    office = Body.objects.filter(organization=chain.cell, kind=BodyKind.OFFICE).first()
    office = office or body(chain.cell, BodyKind.OFFICE)
    found = [user() for _number in range(count)]
    for one in found:
        seat(one.person, office, Role.OFFICER)
    return found


def inspected(chain: Chain) -> Search:
    return Search(chain).to("verifying")


def supervised(chain: Chain) -> Watch:
    return Watch(chain).to("verifying")


def concluded(chain: Chain) -> Watch:
    return Watch(chain).to("concluded")


def denounced(chain: Chain) -> Denounced:
    return Denounced(chain).to("dn_verifying")


def more_of(one: Any, chain: Chain, count: int) -> None:
    """So many more people on the team, papers, readers, remedies; and another of its kind."""
    until = one.day + timedelta(days=60)
    for member in members(chain, count):
        if isinstance(one, Denounced):
            one.do("name_denunciation_team", member=member, until=until)
            one.do_on_case("name_identity_reader", by=one.head, member=member, until=until, reason="x")
            one.do("record_dn_verification", number="1", result="x")
        elif one.step == "verifying":
            one.do("name_inspector", member=member, leads=False, until=until)
        else:
            one.require()
    type(one)(chain)


CASES: dict[str, Callable[[Chain], Any]] = {
    "inspection": inspected,
    "supervision": supervised,
    "remedies": concluded,
    "denunciation": denounced,
}


@pytest.mark.parametrize("kind", CASES)
def test_pages_of_a_case_ask_no_more_for_more(sign_in: SignIn, kind: str) -> None:
    chain = build_matter_chain()
    one = CASES[kind](chain)
    acting = one.actor()

    def costs() -> dict[str, int]:
        client = sign_in(acting, one.day)
        pages = {"task": reverse("task", args=[one.task.public_id]), "case": reverse("case", args=[one.case.public_id])}
        return {name: counted(client, address) for name, address in pages.items()}

    more_of(one, chain, 1)
    before = costs()
    more_of(one, chain, 3)

    assert costs() == before
    assert before["task"] <= PAGE
    assert before["case"] <= CASE_PAGES.get(kind, (CASE_PAGE, ""))[0]


@pytest.mark.parametrize("name", ["note_signs", "register_denunciation", "plan_item", "programme"])
def test_pages_that_begin_a_case_ask_no_more_for_more(sign_in: SignIn, name: str) -> None:
    chain = build_matter_chain()
    one = Watch(chain)

    def cost() -> int:
        return counted(sign_in(chain.users["inspection"], one.day), reverse(name))

    before = cost()
    members(chain, 4)
    Watch(chain)
    Denounced(chain)

    assert cost() == before <= PAGE


@pytest.mark.parametrize(
    ("kind", "page"),
    [("inspection", "own_inspection"), ("remedies", "own_inspection"), ("denunciation", "own_denunciation")],
)
def test_his_own_page_asks_no_more_for_more(sign_in: SignIn, kind: str, page: str) -> None:
    chain = build_matter_chain()
    one = CASES[kind](chain)
    him = User.objects.filter(person=one.accused).first() or user(one.accused)

    def cost() -> int:
        return counted(sign_in(him, one.day), reverse(page, args=[one.case.public_id]))

    more_of(one, chain, 1)
    before = cost()
    more_of(one, chain, 3)

    assert cost() == before <= PAGE


def counted(client: Client, address: str) -> int:
    assert client.get(address).status_code == 200
    return statements(lambda: client.get(address))
