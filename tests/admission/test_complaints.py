"""A removed person complains against the removal, and is answered (ADM-101; T49)."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from admission.member_screens import member_panels
from admission.models import State
from organization.models import Membership, Standing
from permissions.checks import NotPermitted
from tests.admission.member_journey import MemberJourney, kept
from tests.admission.reading import offered
from tests.admission.unusual import scan
from tests.chain import build_chain
from tests.workflows.files import pdf
from workflows.actions import Refused, Result
from workflows.audit.chain import verify
from workflows.calendar import shipped_calendar
from workflows.documents.storage import open_file
from workflows.models import Deadline, Document, Event

pytestmark = pytest.mark.django_db
ONE = timedelta(days=1)


@pytest.fixture(scope="module")
def removed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[MemberJourney]:
    with kept(django_db_blocker) as journey:
        journey.day += timedelta(days=90)
        journey.propose_removal()
        journey.on("removal_files")
        yield journey


@pytest.fixture
def journey(removed: MemberJourney) -> MemberJourney:
    """A removed person, on the day on which the removal was announced."""
    return removed.again()


def complain(journey: MemberJourney, by: str = "standing", **data: Any) -> Result:
    told = {"complained_on": journey.day + ONE, "grounds": "quyết định không đúng", "central": False, **data}
    return journey.do_on_case("record_complaint", by=journey.chain.users[by], acknowledge=True, **told)


def answer(journey: MemberJourney, verb: str = "answer_complaint", by: str = "standing", **data: Any) -> Result:
    told = {"answered_on": journey.day + ONE, "number": "5-CV", "answered_by": "Ban Thường vụ Tỉnh ủy", **data}
    return journey.do_on_case(verb, by=journey.chain.users[by], acknowledge=True, **told)


def clock(journey: MemberJourney) -> Deadline | None:
    return Deadline.objects.filter(case=journey.case_id, kind="complaint_answer", closed_on__isnull=True).first()


@pytest.mark.parametrize(("central", "days"), [(False, 90), (True, 180)])
def test_complaint_has_its_day_and_a_clock_for_the_answer(journey, central, days):
    due = journey.task.due_on
    assert offered(journey, "standing") >= {"record_complaint"}
    assert not offered(journey, "standing") & {"answer_complaint", "restore_member"}
    complain(journey, central=central)
    row = clock(journey)
    assert row is not None
    assert row.due_on == shipped_calendar().add_working_days(journey.day, days)
    assert (row.article, journey.task.due_on) == ("Mục 8.2", due)
    assert journey.dossier.removal_complaints.get().complained_on == journey.day
    assert not offered(journey, "standing") & {"record_complaint"}
    answer(journey)
    assert (clock(journey), journey.dossier.state) == (None, State.REMOVED)
    lines = dict(line for panel in member_panels(journey.dossier, journey.day) for line in panel.lines)
    assert "quyết định không đúng" in lines["Complaint of the person"]
    assert "5-CV" in lines["Complaint of the person"]
    assert verify(journey.dossier).ok


def test_complaint_after_the_files_have_gone_up_is_recorded_too(journey):
    journey.on()
    assert journey.dossier.finished is not None
    complain(journey)
    assert clock(journey) is not None
    answer(journey)
    assert journey.dossier.finished is not None


def test_late_complaint_is_recorded_and_said_to_be_late(journey):
    journey.day += timedelta(days=60)
    judgement = complain(journey).judgement
    found = {row["name"]: row["status"] for row in judgement.findings}
    assert found == {"complaint_is_in_time": "broken"}


def test_nobody_complains_before_the_announcement(removed, journey):
    earlier = journey.dossier.probation_row
    earlier.removal_announced_on = None
    earlier.save()
    with pytest.raises(Refused, match="not announced"):
        complain(journey)


def test_one_complaint_waits_at_a_time_and_only_one_that_waits_is_answered(journey):
    with pytest.raises(Refused, match="No complaint"):
        answer(journey)
    complain(journey)
    with pytest.raises(Refused):
        complain(journey)
    with pytest.raises(Refused):
        complain(journey, complained_on=journey.day + timedelta(days=30))
    answer(journey)
    complain(journey)
    assert journey.dossier.removal_complaints.count() == 2


@pytest.mark.parametrize("by", ["cell", "grassroots", "department"])
def test_only_the_committee_that_decides_records_it(journey, by):
    with pytest.raises(NotPermitted):
        complain(journey, by=by)
    assert not journey.dossier.removal_complaints.exists()


def test_removal_cancelled_on_a_complaint_gives_the_probation_back(journey):
    complain(journey)
    answer(journey, "restore_member")
    dossier = journey.dossier
    assert (dossier.state, journey.step, dossier.finished) == (State.PROBATIONARY, "probation", None)
    assert journey.task.due_on == journey.ends_on
    standing = Membership.objects.on(journey.day).get(person=dossier.subject)
    assert (standing.standing, standing.organization) == (Standing.PROBATIONARY, journey.chain.cell)
    assert not Document.objects.filter(case=dossier, code__startswith="removal", replaced_on__isnull=True).exists()
    assert dossier.probation_row.removed_on is None
    journey.on()
    assert journey.dossier.state == State.CARD_ISSUED
    assert verify(journey.dossier).ok


def test_removal_cancelled_after_the_twelve_months_lets_the_cell_consider(journey):
    journey.on()
    complain(journey)
    journey.day = journey.ends_on
    answer(journey, "restore_member")
    assert (journey.dossier.state, journey.step) == (State.PROBATION_COMPLETE, "probation")
    running = Deadline.objects.get(case=journey.case_id, closed_on__isnull=True)
    assert (running.kind, running.started_on) == ("recognition_cell", journey.ends_on)


def test_authorised_committee_records_a_complaint():
    journey = MemberJourney(build_chain("p2"))
    journey.propose_removal()
    journey.on("removal_files")
    complain(journey, by="grassroots")
    assert clock(journey) is not None


@pytest.mark.parametrize("verb", ["answer_complaint", "restore_member"])
def test_scans_of_the_complaint_and_of_its_answer_are_papers_of_the_file(journey, verb, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    complain(journey, file=scan("đơn khiếu nại.pdf"))
    answer(journey, verb, file=scan("trả lời.pdf"))
    rows = Document.objects.filter(case=journey.case_id, code__startswith="complaint").order_by("pk")
    complaint, reply = rows
    subject = str(journey.dossier.subject)
    assert (complaint.code, complaint.file_name, complaint.issuer) == ("complaint", "đơn khiếu nại.pdf", subject)
    assert (reply.code, reply.number, reply.issuer, reply.issued_on) == (
        "complaint_answer",
        "5-CV",
        "Ban Thường vụ Tỉnh ủy",
        journey.day,
    )
    assert all(row.own and row.replaced_on is None for row in rows)
    assert open_file(reply.sha256).getvalue() == pdf()
    kinds = ("removal.complained", "removal.complaint_answered", "removal.cancelled")
    events = Event.objects.filter(case=journey.case_id, kind__in=kinds).select_related("payload")
    assert [event.payload.values["sha256"] for event in events] == [complaint.sha256, reply.sha256]
    assert verify(journey.dossier).ok


def test_complaint_without_a_scan_is_recorded_and_a_file_that_is_none_is_refused(journey, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with pytest.raises(Refused) as caught:
        complain(journey, file=SimpleUploadedFile("đơn.pdf", b"MZ", content_type="application/pdf"))
    assert list(caught.value.errors) == ["file"]
    assert not journey.dossier.removal_complaints.exists()
    assert list(tmp_path.iterdir()) == []
    complain(journey)
    assert not Document.objects.filter(case=journey.case_id, code="complaint").exists()


def test_form_asks_that_the_person_complains_himself(journey, time_machine):
    journey.day += ONE
    time_machine.move_to(journey.day, tick=False)
    client = Client()
    client.force_login(journey.chain.users["standing"])
    address = reverse("act_on_case", args=[journey.dossier.public_id, "record_complaint"])
    page = client.get(reverse("case", args=[journey.dossier.public_id]))
    assert page.status_code == 200
    assert 'name="himself"' in page.content.decode()
    day = journey.day.strftime("%d/%m/%Y")
    sent = {"key": "0b2a7a52-6a1c-4c57-9d52-64e3fb1a8a11", "complained_on": day, "grounds": "x", "central": "False"}
    assert client.post(address, {**sent, "acknowledge": "on"}).status_code == 422
    assert not journey.dossier.removal_complaints.exists()
