"""A vote as an officer takes it on the screens: convene, note who is there, open, vote, seal, count, record."""

from collections.abc import Collection
from pathlib import Path

from playwright.sync_api import Locator

from tests.browser.conftest import Visitor


def send(officer: Visitor, button: Locator) -> None:
    """Click, and confirm on the review page where there is one."""
    with officer.page.expect_navigation():
        button.click()
    confirm = officer.page.locator("button[name=confirmed]")
    if confirm.count():
        with officer.page.expect_navigation():
            confirm.click()
    problem = officer.page.locator("#problem")
    assert problem.count() == 0, problem.inner_text()


def convene(officer: Visitor, person: str, *, on: str, barred: Collection[str] = ()) -> None:
    """From the task's page: a meeting with this one case, everybody there, opened; ``barred``: who may not minute."""
    page = officer.page
    page.locator("main a[href^='/cuoc-hop/moi/']").click()
    for box in page.locator("[name=tasks]").all():
        box.set_checked(person in box.locator("xpath=ancestor::label").inner_text())
    for name, value in {"held_on": on, "starts_at": "8:00", "place": "Hội trường", "notice_sent_on": on}.items():
        page.fill(f"[name={name}]", value)
    page.select_option("[name=chair]", index=1)
    chair = page.locator("[name=chair]").input_value()
    others = page.locator("[name=secretary] option").evaluate_all("all => all.map(one => [one.value, one.text])")
    able = [value for value, text in others if value not in ("", chair) and not any(name in text for name in barred)]
    page.select_option("[name=secretary]", able[0])
    send(officer, page.locator("main form button[type=submit]").last)
    send(officer, page.locator("#act-attend button[type=submit]"))
    send(officer, page.locator("#act-open button[type=submit]"))


def item_of(officer: Visitor, person: str) -> Locator:
    """The item that the page shows in full."""
    return officer.page.locator("article", has_text=person)


def unfolded(form: Locator) -> Locator:
    """The form, whatever it is folded into."""
    if not form.get_by_role("button").last.is_visible():
        form.locator("xpath=ancestor::details[1]/summary").click()
    return form


def vote(officer: Visitor, verb: str, person: str, *, on: str, against: int = 0, minutes: Path | None = None) -> None:
    """The whole meeting of the open step, from the task's page to the recorded resolution.

    By raised cards, or by secret ballot on paper where the signed ``minutes`` of the counting team are given.
    """
    convene(officer, person, on=on)
    opening = unfolded(item_of(officer, person).locator("form[action*='/open_']"))
    opening.locator(f"[name=form][value={'secret' if minutes else 'card'}]").check()
    for number in (0, 1) if minutes else ():
        opening.locator("[name=tellers]").nth(number).check()
    send(officer, opening.get_by_role("button").last)
    voters = int(item_of(officer, person).locator("dl.facts dd").nth(2).inner_text())
    send(officer, unfolded(item_of(officer, person).locator("form[action$='/seal_box/']")).get_by_role("button").last)
    counting = unfolded(item_of(officer, person).locator("form[action$='/count_votes/']"))
    counts = {"votes_yes": voters - against, "votes_no": against, "invalid": 0}
    for name, value in (counts | ({"issued": voters, "returned": voters} if minutes else {})).items():
        for teller in (1, 2):
            counting.locator(f"[name={name}_{teller}]").fill(str(value))
    if minutes:
        counting.locator("[name=minutes]").set_input_files(minutes)
    send(officer, counting.get_by_role("button").last)
    item_of(officer, person).locator("a[href^='/viec/']").click()
    officer.do(verb, resolution_number="15-NQ", ended_at="10:30", conclusion="Đủ tiêu chuẩn")


def vote_on_forms(officer: Visitor, person: str, form: str, *, minutes: Path, **others: int) -> set[str]:
    """The secret ballot on the forms of discipline at the opened meeting, as far as its count; the page of the task is
    open then. ``form`` gets what ``others`` leave. Returns the names that the count asked for.
    """
    opening = unfolded(item_of(officer, person).locator("form[action*='/open_']"))
    opening.locator("[name=form][value=secret]").check()
    opening.locator("[name=medium][value=paper]").check()
    for number in (0, 1):
        opening.locator("[name=tellers]").nth(number).check()
    send(officer, opening.get_by_role("button").last)
    voters = int(item_of(officer, person).locator("dl.facts dd").nth(2).inner_text())
    sealing = unfolded(item_of(officer, person).locator("form[action$='/seal_box/']"))
    send(officer, sealing.get_by_role("button").last)
    counting = unfolded(item_of(officer, person).locator("form[action$='/count_votes/']"))
    names = counting.locator("input").evaluate_all("all => all.map(one => one.name)")
    asked = {name.removesuffix("_1") for name in names if name.endswith("_1")}
    given = {form: voters - sum(others.values()), **others}
    counts = dict.fromkeys(asked, 0) | {"issued": voters, "returned": voters}
    counts |= {f"votes_{name}": count for name, count in given.items()}
    for name, value in counts.items():
        for teller in (1, 2):
            counting.locator(f"[name={name}_{teller}]").fill(str(value))
    counting.locator("[name=minutes]").set_input_files(minutes)
    send(officer, counting.get_by_role("button").last)
    item_of(officer, person).locator("a[href^='/viec/']").click()
    return asked
