"""What the acts make: frozen with its fingerprint, printed the same again, seen by whom it concerns and when."""

import io
import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from pypdf import PdfReader

from discipline.papers.schema import form_of
from organization.models import Placement, User
from tests.admission.signing_in import SignIn
from tests.discipline import walks
from tests.discipline.complaints.grievances import decided
from tests.discipline.matters import Matter
from tests.factories import person, user
from tests.workflows.files import pdf
from workflows.audit.models import Event
from workflows.documents.models import Document
from workflows.findings import CERTAINTY_LABELS
from workflows.papers.keeping import fingerprint
from workflows.screens import screen_of
from workflows.timeline import sentence

pytestmark = pytest.mark.django_db


def paper(matter: Matter, code: str) -> Document:
    return matter.case.documents.filter(code=code, replaced_on__isnull=True).latest("pk")


def known(matter: Matter, code: str) -> dict[str, str]:
    found: dict[str, str] = paper(matter, code).data["paper"]["known"]
    return found


def text_of(content: bytes) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages))


def address(document: Document, extension: str = "pdf") -> str:
    return reverse("paper_print", args=[document.public_id, extension])


def accused_of(matter: Matter) -> User:
    return User.objects.filter(person=matter.accused).first() or user(matter.accused)


#: {way: papers that it makes, each with a form}
WAYS: dict[str, tuple[Any, set[str]]] = {
    "decided by the cell": (
        walks.ended,
        {
            "plan",
            "self_criticism",
            "hearing_minutes",
            "proposal_report",
            "meeting_extract",
            "decision",
            "announcement_minutes",
            "report_up",
        },
    ),
    "decided above": (
        walks.in_force,
        {
            "plan",
            "self_criticism",
            "hearing_minutes",
            "proposal_report",
            "meeting_extract",
            "submission",
            "section_appraisal",
            "superior_verification",
            "decision",
            "announcement_minutes",
            "report_up",
        },
    ),
    "no discipline": (
        walks.no_discipline,
        {"plan", "self_criticism", "hearing_minutes", "proposal_report", "meeting_extract", "no_discipline_notice"},
    ),
    "refused": (walks.refused_criticism, {"plan", "criticism_refusal"}),
    "deferred": (walks.deferred, {"deferral_notice"}),
}


#: Filed before a plan is made known.
OPENING = {"outline", "opening_minutes"}


@pytest.mark.parametrize("way", WAYS)
def test_each_act_makes_its_paper_printed_the_same_twice(way: str, sign_in: SignIn) -> None:
    go, wanted = WAYS[way]
    matter = go()
    made = {row.code: row for row in matter.case.documents.order_by("pk") if row.printable}
    assert set(made) == wanted | (OPENING if "plan" in wanted else set())
    reader = sign_in(_reader(matter), matter.day)
    for row in made.values():
        for extension in ("pdf", "docx"):
            first, again = (reader.get(address(row, extension)) for _time in range(2))
            assert (first.status_code, first.content) == (200, again.content), row.code


def _reader(matter: Matter) -> User:
    """Who sits in the cell and is not the person concerned."""
    body = matter.chain.bodies["cell"]
    return matter._actor(body, "record_resolution")


def test_the_record_has_the_fingerprint_of_what_a_paper_keeps() -> None:
    matter = walks.ended()
    recorded = {
        (event.payload.values["code"], event.payload.values["sha256"])
        for event in Event.objects.filter(case_id=matter.case_id, kind="paper.made")
    }
    made = {(row.code, fingerprint(row.data["paper"])) for row in matter.case.documents.all() if row.printable}
    assert made == recorded


def test_the_record_names_a_paper_without_a_number_and_no_dash_for_it() -> None:
    matter = Matter().to("verifying")
    screen = screen_of(matter.case.kind)
    events = Event.objects.filter(case_id=matter.case_id, kind="paper.made").order_by("pk").select_related("payload")
    told = {str(event.payload.values["code"]): sentence(event, screen) for event in events}
    assert told["self_criticism"] == "Paper made: Self-criticism."
    assert all("–" not in line for line in told.values())


