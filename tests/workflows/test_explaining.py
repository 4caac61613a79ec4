"""Why: facts, source, since when, who and by when; the page says it as `manage.py judge` does."""

import html
import json
import re
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import translation

from admission.codes import Education
from admission.facts import Facts, Introducer
from admission.rules.decision import decision_is_in_time
from admission.rules.eligibility import educated_enough, introducers_may_introduce, old_enough
from admission.rules.voting import cell_agrees
from tests.chain import Journey, build_chain
from workflows.calendar import shipped_calendar
from workflows.deadlines import clock
from workflows.explaining import clock_why, headline, why
from workflows.findings import Finding
from workflows.law import law_on
from workflows.models import Case
from workflows.procedures import law_folder, rules_of
from workflows.rule_names import named
from workflows.rules import Rule, judge

LAW = law_folder("admission")
WHY = re.compile(r'<details class="quiet small why">.*?<ol>(.*?)</ol>', re.S)


@pytest.fixture(autouse=True)
def in_english() -> Any:
    with translation.override("en"):
        yield


def asked(rule: Rule, facts: Facts, on: date = date(2025, 8, 1)) -> Finding:
    return judge([rule], facts, law_on(LAW, on))[0]


def test_derivation_tells_facts_sources_with_their_days_and_who_cures() -> None:
    facts = Facts(introducers=(Introducer("A", official=True, months_together=11),))
    finding = asked(introducers_may_introduce, facts)
    assert headline(finding) == "ADM-24: Does not hold: Fewer than 12 months with the applicant: A."
    assert why(finding, due=date(2025, 8, 15)) == [
        "Facts: Introducers: A, official member: yes, months together: 11, substitute: no, can go on: yes.",
        "Mục 3.2.1 Quy định 294-QĐ/TW; in force since 01/07/2025",
        "Mục 3.2.1 Quy định 294-QĐ/TW: 12 months; in force since 01/07/2025",
        "Mục 3.2.2 Quy định 294-QĐ/TW; in force since 01/07/2025",
        "Can be put right by: the cell, by 15/08/2025.",
    ]


def test_fact_that_is_missing_is_told_and_nobody_has_to_be_quick_without_a_day() -> None:
    lines = why(asked(educated_enough, Facts()))
    assert (lines[0], lines[-1]) == (
        "Facts: Education completed: not known.",
        "Can be put right by: the applicant.",
    )


def test_rule_that_holds_needs_no_cure() -> None:
    lines = why(asked(educated_enough, Facts(education=Education.HIGHER)))
    assert lines[0] == "Facts: Education completed: higher education."
    assert [line for line in lines if "put right" in line] == []


def test_late_decision_is_to_be_cured_by_the_day_it_was_due() -> None:
    facts = Facts(cell_resolved_on=date(2025, 7, 30), extensions=0)
    assert why(asked(decision_is_in_time, facts, date(2025, 10, 6)), due=date(2026, 1, 1))[-1] == (
        "Can be put right by: the committee competent to decide, by 03/10/2025."
    )


def test_convention_is_told_with_its_reason_and_never_as_an_article() -> None:
    lines = why(asked(old_enough, Facts(born_on=date(2000, 1, 1))))
    assert lines[-1] == (
        "No article (convention of this system, no article); Văn bản tính tuổi theo tháng, không nói có tính ngày trong"
        " tháng hay không; ở đây tính số tháng tròn."
    )


def test_value_carried_back_names_no_law() -> None:
    lines = why(asked(cell_agrees, Facts.parse({"cell_vote": {"base": 3, "yes": 2, "no": 1}}), date(2024, 3, 15)))
    assert lines[0] == "Facts: Vote of the cell: in favour 2, against 1, invalid 0, absent 0, counted 3."
    assert lines[1].startswith("No article (unverified): ≥ 2/3; Giá trị chép ngược")


