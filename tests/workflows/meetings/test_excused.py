"""Who is absent from a cell meeting with a reason is counted, by the one of two readings that is followed."""

from datetime import date
from typing import Any

import pytest

from admission.facts import Facts
from tests.chain import Journey, build_chain
from workflows.findings import Finding, Status
from workflows.law import Law, law_on
from workflows.meetings.rules import somebody_is_counted
from workflows.procedures import law_folder
from workflows.rules import judge

LAW = law_folder("admission")
MEETING = {"chair": "a", "summoned": 17, "base": 14, "present": 13, "minimum": 10, "voters": 13, "body_kind": "cell"}


def found(law: Law, **meeting: Any) -> Finding:
    facts = {"meeting": {**MEETING, "held_on": law.on.isoformat(), **meeting}}
    (finding,) = judge([somebody_is_counted], Facts.parse(facts), law)
    return finding


def told(finding: Finding) -> tuple[Status, str, str]:
    return finding.status, finding.certainty.value, finding.articles


@pytest.mark.parametrize(
    ("day", "articles"),
    [
        (date(2025, 6, 30), ""),
        (date(2025, 7, 1), "Mục 9.3 Quy định 294-QĐ/TW; Mục 9.3.2 Quy định 294-QĐ/TW"),
        (date(2025, 7, 2), "Mục 9.3 Quy định 294-QĐ/TW; Mục 9.3.2 Quy định 294-QĐ/TW"),
    ],
)
def test_excused_member_is_counted_and_that_is_called_unverified(day: date, articles: str) -> None:
    finding = found(law_on(LAW, day), excused=1)
    assert told(finding) == (Status.HOLDS, "unverified", articles)
    assert finding.numbers["excused"] == 1
    assert "two readings" in finding.message


@pytest.mark.parametrize("meeting", [{"excused": 0}, {"excused": 1, "body_kind": "committee"}])
def test_without_one_or_in_a_committee_the_text_says_enough(meeting: dict[str, Any]) -> None:
    finding = found(law_on(LAW, date(2025, 7, 1)), **meeting)
    assert told(finding) == (Status.HOLDS, "text", "Mục 9.3 Quy định 294-QĐ/TW")


@pytest.mark.django_db
def test_certificate_of_a_cell_meeting_tells_it() -> None:
    journey = Journey(build_chain()).to("cell")
    there, excused = journey.chain.members[:-1], journey.chain.members[-1]
    journey.meet(present=[one.public_id for one in there], excused=[excused.public_id])
    document = journey.open_vote().judgement.certificate
    (line,) = [line for line in document["lines"] if line["name"] == "somebody_is_counted"]
    assert (line["certainty"], line["numbers"]["excused"], line["stops"]) == ("unverified", 1, False)
    row = next(row for row in document["roster"] if row["person"] == excused.public_id)
    assert (row["in_base"], row["attendance"]) == (True, "excused")
