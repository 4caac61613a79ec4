"""A standing committee votes by electronic secret ballot: six accounts, two keys, a count that names nobody."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import Visitor
from tests.browser.meetings import convene, item_of, send, unfolded

pytestmark = pytest.mark.browser
SUBJECT, DAY = "Đinh Văn Kiên", "14/11/2025"
#: All who sit in it; the last of them at a narrow screen.
MEMBERS = ("bithu.khoi", "truongban.btc", "phobithu.btv", "uyvien.kiemnhiem", "uyvien2.btv", "uyvien3.btv")
AGAINST = "uyvien2.btv"
PASSPHRASES = {"truongban.btc": "mật khẩu của người một", "phobithu.btv": "mật khẩu của người hai"}


def name_of(visitor: Visitor) -> str:
    return str(visitor.page.locator(".who").first.evaluate("node => node.firstChild.textContent.trim()"))


def make_key(teller: Visitor, meeting: str, passphrase: str) -> None:
    """From the page of the meeting, in the teller's own session."""
    teller.page.goto(meeting)
    teller.page.locator("a[href^='/phieu/khoa/']").click()
    for name in ("passphrase", "again"):
        teller.page.fill(f"[name={name}]", passphrase)
    send(teller, teller.page.locator("main form button[type=submit]").last)


def cast(voter: Visitor, number: int) -> str:
    """From the list of one's ballots to the receipt; ``number``: which of the choices on the ballot."""
    page = voter.page
    voter.go("/phieu/")
    page.locator("main ol.rows a.name").first.click()
    page.locator("[name=choice]").nth(number).check()
    page.locator("main form button[type=submit]").click()
    page.locator("button[name=confirmed]").click()
    return page.locator(".receipt").inner_text()


def test_electronic_secret_ballot_from_the_keys_to_the_outcome(visit: Callable[..., Visitor]) -> None:
    windows = {name: visit(name, width=320 if name == MEMBERS[-1] else 1280) for name in MEMBERS}
    chair = windows["bithu.khoi"]
    chair.open_task_of(SUBJECT)
    convene(chair, SUBJECT, on=DAY)
    meeting = chair.page.url
    for teller, passphrase in PASSPHRASES.items():
        make_key(windows[teller], meeting, passphrase)

    chair.page.goto(meeting)
    opening = unfolded(item_of(chair, SUBJECT).locator("form[action*='/open_']"))
    opening.locator("[name=form][value=secret]").check()
    opening.locator("[name=medium][value=electronic]").check()
    assert opening.locator("[name=tellers]:checked").count() == len(PASSPHRASES)  # those who made their keys
    send(chair, opening.get_by_role("button").last)

    receipts = [cast(windows[name], int(name == AGAINST)) for name in MEMBERS]
    assert len(set(receipts)) == len(MEMBERS)
    windows[AGAINST].go("/phieu/")
    assert windows[AGAINST].page.locator("main .chip-soon").count() == 0

    chair.page.goto(meeting)
    send(chair, unfolded(item_of(chair, SUBJECT).locator("form[action$='/seal_box/']")).get_by_role("button").last)
    counting = unfolded(item_of(chair, SUBJECT).locator("form[action$='/count_ballots/']"))
    for field, (teller, passphrase) in zip(("first", "second"), PASSPHRASES.items(), strict=True):
        counting.locator(f"[name={field}]").select_option(label=name_of(windows[teller]))
        counting.locator(f"[name={field}_passphrase]").fill(passphrase)
    send(chair, counting.get_by_role("button").last)

    item_of(chair, SUBJECT).locator("a[href^='/viec/']").click()
    chair.do("record_standing_vote", resolution_number="16-NQ", ended_at="10:30", conclusion="Đủ tiêu chuẩn")
    chair.open_task_of(SUBJECT)
    assert chair.page.locator("form[action$='/issue_decision/']").count() == 1
    assert "tán thành 5, không tán thành 1" in chair.page.locator("main").inner_text()
