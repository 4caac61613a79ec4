"""Every field of the CV: what it accepts, and what it says of what it does not. Without a database."""

from datetime import date
from typing import Any

import pytest
from django.utils import translation

from admission.cv.checking import family_problems, read_part, read_person
from admission.cv.schema import schema
from tests.admission.cv.answers import FAMILY, PARTS
from workflows.papers.checking import Reading
from workflows.papers.fields import Field
from workflows.papers.values import About, Wrong, read

ON, BORN = date(2025, 8, 4), date(1999, 3, 15)
PLAIN = [part.code for part in schema().parts if part.code != "family"]
FIELDS = [
    *((part.code, one) for part in schema().parts for one in part.fields),
    *((f"{part.code}/{rows.name}", one) for part in schema().parts for rows in part.rows for one in rows.fields),
]
TEXTS = {"name", "line", "long"}


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def reading(part: str, **changed: Any) -> Reading:
    return read_part(schema().part(part), {**PARTS[part], **changed}, ON, BORN)


def person(relation: str = "father", **changed: str) -> Reading:
    typed = next(one for one in FAMILY if one["relation"] == relation)
    return read_person({**typed, **changed}, ON)


def problems(found: Reading) -> dict[str, str]:
    return {problem.key: problem.text for problem in found.problems}


def test_form_has_its_26_items_in_order_and_the_last_three_are_not_the_applicants():
    assert [item.number for item in schema().items] == list(range(1, 27))
    assert [item.number for item in schema().items if item.by_committee] == [24, 25, 26]
    assert [item.number for item in schema().items if item.third_persons] == [21, 24]


@pytest.mark.parametrize("part", PLAIN)
def test_whole_part_is_read_without_a_problem(part):
    assert problems(reading(part)) == {}


@pytest.mark.parametrize("typed", FAMILY, ids=lambda typed: str(typed["relation"]))
def test_whole_person_is_read_without_a_problem(typed):
    assert problems(read_person(typed, ON)) == {}


# every field


def wrong(one: Field, typed: str) -> str:
    with pytest.raises(Wrong) as told:
        read(one, typed, About(ON, BORN))
    return str(told.value)


@pytest.mark.parametrize(("where", "one"), FIELDS, ids=lambda value: getattr(value, "name", value))
def test_character_that_nobody_can_read_is_refused_at_every_field(where, one):
    for char in ("\x07", "\x00", "\ufffd", "\ue000"):
        told = wrong(one, f"ab{char}")
        assert told == (
            f"The character at place 3 cannot be printed (U+{ord(char):04X}). Delete it and type the text again."
        )


@pytest.mark.parametrize(
    ("where", "one"),
    [pair for pair in FIELDS if pair[1].kind in TEXTS],
    ids=lambda value: getattr(value, "name", value),
)
def test_every_text_has_a_longest_length_and_the_last_character_still_fits(where, one):
    assert read(one, "a" * one.most, About(ON)) == "a" * one.most
    assert wrong(one, "a" * (one.most + 1)) == (f"At most {one.most} characters; here there are {one.most + 1}.")


@pytest.mark.parametrize(
    ("where", "one"),
    [pair for pair in FIELDS if pair[1].kind not in TEXTS],
    ids=lambda value: getattr(value, "name", value),
)
def test_every_field_that_is_no_text_refuses_words(where, one):
    assert wrong(one, "chữ bất kỳ")


KINDS = {kind: next(one for _where, one in FIELDS if one.kind == kind) for kind in ("name", "year", "digits")}
KINDS |= {"day": next(one for _where, one in FIELDS if one.name == "union_on")}
KINDS |= {kind: next(one for _where, one in FIELDS if one.kind == kind) for kind in ("month", "month_or_now", "choice")}


