"""What the person concerned is told in his own file, and what he does there himself."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from organization.models import User
from tests.admission.signing_in import SignIn
from tests.discipline.matters import Matter
from tests.factories import user
from tests.workflows.files import pdf

pytestmark = pytest.mark.django_db


def accused_of(matter: Matter) -> User:
    return User.objects.filter(person=matter.accused).first() or user(matter.accused)


def own(matter: Matter, verb: str = "") -> str:
    args = [matter.case.public_id, verb] if verb else [matter.case.public_id]
    return reverse("act_on_own_discipline" if verb else "own_discipline", args=args)


def page(client: Client, matter: Matter) -> str:
    return client.get(own(matter)).content.decode()


def send(client: Client, matter: Matter, verb: str, **data: Any) -> Any:
    return client.post(own(matter, verb), {"key": str(uuid4()), "confirmed": "1", "acknowledge": "on", **data})


def test_nothing_tells_him_before_the_plan_is_made_known(sign_in: SignIn) -> None:
    matter = Matter().to("preparing")
    client = sign_in(accused_of(matter), matter.day)

    unknown = client.get(reverse("own_discipline", args=["ZZZZZZZZZZZZ"]))
    hidden = client.get(own(matter))

    assert (hidden.status_code, hidden.content) == (unknown.status_code, unknown.content) == (404, unknown.content)
    assert "no file about you" in client.get(reverse("own_files")).content.decode()
    assert send(client, matter, "reserve_opinion", opinion="x").status_code == 404


def test_the_list_leads_straight_to_the_one_case_he_is_told_of(sign_in: SignIn) -> None:
    matter = Matter().to("self_criticism")
    client = sign_in(accused_of(matter), matter.day)

    assert client.get(reverse("own_files"))["Location"] == own(matter)
    shown = page(client, matter)
    assert "Broke the working rules" in shown
    assert "Write your self-criticism" in shown


def test_a_call_is_no_longer_asked_once_he_has_answered_it_though_nobody_noted_that_he_came(sign_in: SignIn) -> None:
    matter = Matter().to("self_criticism")
    matter.do("summon", purpose="self_criticism", proof="signed for")
    client = sign_in(accused_of(matter), matter.day)
    assert "You are called: Self-criticism" in page(client, matter)

    matter.to("verifying")

    assert "You are called: Self-criticism" not in page(client, matter)
    assert "signed for" in page(client, matter)


def test_a_call_that_nothing_answers_stays_asked(sign_in: SignIn) -> None:
    matter = Matter().to("verifying")
    matter.do("summon", purpose="hearing", proof="signed for")

    assert "You are called: Hearing" in page(sign_in(accused_of(matter), matter.day), matter)


def test_the_list_names_both_of_two_cases(sign_in: SignIn) -> None:
    first = Matter().to("self_criticism")
    second = Matter(first.chain, start=first.day).to("self_criticism")
    client = sign_in(accused_of(first), second.day)

    shown = client.get(reverse("own_files")).content.decode()

    assert own(first) in shown
    assert own(second) in shown


def test_he_writes_the_self_criticism_himself(sign_in: SignIn) -> None:
    matter = Matter().to("self_criticism")
    client = sign_in(accused_of(matter), matter.day)

    empty = send(client, matter, "hand_in_criticism", day=f"{matter.day:%d/%m/%Y}", account="")
    assert empty.status_code == 422
    assert "written here or handed in" in empty.content.decode()
    sent = send(client, matter, "hand_in_criticism", day=f"{matter.day:%d/%m/%Y}", account="I was wrong.")

    assert sent.status_code == 302
    assert matter.step == "verifying"
    assert "I was wrong." in page(client, matter)
    paper = matter.case.documents.get(code="self_criticism")
    assert (paper.own, paper.issuer) == (True, str(matter.accused))


@pytest.mark.parametrize("step", ["self_criticism", "verifying"])
def test_he_hands_in_evidence_of_his_own(sign_in: SignIn, step: str) -> None:
    matter = Matter().to(step)
    client = sign_in(accused_of(matter), matter.day)

    file = SimpleUploadedFile("evidence.pdf", pdf(), "application/pdf")
    sent = send(client, matter, "file_own_evidence", note="Minutes of the group", file=file)

    assert sent.status_code == 302
    paper = matter.case.documents.get(code="own_evidence")
    assert paper.own
    assert client.get(reverse("document", args=[paper.public_id])).status_code == 200
    assert matter.step == step


def test_evidence_is_no_longer_taken_before_the_cell(sign_in: SignIn) -> None:
    matter = Matter().to("cell")
    client = sign_in(accused_of(matter), matter.day)

    file = SimpleUploadedFile("evidence.pdf", pdf(), "application/pdf")

    assert send(client, matter, "file_own_evidence", note="Late", file=file).status_code == 403


def test_an_opinion_he_reserves_stays_in_the_file_and_stops_nothing(sign_in: SignIn) -> None:
    matter = Matter().to("verifying")
    client = sign_in(accused_of(matter), matter.day)

    assert send(client, matter, "reserve_opinion", opinion="I did not know.").status_code == 302

    assert matter.case.documents.get(code="reserved_opinion").data == {"opinion": "I did not know."}
    assert "I did not know." in page(client, matter)
    assert matter.step == "verifying"
    official = sign_in(matter.actor(), matter.day)
    assert "I did not know." in official.get(reverse("case", args=[matter.case.public_id])).content.decode()


def test_nobody_but_himself_reserves_an_opinion(sign_in: SignIn) -> None:
    matter = Matter().to("verifying")
    official = sign_in(matter.actor(), matter.day)

    assert send(official, matter, "reserve_opinion", opinion="x").status_code == 404
    address = reverse("act_on_case", args=[matter.case.public_id, "reserve_opinion"])
    official.post(address, {"key": str(uuid4()), "confirmed": "1", "opinion": "x"})

    assert not matter.case.documents.filter(code="reserved_opinion").exists()


def test_he_does_not_learn_the_result_before_it_is_announced(sign_in: SignIn) -> None:
    matter = Matter().to("cell")
    client = sign_in(accused_of(matter), matter.day)
    matter.vote_forms({"warning": 4, "reprimand": 1})
    matter.do("write_cell_decision", on=matter.day)

    before = page(client, matter)
    assert "Warning" not in before.split("State and reserve", 1)[0]
    assert matter.case.decision_number not in before

    matter.do("announce_decision", place="Hall", receipt="handed", note="", on=matter.day)
    after = page(client, matter)
    assert matter.case.decision_number in after
    assert "<strong>Warning</strong>" in after
    assert f"<dd>{matter.chain.bodies['base_inspection']}</dd>" in after
    assert "You may complain until" in after


def test_stages_above_the_cell_are_not_told_him(sign_in: SignIn) -> None:
    matter = Matter().to("cell", form="expulsion")
    matter.vote_forms(matter.all_for("expulsion"))
    assert matter.step == "appraisal"
    client = sign_in(accused_of(matter), matter.day)

    shown = page(client, matter)

    assert "Being verified" in shown
    assert "appraises" not in shown
    assert str(matter.task.body) not in shown
