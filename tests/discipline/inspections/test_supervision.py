"""A supervision from the programme to its closed file, every transition by the real acts; what is refused; who sees."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from pytest_django import Settings

from discipline.inspections.models import Inspection
from discipline.supervision.flows import SupervisionFlow
from discipline.supervision.models import Supervision
from discipline.supervision.programme import Programme, ProgrammeItem
from organization.models import User
from tests.admission.signing_in import SignIn
from tests.discipline.inspections.searches import START
from tests.discipline.inspections.watches import Watch, planned
from tests.discipline.matters import build_matter_chain
from tests.factories import user
from workflows.acting import Refused
from workflows.findings import RuleBroken
from workflows.models import Case, Event, Judgement

pytestmark = pytest.mark.django_db


def filed() -> Watch:
    watch = Watch().to("concluded")
    watch.tick(watch.require())
    watch.do("file_supervision", number="01-ML")
    return watch


WALKS: dict[str, tuple[str, Callable[[], Any]]] = {
    "begin_from_programme": ("sv_programmed", Watch),
    "decide": ("sv_decided", lambda: Watch().to("decided")),
    "deploy": ("sv_deployed", lambda: Watch().to("deployed")),
    "receive_report": ("sv_report_received", lambda: Watch().to("report_received")),
    "verify": ("sv_verifying", lambda: Watch().to("verifying")),
    "meet": ("sv_org_meeting", lambda: Watch().to("org_meeting")),
    "find_signs": ("sv_signal_found", lambda: Watch().to("verifying").find_signs()),
    "conclude": ("sv_concluded", lambda: Watch().to("concluded")),
    "file": ("sv_filed", filed),
}


@pytest.mark.parametrize("name", WALKS)
def test_transition_is_walked_by_real_acts(name: str) -> None:
    state, go = WALKS[name]
    watch = go()
    assert watch.case.state == state
    nodes = {node.name: node for node in SupervisionFlow.verb_nodes()}
    done = [(nodes[row.step].doings[row.verb].verb, row.outcome) for row in watch.case.judgements.all()]
    assert name in {verb.moves.get(outcome or "done", "") for verb, outcome in done}


def test_no_transition_is_left_out() -> None:
    field = Supervision._meta.get_field("state")
    assert set(WALKS) == {found.name for found in field.get_all_transitions(Supervision)}


@pytest.mark.parametrize(("kind", "source"), [("supervision", "supervision"), ("thematic", "inspection")])
def test_signs_that_it_finds_go_to_an_inspection(kind: str, source: str) -> None:
    class Kind(Watch):
        pass

    Kind.kind = kind
    watch = Kind().to("verifying").find_signs()

    inspection = Inspection.objects.get()
    assert (watch.case.led_to, inspection.supervision) == (inspection, watch.case)
    assert (inspection.state, inspection.source, inspection.in_own_file) == ("iv_signal", source, False)
    assert (inspection.subject, inspection.body) == (watch.accused, watch.body)
    watch.conclude_it()
    assert watch.case.state == "sv_concluded"


def test_an_organisation_is_supervised_with_its_head_as_the_person_concerned() -> None:
    chain = build_matter_chain()
    head = chain.users["cell"].person
    assert head is not None
    item = planned(chain.bodies["inspection"], chain.cell)
    watch = Watch(chain, accused=head, item=item, inspected=chain.cell).to("verifying")
    assert (watch.case.inspected, watch.case.subject) == (chain.cell, head)
    assert not Case.objects.visible_to(chain.users["cell"], watch.day).exists()


def stored() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Case, Judgement, Event))


def refused_at(watch: Watch, field: str, verb: str, **data: Any) -> None:
    before = stored()
    with pytest.raises(Refused) as error:
        watch.do(verb, **data)
    assert set(error.value.errors) == {field}
    assert stored() == before


def test_it_is_not_filed_while_something_is_not_remedied_and_nothing_is_ticked_twice() -> None:
    watch = Watch().to("concluded")
    refused_at(watch, "due_on", "require_remedy", what="x", responsible="y", due_on=watch.day)
    remedy = watch.require()
    refused_at(watch, "", "file_supervision", number="01-ML")
    watch.tick(remedy)
    with pytest.raises(Refused) as error:
        watch.tick(remedy)
    assert set(error.value.errors) == {"remedy"}
    assert watch.case.remedies.get().proof.code == "remedy_proof"


def test_an_item_is_taken_up_once_and_by_its_own_body() -> None:
    watch = Watch()
    item = watch.case.item
    for by in ("inspection", "base_inspection"):
        with pytest.raises(Refused):
            Watch(watch.chain, by=by, item=item)
    assert Supervision.objects.count() == 1


def test_a_small_cell_does_not_supervise_by_a_theme() -> None:
    watch = Watch(by="cell")
    with pytest.raises(RuleBroken) as error:
        watch.do("decide_supervision", number="01-QĐ", content="x", scattered=True)
    assert {finding.rule for finding in error.value.findings} == {"DIS-148"}


def test_local_rules_give_a_cell_its_time(settings: Settings) -> None:
    settings.DISCIPLINE_LOCAL_LAW = "lao-cai"

    class Thematic(Watch):
        kind = "thematic"

    watch = Thematic(by="cell")
    watch.day = START + timedelta(days=40)
    watch.to("deployed")
    clock = watch.case.deadlines.get(kind="supervision")
    assert (clock.provision, clock.length) == ("inspection.thematic_length", 30)
    head = watch.holder(watch.body, "decide_inspection")
    with pytest.raises(RuleBroken) as error:
        watch.do_on_case("extend_supervision", by=head, number="1", days=11, reason="x")
    assert {finding.rule for finding in error.value.findings} == {"DIS-145"}
    due = clock.due_on
    watch.do_on_case("extend_supervision", by=head, number="1", days=10, reason="x")
    assert watch.case.deadlines.get(kind="supervision").due_on == due + timedelta(days=10)


def test_he_sees_it_once_it_is_made_known_and_reports_himself(sign_in: SignIn) -> None:
    watch = Watch().to("decided")
    him = User.objects.filter(person=watch.accused).first() or user(watch.accused)
    client = sign_in(him, START + timedelta(days=9))
    address = reverse("own_inspection", args=[watch.case.public_id])
    assert client.get(address).status_code == 404
    watch.to("deployed")
    assert "The fund of the cell" in client.get(address).content.decode()
    sent = {"key": str(uuid4()), "confirmed": "1", "acknowledge": "on", "day": f"{watch.day:%d/%m/%Y}"}
    report = reverse("act_on_own_inspection", args=[watch.case.public_id, "hand_in_self_report"])
    assert client.post(report, {**sent, "account": "I report."}).status_code == 302
    assert watch.step == "report_received"


@pytest.mark.parametrize(
    ("step", "verb"),
    [
        ("programmed", "decide_supervision"),
        ("decided", "deploy_supervision"),
        ("deployed", "hand_in_self_report"),
        ("report_received", "begin_verification"),
        ("verifying", "report_signs"),
        ("org_meeting", "conclude_supervision"),
        ("concluded", "require_remedy"),
    ],
)
def test_pages_show_every_step(sign_in: SignIn, step: str, verb: str) -> None:
    watch = Watch().to(step)
    client = sign_in(watch.actor(), watch.day)
    task = client.get(reverse("task", args=[watch.task.public_id])).content.decode()
    assert reverse("act", args=[watch.task.public_id, verb]) in task
    for address in (
        reverse("case", args=[watch.case.public_id]),
        reverse("programme"),
        reverse("cases"),
    ):
        assert client.get(address).status_code == 200


def test_who_presides_enters_programme_and_items_and_takes_one_up(sign_in: SignIn) -> None:
    chain = build_matter_chain()
    body = chain.bodies["inspection"]
    client = sign_in(chain.users["inspection"], START)
    address = reverse("programme")
    day = f"{START:%d/%m/%Y}"
    programme = {"what": "programme", "body": body.pk, "key": str(uuid4()), "year": "2025", "number": "01-CTr"}
    assert client.post(address, {**programme, "adopted_on": "31/02/2025"}).status_code == 422
    assert client.post(address, {**programme, "year": "1900", "adopted_on": day}).status_code == 422
    assert client.post(address, {**programme, "adopted_on": day}).status_code == 302
    again = client.post(address, {**programme, "key": str(uuid4()), "adopted_on": day})
    assert again.status_code == 422
    assert Programme.objects.count() == 1

    item = {"what": "item", "body": body.pk, "year": "2025", "key": str(uuid4()), "kind": "supervision"}
    item |= {"theme": "Use of the fund", "organization": chain.cell.public_id, "person": "", "month": "13"}
    assert client.post(address, item).status_code == 422
    for _twice in range(2):
        assert client.post(address, {**item, "month": "9"}).status_code == 302
    row = ProgrammeItem.objects.get()
    assert "Use of the fund" in client.get(address).content.decode()

    begin = reverse("begin_supervision", args=[row.key])
    assert client.get(begin).status_code == 200
    head = chain.users["cell"].person
    assert head is not None
    sent = {"key": str(uuid4()), "acknowledge": "on", "day": day, "person": head.public_id}
    assert client.post(begin, {**sent, "person": ""}).status_code == 422
    assert client.post(begin, sent).status_code == 302
    assert Supervision.objects.get().inspected == chain.cell


def test_the_programme_is_seen_by_its_body_alone_and_changed_by_who_presides(sign_in: SignIn) -> None:
    watch = Watch()
    address = reverse("programme")
    other = sign_in(watch.chain.users["department"], START)
    assert other.get(address).status_code == 403
    cell = sign_in(watch.chain.users["cell"], START)
    assert "Use of the fund" not in cell.get(f"{address}?body={watch.body.pk}").content.decode()
    assert cell.get(reverse("begin_supervision", args=[watch.case.item.key])).status_code == 404
    member = sign_in(watch.chain.users["inspection_2"], START)
    shown = member.get(address).content.decode()
    assert "Use of the fund" in shown
    assert "Plan one more" not in shown
    sent = {"what": "programme", "body": watch.body.pk, "key": str(uuid4()), "year": "2026", "number": "2"}
    assert member.post(address, {**sent, "adopted_on": f"{START:%d/%m/%Y}"}).status_code == 403
    assert Programme.objects.count() == 1
