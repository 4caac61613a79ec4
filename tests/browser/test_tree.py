"""The tree of organisations in a real browser: by keyboard, without script, on a narrow phone, on paper."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]


def focused(page: Page) -> str:
    """The name that has the focus in the tree."""
    return str(page.evaluate("document.activeElement.querySelector('.label')?.textContent ?? ''"))


def names(page: Page) -> list[str]:
    """The names of the tree that are to be seen, from top to bottom."""
    return [item.inner_text() for item in page.locator("#tree .label").all() if item.is_visible()]


def press(page: Page, *keys: str) -> str:
    for key in keys:
        page.keyboard.press(key)
    return focused(page)


@pytest.fixture
def closed(visit: Visit) -> Page:
    """The tree with everything closed, its first name in focus."""
    visitor = visit("bithu.khoi")
    visitor.go("/to-chuc/?mo=")
    visitor.page.locator("[role=treeitem]").first.focus()
    return visitor.page


def unfold(page: Page) -> None:
    """Arrow right, until the branch has come."""
    item = page.locator("[role=treeitem]:focus")
    page.keyboard.press("ArrowRight")
    expect(item).to_have_attribute("aria-expanded", "true")


def test_tree_is_walked_by_arrows_alone(closed: Page) -> None:
    top = focused(closed)
    assert names(closed)[0] == top
    unfold(closed)
    opened = names(closed)
    below = press(closed, "ArrowRight")
    unfold(closed)
    shown = names(closed)
    assert shown[:2] == [top, below]
    assert len(shown) > 4
    assert [press(closed, "ArrowDown"), press(closed, "ArrowUp")] == [shown[2], below]
    assert [press(closed, "End"), press(closed, "ArrowDown"), press(closed, "Home")] == [shown[-1], shown[-1], top]
    assert press(closed, "ArrowDown", "ArrowDown", "ArrowLeft") == below
    assert press(closed, "ArrowLeft") == below
    assert names(closed) == opened
    press(closed, "ArrowRight")
    assert names(closed) == shown


def test_levels_and_tab_stops_are_told_to_a_screen_reader(closed: Page) -> None:
    unfold(closed)
    press(closed, "ArrowRight")
    unfold(closed)
    items = closed.locator("[role=treeitem]")
    levels = [item.get_attribute("aria-level") for item in items.all()]
    assert levels[:3] == ["1", "2", "3"]
    assert set(levels) == {"1", "2", "3"}
    assert closed.locator("[role=treeitem][tabindex='0']").count() == 1
    closed.keyboard.press("Tab")
    assert closed.evaluate("document.activeElement.closest('#tree')") is None
    closed.keyboard.press("Shift+Tab")
    assert closed.evaluate("document.activeElement.getAttribute('aria-level')") == "2"


def test_enter_opens_the_organisation(closed: Page) -> None:
    name = focused(closed)
    with closed.expect_navigation():
        closed.keyboard.press("Enter")
    assert closed.locator("h1").inner_text() == name


def test_letters_jump_to_a_name_with_and_without_diacritics(closed: Page) -> None:
    unfold(closed)
    press(closed, "ArrowRight")
    unfold(closed)
    shown = names(closed)
    cells = [name for name in shown if name.startswith("Chi bộ")]
    assert cells
    press(closed, "Home")
    assert press(closed, "c") == cells[0]
    closed.wait_for_timeout(1000)  # the word ends with a pause
    press(closed, "Home")
    assert press(closed, "c", "h", "i", " ", "b", "o") == cells[0]
    closed.wait_for_timeout(1000)
    press(closed, "Home")
    # as an input method writes "đ": the letter, taken back, the letter with its mark
    press(closed, "d", "Backspace")
    closed.evaluate("document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: 'đ', bubbles: true}))")
    assert focused(closed) == shown[1]
    closed.wait_for_timeout(1000)
    assert press(closed, "w", "w") == shown[1]


def test_letters_still_being_composed_move_nothing(closed: Page) -> None:
    unfold(closed)
    name = focused(closed)
    for init in ("isComposing: true", "keyCode: 229"):
        closed.evaluate(
            "document.activeElement.dispatchEvent(new KeyboardEvent('keydown',"
            f" {{key: 'ArrowDown', bubbles: true, {init}}}))"
        )
    assert focused(closed) == name
    closed.evaluate(
        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowDown', bubbles: true}))"
    )
    assert focused(closed) != name


def test_branch_that_cannot_be_fetched_is_opened_as_a_page(visit: Visit) -> None:
    visitor = visit("bithu.khoi")
    page = visitor.page
    visitor.go("/to-chuc/?mo=")
    page.route(
        re.compile(r"\?mo=\w"),
        lambda route, request: route.abort() if request.headers.get("hx-request") else route.continue_(),
    )
    page.locator("[role=treeitem]").first.focus()
    with page.expect_navigation():
        page.keyboard.press("ArrowRight")
    assert re.search(r"/to-chuc/\?mo=\w+$", page.url)
    assert len(names(page)) > 1
    assert len(visitor.complaints) == 3
    visitor.complaints.clear()  # the browser and htmx say that the connection failed, as it was made to


def test_without_script_branches_open_by_their_links(visit: Visit) -> None:
    visitor = visit("bithu.khoi", script=False)
    visitor.go("/to-chuc/?mo=")
    page = visitor.page
    for level in (1, 2):
        page.locator(f".node-row:has([aria-level='{level}']) .twist").first.click()
    shown = names(page)
    assert len(shown) > 4
    page.locator(".node-row:has([aria-level='2']) .twist").first.click()
    assert len(names(page)) < len(shown)
    page.locator("[role=treeitem]").nth(1).click()
    assert page.locator("h1").inner_text() == shown[1]
    page.go_back()
    page.fill("main [name=q]", "nguyen")
    page.locator("main form[role=search] button").click()
    assert re.search(r"tim=\w+$", page.url)
    page.locator(".hit a").first.click()
    assert "/nguoi/" in page.url


def test_narrow_screen_shows_one_level_at_a_time_and_the_way_up(visit: Visit) -> None:
    visitor = visit("bithu.khoi", width=320)
    visitor.go("/to-chuc/?mo=")
    page = visitor.page
    path: list[list[str]] = []
    while page.locator(".twist:visible").count():
        path.append(names(page))
        with page.expect_navigation():
            page.locator(".twist:visible").first.click()
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        assert page.locator(".level-head .unit-name").inner_text() in path[-1]
    assert len(path) >= 3
    assert not set(path[-1]) & set(names(page))
    for level in reversed(path):
        with page.expect_navigation():
            page.locator(".level-head .btn").click()
        assert names(page) == level


def test_pages_of_the_tree_fit_320_pixels_in_the_dark_too(visit: Visit) -> None:
    visitor = visit("bithu.khoi", width=320, dark=True)
    page = visitor.page
    visitor.go("/to-chuc/?ngay=01/02/2024")
    page.fill("main [name=q]", "a")
    with page.expect_navigation():
        page.press("main [name=q]", "Enter")
    widths = [page.evaluate("document.documentElement.scrollWidth")]
    page.locator(".tabs a").first.click()
    page.locator(".hit a").first.click()
    for summary in page.locator("summary").all():
        summary.click()
    widths.append(page.evaluate("document.documentElement.scrollWidth"))
    assert "ngay=2024-02-01" in page.url
    assert widths == [320, 320]


def test_card_prints_without_what_only_a_screen_can_use(visit: Visit) -> None:
    visitor = visit("bithu.khoi")
    page = visitor.page
    visitor.go("/to-chuc/")
    page.locator("[role=treeitem][aria-current]").click()
    page.emulate_media(media="print")
    seen = [selector for selector in (".top", "form", ".crumbs .no-print") if page.locator(selector).first.is_visible()]
    assert seen == []
    assert page.locator("h1").is_visible()
    assert page.locator("main .print-only", has_text="14/11/2025").is_visible()
    assert page.locator(".seats.past").first.is_visible()
