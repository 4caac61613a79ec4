"""The tracker of the inspection commissions in a real browser: by keyboard, on a phone, light and dark."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
INSPECTOR = "uyvien2.ubkt"
ADDRESS = "/ky-luat/theo-doi/"


def test_a_case_is_found_from_the_menu_and_opened_by_keyboard_alone(visit: Visit) -> None:
    page = visit(INSPECTOR).page
    page.get_by_role("link", name="Theo dõi vụ việc").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{ADDRESS}")
    board = page.get_by_role("region", name="Vụ việc theo giai đoạn")
    for _press in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.card-case') !== null"):
            break
    name = page.evaluate("document.activeElement.textContent")
    assert board.get_by_role("link", name=name, exact=True).count() == 1
    page.keyboard.press("Enter")
    page.wait_for_url("**/ho-so/**")
    assert name in page.locator("h1").inner_text()
    limitation = page.locator("section[aria-labelledby=clocks-title]")
    assert limitation.locator("h2").inner_text() == "Thời hạn và thời hiệu"
    limitation.locator("summary").first.click()
    assert "DIS-" in limitation.locator("li li").first.inner_text()


@pytest.mark.parametrize("dark", [False, True])
def test_both_views_fit_a_phone_and_show_the_same_cases(visit: Visit, dark: bool) -> None:
    visitor = visit(INSPECTOR, width=320, dark=dark)
    seen = []
    for view, cases in (("cot", ".card-case a.name"), ("bang", ".case-table a.name")):
        visitor.go(f"{ADDRESS}?xem={view}")
        assert visitor.page.evaluate("document.documentElement.scrollWidth") <= 320
        seen.append(sorted(visitor.page.locator(cases).all_inner_texts()))
    assert seen[0] == seen[1]
    assert len(seen[0]) >= 3
    labels = "cells => cells.map(cell => getComputedStyle(cell, '::before').content.replaceAll('\"', ''))"
    cells = visitor.page.locator(".case-table tbody tr").first.locator("td")
    heads = visitor.page.locator(".case-table thead th").evaluate_all("all => all.map(head => head.textContent)")
    assert cells.evaluate_all(labels) == ["none", *heads[1:]], "on a phone every cell but the name says what it is"


def test_filter_is_sent_without_script_and_says_what_it_asks(visit: Visit) -> None:
    visitor = visit(INSPECTOR, script=False)
    visitor.go(ADDRESS)
    page = visitor.page
    page.locator(".case-filter summary").click()
    page.locator("[name=hinh_thuc]").select_option("expulsion")
    page.locator(".case-filter button[type=submit]").click()
    assert page.locator(".asked li").all_inner_texts() == ["Hình thức (đã quyết định hoặc dự kiến): Khai trừ"]
    assert page.locator(".total strong").inner_text() == "1"
