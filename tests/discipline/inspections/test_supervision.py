"""A supervision from the programme to its closed file, every transition by the real acts; what is refused; who sees."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from discipline.inspections.models import Inspection
from discipline.supervision.flows import SupervisionFlow
from discipline.supervision.models import Supervision
from organization.models import User
from tests.admission.signing_in import SignIn
from tests.discipline.inspections.searches import START
from tests.discipline.inspections.watches import Watch, decision
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


def withdrawn() -> Watch:
    watch = Watch().to("programmed")
    watch.do_on_case("withdraw_item", by=watch.actor(), number="02-CTr", reason="The cell was merged.")
    return watch


def unreported() -> Watch:
    watch = Watch().to("deployed")
    watch.do("note_no_report", reason="He keeps silent.")
    return watch


WALKS: dict[str, tuple[str, Callable[[], Any]]] = {
    "plan": ("sv_planned", Watch),
    "adopt": ("sv_programmed", lambda: Watch().to("programmed")),
    "withdraw": ("sv_withdrawn", withdrawn),
    "decide": ("sv_decided", lambda: Watch().to("decided")),
    "deploy": ("sv_deployed", lambda: Watch().to("deployed")),
    "receive_report": ("sv_report_received", lambda: Watch().to("report_received")),
    "verify_without_report": ("sv_verifying", unreported),
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
    watch = Watch(chain, accused=head, inspected=chain.cell).to("verifying")
    assert (watch.case.whom, watch.case.subject) == (chain.cell, head)
    assert not Case.objects.visible_to(chain.users["cell"], watch.day).exists()


def plain(client: Client, address: str) -> str:
    """The page without what differs by the hour, the key or the count of events, which tells no more than that somebody
    acted.
    """
    page = client.get(address).content.decode()
    return re.sub(r'data-version="\d+"|value="[^"]*"|nonce="[^"]*"|\d\d:\d\d', "", page)


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
    clock = watch.case.deadlines.get(kind="remedy")
    assert (clock.due_on, watch.task.due_on, clock.certainty) == (remedy.due_on, remedy.due_on, "design")
    watch.tick(remedy)
    assert not watch.case.deadlines.filter(closed_on__isnull=True).exists()
    assert watch.task.due_on is None
    with pytest.raises(Refused) as error:
        watch.tick(remedy)
    assert set(error.value.errors) == {"remedy"}
    assert watch.case.remedies.get().proof.code == "remedy_proof"


def test_a_small_cell_does_not_supervise_by_a_theme() -> None:
    watch = Watch(by="cell").to("programmed")
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
        ("planned", "adopt_item"),
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


def test_more_time_for_a_remedy_keeps_the_day_before_in_the_record() -> None:
    watch = Watch().to("concluded")
    remedy = watch.require()
    first = remedy.due_on
    given = {"remedy": remedy, "number": "05-CV", "reason": "The books are abroad."}
    refused_at(watch, "due_on", "put_off_remedy", **given, due_on=remedy.due_on)
    later = first + timedelta(days=10)
    watch.do("put_off_remedy", **given, due_on=later)

    assert watch.case.remedies.get().due_on == later
    running = watch.case.deadlines.get(kind="remedy", closed_on__isnull=True)
    assert (running.due_on, watch.task.due_on) == (later, later)
    told = Event.objects.get(case=watch.case, kind="remedy.put_off").payload.values
    assert (told["before"], told["until"]) == (first.isoformat(), later.isoformat())


def test_what_is_no_longer_asked_for_stands_against_the_filing_no_longer() -> None:
    watch = Watch().to("concluded")
    watch.do("lift_remedy", remedy=watch.require(), number="06-CV", reason="The cell was merged.")

    row = watch.case.remedies.get()
    assert (row.lifted_on, row.lifted_because, row.open) == (watch.day, "The cell was merged.", False)
    refused_at(watch, "remedy", "tick_remedy", remedy=row, number="1", file=decision())
    watch.do("file_supervision", number="01-ML")
    assert watch.case.state == "sv_filed"


def test_he_reads_what_has_to_be_remedied_and_hands_in_a_paper(sign_in: SignIn) -> None:
    watch = Watch().to("concluded")
    watch.require()
    him = User.objects.filter(person=watch.accused).first() or user(watch.accused)
    client = sign_in(him, watch.day)
    address = reverse("own_inspection", args=[watch.case.public_id])

    page = client.get(address).content.decode()
    assert "Report in time" in page
    assert "Remedy what is asked below" in page
    sent = {"key": str(uuid4()), "note": "The books", "file": decision()}
    done = client.post(reverse("act_on_own_inspection", args=[watch.case.public_id, "file_own_evidence"]), sent)
    assert done.status_code == 302


@pytest.mark.parametrize(("step", "told"), [("verifying", "Supervision verifies"), ("org_meeting", "meets")])
def test_of_signs_that_were_found_he_is_told_nothing(sign_in: SignIn, step: str, told: str) -> None:
    watch = Watch().to(step)
    him = User.objects.filter(person=watch.accused).first() or user(watch.accused)
    address = reverse("own_inspection", args=[watch.case.public_id])
    before = plain(sign_in(him, watch.day), address)
    watch.find_signs()
    watch.day -= timedelta(days=1)
    after = plain(sign_in(him, watch.day), address)

    assert before == after
    assert told in after
    assert watch.case.state == "sv_signal_found"
