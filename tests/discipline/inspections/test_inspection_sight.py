"""What is refused at its place with nothing stored, and who sees an inspection before and after it is made known."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from discipline.inspections.models import Inspection
from discipline.models import DisciplineCase
from organization.models import BodyKind, Kind, Role, User
from permissions.checks import NotPermitted
from tests.admission.signing_in import SignIn
from tests.discipline.inspections.searches import START, Search
from tests.discipline.matters import build_matter_chain
from tests.factories import body, organization, person, seat, user
from workflows.acting import Refused
from workflows.findings import RuleBroken
from workflows.models import Case, Event, Judgement

pytestmark = pytest.mark.django_db


def stored() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Case, Judgement, Event))


def refused_at(search: Search, field: str, verb: str, **data: Any) -> None:
    before = stored()
    with pytest.raises(Refused) as error:
        search.do(verb, **data)
    assert set(error.value.errors) == {field}
    assert stored() == before


def of(search: Search) -> User:
    return User.objects.filter(person=search.accused).first() or user(search.accused)


def test_a_body_notes_no_signs_of_one_who_is_not_below_it() -> None:
    chain = build_matter_chain()
    elsewhere = organization(Kind.BASE, parent=chain.khoi)
    foreign = body(elsewhere, BodyKind.INSPECTION, symbol="UBKT2")
    seat(person("Head Elsewhere"), foreign, Role.HEAD)
    chain.bodies["foreign"] = foreign
    with pytest.raises(Refused) as error:
        Search(chain, by="foreign")
    assert set(error.value.errors) == {"person"}
    assert not Inspection.objects.exists()


def test_days_out_of_order_and_the_one_inspected_in_the_team_are_refused() -> None:
    search = Search().to("decided")
    member = search.actor()
    refused_at(search, "member", "name_inspector", member=of(search), leads=False, until=search.day + timedelta(days=9))
    refused_at(search, "until", "name_inspector", member=member, leads=False, until=search.day)
    search.to("deployed")
    refused_at(search, "asked_until", "ask_explanation", asked_until=START, outline="x")
    search.to("explanation")
    refused_at(search, "account", "hand_in_explanation", account="")
    refused_at(search, "day", "note_no_explanation", reason="He keeps silent")
    search.to("org_meeting")
    refused_at(search, "met_on", "report_result", met_on=START, minutes_number="1", number="2", result="x")


def test_a_cell_does_not_inspect_a_superior_committee_member_on_a_task_of_a_superior() -> None:
    chain = build_matter_chain()
    seat(chain.members[3], chain.bodies["grassroots"], Role.MEMBER)
    search = Search(chain, by="cell", task_of_superior=True).to("proposal")
    before = stored()
    with pytest.raises(RuleBroken) as error:
        search.decide()
    assert {finding.rule for finding in error.value.findings} == {"DIS-142"}
    assert stored() == before


def test_it_is_extended_once_and_its_clock_with_it() -> None:
    search = Search().to("explanation")
    head = search.holder(search.body, "decide_inspection")
    due = search.case.deadlines.get(kind="inspection").due_on
    search.do_on_case("extend_inspection", by=head, number="03-QĐ", days=10, reason="Abroad")
    assert search.case.deadlines.get(kind="inspection").due_on > due
    with pytest.raises(RuleBroken) as error:
        search.do_on_case("extend_inspection", by=head, number="04-QĐ", days=10, reason="Again")
    assert {finding.rule for finding in error.value.findings} == {"DIS-146"}


def test_nothing_is_filed_before_discipline_goes_on_and_it_goes_on_once() -> None:
    search = Search().deserving().to("published")
    refused_at(search, "", "file_inspection", number="01-ML")
    with pytest.raises(Refused) as error:
        search.pass_on(started_on=None)
    assert set(error.value.errors) == {"started_on"}
    search.pass_on()
    with pytest.raises(Refused):
        search.pass_on()
    assert DisciplineCase.objects.count() == 1


def test_where_no_discipline_is_deserved_none_goes_on() -> None:
    search = Search().to("concluded")
    with pytest.raises(Refused):
        search.pass_on()
    assert not DisciplineCase.objects.exists()


def test_a_member_works_and_only_who_presides_concludes() -> None:
    search = Search().to("reported")
    member = search.chain.users["inspection_2"]
    with pytest.raises(NotPermitted):
        search.do("conclude_inspection", by=member, number="1", outcome="shortcoming", conclusion="x")
    assert search.case.state == "iv_reported"


def page(client: Client, search: Search) -> Any:
    return client.get(reverse("own_inspection", args=[search.case.public_id]))


@pytest.mark.parametrize("step", ["signal", "proposal", "decided"])
def test_before_it_is_made_known_it_does_not_exist_for_him(sign_in: SignIn, step: str) -> None:
    search = Search().to(step)
    client = sign_in(of(search), search.day)
    unknown = client.get(reverse("own_inspection", args=["ZZZZZZZZZZZZ"]))
    hidden = page(client, search)
    assert (hidden.status_code, hidden.content) == (404, unknown.content)
    assert "no file about you" in client.get(reverse("own_files")).content.decode()
    assert not Case.objects.visible_to(of(search), search.day).exists()


def test_he_explains_on_his_own_page(sign_in: SignIn) -> None:
    search = Search().to("explanation")
    client = sign_in(of(search), search.day)
    assert client.get(reverse("own_files"))["Location"] == reverse("own_inspection", args=[search.case.public_id])
    shown = page(client, search).content.decode()
    assert "The fund of the cell" in shown
    assert "They weigh enough" not in shown
    address = reverse("act_on_own_inspection", args=[search.case.public_id, "hand_in_explanation"])
    sent = {"key": str(uuid4()), "confirmed": "1", "acknowledge": "on", "day": f"{search.day:%d/%m/%Y}"}
    assert client.post(address, {**sent, "account": ""}).status_code == 422
    assert client.post(address, {**sent, "account": "I paid it back."}).status_code == 302
    assert search.step == "verifying"
    assert "I paid it back." in page(client, search).content.decode()


def test_a_foreign_cell_sees_nothing_of_it(sign_in: SignIn) -> None:
    search = Search().to("verifying")
    holder = person("Secretary Elsewhere")
    foreign = body(organization(Kind.CELL, parent=search.chain.base), BodyKind.CELL, symbol="CB2")
    seat(holder, foreign, Role.SECRETARY)
    client = sign_in(user(holder), search.day)
    assert client.get(reverse("case", args=[search.case.public_id])).status_code == 404
    assert client.get(reverse("task", args=[search.task.public_id])).status_code == 404


@pytest.mark.parametrize(
    ("step", "verb"),
    [
        ("signal", "propose_inspection"),
        ("proposal", "decide_inspection"),
        ("decided", "deploy_inspection"),
        ("deployed", "ask_explanation"),
        ("explanation", "hand_in_explanation"),
        ("verifying", "put_facts_before"),
        ("org_meeting", "report_result"),
        ("reported", "conclude_inspection"),
        ("concluded", "publish_conclusion"),
        ("published", "file_inspection"),
    ],
)
def test_pages_show_every_step(sign_in: SignIn, step: str, verb: str) -> None:
    search = Search().to(step)
    client = sign_in(search.actor(), search.day)
    task = client.get(reverse("task", args=[search.task.public_id])).content.decode()
    assert reverse("act", args=[search.task.public_id, verb]) in task
    for address in (
        reverse("case", args=[search.case.public_id]),
        reverse("note_signs"),
        reverse("cases"),
        reverse("inbox"),
    ):
        assert client.get(address).status_code == 200


def test_signs_are_noted_by_the_form(sign_in: SignIn) -> None:
    chain = build_matter_chain()
    client = sign_in(chain.users["inspection"], START)
    sent = {
        "key": str(uuid4()),
        "acknowledge": "on",
        "person": chain.members[3].public_id,
        "day": f"{START:%d/%m/%Y}",
        "source": "press",
        "signs": "",
    }
    assert client.post(reverse("note_signs"), sent).status_code == 422
    assert not Inspection.objects.exists()
    assert client.post(reverse("note_signs"), {**sent, "signs": "Spent the fund"}).status_code == 302
    assert Inspection.objects.get().body == chain.bodies["inspection"]


def test_a_decision_that_looks_into_the_future_comes_back_as_typed(sign_in: SignIn) -> None:
    search = Search().to("proposal")
    client = sign_in(search.actor(), search.day)
    sent = {
        "key": str(uuid4()),
        "acknowledge": "on",
        "day": f"{search.day:%d/%m/%Y}",
        "number": "07-QĐ",
        "content": "What I typed",
        "looks_back_to": f"{search.day + timedelta(days=9):%d/%m/%Y}",
    }
    before = stored()
    answer = client.post(reverse("act", args=[search.task.public_id, "decide_inspection"]), sent)
    assert answer.status_code == 422
    assert "What I typed" in answer.content.decode()
    assert stored() == before
