"""Boundary cases of the collegial act, as the rules tell them: YAML read into votes.

``cell_and_committee``: ``members`` in groups of ``number`` alike, the ``box``, the provision of its ``threshold``.
``forms``: a member's four forms and KTr as heavy unless ``forms`` and ``heavy`` say otherwise; ``above_power`` is
``forward`` unless said. ``attempts``: votes ``failed`` so far. All under the law of 2025-11-14.
"""

from pathlib import Path
from typing import Any

import pytest

from tests.workflows.meetings.properties import BALLOT, HALF, LAW, TWO_THIRDS
from workflows import plain_yaml
from workflows.meetings.outcomes import (
    AbovePower,
    Count,
    FormsBallot,
    Mode,
    after_attempt,
    forms_outcome,
    yes_no_outcome,
)
from workflows.votes import RosterMember, base_of, propose_roster

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[Any]:
    """Every case of a file; the id is its sentence."""
    read = plain_yaml.load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["name"]) for case in read]


def members_of(groups: list[dict[str, Any]]) -> list[RosterMember]:
    alike = [group for group in groups for _ in range(group["number"])]
    return [
        RosterMember(
            n,
            f"member {n}",
            group.get("kind", "official"),
            frozenset(group.get("overlays", ())),
            group.get("present", True),
        )
        for n, group in enumerate(alike, start=1)
    ]


@pytest.mark.parametrize("case", cases("cell_and_committee"))
def test_vote_for_or_against(case: dict[str, Any]) -> None:
    members = members_of(case["members"])
    roster = propose_roster(members, LAW, cell=case["body"] == "cell")
    base = base_of(roster)
    present = sum(line.counted and bool(member.present) for line, member in zip(roster, members, strict=True))
    count = Count(**case["box"])
    closing, outcome = count.closing(present, base), yes_no_outcome(count, base, LAW[case["threshold"]].value)
    assert case["expect"] == {
        "base": base,
        "minimum": outcome.minimum_yes,
        "passed": outcome.passed,
        "unreturned": closing.unreturned,
        "not_issued": closing.not_issued,
        "absent": closing.absent,
    }


@pytest.mark.parametrize("case", cases("forms"))
def test_vote_on_the_forms(case: dict[str, Any]) -> None:
    ballot = FormsBallot(
        tuple(case.get("forms", BALLOT.order)),
        BALLOT.none,
        frozenset(case.get("heavy", BALLOT.heavy)),
        half=HALF,
        two_thirds=TWO_THIRDS,
    )
    outcome = forms_outcome(
        case["votes"],
        case["base"],
        ballot,
        mode=Mode(case["mode"]),
        power=frozenset(case["power"]),
        above_power=AbovePower(case.get("above_power", "forward")),
    )
    assert case["expect"] == {
        "ending": outcome.ending,
        "form": outcome.form,
        "running": [line.sum for line in outcome.lines if line.cumulated],
        "uncounted": outcome.uncounted,
    }


@pytest.mark.parametrize("case", cases("attempts"))
def test_another_attempt_or_none(case: dict[str, Any]) -> None:
    assert after_attempt(case["failed"], LAW["votes.max_before_escalation"]) == case["expect"]


def test_every_file_of_cases_is_read() -> None:
    assert {path.stem for path in CASES.glob("*.yaml")} == {"attempts", "cell_and_committee", "forms"}
