"""The pages of a case about an organisation, the tracker, and what they cost."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from discipline.models import DisciplineCase
from discipline.tracking import Wanted, tracked
from organization.models import Role, Seat, User
from tests.admission.signing_in import SignIn
from tests.counting import statements
from tests.discipline import collective_walks as walks
from tests.discipline.collectives import build_collective_chain
from tests.factories import membership, person, user
from workflows.actions import act

pytestmark = pytest.mark.django_db


def test_pages_of_the_conductor_and_of_the_secretary(sign_in: SignIn) -> None:
    matter = walks.known()
    conductor = sign_in(matter.actor(), matter.day)
    shown = conductor.get(reverse("case", args=[matter.case.public_id]))
    assert shown.status_code == 200
    text = shown.content.decode()
    assert str(matter.organization) in text
    assert "convention of this system" in text
    assert conductor.get(reverse("task", args=[matter.task.public_id])).status_code == 200

    own = reverse("own_discipline", args=[matter.case.public_id])
    mine = sign_in(matter.speaker, matter.day)
    page = mine.get(own).content.decode()
    assert "Case about your organisation" in page
    assert "votes_warning" in page
    sent = {
        "day": f"{matter.day:%d/%m/%Y}",
        "held_on": f"{matter.day:%d/%m/%Y}",
        "base": "5",
        "votes_dissolution": "0",
        "votes_warning": "1",
        "votes_reprimand": "4",
        "votes_no_discipline": "0",
        "account": "We admit it.",
        "key": str(uuid4()),
        "confirmed": "1",
        "acknowledge": "on",
    }
    address = reverse("act_on_own_discipline", args=[matter.case.public_id, "hand_in_criticism"])
    wrong = mine.post(address, {**sent, "votes_reprimand": "9", "key": str(uuid4())})
    assert wrong.status_code == 422
    assert "We admit it." in wrong.content.decode()
    assert mine.post(address, sent).status_code == 302
    assert matter.step == "verifying"
    assert "It decides nothing" in mine.get(own).content.decode()


def test_a_member_who_does_not_speak_for_it_has_no_page(sign_in: SignIn) -> None:
    matter = walks.known()
    client = sign_in(matter.chain.users["clerk"], matter.day)
    assert client.get(reverse("own_discipline", args=[matter.case.public_id])).status_code == 404
    assert client.get(reverse("case", args=[matter.case.public_id])).status_code == 404


def registering(client: Any, commission: Any, **data: Any) -> Any:
    sent = {
        "body": str(commission.pk),
        "day": "04/08/2025",
        "source": "conclusion",
        "described": "Broke its working rules",
        "code": "VO03",
        "category": "ordinary",
        "started_on": "01/03/2025",
        "key": str(uuid4()),
        "confirmed": "1",
        "acknowledge": "on",
        **data,
    }
    return client.post(reverse("register_organization_report"), sent)


def test_a_report_is_registered_on_the_page_by_code_or_name(sign_in: SignIn) -> None:
    chain = build_collective_chain()
    client = sign_in(chain.users["base_inspection"], walks.START)
    commission = chain.bodies["base_inspection"]
    assert client.get(reverse("register_organization_report")).status_code == 200

    unknown = registering(client, commission, accused="No such organisation")
    assert unknown.status_code == 422
    assert "No organisation below this body" in unknown.content.decode()
    assert "Broke its working rules" in unknown.content.decode()
    of_member = registering(client, commission, accused=chain.cell.code, code="VM01")
    assert of_member.status_code == 422
    assert registering(client, commission, accused=chain.cell.code.lower()).status_code == 302
    case = DisciplineCase.objects.get()
    assert (case.organization, case.subject, case.of_organization) == (chain.cell, chain.members[0], True)


def test_a_cell_registers_no_report_about_an_organisation(sign_in: SignIn) -> None:
    chain = build_collective_chain()
    client = sign_in(chain.users["cell"], walks.START)
    assert client.get(reverse("register_organization_report")).status_code == 403
    of_member = client.get(reverse("register_report")).content.decode()
    assert reverse("register_organization_report") not in of_member


def test_pages_to_the_end_are_without_an_error(sign_in: SignIn) -> None:
    """The record of everything that was done, values of every shape included."""
    matter = walks.dissolution_in_force()
    client = sign_in(matter.actor(), matter.day)
    task = client.get(reverse("task", args=[matter.task.public_id]))
    assert task.status_code == 200
    assert "Conclude the dissolution" in task.content.decode()
    assert "Conclude the expulsion" not in task.content.decode()
    for address in ("inbox", "cases", "meetings", "numbers"):
        assert client.get(reverse(address)).status_code == 200
    head = Seat.objects.get(body=matter.chain.bodies["base_inspection"], role=Role.HEAD).person
    chief = User.objects.filter(person=head).first() or user(head)
    board = sign_in(chief, matter.day)
    for view in ("", "?xem=bang"):
        shown = board.get(reverse("tracker") + view)
        assert str(matter.organization) in shown.content.decode()


def test_the_tracker_finds_it_by_form_and_content() -> None:
    matter = walks.dissolution_in_force()
    chief = matter.chain.users["base_inspection"]
    assert tracked(chief, matter.day, Wanted(form="dissolution")).total == 1
    assert tracked(chief, matter.day, Wanted(code="VO03")).total == 1
    assert tracked(chief, matter.day, Wanted(code="VM01")).total == 0
    late = matter.day + timedelta(days=60)
    assert tracked(chief, late, Wanted(red=True)).total == 1


def test_a_second_member_joins_the_cell_and_stands_aside_too() -> None:
    matter = walks.reported()
    newcomer = person("New Member")
    membership(newcomer, matter.organization, since=matter.day)
    assert newcomer.pk in matter.case.recused(matter.day)


# --- what it costs


def test_acts_and_pages_stay_within_their_statements(sign_in: SignIn) -> None:
    matter = walks.criticised()
    for row in matter.case.violations.all():
        matter.do("conclude_violation", violation=row, established=True, conclusion="It is established.")
    client = sign_in(matter.actor(), matter.day)
    task, own = matter.task, reverse("own_discipline", args=[matter.case.public_id])
    page, mine = reverse("task", args=[task.public_id]), sign_in(matter.speaker, matter.day)
    for opened, address in ((client, page), (mine, own)):
        opened.get(address)
    counts = [statements(lambda: client.get(page)), statements(lambda: mine.get(own))]
    for number in range(20):
        membership(person(f"Further Member {number}"), matter.organization)
    assert [statements(lambda: client.get(page)), statements(lambda: mine.get(own))] == counts
    data = {"day": matter.day, "acknowledge": True, "number": "1", "proposed_form": "", "remarks": ""}
    by = matter.actor()
    assert statements(lambda: act(task, "send_to_superior", by=by, on=matter.day, key=uuid4(), data=data)) <= 25
