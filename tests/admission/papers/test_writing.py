"""Writing a form on the pages: from what is known, kept as typed, handed in once, by nobody else."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from admission.codes import Document as Code
from admission.papers.models import PaperDraft
from admission.papers.schema import forms
from tests.admission.cv.answers import write as write_cv
from tests.admission.member_journey import MemberJourney
from tests.admission.papers.typed import right, wrong
from tests.chain import Journey, build_chain
from tests.factories import user
from workflows.audit.models import Event
from workflows.documents.models import Document
from workflows.papers.keeping import fingerprint

pytestmark = pytest.mark.django_db


@pytest.fixture
def journey() -> Journey:
    return Journey(build_chain())


def address(journey: Journey, code: str = "", key: str = "", *, own: bool = False, name: str = "paper") -> str:
    prefix, more = "own_" if own else "", {"public_id": journey.dossier.public_id}
    if not code:
        return reverse(f"{prefix}papers", kwargs=more)
    if key:
        return reverse(f"{prefix}{name}_of", kwargs={**more, "code": code, "key": key})
    return reverse(f"{prefix}{name}", kwargs={**more, "code": code})


def sent(code: str, **changed: Any) -> dict[str, Any]:
    """The form complete, as its page sends it to hand it in."""
    return {
        **right(forms()[Code(code)]),
        "version": "0",
        "window": "w1",
        "hand_in": "1",
        "nop-key": str(uuid4()),
        "nop-declared": "on",
        "nop-issued_on": "",
        **changed,
    }


def day(journey: Journey) -> str:
    return f"{journey.day:%d/%m/%Y}"


def papers(journey: Journey, code: str) -> list[Document]:
    return list(Document.objects.filter(case_id=journey.case_id, code=code, replaced_on__isnull=True))


def test_page_begins_with_what_the_cv_says(journey, sign_in):
    write_cv(journey.dossier, journey.chain.applicant)
    page = sign_in(journey.chain.applicant, journey.day).get(address(journey, "application", own=True))
    told = page.content.decode()
    assert 'value="Xã Minh Họa, tỉnh Ví Dụ"' in told
    assert PaperDraft.objects.count() == 0


def test_applicant_writes_hands_in_and_prints(journey, sign_in):
    client = sign_in(journey.chain.applicant, journey.day)
    url = address(journey, "application", own=True)
    response = client.post(url, sent("application", **{"nop-issued_on": day(journey)}))
    assert (response.status_code, response["Location"]) == (302, address(journey, own=True))
    (paper,) = papers(journey, "application")
    assert paper.own
    assert paper.data["paper"]["answers"]["motive"] == "Dòng thứ nhất\nDòng thứ hai"
    assert paper.data["paper"]["known"]["name"] == "Nguyen Applicant"
    assert paper.data["paper"]["known"]["sympathizer_since"] == "10/01/2023"
    assert journey.dossier.state == "dossier_drafting"
    printed = client.get(reverse("paper_print", args=[paper.public_id, "pdf"]))
    assert (printed.status_code, printed["Content-Type"]) == (200, "application/pdf")
    assert printed.content.startswith(b"%PDF")


def test_record_says_what_was_handed_in_by_its_fingerprint(journey, sign_in):
    client = sign_in(journey.chain.applicant, journey.day)
    client.post(address(journey, "application", own=True), sent("application", **{"nop-issued_on": day(journey)}))
    (paper,) = papers(journey, "application")
    event = Event.objects.filter(case_id=journey.case_id, kind="paper.filed").latest("sequence")
    assert event.payload.values["contents"] == fingerprint(paper.data["paper"])


def test_unfinished_form_is_kept_and_nothing_is_handed_in(journey, sign_in):
    client = sign_in(journey.chain.applicant, journey.day)
    url = address(journey, "application", own=True)
    response = client.post(url, sent("application", motive="", pledge="Tôi hứa", **{"nop-issued_on": day(journey)}))
    assert response.status_code == 422
    told = response.content.decode()
    assert "This is still missing." in told
    assert "Tôi hứa" in told
    assert papers(journey, "application") == []
    assert PaperDraft.objects.get().typed["pledge"] == "Tôi hứa"


@pytest.mark.parametrize("field", forms()[Code.APPLICATION].fields, ids=lambda one: one.name)
def test_bad_input_of_each_field_is_told_there_and_kept(journey, sign_in, field):
    if field.name == "left":
        return
    client = sign_in(journey.chain.applicant, journey.day)
    url = address(journey, "application", own=True)
    for version, text in enumerate(wrong(field)):
        data = sent("application", **{"version": str(version), field.name: text, "nop-issued_on": day(journey)})
        response = client.post(url, data)
        assert response.status_code == 422, text
        assert f'href="#f-{field.name}"' in response.content.decode()
        assert papers(journey, "application") == []
        assert PaperDraft.objects.get().typed[field.name] == text[:20_000].replace("\x00", "\ufffd")


def test_day_in_the_future_is_refused_at_its_field(journey, sign_in):
    client = sign_in(journey.chain.applicant, journey.day)
    late = f"{journey.day + timedelta(days=1):%d/%m/%Y}"
    response = client.post(address(journey, "application", own=True), sent("application", **{"nop-issued_on": late}))
    assert response.status_code == 422
    assert "lies in the future" in response.content.decode()
    assert papers(journey, "application") == []


def test_other_window_is_never_overwritten(journey, sign_in):
    client = sign_in(journey.chain.applicant, journey.day)
    url = address(journey, "application", own=True)
    first = {**sent("application", motive="Bản thứ nhất"), "save": "1"}
    del first["hand_in"]
    assert client.post(url, first).status_code == 302
    second = client.post(url, {**first, "motive": "Bản thứ hai", "window": "w2", "version": "0"})
    assert second.status_code == 409
    told = second.content.decode()
    assert "Bản thứ nhất" in told
    assert "Bản thứ hai" in told
    assert PaperDraft.objects.get().typed["motive"] == "Bản thứ nhất"


def test_sent_twice_is_handed_in_once(journey, sign_in):
    client = sign_in(journey.chain.applicant, journey.day)
    url, data = address(journey, "application", own=True), sent("application", **{"nop-issued_on": day(journey)})
    client.post(url, data)
    again = client.post(url, {**data, "version": "1"})
    assert again.status_code == 302
    assert Document.objects.filter(case_id=journey.case_id, code="application").count() == 1


def test_cell_writes_letters_of_each_introducer(journey, sign_in):
    journey.to("completion")
    client = sign_in(journey.chain.users["cell"], journey.day)
    first, second = [row.person for row in journey.dossier.introducers.select_related("person").order_by("pk")]
    for person in (first, second):
        data = sent("introduction_letter", **{"nop-issued_on": day(journey)})
        assert client.post(address(journey, "introduction_letter", person.public_id), data).status_code == 302
    assert [row.issuer for row in papers(journey, "introduction_letter")] == [first.full_name, second.full_name]
    assert papers(journey, "introduction_letter")[0].data["paper"]["known"]["other_name"] == first.full_name


def test_letter_of_somebody_who_does_not_introduce_does_not_exist(journey, sign_in):
    journey.to("completion")
    client = sign_in(journey.chain.users["cell"], journey.day)
    stranger = journey.chain.members[4].public_id
    assert client.get(address(journey, "introduction_letter", stranger)).status_code == 404
    assert client.get(address(journey, "introduction_letter")).status_code == 404
    assert client.get(address(journey, "opinions", stranger)).status_code == 404


def test_opinions_keep_what_the_rules_ask(journey, sign_in):
    journey.to("completion")
    client = sign_in(journey.chain.users["cell"], journey.day)
    data = sent("opinions", **{"nop-issued_on": day(journey), "nop-opinions_organizations": "on"})
    assert client.post(address(journey, "opinions"), data).status_code == 302
    (paper,) = papers(journey, "opinions")
    assert paper.data["opinions_organizations"] is True
    assert not paper.data.get("opinions_residence")


def test_cell_does_not_write_for_an_applicant_with_an_account(journey, sign_in):
    client = sign_in(journey.chain.users["cell"], journey.day)
    assert client.get(address(journey, "application")).status_code == 404
    assert client.post(address(journey, "application"), sent("application")).status_code == 404
    assert "1-KNĐ" not in client.get(address(journey)).content.decode()


def test_applicant_writes_no_paper_of_the_cell(journey, sign_in):
    client = sign_in(journey.chain.applicant, journey.day)
    for code in ("opinions", "class_certificate", "cell_resolution", "nothing"):
        assert client.get(address(journey, code, own=True)).status_code == 404
    assert client.get(address(journey, "application")).status_code == 404


@pytest.mark.parametrize("name", ["papers", "paper", "paper_draft"])
def test_for_others_it_does_not_exist(journey, sign_in, name):
    stranger = sign_in(user(journey.chain.members[4]), journey.day)
    more = {"public_id": journey.dossier.public_id}
    if name != "papers":
        more["code"] = "application"
    for url in (reverse(name, kwargs=more), reverse(f"own_{name}", kwargs=more)):
        assert stranger.get(url).status_code == 404


def test_body_that_only_looks_writes_nothing(journey, sign_in):
    journey.to("certify")
    client = sign_in(journey.chain.users["grassroots"], journey.day)
    assert client.get(address(journey)).status_code == 200
    assert client.get(address(journey, "opinions")).status_code == 403
    assert PaperDraft.objects.count() == 0


def test_draft_is_printed_to_be_signed(journey, sign_in):
    client = sign_in(journey.chain.applicant, journey.day)
    url = address(journey, "application", own=True)
    data = sent("application", motive="")
    del data["hand_in"]
    client.post(url, data)
    for extension in ("pdf", "docx"):
        page = client.get(f"{url}ban-in.{extension}")
        assert page.status_code == 200
        assert "attachment" in page["Content-Disposition"]


def test_member_writes_the_papers_of_the_recognition(sign_in):
    journey = MemberJourney()
    journey.end_probation()
    client = sign_in(journey.chain.applicant, journey.day)
    data = sent("self_criticism", **{"nop-issued_on": day(journey)})
    assert client.post(address(journey, "self_criticism", own=True), data).status_code == 302
    assert papers(journey, "self_criticism")[0].data["paper"]["known"]["ceremony_on"]
    for code in ("member_cv", "record_card"):
        url = address(journey, code, own=True)
        page = client.post(url, sent(code))
        assert (page.status_code, page["Location"]) == (302, url)
        assert papers(journey, code) == []
        assert client.get(f"{url}ban-in.pdf").status_code == 200
    cell = sign_in(journey.chain.users["cell"], journey.day)
    helper = journey.dossier.helper
    assert helper is not None
    data = sent("helper_remarks", **{"nop-issued_on": day(journey)})
    assert cell.post(address(journey, "helper_remarks", helper.public_id), data).status_code == 302
    (remarks,) = papers(journey, "helper_remarks")
    assert remarks.data["helper"] == helper.public_id


def test_self_criticism_before_the_time_is_refused_with_its_day(sign_in):
    journey = MemberJourney()
    client = sign_in(journey.chain.applicant, journey.day)
    data = sent("self_criticism", **{"nop-issued_on": day(journey)})
    response = client.post(address(journey, "self_criticism", own=True), data)
    assert response.status_code == 422
    assert "when the twelve months are over" in response.content.decode()
    assert papers(journey, "self_criticism") == []


@pytest.mark.parametrize("page", ["papers", "paper"])
def test_statements_of_the_pages_are_few(journey, sign_in, django_assert_max_num_queries, page):
    client = sign_in(journey.chain.applicant, journey.day)
    url = address(journey, "application", own=True) if page == "paper" else address(journey, own=True)
    client.get(url)
    with django_assert_max_num_queries(15 if page == "papers" else 22):
        assert client.get(url).status_code == 200
