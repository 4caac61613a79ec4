"""An expulsion through the pages: proposed by the cell, then by its grassroots committee, decided two levels up."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.conftest import Visitor
from tests.browser.meetings import convene, vote_on_forms
from tests.workflows.files import pdf

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
#: The day of the demonstration, whose acts have led the case through the vote of the cell.
DAY = "14/11/2025"
CASE = ".case-table a.name"


def found_in_tracker(inspector: Visitor) -> str:
    """The case, found as an inspector finds it; the name of the person it is about."""
    inspector.go("/ky-luat/theo-doi/?xem=bang&hinh_thuc=expulsion")
    name = inspector.page.locator(CASE).inner_text()
    inspector.page.locator(CASE).click()
    return name


def to_the_meeting(officer: Visitor, number: str) -> None:
    """A superior verifies by itself and hears him, however clear the facts are."""
    officer.to_open_task()
    officer.do("record_own_verification", number=number, remarks="Đã thẩm tra, xác minh đủ.", day=DAY)
    officer.do("go_to_hearing", day=DAY)
    officer.to_open_task()
    assert officer.page.locator("form[action$='/go_to_meeting/']").count() == 0, "he has not been heard here"
    officer.do("record_hearing", representative="Đại diện", mandate=number, opinion="Đề nghị xem xét.", day=DAY)
    officer.do("go_to_meeting", day=DAY)
    officer.to_open_task()


def record(officer: Visitor, verb: str) -> None:
    officer.fill(verb, conclusion="Kết luận đủ các yếu tố.", resolution_number="15-BB", ended_at="10:30")
    for box in officer.form(verb).locator("[name=conclusion_elements]").all():
        box.check()
    officer.do(verb)


def test_expulsion_proposed_by_the_cell_is_decided_two_levels_up(visit: Visit, tmp_path: Path) -> None:
    minutes = tmp_path / "kiem-phieu.pdf"
    minutes.write_bytes(pdf())
    base, above = visit("phobithu.b01"), visit("uyvien2.btv", width=320)
    name = found_in_tracker(base)
    votes = base.page.locator("section:has(#votes-title)")
    cell = votes.locator("h3").all_inner_texts()
    assert (len(cell), "Chi bộ" in cell[0], "Khai trừ" in votes.inner_text()) == (1, True, True)

    # the commission of a base only appraises (DIS-48): it has no vote on this form, its committee proposes
    base.to_open_task()
    assert base.page.locator("form[action$='/go_to_hearing/']").count() == 0
    base.do("forward_appraisal", number="21-BC/UBKT", remarks="Đồng ý đề nghị khai trừ.", day=DAY)
    to_the_meeting(base, "22-QĐ/UBKT")
    convene(base, name, on=DAY)
    vote_on_forms(base, name, "expulsion", minutes=minutes, warning=1)
    assert base.page.locator("form[action$='/record_level_decision/']").count() == 0, "it proposes, and decides nothing"
    record(base, "record_level_proposal")
    assert votes.locator("h3").count() == 2

    assert found_in_tracker(above) == name
    assert above.fits()
    heading = above.page.get_by_role("heading", name="Thẩm quyền quyết định")
    way = above.page.locator("section", has=heading).inner_text()
    assert way.index("đề nghị") < way.index("quyết định.")
    to_the_meeting(above, "31-QĐ/UBKT")
    assert above.fits()
    convene(above, name, on=DAY)
    assert above.fits()
    vote_on_forms(above, name, "expulsion", minutes=minutes)
    record(above, "record_level_decision")
    assert above.fits()
    above.to_open_task()
    above.do("sign_decision", day=DAY)
    above.to_open_task()
    above.do("announce_decision", place="Hội nghị chi bộ", receipt="handed", day=DAY)
    heading = above.page.get_by_role("heading", name="Quyết định", exact=True)
    assert "Khai trừ" in above.page.locator("section", has=heading).inner_text()
    assert above.fits()
