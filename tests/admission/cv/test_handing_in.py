"""Handing in a CV: frozen, made a paper, replaced; who reads of third persons, and who does not."""

import io
import json
import re
import zipfile
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from admission.background.people import subjects_of
from admission.cv.models import Cv, CvPart
from admission.cv.paper import compose, fingerprint
from admission.models import State
from organization.models import User
from tests.admission.cv.answers import write
from tests.chain import START, Journey
from tests.workflows.files import pdf
from workflows.audit.models import EventPayload
from workflows.documents.models import Document
from workflows.documents.rendering.docx import to_docx
from workflows.documents.rendering.paper import as_data
from workflows.documents.rendering.pdf import to_pdf

pytestmark = pytest.mark.django_db
SECRETS = ("Nguyễn Cha Mẫu", "NGUYỄN CHA MẪU", "KÍN-2024", "Nguyễn Em Mẫu", "NGUYỄN EM MẪU")


def address(journey: Journey, name: str = "own_cv", **more: str) -> str:
    return reverse(name, kwargs={"public_id": journey.dossier.public_id, **more})


def hand_in(client: Client, journey: Journey, door: str = "own_", **more: object) -> Any:
    """Press the button of the overview."""
    page = client.get(address(journey, f"{door}cv")).content.decode()
    values = {name: re.search(f'name="{name}" value="([^"]+)"', page) for name in ("key", "digest")}
    sent = {name: found[1] for name, found in values.items() if found} | {"declared": "on", **more}
    return client.post(address(journey, f"{door}cv_submit"), sent)


def submitted(journey: Journey, sign_in) -> Client:
    """A whole CV, written and handed in by the applicant."""
    write(journey.dossier, journey.chain.applicant)
    client = sign_in(journey.chain.applicant, journey.day)
    assert hand_in(client, journey).status_code == 302
    return client


def text_of(content: bytes) -> str:
    """The words of a PDF or a Word document."""
    if content.startswith(b"%PDF"):
        words = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    else:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            words = re.sub("<[^>]+>", " ", archive.read("word/document.xml").decode())
    return " ".join(words.split())


def test_whole_cv_is_frozen_and_becomes_the_paper_of_the_dossier(chain, journey, sign_in):
    submitted(journey, sign_in)
    dossier, cv = journey.dossier, Cv.objects.get()
    assert (dossier.state, dossier.created_on) == (State.DRAFTING, START)
    assert (cv.submitted_by, cv.for_applicant, cv.sha256) == (chain.applicant, False, fingerprint(cv.answers))
    assert [one["relation"] for one in cv.answers["family"]] == ["grandfather_paternal", "father", "mother", "sibling"]
    papers = dossier.documents.order_by("pk")
    assert [(one.code, one.file_name, one.own, one.needs) for one in papers] == [
        ("cv", "ly-lich-2-knd.pdf", True, "read_third_persons"),
        ("cv", "ly-lich-2-knd.docx", True, "read_third_persons"),
    ]
    assert "cv" in {paper.value for paper in dossier.facts(journey.day).documents or ()}


def test_same_answers_give_the_same_bytes_and_the_stored_ones(journey, sign_in):
    submitted(journey, sign_in)
    cv = Cv.objects.get()
    paper = as_data(compose(cv.answers, cv.head, cv.submitted_on))
    again = json.loads(json.dumps(paper))
    assert to_docx(paper) == to_docx(again)
    content = to_pdf(paper)
    assert content == to_pdf(again)
    assert content.startswith(b"%PDF-")


def test_paper_has_all_items_in_order_in_vietnamese(journey, sign_in):
    client = submitted(journey, sign_in)
    words = text_of(client.get(address(journey, "own_cv_print", extension="docx")).content)
    places = [words.index(f"{number}. ") for number in range(1, 27)]
    assert places == sorted(places)
    for told in ("ĐẢNG CỘNG SẢN VIỆT NAM", "LÝ LỊCH CỦA NGƯỜI XIN VÀO ĐẢNG", "Cha đẻ: NGUYỄN CHA MẪU", "12/2022"):
        assert told in words


