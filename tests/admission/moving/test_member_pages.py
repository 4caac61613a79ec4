"""The move of a member on the pages: what each body is offered, what the member reads, how much pages and steps ask."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organization.models import User
from tests.admission.member_moves import MovingMember
from tests.admission.reading import statements
from tests.admission.signing_in import SignIn
from tests.workflows.files import pdf
from workflows.models import Document

pytestmark = pytest.mark.django_db


def test_pages_of_the_steps_offer_their_forms_and_ask_little(journey: MovingMember, sign_in: SignIn) -> None:
    there = journey.there.users["cell"]
    ways: list[tuple[str, User, Callable[[], object], str]] = [
        ("member_remarks", journey.origin.users["cell"], journey.report, "remark_on_move-remarks"),
        ("member_letter", journey.office, journey.write, "send_member-cleared"),
        ("member_intake", there, journey.send, "receive_member-received_on"),
        ("member_helper", there, journey.receive, "assign_member_helper-helper"),
        ("probation", there, journey.assign, "file_member_paper-code"),
    ]
    asked, inbox = {}, {}
    for step, who, reach, offered in ways:
        reach()
        assert journey.step == step
        client = sign_in(who, journey.day)
        address = reverse("task", args=[journey.task.public_id])
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            page = client.get(address).content.decode()
        asked[step] = len(captured)
        with CaptureQueriesContext(connection) as captured:
            assert journey.task.public_id in client.get("/").content.decode()
        inbox[step] = len(captured)
        if step != "member_remarks":
            assert offered in page
    assert {step: count for step, count in asked.items() if count > 15} == {}
    assert {step: count for step, count in inbox.items() if count > 8} == {}


def test_steps_of_a_move_take_few_statements(journey: MovingMember) -> None:
    counted = {}
    for name, work in (
        ("report", journey.report),
        ("file", journey.file_for_move),
        ("remark", journey.remark),
        ("send", journey.send),
        ("receive", journey.receive),
        ("assign", journey.assign),
    ):
        with CaptureQueriesContext(connection) as captured:
            work()
        counted[name] = statements(captured)
    del counted["file"]
    # the driver looks the open step or the dossier up as well
    assert {name: count for name, count in counted.items() if count > 25 + 1} == {}


def test_recognition_of_a_member_who_moved_is_issued_in_few_statements(journey: MovingMember) -> None:
    journey.end_probation()
    journey.let_go()
    journey.arrive()
    journey.on("recognition_decision")
    with CaptureQueriesContext(connection) as captured:
        journey.sign("issue_recognition")
    # and its body begins its register of decisions
    assert statements(captured) <= 25 + 1 + 2


def test_office_is_not_shown_the_letter_before_the_cell_has_written(journey: MovingMember, sign_in: SignIn) -> None:
    journey.report()
    client = sign_in(journey.origin.users["cell"], journey.day)
    page = client.get(reverse("task", args=[journey.task.public_id])).content.decode()
    assert "To be filed before he is let go: his self-criticism, the remarks of the member assigned to help." in page
    assert "remark_on_move-remarks" not in page
    journey.file_for_move()
    page = client.get(reverse("task", args=[journey.task.public_id])).content.decode()
    assert "remark_on_move-remarks" in page


def test_statement_that_something_is_open_is_answered_on_the_page(journey: MovingMember, sign_in: SignIn) -> None:
    journey.report()
    journey.write()
    client = sign_in(journey.office, journey.day)
    address = reverse("act", args=[journey.task.public_id, "send_member"])
    day = f"{journey.day:%d/%m/%Y}"
    data = {
        "key": str(uuid4()),
        "remarks": "tốt",
        "cleared": "no",
        "cleared_by": "UBKT",
        "letter_number": "5-GT",
        "sent_on": day,
        "confirmed": "1",
        "acknowledge": "on",
    }
    response = client.post(address, data)
    assert response.status_code == 422
    assert "Not settled for the time being" in response.content.decode()
    assert client.post(address, {**data, "key": str(uuid4()), "cleared": ""}).status_code == 422
    assert journey.step == "member_letter"
    assert client.post(address, {**data, "key": str(uuid4()), "cleared": "yes"}).status_code == 302
    assert journey.step == "member_intake"


def test_page_of_the_dossier_tells_the_moves_and_their_clock(journey: MovingMember, sign_in: SignIn) -> None:
    journey.let_go()
    client = sign_in(journey.there.users["cell"], journey.day)
    page = client.get(reverse("case", args=[journey.dossier.public_id])).content.decode()
    assert "Moves of the member" in page
    assert "The member presents himself at the new place" in page
    office = sign_in(journey.office, journey.day)
    page = office.get(reverse("case", args=[journey.dossier.public_id])).content.decode()
    for offered in ("The move does not take place", "Correct the move", "Record why the member has not presented"):
        assert offered in page
    cell = sign_in(journey.origin.users["cell"], journey.day)
    page = cell.get(reverse("case", args=[journey.dossier.public_id])).content.decode()
    assert reverse("act_on_case", args=[journey.dossier.public_id, "propose_removal"]) in page
    assert reverse("act_on_case", args=[journey.dossier.public_id, "report_member_move"]) not in page


def test_member_reads_his_move_and_hands_in_his_self_criticism(journey: MovingMember, sign_in: SignIn) -> None:
    client = sign_in(journey.origin.applicant, journey.day)
    address = reverse("own_file", args=[journey.dossier.public_id])
    assert "Your transfer of party activity" not in client.get(address).content.decode()
    journey.report()
    page = client.get(address).content.decode()
    assert f"You move from {journey.origin.cell} to {journey.there.cell}." in page
    assert "File your self-criticism for it" in page
    data = {
        "key": str(uuid4()),
        "code": "transfer_self_criticism",
        "issued_on": f"{journey.day:%d/%m/%Y}",
        "file": SimpleUploadedFile("tkd.pdf", pdf(), content_type="application/pdf"),
    }
    hand_in = reverse("act_on_own_file", args=[journey.dossier.public_id, "file_member_paper"])
    assert client.post(hand_in, data).status_code == 302
    assert Document.objects.filter(case_id=journey.case_id, code="transfer_self_criticism").count() == 1
    journey.write()
    journey.send()
    page = client.get(address).content.decode()
    due = journey.task.due_on
    assert due is not None
    assert f"Letter 5-GT of {journey.day:%d/%m/%Y} introduces you there" in page
    assert f"Present yourself there by {due:%d/%m/%Y}" in page
    assert "chi ủy nhận xét tốt" not in page
    assert "UBKT" not in page
    journey.arrive()
    page = client.get(address).content.decode()
    assert ("Your transfer of party activity" in page, str(journey.there.cell) in page) == (False, True)


def test_self_criticism_of_a_move_is_not_taken_without_one(journey: MovingMember, sign_in: SignIn) -> None:
    client = sign_in(journey.origin.applicant, journey.day)
    data = {
        "key": str(uuid4()),
        "code": "transfer_self_criticism",
        "issued_on": f"{journey.day:%d/%m/%Y}",
        "file": SimpleUploadedFile("tkd.pdf", pdf(), content_type="application/pdf"),
    }
    hand_in = reverse("act_on_own_file", args=[journey.dossier.public_id, "file_member_paper"])
    assert client.post(hand_in, data).status_code == 422
    assert not Document.objects.filter(case_id=journey.case_id, code="transfer_self_criticism").exists()
