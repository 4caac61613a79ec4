"""From which day a decision has effect, across a change of law that is loaded only as a draft today."""

from dataclasses import replace
from datetime import date

import pytest

from discipline.facts import Facts
from discipline.rules.decision import decision_has_effect, ends_by_itself
from workflows.law import Law, regulations_in
from workflows.procedures import law_folder
from workflows.rules import Status, judge

#: As if the regulation of 2026 were in force with what is known of it, beside the one it replaces.
KNOWN = [
    replace(one, status="in_force", repeals=()) if one.code == "21-qd-tw-2026" else one
    for one in regulations_in(law_folder("discipline"))
]


@pytest.mark.parametrize(
    ("signed", "status"),
    [
        (date(2026, 4, 10), Status.UNKNOWN),
        (date(2026, 4, 11), Status.HOLDS),
        (date(2026, 4, 12), Status.HOLDS),
    ],
)
def test_effect_is_by_the_law_of_the_day_of_signing(signed: date, status: Status) -> None:
    facts = Facts(by_cell=False, signed_on=signed)
    assert [finding.status for finding in judge([decision_has_effect], facts, Law(date(2026, 5, 1), KNOWN))] == [status]


@pytest.mark.parametrize(
    ("signed", "announced", "last"),
    [(date(2026, 4, 10), date(2026, 4, 20), "2027-04-20"), (date(2026, 4, 11), date(2026, 4, 20), "2027-04-11")],
)
def test_twelve_months_run_from_the_effect(signed: date, announced: date, last: str) -> None:
    facts = Facts.parse(
        {
            "form": "warning",
            "by_cell": False,
            "signed_on": signed,
            "announced_on": announced,
            "complaint_pending": False,
            "new_violation": False,
        }
    )
    finding = judge([ends_by_itself], facts, Law(date(2026, 6, 1), KNOWN))[0]
    assert finding.numbers["last"] == last