def test_unfinished_cv_is_not_handed_in_and_says_how_much_is_left(chain, journey, sign_in):
    write(journey.dossier, chain.applicant, schooling={"languages": ""}, history={"arrests": ""})
    client = sign_in(chain.applicant)
    response = hand_in(client, journey, key="7f1a3c52-2f0f-4a57-9f0a-3d3a4b0f9c11", digest="x")
    assert response.status_code == 422
    assert "Still to be completed or corrected in the CV: 2." in response.content.decode()
    assert (Cv.objects.count(), Document.objects.count()) == (0, 0)


def test_cv_changed_in_another_window_is_not_handed_in_unseen(chain, journey, sign_in):
    write(journey.dossier, chain.applicant)
    client = sign_in(chain.applicant)
    response = hand_in(client, journey, digest="0" * 64)
    assert response.status_code == 422
    assert "was changed in another window" in response.content.decode()
    assert not Cv.objects.exists()


def test_declaration_has_to_be_made(chain, journey, sign_in):
    write(journey.dossier, chain.applicant)
    assert hand_in(sign_in(chain.applicant), journey, declared="").status_code == 422
    assert not Cv.objects.exists()


def test_handing_in_again_replaces_and_keeps_the_first(chain, journey, sign_in):
    client = submitted(journey, sign_in)
    first = Cv.objects.get()
    row = CvPart.objects.get(part="identity")
    row.typed["occupation"], row.version = "Kỹ sư trưởng", row.version + 1
    row.save()
    assert "differs from what was handed in" in client.get(address(journey)).content.decode()
    assert hand_in(client, journey).status_code == 302
    first.refresh_from_db()
    assert (first.replaced_on, first.answers["occupation"]) == (START, "Kỹ sư")
    assert Cv.objects.get(replaced_on=None).answers["occupation"] == "Kỹ sư trưởng"
    assert journey.dossier.documents.filter(replaced_on=None).count() == 2


def test_scan_filed_later_takes_the_place_of_the_cv_written_here(chain, journey, sign_in):
    submitted(journey, sign_in)
    journey.do("file_paper", code="cv", issued_on=journey.day, by=chain.users["cell"])
    assert not Cv.objects.filter(replaced_on=None).exists()
    assert journey.dossier.documents.get(code="cv", replaced_on=None).needs == "read_third_persons"


def test_cell_hands_in_only_for_one_without_an_account_and_from_a_signed_paper(chain, journey, sign_in):
    write(journey.dossier, chain.users["cell"])
    client = sign_in(chain.users["cell"])
    assert hand_in(client, journey, "").status_code == 403
    User.objects.filter(pk=chain.applicant.pk).update(is_active=False)
    assert hand_in(client, journey, "").status_code == 422
    assert not Cv.objects.exists()
    scan = SimpleUploadedFile("ly-lich-co-chu-ky.pdf", pdf(), content_type="application/pdf")
    assert hand_in(client, journey, "", file=scan).status_code == 302
    assert Cv.objects.get().for_applicant
    names = list(journey.dossier.documents.order_by("pk").values_list("file_name", flat=True))
    assert names == ["ly-lich-2-knd.pdf", "ly-lich-2-knd.docx", "ly-lich-co-chu-ky.pdf"]
    kinds = EventPayload.objects.filter(event__case_id=journey.case_id).values_list("event__kind", flat=True)
    assert "cv.submitted_for_applicant" in kinds


def test_applicant_who_is_refused_by_the_step_after_certification_keeps_his_cv(chain, journey, sign_in):
    client = submitted(journey, sign_in)
    journey.do("file_paper", code="application", issued_on=journey.day)
    cv = Cv.objects.get()
    page = client.get(address(journey)).content.decode()
    assert cv.sha256[:16] in page


# third persons


