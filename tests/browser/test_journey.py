"""The applicant and the officers push one dossier from drafting to probationary, on real screens."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.conftest import Visitor
from tests.browser.meetings import vote
from tests.workflows.files import pdf

pytestmark = pytest.mark.browser
APPLICANT, DAY = "Phạm Hồng Thu", "14/11/2025"
Visit = Callable[..., Visitor]


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("scans") / "giay-to.pdf"
    path.write_bytes(pdf(1))
    return path


def test_dossier_from_drafting_to_probationary(visit: Visit, scan: Path) -> None:
    applicant = visit("nguoixin")
    applicant.go("/ho-so-cua-toi/")
    listed = applicant.page.locator("main").get_by_role("link", name=APPLICANT)
    if listed.count():
        listed.click()
    for code in ("application", "cv"):
        applicant.do("file_paper", code=code, issued_on="13/11/2025", file=scan)

    cell = visit("bithu.chibo")
    cell.open_task_of(APPLICANT)
    page = cell.page
    # what is missing stands in place of the button, with its article
    closed = page.locator("#act-submit_for_verification")
    assert "Mục 1.2.1 Quy định 294-QĐ/TW" in closed.inner_text()
    unions = {
        "citizen": "yes",
        "dignitary": "no",
        "youth_union_exists": "no",
        "of_youth_age": "no",
        "trade_union_exists": "no",
    }
    cell.do("record_particulars", education="higher", **unions)

    for number in (1, 2):
        cell.do("add_introducer", person=number, together_since="01/02/2021")

    # a page opened while all was well, an introducer who leaves meanwhile: the click is refused and says why
    stale = visit("thuky.chibo")
    stale.open_task_of(APPLICANT)
    cell.do("remove_introducer", introducer=1, reason="Chuyển công tác")
    form = stale.form("submit_for_verification")
    form.get_by_role("button").last.click()
    refusal = stale.page.locator("#problem")
    refusal.wait_for()
    assert "Điều 4.1 Điều lệ Đảng" in refusal.inner_text()
    cell.do("add_introducer", person=3, together_since="01/02/2021", substitute=True)
    cell.do("submit_for_verification")

    cell.open_task_of(APPLICANT)
    cell.do(
        "request_verification",
        relation="Cha",
        person_name="Đỗ Văn Minh Họa",
        place="Đảng ủy phường Minh Họa",
        sent_on=DAY,
        letter_number="05-CV/CB",
    )
    cell.do("record_reply", request=1, replied_on=DAY, clear="yes", summary="Không có vấn đề gì.")

    # another person's open inbox follows without a reload
    committee = visit("bithu.dangbo")
    committee.go("/")
    committee.page.wait_for_selector("body[data-live=on]")
    assert committee.page.get_by_role("link", name=APPLICANT, exact=True).count() == 0
    cell.do("conclude_verification", remarks="Đủ tiêu chuẩn, điều kiện.")
    committee.page.get_by_role("link", name=APPLICANT, exact=True).wait_for(timeout=10_000)
    committee.open_task_of(APPLICANT)
    committee.do("certify_cv", cv_true="yes", political_issue="none", signed_on=DAY)

    cell.open_task_of(APPLICANT)
    for issuer in ("Người thứ nhất", "Người thứ hai"):
        cell.do("file_paper", code="introduction_letter", issued_on=DAY, issuer=issuer, file=scan)
    cell.do("file_paper", code="opinions", issued_on=DAY, opinions_organizations=True, opinions_residence=True)
    cell.do("declare_complete")
    cell.open_task_of(APPLICANT)
    vote(cell, "record_cell_vote", APPLICANT, on=DAY)

    section = visit("bithu.bophan")
    section.open_task_of(APPLICANT)
    section.do("appraise_section", held_on=DAY, report_number="02-BC", remarks="Thủ tục đúng.")
    committee.open_task_of(APPLICANT)
    vote(committee, "record_committee_vote", APPLICANT, on=DAY, against=1)

    department = visit("chuyenvien.btc")
    department.open_task_of(APPLICANT)
    department.do("return_for_supplement", what="Bổ sung bản sao bằng tốt nghiệp.")
    cell.open_task_of(APPLICANT)
    cell.do("supply", note="Đã bổ sung.")
    department.open_task_of(APPLICANT)
    department.do("appraise", register_number="31", extract_sent="yes", remarks="Đủ.")

    khoi = visit("bithu.khoi")
    khoi.open_task_of(APPLICANT)
    vote(khoi, "record_standing_vote", APPLICANT, on=DAY, minutes=scan)
    khoi.open_task_of(APPLICANT)
    khoi.do("issue_decision", signed_on=DAY)
    cell.open_task_of(APPLICANT)
    cell.do("receive_decision", received_on=DAY)
    cell.open_task_of(APPLICANT)
    cell.do("hold_ceremony", held_on=DAY, helper=1)

    applicant.page.reload()
    text = applicant.page.locator("main").inner_text()
    assert "14/11/2025" in text
    assert applicant.page.locator("ol li[aria-current=step]").count() == 1
    assert applicant.page.locator("form[action$='/withdraw/']").count() == 0
    for secret in ("15-NQ", "Thủ tục đúng.", "Không có vấn đề gì."):
        assert secret not in text
