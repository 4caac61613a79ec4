"""The two doors: who is refused, what happens once, what it costs."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from admission.models import State
from organization.models import Role, Seat
from permissions.checks import NotPermitted
from tests.chain import START, Journey, build_chain
from tests.factories import membership, person, seat, user
from workflows.actions import AlreadyDone, KeyReused, Refused, Result, act, rehearse
from workflows.findings import RuleBroken
from workflows.meetings.models import ItemState, Meeting
from workflows.models import CaseAccess, Event, Judgement, Task

pytestmark = pytest.mark.django_db


def counts() -> tuple[int, int, int]:
    return Judgement.objects.count(), Event.objects.count(), Task.objects.count()


@pytest.fixture
def journey():
    return Journey(build_chain()).to("cell")


@pytest.fixture
def counted(journey):
    """The cell has met and its vote is counted; only the outcome has to be recorded."""
    journey.meet()
    journey.open_vote()
    journey.count()
    return journey


def record(journey: Journey, **data: Any) -> Result:
    return journey.do("record_cell_vote", **{"on": journey.day, "resolution_number": "05-NQ/CB", **data})


def test_same_key_and_content_returns_the_first_act_and_does_nothing_again(journey):
    key, data = uuid4(), {"person": journey.chain.members[4].public_id, "together_since": date(2020, 1, 1)}
    fresh = Journey(build_chain())
    data["person"] = fresh.chain.members[4].public_id
    first = fresh.do("add_introducer", key=key, **data)
    before = counts()
    second = fresh.do("add_introducer", key=key, on=fresh.day, **data)
    assert (second.replayed, second.judgement.pk, counts()) == (True, first.judgement.pk, before)


def test_completed_step_answers_the_same_key_with_its_first_result(journey):
    task, key = journey.task, uuid4()
    first = journey.vote(key=key)
    told = {"resolution_number": "05-NQ/CB", "acknowledge": True}
    by, before = journey.chain.users["cell"], counts()
    again = act(task, "record_cell_vote", by=by, on=journey.day, key=key, data=told)
    assert (again.replayed, again.judgement) == (True, first.judgement)
    with pytest.raises(KeyReused):
        act(task, "record_cell_vote", by=by, on=journey.day, key=key, data={**told, "resolution_number": "06"})
    assert counts() == before
    assert first.judgement.key == key


def test_other_key_on_a_done_step_says_who_did_it(journey):
    task = journey.task
    done = journey.vote()
    before = counts()
    with pytest.raises(AlreadyDone) as caught:
        act(task, "record_cell_vote", by=journey.chain.users["cell"], on=journey.day, key=uuid4(), data={})
    assert caught.value.judgement == done.judgement
    assert counts() == before


@pytest.mark.parametrize("who", ["clerk", "grassroots", "standing", "department", "section"])
def test_nobody_but_a_holder_of_the_permission_in_exactly_this_body_acts(counted, who):
    before = counts()
    with pytest.raises(NotPermitted):
        record(counted, by=counted.chain.users[who])
    assert counts() == before
    assert record(counted).case.state == State.CELL_RESOLVED


def test_seat_that_ended_the_day_before_no_longer_acts_and_acted_until_then(counted):
    held = Seat.objects.filter(person=counted.chain.members[0], role=Role.SECRETARY)
    held.update(until=counted.day)
    before = counts()
    with pytest.raises(NotPermitted):
        record(counted)
    assert counts() == before
    held.update(until=counted.day + timedelta(days=1))
    assert record(counted).case.state == State.CELL_RESOLVED


def test_person_concerned_never_acts_officially_in_his_own_case(counted):
    seat(counted.chain.applicant.person, counted.chain.bodies["cell"], Role.SECRETARY)
    before = counts()
    with pytest.raises(NotPermitted):
        record(counted, by=counted.chain.applicant)
    assert counts() == before


def test_superuser_without_a_seat_acts_nowhere(counted):
    before = counts()
    with pytest.raises(NotPermitted):
        record(counted, by=user(is_superuser=True))
    assert counts() == before


@pytest.mark.parametrize("day", [START + timedelta(days=400), START - timedelta(days=1), None])
def test_bad_day_is_refused_at_its_field_and_nothing_is_stored(journey, day):
    journey.to("section")
    before, state = counts(), journey.dossier.state
    with pytest.raises(Refused) as caught:
        journey.do("appraise_section", on=journey.day, held_on=day, report_number="1", remarks="x")
    assert list(caught.value.errors) == ["held_on"]
    assert (counts(), journey.dossier.state, journey.step) == (before, state, "section")


def test_vote_the_law_of_the_day_forbids_names_its_article_and_changes_nothing(journey):
    """Judged before the box is opened, and again when the outcome is recorded."""
    papers = journey.dossier.documents.filter(code="class_certificate")
    (valid_since,) = papers.values_list("issued_on", flat=True)
    papers.update(issued_on=date(2020, 1, 6))
    journey.meet()
    before = counts()
    with pytest.raises(RuleBroken) as caught:
        journey.open_vote()
    expired = [("ADM-10", "Mục 5.4b Hướng dẫn 06-HD/TW")]
    assert [(found.rule, found.articles) for found in caught.value.findings] == expired
    assert (counts(), journey.dossier.state, journey.item.state) == (before, State.COMPLETE, ItemState.READY)
    papers.update(issued_on=valid_since)
    journey.open_vote()
    journey.count()
    papers.update(issued_on=date(2020, 1, 6))
    before = counts()
    with pytest.raises(RuleBroken) as caught:
        record(journey)
    assert [(found.rule, found.articles) for found in caught.value.findings] == expired
    assert (counts(), journey.dossier.state, journey.item.state) == (before, State.COMPLETE, ItemState.COUNTED)


def test_vote_below_the_ratio_goes_up_and_is_never_closed_silently(journey):
    result = journey.vote(yes=3)
    assert (result.judgement.outcome, journey.step, result.case.state) == (
        "below_ratio",
        "cell_shortfall",
        State.CELL_BELOW_RATIO,
    )
    journey.do("direct_new_vote", reason="x")
    assert (journey.step, journey.vote(yes=4).judgement.outcome) == ("cell", "passed")


def test_authority_may_stop_after_a_shortfall_and_the_cell_is_notified(journey):
    journey.vote(yes=0)
    journey.do("stop_after_shortfall", reason="x")
    assert (journey.step, journey.dossier.state) == ("refusal_notice", State.REFUSAL_PENDING)
    day = journey.day + journey.pace
    journey.do("notify_refusal", on=day, notified_on=day, number="3-TB/BTC", reason="x")
    assert (journey.dossier.state, Task.objects.open().count()) == (State.REFUSED, 0)


def test_exactly_half_of_the_standing_committee_does_not_pass(journey):
    journey.to("standing")
    Seat.objects.filter(person=journey.chain.users["standing_member"].person).update(until=journey.day)
    assert journey.vote(yes=3).judgement.outcome == "below_ratio"
    assert journey.step == "refusal_notice"


def test_applicant_withdraws_and_the_open_task_is_cancelled(journey):
    result = journey.do_on_case("withdraw", by=journey.chain.applicant, reason="x")
    assert result.case.state == State.WITHDRAWN
    assert [task.status for task in Task.objects.filter(process=result.case, flow_task_type="HUMAN").order_by("-pk")][
        :1
    ] == ["CANCELED"]
    with pytest.raises(Refused):
        journey.do_on_case("withdraw", by=journey.chain.applicant, reason="x")


def test_nobody_else_withdraws_for_the_applicant(journey):
    before = counts()
    with pytest.raises(NotPermitted):
        journey.do_on_case("withdraw", by=journey.chain.users["cell"], reason="x")
    assert counts() == before


def test_without_a_section_the_cell_leads_straight_to_the_grassroots_committee():
    journey = Journey(build_chain(with_section=False)).to("cell")
    journey.vote()
    assert journey.step == "grassroots"


def test_body_sees_the_case_from_the_act_that_reached_it(journey):
    reached = {access.body_id for access in CaseAccess.objects.filter(case_id=journey.case_id)}
    bodies = journey.chain.bodies
    assert reached == {bodies["cell"].pk, bodies["grassroots"].pk}
    journey.vote()
    assert CaseAccess.objects.filter(case_id=journey.case_id, body=bodies["section"]).count() == 1


def test_key_of_another_person_is_no_key_of_mine():
    key = uuid4()
    fresh = Journey(build_chain())
    data: dict[str, Any] = {"person": fresh.chain.members[4].public_id, "together_since": date(2020, 1, 1)}
    fresh.do("add_introducer", key=key, **data)
    with pytest.raises(KeyReused):
        fresh.do("add_introducer", by=fresh.chain.users["clerk"], key=key, on=fresh.day, **data)


def test_body_that_ended_neither_sees_nor_acts(journey):
    body, secretary = journey.chain.bodies["cell"], journey.chain.users["cell"]
    assert journey.dossier in type(journey.dossier).objects.visible_to(secretary, journey.day)
    task = journey.task
    body.until = journey.day
    body.save()
    assert not type(journey.dossier).objects.visible_to(secretary, journey.day).exists()
    with pytest.raises(NotPermitted):
        act(task, "put_on_agenda", by=secretary, on=journey.day, key=uuid4(), data={"day": journey.day})


def test_suspension_recorded_elsewhere_leaves_the_member_out_of_the_base(journey):
    membership(journey.chain.members[4], journey.chain.base, "suspended")
    result = journey.vote()
    assert (result.judgement.tally.base, result.judgement.outcome) == (4, "passed")


def test_certified_cv_is_not_replaced():
    other = Journey(build_chain()).to("completion")
    with pytest.raises(Refused) as caught:
        other.do("file_paper", code="cv", issued_on=other.day)
    assert list(caught.value.errors) == ["code"]


def test_rehearsal_tells_the_outcome_and_leaves_nothing(journey):
    before = counts()
    result = rehearse(lambda: journey.vote(yes=3))
    assert (result.judgement.outcome, result.judgement.tally.yes) == ("below_ratio", 3)
    assert (counts(), journey.dossier.state, journey.step) == (before, State.COMPLETE, "cell")
    assert not Meeting.objects.exists()


def test_extract_that_was_not_sent_stops_the_submission_and_names_the_article():
    journey = Journey(build_chain()).to("appraisal")
    with pytest.raises(RuleBroken) as caught:
        journey.do("appraise", register_number="1", remarks="", extract_sent=False)
    assert [(found.rule, found.articles) for found in caught.value.findings] == [
        ("ADM-53", "Mục 3.7a Hướng dẫn 06-HD/TW")
    ]


def test_draft_law_must_be_acknowledged_on_every_day_it_is_known():
    journey = Journey(build_chain(), start=date(2026, 9, 7)).to("draft")
    journey.do("file_paper", code="application", issued_on=journey.day)
    journey.do("file_paper", code="cv", issued_on=journey.day)
    journey.do(
        "file_paper", code="class_certificate", issued_on=date(2025, 8, 1), certificate_issuer="political_centre"
    )
    journey.do(
        "record_particulars",
        education="higher",
        citizen=True,
        dignitary=False,
        youth_union_exists=False,
        trade_union_exists=False,
    )
    for member in journey.chain.members[2:4]:
        journey.do("add_introducer", person=member.public_id, together_since=date(2022, 1, 10))
    with pytest.raises(Refused) as caught:
        journey.do("submit_for_verification")
    assert list(caught.value.errors) == ["acknowledge"]
    assert "208-QĐ/TW" in caught.value.errors["acknowledge"]
    result = journey.do("submit_for_verification", acknowledge=True)
    assert "208-qd-tw-2026" in result.judgement.acknowledged_drafts


def test_every_step_stays_within_25_statements_whatever_the_size(monkeypatch):
    """Every act on a task, those of a meeting included. As in the bench, the transaction itself is no statement."""
    spent: dict[str, int] = {}

    def counted(task: Task, verb: str, **values: Any) -> Result:
        with CaptureQueriesContext(connection) as captured:
            result = act(task, verb, **values)
        asked = [query for query in captured if not query["sql"].startswith(("SAVEPOINT", "RELEASE SAVEPOINT"))]
        spent[verb] = max(spent.get(verb, 0), len(asked))
        return result

    for module in ("tests.chain", "workflows.meetings.convening"):
        monkeypatch.setattr(f"{module}.act", counted)
    Journey(build_chain()).to("end")
    small = dict(spent)
    assert {"put_on_agenda", "note_change", "freeze_roster", "open_vote", "seal_box", "count_votes"} < set(small)
    assert {verb: count for verb, count in small.items() if count > 25} == {}
    spent.clear()
    chain = build_chain(official_members=40)
    for number in range(60):
        membership(person(f"Bystander {number}"), chain.cell, "sympathizer")
    Journey(chain).to("end")
    # the first decision of a term also opens its register
    assert {verb: spent[verb] - count for verb, count in small.items() if spent[verb] != count} == {}
