"""The papers that the acts on a complaint make (discipline.md 6): each with its form, printed, told to whom it is."""

import io
from datetime import timedelta

import pytest
from django.urls import reverse
from pypdf import PdfReader

from discipline.complaints.models import Complaint
from tests.admission.signing_in import SignIn
from tests.discipline.complaints.grievances import Grievance, decided
from workflows.documents.models import Document

pytestmark = pytest.mark.django_db


def made(grievance: Grievance) -> dict[str, Document]:
    rows = Complaint.objects.get(pk=grievance.complaint_id).documents.order_by("pk")
    return {row.code: row for row in rows if row.printable}


def printed(row: Document, sign_in: SignIn, grievance: Grievance) -> str:
    client = sign_in(grievance.officer(grievance.chain.bodies["base_inspection"], "resolve_complaint"), grievance.day)
    answer = client.get(reverse("paper_print", args=[row.public_id, "pdf"]))
    assert answer.status_code == 200, row.code
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages).split())


def test_the_straight_way_makes_a_paper_at_every_step(sign_in: SignIn) -> None:
    grievance = Grievance(decided())
    grievance.complain()
    grievance.through("reprimand")
    papers = made(grievance)
    assert set(papers) == {
        "complaint_acceptance",
        "complaint_plan",
        "complaint_verification",
        "complaint_minutes",
        "complaint_report",
        "complaint_answer",
        "answer_announcement",
    }
    text = {code: printed(row, sign_in, grievance) for code, row in papers.items()}
    assert "90 ngày làm việc từ ngày nhận đơn" in text["complaint_acceptance"]
    assert "The form is too heavy." in text["complaint_plan"]
    assert "verified" in text["complaint_verification"]
    assert "It is so." in text["complaint_minutes"]
    assert "Khiển trách" in text["complaint_report"]
    assert "công bố quyết định giải quyết khiếu nại" in text["answer_announcement"]


def test_he_reads_what_is_written_to_him_and_his_own_hearing_alone() -> None:
    grievance = Grievance(decided())
    grievance.complain()
    grievance.to("meeting")
    own = {row.code for row in grievance.complaint.documents.filter(own=True)}
    assert own == {"complaint", "complaint_acceptance", "complaint_minutes"}
    assert grievance.complaint.documents.filter(own=True, code="complaint_minutes").count() == 1
    assert grievance.complaint.documents.filter(code="complaint_minutes").count() == 3


def test_what_is_submitted_names_the_body_above_and_the_vote(sign_in: SignIn) -> None:
    grievance = Grievance(decided())
    grievance.complain()
    grievance.to("meeting", form="expulsion")
    grievance.vote_on("expulsion")
    row = made(grievance)["complaint_submission"]
    assert row.data["paper"]["known"]["resolving_body"] == str(grievance.complaint.instance_body(grievance.day))
    assert row.data["paper"]["known"]["proposed_answer"] == "Khai trừ"
    assert "TỜ TRÌNH" in printed(row, sign_in, grievance)


def test_a_complaint_at_the_wrong_level_is_guided_to_the_right_one() -> None:
    grievance = Grievance(decided())
    grievance.post("inspection")
    grievance.to("admissibility")
    grievance.do("redirect_complaint", number="01-CV")
    told = made(grievance)["complaint_guidance"].data["paper"]["known"]["guidance"]
    assert told.startswith("Đơn khiếu nại gửi đến: ")


def test_an_overrun_is_told_with_its_reason() -> None:
    grievance = Grievance(decided())
    grievance.complain()
    grievance.to("verifying")
    due = grievance.complaint.deadlines.get(kind="complaint_resolution").due_on
    grievance.day = due + timedelta(days=1)
    office = grievance.complaint.conductor(grievance.day)
    by = grievance.officer(office, "resolve_complaint")
    grievance.do_on_case("notify_overrun", by=by, number="07-TB", reason="A witness is ill.")
    row = made(grievance)["complaint_overrun"]
    assert (row.own, row.data["paper"]["known"]["said_reason"]) == (True, "A witness is ill.")
