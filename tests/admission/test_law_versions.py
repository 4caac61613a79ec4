"""The law of admission over the years: every value the day before, on the day of and the day after a change, as a
second reading of the sources has it; how each text is known; drafts that never apply.
"""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from admission.facts import Facts
from workflows import plain_yaml
from workflows.calendar import shipped_calendar
from workflows.clocks import clock_line
from workflows.deadlines import clock
from workflows.law import Certainty, Law, Provision, history, law_on, regulations_in
from workflows.models import Case
from workflows.procedures import law_folder
from workflows.rules import Status, declared_rules, judge
from workflows.votes import RosterMember, propose_roster

HERE = Path(__file__).parent
LAW = law_folder("admission")
ONE_DAY = timedelta(days=1)
#: The days on which a loaded regulation took effect, from the first guidance on.
CHANGES = [
    date(2016, 9, 20),
    date(2021, 7, 30),
    date(2021, 9, 28),
    date(2025, 1, 20),
    date(2025, 6, 9),
    date(2025, 7, 1),
]
#: Set for some years only, on purpose: the chains of the Khối and after it; what an abolished centre had issued.
OF_THEIR_TIME = {
    "profile.p0.steps",
    "profile.p0k.steps",
    "profile.p1.steps",
    "profile.p5.steps",
    "certificate.district_issuer_until",
    "population.flag",
    "special.private_owner",
    *(f"pilot_powers.{name}" for name in ("members_min", "good_years", "multi_province", "excluded")),
}
#: Regulations on single subjects and on forms, which follow no other on their axis.
ASIDE = ("substance", "procedure", "forms")
ASIDE_TODAY = {"08-hd-btctw-2021", "113-qd-tw-2023", "15-hd-ubkttw-2025"}
TEXT_READ = {"06-hd-tw-2025", "294-qd-tw-2025", "38-hd-btctw-2025"}
#: In force on every day: the statute, and what this system itself lays down of meetings, which is no text of law.
ALWAYS = ["dieu-le-dang-2011", "quy-uoc-cuoc-hop"]
#: Rules that nothing national sets, and rules whose text is first read in the guidance on forms of 29/9/2025.
LOCAL_ONLY = {
    "introduced_without_organizations",
    "readmission_papers_are_there",
    "learner_was_on_the_list",
    "cell_forwards_in_time",
    "committee_forwards_in_time",
    "proposing_was_a_breach",
}
SINCE_38_HD = {
    "intake_is_stopped",
    "cancellation_after_intake_is_consented",
    "helper_is_official",
    "dossier_is_proposed_then_allowed",
    "member_records_are_made_in_time",
    "cv_number_is_well_formed",
    "cv_number_is_unique",
    "lost_file_is_made_good",
    "loss_is_answered_for",
}
#: Of single subjects, within their own days.
SUBJECTS = {"population_wait_is_over", "population_matter_is_concluded", "pilot_powers_may_be_given"}
SECOND_HAND = {"29-qd-tw-2016", "24-qd-tw-2021", "232-qd-tw-2025", "01-hd-tw-2016", "01-hd-tw-2021"} | {
    "05-qdi-tw-2018",
    "08-hd-btctw-2021",
    "113-qd-tw-2023",
}
#: Of which only the day is used, by a convention of this system.
DAY_ONLY = {"15-hd-ubkttw-2025"}


def read(path: Path) -> Any:
    return plain_yaml.load(path.read_text(encoding="utf-8"))


def seen(found: Provision | None) -> list[Any] | None:
    """A value as the second reading writes it; None when it is not in force."""
    return None if found is None else [found.shown, found.unit, found.article, found.certainty.value]


VALUES = [read(path) for path in sorted((HERE / "law_values").glob("*.yaml"))]
TABLE = read(HERE / "law_table.yaml")


def second_reading() -> list[Any]:
    return [
        pytest.param(
            data["effective"],
            name,
            row.get("before", row.get("same")),
            row.get("since", row.get("same")),
            data["regulation"],
            id=f"{data['regulation']} {name}",
        )
        for data in VALUES
        for name, row in data["values"].items()
    ]


@pytest.mark.parametrize(("effective", "name", "before", "since", "code"), second_reading())
def test_value_changes_on_the_day_of_effect(
    effective: date, name: str, before: list[Any] | None, since: list[Any] | None, code: str
) -> None:
    days = [law_on(LAW, day).get(name) for day in (effective - ONE_DAY, effective, effective + ONE_DAY)]
    assert [seen(found) for found in days] == [before, since, since]
    assert [found.regulation == code for found in days if found] == [False] * (before is not None) + [True, True] * (
        since is not None
    )