def test_the_decision_says_law_vote_form_effect_and_complaint() -> None:
    matter = Matter().to("cell")
    matter.vote_forms({"warning": 4, "reprimand": 1})
    matter.do("write_cell_decision")
    told = known(matter, "decision")
    assert "296-QĐ/TW" in told["procedure_law"]
    assert "69-QĐ/TW" in told["substance_law"]
    assert told["form"] == "Cảnh cáo"
    assert "Cảnh cáo: 4/" in told["deciding_vote"]
    assert "Khiển trách: 1/" in told["deciding_vote"]
    assert "Điều 15.2" in told["effect"]
    assert str(matter.chain.bodies["base_inspection"]) in told["complaint_clause"]
    assert "30 ngày" in told["complaint_clause"]
    assert "Broke the working rules of the cell" in told["violations"]


def test_the_text_of_a_decision_is_that_of_its_minutes() -> None:
    """T23: the same count in the decision as in the minutes of the vote it rests on."""
    matter = walks.decided_above()
    matter.do("sign_decision", complaint_to="The committee above")
    last = matter.case.agenda_items.filter(state="resolved").latest("pk")
    votes = known(matter, "decision")["deciding_vote"]
    base = last.paper["base"]
    assert f"Khai trừ: {last.paper['counts']['votes']['expulsion']}/{base}" in votes


def test_an_extract_lists_who_was_away_and_what_was_concluded() -> None:
    matter = walks.decided_by_cell()
    told = known(matter, "meeting_extract")
    assert told["conclusion"] == "Concluded."
    assert told["base"] == str(matter.case.agenda_items.get().paper["base"])
    assert told["not_excused"]


def test_how_sure_the_law_is_stands_in_a_note_and_in_no_article_of_the_decision(sign_in: SignIn) -> None:
    matter = decided()
    kept = paper(matter, "decision").data["paper"]
    uncertain = [_vi(text) for text in CERTAINTY_LABELS.values()]
    assert [text for text in kept["known"].values() if any(one in text for one in uncertain)] == []
    assert kept["known"]["complaint_clause"].endswith("(Điều 25.1 Quy định 296-QĐ/TW)")
    assert "thời hạn khiếu nại" in kept["notes"][0]
    assert "không thuộc nội dung văn bản" in kept["notes"][0]
    printed = text_of(sign_in(_reader(matter), matter.day).get(address(paper(matter, "decision"))).content)
    assert printed.index("Điều 3.") < printed.index("không thuộc nội dung văn bản")


def _vi(text: str) -> str:
    with translation.override("vi"):
        return gettext(text)


def test_the_report_compares_with_the_limitation() -> None:
    told = known(walks.before_cell(), "proposal_report")
    assert told["limitation"].startswith("1. ")
    assert told["expected_form"] == "Cảnh cáo"


def test_a_scan_goes_with_the_paper_that_is_printed() -> None:
    matter = Matter().to("verifying")
    matter.do("record_hearing", representative="A", mandate="01-QĐ", opinion="x", file=_upload())
    found = paper(matter, "hearing_minutes")
    assert found.sha256
    assert found.printable
    assert found.data["paper"]["known"]["said_opinion"] == "x"


def _upload() -> SimpleUploadedFile:
    return SimpleUploadedFile("bien-ban.pdf", pdf(), "application/pdf")


def own_prints(client: Client, matter: Matter) -> dict[str, int]:
    rows = matter.case.documents.filter(replaced_on__isnull=True)
    return {row.code: client.get(address(row)).status_code for row in rows if row.printable}


