"""The page of a task: who sees it, and what it shows to whom."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organization.models import Seat
from tests.workflows.pages.sent import address, counted

pytestmark = pytest.mark.django_db


# who sees a task


@pytest.mark.parametrize("name", ["standing", "department", "applicant", "grassroots_member"])
def test_task_of_another_body_does_not_exist(journey, page, name):
    for url in (address(journey), reverse("case", args=[journey.dossier.public_id])):
        assert page(name).get(url).status_code == 404
    assert page(name).post(address(journey, "add_introducer"), {"key": str(uuid4())}).status_code == 404


def test_missing_and_forbidden_tasks_answer_alike(journey, page):
    client = page("standing")
    forbidden = client.get(address(journey))
    missing = client.get("/viec/BBBBBBBBBBBB/")
    assert (forbidden.status_code, forbidden.content) == (missing.status_code, missing.content)


def test_task_is_gone_when_the_seat_has_ended(journey, page):
    Seat.objects.filter(person=journey.chain.users["cell"].person).update(until=journey.day)
    assert page("cell").get(address(journey)).status_code == 404


def test_pages_send_whoever_is_not_signed_in_to_the_sign_in(client, journey):
    for url in ("/", address(journey), reverse("case", args=[journey.dossier.public_id]), "/ho-so-cua-toi/"):
        assert client.get(url)["Location"] == f"/dang-nhap/?next={url}"


def test_health_is_public_and_asks_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/song/").content == b"ok"


# the task page


def test_task_page_shows_a_form_for_each_verb_that_is_free_and_reasons_for_the_others(journey, page):
    shown = page("cell").get(address(journey)).content.decode()
    free = ("file_paper", "record_particulars", "add_introducer")
    assert all(f'action="{address(journey, verb)}"' in shown for verb in free)
    assert f'action="{address(journey, "submit_for_verification")}"' not in shown
    assert "Why can I not do this yet?" in shown
    assert "Mục 1.2.1 Quy định 294-QĐ/TW" in shown


def test_member_without_the_role_sees_the_task_and_whose_it_would_be(journey, page):
    counted(journey)
    shown = page("clerk").get(address(journey)).content.decode()
    assert "You can see this task, but it is not yours to do." in shown
    assert "only these roles may do it" in shown
    assert f'action="{address(journey, "record_cell_vote")}"' not in shown
    assert f'action="{address(journey, "record_cell_vote")}"' in page("cell").get(address(journey)).content.decode()


def test_convention_of_the_system_is_never_printed_as_an_article(journey, page):
    shown = page("cell").get(address(journey)).content.decode()
    lines = [line for line in re.findall(r"<li>.*?</li>", shown, re.S) if "convention of this system" in line]
    assert lines
    named = [line for line in lines if re.search(r"Mục|Điều \d|QĐ/TW", line)]
    assert [line for line in named if "in part a convention of this system" not in line] == []


def test_done_task_leads_to_the_dossier(journey, page):
    journey.to("cell")
    url = address(journey)
    journey.vote()
    response = page("cell").get(url)
    assert (response.status_code, response["Location"]) == (302, reverse("case", args=[journey.dossier.public_id]))


@pytest.mark.parametrize(
    "step", ["draft", "verify", "certify", "completion", "cell", "grassroots", "appraisal", "ceremony"]
)
def test_task_page_stays_within_its_statements(journey, page, step):
    journey.to(step)
    client = page(journey.chain.actors[step])
    client.get("/")
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address(journey)).status_code == 200
    assert len(captured) <= 15


def test_task_page_takes_no_more_statements_for_a_long_record(journey, page):
    client = page("cell")
    client.get("/")

    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(address(journey))
        return len(captured)

    journey.do(
        "add_introducer", on=journey.day, person=journey.chain.members[2].public_id, together_since=date(2020, 1, 1)
    )
    before = statements()
    for number in range(6):
        journey.do("file_paper", on=journey.day, code="introduction_letter", issuer=f"Issuer {number}")
    journey.do(
        "add_introducer", on=journey.day, person=journey.chain.members[3].public_id, together_since=date(2020, 1, 1)
    )
    assert statements() == before


def test_deadline_that_has_passed_is_shown_as_overdue(journey, page, settings):
    journey.to("section")
    client = page("section")
    settings.TODAY = journey.dossier.deadlines.get(closed_on=None).due_on + timedelta(days=3)
    shown = client.get(address(journey)).content.decode()
    assert "3 days overdue" in shown
