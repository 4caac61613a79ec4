"""An inspection or a supervision of an organisation: who belongs to it sees and does nothing of it above."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from discipline.forms import FORMS
from discipline.inspections.models import Inspection
from discipline.supervision.models import Supervision
from organization.models import Kind, Role, User
from permissions.checks import NotPermitted
from tests.admission.signing_in import SignIn
from tests.chain import Chain
from tests.counting import statements
from tests.discipline.collectives import build_collective_chain
from tests.discipline.inspections.organizations import OfOrganization, WatchOfOrganization
from tests.discipline.inspections.searches import START
from tests.factories import membership, organization, person, seat, user
from workflows.acting import Refused
from workflows.actions import act
from workflows.models import Case, CaseAccess, Event, Judgement

pytestmark = pytest.mark.django_db
KINDS = (OfOrganization, WatchOfOrganization)
#: Steps at which nobody concerned knows of it, and one at which its secretary does.
STEPS = [
    *((OfOrganization, step) for step in ("signal", "proposal", "decided", "verifying")),
    *((WatchOfOrganization, step) for step in ("planned", "programmed", "decided", "verifying")),
]


def stored() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Case, Judgement, Event))


def of_both(role: Role = Role.DEPUTY_HEAD) -> tuple[Chain, User]:
    """A chain, and a member of the cell who sits in the commission that inspects it."""
    chain = build_collective_chain()
    seat(chain.members[3], chain.bodies["inspection"], role)
    return chain, user(chain.members[3])


@pytest.mark.parametrize(("kind", "step"), STEPS)
def test_who_belongs_to_it_finds_it_nowhere(sign_in: SignIn, kind: type[OfOrganization], step: str) -> None:
    chain, member = of_both()
    search = kind(chain).to(step)
    assert (search.case.of_organization, search.case.whom) == (True, chain.cell)

    client = sign_in(member, search.day)
    for name in ("inbox", "cases", "programme", "numbers", "tracker", "own_files"):
        assert search.case.code not in client.get(reverse(name)).content.decode()
    assert "Use of the fund" not in client.get(reverse("programme")).content.decode()
    found = client.get(reverse("cases"), {"q": search.case.code}).content.decode()
    assert reverse("case", args=[search.case.public_id]) not in found
    for address in (
        reverse("case", args=[search.case.public_id]),
        reverse("task", args=[search.task.public_id]),
        reverse("own_inspection", args=[search.case.public_id]),
    ):
        assert client.get(address).status_code == 404
    assert not Case.objects.visible_to(member, search.day).exists()
    assert Case.objects.visible_to(chain.users["inspection"], search.day).exists()


@pytest.mark.parametrize("kind", KINDS)
def test_who_belongs_to_it_neither_acts_nor_is_named(sign_in: SignIn, kind: type[OfOrganization]) -> None:
    chain, member = of_both()
    search = kind(chain).to("decided")
    before = stored()
    with pytest.raises(NotPermitted, match="organisation that he belongs to"):
        act(search.task, "file_inspection_paper", by=member, on=search.day, key=uuid4(), data={"day": search.day})
    with pytest.raises(Refused) as refused:
        search.do("name_inspector", member=member, leads=False, until=search.day + timedelta(days=9))
    assert set(refused.value.errors) == {"member"}
    assert stored() == before

    form: Any = FORMS["name_inspector"](
        verb="name_inspector", on=search.day, user=search.actor(), case=search.case, task=search.task
    )
    assert member not in form.fields["member"].queryset
    assert chain.users["inspection_2"] in form.fields["member"].queryset


@pytest.mark.parametrize("kind", KINDS)
def test_who_joins_it_later_loses_sight_of_it(kind: type[OfOrganization]) -> None:
    search = kind().to("decided")
    inspector = search.chain.users["inspection_2"]
    assert Case.objects.visible_to(inspector, search.day).exists()
    assert inspector.person is not None
    membership(inspector.person, search.organization, since=search.day)
    assert not Case.objects.visible_to(inspector, search.day).exists()


@pytest.mark.parametrize("kind", KINDS)
def test_its_secretary_of_the_day_follows_it_once_it_is_made_known(sign_in: SignIn, kind: type[OfOrganization]) -> None:
    search = kind().to("decided")
    own = reverse("own_inspection", args=[search.case.public_id])
    assert sign_in(search.speaker, search.day).get(own).status_code == 404
    search.to("deployed")
    page = sign_in(search.speaker, search.day).get(own)
    assert page.status_code == 200
    shown = page.content.decode()
    assert "about your organisation" in shown
    asked = "What is supervised" if kind is WatchOfOrganization else "What is inspected"
    assert asked in shown
    assert ("Report on the supervision of oneself" in shown) is (kind is WatchOfOrganization)
    clerk = search.chain.users["clerk"]
    assert sign_in(clerk, search.day).get(own).status_code == 404

    was = search.chain.bodies["cell"].seats.get(person=search.accused, role=Role.SECRETARY)
    was.until = search.day
    was.save()
    seat(search.chain.members[4], search.chain.bodies["cell"], Role.SECRETARY, since=search.day)
    assert sign_in(search.speaker, search.day).get(own).status_code == 404
    assert sign_in(user(search.chain.members[4]), search.day).get(own).status_code == 200


def test_its_secretary_answers_for_it_on_his_page(sign_in: SignIn) -> None:
    search = OfOrganization().to("explanation")
    client = sign_in(search.speaker, search.day)
    assert (
        "explanation of the organisation"
        in client.get(reverse("own_inspection", args=[search.case.public_id])).content.decode()
    )
    sent = {"key": str(uuid4()), "confirmed": "1", "acknowledge": "on", "day": f"{search.day:%d/%m/%Y}"}
    address = reverse("act_on_own_inspection", args=[search.case.public_id, "hand_in_explanation"])
    assert client.post(address, {**sent, "account": "We explain it."}).status_code == 302
    assert search.case.documents.get(code="explanation").issuer == str(search.organization)


def test_its_own_commission_is_not_told() -> None:
    search = OfOrganization(organization=(chain := build_collective_chain()).base, chain=chain)
    told = set(CaseAccess.objects.filter(case_id=search.case_id).values_list("body_id", flat=True))
    assert chain.bodies["inspection"].pk in told
    assert chain.bodies["base_inspection"].pk not in told


# --- no body inspects its own organisation


@pytest.mark.parametrize("kind", KINDS)
def test_a_body_does_not_inspect_its_own_organisation(kind: type[OfOrganization]) -> None:
    chain = build_collective_chain()
    for by, own in (("base_inspection", chain.base), ("cell", chain.cell)):
        with pytest.raises(NotPermitted, match="organisation that he belongs to"):
            kind(chain, by=by, organization=own)
    assert not Case.objects.exists()


def planned(client: Any, chain: Chain, by: str, **given: Any) -> Any:
    item = {"body": chain.bodies[by].pk, "year": START.year, "key": str(uuid4()), "acknowledge": "on", "month": "9"}
    item |= {"day": f"{START:%d/%m/%Y}", "kind": "supervision", "theme": "Use of the fund", "person": "", **given}
    return client.post(reverse("plan_item"), item)


def noted(client: Any, chain: Chain, by: str, **given: Any) -> Any:
    sent = {"body": chain.bodies[by].pk, "key": str(uuid4()), "acknowledge": "on", "day": f"{START:%d/%m/%Y}"}
    return client.post(reverse("note_signs"), {**sent, "source": "press", "signs": "Use of the fund", **given})


@pytest.mark.parametrize("send", [planned, noted])
def test_the_page_says_why_its_own_organisation_is_not_inspected(sign_in: SignIn, send: Callable[..., Any]) -> None:
    chain = build_collective_chain()
    client = sign_in(chain.users["base_inspection"], START)
    answer = send(client, chain, "base_inspection", organization=chain.base.public_id)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"organization"}
    page = answer.content.decode()
    assert "does not inspect or supervise its own" in page
    assert "Use of the fund" in page
    assert not Case.objects.exists()
    assert send(client, chain, "base_inspection", organization=chain.cell.public_id).status_code == 302
    assert Case.objects.get().whom == chain.cell


@pytest.mark.parametrize("send", [planned, noted])
def test_a_member_of_the_commission_is_not_offered_the_cell_he_belongs_to(
    sign_in: SignIn, send: Callable[..., Any]
) -> None:
    chain, member = of_both()
    client = sign_in(member, START)
    answer = send(client, chain, "inspection", organization=chain.cell.public_id)
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"organization"})
    assert not Case.objects.exists()
    # about another member of it he may
    assert send(client, chain, "inspection", person=chain.members[2].public_id).status_code == 302


def test_signs_are_of_a_member_or_of_an_organisation(sign_in: SignIn) -> None:
    chain = build_collective_chain()
    client = sign_in(chain.users["inspection"], START)
    both = {"person": chain.members[3].public_id, "organization": chain.cell.public_id}
    empty = organization(Kind.CELL, parent=chain.base)
    for sent, field in (({}, "person"), (both, "organization"), ({"organization": empty.public_id}, "organization")):
        answer = noted(client, chain, "inspection", **sent)
        assert (answer.status_code, set(answer.context["form"].errors)) == (422, {field})
        assert "Use of the fund" in answer.content.decode()
    assert not Inspection.objects.exists()
    assert noted(client, chain, "inspection", organization=chain.cell.public_id).status_code == 302
    case = Inspection.objects.get()
    assert (case.of_organization, case.organization, case.subject) == (True, chain.cell, chain.users["cell"].person)


def test_the_new_head_of_an_item_belongs_to_the_organisation() -> None:
    watch = WatchOfOrganization().to("programmed")
    given = {"theme": watch.case.theme, "month": 9, "number": "02-CTr", "reason": "x", "person": person("Stranger")}
    with pytest.raises(Refused) as refused:
        watch.do_on_case("change_item", by=watch.actor(), **given)
    assert set(refused.value.errors) == {"person"}


def test_signs_that_a_supervision_found_are_of_the_organisation() -> None:
    watch = WatchOfOrganization().to("verifying")
    watch.do("report_signs", signs="Money is missing", task_of_superior=False)
    case = Inspection.objects.get()
    assert (case.of_organization, case.organization, case.subject) == (True, watch.organization, watch.accused)
    assert Supervision.objects.get().led_to == case


@pytest.mark.parametrize("kind", KINDS)
def test_its_pages_ask_no_more_for_more_members(sign_in: SignIn, kind: type[OfOrganization]) -> None:
    search = kind().to("decided")
    client, mine = sign_in(search.actor(), search.day), sign_in(search.speaker, search.day)
    pages = [reverse("task", args=[search.task.public_id]), reverse("case", args=[search.case.public_id])]
    own = reverse("own_inspection", args=[search.case.public_id])

    def cost(of: Any, page: str) -> int:
        return statements(lambda: of.get(page))

    def costs() -> list[int]:
        return [*(cost(client, page) for page in pages), cost(mine, own)]

    costs()
    before = costs()
    for number in range(12):
        membership(person(f"Further Member {number}"), search.organization)
    assert costs() == before
    assert max(before[0], before[-1]) <= 15
