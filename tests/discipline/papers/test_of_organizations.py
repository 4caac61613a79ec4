"""The papers of a case about an organisation name the organisation, never who speaks for it."""

import io
import re
from datetime import timedelta
from typing import Any

import pytest
from django.forms import ChoiceField
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from pypdf import PdfReader

from discipline.codes_content import CONTENT_LABELS
from discipline.complaints.forms import ReportForm
from discipline.complaints.models import Complaint
from discipline.papers.drafts import written
from discipline.papers.schema import forms
from discipline.screens import printed
from organization.models import Role, Seat
from tests.admission.signing_in import SignIn
from tests.discipline import collective_walks, walks
from tests.factories import seat, user
from workflows.documents.models import Document
from workflows.documents.rendering.paper import as_data
from workflows.documents.rendering.pdf import to_pdf
from workflows.law import Certainty
from workflows.papers.schema import Form

pytestmark = pytest.mark.django_db

OF_ORGANIZATIONS = forms(of_organization=True)
MADE = {"plan", "self_criticism", "superior_verification", "meeting_extract", "decision", "announcement_minutes"}


def text_of(document: Document) -> str:
    content = to_pdf(as_data(printed(document)))
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages))


def test_every_paper_names_the_organisation_and_nobody_as_the_disciplined() -> None:
    matter = collective_walks.announced()
    made = [row for row in matter.case.documents.order_by("pk") if row.printable]
    assert {row.code for row in made} >= MADE
    for row in made:
        text = text_of(row)
        assert matter.organization.name in text, row.code
        assert matter.accused.full_name not in text, row.code
        assert "Đảng viên được xem xét" not in text, row.code
        assert matter.accused.full_name not in row.issuer, row.code


def test_decision_says_content_form_and_who_may_complain() -> None:
    matter = collective_walks.announced()
    kept = matter.case.documents.get(code="decision").data["paper"]
    name = matter.organization.name
    assert kept["known"]["identity"] == kept["known"]["name"] == name
    assert {"joined", "offices"}.isdisjoint(kept["known"])
    assert kept["known"]["complaint_clause"].startswith(f"{name} có quyền khiếu nại đến")
    assert "VO03" not in kept["known"]["violations"]
    assert name in kept["recipients"]
    text = text_of(matter.case.documents.get(code="decision"))
    for left_out in ("Số thẻ", "Trình độ", "Chức vụ", "Ngày vào Đảng"):
        assert left_out not in text


def test_content_is_told_by_its_label() -> None:
    matter = collective_walks.announced()
    with translation.override("vi"):
        label = _(CONTENT_LABELS["VO03"])
    assert label in matter.case.documents.get(code="decision").data["paper"]["known"]["violations"]


def test_self_criticism_is_of_the_collective() -> None:
    matter = collective_walks.criticised()
    row = matter.case.documents.get(code="self_criticism")
    assert row.issuer == matter.organization.name
    text = text_of(row)
    assert "We admit it." in text
    assert "Hình thức tập thể đề nghị" in text


def test_paper_of_a_member_reads_as_before() -> None:
    matter = walks.announced()
    text = text_of(matter.case.documents.get(code="decision"))
    assert matter.accused.full_name in text
    assert "thi hành kỷ luật đảng viên" in text


@pytest.mark.parametrize("form", OF_ORGANIZATIONS.values(), ids=lambda form: form.code)
def test_no_form_of_an_organisation_is_claimed_or_speaks_of_a_member(form: Form) -> None:
    said = [form.about, *(item.label for item in form.items)]
    said += [sign.get("title", "") for sign in (form.sign, *form.signs)]
    assert "đảng viên" not in " ".join(said).lower()
    assert (form.form, form.certainty) == ("", Certainty.DESIGN)
    assert all("name" not in sign for sign in (form.sign, *form.signs))


def test_collective_writes_no_form_beforehand() -> None:
    assert not written(OF_ORGANIZATIONS["self_criticism"])
    assert written(forms()["self_criticism"])


def test_complaint_of_an_organisation_is_offered_the_forms_of_organisations() -> None:
    matter = collective_walks.in_force()
    complaint = Complaint.about(matter.case)
    form = ReportForm(verb="put_complaint_before_meeting", on=matter.day, user=matter.speaker, case=complaint)
    field = form.fields["proposed_form"]
    assert isinstance(field, ChoiceField)
    offered: Any = field.choices
    assert {code for code, _label in offered} == {"", "reprimand", "warning", "dissolution"}


def test_who_speaks_for_the_organisation_today_has_a_door_to_its_papers(sign_in: SignIn) -> None:
    matter = collective_walks.known()
    former = matter.speaker
    Seat.objects.filter(person=former.person, body__organization=matter.organization).update(until=matter.day)
    since = matter.day + timedelta(days=1)
    new = user(matter.chain.members[4])
    seat(new.person, matter.chain.bodies["cell"], Role.SECRETARY, since=matter.day)
    papers = reverse("own_case_papers", args=[matter.case.public_id])
    client = sign_in(new, since)
    page = client.get(papers)
    assert page.status_code == 200
    assert matter.organization.name in page.content.decode()
    written_page = reverse("own_case_paper", args=[matter.case.public_id, "self_criticism"])
    assert client.get(written_page).status_code == 404
    file = client.get(reverse("own_discipline", args=[matter.case.public_id])).content.decode()
    assert written_page not in file
    assert 'name="account"' in file
    assert sign_in(former, since).get(papers).status_code == 404