@pytest.mark.parametrize(
    ("day", "name", "row", "code"),
    [
        pytest.param(day, name, row, data["regulation"], id=f"{data['regulation']} {day} {name}")
        for data in VALUES
        for day, rows in data.get("within", {}).items()
        for name, row in rows.items()
    ],
)
def test_value_changes_on_a_day_within_its_regulation(day: date, name: str, row: dict[str, Any], code: str) -> None:
    days = [law_on(LAW, asked).get(name) for asked in (day - ONE_DAY, day, day + ONE_DAY)]
    assert [seen(found) for found in days] == [row.get("before"), row.get("since"), row.get("since")]
    assert {found.regulation for found in days if found} == {code}


def test_second_reading_names_every_value_of_every_regulation() -> None:
    read_again = {
        data["regulation"]: {
            name
            for rows in (data["values"], *data.get("within", {}).values())
            for name, row in rows.items()
            if "since" in row or "same" in row
        }
        for data in VALUES
    }
    assert {r.code: set(r.provisions) for r in regulations_in(LAW) if not r.draft} == read_again


def table_cells() -> list[Any]:
    """(provision, first day, last day, the cell before, the cell) of every row and column of the parameter table."""
    cells = []
    for part in TABLE:
        for row in part["rows"]:
            before = None
            for column, (day, cell) in enumerate(zip(part["days"], row["cells"], strict=True)):
                last = [*part["days"], date(2027, 1, 1)][column + 1] - ONE_DAY
                cells.append(pytest.param(row["provision"], day, last, before, cell, id=f"{row['key']} {day}"))
                before = cell
    return cells


@pytest.mark.parametrize(("name", "first", "last", "before", "cell"), table_cells())
def test_parameter_has_the_value_of_the_table(
    name: str, first: date, last: date, before: list[Any] | None, cell: list[Any]
) -> None:
    def value(day: date) -> list[Any] | None:
        found = law_on(LAW, day).get(name)
        return None if found is None else [found.shown, found.certainty.value]

    assert value(first - ONE_DAY) == before
    assert [value(day) for day in (first, first + ONE_DAY, last)] == [cell, cell, cell]


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        (date(2016, 7, 24), []),
        (date(2016, 7, 25), ["29-qd-tw-2016"]),
        (date(2016, 9, 20), ["29-qd-tw-2016", "01-hd-tw-2016"]),
        (date(2021, 7, 29), ["29-qd-tw-2016", "01-hd-tw-2016"]),
        (date(2021, 7, 30), ["01-hd-tw-2016", "24-qd-tw-2021"]),
        (date(2021, 9, 28), ["24-qd-tw-2021", "01-hd-tw-2021"]),
        (date(2025, 1, 19), ["24-qd-tw-2021", "01-hd-tw-2021"]),
        (date(2025, 1, 20), ["01-hd-tw-2021", "232-qd-tw-2025"]),
        (date(2025, 6, 9), ["232-qd-tw-2025", "06-hd-tw-2025"]),
        (date(2025, 6, 30), ["232-qd-tw-2025", "06-hd-tw-2025"]),
        (date(2025, 7, 1), ["06-hd-tw-2025", "294-qd-tw-2025"]),
        (date(2026, 11, 22), ["06-hd-tw-2025", "294-qd-tw-2025"]),
    ],
)
def test_one_regulation_follows_another_on_its_axis(day: date, codes: list[str]) -> None:
    loaded = [regulation.code for regulation in law_on(LAW, day).regulations if regulation.axis not in ASIDE]
    assert loaded == [*ALWAYS, *codes]


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        (date(2018, 8, 27), []),
        (date(2018, 8, 28), ["05-qdi-tw-2018"]),
        (date(2021, 9, 27), ["05-qdi-tw-2018", "08-hd-btctw-2021"]),
        (date(2023, 7, 10), ["05-qdi-tw-2018", "08-hd-btctw-2021", "113-qd-tw-2023"]),
        (date(2025, 3, 19), ["05-qdi-tw-2018", "08-hd-btctw-2021", "113-qd-tw-2023"]),
        (date(2025, 3, 20), ["08-hd-btctw-2021", "113-qd-tw-2023", "15-hd-ubkttw-2025"]),
        (date(2025, 9, 28), ["08-hd-btctw-2021", "113-qd-tw-2023", "15-hd-ubkttw-2025"]),
        (date(2025, 9, 29), ["08-hd-btctw-2021", "113-qd-tw-2023", "15-hd-ubkttw-2025", "38-hd-btctw-2025"]),
        (date(2026, 11, 22), ["08-hd-btctw-2021", "113-qd-tw-2023", "15-hd-ubkttw-2025", "38-hd-btctw-2025"]),
    ],
)
def test_regulations_on_single_subjects_of_the_day(day: date, codes: list[str]) -> None:
    assert [r.code for r in law_on(LAW, day).regulations if r.axis in ASIDE] == codes


