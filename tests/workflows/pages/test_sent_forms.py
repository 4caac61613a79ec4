"""What a sent form leads to."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from admission.models import State
from tests.chain import Journey, build_chain
from tests.workflows.files import pdf
from tests.workflows.pages.sent import address, counted, resolution
from workflows.models import Document, Judgement, Tally

pytestmark = pytest.mark.django_db


def test_sent_form_is_done_and_leads_back_to_the_task(journey, page):
    member = journey.chain.members[2]
    data = {"key": str(uuid4()), "person": member.public_id, "together_since": "10/01/2022"}
    response = page("cell").post(address(journey, "add_introducer"), data)
    assert (response.status_code, response["Location"]) == (302, address(journey))
    assert journey.dossier.introducers.get().person == member


def test_same_form_sent_twice_is_done_once(journey, page):
    data = {"key": str(uuid4()), "person": journey.chain.members[2].public_id, "together_since": "10/01/2022"}
    client = page("cell")
    client.post(address(journey, "add_introducer"), data)
    again = client.post(address(journey, "add_introducer"), data, follow=True)
    assert "nothing was done twice" in again.content.decode()
    assert journey.dossier.introducers.count() == 1


def test_key_sent_with_another_content_is_refused(journey, page):
    data = {"key": str(uuid4()), "person": journey.chain.members[2].public_id, "together_since": "10/01/2022"}
    client = page("cell")
    client.post(address(journey, "add_introducer"), data)
    response = client.post(address(journey, "add_introducer"), {**data, "together_since": "11/01/2022"})
    shown = response.content.decode()
    assert (response.status_code, journey.dossier.introducers.count()) == (422, 1)
    assert "already sent once with another content" in shown
    assert 'value="11/01/2022"' in shown
    assert f'value="{data["key"]}"' not in shown


def test_key_sent_with_another_file_gives_the_form_back_with_that_file_and_a_key_of_its_own(
    journey, page, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    journey.to("draft")
    client, url = page("cell"), address(journey, "file_paper")
    day = f"{journey.day:%d/%m/%Y}"
    data = {"key": str(uuid4()), "code": "introduction_letter", "issued_on": day, "issuer": "A"}
    assert client.post(url, {**data, "file": SimpleUploadedFile("a.pdf", pdf())}).status_code == 302
    refused = client.post(url, {**data, "issuer": "B", "file": SimpleUploadedFile("b.pdf", pdf(2))})
    form = refused.context["bound"]
    assert refused.status_code == 422
    assert "The chosen file goes with it: b.pdf" in refused.content.decode()
    again = {**data, "issuer": "B", "key": form["key"].value(), "file_chosen": form["file_chosen"].value()}
    assert client.post(url, again).status_code == 302
    letters = Document.objects.filter(case=journey.case_id, code="introduction_letter").order_by("pk")
    assert [(row.issuer, row.file_name) for row in letters] == [("A", "a.pdf"), ("B", "b.pdf")]


def test_key_sent_again_after_the_step_is_done_shows_no_form(journey, page):
    journey.to("cell")
    counted(journey)
    client, url = page("cell"), address(journey, "record_cell_vote")
    sent = resolution(journey, confirmed="1")
    assert client.post(url, sent).status_code == 302
    answer = client.post(url, {**sent, "conclusion": "khác"})
    assert answer.status_code == 422
    assert "Open the page anew" in answer.content.decode()


@pytest.mark.parametrize(
    ("day", "text"),
    [
        ("01/01/2199", "lies in the future"),
        ("01/01/1901", "before one of the two was born"),
        ("31/02/2025", "There is no such day in the calendar: “31/02/2025”."),
        ("", "This field is required"),
    ],
)
def test_bad_day_is_shown_at_its_field_with_what_was_typed(journey, page, day, text):
    member = journey.chain.members[2]
    data = {"key": str(uuid4()), "person": member.public_id, "together_since": day}
    response = page("cell").post(address(journey, "add_introducer"), data)
    shown = response.content.decode()
    assert (response.status_code, journey.dossier.introducers.count()) == (422, 0)
    assert text in shown
    assert f'<option value="{member.public_id}" selected>' in shown
    assert f'value="{data["key"]}"' in shown
    assert 'role="alert"' in shown


def test_law_that_forbids_is_shown_with_its_article(journey, page):
    response = page("cell").post(address(journey, "submit_for_verification"), {"key": str(uuid4())})
    shown = response.content.decode()
    assert (response.status_code, journey.dossier.state) == (422, State.AUTHORIZED)
    assert "The law of that day does not allow this" in shown
    assert "294-QĐ/TW" in shown.split('id="problem"')[1].split("</ul>")[0]


def test_verb_of_another_step_does_not_exist(journey, page):
    for verb in ("record_cell_vote", "no_such_verb"):
        assert page("cell").post(address(journey, verb), {"key": str(uuid4())}).status_code == 404


def test_act_without_the_permission_is_refused_with_the_reason(journey, page):
    counted(journey)
    response = page("clerk").post(address(journey, "record_cell_vote"), resolution(journey, confirmed="1"))
    assert (response.status_code, journey.step) == (403, "cell")
    assert "only these roles may do it" in response.content.decode()


def test_grave_act_is_reviewed_before_it_is_done(journey, page):
    counted(journey)
    client, data, url = page("cell"), resolution(journey), address(journey, "record_cell_vote")
    review = client.post(url, data)
    assert (review.status_code, journey.step, Tally.objects.count()) == (200, "cell", 0)
    assert "<dd>10:30</dd>" in review.content.decode()
    sent = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', review.content.decode())
    assert {name for name, _value in sent} >= {"key", "resolution_number", "ended_at", "conclusion"}
    done = client.post(url, {**dict(sent), "confirmed": "1"})
    assert (done.status_code, done["Location"]) == (302, reverse("case", args=[journey.dossier.public_id]))
    tally = Tally.objects.get()
    assert (tally.yes, tally.resolution_number) == (5, "01-NQ/CB")


def test_change_on_the_review_returns_to_the_form_with_what_was_typed(journey, page):
    counted(journey)
    data = resolution(journey, change="1", conclusion="Words of the meeting")
    response = page("cell").post(address(journey, "record_cell_vote"), data)
    shown = response.content.decode()
    assert 'value="01-NQ/CB"' in shown
    assert "Words of the meeting" in shown
    assert not Tally.objects.exists()


def test_outcome_before_the_count_is_refused_and_nothing_is_stored(journey, page):
    journey.to("cell").meet()
    journey.open_vote()
    client, url = page("cell"), address(journey, "record_cell_vote")
    assert f'action="{url}"' not in client.get(address(journey)).content.decode()
    response = client.post(url, resolution(journey, confirmed="1"))
    assert (response.status_code, Tally.objects.count(), journey.step) == (422, 0, "cell")
    assert "The vote is still open." in response.content.decode()


def test_second_to_act_learns_who_was_first_and_keeps_his_text(journey, page):
    counted(journey)
    url, data = address(journey, "record_cell_vote"), resolution(journey, confirmed="1", conclusion="My own words")
    journey.do("record_cell_vote", on=journey.day, resolution_number="05-NQ/CB")
    response = page("cell").post(url, data)
    shown = response.content.decode()
    assert (response.status_code, Tally.objects.count()) == (409, 1)
    assert f"{journey.chain.users['cell']} already did this task at" in shown
    assert "My own words" in shown


def test_draft_law_is_announced_and_has_to_be_acknowledged(page, settings):
    later = Journey(build_chain(), start=date(2026, 3, 2)).to("cell")
    later.day = date(2026, 4, 19)
    counted(later)
    client = page(later.chain.users["cell"])
    settings.TODAY = later.day
    url = address(later, "record_cell_vote")
    assert "20-QĐ/TW" in client.get(address(later)).content.decode()
    refused = client.post(url, resolution(later, confirmed="1"))
    assert (refused.status_code, later.step) == (422, "cell")
    review = client.post(url, resolution(later, acknowledge="on"))
    assert "20-QĐ/TW" in review.content.decode()
    done = client.post(url, resolution(later, acknowledge="on", confirmed="1"))
    assert (done.status_code, later.step) == (302, "section")
    judgement = Judgement.objects.get(verb="record_cell_vote")
    assert judgement.acknowledged_drafts == ["20-qd-tw-2026"]
