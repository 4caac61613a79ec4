"""The application written on the page: kept while it is typed, gone on with elsewhere, handed in and printed."""

from collections.abc import Callable, Iterator

import pytest

from tests.browser.conftest import TODAY, Visitor, serving

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
FIELDS = {
    "birth_place": "Xã Minh Họa",
    "native_place": "Xã Minh Họa",
    "ethnicity": "Kinh",
    "religion": "Không",
    "education": "Đại học",
    "residence": "Phường Ví Dụ",
    "occupation": "Kỹ sư",
    "workplace": "Sở Ví Dụ",
    "positions": "Không",
    "pledge": "Tôi hứa phấn đấu.",
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("served-papers"), TODAY) as address:
        yield address


def open_application(visitor: Visitor) -> None:
    visitor.go("/ho-so-cua-toi/")
    visitor.page.get_by_role("link", name="Biểu mẫu: viết, ký, in").click()
    visitor.page.get_by_role("link", name="1-KNĐ").click()


def test_application_is_interrupted_resumed_and_handed_in(visit: Visit) -> None:
    first = visit("nguoixin")
    open_application(first)
    for name, text in FIELDS.items():
        first.page.fill(f"[name={name}]", text)
    first.page.locator("#saved", has_text="Đã lưu nháp").wait_for()

    second = visit("nguoixin", width=320)
    open_application(second)
    assert second.page.input_value("[name=pledge]") == FIELDS["pledge"]
    # what is missing is told at its place, and nothing typed is lost
    second.page.check("[name=nop-declared]")
    with second.page.expect_navigation():
        second.page.click("[name=hand_in]")
    assert "Còn thiếu" in second.page.locator("#problem").inner_text()
    assert second.page.input_value("[name=pledge]") == FIELDS["pledge"]
    second.page.fill("[name=motive]", "Tôi hiểu mục đích của Đảng.")
    second.page.fill("[name=nop-issued_on]", "13/11/2025")
    second.page.check("[name=nop-declared]")
    with second.page.expect_navigation():
        second.page.click("[name=hand_in]")
    assert second.page.locator("#problem").count() == 0
    line = second.page.get_by_role("listitem").filter(has_text="1-KNĐ").last
    with second.page.expect_download() as download:
        line.get_by_role("link", name="Word").click()
    assert download.value.suggested_filename.endswith(".docx")
    width = second.page.evaluate("document.documentElement.scrollWidth")
    assert width <= 320
