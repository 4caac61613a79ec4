"""The rules of discipline on facts alone: YAML cases."""

from pathlib import Path

import pytest

from discipline import rules
from discipline.facts import Facts
from tests.law_cases import LawCase, cases_in
from workflows.findings import Finding
from workflows.law import law_on, overlay_folders
from workflows.procedures import law_folder
from workflows.rules import declared_rules, judge, unread_provisions, unset_provisions

HERE = Path(__file__).parent
LAW = law_folder("discipline")


def judged(case: LawCase) -> dict[str, Finding]:
    """The findings of the rules a case names, by function; its ``substance_on`` is the day of that axis."""
    facts = Facts.parse(case.given)
    axes = {"substance": facts.substance_on} if facts.substance_on else None
    law = law_on(LAW, case.day, overlay_folders(LAW, [case.local] if case.local else []), axes)
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