def test_clock_names_its_source_of_the_day_it_started_its_rule_and_who_has_to_act() -> None:
    calendar, day = shipped_calendar(), date(2025, 6, 30)
    row = clock(Case(), "decision", law_on(LAW, day)["decision.deadline"], day, calendar)
    lines = clock_why(row, law_on(LAW, date(2025, 9, 1)), rules_of("admission"))
    assert lines == [
        "Quy định 232-QĐ/TW (secondary source): 60 working days; Thấy ở nguồn thứ cấp về Quy định 232-QĐ/TW (S14);"
        " không rõ số điều của văn bản này.",
        "Rule: ADM-55.",
        "To be done by: the committee competent to decide, by 24/09/2025.",
    ]
    row.closed_on = date(2025, 9, 1)
    assert clock_why(row, law_on(LAW, date(2025, 9, 1)), rules_of("admission"))[2:] == []


def test_judge_covers_the_rules_of_the_meeting_and_says_why(tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text("{education: primary}")
    out = StringIO()
    call_command("judge", "admission", "--on", "2025-08-01", "--facts", str(path), "--json", stdout=out)
    found = {finding["name"]: finding for finding in json.loads(out.getvalue())["findings"]}
    assert {rule.name for rule in rules_of("admission")} == set(found)
    assert "there_are_tellers" in found
    assert found["educated_enough"]["why"][:2] == [
        "ADM-07: Does not hold: Education: primary school; required: lower secondary school.",
        "Facts: Education completed: primary school; Lives in a mountain, border, island or other special area: not"
        " known; Village elder or head, person of prestige, or fisherman at sea: not known.",
    ]


@pytest.mark.django_db
def test_missing_button_says_why_in_the_words_of_judge(settings: Any, tmp_path: Path) -> None:
    journey = Journey(build_chain()).to("completion")
    settings.TODAY = journey.day
    client = Client(headers={"accept-language": "en"})
    client.force_login(journey.chain.users["cell"])
    shown = client.get(reverse("task", args=[journey.task.public_id])).content.decode()
    block = shown[shown.index('id="act-declare_complete"') :]
    derived = [
        [html.unescape(line) for line in re.findall(r"<li>(.*?)</li>", lines, re.S)]
        for lines in WHY.findall(block[: block.index("</section>")])
    ]
    path = tmp_path / "facts.json"
    case = journey.dossier
    facts = case.facts(journey.day)
    judge(rules_of("admission"), facts, case.law(journey.day))
    path.write_text(json.dumps({name: value for name, value in facts.to_json().items() if name != "meeting"}))
    out = StringIO()
    call_command("judge", "admission", "--on", f"{journey.day}", "--facts", str(path), "--json", stdout=out)
    judged = json.loads(out.getvalue())["findings"]
    printed = {html.unescape(named(line)) for finding in judged for line in finding["why"]}
    due = f"{journey.task.due_on:%d/%m/%Y}"
    said = {line.replace(f", by {due}.", ".") for lines in derived for line in lines}
    assert [re.findall(r"rule-id..([A-Z0-9-]+)", lines[0]) for lines in derived] == [["ADM-38"], ["ADM-41"]]
    assert {line for line in said if line not in printed} == set()
    assert f"Can be put right by: the cell, by {due}." in {line for lines in derived for line in lines}


@pytest.mark.django_db
def test_clock_and_conditions_of_the_page_open_their_derivation(settings: Any) -> None:
    journey = Journey(build_chain()).to("completion")
    settings.TODAY = journey.day
    client = Client(headers={"accept-language": "en"})
    client.force_login(journey.chain.users["cell"])
    shown = client.get(reverse("case", args=[journey.dossier.public_id])).content.decode()
    clocks = [html.unescape(lines) for lines in WHY.findall(shown)]
    assert any("Mục 5.4a Hướng dẫn 06-HD/TW: 12 months; in force since 09/06/2025" in lines for lines in clocks)
    assert any(html.unescape(named("Rule: ADM-39.")) in lines for lines in clocks)
