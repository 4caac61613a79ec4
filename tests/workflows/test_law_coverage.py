"""The table of the rules of law: the list agrees with the code, and says so when it does not."""

import copy
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from admission.flows import AdmissionFlow
from admission.forms import FORMS
from admission.law_coverage import DOMAIN, every_id
from discipline.law_coverage import DOMAIN as DISCIPLINE
from workflows.law_coverage import (
    CoverageError,
    Domain,
    Entry,
    entries,
    exists,
    flows_of,
    proofs,
    table,
    verbs_and_rules,
)
from workflows.procedures import rules_of

VERBS, ASKED = verbs_and_rules([AdmissionFlow])


@pytest.fixture
def listed() -> Any:
    return copy.deepcopy(DOMAIN.listed)


def checked(data: Any, domain: Domain = DOMAIN) -> list[Entry]:
    return entries(domain, data, rules_of(domain.procedure), VERBS, FORMS)


def row(data: Any, name: str) -> dict[str, Any]:
    return next(part["ids"][name] for part in data if name in part["ids"])


def test_list_names_every_rule_of_the_domain_in_order(listed: Any) -> None:
    assert [entry.id for entry in checked(listed)] == every_id()
    assert len(every_id()) == 109


def test_every_declared_rule_of_admission_has_its_entry(listed: Any) -> None:
    kinds = {entry.id: entry.kind for entry in checked(listed)}
    ids = {rule.id for rule in rules_of("admission") if rule.id.startswith("ADM-")}
    assert {name for name, kind in kinds.items() if kind == "rule"} == ids


@pytest.mark.parametrize(
    ("name", "change", "problem"),
    [
        ("ADM-05", {"missing": "x"}, "ADM-05: is missing and rule; it must be exactly one"),
        ("ADM-61", {"missing": "x"}, "ADM-61: is human and missing; it must be exactly one"),
        ("ADM-61", {"human": ["dance"]}, "ADM-61: no verb 'dance' with a form"),
        ("ADM-17", {"recorded_by": ["dance"]}, "ADM-17: no verb 'dance' with a form"),
        ("ADM-01", {"mechanism": ["workflows.law:no"]}, "ADM-01: there is no workflows.law:no"),
        ("ADM-01", {"mechanism": ["workflows.nowhere"]}, "ADM-01: there is no workflows.nowhere"),
        ("ADM-50", {"why": "x"}, "ADM-50: unknown key 'why'"),
        ("ADM-73", {"judged_with": ["ADM-72"]}, "ADM-73: is mechanism and judged_with; it must be exactly one"),
    ],
)
def test_list_that_says_what_is_not_so_is_refused(listed: Any, name: str, change: dict[str, Any], problem: str) -> None:
    row(listed, name).update(change)
    with pytest.raises(CoverageError) as caught:
        checked(listed)
    assert str(caught.value) == problem


def test_id_that_is_nothing_or_left_out_is_refused(listed: Any) -> None:
    del row(listed, "ADM-73")["mechanism"]
    with pytest.raises(CoverageError, match="ADM-73: is nothing; it must be exactly one"):
        checked(listed)
    next(part["ids"] for part in listed if "ADM-73" in part["ids"]).pop("ADM-73")
    with pytest.raises(CoverageError, match="the ids are not those of the domain: ADM-73"):
        checked(listed)


def test_discipline_tells_only_the_exceptions_and_the_rest_is_derived() -> None:
    data = copy.deepcopy(DISCIPLINE.listed)
    kinds = {entry.id: entry.kind for entry in checked(data, DISCIPLINE)}
    ruled = {rule.id for rule in rules_of("discipline")}
    assert list(kinds) == list(DISCIPLINE.ids)
    assert {name for name, kind in kinds.items() if kind == "rule"} == ruled & set(DISCIPLINE.ids)
    untold = {name for part in data for name, told in part["ids"].items() if not {*told} - {"title", "gap"}} - ruled
    assert {e.id for e in checked(data, DISCIPLINE) if e.reason == DISCIPLINE.not_yet} == untold


def test_rule_of_another_id_must_be_there() -> None:
    data = copy.deepcopy(DISCIPLINE.listed)
    row(data, "DIS-133").pop("missing")
    row(data, "DIS-133")["judged_with"] = ["DIS-112", "DIS-999"]
    with pytest.raises(CoverageError) as caught:
        checked(data, DISCIPLINE)
    assert str(caught.value) == "DIS-133: no rule judges DIS-999"
    row(data, "DIS-133")["judged_with"] = ["DIS-112"]
    entry = next(entry for entry in checked(data, DISCIPLINE) if entry.id == "DIS-133")
    assert (entry.kind, entry.others) == ("judged_with", ("DIS-112",))


def test_flows_of_a_procedure_are_its_own() -> None:
    assert flows_of("admission") == [AdmissionFlow]


def test_proofs_are_found_by_the_rule_a_case_asks_and_the_id_a_test_names(tmp_path: Path) -> None:
    folder = tmp_path / "admission" / "law"
    folder.mkdir(parents=True)
    (folder / "a.yaml").write_text("- {name: x, date: 2025-01-01, given: {}, expect: {old_enough: true}}\n")
    (tmp_path / "test_b.py").write_text(
        '@parametrize("x", ["ADM-08a"])\ndef test_one():\n    """ADM-42 and ADM-67c."""\n\n\ndef test_two(): pass\n'
    )
    found = proofs(DOMAIN, tmp_path)
    assert found.cases == {"old_enough": ["a.yaml"]}
    assert found.functions == {name: {"test_b.py": ["test_one"]} for name in ("ADM-08a", "ADM-42", "ADM-67c")}


def test_mechanism_is_looked_for_by_import() -> None:
    assert [exists(name) for name in ("workflows.law", "workflows.law:Law.at", "workflows.law:Law.no")] == [
        True,
        True,
        False,
    ]


def test_table_names_rule_article_step_and_cases() -> None:
    text = table(DOMAIN)
    at = text.index("**ADM-66**")
    own = text[at : text.index("**ADM-67a**")]
    assert "admission.rules.transfer:new_authority_decides_in_time" in own
    assert "`transfer.decide_within`: Mục 3.9b Hướng dẫn 06-HD/TW (text)" in own
    assert "cases: transfer.yaml" in own
    assert f"asked at: `{ASKED['old_enough'][0]}`" in text


@pytest.mark.parametrize("name", ["law-coverage.md", "states-and-transitions.md", "law-coverage-discipline.md"])
def test_stale_table_is_refused_and_a_fresh_one_is_not(name: str, settings: Any, tmp_path: Path) -> None:
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    with pytest.raises(CommandError, match="stale"):
        call_command("law_coverage", "--check")
    call_command("law_coverage", stdout=StringIO())
    call_command("law_coverage", "--check")
    page = tmp_path / "docs" / name
    page.write_text(page.read_text() + "\n")
    with pytest.raises(CommandError, match=f"{name} is stale"):
        call_command("law_coverage", "--check")
