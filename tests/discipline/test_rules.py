"""The rules of discipline on facts alone: YAML cases."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command

from discipline import rules
from discipline.facts import Facts
from tests.law_cases import LawCase, cases_in
from workflows.findings import Finding
from workflows.law import Certainty, law_on, overlay_folders, regulations_in
from workflows.procedures import law_folder
from workflows.rules import declared_rules, judge, unread_provisions, unset_provisions

HERE = Path(__file__).parent
LAW = law_folder("discipline")


def judged(case: LawCase) -> dict[str, Finding]:
    """The findings of the rules a case names, by function; its ``substance_on`` is the day of that axis."""
    facts = Facts.parse(case.given)
    law = law_on(LAW, case.day, overlay_folders(LAW, [case.local] if case.local else []), facts.axes)
    asked = [rule for rule in declared_rules(rules.__name__) if rule.name in case.expect]
    return {finding.name: finding for finding in judge(asked, facts, law)}


@pytest.mark.parametrize("case", cases_in(HERE / "law"))
def test_rule_answers_as_the_law_of_the_day_says(case: LawCase) -> None:
    findings = judged(case)
    assert {name: finding.status for name, finding in findings.items()} == case.expect
    assert [finding.text for finding in findings.values() if "%(" in finding.text] == []
    if case.article:
        cited = {citation["article"] for finding in findings.values() for citation in finding.citations}
        assert cited & {case.article} == {case.article}
    if case.regulation:
        judging = {name: {c["regulation"] for c in finding.citations} for name, finding in findings.items()}
        assert [name for name, codes in judging.items() if case.regulation not in codes] == []


def test_rules_are_each_judged_by_a_case() -> None:
    named = {name for case in cases_in(HERE / "law") for name in case.values[0].expect}
    assert sorted({rule.name for rule in declared_rules(rules.__name__)} - named) == []


def test_every_provision_named_by_a_rule_is_set_somewhere() -> None:
    assert unset_provisions(LAW) == []


def test_every_provision_is_read() -> None:
    assert unread_provisions(LAW) == []


def test_text_is_claimed_only_of_regulations_that_were_read() -> None:
    read = {r.code for r in regulations_in(LAW) for p in r.provisions.values() if p.certainty is Certainty.TEXT}
    assert read <= {"294-qd-tw-2025", "06-hd-tw-2025", "38-hd-btctw-2025"}


def test_convention_of_the_system_is_never_an_article() -> None:
    system = [p for r in regulations_in(LAW) if r.axis == "system" for p in r.provisions.values()]
    assert {p.certainty for p in system} <= {Certainty.DESIGN, Certainty.UNVERIFIED}
    assert [p.name for p in system if p.article] == []


def test_judge_takes_the_substance_of_the_day_the_facts_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    facts = tmp_path / "facts.yaml"
    facts.write_text("{subject_kind: official, form: reprimand, substance_on: 2019-01-01, violations: []}")
    call_command("judge", "discipline", on=date(2025, 8, 1), facts=facts, json=True)
    regulations = json.loads(capsys.readouterr().out)["regulations"]
    assert [code for code in regulations if code in ("102-qd-tw-2017", "69-qd-tw-2022")] == ["102-qd-tw-2017"]
