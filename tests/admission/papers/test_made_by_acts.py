"""The resolutions, reports and decisions that acts make: printed as they stood, by whoever may read them."""

import pytest
from django.urls import reverse

from admission.screens import SCREEN
from organization.models import Person
from tests.admission.member_journey import MemberJourney
from tests.chain import Journey, build_chain
from tests.factories import user
from workflows.documents.models import Document

pytestmark = pytest.mark.django_db


def paper(journey: Journey, code: str) -> Document:
    return Document.objects.get(case_id=journey.case_id, code=code, replaced_on__isnull=True)


def printed(document: Document) -> str:
    made = SCREEN.printed(document)
    return "\n".join(
        [made.number, *(str(getattr(block, "text", "")) for block in made.sections[0].blocks), *made.notes]
    )


def test_resolution_of_the_cell_prints_its_numbers(sign_in):
    journey = Journey(build_chain(official_members=17))
    journey.to("cell")
    rows = journey.present()
    journey.vote(
        present=rows[:15],
        no=2,
        against_reason="Còn hạn chế",
        on_cv="Rõ ràng",
        awareness="Tốt",
        resolution_number="9-NQ/CB",
    )
    text = printed(paper(journey, "cell_resolution"))
    assert "9-NQ/CB" in text
    assert "Tổng số đảng viên: 17" in text
    assert "Có mặt: 15" in text
    assert "Tán thành: 13/17 (76,47%)" in text
    assert "Không tán thành: 2/17 (11,76%)" in text
    assert "Còn hạn chế" in text
    assert "Rõ ràng" in text


def test_the_way_up_is_named_by_number_and_day(sign_in):
    journey = Journey(build_chain()).to("receipt")
    committee = printed(paper(journey, "grassroots_resolution"))
    assert "Số 05-NQ/CB" in committee
    assert "Số 03-BC/ĐUBP" in committee
    decision = paper(journey, "admission_decision")
    text = printed(decision)
    assert decision.number in text
    assert "Nguyen Applicant" in text
    assert decision.data["paper"]["form"] == "9-KNĐ"
    assert decision.data["paper"]["sign"]["title"] == "BÍ THƯ"


def test_authorised_committee_issues_by_its_own_form():
    journey = Journey(build_chain("p2")).to("receipt")
    assert paper(journey, "admission_decision").data["paper"]["form"] == "9A-KNĐ"


def test_recognition_names_the_day_from_which_the_member_is_official():
    journey = MemberJourney()
    journey.on("card")
    text = printed(paper(journey, "recognition_decision"))
    assert f"Kể từ ngày: {journey.ends_on:%d/%m/%Y}" in text
    assert f"{journey.dossier.ceremony_on:%d/%m/%Y}" in printed(paper(journey, "recognition_cell_resolution"))


def test_paper_stays_as_it_was_when_a_name_changes(sign_in):
    journey = Journey(build_chain()).to("receipt")
    before = printed(paper(journey, "admission_decision"))
    person = Person.objects.get(pk=journey.dossier.subject_id)
    person.full_name = "Another Name"
    person.save()
    assert printed(paper(journey, "admission_decision")) == before


def test_who_may_not_read_the_paper_finds_none(sign_in):
    journey = Journey(build_chain()).to("receipt")
    resolution, decision = paper(journey, "cell_resolution"), paper(journey, "admission_decision")
    applicant = sign_in(journey.chain.applicant, journey.day)
    assert applicant.get(reverse("paper_print", args=[resolution.public_id, "pdf"])).status_code == 404
    assert applicant.get(reverse("paper_print", args=[decision.public_id, "pdf"])).status_code == 200
    stranger = sign_in(user(journey.chain.members[4]), journey.day)
    for document in (resolution, decision):
        assert stranger.get(reverse("paper_print", args=[document.public_id, "docx"])).status_code == 404
    cell = sign_in(journey.chain.users["cell"], journey.day)
    assert cell.get(reverse("paper_print", args=[resolution.public_id, "docx"])).status_code == 200


def test_paper_without_a_form_prints_nothing(sign_in):
    journey = Journey(build_chain()).to("verify")
    cv = paper(journey, "cv")
    client = sign_in(journey.chain.users["cell"], journey.day)
    assert client.get(reverse("paper_print", args=[cv.public_id, "pdf"])).status_code == 404
    assert client.get(f"/tai-lieu/{cv.public_id}/mau.exe").status_code == 404
