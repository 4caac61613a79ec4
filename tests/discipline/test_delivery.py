"""Who was absent when the decision was announced: its delivery, and the time to complain that follows from it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from discipline.complaint_window import Start, start_of
from discipline.law_of_day import law_of
from discipline.models import DisciplineCase
from tests.admission.signing_in import SignIn
from tests.discipline.complaints.grievances import Grievance, decided, expelled
from tests.discipline.matters import Matter
from tests.discipline.papers.test_writing import accused_of
from workflows.acting import Refused
from workflows.findings import RuleBroken

pytestmark = pytest.mark.django_db
GIVEN = {"how": "By hand, signed for", "by_whom": "The secretary", "note": ""}


def deliver(matter: Matter, *, receipt: str = "handed", **data: Any) -> None:
    matter.do("record_delivery", receipt=receipt, **{**GIVEN, **data})


def window(matter: Matter) -> tuple[date, date] | None:
    row = matter.case.deadlines.filter(kind="complaint", closed_on=None).first()
    return (row.started_on, row.due_on) if row else None


def test_the_time_to_complain_runs_from_the_delivery_to_who_was_absent() -> None:
    matter = decided(receipt="absent")
    assert window(matter) is None
    deliver(matter)
    assert matter.case.handed_on == matter.day
    assert window(matter) == (matter.day, matter.day + timedelta(days=30))
    told = matter.case.events.get(kind="decision.delivered").payload.values
    assert (told["receipt"], told["how"], told["by_whom"]) == ("handed", GIVEN["how"], GIVEN["by_whom"])
    paper = matter.case.documents.get(code="delivery_minutes")
    assert (paper.own, paper.data["paper"]["known"]["said_by_whom"]) == (True, "The secretary")
    Grievance(matter).complain()


def test_a_delivery_before_the_effect_is_recorded_starts_the_clock_with_the_effect() -> None:
    matter = Matter().to("cell")
    matter.vote_forms(matter.all_for("warning"))
    matter.do("write_cell_decision", complaint_to="UBKT")
    matter.do("announce_decision", place="Hall", receipt="absent", note="")
    deliver(matter)
    handed = matter.day
    assert window(matter) is None
    matter.do("take_effect", reported_number="07-BC/CB")
    assert window(matter) == (handed, handed + timedelta(days=30))


def test_a_delivery_entered_late_keeps_its_own_day() -> None:
    matter = decided(receipt="absent")
    announced = matter.case.announced_on
    assert announced is not None
    with pytest.raises(Refused) as error:
        deliver(matter, day=announced - timedelta(days=1))
    assert set(error.value.errors) == {"day"}
    deliver(matter, day=announced)
    assert window(matter) == (announced, announced + timedelta(days=30))


def test_who_refuses_it_at_the_delivery_has_no_time_to_complain() -> None:
    """From 296-QĐ/TW on the refusal bars the complaint (DIS-115, 116)."""
    matter = decided(receipt="absent")
    deliver(matter, receipt="refused")
    assert (matter.case.handed_on, matter.case.receipt_refused, window(matter)) == (None, True, None)
    with pytest.raises(RuleBroken) as error:
        Grievance(matter).complain()
    assert "DIS-116" in {finding.rule for finding in error.value.findings}


@pytest.mark.parametrize("receipt", ["handed", "refused"])
def test_what_was_settled_at_the_announcement_is_not_delivered_again(receipt: str) -> None:
    matter = decided(receipt=receipt)
    with pytest.raises(Refused):
        deliver(matter)


def test_only_where_the_law_counts_from_the_receipt_the_delivery_is_awaited() -> None:
    """30-QĐ/TW: from the announcement; 296-QĐ/TW: from the receipt (DIS-113)."""
    absent = DisciplineCase(announced_on=date(2021, 4, 5))
    assert isinstance(start_of(absent.receipt_facts, law_of(date(2021, 4, 20))), Start)
    assert not absent.receipt_awaited(law_of(date(2021, 4, 20)))
    assert DisciplineCase(announced_on=date(2025, 8, 5)).receipt_awaited(law_of(date(2025, 8, 20)))
    refused = DisciplineCase(announced_on=date(2025, 8, 5), receipt_refused=True)
    assert not refused.receipt_awaited(law_of(date(2025, 8, 20)))


def test_a_delivery_after_an_answered_complaint_starts_no_time_anew() -> None:
    """What he may complain of is the answer (DIS-126)."""
    matter = decided(receipt="absent")
    grievance = Grievance(matter)
    grievance.post(decision_received_on=matter.day)
    grievance.through()
    assert not matter.case.receipt_awaited(law_of(matter.day))
    deliver(matter)
    assert window(matter) is None


def test_a_delivery_recorded_later_does_not_override_the_day_that_he_told() -> None:
    """He had it in hand from the earlier of the days (DIS-113)."""
    matter = decided(receipt="absent")
    told = matter.day
    grievance = Grievance(matter)
    grievance.post(decision_received_on=told)
    matter.day = grievance.day
    deliver(matter)
    facts = grievance.complaint.facts(matter.day)
    assert matter.case.handed_on == matter.day
    assert (facts.contested_received_on, facts.contested_received) == (told, True)


def test_an_expelled_member_receives_it_after_his_expulsion_was_concluded() -> None:
    matter = expelled(receipt="absent")
    matter.do("conclude_expulsion", card_returned=True, badge_returned=True)
    assert matter.case.state == "expelled"
    by = matter._actor(matter.case.deciding_body(matter.day), "sign_discipline")
    matter.do_on_case("record_delivery", by=by, receipt="handed", **GIVEN)
    assert window(matter) == (matter.day, matter.day + timedelta(days=30))


def test_he_reads_that_his_time_begins_with_the_receipt(sign_in: SignIn) -> None:
    matter = decided(receipt="absent")
    own = reverse("own_discipline", args=[matter.case.public_id])
    waiting = "your time to complain begins when you receive the decision"
    assert waiting in sign_in(accused_of(matter), matter.day).get(own).content.decode()
    deliver(matter)
    read = sign_in(accused_of(matter), matter.day).get(own).content.decode()
    assert waiting not in read
    assert f"{matter.day + timedelta(days=30):%d/%m/%Y}" in read
