"""A complaint through the pages: a cảnh cáo becomes a khiển trách, with what the complainant reads at each stage."""

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
#: What tells of a result; none of it stands on his pages before the announcement.
TELLING = ("Khiển trách", "khiển trách", "Giảm", "giảm")


def complaint_page(member: Visitor) -> str:
    """His own page of the complaint, found as he finds it: from the list of his files."""
    member.go("/ho-so-cua-toi/")
    member.page.locator("main a[href^='/ho-so-cua-toi/khieu-nai/']").click()
    return member.page.locator("main").inner_text()


def unannounced(member: Visitor) -> str:
    """His page, where nothing of a result may stand; nor in the list of his files."""
    member.go("/ho-so-cua-toi/")
    assert not [word for word in TELLING if word in member.page.locator("main").inner_text()]
    told = complaint_page(member)
    assert not [word for word in TELLING if word in told.split("Việc đồng chí làm được")[0]]
    return told


def open_task(officer: Visitor, person: str) -> None:
    officer.go("/")
    officer.page.locator("main").get_by_role("link", name=person, exact=True).first.click()


def test_complaint_changes_a_warning_into_a_reprimand(visit: Visit, tmp_path: Path) -> None:
    minutes = tmp_path / "kiem-phieu.pdf"
    minutes.write_bytes(pdf())
    member, office = visit("dangvien2"), visit("phobithu.b01")
    member.go("/ho-so-cua-toi/")
    page = member.page
    assert "Cảnh cáo" in page.locator("main").inner_text()
    name = page.locator("main p.soft").first.inner_text().split(" · ")[0]
    page.locator("main a[href$='/khieu-nai/']").click()
    assert "Ủy ban Kiểm tra Đảng ủy Sở Xúc tiến đầu tư" in page.locator("main").inner_text()
    member.do("khieu-nai", day=DAY, grounds="Hình thức quá nặng so với lỗi.", asked="Đề nghị xem xét lại hình thức.")
    assert "Đã tiếp nhận khiếu nại" in page.locator("main").inner_text()
    assert "Hình thức quá nặng" in page.locator("main").inner_text()

    open_task(office, name)
    steps: list[tuple[str, dict[str, object]]] = [
        ("look_at_complaint", {}),
        ("accept_complaint", {"number": "01-TB/UBKT"}),
        ("verify_complaint", {"number": "02-KH/UBKT"}),
    ]
    for verb, given in steps:
        office.to_open_task()
        office.do(verb, day=DAY, **given)
    assert "Phải giải quyết đến hết ngày" in unannounced(member)
    office.to_open_task()
    office.fill("go_to_parties", number="03-BB/UBKT", remarks="Đã thẩm tra đủ.", day=DAY)
    for box in office.form("go_to_parties").locator("[name=verified]").all():
        box.check()
    office.do("go_to_parties")
    office.to_open_task()
    assert "Chưa nghe người khiếu nại trình bày thay mặt tổ chức bỏ phiếu" in (
        office.page.locator("main").text_content() or ""
    )
    for party in ("complainant", "decider", "cell"):
        office.do("hear_party", party=party, representative="Ủy viên UBKT", opinion="Giữ ý kiến trong đơn.", day=DAY)
    told = unannounced(member)
    assert "Giữ ý kiến trong đơn." in told
    office.do("put_complaint_before_meeting", number="04-BC/UBKT", proposed_form="reprimand", day=DAY)
    panel = office.page.locator("section", has=office.page.get_by_role("heading", name="Không tham gia")).last
    barred = ", ".join(panel.locator("dd").all_inner_texts()).split(", ")
    assert barred
    office.to_open_task()
    convene(office, name, on=DAY, barred=barred)
    asked = vote_on_forms(office, name, "reprimand", minutes=minutes)
    assert {"votes_reprimand", "votes_warning", "votes_no_discipline"} <= asked
    office.do("record_answer", resolution_number="05-BB/UBKT", ended_at="10:30", conclusion="Chấp nhận một phần.")
    assert "Đang làm việc với các bên" in unannounced(member)
    office.to_open_task()
    office.do("sign_answer", reason="Đã khắc phục hậu quả.", day=DAY)
    assert "Đã khắc phục hậu quả." not in unannounced(member)

    office.to_open_task()
    office.do("announce_answer", place="Hội nghị chi bộ", receipt="handed", day=DAY)
    told = complaint_page(member)
    assert "Khiển trách" in told
    assert "Đã khắc phục hậu quả." in told
    assert "Đồng chí có quyền khiếu nại đến hết ngày" in told
    page.locator("main a[href^='/ho-so-cua-toi/ky-luat/']").first.click()
    assert "Khiển trách" in page.locator("main").inner_text()
