"""A person is active elsewhere for a time: the cell there prepares, his own votes and announces (ADM-72)."""

from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from admission.models import Dossier, State
from admission.periods import end_stays
from organization.models import Kind, User
from permissions.checks import NotPermitted
from tests.admission.member_moves import MovingMember, moving_member
from tests.admission.moves import MovingJourney, two_places
from tests.admission.unusual import broken, told
from tests.factories import organization
from workflows.actions import Refused
from workflows.audit.chain import verify
from workflows.calendar import add_months
from workflows.models import CaseAccess
from workflows.rules import RuleBroken

pytestmark = pytest.mark.django_db

SignIn = Callable[[User, date], Client]
ONE_DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def admitted(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[MovingMember]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield moving_member()
        transaction.set_rollback(True)


@pytest.fixture
def journey(admitted: MovingMember) -> MovingMember:
    """A probationary member; ``there`` is the cell where he is active for a time."""
    again = copy(admitted)
    again.day += timedelta(days=30)
    return again


@pytest.fixture
def sign_in(settings: Any) -> SignIn:
    def as_user(user: User, on: date) -> Client:
        settings.TODAY = on
        client = Client(headers={"accept-language": "en"})
        client.force_login(user)
        return client

    return as_user


def begin(journey: MovingMember | MovingJourney, *, months: int = 6, **data: Any) -> Any:
    told = {
        "place": journey.there.cell,
        "outside": "",
        "kind": "work",
        "since": journey.day,
        "until": add_months(journey.day, months),
        "number": "12-GTTT",
    }
    return on_case(journey, "begin_stay", **{**told, **data})


def on_case(journey: MovingMember | MovingJourney, verb: str, *, by: User | None = None, **data: Any) -> Any:
    journey.day -= journey.pace
    return journey.do_on_case(verb, by=by or journey.chain.users["cell"], acknowledge=True, **data)


def sees(journey: MovingMember | MovingJourney, who: User, on: date | None = None) -> bool:
    return Dossier.objects.visible_to(who, on or journey.day).filter(pk=journey.case_id).exists()


def hosted(journey: MovingMember) -> None:
    """Who prepares is the secretary of the cell where he is active."""
    host = journey.there.users["cell"]
    prepares = dict.fromkeys(("probation", "recognition_file", "recognition_supplement"), host)
    journey.chain = replace(journey.chain, actors=journey.chain.actors | prepares)


# a member


def test_temporary_cell_prepares_the_recognition_and_his_own_votes_and_announces(journey: MovingMember) -> None:
    journey.day = journey.ends_on - timedelta(days=60)
    begin(journey)
    there, here = journey.there.bodies["cell"], journey.origin.bodies["cell"]
    assert (journey.step, journey.task.body) == ("probation", there)
    with pytest.raises(NotPermitted):
        journey.file("new_member_certificate", number="1", by=journey.origin.users["cell"])
    hosted(journey)
    journey.begin()
    assert (journey.step, journey.task.body) == ("recognition_file", there)
    journey.make_file()
    assert (journey.step, journey.task.body) == ("recognition_cell", here)
    journey.on("recognition_appraisal")
    journey.do("return_recognition", what="thiếu nhận xét")
    assert (journey.step, journey.task.body) == ("recognition_supplement", there)
    journey.do("supply_recognition", note="đã bổ sung")
    journey.on("card")
    assert journey.task.body == here
    assert verify(journey.dossier).ok


def test_announcement_waits_until_the_temporary_organisation_is_informed(journey: MovingMember) -> None:
    journey.on("card")
    day = journey.day
    journey.do("announce_recognition", on=day, announced_on=day, temporary_informed=False)
    other = moving_member()
    other.on("card")
    begin(other)
    day = other.day
    with pytest.raises(RuleBroken) as caught:
        other.do("announce_recognition", on=day, announced_on=day, temporary_informed=False)
    assert broken(caught.value) == [("ADM-72", "temporary_organisation_is_informed")]
    assert other.dossier.probation_row.announced_on is None
    other.do("announce_recognition", on=day, announced_on=day, temporary_informed=True)
    assert other.dossier.probation_row.announced_on == day


def test_step_goes_back_on_the_day_of_the_return_whenever_the_system_comes_to_it(journey: MovingMember) -> None:
    begin(journey)
    until = journey.dossier.stays[0].until
    assert until is not None
    assert end_stays(until - ONE_DAY) == 0
    journey.day = until + ONE_DAY
    with pytest.raises(Refused, match="belongs to"):
        journey.do("begin_recognition", by=journey.there.users["cell"], on=until)
    assert end_stays(journey.day) == 1
    assert (journey.step, journey.task.body) == ("probation", journey.origin.bodies["cell"])
    assert (journey.dossier.open_stay, journey.dossier.stays[0].ended_on) == (None, until)
    assert end_stays(journey.day) == 0
    assert any(f"Back from {journey.there.cell}" in line for line in told(journey))
    assert verify(journey.dossier).ok


def test_sight_of_the_temporary_cell_is_granted_and_ends_with_the_stay(journey: MovingMember) -> None:
    host, here = journey.there.users["cell"], journey.origin.users["cell"]
    assert not sees(journey, host)
    begin(journey)
    until = journey.dossier.stays[0].until
    assert until is not None
    days = (journey.day, until - ONE_DAY, until)
    assert [sees(journey, host, day) for day in days] == [True, True, False]
    assert [sees(journey, here, day) for day in days] == [True] * 3
    assert not sees(journey, journey.there.users["grassroots"])
    rows = CaseAccess.objects.filter(case=journey.case_id, body=journey.there.bodies["cell"])
    assert [(row.since, row.until) for row in rows] == [(journey.day, until)]


def test_steps_that_begin_meanwhile_lengthen_no_sight(journey: MovingMember) -> None:
    journey.day = journey.ends_on - timedelta(days=10)
    begin(journey)
    until = journey.dossier.stays[0].until
    hosted(journey)
    journey.begin()
    rows = CaseAccess.objects.filter(case=journey.case_id, body=journey.there.bodies["cell"])
    assert [row.until for row in rows] == [until]


def test_extension_is_counted_from_the_beginning_and_lengthens_the_sight(journey: MovingMember) -> None:
    begin(journey)
    first = journey.dossier.stays[0]
    with pytest.raises(RuleBroken) as caught:
        on_case(journey, "extend_stay", until=add_months(first.since, 12), number="1")
    assert broken(caught.value) == [("ADM-72", "stay_has_its_length")]
    longest = add_months(first.since, 12) - ONE_DAY
    journey.day += ONE_DAY
    on_case(journey, "extend_stay", until=longest, number="1")
    host = journey.there.users["cell"]
    assert [sees(journey, host, day) for day in (longest - ONE_DAY, longest)] == [True, False]
    assert end_stays(first.until or longest) == 0
    journey.day += ONE_DAY
    with pytest.raises(Refused) as refused:
        on_case(journey, "extend_stay", until=longest - ONE_DAY, number="1")
    assert set(refused.value.errors) == {"until"}


def test_earlier_return_takes_step_and_sight_back_at_once(journey: MovingMember) -> None:
    begin(journey)
    with pytest.raises(Refused) as caught:
        on_case(journey, "close_stay", returned_on=journey.day)
    assert set(caught.value.errors) == {"returned_on"}
    journey.day += timedelta(days=40)
    on_case(journey, "close_stay", returned_on=journey.day)
    assert (journey.step, journey.task.body) == ("probation", journey.origin.bodies["cell"])
    assert not sees(journey, journey.there.users["cell"], journey.day + ONE_DAY)
    with pytest.raises(NotPermitted):
        journey.file("new_member_certificate", number="1", by=journey.there.users["cell"])
    with pytest.raises(Refused):
        on_case(journey, "close_stay", returned_on=journey.day)
    begin(journey)
    assert journey.task.body == journey.there.bodies["cell"]


def test_stay_that_begins_where_nothing_is_prepared_waits_for_the_next_preparation(journey: MovingMember) -> None:
    journey.on("recognition_appraisal")
    begin(journey)
    assert journey.step == "recognition_appraisal"
    assert sees(journey, journey.there.users["cell"])
    journey.do("return_recognition", what="thiếu")
    assert (journey.step, journey.task.body) == ("recognition_supplement", journey.there.bodies["cell"])


def test_place_outside_the_system_leaves_the_preparation_where_it_is(journey: MovingMember) -> None:
    begin(journey, outside="Chi bộ xã Minh Họa", place=None)
    assert (journey.step, journey.task.body) == ("probation", journey.origin.bodies["cell"])
    journey.day = journey.ends_on + timedelta(days=1)
    assert end_stays(journey.day) == 1


@pytest.mark.parametrize(
    ("kind", "months", "days", "allowed"),
    [
        ("work", 3, -1, False),
        ("work", 3, 0, True),
        ("work", 12, -1, True),
        ("work", 12, 0, False),
        ("study", 3, -1, False),
        ("study", 24, 0, True),
        ("study", 24, 1, False),
    ],
)
def test_length_of_a_stay_has_its_limits(
    journey: MovingMember, kind: str, months: int, days: int, allowed: bool
) -> None:
    until = add_months(journey.day, months) + timedelta(days=days)
    if allowed:
        begin(journey, kind=kind, until=until)
        assert journey.dossier.stays[0].until == until
        return
    with pytest.raises(RuleBroken) as caught:
        begin(journey, kind=kind, until=until)
    assert broken(caught.value) == [("ADM-72", "stay_has_its_length")]
    assert (journey.dossier.stays, journey.task.body) == ([], journey.origin.bodies["cell"])


def test_place_is_another_cell_of_today_that_meets(journey: MovingMember) -> None:
    nowhere = organization(Kind.CELL, parent=journey.there.base, until=journey.day)
    for place in (journey.origin.cell, journey.there.base, nowhere, organization(Kind.CELL, parent=journey.there.base)):
        with pytest.raises(Refused) as caught:
            begin(journey, place=place)
        assert set(caught.value.errors) == {"place"}
    with pytest.raises(Refused) as caught:
        begin(journey, outside="x")
    assert set(caught.value.errors) == {"place"}
    with pytest.raises(Refused) as caught:
        begin(journey, since=journey.day + ONE_DAY)
    assert set(caught.value.errors) == {"since"}
    with pytest.raises(Refused) as caught:
        begin(journey, since=add_months(journey.day, -5), until=journey.day)
    assert set(caught.value.errors) == {"until"}
    assert journey.dossier.stays == []


def test_one_stay_at_a_time_and_no_move_meanwhile(journey: MovingMember) -> None:
    begin(journey)
    with pytest.raises(Refused, match="goes on already"):
        begin(journey)
    with pytest.raises(Refused, match="record its end first"):
        journey.report()
    journey.day += ONE_DAY
    on_case(journey, "close_stay", returned_on=journey.day)
    journey.report()
    with pytest.raises(Refused, match="moving for good"):
        begin(journey)


def test_only_his_own_cell_records_a_stay(journey: MovingMember) -> None:
    for who in (journey.there.users["cell"], journey.origin.users["grassroots"]):
        with pytest.raises(NotPermitted):
            begin(journey, by=who)
    begin(journey)
    journey.day += timedelta(days=5)
    with pytest.raises(NotPermitted):
        on_case(journey, "close_stay", by=journey.there.users["cell"], returned_on=journey.day)


# alone abroad


def test_conclusion_of_the_committee_abroad_is_recorded_beside_the_papers(journey: MovingMember) -> None:
    """ADM-82: no committee abroad stands in the tree; what it concluded is a person's record."""
    journey.begin()
    data = {"committee": "Đảng ủy ở nước ngoài", "number": "8-KL", "conclusion": "đủ tư cách.", "remarks": "tốt."}
    early = journey.ends_on - ONE_DAY
    with pytest.raises(Refused) as caught:
        journey.do("record_abroad_conclusion", on=journey.day, considered_on=early, **data)
    assert set(caught.value.errors) == {"considered_on"}
    journey.do("record_abroad_conclusion", on=journey.day, considered_on=journey.day, **data)
    lines = "\n".join(told(journey))
    assert "Đảng ủy ở nước ngoài, which manages members abroad, concluded (8-KL): đủ tư cách." in lines
    assert journey.dossier.documents.filter(code="abroad_conclusion", own=False).count() == 1
    assert journey.step == "recognition_file"


# an applicant


@pytest.mark.parametrize("step", ["draft", "verify", "completion"])
def test_temporary_cell_prepares_the_dossier_of_an_applicant_and_his_own_votes(step: str) -> None:
    journey = two_places().to(step)
    begin(journey)
    there, here = journey.there, journey.chain
    assert (journey.step, journey.task.body) == (step, there.bodies["cell"])
    prepares = dict.fromkeys(("draft", "verify", "completion"), there.users["cell"])
    journey.chain.actors = {**here.actors, **prepares}
    journey.to("cell")
    assert journey.task.body == here.bodies["cell"]
    assert not sees(journey, there.users["grassroots"])
    journey.to("end")
    assert (journey.dossier.state, journey.dossier.organization) == (State.PROBATIONARY, here.cell)
    assert journey.task.body == there.bodies["cell"]
    assert verify(journey.dossier).ok


def test_certificate_stays_with_the_committee_while_he_is_away() -> None:
    journey = two_places().to("certify")
    begin(journey)
    assert (journey.step, journey.task.body) == ("certify", journey.chain.bodies["grassroots"])


def test_applicant_who_is_away_does_not_move_for_good() -> None:
    journey = two_places().to("draft")
    begin(journey)
    with pytest.raises(Refused, match="record its end first"):
        journey.open(by=journey.origin["cell"], verb="report_move")


# pages and statements


def test_pages_tell_the_stay_and_ask_little(journey: MovingMember, sign_in: SignIn) -> None:
    with CaptureQueriesContext(connection) as captured:
        begin(journey)
    # one for the driver's own look-up
    assert sum("SAVEPOINT" not in query["sql"] for query in captured.captured_queries) <= 25 + 1
    client = sign_in(journey.there.users["cell"], journey.day)
    address = reverse("task", args=[journey.task.public_id])
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        page = client.get(address).content.decode()
    assert len(captured) <= 15
    assert "file_member_paper-code" in page
    with CaptureQueriesContext(connection) as captured:
        assert journey.task.public_id in client.get("/").content.decode()
    assert len(captured) <= 8
    case = client.get(reverse("case", args=[journey.dossier.public_id])).content.decode()
    assert "Temporary party activity" in case
    assert reverse("act_on_case", args=[journey.dossier.public_id, "close_stay"]) not in case
    own = sign_in(journey.origin.users["cell"], journey.day)
    case = own.get(reverse("case", args=[journey.dossier.public_id])).content.decode()
    assert reverse("act_on_case", args=[journey.dossier.public_id, "close_stay"]) in case
    assert reverse("act_on_case", args=[journey.dossier.public_id, "begin_stay"]) not in case


def test_person_reads_where_he_is_active_in_his_own_file(journey: MovingMember, sign_in: SignIn) -> None:
    begin(journey)
    until = journey.dossier.stays[0].until
    page = sign_in(journey.origin.applicant, journey.day).get(reverse("own_file", args=[journey.dossier.public_id]))
    assert f"You are active at {journey.there.cell} until you are back on {until:%d/%m/%Y}." in page.content.decode()


def test_days_out_of_order_are_answered_at_their_field(journey: MovingMember, sign_in: SignIn) -> None:
    client = sign_in(journey.origin.users["cell"], journey.day)
    address = reverse("act_on_case", args=[journey.dossier.public_id, "begin_stay"])
    day = f"{journey.day:%d/%m/%Y}"
    data = {"key": str(uuid4()), "place": journey.there.cell.code, "kind": "work", "since": day, "until": day}
    response = client.post(address, {**data, "number": "1", "confirmed": "1"})
    assert response.status_code == 422
    assert "The end lies before the beginning." in response.content.decode()
    good = {**data, "key": str(uuid4()), "until": f"{add_months(journey.day, 4):%d/%m/%Y}", "number": "1"}
    assert client.post(address, {**good, "confirmed": "1"}).status_code == 302
    assert journey.task.body == journey.there.bodies["cell"]
