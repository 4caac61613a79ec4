"""``judge`` and ``law`` from the command line: no database, clear errors."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

FACTS = """
born_on: 2000-01-01
cell_meeting_on: 2025-07-30
cell_vote: {base: 14, yes: 9, no: 5, summoned: 17, excluded: 3, form: secret}
"""


@pytest.fixture(autouse=True)
def in_english() -> Any:
    with translation.override("en"):
        yield


def run(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out, no_color=True)
    return out.getvalue()


def judged(path: Path, text: str, *words: str) -> str:
    path.write_text(text)
    return run("judge", "admission", "--on", "2025-08-01", "--facts", str(path), *words)


def test_judge_prints_verdict_numbers_article_and_certainty(tmp_path: Path) -> None:
    lines = judged(tmp_path / "facts.yaml", FACTS).splitlines()
    at = lines.index("ADM-42  Does not hold: 9 in favour of 14 counted; ≥ 2/3 needs 10.")
    assert lines[0] == "Law of 01/08/2025"
    assert lines[at + 1] == "        Mục 3.6b Hướng dẫn 06-HD/TW; text read"


def test_judge_answers_by_the_law_of_2024(tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text("{profile: p0k, cell_resolved_on: 2024-03-01, decision_on: 2024-05-15}")
    answer = json.loads(run("judge", "admission", "--on", "2024-05-15", "--facts", str(path), "--json"))
    status = {f["name"]: (f["status"], f["certainty"]) for f in answer["findings"]}
    assert answer["regulations"] == [
        "dieu-le-dang-2011",
        "quy-uoc-cuoc-hop",
        "05-qdi-tw-2018",
        "24-qd-tw-2021",
        "08-hd-btctw-2021",
        "01-hd-tw-2021",
        "113-qd-tw-2023",
    ]
    assert status["chain_is_known"] == ("holds", "unverified")
    assert status["decision_is_in_time"] == ("holds", "unverified")


def test_judge_gives_json_for_programs(tmp_path: Path) -> None:
    answer = json.loads(judged(tmp_path / "facts.yaml", FACTS, "--json"))
    finding = next(f for f in answer["findings"] if f["rule"] == "ADM-42")
    assert (finding["status"], finding["numbers"]) == ("broken", {"yes": 9, "base": 14, "ratio": "≥ 2/3", "min": 10})
    assert (answer["on"], answer["notice"]) == ("2025-08-01", "")


def test_judge_names_the_drafts_of_the_day(tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text("{}")
    answer = json.loads(run("judge", "admission", "--on", "2026-11-22", "--facts", str(path), "--json"))
    assert answer["notice"] == (
        "Newer regulations are in force whose text is not loaded: Quy định 20-QĐ/TW (08/04/2026), Hướng dẫn 01-HD/TW"
        " (19/05/2026), Quy định 208-QĐ/TW (26/07/2026). Judged by Hướng dẫn 06-HD/TW, Quy định 294-QĐ/TW."
    )


def test_judge_lays_local_rules_over_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text("{introducers: [], youth_union_exists: false, trade_union_exists: false}")
    words = ("judge", "admission", "--on", "2025-12-01", "--facts", str(path), "--json")

    def status(*more: str) -> str:
        return next(f["status"] for f in json.loads(run(*words, *more))["findings"] if f["rule"] == "ADM-23")

    assert (status(), status("--local", "ha-noi")) == ("not_in_force", "broken")


def test_schema_lists_facts_with_type_and_unit() -> None:
    schema = {row["name"]: row for row in json.loads(run("judge", "admission", "--schema", "--json"))}
    assert schema["born_on"] == {"name": "born_on", "type": "date", "unit": "", "label": "Date of birth"}
    assert (schema["cell_official_members"]["type"], schema["cell_official_members"]["unit"]) == ("integer", "member")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("hair: 3", "hair: is no fact known here."),
        ("born_on: yesterday", "born_on: yesterday is no day (YYYY-MM-DD)."),
        ("born_on: 2025-08-02", "born_on: 2025-08-02 lies in the future."),
        ("{born_on: 2000-01-01, cell_meeting_on: 1999-01-01}", "cell_meeting_on: lies before born_on (2000-01-01)."),
        ("cell_official_members: -3", "cell_official_members: -3 is negative."),
        ("cell_official_members: many", "cell_official_members: many is no whole number."),
        ("certified_true: yes", "certified_true: yes is neither true nor false."),
        ("- 3", "facts: must be a mapping of fact names to values."),
        ("", "facts: must be a mapping of fact names to values."),
    ],
)
def test_bad_facts_are_refused_by_key(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(CommandError) as caught:
        judged(tmp_path / "facts.yaml", text)
    assert (str(caught.value), caught.value.returncode) == (message, 1)


@pytest.mark.parametrize("text", ["a: [", "a: 1\na: 2", "born_on: 2025-02-30"])
def test_facts_that_are_no_yaml_are_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(CommandError, match=r"facts\.yaml is no YAML"):
        judged(tmp_path / "facts.yaml", text)


@pytest.mark.parametrize("command", [("law", "age.min"), ("judge", "admission", "--facts", "none.yaml")])
@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("soon", "“soon” is not a day. Write yyyy-mm-dd or dd/mm/yyyy, for example 2025-08-01 or 01/08/2025."),
        ("31/02/2025", "There is no such day in the calendar: “31/02/2025”."),
    ],
)
def test_day_that_is_none_is_told_in_words(command: tuple[str, ...], typed: str, told: str) -> None:
    with pytest.raises(CommandError) as caught:
        run(*command, "--on", typed)
    assert str(caught.value) == f"Error: argument --on: {told}"


def test_day_is_taken_as_people_write_it() -> None:
    assert run("law", "age.min", "--on", "01/08/2025") == run("law", "age.min", "--on", "2025-08-01")


def test_missing_file_and_missing_option_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        run("judge", "admission", "--facts", str(tmp_path / "none.yaml"))
    with pytest.raises(CommandError, match="--facts"):
        run("judge", "admission")
    with pytest.raises(CommandError, match="no local rules"):
        run("law", "--local", "nowhere")


def test_law_prints_a_values_history() -> None:
    values = [(line[:10], line.partition(" = ")[2]) for line in run("law", "decision.deadline").splitlines()]
    seen = "Thấy ở nguồn thứ cấp về Quy định %s; không rõ số điều của văn bản này."
    assert values == [
        ("25/07/2016", f"60 (working_day)  {seen % '29-QĐ/TW (S16)'} · Quy định 29-QĐ/TW · secondary source"),
        ("30/07/2021", f"60 (working_day)  {seen % '24-QĐ/TW (S15)'} · Quy định 24-QĐ/TW · secondary source"),
        ("20/01/2025", f"60 (working_day)  {seen % '232-QĐ/TW (S14)'} · Quy định 232-QĐ/TW · secondary source"),
        ("01/07/2025", "45 (working_day)  Mục 4.3.1 · Quy định 294-QĐ/TW · text read"),
    ]


def test_law_prints_every_value_of_a_day() -> None:
    names = [line.split()[1] for line in run("law", "--on", "2016-07-24").splitlines()]
    assert names == [
        "applicant.citizen",
        "ballot.electronic_days",
        "ballot.electronic_min_voters",
        "ballot.electronic_needs_account",
        "ballot.receipts_days",
        "ballot.tellers_min",
        "cell.official_members_min",
        "cell.one_applicant_at_a_time",
        "introducers.min",
        "introducers.min_with_organization",
        "meeting.absent_head_is_replaced",
        "meeting.barred_from_leading",
        "meeting.barred_from_presiding",
        "meeting.broken_off_is_told",
        "meeting.chair_not_concerned",
        "meeting.chair_roles",
        "meeting.notice",
        "meeting.quorum",
        "meeting.secretary_not_concerned",
        "meeting.secretary_of_the_body",
        "meeting.secretary_present",
        "meeting.tellers_not_concerned",
        "probation.length",
        "probation.without_rights",
        "recusal.family",
        "recusal.helper",
        "recusal.introducer",
        "recusal.other",
        "recusal.subject",
        "recusal.subordinate",
        "recusal.superior",
        "recusal.unstated",
        "recusal.verifier",
        "recusal.witness",
        "vote_base.cell.probationary",
    ]


def test_law_says_what_no_regulation_sets() -> None:
    with pytest.raises(CommandError) as caught:
        run("law", "age.mim")
    assert str(caught.value).startswith("No regulation ever set age.mim. Similar names: age.min")
    with pytest.raises(CommandError, match=r"'age\.min' has no value on 2016-07-24"):
        run("law", "age.min", "--on", "2016-07-24")
