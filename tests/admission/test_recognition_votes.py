"""Votes on the recognition: below the ratio twice and passed, thrice and reported up, refused; what is late."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from admission.models import State
from admission.told import told_member
from organization.models import Standing
from tests.admission.member_journey import MemberJourney, kept
from tests.admission.reading import judged
from tests.chain import build_chain
from workflows.actions import Refused, act
from workflows.audit.chain import verify
from workflows.findings import RuleBroken, Status
from workflows.models import CaseAccess, Deadline, Document, Tally

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def at_cell(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[MemberJourney]:
    with kept(django_db_blocker, "recognition_cell") as journey:
        yield journey


@pytest.fixture
def journey(at_cell: MemberJourney) -> MemberJourney:
    """A recognition before the cell of five."""
    return at_cell.again()


def below(journey: MemberJourney, times: int) -> MemberJourney:
    """So many votes of the open step with two in favour."""
    for _time in range(times):
        journey.vote(yes=2)
    return journey


def test_cell_that_fails_twice_may_pass_at_the_third_vote(journey: MemberJourney) -> None:
    for failed in (1, 2):
        below(journey, 1)
        assert (journey.dossier.state, journey.step) == (State.RECOGNITION_BELOW_RATIO, "recognition_cell")
        assert Tally.objects.filter(case_id=journey.case_id, step="recognition_cell", passed=False).count() == failed
    journey.vote(yes=4)
    assert (journey.dossier.state, journey.step) == (State.RECOGNITION_CELL_RESOLVED, "recognition_section")
    votes = Tally.objects.filter(case_id=journey.case_id, step="recognition_cell").order_by("pk")
    assert [(tally.yes, tally.passed) for tally in votes] == [(2, False), (2, False), (4, True)]
    kinds = Deadline.objects.filter(case_id=journey.case_id, closed_on=None).values_list("kind", flat=True)
    assert list(kinds) == ["recognition_decision"]
    assert verify(journey.dossier).ok


def test_third_vote_below_the_ratio_goes_up_and_the_authority_recognises(journey: MemberJourney) -> None:
    below(journey, 3)
    assert (journey.dossier.state, journey.step) == (State.ESCALATED, "escalated")
    told = CaseAccess.objects.filter(case_id=journey.case_id, until=None).values_list("body_id", flat=True)
    assert {journey.chain.bodies[name].pk for name in ("standing", "grassroots")} <= set(told)
    journey.vote()
    assert journey.step == "recognition_decision"
    journey.on()
    assert journey.dossier.state == State.CARD_ISSUED
    assert journey.dossier.probation_row.effective_on == journey.ends_on


def test_authority_that_does_not_recognise_votes_on_the_removal_itself(journey: MemberJourney) -> None:
    below(journey, 3).vote(yes=3)
    assert (journey.dossier.state, journey.step) == (State.REMOVAL_PROPOSED, "removal_standing")
    journey.on()
    dossier = journey.dossier
    assert (dossier.state, dossier.subject.memberships.get(until=None).standing) == (State.REMOVED, Standing.LEFT)


def test_exactly_half_of_the_authority_does_not_remove_and_it_decides_again(journey: MemberJourney) -> None:
    below(journey, 3)
    journey.do("take_up_removal", ground="unqualified", reason="theo báo cáo")
    assert journey.step == "removal_standing"
    journey.vote(yes=3)
    assert (journey.dossier.state, journey.step) == (State.ESCALATED, "escalated")
    journey.do("drop_removal", reason="tiếp tục xem xét")
    assert (journey.dossier.state, journey.step) == (State.PROBATION_COMPLETE, "probation")


def test_grassroots_committee_has_three_votes_of_its_own(journey: MemberJourney) -> None:
    below(journey, 1)
    journey.on("recognition_grassroots")
    below(journey, 2)
    assert (journey.dossier.state, journey.step) == (State.RECOGNITION_BELOW_RATIO, "recognition_grassroots")
    below(journey, 1)
    assert (journey.dossier.state, journey.step) == (State.ESCALATED, "escalated")


def test_result_below_the_ratio_is_not_told_to_the_member(journey: MemberJourney) -> None:
    below(journey, 1)
    assert journey.dossier.told_applicant == State.PROBATION_COMPLETE
    row = journey.dossier.probation_row
    assert told_member(row, journey.ends_on, journey.ends_on - timedelta(days=1)) == State.PROBATIONARY


def test_standing_committee_that_does_not_recognise_leads_to_the_removal_from_the_cell_up(
    journey: MemberJourney,
) -> None:
    journey.on("recognition_standing").vote(yes=3)
    assert (journey.dossier.state, journey.step) == (State.REMOVAL_PROPOSED, "removal_cell")
    assert journey.dossier.probation_row.removal_ground == "unqualified"


def test_recognition_is_returned_and_supplied_while_its_clock_runs(journey: MemberJourney) -> None:
    journey.on("recognition_appraisal")
    journey.do("return_recognition", what="bản nhận xét")
    assert (journey.dossier.state, journey.step) == (State.RECOGNITION_SUPPLEMENT, "recognition_supplement")
    assert journey.task.due_on == journey.dossier.deadlines.get(kind="recognition_decision").due_on
    journey.do("supply_recognition", note="đã bổ sung")
    assert (journey.dossier.state, journey.step) == (State.RECOGNITION_APPRAISAL, "recognition_appraisal")


def test_recognition_is_extended_once(journey: MemberJourney) -> None:
    journey.on("recognition_appraisal")
    clock = journey.dossier.deadlines.get(kind="recognition_decision")
    data = {"number": "3-TB/ĐUK", "reason": "phức tạp", "acknowledge": True}
    journey.do_on_case("extend_recognition", by=journey.chain.users["standing"], decided_on=journey.day, **data)
    longer = journey.dossier.deadlines.get(kind="recognition_decision")
    assert (longer.length - clock.length, longer.due_on > clock.due_on) == (15, True)
    with pytest.raises(RuleBroken) as caught:
        journey.do_on_case("extend_recognition", by=journey.chain.users["standing"], decided_on=journey.day, **data)
    assert [found.rule for found in caught.value.findings] == ["ADM-77"]


def test_lateness_is_explained_and_moves_no_date(journey: MemberJourney) -> None:
    """The cell late, the authority late: refused at the field without an explanation; official from the same day."""
    journey.day = journey.dossier.deadlines.get(kind="recognition_cell").due_on + timedelta(days=20)
    journey.meet()
    journey.open_vote()
    journey.count()
    paper: dict[str, Any] = {"resolution_number": "9-NQ/CB"}
    with pytest.raises(Refused) as caught:
        journey.do("record_recognition_vote", on=journey.day, **paper)
    assert (list(caught.value.errors), journey.step) == (["explanation"], "recognition_cell")
    journey.do("record_recognition_vote", on=journey.day, explanation="chi bộ sắp xếp lại", **paper)
    journey.on("recognition_decision")
    signed_on = journey.dossier.deadlines.get(kind="recognition_decision").due_on + timedelta(days=10)
    with pytest.raises(Refused) as caught:
        journey.sign("issue_recognition", on=signed_on)
    assert (list(caught.value.errors), journey.step) == (["explanation"], "recognition_decision")
    journey.sign("issue_recognition", on=signed_on, explanation="chờ kết luận")
    row = journey.dossier.probation_row
    assert (row.cell_lateness, row.decision_lateness) == ("chi bộ sắp xếp lại", "chờ kết luận")
    assert (row.effective_on, row.decided_on) == (journey.ends_on, signed_on)
    official = journey.dossier.subject.memberships.get(until=None)
    assert (official.standing, official.since) == (Standing.OFFICIAL, journey.ends_on)
    paper_of = Document.objects.get(case_id=journey.case_id, code="recognition_decision")
    assert paper_of.data["official_from"] == journey.ends_on.isoformat()


def test_recognition_in_time_needs_no_explanation_and_keeps_four_dates_apart(journey: MemberJourney) -> None:
    journey.on("card")
    dossier, row = journey.dossier, journey.dossier.probation_row
    assert row.decision_lateness == ""
    assert (row.decision_number, row.card_decision_number) == ("02-QĐ/ĐUK", "03-QĐ/ĐUK")
    with pytest.raises(RuleBroken) as caught:
        journey.do("hand_over_card", on=journey.day, handed_on=journey.day, card_number="012345678901")
    assert [found.rule for found in caught.value.findings] == ["ADM-81"]
    journey.do("return_card", on=journey.day, found_on=journey.day, reason="sai họ tên")
    assert (journey.step, journey.task.due_on) == ("card", None)
    journey.hand_over()
    row = journey.dossier.probation_row
    days = [dossier.decided_on, dossier.ceremony_on, dossier.official_on, row.card_on]
    assert None not in days
    assert len(set(days)) == 4
    found = judged("hand_over_card")
    assert dossier.decided_on is not None
    assert found["party_age_counts"]["numbers"]["start"] == dossier.decided_on.isoformat()
    assert found["dates_are_kept_apart"]["status"] == Status.HOLDS.value


def test_wrong_standing_on_the_list_stops_the_decision(journey: MemberJourney) -> None:
    journey.on("recognition_decision")
    journey.dossier.subject.memberships.filter(until=None).update(standing=Standing.MASSES)
    with pytest.raises(Refused) as caught:
        journey.sign("issue_recognition")
    assert (list(caught.value.errors), journey.dossier.state) == (["signed_on"], State.RECOGNITION_AGREED)


def test_authorised_committee_decides_and_after_three_votes_its_superior_does() -> None:
    journey = MemberJourney(build_chain("p2")).on("recognition_grassroots")
    below(journey, 3)
    assert (journey.dossier.state, journey.step) == (State.ESCALATED, "escalated_superior")
    assert journey.task.body == journey.chain.bodies["standing"]
    journey.vote()
    assert journey.step == "recognition_superior_decision"
    journey.on()
    row = journey.dossier.probation_row
    assert (journey.dossier.state, row.issuer) == (State.CARD_ISSUED, journey.chain.bodies["standing"])


def test_cell_under_an_authorised_committee_reports_to_it() -> None:
    journey = below(MemberJourney(build_chain("p2")).on("recognition_cell"), 3)
    assert (journey.dossier.state, journey.step) == (State.ESCALATED, "escalated_committee")
    journey.vote(yes=3)
    assert (journey.dossier.state, journey.step) == (State.REMOVAL_PROPOSED, "removal_grassroots")
    journey.vote()
    assert (journey.dossier.state, journey.step) == (State.REMOVAL_AGREED, "removal_authorised_decision")


def test_acts_of_a_member_take_few_statements(journey: MemberJourney, monkeypatch: pytest.MonkeyPatch) -> None:
    spent: dict[str, int] = {}

    def counted(task: Any, verb: str, **values: Any) -> Any:
        with CaptureQueriesContext(connection) as captured:
            result = act(task, verb, **values)
        asked = [query for query in captured if not query["sql"].startswith(("SAVEPOINT", "RELEASE SAVEPOINT"))]
        spent[verb] = max(spent.get(verb, 0), len(asked))
        return result

    for module in ("tests.chain", "workflows.meetings.convening"):
        monkeypatch.setattr(f"{module}.act", counted)
    journey.on()
    assert "issue_recognition" in spent
    assert {verb: count for verb, count in spent.items() if count > 25} == {}
