"""The member stage on the pages: what the cell sees, what the member does in his own file, how much a page asks."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from admission.models import State
from tests.admission.member_journey import MemberJourney
from tests.admission.signing_in import SignIn
from tests.workflows.files import pdf
from workflows.models import Document

pytestmark = pytest.mark.django_db


def test_inbox_shows_the_probation_as_waiting_and_not_as_late(journey: MemberJourney, sign_in: SignIn) -> None:
    end = journey.ends_on
    page = sign_in(journey.chain.users["cell"], journey.day).get("/").content.decode()
    assert f"Waiting until {end:%d/%m/%Y}" in page
    later = sign_in(journey.chain.users["cell"], end + timedelta(days=3)).get("/").content.decode()
    assert (f"The time was over on {end:%d/%m/%Y}" in later, "overdue" in later.split('class="rows"')[1]) == (
        True,
        False,
    )


def test_task_pages_of_a_member_offer_their_forms_and_ask_little(journey: MemberJourney, sign_in: SignIn) -> None:
    asked, seen = {}, {}
    for step in ("probation", "recognition_file", "recognition_cell", "recognition_appraisal", "card"):
        journey.on(step)
        client = sign_in(journey.chain.actors[step], journey.day)
        address = reverse("task", args=[journey.task.public_id])
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            page = client.get(address)
        asked[step], seen[step] = len(captured), page.content.decode()
    assert "file_member_paper-code" in seen["probation"]
    assert "change_helper-helper" in seen["recognition_file"]
    assert "announce_recognition-announced_on" in seen["card"]
    assert "The decision is announced at the next meeting of the cell" in seen["card"]
    assert {step: count for step, count in asked.items() if count > 15} == {}


def test_page_of_the_dossier_keeps_the_dates_of_a_member_apart(journey: MemberJourney, sign_in: SignIn) -> None:
    dossier = journey.dossier
    client = sign_in(journey.chain.users["cell"], journey.day)
    page = client.get(reverse("case", args=[dossier.public_id])).content.decode()
    days = [dossier.decided_on, dossier.ceremony_on, dossier.official_on]
    assert [f"{day:%d/%m/%Y}" in page for day in days if day] == [True] * 3
    assert "if recognised, however late that is decided" in page
    assert "Propose the removal" in page


@pytest.mark.parametrize(("shift", "answer"), [(-1, 422), (0, 302)])
def test_member_hands_in_his_self_criticism_in_his_own_file(
    shift: int, answer: int, journey: MemberJourney, sign_in: SignIn
) -> None:
    day = journey.ends_on + timedelta(days=2)
    client = sign_in(journey.chain.applicant, day)
    shown = client.get(reverse("own_file", args=[journey.dossier.public_id])).content.decode()
    assert "Self-criticism of the probationary member" in shown
    written = journey.ends_on + timedelta(days=shift)
    data = {
        "key": str(uuid4()),
        "code": "self_criticism",
        "issued_on": f"{written:%d/%m/%Y}",
        "file": SimpleUploadedFile("10-knd.pdf", pdf(), content_type="application/pdf"),
    }
    response = client.post(reverse("act_on_own_file", args=[journey.dossier.public_id, "file_member_paper"]), data)
    assert response.status_code == answer
    assert Document.objects.filter(case_id=journey.case_id, code="self_criticism").exists() is (answer == 302)
    if answer == 422:
        at_field = response.content.decode().split('name="issued_on"')[1][:400]
        assert 'aria-invalid="true"' in at_field


def test_member_cannot_withdraw_and_is_not_told_a_vote(journey: MemberJourney, sign_in: SignIn) -> None:
    journey.on("recognition_cell").vote(yes=2)
    client = sign_in(journey.chain.applicant, journey.day)
    page = client.get(reverse("own_file", args=[journey.dossier.public_id])).content.decode()
    now = page.split('aria-current="step"')[1][:400]
    assert str(State.PROBATION_COMPLETE.label) in now
    assert str(State.RECOGNITION_BELOW_RATIO.label) not in page
    assert "withdraw" not in page


def test_cell_proposes_a_removal_on_the_page_of_the_dossier(journey: MemberJourney, sign_in: SignIn) -> None:
    client = sign_in(journey.chain.users["cell"], journey.day)
    address = reverse("act_on_case", args=[journey.dossier.public_id, "propose_removal"])
    data = {"key": str(uuid4()), "ground": "unqualified", "reason": "", "reviewed": "1"}
    assert client.post(address, data).status_code == 422
    assert journey.dossier.state == State.PROBATIONARY