@pytest.fixture
def decided(chain, journey, sign_in) -> Journey:
    """The dossier lies with the standing committee; the CV was written here."""
    submitted(journey, sign_in)
    for code in ("application",):
        journey.do("file_paper", code=code, issued_on=journey.day)
    issued_on = journey.day - timedelta(days=400)
    certificate = {"number": "07/CN", "issued_on": issued_on, "certificate_issuer": "political_centre"}
    journey.do("file_paper", code="class_certificate", **certificate)
    unions = ("youth_union_exists", "of_youth_age", "youth_union_member", "trade_union_exists", "trade_union_member")
    particulars = {"citizen": True, "dignitary": False, **dict.fromkeys(unions, False)}
    journey.do("record_particulars", education="higher", **particulars)
    for member in chain.members[2:4]:
        journey.do("add_introducer", person=member.public_id, together_since=date(2022, 1, 10), substitute=False)
    journey.do("submit_for_verification")
    for one in subjects_of(journey.dossier, journey.dossier.law(journey.day)):
        if one.wanted:
            whom = {"relation": one.relation.value, "relation_code": one.relation.value, "person_name": one.name}
            where = {"place": "Đảng ủy xã Minh Họa", "abroad": False, "sent_on": journey.day}
            journey.do("request_verification", **whom, **where)
    for request in journey.dossier.verifications.order_by("pk"):
        reply = {"request": request.public_id, "replied_on": journey.day, "clear": True, "summary": "Trả lời KÍN-2024"}
        journey.do("record_reply", **reply)
    journey.do("conclude_verification", remarks="tốt")
    journey.certify()
    return journey.to("standing")


READERS = {"cell": True, "clerk": True, "grassroots": True, "department": True}
OTHERS = {"standing": False, "standing_member": False, "section": False, "grassroots_member": False}


@pytest.mark.parametrize(("name", "full"), [*READERS.items(), *OTHERS.items()])
def test_only_who_verifies_certifies_or_appraises_reads_of_third_persons(chain, decided, sign_in, name, full):
    client = sign_in(chain.users[name], decided.day)
    case = reverse("case", args=[decided.dossier.public_id])
    task = reverse("task", args=[decided.task.public_id])
    pages = [client.get(url) for url in (case, address(decided, "cv"), task)]
    assert [page.status_code for page in pages[:2]] == [200, 200]
    shown = " ".join(page.content.decode() for page in pages)
    prints = [client.get(address(decided, "cv_print", extension=one)).content for one in ("pdf", "docx")]
    words = [text_of(content) for content in prints]
    assert all("Kỹ sư" in one for one in words)
    for secret in SECRETS:
        told = [secret in one for one in words]
        if not full:
            assert (secret in shown, told) == (False, [False, False])
    if full:
        assert "KÍN-2024" in shown
        assert all("NGUYỄN CHA MẪU" in one for one in words)
    files = decided.dossier.documents.filter(code="cv", replaced_on=None)
    answers = {client.get(reverse("document", args=[one.public_id])).status_code for one in files}
    assert answers == ({200} if full else {404})


def test_seat_that_ended_reads_of_nobody(chain, decided, sign_in):
    chain.users["department"].person.seats.update(until=decided.day)
    client = sign_in(chain.users["department"], decided.day)
    assert client.get(address(decided, "cv")).status_code == 404


def test_record_of_the_case_names_no_third_person(decided):
    told = json.dumps(
        list(EventPayload.objects.filter(event__case_id=decided.case_id).values_list("fields", flat=True))
    )
    written = json.dumps([list(SECRETS), "Đảng ủy xã Minh Họa"])
    assert not [secret for secret in json.loads(written) if json.dumps(secret)[1:-1] in told]


def test_applicant_reads_his_own_words_and_no_committees(chain, decided, sign_in):
    client = sign_in(chain.applicant, decided.day)
    page = client.get(address(decided)).content.decode()
    words = text_of(client.get(address(decided, "own_cv_print", extension="docx")).content)
    for told in (page, words):
        assert "KÍN-2024" in told
        assert "Trả lời KÍN-2024" not in told
        assert "tốt" not in told.replace("Chấp hành tốt", "")