@pytest.mark.parametrize(
    ("kind", "typed", "told"),
    [
        ("day", "31/02/2014", "There is no such day in the calendar: “31/02/2014”."),
        ("day", "29/02/2015", "There is no such day in the calendar: “29/02/2015”."),
        ("day", "05/08/2025", "05/08/2025 lies in the future."),
        ("day", "15/03/1999", "15/03/1999 lies before the birth."),
        ("day", "2014", "Write the day as dd/mm/yyyy, for example 25/03/2026."),
        ("month", "13/2020", "There is no month 13."),
        ("month", "00/2020", "There is no month 0."),
        ("month", "09/2025", "09/2025 lies in the future."),
        ("month", "02/1999", "02/1999 lies before the birth."),
        ("month", "nay", "Write the month as mm/yyyy, for example 09/2021."),
        (
            "month_or_now",
            "mai",
            "Write the month as mm/yyyy, for example 09/2021, or “nay” where it goes on.",
        ),
        ("year", "35", "Write the year in four digits."),
        ("year", "2026", "2026 lies in the future."),
        ("year", "1799", "The year 1799 is too early."),
        ("digits", "12345", "Write exactly 12 digits."),
        ("digits", "00109900000a", "Write exactly 12 digits."),
        ("digits", "٠٠١٠٩٩٠٠٠٠٠١", "Write exactly 12 digits."),
        ("name", "Nguyễn 3", "A name is written in letters only, without numbers or signs."),
        ("name", "<b>A</b>", "A name is written in letters only, without numbers or signs."),
        ("name", "--", "Write the name in letters."),
        ("choice", "x", "Choose one of the answers."),
    ],
)
def test_what_cannot_be_is_refused_with_what_would_do(kind, typed, told):
    assert wrong(KINDS[kind], typed) == told


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("day", "16/03/1999", "1999-03-16"),
        ("day", "4.8.2025", "2025-08-04"),
        ("month", "03/1999", "1999-03"),
        ("month", "8-2025", "2025-08"),
        ("month", "2020-07", "2020-07"),
        ("month_or_now", "Nay", "now"),
        ("digits", "001 099 000 001", "001099000001"),
        ("name", "Y Thị\u200b H’Mốc-Ê", "Y Thị H’Mốc-Ê"),
        ("year", "1800", 1800),
    ],
)
def test_what_people_write_is_read(kind, typed, value):
    assert read(KINDS[kind], typed, About(ON, BORN)) == value


@pytest.mark.parametrize("part", PLAIN)
def test_empty_part_misses_every_field_that_is_asked_and_nothing_is_called_wrong(part):
    found = read_part(schema().part(part), {}, ON, None)
    asked = {one.name for one in schema().part(part).fields if one.required and one.when is None}
    asked |= {rows.name for rows in schema().part(part).rows}
    assert {problem.key for problem in found.problems} == asked
    assert all(problem.missing for problem in found.problems)


# item 15


def work(*lines: tuple[str, str]) -> dict[str, str]:
    rows = [{"since": since, "until": until, "what": "Việc", "position": ""} for since, until in lines]
    return problems(reading("history", work=rows))


@pytest.mark.parametrize(
    "lines",
    [
        [("09/2017", "nay")],
        [("09/2017", "08/2025")],
        [("09/2017", "12/2020"), ("01/2021", "nay")],
        [("09/2017", "12/2020"), ("12/2020", "nay")],
        [("09/2017", "09/2017"), ("09/2017", "10/2017"), ("11/2017", "nay")],
    ],
    ids=str,
)
def test_work_told_month_by_month_is_whole(lines):
    assert work(*lines) == {}


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (
            [("09/2017", "12/2020"), ("02/2021", "nay")],
            {"work.1.since": "Months are missing after line 1: 01/2021 to 01/2021."},
        ),
        (
            [("09/2017", "10/2020"), ("02/2021", "nay")],
            {"work.1.since": "Months are missing after line 1: 11/2020 to 01/2021."},
        ),
        (
            [("09/2017", "12/2020"), ("11/2020", "nay")],
            {"work.1.since": "Months told twice, also in line 1: 11/2020 to 12/2020."},
        ),
        (
            [("09/2017", "12/2020"), ("02/2018", "03/2018"), ("04/2018", "nay")],
            {"work.1.since": "Months told twice, also in line 1: 02/2018 to 03/2018."},
        ),
        ([("09/2017", "07/2025")], {"work.0.until": "Months are missing from 08/2025 until now."}),
        (
            [("09/2017", "nay"), ("01/2020", "nay")],
            {"work.0.until": "Line 1 already goes on until now; end it or put this line before it."},
        ),
        ([("09/2020", "08/2020"), ("09/2020", "nay")], {"work.0.until": "The end lies before the beginning."}),
        ([("09/2017", ""), ("02/2021", "nay")], {"work.0.until": "This is still missing."}),
    ],
    ids=str,
)
def test_gaps_and_overlaps_of_work_are_told_with_their_months(lines, told):
    assert work(*lines) == told