@pytest.mark.parametrize("day", [day + off for day in CHANGES for off in (-ONE_DAY, ONE_DAY * 0, ONE_DAY)])
def test_every_value_of_today_has_one_in_earlier_years(day: date) -> None:
    """A dossier begun in those years finds whatever a rule or an act asks for."""
    today = {provision.name for provision in law_on(LAW, date(2025, 8, 1))} - OF_THEIR_TIME
    of_the_day = {provision.name for provision in law_on(LAW, day)}
    guided = {name for r in regulations_in(LAW) if r.axis == "guidance" for name in r.provisions}
    assert today - of_the_day == (set() if day >= date(2016, 9, 20) else guided - OF_THEIR_TIME)


def test_text_not_read_gives_no_article_and_says_why() -> None:
    provisions = [p for r in regulations_in(LAW) if r.code in SECOND_HAND or r.draft for p in r.provisions.values()]
    assert [(p.regulation, p.name) for p in provisions if p.article or not p.note] == []
    assert {p.certainty for p in provisions} == {Certainty.SECONDARY, Certainty.DESIGN, Certainty.UNVERIFIED}


def test_only_a_text_that_was_read_is_called_so() -> None:
    said = {r.code for r in regulations_in(LAW) for p in r.provisions.values() if p.certainty is Certainty.TEXT}
    assert said == TEXT_READ


def test_convention_of_the_system_names_no_article_and_says_what_it_rests_on() -> None:
    (conventions,) = [r for r in regulations_in(LAW) if r.axis == "system"]
    assert conventions.code == "quy-uoc-cuoc-hop"
    provisions = list(conventions.provisions.values())
    assert {provision.certainty for provision in provisions} == {Certainty.DESIGN}
    assert [p.name for p in provisions if p.article or not p.note] == []
    assert {p.name.split(".")[0] for p in provisions} == {"meeting", "ballot", "recusal"}


def test_regulations_of_one_number_are_told_apart() -> None:
    numbers = [regulation.number for regulation in regulations_in(LAW)]
    assert sorted(set(numbers)) == sorted(numbers)


@pytest.mark.parametrize(
    ("day", "chains"),
    [
        (date(2021, 7, 29), ["p0", "p0k", "p2", "p3", "p4", "p6", "p6_cell"]),
        (date(2024, 3, 15), ["p0", "p0k", "p2", "p3", "p4", "p6", "p6_cell"]),
        (date(2025, 1, 19), ["p0", "p0k", "p2", "p3", "p4", "p6", "p6_cell"]),
        (date(2025, 1, 20), ["p0", "p0k", "p2", "p3", "p4", "p6", "p6_cell"]),
        (date(2025, 1, 24), ["p0", "p0k", "p2", "p3", "p4", "p6", "p6_cell"]),
        (date(2025, 2, 17), ["p0", "p0k", "p2", "p3", "p4", "p6", "p6_cell"]),
        (date(2025, 2, 18), ["p0", "p1", "p2", "p3", "p4", "p6", "p6_cell"]),
        (date(2025, 2, 19), ["p0", "p1", "p2", "p3", "p4", "p6", "p6_cell"]),
        (date(2025, 6, 30), ["p0", "p1", "p2", "p3", "p4", "p6", "p6_cell"]),
        (date(2025, 7, 1), ["p1", "p2", "p3", "p4", "p5", "p6", "p6_cell"]),
        (date(2026, 11, 22), ["p1", "p2", "p3", "p4", "p5", "p6", "p6_cell"]),
    ],
)
def test_chain_of_the_khoi_ends_where_the_ordinary_one_begins(day: date, chains: list[str]) -> None:
    named = [provision.name for provision in law_on(LAW, day) if provision.name.startswith("profile.")]
    assert sorted(named) == [f"profile.{code}.steps" for code in chains]


def test_chain_of_the_khoi_goes_the_same_way_as_the_ordinary_one() -> None:
    (before,), (after, *_later) = history(LAW, "profile.p0k.steps")[-1:], history(LAW, "profile.p1.steps")
    assert before.value == after.value == ("cell", "section", "grassroots", "authority")
    assert (before.certainty, after.certainty) == (Certainty.UNVERIFIED, Certainty.DESIGN)


