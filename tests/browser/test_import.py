"""A list in a real browser: uploaded, corrected, confirmed, stored; without script; and not there for others."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.organization.lists import unit, xlsx

pytestmark = pytest.mark.browser

SAMPLES = Path(__file__).parents[2] / "samples"


def upload(visitor: Visitor, key: str, file: Path) -> None:
    visitor.go("/nhap-danh-sach/")
    visitor.page.check(f"#listing-{key}")
    visitor.page.set_input_files("[name=file]", file)
    visitor.page.get_by_role("button", name="Tải lên và kiểm tra").click()


def test_list_is_corrected_confirmed_and_stored(visit: Callable[..., Visitor], tmp_path: Path) -> None:
    admin = visit("admin")
    page = admin.page
    broken = tmp_path / "to-chuc.csv"
    text = (SAMPLES / "to-chuc.csv").read_text(encoding="utf-8-sig")
    broken.write_text(text.replace("01/07/2025;\n", "31/06/2025;\n", 1), encoding="utf-8")
    upload(admin, "organizations", broken)
    expect(page.get_by_role("heading", name="Có 1 hàng phải sửa")).to_be_visible()
    assert page.locator("section:has(#problems) tbody tr").inner_text().split("\t")[:2] == ["2", "Từ ngày"]
    assert page.get_by_role("button", name="Xác nhận").count() == 0

    page.get_by_role("link", name="Tải lên tệp đã sửa").click()
    upload(admin, "organizations", SAMPLES / "to-chuc.xlsx")
    expect(page.get_by_text("Danh sách hợp lệ.")).to_be_visible()
    page.get_by_role("button", name="Xác nhận và ghi 12 hàng").click()
    expect(page.get_by_role("heading", name="✔ Đã ghi")).to_be_visible()
    expect(page.get_by_role("heading", name="Kết quả ghi")).to_be_visible()

    upload(admin, "organizations", SAMPLES / "to-chuc.csv")
    expect(page.get_by_text("Mọi hàng trong danh sách đã có trong hệ thống.")).to_be_visible()
    assert admin.complaints == []


def test_list_is_checked_without_script_on_a_small_dark_screen(visit: Callable[..., Visitor]) -> None:
    admin = visit("admin", width=320, dark=True, script=False)
    upload(admin, "persons", SAMPLES / "to-chuc.xlsx")
    again = admin.page.get_by_role("link", name="Tải lại")
    while again.is_visible():
        again.click()
    expect(admin.page.get_by_role("heading", name="Không đọc được tệp")).to_be_visible()
    # the frame cannot be measured by script here; a page too wide would move under the finger
    admin.page.mouse.wheel(500, 0)
    heading = admin.page.get_by_role("heading", level=1).bounding_box()
    assert heading is not None
    assert heading["x"] >= 0
    assert admin.complaints == []


#: [its content is wider than itself, the page is no wider than the window, an edge is shaded, the keyboard reaches it]
SCROLLS = """box => [box.scrollWidth > box.clientWidth, document.documentElement.scrollWidth <= innerWidth,
  getComputedStyle(box).backgroundImage.includes("gradient"), box.tabIndex === 0]"""


def test_tables_scroll_inside_themselves_on_a_narrow_screen(visit: Callable[..., Visitor], tmp_path: Path) -> None:
    admin = visit("admin", width=320)
    listed = tmp_path / "to-chuc.xlsx"
    for kind, section in (("Chi bộ", "#preview-added"), ("Chi đoàn", "#problems")):
        listed.write_bytes(xlsx("organizations", [unit("77", "Đảng bộ cơ sở"), unit("77.1", kind, "77")]))
        upload(admin, "organizations", listed)
        table = admin.page.locator(f"section:has({section}) .scroll")
        expect(table.locator("tbody tr").first).to_be_visible()
        assert table.evaluate(SCROLLS) == [True] * 4
    reader = visit("bithu.chibo", width=320)
    reader.go("/ho-so/")
    reader.page.locator("a[href^='/ho-so/'].name").first.click()
    assert reader.page.locator("#who .scroll").evaluate(SCROLLS) == [True] * 4


def test_others_find_no_page(visit: Callable[..., Visitor]) -> None:
    visitor = visit("bithu.khoi")
    assert visitor.page.locator("nav a[href='/nhap-danh-sach/']").count() == 0
    assert visitor.page.request.get(f"{visitor.address}/nhap-danh-sach/").status == 404
