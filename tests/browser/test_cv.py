"""The CV of 26 items: written in a browser, interrupted, resumed at another one, handed in."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.admission.cv.answers import FAMILY, PARTS
from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
SAVED = "#saved:has-text('Đã lưu nháp')"


def to_cv(visitor: Visitor) -> None:
    visitor.go("/ho-so-cua-toi/")
    visitor.page.get_by_role("link", name="mẫu 2-KNĐ").click()


def begin(visitor: Visitor, part: str) -> None:
    parts = visitor.page.get_by_role("navigation", name="Các phần của lý lịch")
    parts.get_by_role("link", name=part, exact=True).click()


def type_in(visitor: Visitor, typed: dict[str, Any]) -> None:
    """What a person types into a part, whatever the kind of field."""
    page = visitor.page
    first, value = next(iter(typed.items()))
    name = f"{first}.0.{next(iter(value[0]))}" if isinstance(value, list) else first
    page.locator(f"[name='{name}']").first.wait_for(state="attached")
    for name, value in typed.items():
        if isinstance(value, list):
            for place, line in enumerate(value):
                if page.locator(f"[name='{name}.{place}.{next(iter(line))}']").count() == 0:
                    page.locator(f"button[name=more][value='{name}']").click()
                    page.wait_for_url("**/*them=*")
                type_in(visitor, {f"{name}.{place}.{field}": text for field, text in line.items()})
            continue
        field = page.locator(f"[name='{name}']")
        if field.count() == 0:
            continue
        kind = field.first.get_attribute("type")
        if kind == "radio" and value:
            page.locator(f"[name='{name}'][value='{value}']").check()
        elif kind == "checkbox":
            field.check()
        elif value and field.first.is_visible():
            field.fill(value)


def test_cv_is_interrupted_resumed_elsewhere_and_handed_in(visit: Visit) -> None:
    first = visit("nguoixin")
    to_cv(first)
    begin(first, "Bản thân")
    born = first.page.input_value("[name=born_on]")
    identity = {**PARTS["identity"], "born_on": born}
    type_in(first, identity)
    with first.page.expect_response(lambda answer: "%C4%91i%E1%BB%87n" in (answer.request.post_data or "")):
        first.page.fill("[name=occupation]", "Kỹ sư điện")
    # the window is closed in the middle of the page; nothing was sent by a button
    first.page.close()

    second = visit("nguoixin")
    to_cv(second)
    begin(second, "Bản thân")
    page = second.page
    assert page.input_value("[name=occupation]") == "Kỹ sư điện"
    assert page.input_value("[name=id_number]") == identity["id_number"]

    # another window of the same person: neither overwrites the other unseen
    third = visit("nguoixin")
    to_cv(third)
    begin(third, "Bản thân")
    page.fill("[name=occupation]", "Chữ của cửa sổ hai")
    page.wait_for_selector(SAVED)
    third.page.fill("[name=occupation]", "Chữ của cửa sổ ba")
    third.page.wait_for_selector("#saved:has-text('Chưa lưu')")
    third.page.get_by_role("button", name="Lưu và khai tiếp").click()
    told = third.page.locator("#problem").inner_text()
    assert "Chữ của cửa sổ hai" in told
    assert third.page.input_value("[name=occupation]") == "Chữ của cửa sổ ba"
    third.page.close()

    # a day that no calendar has, told at its field; everything else stays
    page.fill("[name=born_on]", "31/02/1999")
    page.get_by_role("button", name="Lưu và khai tiếp").click()
    assert "31/02/1999" in page.locator("#f-born_on-error").inner_text()
    assert page.input_value("[name=occupation]") == "Chữ của cửa sổ hai"
    page.fill("[name=born_on]", born)
    page.get_by_role("button", name="Lưu và khai tiếp").click()

    type_in(second, PARTS["schooling"])
    page.get_by_role("button", name="Lưu và khai tiếp").click()
    gap = [dict(line) for line in PARTS["history"]["work"]]
    gap[1]["since"] = "10/2021"
    type_in(second, {**PARTS["history"], "work": gap})
    page.get_by_role("button", name="Lưu và khai tiếp").click()
    assert "từ tháng 07/2021 đến tháng 09/2021" in page.locator("#f-work-1-since-error").inner_text()
    page.fill("[name='work.1.since']", "07/2021")
    page.get_by_role("button", name="Lưu và khai tiếp").click()
    type_in(second, PARTS["record"])
    page.get_by_role("button", name="Lưu và khai tiếp").click()
    for person in FAMILY:
        page.select_option("[name=relation]", person["relation"])
        page.get_by_role("button", name="Thêm").click()
        type_in(second, person)
        page.get_by_role("button", name="Lưu và trở lại").click()
        assert page.locator("#problem").count() == 0, page.locator("#problem").inner_text()
    page.get_by_role("link", name="Tiếp tục", exact=True).click()
    type_in(second, PARTS["closing"])
    page.get_by_role("button", name="Lưu và khai tiếp").click()
    page.get_by_label("Tôi cam đoan").check()
    page.get_by_role("button", name="Nộp lý lịch").click()
    page.get_by_role("heading", name="Nộp ngày 14/11/2025").wait_for()
    with page.expect_download() as paper:
        page.get_by_role("link", name="PDF").click()
    assert paper.value.suggested_filename == "ly-lich-2-knd.pdf"


def test_pages_of_the_cv_fit_a_narrow_phone_and_work_without_script(visit: Visit) -> None:
    visitor = visit("nguoixin", width=320, script=False)
    to_cv(visitor)
    page = visitor.page
    parts = page.get_by_role("navigation", name="Các phần của lý lịch").get_by_role("link")
    faults = []
    for address in [one.get_attribute("href") for one in parts.all()]:
        assert address is not None
        visitor.go(address)
        width = page.evaluate("document.documentElement.scrollWidth")
        unnamed = page.evaluate(
            "[...document.querySelectorAll('main input:not([type=hidden]), main select, main textarea')]"
            ".filter(field => !field.labels.length).map(field => field.name)"
        )
        if width > 320 or unnamed or page.locator("h1").count() != 1:
            faults.append((address, width, unnamed))
    assert faults == []
