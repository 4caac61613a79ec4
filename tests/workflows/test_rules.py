"""Declaring and asking rules: statuses, citations, translation, JSON."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from django.utils import translation

from workflows.facts import COUNT, FactSheet, fact
from workflows.findings import Finding, RuleBroken
from workflows.law import Certainty, Law, Provision, Regulation
from workflows.rules import Rule, Status, StepRules, Verdict, judge, rule

DAY = date(2030, 1, 1)


@dataclass(frozen=True)
class Sheet(FactSheet):
    hands: int | None = fact(COUNT, "Hands")


def provision(name: str, value: int, certainty: Certainty = Certainty.TEXT) -> Provision:
    return Provision(name, value, "count", "Điều 1", certainty, "reg-a", "Quy định A", "regulation", DAY)


def law_of(*provisions: Provision) -> Law:
    by_name = {p.name: p for p in provisions}
    return Law(DAY, [Regulation("reg-a", "A", "A", "regulation", DAY, DAY, "in_force", (), "test", by_name)])


def enough(facts: Sheet, minimum: Provision) -> Verdict:
    assert facts.hands is not None
    return Verdict(
        facts.hands >= minimum.value, "%(hands)s on %(day)s.", {"hands": facts.hands, "day": DAY.isoformat()}
    )


ENOUGH = Rule("T-1", "enough", enough, ("hands.min",), (), ("hands",), "cell")


@pytest.mark.parametrize(("hands", "status"), [(2, Status.HOLDS), (1, Status.BROKEN), (None, Status.UNKNOWN)])
def test_rule_answers_by_its_fact(hands: int | None, status: Status) -> None:
    assert judge([ENOUGH], Sheet(hands=hands), law_of(provision("hands.min", 2)))[0].status is status


def test_rule_whose_provision_has_no_value_is_not_in_force() -> None:
    finding = judge([ENOUGH], Sheet(hands=0), law_of())[0]
    assert (finding.status, finding.stops, finding.citations) == (Status.NOT_IN_FORCE, False, [])


def test_missing_fact_is_named() -> None:
    finding = judge([ENOUGH], Sheet(), law_of(provision("hands.min", 2)))[0]
    assert finding.numbers == {"missing": ["Hands"]}


def test_flags_never_stop() -> None:
    law = law_of(provision("hands.min", 2))
    findings = judge(StepRules(blocks=(ENOUGH,), flags=(ENOUGH,)), Sheet(hands=1), law)
    assert [(f.blocks, f.stops) for f in findings] == [(True, True), (False, False)]


def test_optional_provision_is_none_when_not_in_force() -> None:
    def lenient(facts: Sheet, minimum: Provision, more: Provision | None) -> Verdict:
        return Verdict(more is None, "")

    asked = Rule("T-2", "lenient", lenient, ("hands.min",), ("hands.more",), (), None)
    law = law_of(provision("hands.min", 2))
    more = law_of(provision("hands.min", 2), provision("hands.more", 3, Certainty.LOCAL))
    assert [judge([asked], Sheet(), day)[0].status for day in (law, more)] == [Status.HOLDS, Status.BROKEN]
    assert [judge([asked], Sheet(), day)[0].certainty for day in (law, more)] == [Certainty.TEXT, Certainty.LOCAL]


def test_finding_shows_days_the_way_readers_write_them() -> None:
    finding = judge([ENOUGH], Sheet(hands=2), law_of(provision("hands.min", 2)))[0]
    with translation.override("en"):
        assert finding.text == "2 on 01/01/2030."


def test_finding_survives_json() -> None:
    finding = judge([ENOUGH], Sheet(hands=1), law_of(provision("hands.min", 2, Certainty.SECONDARY)))[0]
    again = Finding.from_json(json.loads(json.dumps(finding.to_json())))
    assert again == finding
    assert again.citations[0] == {
        "provision": "hands.min",
        "value": 2,
        "unit": "count",
        "article": "Điều 1",
        "regulation": "reg-a",
        "title": "Quy định A",
        "since": "2030-01-01",
        "certainty": "secondary",
        "note": "",
    }


def test_rule_broken_names_its_rules() -> None:
    findings = judge([ENOUGH], Sheet(hands=1), law_of(provision("hands.min", 2)))
    assert str(RuleBroken(findings)) == "T-1: 1 on 2030-01-01."


def test_rule_without_a_provision_cannot_be_declared() -> None:
    with pytest.raises(ValueError, match="T-3 names no provision"):
        rule(id="T-3")


def test_rule_module_knows_no_database() -> None:
    text = (Path(__file__).parents[2] / "workflows" / "rules.py").read_text()
    assert text.count("django.db") == 0
