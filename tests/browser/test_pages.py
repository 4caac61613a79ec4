"""Every page in a real browser: a narrow phone, the keyboard alone, a second hand at the same step."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]


#: Pages of the tree, of the list as asked and of the numbers are many and alike: so many of each kind are seen.
FEW = {"/to-chuc/?": 3, "/to-chuc/": 6, "/nguoi/": 3, "/ho-so/so-lieu/?": 3, "/ho-so/?": 6}


#: What a browser keeps instead of showing.
FILES = (".json/giay/", ".pdf", ".docx", ".zip")


def enough(path: str, known: list[str]) -> bool:
    """Whether enough pages of the kind of ``path`` are known already."""
    kind = next((kind for kind in FEW if path.startswith(kind)), None)
    return kind is not None and len({one for one in known if one.startswith(kind)}) >= FEW[kind]


def paths_of(visitor: Visitor) -> list[str]:
    """Every page of ours that the visitor's own pages lead to."""
    found, waiting = [], ["/"]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found.append(path)
        visitor.go(path)
        links = visitor.page.eval_on_selector_all("a[href^='/']", "all => all.map(one => one.getAttribute('href'))")
        for link in links:
            target = link.split("#")[0]
            page = not target.startswith(("/tai-lieu/", "/quan-tri/")) and not target.endswith(FILES)
            if target and page and not enough(target, found + waiting):
                waiting.append(target)
    return found


@pytest.mark.parametrize("name", ["bithu.chibo", "chuyenvien.btc", "uyvien.kiemnhiem", "nguoixin", "dangvien"])
def test_every_page_fits_320_pixels_and_names_its_fields(visit: Visit, name: str) -> None:
    visitor = visit(name, width=320)
    paths = paths_of(visitor)
    assert len(paths) >= 3
    faults = []
    for path in paths:
        visitor.go(path)
        page = visitor.page
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        width = page.evaluate("document.documentElement.scrollWidth")
        unnamed = page.evaluate(
            "[...document.querySelectorAll('main input:not([type=hidden]), main select, main textarea')]"
            ".filter(field => !field.labels.length && !field.getAttribute('aria-label')).map(field => field.name)"
        )
        small = page.evaluate(
            "[...document.querySelectorAll('main button, main summary')].filter(one => one.offsetParent"
            " && one.getBoundingClientRect().height < 24).map(one => one.textContent.trim())"
        )
        if width > 320 or unnamed or small or page.locator("h1").count() != 1:
            faults.append((path, width, unnamed, small, page.locator("h1").count()))
    assert faults == []


def test_dark_and_light_pages_both_keep_text_apart_from_ground(visit: Visit) -> None:
    grounds = []
    for dark in (False, True):
        page = visit("bithu.chibo", dark=dark).page
        grounds.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert grounds[0] != grounds[1]


def test_inbox_is_walked_and_a_task_opened_by_keyboard_alone(visit: Visit) -> None:
    visitor = visit("chuyenvien.btc")
    page = visitor.page
    visitor.go("/")
    for _press in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('a[href^=\"/viec/\"]')"):
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "/viec/" in page.url


def test_second_hand_at_the_same_step_is_told_who_was_first_and_keeps_his_text(visit: Visit) -> None:
    first, second = visit("chuyenvien.btc"), visit("truongban.btc")
    known = {
        "notify_refusal": {"number": "9-TB", "notified_on": "14/11/2025", "reason": "Chữ của người thứ hai"},
        "return_for_supplement": {"what": "Chữ của người thứ hai"},
        "return_recognition": {"what": "Chữ của người thứ hai"},
    }
    first.go("/")
    links = first.page.locator("a[href^='/viec/']")
    for task in links.evaluate_all("all => all.map(one => one.getAttribute('href'))"):
        first.go(task)
        verb = next((verb for verb in known if first.page.locator(f"#act-{verb}").count()), "")
        if verb:
            break
    second.go(task)
    fields = known[verb]
    second.fill(verb, **fields)
    first.do(verb, **fields)
    second.form(verb).get_by_role("button").last.click()
    confirm = second.page.locator("button[name=confirmed]")
    if confirm.count():
        confirm.click()
    second.page.get_by_text("Chữ của người thứ hai").first.wait_for()
    assert "/viec/" in second.page.url


def test_without_script_a_task_is_done_all_the_same(visit: Visit) -> None:
    visitor = visit("thuky.chibo", script=False)
    visitor.go("/")
    link = visitor.page.locator("a[href^='/viec/']").first
    link.click()
    assert "/viec/" in visitor.page.url
    assert visitor.page.locator("main form button").count() > 0
