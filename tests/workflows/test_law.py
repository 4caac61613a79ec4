"""The law of a day: what is in force, what repeals and drafts do, and which files are refused."""

from datetime import date
from pathlib import Path

import pytest

from workflows.law import (
    Certainty,
    LawError,
    NotInForce,
    Ratio,
    change_days,
    history,
    law_on,
    overlay_folders,
    regulations_in,
)

REG_A = """
regulation: reg-a-2025
number: Quy định A
title: Quy định A
axis: regulation
issued: 2025-01-01
effective: 2025-01-01
source: test
provisions:
  age.min: {value: 18, unit: year, article: Điều 1, certainty: text}
  age.max: {value: 60, unit: year, article: Điều 1, certainty: secondary}
"""
REG_B = """
regulation: reg-b-2030
number: Quy định B
title: Quy định B
axis: regulation
issued: 2029-11-15
effective: 2030-01-01
repeals: [reg-a-2025]
source: test
provisions:
  age.min: {value: 20, unit: year, article: Điều 2, certainty: text}
"""
AMENDMENT = """
regulation: reg-c-2027
number: Quy định C
title: Quy định C
axis: regulation
issued: 2027-01-01
effective: 2027-06-01
source: test
provisions:
  age.max: {value: 65, unit: year, article: Điều 3, certainty: text}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "2025-01-01-reg-a.yaml").write_text(REG_A)
    return tmp_path


def add(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text)
    return folder


@pytest.mark.parametrize(
    ("day", "minimum", "maximum"),
    [
        (date(2025, 1, 1), 18, 60),
        (date(2027, 5, 31), 18, 60),
        (date(2027, 6, 1), 18, 65),
        (date(2029, 12, 31), 18, 65),
        (date(2030, 1, 1), 20, 65),
    ],
)
def test_law_amends_and_repeals_from_the_day_of_effect(folder: Path, day: date, minimum: int, maximum: int) -> None:
    add(folder, "2027-06-01-reg-c.yaml", AMENDMENT)
    add(folder, "2030-01-01-reg-b.yaml", REG_B)
    law = law_on(folder, day)
    assert (law["age.min"].value, law["age.max"].value) == (minimum, maximum)


def test_an_axis_may_take_another_day_than_the_case(folder: Path) -> None:
    for code, day, value in (("sub-a-2020", "2020-01-01", 5), ("sub-b-2028", "2028-01-01", 7)):
        text = (
            REG_A.replace("reg-a-2025", code).replace("2025-01-01", day).replace("axis: regulation", "axis: substance")
        )
        text = text.replace("age.min: {value: 18", f"period: {{value: {value}").replace("  age.max", "  other")
        (folder / f"{day}-{code[:5]}.yaml").write_text(text)
    for draft in ("2027-01-01", "2029-01-01"):
        text = REG_A.replace("age.", "draft.").replace("reg-a-2025", f"sub-d-{draft[:4]}").replace("2025-01-01", draft)
        text = text.replace("axis: regulation", "axis: substance\nstatus: draft")
        (folder / f"{draft}-sub-d.yaml").write_text(text)

    law = law_on(folder, date(2028, 6, 1), axes={"substance": date(2026, 6, 1)})
    assert (law["period"].value, law["age.min"].value, law.superseded_by) == (5, 18, ())
    assert law.by_axis == {"regulation": "reg-a-2025", "substance": "sub-a-2020"}
    assert law.at(date(2030, 1, 1))["period"].value == 5
    later = law_on(folder, date(2026, 6, 1), axes={"substance": date(2028, 6, 1)})
    assert (later["period"].value, [r.code for r in later.superseded_by]) == (7, ["sub-d-2027"])


def test_law_drops_what_the_repealed_set_and_the_new_does_not(folder: Path) -> None:
    add(folder, "2030-01-01-reg-b.yaml", REG_B)
    assert [p.name for p in law_on(folder, date(2029, 12, 31))] == ["age.max", "age.min"]
    assert [p.name for p in law_on(folder, date(2030, 1, 1))] == ["age.min"]


def test_law_says_which_value_is_missing_and_when(folder: Path) -> None:
    with pytest.raises(NotInForce) as caught:
        law_on(folder, date(2030, 1, 1))["introducers.min"]
    assert str(caught.value) == "'introducers.min' has no value on 2030-01-01: no regulation in force sets it."


def test_law_is_empty_before_the_first_regulation(folder: Path) -> None:
    law = law_on(folder, date(2024, 12, 31))
    assert (list(law), law.get("age.min"), "age.min" in law) == ([], None, False)


def test_draft_is_never_applied_and_repeals_nothing(folder: Path) -> None:
    add(folder, "2030-01-01-reg-b.yaml", REG_B + "status: draft\n")
    law = law_on(folder, date(2030, 1, 1))
    assert (law["age.min"].value, law["age.max"].value) == (18, 60)
    assert [r.code for r in law.superseded_by] == ["reg-b-2030"]
    assert [p.value for p in history(folder, "age.min")] == [18]


def test_draft_of_another_axis_supersedes_nothing(folder: Path) -> None:
    other = REG_B.replace("axis: regulation", "axis: guidance").replace("age.min", "pulse.min")
    add(folder, "2030-01-01-reg-b.yaml", other + "status: draft\n")
    law = law_on(folder, date(2030, 1, 1))
    assert (law.superseded_by, law.notice) == ((), "")


def test_value_holds_for_a_part_of_the_time_of_its_regulation(folder: Path) -> None:
    """The first day is in, the day of ``until`` is out; the days are among those on which the law changes."""
    part = REG_A.replace("value: 18", "value: 18, until: 2025-03-01").replace(
        "value: 60", "value: 60, since: 2025-02-01"
    )
    add(folder, "2025-01-01-reg-a.yaml", part)
    days = [date(2025, 1, 31), date(2025, 2, 1), date(2025, 2, 28), date(2025, 3, 1)]
    held = [[provision.name for provision in law_on(folder, day)] for day in days]
    assert held == [["age.min"], ["age.max", "age.min"], ["age.max", "age.min"], ["age.max"]]
    assert law_on(folder, days[1])["age.max"].citation["since"] == "2025-02-01"
    assert change_days(folder) == [date(2025, 1, 1), date(2025, 2, 1), date(2025, 3, 1)]


def test_value_of_an_amendment_that_ends_gives_way_to_the_one_before(folder: Path) -> None:
    add(folder, "2027-06-01-reg-c.yaml", AMENDMENT.replace("value: 65", "value: 65, until: 2027-07-01"))
    days = [date(2027, 5, 31), date(2027, 6, 1), date(2027, 6, 30), date(2027, 7, 1)]
    assert [law_on(folder, day)["age.max"].value for day in days] == [60, 65, 65, 60]


def test_history_lists_every_value_in_the_order_of_effect(folder: Path) -> None:
    add(folder, "2030-01-01-reg-b.yaml", REG_B)
    assert [(p.effective, p.value) for p in history(folder, "age.min")] == [
        (date(2025, 1, 1), 18),
        (date(2030, 1, 1), 20),
    ]


@pytest.mark.parametrize("certainty", ["secondary", "local", "design", "unverified"])
def test_value_without_an_article_stands_with_a_note(folder: Path, certainty: str) -> None:
    unknown = REG_A.replace("article: Điều 1, certainty: text", f"certainty: {certainty}, note: Không rõ số điều")
    add(folder, "2025-01-01-reg-a.yaml", unknown)
    provision = law_on(folder, date(2025, 1, 1))["age.min"]
    assert (provision.article, provision.certainty.value, provision.citation["note"]) == (
        "",
        certainty,
        "Không rõ số điều",
    )


@pytest.mark.parametrize("certainty", ["text", "quoted"])
def test_text_that_was_read_has_an_article_in_spite_of_a_note(folder: Path, certainty: str) -> None:
    unknown = REG_A.replace("article: Điều 1, certainty: text", f"certainty: {certainty}, note: Không rõ số điều")
    add(folder, "2025-01-01-reg-a.yaml", unknown)
    with pytest.raises(LawError, match=r"'age\.min': 'article' is missing\."):
        law_on(folder, date(2025, 1, 1))


def test_law_of_another_day_comes_from_the_same_files(folder: Path) -> None:
    add(folder, "2030-01-01-reg-b.yaml", REG_B)
    law = law_on(folder, date(2030, 1, 1))
    assert (law.at(date(2029, 12, 31))["age.min"].value, law["age.min"].value) == (18, 20)
    assert law.at(date(2030, 1, 1)) is law


def test_overlay_wins_only_where_it_is_chosen(folder: Path) -> None:
    local = folder / "local" / "here"
    local.mkdir(parents=True)
    add(local, "2027-06-01-reg-c.yaml", AMENDMENT.replace("axis: regulation", "axis: local"))
    day = date(2028, 1, 1)
    assert law_on(folder, day)["age.max"].value == 60
    assert law_on(folder, day, overlay_folders(folder, ["here"]))["age.max"].value == 65
    with pytest.raises(LawError):
        overlay_folders(folder, ["nowhere"])


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        (", article: Điều 1, certainty: text", ", certainty: text", "'age.min': 'article' is missing."),
        (", article: Điều 1, certainty: text", ", article: '', certainty: text", "'age.min': 'article' is missing."),
        ("unit: year, article: Điều 1, certainty: text", "article: Điều 1, certainty: text", "unknown unit 'None'."),
        (
            "unit: year, article: Điều 1, certainty: text",
            "unit: moons, article: Điều 1, certainty: text",
            "'age.min': unknown unit 'moons'.",
        ),
        ("certainty: text", "certainty: sure", "'age.min': unknown certainty 'sure'."),
        ("certainty: text", "certainty: design", "'age.min': a convention of design is no article; say it in 'note'."),
        (", article: Điều 1, certainty: text", ", certainty: design", "'age.min': 'article' is missing."),
        (", article: Điều 1, certainty: text", ", certainty: secondary", "'age.min': 'article' is missing."),
        ("axis: regulation", "axis: weather", "unknown axis 'weather'."),
        ("source: test", "source: test\nrepeals: [reg-x]", "'repeals' names an unknown regulation 'reg-x'."),
        ("source: test", "source: test\nstatus: maybe", "unknown status 'maybe'."),
        ("source: test", "sauce: test", "'source' is missing or no text."),
        ("source: test", "source: test\nsauce: test", "unknown key 'sauce'."),
        ("value: 18", "value: eighteen", "'age.min': the value 'eighteen' does not fit the unit 'year'."),
        ("value: 18", "value: true", "'age.min': the value True does not fit the unit 'year'."),
        ("value: 18", "value: -1", "'age.min': the value -1 is negative."),
        ("{value: 18, ", "{", "'age.min': 'value' is missing."),
        ("value: 18", "valeu: 18", "'age.min': unknown key 'valeu'."),
        ("value: 18", "value: 18, op: at_least", "'age.min': 'op' belongs to a ratio only."),
        ("  age.max", "  age.min", "'age.min' is written twice."),
        ("effective: 2025-01-01", "effective: soon", "'effective' is missing or no day (YYYY-MM-DD)."),
        ("effective: 2025-01-01", "effective: 2025-02-30", "day is out of range for month"),
        ("issued: 2025-01-01", "issued: 2025-01-02", "'effective' lies before 'issued'."),
        ("effective: 2025-01-01", "effective: 2025-01-02", "the file is named by its day of effect and its code"),
        ("regulation: reg-a-2025", "regulation: reg-z-2025", "the file is named by its day of effect and its code"),
        ("provisions:", "provisions: [", "is not YAML"),
        ("value: 18", "value: 18, since: soon", "'age.min': 'since' and 'until' are days (YYYY-MM-DD)."),
        ("value: 18", "value: 18, until: 7", "'age.min': 'since' and 'until' are days (YYYY-MM-DD)."),
        ("value: 18", "value: 18, since: 2024-12-31", "'age.min': 'since' lies before the regulation"),
        ("value: 18", "value: 18, since: 2025-03-01, until: 2025-03-01", "or 'until' not after 'since'."),
    ],
)
def test_file_with_a_fault_is_refused_and_named(folder: Path, before: str, after: str, problem: str) -> None:
    add(folder, "2025-01-01-reg-a.yaml", REG_A.replace(before, after, 1))
    with pytest.raises(LawError) as caught:
        law_on(folder, date(2026, 1, 1))
    assert str(caught.value).startswith(("2025-01-01-reg-a.yaml", "reg-a-2025"))
    assert str(caught.value).count(problem) == 1


def test_code_set_by_two_files_is_refused(folder: Path) -> None:
    add(folder, "2025-01-01-reg-a-2025.yaml", REG_A)
    with pytest.raises(LawError, match="'reg-a-2025' is set by two files"):
        regulations_in(folder)


def test_value_on_two_axes_is_refused(folder: Path) -> None:
    add(folder, "2027-06-01-reg-c.yaml", AMENDMENT.replace("axis: regulation", "axis: guidance"))
    with pytest.raises(LawError, match=r"'age\.max' is set on two axes, regulation and guidance"):
        law_on(folder, date(2026, 1, 1))


@pytest.mark.parametrize("value", ["[2]", "[2, 3, 4]", "[2.0, 3]", "[3, 2]", "[0, 3]", "2/3", "[true, 2]"])
def test_ratio_is_two_integers(folder: Path, value: str) -> None:
    add(
        folder,
        "2025-01-01-reg-a.yaml",
        REG_A.replace("18, unit: year", f"{value}, op: at_least, unit: ratio"),
    )
    with pytest.raises(LawError):
        regulations_in(folder)


@pytest.mark.parametrize(("op", "strict"), [("at_least", False), ("more_than", True)])
def test_ratio_reads_its_comparison(folder: Path, op: str, strict: bool) -> None:
    add(folder, "2025-01-01-reg-a.yaml", REG_A.replace("18, unit: year", f"[2, 3], op: {op}, unit: ratio"))
    assert law_on(folder, date(2025, 1, 1))["age.min"].value == Ratio(2, 3, strict)


def test_weakest_certainty_is_the_last_of_the_order() -> None:
    assert Certainty.weakest([Certainty.TEXT, Certainty.DESIGN, Certainty.SECONDARY]) is Certainty.DESIGN
    assert Certainty.weakest([]) is Certainty.TEXT
