"""Writing a paper of a case: kept as typed, gone on with, frozen by the act, nobody else's."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localtime

from discipline.papers.models import CasePaperDraft
from discipline.papers.schema import forms
from organization.models import User
from tests.admission.signing_in import SignIn
from tests.discipline.matters import Matter
from tests.discipline.papers.typed import right, wrong
from tests.factories import person, user
from workflows.documents.models import Document

pytestmark = pytest.mark.django_db
CRITICISM = forms()["self_criticism"]


def accused_of(matter: Matter) -> User:
    return User.objects.filter(person=matter.accused).first() or user(matter.accused)


def address(matter: Matter, code: str = "self_criticism", *, own: bool = True, name: str = "case_paper") -> str:
    prefix = "own_" if own else ""
    return reverse(f"{prefix}{name}", kwargs={"public_id": matter.case.public_id, "code": code})


def typed(version: int = 0, **changed: Any) -> dict[str, Any]:
    return {**right(CRITICISM), "version": str(version), "window": "w1", **changed}


def hand_in(client: Client, matter: Matter, **data: Any) -> Any:
    """The act on his own page, as it shows which version goes along."""
    draft = CasePaperDraft.objects.filter(case_id=matter.case_id, body=None).first()
    sent = {
        "key": str(uuid4()),
        "confirmed": "1",
        "acknowledge": "on",
        "day": f"{matter.day:%d/%m/%Y}",
        "written": f"self_criticism:{draft.version}" if draft else "",
        **data,
    }
    return client.post(reverse("act_on_own_discipline", args=[matter.case.public_id, "hand_in_criticism"]), sent)


def send_reviewed(client: Client, told: str, **more: str) -> Any:
    """What the page of the review sends when it is confirmed."""
    form = told.partition('<form method="post" action="/ho-so-cua-toi/')[2].partition("</form>")[0]
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
    hidden.pop("csrfmiddlewaretoken", None)
    return client.post("/ho-so-cua-toi/" + form.partition('"')[0], {**hidden, "confirmed": "1", **more})


def papers(matter: Matter, code: str = "self_criticism") -> list[Document]:
    return list(matter.case.documents.filter(code=code, replaced_on__isnull=True).order_by("pk"))


def test_what_is_typed_is_kept_and_gone_on_with(sign_in: SignIn) -> None:
    matter = Matter().to("self_criticism")
    client = sign_in(accused_of(matter), matter.day)
    saved = client.post(address(matter), typed(account="Một nửa", cause=""), headers={"HX-Request": "true"})
    assert saved.status_code == 200
    again = client.get(address(matter)).content.decode()
    assert "Một nửa" in again
    assert "Broke the working rules" in again
    assert papers(matter) == []


def test_an_unfinished_paper_is_not_handed_in_and_nothing_is_lost(sign_in: SignIn) -> None:
    matter = Matter().to("self_criticism")
    client = sign_in(accused_of(matter), matter.day)
    shown = client.post(address(matter), typed(cause="", hand_in="1"))
    assert shown.status_code == 422
    assert 'href="#f-cause"' in shown.content.decode()
    assert CasePaperDraft.objects.get().typed["account"] == right(CRITICISM)["account"]

    refused = hand_in(client, matter)
    assert refused.status_code == 422
    assert matter.step == "self_criticism"


def test_the_act_freezes_what_he_wrote(sign_in: SignIn) -> None:
    matter = Matter().to("self_criticism")
    client = sign_in(accused_of(matter), matter.day)
    review = client.post(address(matter), typed(account="Tôi đã vắng họp.", reserved="Tôi bảo lưu.", hand_in="1"))
    assert review.status_code == 200
    told = review.content.decode()
    assert "Tôi đã vắng họp." in told
    assert "Tôi bảo lưu." in told
    assert f"saved {localtime(CasePaperDraft.objects.get().saved_at):%d/%m/%Y %H:%M}" in told
    assert papers(matter) == []

    assert send_reviewed(client, told, acknowledge="on").status_code == 302

    (paper,) = papers(matter)
    answers = paper.data["paper"]["answers"]
    assert (answers["account"], answers["reserved"]) == ("Tôi đã vắng họp.", "Tôi bảo lưu.")
    assert matter.case.self_nominated == "reprimand"
    assert (paper.own, paper.issuer) == (True, str(matter.accused))
    assert f"{matter.day:%d/%m/%Y}" in paper.data["paper"]["known"]["handed_in"]
    assert matter.step == "verifying"
    assert client.get(address(matter)).status_code == 404


def test_sent_twice_it_is_handed_in_once(sign_in: SignIn) -> None:
    matter = Matter().to("self_criticism")
    client = sign_in(accused_of(matter), matter.day)
    client.post(address(matter), typed())
    key = str(uuid4())
    first = hand_in(client, matter, key=key)
    version = CasePaperDraft.objects.get().version
    assert first.status_code == 302
    assert len(papers(matter)) == 1
    assert CasePaperDraft.objects.get().used == version


def test_a_version_he_has_not_seen_is_not_handed_in(sign_in: SignIn) -> None:
    matter = Matter().to("self_criticism")
    client = sign_in(accused_of(matter), matter.day)
    client.post(address(matter), typed())
    stale = hand_in(client, matter, written="self_criticism:9")
    assert stale.status_code == 422
    assert "changed in another window" in stale.content.decode()
    assert papers(matter) == []


def test_another_window_is_never_overwritten(sign_in: SignIn) -> None:
    matter = Matter().to("self_criticism")
    client = sign_in(accused_of(matter), matter.day)
    client.post(address(matter), typed(account="Bản thứ nhất"))
    second = client.post(address(matter), typed(account="Bản thứ hai", window="w2"))
    assert second.status_code == 409
    told = second.content.decode()
    assert "Bản thứ nhất" in told
    assert "Bản thứ hai" in told
    assert CasePaperDraft.objects.get().typed["account"] == "Bản thứ nhất"


def test_who_names_no_form_proposes_none(sign_in: SignIn) -> None:
    matter = Matter().to("self_criticism")
    client = sign_in(accused_of(matter), matter.day)
    client.post(address(matter), typed(self_nominated="none", none_reason="Tôi không vi phạm."))
    assert hand_in(client, matter).status_code == 302
    assert matter.case.self_nominated == ""
    assert papers(matter)[0].data["paper"]["answers"]["none_reason"] == "Tôi không vi phạm."


@pytest.mark.parametrize("field", CRITICISM.fields, ids=lambda one: one.name)
def test_bad_input_of_each_field_is_told_there_and_kept(sign_in: SignIn, field: Any) -> None:
    matter = Matter().to("self_criticism")
    client = sign_in(accused_of(matter), matter.day)
    for version, text in enumerate(wrong(field)):
        named = {"self_nominated": "none"} if field.name == "none_reason" else {}
        shown = client.post(address(matter), typed(version, **{**named, field.name: text, "hand_in": "1"}))
        assert shown.status_code == 422, text
        assert f'href="#f-{field.name}"' in shown.content.decode()
        assert CasePaperDraft.objects.get().typed[field.name] == text[:20_000].replace("\x00", "\ufffd")
    assert papers(matter) == []


def test_nobody_else_finds_what_he_is_writing(sign_in: SignIn) -> None:
    matter = Matter().to("self_criticism")
    sign_in(accused_of(matter), matter.day).post(address(matter), typed(account="Chỉ mình tôi"))
    official = sign_in(matter.actor(), matter.day)
    assert official.get(address(matter, own=False)).status_code == 404
    assert official.get(address(matter)).status_code == 404
    task = official.get(reverse("task", args=[matter.task.public_id])).content.decode()
    case = official.get(reverse("case", args=[matter.case.public_id])).content.decode()
    assert "Chỉ mình tôi" not in task + case


def test_before_the_plan_is_known_to_him_there_is_no_paper_for_him(sign_in: SignIn) -> None:
    matter = Matter().to("preparing")
    client = sign_in(accused_of(matter), matter.day)
    assert client.get(address(matter)).status_code == 404
    assert client.post(address(matter), typed()).status_code == 404
    assert client.get(reverse("own_case_papers", args=[matter.case.public_id])).status_code == 404


def test_the_office_writes_the_report_first_and_the_act_takes_it_along(sign_in: SignIn) -> None:
    matter = Matter().to("verifying")
    for row in matter.case.violations.all():
        matter.do("conclude_violation", violation=row, established=True, conclusion="It is established.")
    matter.hear()
    client = sign_in(matter.actor(), matter.day)
    form = forms()["proposal_report"]
    report = address(matter, "proposal_report", own=False)
    assert client.post(report, {**right(form), "version": "0", "window": "w", "dissent": "Không có"}).status_code == 302
    page = client.get(reverse("task", args=[matter.task.public_id])).content.decode()
    assert 'value="proposal_report:1"' in page

    data = {
        "key": str(uuid4()),
        "day": f"{matter.day:%d/%m/%Y}",
        "number": "04-BC/CB",
        "proposed_form": "warning",
        "written": "proposal_report:1",
        "acknowledge": "on",
    }
    doing = reverse("act", args=[matter.task.public_id, "put_before_cell"])
    review = client.post(doing, data)
    assert review.status_code == 200
    assert "The cell decides." in review.content.decode()
    assert "Không có" in review.content.decode()
    assert matter.step == "verifying"
    assert client.post(doing, {**data, "confirmed": "1"}).status_code == 302
    (paper,) = papers(matter, "proposal_report")
    assert paper.data["paper"]["answers"]["dissent"] == "Không có"
    assert not CasePaperDraft.objects.get(code="proposal_report").waiting


def test_a_paper_without_an_act_of_its_own_is_filed_as_written(sign_in: SignIn) -> None:
    matter = Matter().to("self_criticism")
    client = sign_in(matter.actor(), matter.day)
    client.post(address(matter, "outline", own=False), {"outline": "Gợi ý", "version": "0", "window": "w"})
    data = {
        "key": str(uuid4()),
        "code": "outline",
        "day": f"{matter.day:%d/%m/%Y}",
        "written": "outline:1",
        "acknowledge": "on",
    }
    assert client.post(reverse("act", args=[matter.task.public_id, "file_case_paper"]), data).status_code == 302
    _opening, paper = papers(matter, "outline")
    assert paper.data["paper"]["answers"] == {"outline": "Gợi ý"}
    again = client.get(address(matter, "outline", own=False)).content.decode()
    assert "Gợi ý" not in again.split('name="outline"', 1)[1].split("</textarea>", 1)[0]


def test_filing_by_hand_takes_a_scan_or_what_was_written(sign_in: SignIn) -> None:
    matter = Matter().to("self_criticism")
    client = sign_in(matter.actor(), matter.day)
    data = {"key": str(uuid4()), "code": "outline", "day": f"{matter.day:%d/%m/%Y}", "acknowledge": "on"}
    shown = client.post(reverse("act", args=[matter.task.public_id, "file_case_paper"]), data)
    assert shown.status_code == 422
    assert "write the paper here first" in shown.content.decode()
    assert len(papers(matter, "outline")) == 1


def test_who_sees_the_case_without_the_seat_does_not_write(sign_in: SignIn) -> None:
    matter = Matter().to("verifying")
    onlooker = matter._actor(matter.chain.bodies["base_inspection"], "conduct_examination")
    client = sign_in(onlooker, matter.day)
    report = address(matter, "proposal_report", own=False)
    assert client.get(report).status_code == 403
    assert client.post(report, {"version": "0", "window": "w"}).status_code == 403
    assert client.get(reverse("case_papers", args=[matter.case.public_id])).status_code == 200
    stranger = sign_in(user(person("Người Ngoài Cuộc")), matter.day)
    assert stranger.get(report).status_code == 404
    assert CasePaperDraft.objects.count() == 0


@pytest.mark.parametrize("extension", ["pdf", "docx"])
def test_a_draft_is_printed_to_be_signed(sign_in: SignIn, extension: str) -> None:
    matter = Matter().to("self_criticism")
    client = sign_in(accused_of(matter), matter.day)
    client.post(address(matter), typed(account="Một nửa"))
    names = {"public_id": matter.case.public_id, "code": "self_criticism", "extension": extension}
    first, again = (client.get(reverse("own_case_paper_draft", kwargs=names)) for _time in range(2))
    assert (first.status_code, first.content) == (200, again.content)
