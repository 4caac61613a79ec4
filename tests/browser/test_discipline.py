"""A discipline case through the pages: a khiển trách that a cell decides, with what the accused reads at each stage."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.conftest import Visitor
from tests.browser.meetings import convene, vote_on_forms
from tests.workflows.files import pdf

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
#: The day of the demonstration.
DAY = "14/11/2025"
ACCUSED = "Đinh Thị Loan"


def own_page(accused: Visitor) -> str:
    accused.go("/ho-so-cua-toi/")
    assert accused.fits()
    return accused.page.locator("main").inner_text()


def stage(accused: Visitor) -> str:
    """Where his page says that the case stands, in the line of stages and at its head alike."""
    own_page(accused)
    current = accused.page.locator("section:has(#stage-title) [aria-current]").inner_text().split("(")[0].strip(" ●\n")
    assert current in accused.page.locator("main .todo").inner_text()
    return current


def test_a_report_without_any_day_is_refused_at_its_field_and_nothing_typed_is_lost(visit: Visit) -> None:
    secretary = visit("bithu.chibo", width=320)
    page = secretary.page
    page.locator("header nav a[href='/ky-luat/tiep-nhan/']").click()
    form = page.locator("form[action='/ky-luat/tiep-nhan/']")
    form.locator("[name=person]").select_option(index=4)
    form.locator("[name=day]").fill(DAY)
    form.locator("[name=source]").select_option("conclusion")
    form.locator("[name=described]").fill("Vắng họp nhiều lần")
    form.locator("[name=code]").select_option(index=1)
    form.get_by_role("button").last.click()
    page.locator("#problem").wait_for()

    assert "DIS-24" in page.locator(".field:has([name=started_on]) .errorlist").inner_text()
    assert form.locator("[name=described]").input_value() == "Vắng họp nhiều lần"
    assert form.locator("[name=day]").input_value() == DAY
    assert page.evaluate("document.documentElement.scrollWidth") == 320

    form.locator("[name=started_on]").fill("15/11/2025")
    form.get_by_role("button").last.click()
    page.locator(".field:has([name=started_on]) .errorlist").wait_for()
    assert "15/11/2025" in page.locator(".field:has([name=started_on]) .errorlist").inner_text()


def test_reprimand_decided_by_the_cell_as_the_accused_follows_it_from_the_plan_to_his_complaint(
    visit: Visit, tmp_path: Path
) -> None:
    """The demonstration's case that waits for a self-criticism; on his telephone he reads each stage, and no more."""
    minutes = tmp_path / "kiem-phieu.pdf"
    minutes.write_bytes(pdf())
    secretary, accused = visit("bithu.chibo"), visit("dangvien", width=320, dark=True)
    assert stage(accused) == "Chờ bản tự kiểm điểm"
    known = accused.page.locator("main").inner_text()
    assert "đã thông báo cho đồng chí ngày" in known
    assert accused.page.locator("section:has(#said-title)").count() == 1
    accused.do("file_own_evidence", note="Biên bản làm việc của tổ", file=str(minutes))
    accused.do("hand_in_criticism", account="Tôi nhận trách nhiệm.", self_nominated="reprimand", day=DAY)
    assert stage(accused) == "Đang thẩm tra, xác minh"
    accused.do("reserve_opinion", opinion="Tôi bảo lưu ý kiến về nội dung thứ hai.")

    secretary.open_task_of(ACCUSED)
    secretary.do("conclude_violation", violation=1, established="yes", conclusion="Vi phạm có thật.", day=DAY)
    secretary.do("record_hearing", representative="Đại diện chi ủy", mandate="02-QĐ", opinion="Thừa nhận", day=DAY)
    secretary.do("put_before_cell", number="09-BC/CB", proposed_form="reprimand", day=DAY)
    secretary.go("/ho-so/")
    secretary.open_task_of(ACCUSED)
    # before the vote he reads no more than that he was heard and what he wrote
    assert stage(accused) == "Đang thẩm tra, xác minh"
    assert "Thừa nhận" in accused.page.locator("section:has(#heard-title)").inner_text()
    assert "Tôi bảo lưu" in accused.page.content()
    assert "09-BC/CB" not in accused.page.content()

    convene(secretary, ACCUSED, on=DAY)
    page = secretary.page
    asked = vote_on_forms(secretary, ACCUSED, "reprimand", minutes=minutes, no_discipline=2)
    assert {"votes_reprimand", "votes_warning", "votes_expulsion", "votes_no_discipline"} <= asked
    secretary.fill("record_cell_decision", conclusion="Chi bộ kết luận đủ các yếu tố.", resolution_number="10-BB/CB")
    form = secretary.form("record_cell_decision")
    for box in form.locator("[name=conclusion_elements]").all():
        box.check()
    with page.expect_navigation():
        form.get_by_role("button").last.click()
    review = page.locator("main").inner_text()
    assert "Khiển trách: " in review
    with page.expect_navigation():
        page.locator("button[name=confirmed]").click()
    assert "Khiển trách" in page.locator("section:has(#votes-title)").inner_text()
    assert "tán thành" not in page.locator("section:has(#votes-title)").inner_text().lower()
    assert "Khiển trách" not in own_page(accused).split("Việc đồng chí làm được")[0]

    secretary.open_task_of(ACCUSED)
    secretary.do("write_cell_decision", day=DAY)
    secretary.do("announce_decision", place="Hội nghị chi bộ", receipt="handed", day=DAY)
    told = own_page(accused)
    assert "Khiển trách" in told
    assert "gửi đến: Ủy ban Kiểm tra Đảng ủy Sở Xúc tiến đầu tư" in told
    assert "khiếu nại đến hết ngày" in told

    secretary.to_open_task()
    secretary.do("take_effect", reported_number="11-BC/CB", day=DAY)
    told = own_page(accused)
    assert "Có hiệu lực từ ngày" in told
    accused.page.locator("main a[href$='/khieu-nai/']").click()
    accused.do("khieu-nai", day=DAY, grounds="Hình thức quá nặng.", asked="Đề nghị xem xét lại.")
    assert "Đã tiếp nhận khiếu nại" in accused.page.locator("main").inner_text()
    assert accused.fits()