def test_history_of_a_value_is_in_the_order_of_effect() -> None:
    assert [(p.effective, p.value, p.regulation) for p in history(LAW, "decision.deadline")] == [
        (date(2016, 7, 25), 60, "29-qd-tw-2016"),
        (date(2021, 7, 30), 60, "24-qd-tw-2021"),
        (date(2025, 1, 20), 60, "232-qd-tw-2025"),
        (date(2025, 7, 1), 45, "294-qd-tw-2025"),
    ]


def test_drafts_hold_the_known_cells_of_the_table_and_no_more() -> None:
    known = {row["provision"]: row["draft"] for part in TABLE for row in part["rows"] if "draft" in row}
    drafts = [provision for r in regulations_in(LAW) if r.draft for provision in r.provisions.values()]
    assert {provision.name: provision.shown for provision in drafts} == known
    assert {provision.certainty for provision in drafts} == {Certainty.UNVERIFIED}


@pytest.mark.parametrize(
    "day",
    [date(2026, 4, 7), date(2026, 4, 8), date(2026, 5, 19), date(2026, 7, 26), date(2026, 7, 27), date(2027, 12, 31)],
)
def test_drafts_change_no_value_on_any_day(day: date) -> None:
    known = regulations_in(LAW)
    assert list(Law(day, known)) == list(Law(day, [regulation for regulation in known if not regulation.draft]))
    assert {p.regulation for p in Law(day, known)} == {*ALWAYS, *TEXT_READ, *ASIDE_TODAY}


def test_draft_would_count_the_ceremony_from_the_issue() -> None:
    """What a replay under the draft would find is there to be named; the law of the day still says receipt."""
    (draft,) = [r for r in regulations_in(LAW) if r.code == "208-qd-tw-2026"]
    assert draft.provisions["ceremony.deadline_starts"].value == "issue"
    assert law_on(LAW, date(2026, 7, 27))["ceremony.deadline_starts"].value == "receipt"


def rule_named(name: str) -> Any:
    return next(rule for rule in declared_rules("admission") if rule.name == name)


def test_finding_names_the_regulation_alone_when_its_article_is_not_known() -> None:
    facts = Facts.parse({"education": "higher"})
    finding = judge([rule_named("educated_enough")], facts, law_on(LAW, date(2024, 3, 15)))[0]
    assert finding.articles == "Quy định 24-QĐ/TW"
    assert finding.certainty is Certainty.UNVERIFIED


def test_finding_that_rests_on_carried_values_names_no_law() -> None:
    facts = Facts.parse({"certificate_issued_on": "2020-01-01"})
    finding = judge([rule_named("certificate_is_valid")], facts, law_on(LAW, date(2024, 3, 15)))[0]
    assert (finding.status, finding.articles, finding.certainty) == (Status.HOLDS, "", Certainty.UNVERIFIED)
    assert "chưa kiểm chứng" in finding.citations[0]["note"]


def test_clock_of_a_secondary_source_is_printed_without_an_article() -> None:
    calendar, day = shipped_calendar(), date(2024, 3, 1)
    row = clock(Case(), "decision", law_on(LAW, day)["decision.deadline"], day, calendar)
    line = clock_line(row, day, calendar, {"decision": "Decision"})
    assert (row.article, row.due_on, line.law) == ("", date(2024, 5, 29), "Quy định 24-QĐ/TW")
    assert line.certainty != ""


def test_member_out_of_the_base_names_the_regulation_of_his_day() -> None:
    member = RosterMember(1, "A", overlays=frozenset({"suspended"}), present=True)
    lines = [propose_roster([member], law_on(LAW, date(year, 8, 1)), cell=True)[0].article for year in (2024, 2025)]
    assert lines == ["Quy định 24-QĐ/TW", "Mục 9.3.2 Quy định 294-QĐ/TW"]


@pytest.mark.parametrize("day", [date(2021, 9, 28), date(2024, 3, 15), date(2025, 1, 20), date(2025, 6, 15)])
def test_rules_are_in_force_in_the_years_before_294(day: date) -> None:
    """Only what a local rule alone asks, or the guidance on forms of 2025 first, is not in force."""
    findings = judge(declared_rules("admission"), Facts.parse({}), law_on(LAW, day))
    idle = {f.name for f in findings if f.status is Status.NOT_IN_FORCE}
    assert idle - SUBJECTS == {*LOCAL_ONLY, *SINCE_38_HD}
