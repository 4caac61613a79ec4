"""An applicant moves from one organisation to another: both sides, on real screens."""

import re
from collections.abc import Callable, Iterator

import pytest

from tests.browser.conftest import TODAY, Visitor, serving

pytestmark = pytest.mark.browser
APPLICANT, DAY = "Phạm Hồng Thu", "14/11/2025"
Visit = Callable[..., Visitor]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("served-transfer"), TODAY) as address:
        yield address


def waiting(visitor: Visitor) -> int:
    """How often the applicant stands in the inbox and in a search of the dossiers."""
    found = 0
    for address in ("/", "/?tab=shared", "/?tab=waiting", "/ho-so/?q=pham+hong+thu"):
        visitor.go(address)
        found += visitor.page.locator("main").get_by_text(APPLICANT).count()
    return found


def code_of_own_cell(visitor: Visitor) -> str:
    """As everybody finds it: in the tree, at the place of one's own seat."""
    visitor.go("/to-chuc/")
    return str(visitor.page.locator("#tree a[aria-current=true] .code").first.inner_text())


def test_applicant_moves_to_another_organisation(visit: Visit) -> None:
    origin, committee, stranger = visit("bithu.chibo"), visit("bithu.dangbo"), visit("bithu.chibo2")
    there = visit("bithu.chibocoso")
    assert (waiting(there), waiting(stranger)) == (0, 0)
    code = code_of_own_cell(there)

    origin.open_task_of(APPLICANT)
    origin.page.locator("main a[href^='/ho-so/']").first.click()
    address = origin.page.url
    # what does not exist is said at its field, and nothing is lost
    form = origin.fill("report_move", decision_number="77-QĐ", decided_on=DAY, destination="0.0.0")
    with origin.page.expect_navigation():
        form.get_by_role("button").last.click()
    assert "Không có tổ chức nào mang mã này" in origin.page.locator("main").inner_text()
    origin.do("report_move", destination=code)
    assert "Đang chuyển hồ sơ đi nơi khác" in origin.page.locator("main").inner_text()

    committee.open_task_of(APPLICANT)
    assert "Mục 3.9a Hướng dẫn 06-HD/TW" in committee.page.locator("main").inner_text()
    assert waiting(there) == 0
    committee.open_task_of(APPLICANT)
    committee.do("send_transfer", letter_number="12-GCN", sent_on=DAY)
    assert waiting(origin) > 0

    there.open_task_of(APPLICANT)
    there.do("receive_transfer", received_on=DAY)
    assert (waiting(origin), waiting(stranger)) == (0, 0)
    assert origin.page.context.request.get(address).status == 404

    there.open_task_of(APPLICANT)
    there.do("assign_new_helper", helper=1, assigned_on=DAY)
    there.go("/ho-so/?q=pham+hong+thu")
    there.page.get_by_role("link", name=re.compile(APPLICANT)).first.click()
    text = there.page.locator("main").inner_text()
    assert "Giấy chứng nhận quần chúng đang được giúp đỡ" in text
    assert there.page.url == address
    assert "Đang lập hồ sơ" in text
