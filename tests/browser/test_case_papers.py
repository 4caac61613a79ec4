"""The self-criticism at 320 px: kept while it is typed, gone on with elsewhere, handed in, printed."""

from collections.abc import Callable, Iterator

import pytest

from tests.browser.conftest import TODAY, Visitor, serving

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
FIELDS = {
    "position": "Chi ủy viên",
    "task": "Theo dõi sinh hoạt của tổ",
    "account": "Từ tháng 3 đến tháng 5 tôi vắng ba kỳ sinh hoạt.",
    "cause": "Tôi sắp xếp công việc chưa tốt.",
    "responsibility": "Tôi chịu trách nhiệm về việc vắng họp.",
    "harm": "Ảnh hưởng nền nếp sinh hoạt của chi bộ.",
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("served-case-papers"), TODAY) as address:
        yield address


def open_paper(visitor: Visitor) -> None:
    visitor.go("/ho-so-cua-toi/")
    act = visitor.page.locator("#act-hand_in_criticism")
    if act.get_attribute("open") is None:
        act.locator("summary").first.click()
    act.get_by_role("link").first.click()
    visitor.page.locator("[name=account]").wait_for()


def fits(visitor: Visitor) -> bool:
    return bool(visitor.page.evaluate("document.documentElement.scrollWidth") <= 320)


def test_self_criticism_is_interrupted_resumed_and_handed_in_at_320_px(visit: Visit) -> None:
    first = visit("dangvien", width=320)
    open_paper(first)
    assert fits(first)
    for name, text in FIELDS.items():
        first.page.fill(f"[name={name}]", text)
    first.page.locator("#saved", has_text="Đã lưu nháp").wait_for()
    # the window is closed in the middle of the page; nothing was sent by a button
    with first.page.expect_response(lambda answer: "quan." in (answer.request.post_data or "")):
        first.page.fill("[name=cause]", "Tôi chủ quan.")
    first.page.close()

    second = visit("dangvien", width=320)
    open_paper(second)
    page = second.page
    assert page.input_value("[name=account]") == FIELDS["account"]
    assert page.input_value("[name=cause]") == "Tôi chủ quan."
    # what is missing is told at its place, and nothing typed is lost
    with page.expect_navigation():
        page.click("[name=hand_in]")
    assert "Còn thiếu" in page.locator("#problem").inner_text()
    assert page.input_value("[name=account]") == FIELDS["account"]
    assert fits(second)
    page.fill("[name=repair]", "Tôi đã dự đủ các kỳ sinh hoạt sau đó.")
    page.check("[name=self_nominated][value=reprimand]")
    with page.expect_navigation():
        page.click("[name=hand_in]")
    # the page shows what will be handed in, and asks nothing again
    review = page.locator("main").inner_text()
    assert FIELDS["account"] in review
    assert "Tôi chủ quan." in review
    assert "14/11/2025" in review
    assert page.locator("main input:visible, main textarea:visible, main select:visible").count() == 0
    assert fits(second)
    with page.expect_navigation():
        page.click("[name=confirmed]")
    assert page.locator("#problem").count() == 0
    assert "Tôi đã vắng" not in page.content()
    assert FIELDS["account"] in page.content()
    with page.expect_download() as download:
        page.locator("a[href$='mau.docx']").last.click()
    assert download.value.suggested_filename.endswith(".docx")
    assert fits(second)
