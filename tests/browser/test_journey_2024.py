"""The demonstration on a day of 2024: the Khối decides as P0K, by the law of that day, on real screens."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import Visitor, serving
from tests.browser.meetings import vote
from tests.workflows.files import pdf

pytestmark = pytest.mark.browser
DAY = "14/06/2024"
Visit = Callable[..., Visitor]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("served-2024"), "2024-06-14") as address:
        yield address


def test_dossier_of_2024_is_decided_by_the_standing_committee_of_the_bloc(visit: Visit, tmp_path: Path) -> None:
    scan = tmp_path / "giay-to.pdf"
    scan.write_bytes(pdf(1))
    applicant = visit("nguoixin")
    applicant.go("/ho-so-cua-toi/")
    person = applicant.page.locator("main p.soft").first.inner_text().split(" · ")[0]
    for code in ("application", "cv"):
        applicant.do("file_paper", code=code, issued_on="13/06/2024", file=scan)

    cell = visit("bithu.chibo")
    cell.open_task_of(person)
    # the law of the day is named in place of the button
    assert "Quy định 24-QĐ/TW" in cell.page.locator("#act-submit_for_verification").inner_text()
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
    cell.do("submit_for_verification")
    cell.open_task_of(person)
    cell.do("request_verification", relation="Cha", person_name="Cha", place="Đảng ủy xã Minh Họa", sent_on=DAY)
    cell.do("record_reply", request=1, replied_on=DAY, clear="yes", summary="Không có vấn đề gì.")
    cell.do("conclude_verification", remarks="Đủ tiêu chuẩn, điều kiện.")

    committee = visit("bithu.dangbo")
    committee.open_task_of(person)
    committee.do("certify_cv", cv_true="yes", political_issue="none", signed_on=DAY)
    cell.open_task_of(person)
    for issuer in ("Người thứ nhất", "Người thứ hai"):
        cell.do("file_paper", code="introduction_letter", issued_on=DAY, issuer=issuer, file=scan)
    cell.do("file_paper", code="opinions", issued_on=DAY, opinions_organizations=True, opinions_residence=True)
    cell.do("declare_complete")
    cell.open_task_of(person)
    vote(cell, "record_cell_vote", person, on=DAY)

    section = visit("bithu.bophan")
    section.open_task_of(person)
    section.do("appraise_section", held_on=DAY, report_number="02-BC", remarks="Thủ tục đúng.")
    committee.open_task_of(person)
    # the committee is not authorised: deciding itself is missing, with the reason; proposing is there
    assert committee.page.locator("form[action$='/record_deciding_vote/']").count() == 0
    assert "đề nghị" in committee.page.locator("#act-record_deciding_vote").inner_text()
    vote(committee, "record_committee_vote", person, on=DAY)
    department = visit("chuyenvien.btc")
    department.open_task_of(person)
    department.do("appraise", register_number="31", extract_sent="yes", remarks="Đủ.")

    khoi = visit("bithu.khoi")
    khoi.open_task_of(person)
    khoi.page.get_by_role("link", name="toàn bộ hồ sơ").click()
    told = khoi.page.locator("main").inner_text()
    assert "Chuỗi P0K" in told
    assert "60 ngày làm việc" in (khoi.page.locator("main").text_content() or "")
    khoi.do("extend_decision", number="07-TB", decided_on=DAY, reason="Hồ sơ cần xác minh thêm.")
    assert "90 ngày làm việc" in (khoi.page.locator("main").text_content() or "")
    # once only: the button is gone, and the reason stands there
    assert khoi.page.locator("form[action$='/extend_decision/']").count() == 0
    assert "Đã gia hạn 1 lần" in khoi.page.locator("#act-extend_decision").inner_text()

    khoi.open_task_of(person)
    vote(khoi, "record_standing_vote", person, on=DAY, minutes=scan)
    khoi.open_task_of(person)
    khoi.do("issue_decision", signed_on=DAY)
    cell.open_task_of(person)
    cell.do("receive_decision", received_on=DAY)
    cell.open_task_of(person)
    cell.do("hold_ceremony", held_on=DAY, helper=1)
    applicant.page.reload()
    assert DAY in applicant.page.locator("main").inner_text()
    assert applicant.page.locator("form[action$='/withdraw/']").count() == 0