def test_a_refused_self_criticism_is_recorded_after_a_summons_and_the_examination_goes_on(
    visit: Visit, tmp_path: Path
) -> None:
    """From the report to the verification, through the pages alone."""
    paper = tmp_path / "giay-to.pdf"
    paper.write_bytes(pdf())
    secretary = visit("bithu.chibo")
    page = secretary.page
    secretary.go("/ky-luat/tiep-nhan/")
    known = {"source": "conclusion", "described": "Không chấp hành phân công", "code": 1, "started_on": "01/09/2025"}
    secretary.do("tiep-nhan", person=3, day=DAY, **known)
    assert "/viec/" in page.url
    secretary.do("begin_screening", matter="cell", expected_form="reprimand", day=DAY)
    steps: list[tuple[str, dict[str, object]]] = [
        ("prepare", {}),
        ("issue_plan", {"number": "12-KH/CB", "allegations": "Không chấp hành phân công"}),
        ("file_case_paper", {"code": "outline", "file": str(paper)}),
        ("file_case_paper", {"code": "opening_minutes", "file": str(paper)}),
        ("make_plan_known", {"how": "Tại buổi làm việc, có biên bản"}),
        ("summon", {"purpose": "self_criticism", "proof": "Giấy mời, ký nhận"}),
        ("note_summons", {"summons": 1, "followed": "no", "reason": "Không đến, không có lý do"}),
    ]
    for verb, given in steps:
        secretary.to_open_task()
        secretary.do(verb, day=DAY, **given)
    secretary.to_open_task()
    secretary.do("record_refused_criticism", reason="Từ chối trước hai người làm chứng", day=DAY)

    told = page.locator("main").inner_text()
    assert "Đang thẩm tra, xác minh" in told
    assert "Từ chối trước hai người làm chứng" in told