def test_the_accused_prints_only_what_is_his_by_then(sign_in: SignIn) -> None:
    matter = Matter().to("preparing")
    matter.do("issue_plan", number="03-KH/CB", allegations="Broke the working rules")
    client = sign_in(accused_of(matter), matter.day)
    assert own_prints(client, matter) == {"plan": 404}

    matter.file_opening()
    matter.do("make_plan_known", how="at the opening meeting", on=matter.day)
    assert own_prints(client, matter) == {"plan": 200, "outline": 200, "opening_minutes": 404}

    matter.criticise(on=matter.day)
    matter.verify()
    client = sign_in(accused_of(matter), matter.day)
    assert own_prints(client, matter) == {
        "plan": 200,
        "outline": 200,
        "opening_minutes": 404,
        "self_criticism": 200,
        "hearing_minutes": 200,
        "proposal_report": 404,
    }

    matter.vote_forms(matter.all_for("warning"))
    matter.do("write_cell_decision", on=matter.day)
    client = sign_in(accused_of(matter), matter.day)
    assert own_prints(client, matter)["decision"] == 404
    assert own_prints(client, matter)["meeting_extract"] == 404

    matter.do("announce_decision", place="Hall", receipt="handed", note="", on=matter.day)
    decision = client.get(address(paper(matter, "decision")))
    assert decision.status_code == 200
    assert "có quyền khiếu nại đến" in text_of(decision.content)


def test_who_sees_nothing_of_the_case_prints_none_of_its_papers(sign_in: SignIn) -> None:
    matter = walks.ended()
    stranger = sign_in(user(person("Người Ngoài Cuộc")), matter.day)
    rows = [row for row in matter.case.documents.all() if row.printable]
    assert {stranger.get(address(row)).status_code for row in rows} == {404}
    for name in ("case_papers", "own_case_papers"):
        assert stranger.get(reverse(name, args=[matter.case.public_id])).status_code == 404


def test_the_index_and_the_ballot_are_printed_from_the_file(sign_in: SignIn) -> None:
    matter = Matter().to("cell")
    client = sign_in(_reader(matter), matter.day)

    def get(code: str) -> Any:
        names = {"public_id": matter.case.public_id, "code": code, "extension": "pdf"}
        return client.get(reverse("computed_paper", kwargs=names))

    index, ballot = get("index"), get("ballot")
    assert (index.status_code, ballot.status_code) == (200, 200)
    assert "03-KH/CB" in text_of(index.content)
    assert "Không kỷ luật" in text_of(ballot.content)
    assert index.content == get("index").content
    assert get("decision").status_code == 404


def test_a_ballot_whose_way_is_not_known_is_not_printed_and_it_is_said_why(sign_in: SignIn) -> None:
    matter = Matter().to("cell")
    by, after = _reader(matter), matter.day + timedelta(days=1)
    Placement.objects.filter(organization=matter.chain.cell).update(until=matter.day)
    names = {"public_id": matter.case.public_id, "code": "ballot", "extension": "pdf"}
    answer = sign_in(by, after).get(reverse("computed_paper", kwargs=names))
    assert (answer.status_code, answer["Location"]) == (302, reverse("case", args=[matter.case.public_id]))
    assert [str(one) for one in get_messages(answer.wsgi_request)]


def test_a_ballot_is_not_printed_while_nobody_votes(sign_in: SignIn) -> None:
    matter = Matter().to("verifying")
    client = sign_in(_reader(matter), matter.day)
    names = {"public_id": matter.case.public_id, "code": "ballot", "extension": "pdf"}
    assert client.get(reverse("computed_paper", kwargs=names)).status_code == 404


def test_the_case_page_lists_what_is_missing_and_who_issues_it(sign_in: SignIn) -> None:
    matter = Matter().to("preparing")
    shown = sign_in(_reader(matter), matter.day).get(reverse("case", args=[matter.case.public_id])).content.decode()
    assert "Đề cương kiểm điểm (gợi ý)" in shown
    assert "KL3; issued by: tổ (đoàn); always" in shown
    assert form_of("plan") is not None
    assert "KL1" in shown
