"""The programme of a year: each change an act in the record of its item; who sees it, and who may not."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from discipline.supervision import programme
from discipline.supervision.flows import SupervisionFlow
from discipline.supervision.models import Supervision
from organization.models import Kind, Role, User
from permissions.checks import NotPermitted
from tests.admission.signing_in import SignIn
from tests.chain import Chain
from tests.counting import statements
from tests.discipline.inspections.searches import START
from tests.discipline.inspections.watches import Watch, decision
from tests.discipline.matters import build_matter_chain
from tests.factories import organization, seat, user
from workflows.acting import Refused
from workflows.actions import KeyReused, act, open_case
from workflows.audit.chain import verify
from workflows.models import Case, Event, Judgement

pytestmark = pytest.mark.django_db


def stored() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Case, Judgement, Event))


def values(watch: Watch, kind: str) -> dict[str, Any]:
    return dict(Event.objects.get(case=watch.case, kind=kind).payload.values)


def test_adoption_names_the_decision_its_day_and_its_paper() -> None:
    watch = Watch()
    watch.adopt()

    case = watch.case
    assert (case.state, case.programme_number, case.adopted_on) == ("sv_programmed", "01-CTr", watch.day)
    paper = case.documents.get(code="programme_entry")
    assert (paper.number, paper.issued_on, bool(paper.sha256), paper.own) == ("01-CTr", watch.day, True, False)
    assert values(watch, "item.adopted") == {"number": "01-CTr", "year": START.year}
    assert verify(case).ok


def test_a_change_keeps_what_was_planned_before_with_the_reason() -> None:
    watch = Watch().to("programmed")
    given = {"theme": "Use of the dues", "month": 11, "reason": "Asked from above"}
    before = stored()
    with pytest.raises(Refused) as error:
        watch.do_on_case("change_item", by=watch.actor(), **given)
    assert (set(error.value.errors), stored()) == ({"number"}, before)
    watch.do_on_case("change_item", by=watch.actor(), **given, number="02-CTr")

    assert (watch.case.theme, watch.case.month, watch.case.programme_number) == ("Use of the dues", 11, "01-CTr")
    told = values(watch, "item.changed")
    assert (told["theme_before"], told["theme"], told["month_before"], told["month"]) == (
        "Use of the fund",
        "Use of the dues",
        9,
        11,
    )
    assert (told["number"], told["reason"]) == ("02-CTr", "Asked from above")
    with pytest.raises(Refused):
        watch.do_on_case("change_item", by=watch.actor(), **given, number="03-CTr")


def test_what_is_taken_out_stays_with_its_reason_and_nothing_waits_for_it() -> None:
    watch = Watch()
    watch.do_on_case("withdraw_item", by=watch.actor(), number="", reason="Twice on the list")

    assert (watch.case.state, watch.case.ended_on, watch.case.theme) == ("sv_withdrawn", watch.day, "Use of the fund")
    assert values(watch, "item.withdrawn")["reason"] == "Twice on the list"
    assert not watch.case.task_set.filter(status="NEW").exists()


def test_after_the_decision_to_supervise_the_item_is_changed_no_more() -> None:
    watch = Watch().to("decided")
    head = watch.holder(watch.body, "decide_inspection")
    for verb in ("change_item", "withdraw_item"):
        with pytest.raises(Refused):
            watch.do_on_case(verb, by=head, theme="x", month=1, number="1", reason="x")
    assert watch.case.state == "sv_decided"


def test_a_member_proposes_and_only_who_presides_adopts_and_takes_out() -> None:
    watch = Watch()
    member = watch.chain.users["inspection_2"]
    watch.do_on_case("change_item", by=member, theme="Dues", month=10, reason="Better known now")
    with pytest.raises(NotPermitted):
        watch.do("adopt_item", by=member, number="1", file=decision())
    with pytest.raises(NotPermitted):
        watch.do_on_case("withdraw_item", by=member, number="1", reason="x")
    watch.adopt()
    with pytest.raises(NotPermitted):
        watch.do_on_case("change_item", by=member, theme="Books", month=10, number="1", reason="x")


def test_the_new_head_of_an_organisation_takes_the_place_of_the_former() -> None:
    chain = build_matter_chain()
    former = chain.users["cell"].person
    assert former is not None
    watch = Watch(chain, accused=former, inspected=chain.cell).to("programmed")
    given = {"theme": watch.case.theme, "month": watch.case.month, "number": "02-CTr", "reason": "Elected anew"}
    watch.do_on_case("change_item", by=watch.actor(), **given, person=chain.members[4])

    assert (watch.case.subject, watch.case.whom) == (chain.members[4], chain.cell)
    assert values(watch, "item.changed")["head_before"] == str(former)
    about = Watch(chain)
    with pytest.raises(Refused) as error:
        about.do_on_case("change_item", by=about.actor(), **given, person=chain.members[4])
    assert set(error.value.errors) == {"person"}


def test_nobody_proposes_an_item_about_himself() -> None:
    chain = build_matter_chain()
    himself = user(chain.members[3])
    seat(chain.members[3], chain.bodies["inspection"], Role.DEPUTY_HEAD)
    data: dict[str, Any] = {
        "person": chain.members[3],
        "cell": chain.cell,
        "inspected": None,
        "kind": "supervision",
        "theme": "x",
    }
    data |= {"year": START.year, "month": 9, "day": START, "acknowledge": True}
    body = chain.bodies["inspection"]
    with pytest.raises(NotPermitted):
        open_case(SupervisionFlow, by=himself, body=body, on=START, key=uuid4(), data=data, verb="plan_item")
    assert not Case.objects.exists()


def drafts(count: int) -> tuple[Chain, list[Watch]]:
    chain = build_matter_chain()
    return chain, [Watch(chain, accused=chain.members[3]) for _number in range(count)]


def adopt(chain: Chain, key: Any, number: str = "01-CTr") -> Any:
    body, on = chain.bodies["inspection"], START + timedelta(days=1)
    data = {"day": on, "acknowledge": True, "number": number, "file": decision()}
    return programme.adopt(body, START.year, by=chain.users["inspection"], on=on, key=key, data=data)


def test_one_decision_adopts_all_that_is_proposed_once() -> None:
    chain, watches = drafts(2)
    key = uuid4()
    first = adopt(chain, key)
    assert {watch.case.state for watch in watches} == {"sv_programmed"}
    after = stored()
    again = adopt(chain, key)
    assert (again.replayed, again.judgement, stored()) == (True, first.judgement, after)
    with pytest.raises(KeyReused):
        adopt(chain, key, number="02-CTr")
    with pytest.raises(Refused):
        adopt(chain, uuid4())
    assert stored() == after


def test_one_item_that_cannot_be_adopted_leaves_all_as_they_were() -> None:
    chain, watches = drafts(2)
    late = watches[1]
    late.day += timedelta(days=9)
    late.do_on_case("change_item", by=chain.users["inspection_2"], theme="Dues", month=10, reason="x")
    before = stored()
    with pytest.raises(Refused) as error:
        adopt(chain, uuid4())
    assert (set(error.value.errors), stored()) == ({"day"}, before)


def page(client: Any, **asked: Any) -> str:
    return str(client.get(reverse("programme"), {"year": START.year, **asked}).content.decode())


def test_the_page_proposes_and_adopts(sign_in: SignIn) -> None:
    chain = build_matter_chain()
    body = chain.bodies["inspection"]
    client = sign_in(chain.users["inspection"], START)
    day, plan = f"{START:%d/%m/%Y}", reverse("plan_item")
    item = {"body": body.pk, "year": START.year, "key": str(uuid4()), "day": day, "kind": "supervision"}
    item |= {"theme": "Use of the fund", "organization": chain.cell.public_id, "person": "", "acknowledge": "on"}
    assert client.get(plan, {"body": body.pk}).status_code == 200
    for field, wrong in (("month", "13"), ("month", ""), ("day", "31/02/2025"), ("kind", "x"), ("organization", "x")):
        sent = client.post(plan, {**item, "month": "9", field: wrong})
        assert (sent.status_code, field in sent.context["form"].errors) == (422, True)
        assert "Use of the fund" in sent.content.decode()
    for _twice in range(2):
        assert client.post(plan, {**item, "month": "9"}).status_code == 302
    case = Supervision.objects.get()
    assert (case.whom, case.subject, case.state) == (chain.cell, chain.users["cell"].person, "sv_planned")
    shown = page(client, body=body.pk)
    assert "Use of the fund" in shown
    assert "1 item is proposed" in shown

    adopting = {"body": body.pk, "year": START.year, "key": str(uuid4()), "acknowledge": "on", "day": day}
    short = client.post(reverse("adopt_programme"), {**adopting, "number": ""})
    assert (short.status_code, set(short.context["bound"].errors)) == (422, {"number", "file"})
    done = client.post(reverse("adopt_programme"), {**adopting, "number": "01-CTr", "file": decision()})
    assert done.status_code == 302
    shown = page(client, body=body.pk)
    assert "01-CTr" in shown
    assert "is proposed" not in shown
    assert client.get(reverse("adopt_programme"))["Location"] == reverse("programme")


def test_an_organisation_without_a_head_is_planned_about_nobody(sign_in: SignIn) -> None:
    chain = build_matter_chain()
    empty = organization(Kind.CELL, parent=chain.base)
    client = sign_in(chain.users["inspection"], START)
    item = {"body": chain.bodies["inspection"].pk, "year": START.year, "key": str(uuid4()), "acknowledge": "on"}
    item |= {"day": f"{START:%d/%m/%Y}", "kind": "supervision", "theme": "x", "month": "9", "person": ""}
    sent = client.post(reverse("plan_item"), {**item, "organization": empty.public_id})
    assert (sent.status_code, set(sent.context["form"].errors)) == (422, {"organization"})
    assert not Case.objects.exists()


def test_the_programme_is_seen_by_its_body_alone(sign_in: SignIn) -> None:
    watch = Watch()
    for address in ("programme", "plan_item"):
        assert sign_in(watch.chain.users["department"], START).get(reverse(address)).status_code == 403
    cell = sign_in(watch.chain.users["cell"], START)
    assert "Use of the fund" not in page(cell, body=watch.body.pk)
    assert cell.get(reverse("case", args=[watch.case.public_id])).status_code == 404
    member = sign_in(watch.chain.users["inspection_2"], START)
    shown = page(member)
    assert "Use of the fund" in shown
    assert "Adopt what is proposed" not in shown
    sent = {"body": watch.body.pk, "year": START.year, "key": str(uuid4()), "acknowledge": "on", "number": "1"}
    sent |= {"day": f"{START:%d/%m/%Y}", "file": decision()}
    assert member.post(reverse("adopt_programme"), sent).status_code == 403
    assert watch.case.state == "sv_planned"


@pytest.mark.parametrize("step", ["planned", "programmed", "decided"])
def test_a_member_sees_nothing_planned_about_himself(sign_in: SignIn, step: str) -> None:
    chain = build_matter_chain()
    seat(chain.members[3], chain.bodies["inspection"], Role.DEPUTY_HEAD)
    watch = Watch(chain).to(step)
    him = User.objects.filter(person=watch.accused).first() or user(watch.accused)
    client = sign_in(him, watch.day)
    shown = page(client, body=watch.body.pk)
    assert "Nothing is planned yet." in shown
    assert "proposed" not in shown
    assert client.get(reverse("case", args=[watch.case.public_id])).status_code == 404
    if step == "planned":
        with pytest.raises(NotPermitted):
            act(watch.task, "adopt_item", by=him, on=watch.day, key=uuid4(), data={"day": watch.day, "number": "1"})
        sent = {"body": watch.body.pk, "year": START.year, "key": str(uuid4()), "acknowledge": "on", "number": "1"}
        sent |= {"day": f"{watch.day:%d/%m/%Y}", "file": decision()}
        assert client.post(reverse("adopt_programme"), sent).status_code == 422
    assert watch.case.state == f"sv_{step}"


def test_the_page_asks_no_more_of_the_database_for_more_items(sign_in: SignIn) -> None:
    chain, watches = drafts(1)
    client = sign_in(chain.users["inspection"], START + timedelta(days=60))
    page(client)
    one = statements(lambda: page(client))
    watches[0].to("concluded").require()
    for _number in range(3):
        Watch(chain)
    page(client)
    many = statements(lambda: page(client))
    assert many == one
    assert many <= 15


def test_the_commissions_above_see_it_once_it_is_adopted() -> None:
    watch = Watch(by="base_inspection")
    above = watch.chain.users["inspection"]
    assert not Case.objects.visible_to(above, watch.day).exists()
    watch.adopt()
    assert Case.objects.visible_to(above, watch.day).get().pk == watch.case_id


@pytest.mark.parametrize("verb", ["change_item", "withdraw_item"])
def test_an_adopted_item_is_changed_and_taken_out_on_its_page(sign_in: SignIn, verb: str) -> None:
    watch = Watch().to("programmed")
    client = sign_in(watch.actor(), watch.day)
    address = reverse("act_on_case", args=[watch.case.public_id, verb])
    assert address in client.get(reverse("case", args=[watch.case.public_id])).content.decode()
    sent = {"key": str(uuid4()), "acknowledge": "on", "day": f"{watch.day:%d/%m/%Y}", "reason": "Asked from above"}
    sent |= {"theme": "Use of the dues", "month": "12", "confirmed": "1"}
    before = stored()
    bare = client.post(address, sent)
    assert (bare.status_code, "Asked from above" in bare.content.decode(), stored()) == (422, True, before)
    assert client.post(address, {**sent, "number": "02-CTr"}).status_code == 302
    assert (watch.case.theme, watch.case.state) == (
        ("Use of the dues", "sv_programmed") if verb == "change_item" else ("Use of the fund", "sv_withdrawn")
    )
    shown = page(client)
    assert "Use of the" in shown
