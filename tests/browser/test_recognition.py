"""A recognition that fails twice and passes at the third vote, and the form of its resolution, on real screens."""

from collections.abc import Callable, Iterator

import pytest

from tests.browser.conftest import TODAY, Visitor, serving
from tests.browser.meetings import vote

pytestmark = pytest.mark.browser
MEMBER, DAY = "Mai Ngọc Thủy", "14/11/2025"
Visit = Callable[..., Visitor]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("served-recognition"), TODAY) as address:
        yield address


def test_recognition_fails_twice_and_passes_at_the_third_vote(visit: Visit) -> None:
    cell = visit("bithu.chibo")
    for failed in (1, 2):
        cell.open_task_of(MEMBER)
        vote(cell, "record_recognition_vote", MEMBER, on=DAY, against=8)
        cell.go("/ho-so/?q=mai+ngoc+thuy")
        cell.page.get_by_role("link", name=MEMBER).first.click()
        assert cell.page.locator("section:has(#votes-title) .chip-late").count() == failed
    cell.open_task_of(MEMBER)
    vote(cell, "record_recognition_vote", MEMBER, on=DAY, against=1)

    cell.go("/ho-so/?q=mai+ngoc+thuy")
    cell.page.get_by_role("link", name=MEMBER).first.click()
    page = cell.page.locator("main")
    assert page.locator("section:has(#votes-title) .chip-late").count() == 2
    page.get_by_role("link", name="Biểu mẫu: viết, ký, in").click()
    printed = cell.page.get_by_role("listitem").filter(has_text="13-KNĐ").last
    with cell.page.expect_download() as download:
        printed.get_by_role("link", name="PDF").click()
    assert download.value.suggested_filename.startswith("13-KN")
