"""The list of cases in a real browser: the key that leads to it, a phone, and the same without script."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]


def search(visitor: Visitor, text: str) -> str:
    """Search from the header of the inbox; the one line of the result."""
    visitor.go("/")
    visitor.page.fill("header [name=q]", text)
    visitor.page.press("header [name=q]", "Enter")
    visitor.page.wait_for_url("**/ho-so/?tim=*")
    return visitor.page.locator(".total").inner_text()


def first_family_name(visitor: Visitor) -> str:
    visitor.go("/ho-so/?sap_xep=name")
    return visitor.page.locator(".case-table .name").first.inner_text().split()[0]


def test_slash_leads_to_the_search_box_but_not_out_of_a_field(visit: Visit) -> None:
    page = visit("chuyenvien.btc").page
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("a/b")
    assert page.input_value("header [name=q]") == "a/b"


def test_slash_is_left_alone_while_a_word_is_composed_and_once_switched_off(visit: Visit) -> None:
    visitor = visit("chuyenvien.btc")
    page = visitor.page
    composing = (
        "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: '/', isComposing: true, bubbles: true}))"
    )
    page.evaluate(composing)
    assert page.evaluate("document.activeElement.tagName") == "BODY"
    visitor.go("/ho-so/")
    page.get_by_label("Phím /").uncheck()
    visitor.go("/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.tagName") == "BODY"


@pytest.mark.parametrize("script", [True, False])
def test_search_from_the_header_finds_and_names_nobody_in_the_address(visit: Visit, script: bool) -> None:
    visitor = visit("chuyenvien.btc", script=script)
    family = first_family_name(visitor)
    assert "hồ sơ" in search(visitor, family)
    names = visitor.page.locator(".case-table .name").all_inner_texts()
    assert names
    assert all(family in name for name in names)
    assert parse_qs(urlsplit(visitor.page.url).query).keys() == {"tim"}


@pytest.mark.parametrize("script", [True, False])
def test_filter_joins_the_search_and_goes_back_by_the_browsers_own_button(visit: Visit, script: bool) -> None:
    visitor = visit("chuyenvien.btc", script=script)
    search(visitor, first_family_name(visitor))
    before = visitor.page.url
    visitor.page.locator("details > summary").click()
    visitor.page.select_option("[name=tinh_trang]", "open")
    visitor.page.get_by_role("button", name="Lọc", exact=True).click()
    visitor.page.wait_for_url("**tinh_trang=open**")
    visitor.page.get_by_text("Tình trạng: Đang giải quyết").wait_for()
    assert parse_qs(urlsplit(visitor.page.url).query).keys() == {"tim", "tinh_trang"}
    visitor.page.go_back()
    visitor.page.wait_for_url(before)
    visitor.page.get_by_text("Tình trạng: Đang giải quyết").wait_for(state="detached")


@pytest.mark.parametrize("address", ["/ho-so/", "/ho-so/?to_chuc=chi+bo&tu=x", "/ho-so/?q=zzzz"])
@pytest.mark.parametrize("dark", [True, False])
def test_list_fits_a_phone_in_every_state(visit: Visit, address: str, dark: bool) -> None:
    visitor = visit("chuyenvien.btc", width=320, dark=dark)
    visitor.go(address)
    assert visitor.page.evaluate("document.documentElement.scrollWidth") == 320
    assert visitor.page.locator("main input[type=search]").is_visible()


def test_printed_list_keeps_the_filters_and_leaves_the_form_out(visit: Visit) -> None:
    visitor = visit("chuyenvien.btc")
    visitor.go("/ho-so/?han=running")
    visitor.page.emulate_media(media="print")
    assert visitor.page.get_by_text("Thời hạn: Đang tính hạn").is_visible()
    assert not visitor.page.locator(".case-filter").is_visible()
    assert visitor.page.locator(".case-table tbody tr").first.is_visible()