def test_empty_lines_between_are_left_out_and_problems_stand_at_the_line_as_typed():
    rows = [
        {"since": "09/2017", "until": "12/2020", "what": "Việc", "position": ""},
        {"since": " ", "until": "", "what": "", "position": ""},
        {"since": "03/2021", "until": "nay", "what": "Việc", "position": ""},
    ]
    assert problems(reading("history", work=rows)) == {
        "work.2.since": "Months are missing after line 1: 01/2021 to 02/2021."
    }


def test_more_lines_than_the_item_has_are_refused():
    line = {"since": "05/2020", "until": "06/2020", "what": "Học"}
    assert problems(reading("history", youth=[line] * 31)) == {"youth": "At most 30 lines."}


def test_none_and_lines_contradict_each_other():
    found = problems(reading("record", **{"rewards.none": "on"}))
    assert found == {"rewards.none": "Lines are written below; delete them or take the mark away."}


# items 12, 13, 21


def test_readmission_is_asked_of_former_members_alone():
    later = {"first_admitted_on": "02/03/2018", "first_admitted_at": "Chi bộ Mẫu", "first_introducers": "A, B"}
    assert problems(reading("schooling", readmission="yes", **later)) == {}
    assert set(problems(reading("schooling", readmission="yes"))) == set(later)
    told = problems(reading("schooling", readmission="no", **later))
    assert told == dict.fromkeys(
        later, "This is not asked after the answer above; leave it empty or change that answer."
    )


def test_official_before_admitted_is_refused():
    first = {"first_admitted_on": "02/03/2018", "first_admitted_at": "Chi bộ Mẫu", "first_introducers": "A, B"}
    found = problems(reading("schooling", readmission="yes", **first, first_official_on="02/03/2018"))
    assert found == {"first_official_on": "The day lies before the first admission."}


def test_union_day_and_place_belong_together():
    assert set(problems(reading("schooling", union_on="", union_place=""))) == {"union_on", "union_place"}
    assert problems(reading("schooling", union_member="no", union_on="", union_place="")) == {}


def test_relation_decides_what_is_asked():
    assert problems(person("father", class_origin="")) == {"class_origin": "This is still missing."}
    assert set(problems(person("sibling", nationality="", convictions=""))) == {"nationality", "convictions"}
    assert "class_origin" not in person("sibling", class_origin="Nông dân").values
    assert problems(read_person({"relation": "cousin"}, ON)) == {"relation": "Choose the relation."}


def test_the_dead_have_a_year_a_cause_and_a_place_and_no_residence():
    assert set(problems(person("father", deceased="yes", residence="", abroad="", party_member="", party_cell=""))) == {
        "died_year",
        "died_of",
        "died_at",
    }
    found = problems(person("grandfather_paternal", died_year="1934"))
    assert found == {"died_year": "The year of death lies before the year of birth."}
    assert set(problems(person("grandfather_paternal", residence="Xã Minh Họa"))) == {"residence"}


def test_member_names_his_cell():
    assert problems(person("father", party_cell="")) == {"party_cell": "This is still missing."}


def test_family_has_a_parent_and_nobody_twice():
    people = [{"relation": one} for one in ("father", "father", "sibling", "sibling")]
    assert [(one.key, one.text) for one in family_problems(people)] == [
        ("father", "Cha đẻ stands there more than once.")
    ]
    assert [one.key for one in family_problems([{"relation": "spouse"}])] == ["family"]
    assert family_problems([{"relation": "raiser"}]) == []
