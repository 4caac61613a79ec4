"""The rules of admission on facts alone: YAML cases, and what steps stop on."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from admission import rules
from admission.codes import Consent, Document
from admission.facts import Facts, HigherConsent, Introducer
from admission.rules.decision import decision_is_in_time
from admission.rules.dossier import cell_can_act
from tests.law_cases import LawCase, cases_in
from workflows.facts import FactError
from workflows.findings import Finding, Status
from workflows.law import Law, law_on, overlay_folders, regulations_in
from workflows.procedures import law_folder
from workflows.rules import declared_rules, judge, unread_provisions, unset_provisions

HERE = Path(__file__).parent
LAW = law_folder("admission")
NUMBERS = (
    "03 04 05 06 07 08a 08b 09 10 12 13 14 15 16 17 18 19 20 21 22 23 24 25 28 29 30 31 32 33 34 35 36 37 38 39"
    " 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 62 63 64 65 66 67a 67b 67c 67d 68 69 70 71 72"
    " 74 75 76 77 78 79 80 81 83 84 85 86 87 88 89 90 91 92 93 96 97 99 100 101 102 105"
)
IDS = [f"ADM-{number}" for number in NUMBERS.split()]


def judged(case: LawCase) -> dict[str, Finding]:
    """The findings of the rules a case names, by function."""
    law = law_on(LAW, case.day, overlay_folders(LAW, [case.local] if case.local else []))
    asked = [rule for rule in declared_rules("admission") if rule.name in case.expect]
    return {finding.name: finding for finding in judge(asked, Facts.parse(case.given), law)}


@pytest.mark.parametrize("case", cases_in(HERE / "law"))
def test_rule_answers_as_the_law_of_the_day_says(case: LawCase) -> None:
    findings = judged(case)
    assert {name: finding.status for name, finding in findings.items()} == case.expect
    if case.article:
        cited = {citation["article"] for finding in findings.values() for citation in finding.citations}
        assert cited & {case.article} == {case.article}
    if case.regulation:
        judging = {name: {c["regulation"] for c in finding.citations} for name, finding in findings.items()}
        assert [name for name, codes in judging.items() if case.regulation not in codes] == []


def test_rules_of_every_id_on_the_path_are_declared() -> None:
    assert sorted({rule.id for rule in declared_rules("admission")}) == sorted(IDS)


def test_rules_are_each_judged_by_a_case() -> None:
    named = {name for case in cases_in(HERE / "law") for name in case.values[0].expect}
    assert sorted({rule.name for rule in declared_rules("admission")} - named) == []


def test_drafts_of_2026_are_named_and_not_applied() -> None:
    law = law_on(LAW, date(2026, 7, 26))
    assert [regulation.code for regulation in law.superseded_by] == ["20-qd-tw-2026", "01-hd-tw-2026", "208-qd-tw-2026"]
    assert [regulation.code for regulation in law.regulations] == [
        "dieu-le-dang-2011",
        "quy-uoc-cuoc-hop",
        "08-hd-btctw-2021",
        "113-qd-tw-2023",
        "15-hd-ubkttw-2025",
        "06-hd-tw-2025",
        "294-qd-tw-2025",
        "38-hd-btctw-2025",
    ]
    assert law["decision.deadline"].value == 45
    assert "208-QĐ/TW" in law.notice


@pytest.mark.parametrize(
    ("day", "drafts"),
    [
        (date(2026, 4, 7), []),
        (date(2026, 4, 8), ["20-qd-tw-2026"]),
        (date(2026, 5, 18), ["20-qd-tw-2026"]),
        (date(2026, 5, 19), ["20-qd-tw-2026", "01-hd-tw-2026"]),
    ],
)
def test_notice_begins_on_the_day_of_the_draft(day: date, drafts: list[str]) -> None:
    assert [regulation.code for regulation in law_on(LAW, day).superseded_by] == drafts


def test_national_files_hold_no_local_rule() -> None:
    certainties = {p.certainty.value for r in regulations_in(LAW) for p in r.provisions.values()}
    assert certainties == {"text", "secondary", "design", "unverified"}


def test_every_provision_named_by_a_rule_is_set_somewhere() -> None:
    assert unset_provisions(LAW) == []


def test_every_provision_is_read() -> None:
    assert unread_provisions(LAW) == []


@pytest.fixture
def law() -> Law:
    return law_on(LAW, date(2025, 8, 1))


COMPLETE = Facts(
    born_on=date(2000, 1, 1),
    education=None,
    citizen=True,
    dignitary=False,
    documents=frozenset(Document),
    introducers=(
        Introducer("A", official=True, months_together=12),
        Introducer("B", official=True, months_together=30),
    ),
    youth_union_exists=False,
    trade_union_exists=False,
    dossier_created_on=date(2025, 7, 1),
    certified_on=date(2025, 7, 20),
    certified_true=True,
    certified_political_issue=False,
    certified_eligible=True,
    opinions_organizations=True,
    opinions_residence=True,
)


def test_complete_dossier_is_stopped_by_nothing(law: Law) -> None:
    assert [f.rule for f in judge(rules.TO_COMPLETE, COMPLETE, law) if f.stops] == []


def test_missing_fact_of_a_blocking_rule_stops(law: Law) -> None:
    facts = Facts.parse({**COMPLETE.to_json(), "opinions_residence": None})
    assert [f.rule for f in judge(rules.TO_COMPLETE, facts, law) if f.stops] == ["ADM-38"]


def test_late_decision_flags_and_does_not_stop(law: Law) -> None:
    facts = Facts(
        cell_resolved_on=date(2025, 7, 1),
        decision_on=date(2025, 12, 1),
        decision_number="12-QĐ/ĐU",
        consents=(),
        born_on=date(2000, 1, 1),
        education=None,
        dignitary=False,
        readmission=False,
        notified_on=date(2025, 12, 1),
    )
    findings = judge(rules.AT_DECISION, Facts.parse({**facts.to_json(), "education": "higher"}), law)
    assert [f.rule for f in findings if f.stops] == []
    assert [f.rule for f in findings if f.status is Status.BROKEN] == ["ADM-55"]


def test_late_ceremony_without_consent_stops(law: Law) -> None:
    facts = Facts(
        decision_on=date(2025, 7, 1),
        decision_received_on=date(2025, 7, 1),
        ceremony_on=date(2025, 9, 1),
        ceremony_helper_official=True,
    )
    assert [f.rule for f in judge(rules.AT_CEREMONY, facts, law) if f.stops] == ["ADM-60"]


def test_finding_names_the_number_the_article_and_who_can_cure(law: Law) -> None:
    finding = judge([cell_can_act], Facts(cell_official_members=2), law)[0]
    assert finding.numbers == {"count": 2, "min": 3}
    assert finding.articles == "Điều 24.1 Điều lệ Đảng"
    assert (finding.cured_by, finding.certainty.value) == ("superior", "secondary")


def test_unverified_year_of_the_calendar_weakens_a_deadline() -> None:
    facts = Facts(cell_resolved_on=date(2026, 12, 20))
    finding = judge([decision_is_in_time], facts, law_on(LAW, date(2026, 12, 21)))[0]
    assert (finding.status, finding.certainty.value) == (Status.HOLDS, "unverified")


def test_facts_survive_json() -> None:
    facts = Facts.parse({**COMPLETE.to_json(), "consents": [{"matter": "over_age", "given_on": "2025-07-01"}]})
    assert facts.consents == (HigherConsent(Consent.OVER_AGE, date(2025, 7, 1)),)
    assert Facts.parse(facts.to_json()) == facts


@pytest.mark.parametrize(
    ("data", "key"),
    [
        ({"hair": 1}, "hair"),
        ({"born_on": "1990-02-30"}, "born_on"),
        ({"born_on": 1990}, "born_on"),
        ({"born_on": date(2025, 8, 2)}, "born_on"),
        ({"cell_official_members": -1}, "cell_official_members"),
        ({"cell_official_members": True}, "cell_official_members"),
        ({"cell_official_members": "3"}, "cell_official_members"),
        ({"education": "doctor"}, "education"),
        ({"documents": "cv"}, "documents"),
        ({"documents": ["passport"]}, "documents"),
        ({"certified_true": "yes"}, "certified_true"),
        ({"introducers": [{"official": True}]}, "introducers[0].person"),
        ({"introducers": [{"person": "A", "official": True, "age": 1}]}, "introducers[0].age"),
        ({"cell_vote": {"base": 3, "yes": -1, "no": 0}}, "cell_vote.yes"),
        ({"cell_vote": 3}, "cell_vote"),
        ({"consents": [{"matter": "over_age", "given_on": "2025-08-02"}]}, "consents[0].given_on"),
        ({"born_on": "2000-01-01", "cell_meeting_on": "1999-12-31"}, "cell_meeting_on"),
        ({"decision_on": "2025-07-02", "ceremony_on": "2025-07-01"}, "ceremony_on"),
        ([], "facts"),
        (None, "facts"),
    ],
)
def test_facts_refuse_what_cannot_be_true(data: Any, key: str) -> None:
    with pytest.raises(FactError) as caught:
        Facts.parse(data, date(2025, 8, 1))
    assert caught.value.key == key
