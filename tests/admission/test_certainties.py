"""What a convention of this system fills in, where a text is silent, is never passed off as the text."""

from datetime import date

import pytest

from admission.facts import Facts
from admission.rules.background import persons_are_verified
from admission.rules.eligibility import class_is_certified
from admission.rules.member_move import absence_after_a_move_is_unexplained, move_begins_in_time
from admission.rules.readmission import readmission_wait_is_over
from admission.rules.removal import complaint_is_in_time
from admission.rules.transfer import (
    decision_is_sent_on,
    new_authority_decides_in_time,
    sent_dossier_is_forwarded_in_time,
)
from workflows.law import Certainty, law_on
from workflows.procedures import law_folder
from workflows.rules import Rule, Status, judge

STAGE = {"transfer_resolved": True, "transfer_sent": True}


def judged(rule: Rule, given: dict[str, object]) -> tuple[Status, Certainty]:
    finding = judge([rule], Facts.parse(given), law_on(law_folder("admission"), date(2025, 10, 1)))[0]
    return finding.status, finding.certainty


@pytest.mark.parametrize(
    ("rule", "given"),
    [
        # from when the fifteen working days run
        (
            sent_dossier_is_forwarded_in_time,
            {**STAGE, "transfer_decided": False, "transfer_decided_on": "2025-09-22"},
        ),
        # a decision before the transfer
        (
            decision_is_sent_on,
            {
                **STAGE,
                "transfer_decided": True,
                "transfer_same_authority": False,
                "transfer_decided_on": "2025-09-22",
                "decision_on": "2025-09-01",
                "transfer_papers": ["letter", "decision", "dossier"],
            },
        ),
        # on which day the wait must be over
        (
            readmission_wait_is_over,
            {"readmission": True, "left_on": "2020-01-01", "left_because": "removed", "conviction": "none"},
        ),
        # from when the time for a complaint is counted
        (complaint_is_in_time, {"removal_announced_on": "2025-09-22"}),
        # by which act a member's transfer has begun
        (move_begins_in_time, {"move_decided_on": "2025-09-22"}),
        # how long he may stay away where no local rule says it
        (
            absence_after_a_move_is_unexplained,
            {
                "removal_ground": "absent_after_transfer",
                "move_introduced_on": "2025-07-01",
                "move_absence_explained": False,
            },
        ),
    ],
)
def test_convention_weakens_what_rests_on_it(rule: Rule, given: dict[str, object]) -> None:
    assert judged(rule, given) == (Status.HOLDS, Certainty.DESIGN)


def test_clock_that_the_text_starts_rests_on_the_text_and_the_calendar_alone() -> None:
    given = {**STAGE, "transfer_decided": False, "transfer_received_on": "2025-09-22"}
    status, certainty = judged(new_authority_decides_in_time, given)
    assert (status, certainty) == (Status.HOLDS, Certainty.SECONDARY)


@pytest.mark.parametrize(
    ("rule", "given", "certainty"),
    [
        # who is asked about lightly, because two texts differ, and who is asked about in full, because one says so
        (persons_are_verified, {"relatives": [{"relation": "father", "member": True}]}, Certainty.DESIGN),
        (persons_are_verified, {"relatives": [{"relation": "spouse", "member": True}]}, Certainty.TEXT),
        # a centre of a district, of which no text says that its certificates go on to serve, and one of a commune
        (class_is_certified, {"certificate_issuer": "district_centre"}, Certainty.DESIGN),
        (class_is_certified, {"certificate_issuer": "political_centre"}, Certainty.TEXT),
    ],
)
def test_text_is_not_weakened_by_a_convention_that_is_not_needed(
    rule: Rule, given: dict[str, object], certainty: Certainty
) -> None:
    papers = {"documents": ["class_certificate"], "certificate_issued_on": "2025-06-01"}
    assert judged(rule, {"exemptions": ["own_side"], **papers, **given})[1] is certainty
