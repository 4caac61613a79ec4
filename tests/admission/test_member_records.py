"""After the ceremony: a member who helps, the member's CV and record card with their clock, the number of the CV, who
keeps the file (ADM-62, 63, 99, 102).
"""

from collections.abc import Iterator
from copy import copy
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from admission.models import State
from organization.models import Membership, Standing
from permissions.checks import NotPermitted
from tests.admission.former_journey import on_file, recorded
from tests.admission.member_journey import MemberJourney, undone
from tests.admission.reading import judged
from tests.admission.signing_in import SignIn
from tests.admission.unusual import broken, scan, told
from tests.chain import Journey, build_chain
from tests.factories import membership, person, user
from workflows.actions import Refused
from workflows.days import calendar
from workflows.findings import RuleBroken
from workflows.models import Deadline, Document

pytestmark = pytest.mark.django_db

ONE = timedelta(days=1)


@pytest.fixture(scope="module")
def admitted(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[MemberJourney]:
    with undone(django_db_blocker):
        yield MemberJourney(build_chain(with_section=False), start=date(2025, 9, 15))


@pytest.fixture
def journey(admitted: MemberJourney) -> MemberJourney:
    """A probationary member, the ceremony held once the guidance on forms of 29/9/2025 was in force."""
    return admitted.again()


def file(journey: MemberJourney, code: str, who: str = "cell", **data: Any) -> None:
    values = {"code": code, "made_on": journey.day + ONE, "file": scan(), **data}
    on_file(journey, "file_member_record", who, **values)


def clock(journey: MemberJourney) -> Deadline:
    return Deadline.objects.get(case=journey.case_id, kind="member_records")


def test_clock_runs_from_the_ceremony_and_stops_when_both_are_there(journey: MemberJourney) -> None:
    ceremony = journey.dossier.ceremony_on
    assert ceremony is not None
    assert (clock(journey).started_on, clock(journey).due_on) == (ceremony, calendar().add_working_days(ceremony, 30))
    assert (clock(journey).article, clock(journey).closed_on) == ("Mục I.2.2", None)
    file(journey, "record_card")
    assert clock(journey).closed_on is None
    file(journey, "member_cv")
    assert clock(journey).closed_on == journey.day
    assert judged("file_member_record")["member_records_are_made_in_time"]["status"] == "holds"
    assert recorded(journey)


def test_clock_beside_the_steps_makes_no_step_late(journey: MemberJourney, sign_in: SignIn) -> None:
    assert journey.task.due_on == journey.ends_on
    client = sign_in(journey.chain.users["cell"], clock(journey).due_on + 10 * ONE)
    inbox = client.get("/").content.decode()
    assert f"Waiting until {journey.ends_on:%d/%m/%Y}" in inbox
    page = client.get(reverse("case", args=[journey.dossier.public_id])).content.decode()
    assert "Member&#x27;s CV and record card" in page
    assert "10 days overdue" in page


def test_paper_is_entered_with_its_own_day_whatever_was_done_since(journey: MemberJourney) -> None:
    made = journey.day
    journey.day += 5 * ONE
    journey.file("new_member_certificate", number="12/ĐVM", issuer="TTCT")
    file(journey, "record_card", made_on=made)
    assert Document.objects.get(code="record_card").issued_on == made
    assert journey.dossier.last_day > made


def test_late_records_are_taken_and_said_to_be_late(journey: MemberJourney) -> None:
    journey.day = clock(journey).due_on
    file(journey, "record_card")
    file(journey, "member_cv")
    found = judged("file_member_record")["member_records_are_made_in_time"]
    assert (found["status"], found["blocks"]) == ("broken", False)
    assert clock(journey).closed_on == journey.day


def test_recognition_leaves_the_clock_running(journey: MemberJourney) -> None:
    journey.on("card")
    assert (journey.dossier.state, clock(journey).closed_on) == (State.OFFICIAL, None)
    file(journey, "record_card")
    file(journey, "member_cv")
    assert clock(journey).closed_on == journey.day


def test_step_that_begins_the_recognition_says_that_the_records_are_missing(journey: MemberJourney) -> None:
    journey.begin()
    found = judged("begin_recognition")["member_records_are_made_in_time"]
    assert (found["status"], found["blocks"]) == ("broken", False)


def test_before_the_guidance_on_forms_no_clock_runs() -> None:
    journey = MemberJourney(build_chain(with_section=False))
    assert not Deadline.objects.filter(case=journey.case_id, kind="member_records").exists()


@pytest.mark.parametrize("number", ["012345 HN", "012345ĐNA"])
def test_number_of_the_cv_and_the_keeper_come_with_the_cv(journey: MemberJourney, number: str) -> None:
    keeper: dict[str, Any] = {"kept_by": "grassroots_committee", "committee_can_keep": True}
    file(journey, "member_cv", cv_number=number, **keeper)
    paper = Document.objects.get(code="member_cv")
    assert (paper.number, paper.needs, paper.own) == (number, "read_third_persons", True)
    facts = journey.dossier.facts(journey.day)
    assert (facts.cv_number, facts.file_kept_by) == (number, "grassroots_committee")
    assert any("kept by: the grassroots committee" in line for line in told(journey))


@pytest.mark.parametrize(
    ("field", "data"),
    [
        ("cv_number", {"cv_number": "12345 HN"}),
        ("cv_number", {"cv_number": "012345 H"}),
        ("kept_by", {"kept_by": "grassroots_committee", "committee_can_keep": False}),
        ("kept_by", {"kept_by": "other", "committee_can_keep": True}),
        ("cv_number", {"code": "record_card", "cv_number": "012345 HN"}),
        ("code", {"code": "application"}),
        ("made_on", {"made_on": date(2025, 9, 1)}),
        ("made_on", {"made_on": date(2030, 1, 1)}),
        ("file", {"file": None}),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(journey: MemberJourney, field: str, data: dict[str, Any]) -> None:
    with pytest.raises(Refused) as caught:
        file(journey, data.pop("code", "member_cv"), **data)
    assert list(caught.value.errors) == [field]
    assert not Document.objects.filter(code__in=["member_cv", "record_card"]).exists()


@pytest.mark.parametrize("who", ["grassroots", "standing", "department", "applicant"])
def test_nobody_but_the_cell_files_them(journey: MemberJourney, who: str) -> None:
    with pytest.raises(NotPermitted):
        file(journey, "member_cv", who)


def test_page_takes_the_paper(journey: MemberJourney, sign_in: SignIn) -> None:
    client = sign_in(journey.chain.users["cell"], journey.day)
    address = reverse("act_on_case", args=[journey.dossier.public_id, "file_member_record"])
    data = {
        "key": str(uuid4()),
        "code": "member_cv",
        "made_on": f"{journey.day:%d/%m/%Y}",
        "cv_number": "1",
        "file": scan(),
    }
    refused = client.post(address, data)
    assert refused.status_code == 422
    assert 'aria-invalid="true"' in refused.content.decode().split('name="cv_number"')[1][:400]
    sent = {**data, "key": str(uuid4()), "cv_number": "012345 HN", "file": scan()}
    assert client.post(address, sent).status_code == 302


def test_file_written_anew_keeps_the_number_of_the_cv(journey: MemberJourney) -> None:
    file(journey, "member_cv", cv_number="012345 HN")
    lost = {"found_on": journey.day + ONE, "cause": "lụt", "force_majeure": True, "statement_by": "member"}
    on_file(journey, "report_lost_file", "grassroots", **lost, statement_on=journey.day, file=scan())
    again = {"part": "member_cv", "made_on": journey.day + ONE, "file": scan()}
    on_file(journey, "restore_lost_part", "grassroots", **again)
    paper = Document.objects.get(code="member_cv", replaced_on=None)
    assert (paper.number, journey.dossier.facts(journey.day).cv_number) == ("012345 HN", "012345 HN")


def second_member(journey: MemberJourney) -> MemberJourney:
    """Another probationary member of the same cell."""
    applicant = person("Second Member", born_on=date(1998, 1, 1))
    membership(applicant, journey.chain.cell, Standing.SYMPATHIZER, since=date(2023, 1, 1))
    chain = copy(journey.chain)
    chain.applicant = user(applicant)
    return MemberJourney(chain, start=date(2025, 9, 15))


@pytest.mark.parametrize("again", ["012345 HN", "012345HN"])
def test_a_number_of_the_cv_is_given_once(journey: MemberJourney, again: str) -> None:
    file(journey, "member_cv", cv_number="012345 HN")
    other = second_member(journey)
    with pytest.raises(Refused) as caught:
        file(other, "member_cv", cv_number=again)
    assert list(caught.value.errors) == ["cv_number"]
    file(other, "member_cv", cv_number="012346 HN")
    file(journey, "member_cv", cv_number="012345HN")


def test_who_helps_from_the_ceremony_on_is_an_official_member() -> None:
    journey = Journey(build_chain(with_section=False)).to("ceremony")
    day = journey.day + journey.pace
    helper = journey.chain.members[2]
    Membership.objects.filter(person=helper).update(standing=Standing.PROBATIONARY)
    data: dict[str, Any] = {"held_on": day, "consent_number": "", "consent_on": None}
    with pytest.raises(RuleBroken) as caught:
        journey.do("hold_ceremony", on=day, helper=helper.public_id, **data)
    assert broken(caught.value) == [("ADM-62", "helper_at_the_ceremony_is_official")]
    assert caught.value.findings[0].articles == "Mục 3.8c Hướng dẫn 06-HD/TW"
    assert journey.dossier.state == State.DECISION_RECEIVED
    journey.do("hold_ceremony", on=day, helper=journey.chain.members[3].public_id, **data)
    assert journey.dossier.state == State.PROBATIONARY
