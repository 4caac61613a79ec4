"""The pages of the engine: what they show to whom, what a sent form leads to, and what errors look like."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.db import OperationalError, connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from admission.models import State
from organization.models import Seat, User
from permissions.checks import NotPermitted
from tests.chain import Journey, build_chain
from tests.factories import membership, user
from workflows import errors
from workflows.models import Judgement, Tally

pytestmark = pytest.mark.django_db


@pytest.fixture
def journey() -> Journey:
    return Journey(build_chain())


@pytest.fixture
def page(settings, client, journey):
    """``page(name)``: a client of that user on the day of the journey, reading English."""

    def sign_in(name: str | User) -> Client:
        settings.TODAY = journey.day
        settings.LANGUAGE_CODE = "en"
        signed = Client(headers={"accept-language": "en"})
        signed.force_login(journey.chain.users[name] if isinstance(name, str) else name)
        return signed

    return sign_in


def address(journey: Journey, verb: str = "") -> str:
    return (
        reverse("act", args=[journey.task.public_id, verb]) if verb else reverse("task", args=[journey.task.public_id])
    )


def vote_data(journey: Journey, **changed: object) -> dict[str, object]:
    body = journey.task.body
    assert body is not None
    present = [row.person for row in journey.dossier.roster(body, journey.day)]
    return {
        "key": str(uuid4()),
        "held_on": journey.day.strftime("%d/%m/%Y"),
        "chair": "Chair Of The Meeting",
        "resolution_number": "01-NQ/CB",
        "secret": "yes",
        "present": present,
        "yes": len(present),
        "no": 0,
        "invalid": 0,
        **changed,
    }


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
    journey.to("cell")
    shown = page("clerk").get(address(journey)).content.decode()
    assert "You can see this task, but it is not yours to do." in shown
    assert "only these roles may do it" in shown
    assert f'action="{address(journey, "record_cell_vote")}"' not in shown


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


# sending


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
    assert (response.status_code, journey.dossier.introducers.count()) == (422, 1)


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
    journey.to("cell")
    response = page("clerk").post(address(journey, "record_cell_vote"), vote_data(journey, confirmed="1"))
    assert (response.status_code, journey.step) == (403, "cell")
    assert "only these roles may do it" in response.content.decode()


def test_grave_act_is_reviewed_before_it_is_done(journey, page):
    journey.to("cell")
    client, data, url = page("cell"), vote_data(journey), address(journey, "record_cell_vote")
    review = client.post(url, data)
    assert (review.status_code, journey.step) == (200, "cell")
    sent = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', review.content.decode())
    assert {name for name, _value in sent} >= {"key", "held_on", "present", "yes"}
    fields: dict[str, list[str]] = {}
    for name, value in sent:
        fields.setdefault(name, []).append(value)
    done = client.post(url, {**fields, "confirmed": "1"})
    assert (done.status_code, done["Location"]) == (302, reverse("case", args=[journey.dossier.public_id]))
    assert Tally.objects.get().yes == 5


def test_change_on_the_review_returns_to_the_form_with_what_was_typed(journey, page):
    journey.to("cell")
    response = page("cell").post(address(journey, "record_cell_vote"), vote_data(journey, change="1"))
    assert 'value="Chair Of The Meeting"' in response.content.decode()
    assert not Tally.objects.exists()


@pytest.mark.parametrize(("yes", "text"), [(6, "more than the 5 members counted"), (4, "The counts do not close")])
def test_counts_that_contradict_one_another_are_refused(journey, page, yes, text):
    journey.to("cell")
    data = vote_data(journey, yes=yes, confirmed="1")
    response = page("cell").post(address(journey, "record_cell_vote"), data)
    assert (response.status_code, Tally.objects.count(), journey.step) == (422, 0, "cell")
    assert text in response.content.decode()


def test_second_to_act_learns_who_was_first_and_keeps_his_text(journey, page):
    journey.to("cell")
    url, data = address(journey, "record_cell_vote"), vote_data(journey, confirmed="1", conclusion="My own words")
    journey.vote()
    response = page("cell").post(url, data)
    shown = response.content.decode()
    assert (response.status_code, Tally.objects.count()) == (409, 1)
    assert f"{journey.chain.users['cell']} already did this task at" in shown
    assert "My own words" in shown


def test_draft_law_is_announced_and_has_to_be_acknowledged(page, settings):
    later = Journey(build_chain(), start=date(2026, 3, 2)).to("cell")
    later.day = date(2026, 4, 20)
    client = page(later.chain.users["cell"])
    settings.TODAY = later.day
    url = address(later, "record_cell_vote")
    assert "20-QĐ/TW" in client.get(address(later)).content.decode()
    refused = client.post(url, vote_data(later, confirmed="1"))
    assert (refused.status_code, later.step) == (422, "cell")
    review = client.post(url, vote_data(later, acknowledge="on"))
    assert "20-QĐ/TW" in review.content.decode()
    done = client.post(url, vote_data(later, acknowledge="on", confirmed="1"))
    assert (done.status_code, later.step) == (302, "section")
    judgement = Judgement.objects.get(verb="record_cell_vote")
    assert judgement.acknowledged_drafts == ["20-qd-tw-2026"]


# the dossier page


def test_dossier_page_shows_stages_votes_clocks_and_who_sees_it(journey, page):
    membership(journey.chain.members[4], journey.chain.cell, "suspended")
    journey.to("section")
    shown = page("cell").get(reverse("case", args=[journey.dossier.public_id])).content.decode()
    assert "Suspended from party activity" in shown
    assert "Decision of the competent committee" in shown
    assert "Starts on" in shown
    assert str(journey.chain.bodies["section"]) in shown.split('id="who"')[1]
    assert re.search(r'class="now" aria-current="step".*?Cell has resolved', shown, re.S)


def test_count_of_the_inbox_stands_on_the_inbox_alone(journey, page):
    client = page("cell")
    assert '<span class="count" id="inbox-count">1</span>' in client.get("/").content.decode()
    for path in (address(journey), reverse("case", args=[journey.dossier.public_id]), reverse("cases")):
        assert 'id="inbox-count"' not in client.get(path).content.decode(), path


def test_dossier_page_takes_no_more_statements_for_a_longer_case(journey, page):
    client = page("cell")
    client.get("/")
    counts = []
    for step in ("certify", "appraisal"):
        journey.to(step)
        client = page("cell")
        client.get("/")
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("case", args=[journey.dossier.public_id])).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_names_are_escaped_everywhere(journey, page):
    evil = "<script>alert(1)</script>"
    type(journey.chain.applicant.person).objects.filter(pk=journey.chain.applicant.person_id).update(full_name=evil)
    journey.do("file_paper", code="application", number=evil, issuer=evil, issued_on=journey.day)
    client = page("cell")
    for url in ("/", address(journey), reverse("case", args=[journey.dossier.public_id])):
        assert evil not in client.get(url).content.decode()


# headers and assets


def test_pages_carry_no_inline_script_or_style_and_only_assets_of_ours(journey, page):
    client = page("cell")
    urls = ["/", address(journey), reverse("case", args=[journey.dossier.public_id]), "/ho-so/mo/", "/ho-so-cua-toi/"]
    for html in [client.get(url).content.decode() for url in urls] + [Client().get("/dang-nhap/").content.decode()]:
        assert not re.search(r"<script(?![^>]* src=)|<style|\sstyle=|\son\w+=|javascript:", html)
        assets = re.findall(r'(?:src|href)="(/static/[^"]+)"', html)
        assert assets
        assert [asset for asset in assets if finders.find(asset.removeprefix("/static/")) is None] == []
        assert not re.search(r'(?:src|href|action)="(?:https?:)?//', html)


def test_pages_are_kept_by_nobody(journey, page):
    response = page("cell").get(address(journey))
    assert response["Cache-Control"] == "no-store, private"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "'unsafe-inline'" not in response["Content-Security-Policy"]


def test_every_form_carries_a_token_of_its_own(journey, page):
    html = page("cell").get(address(journey)).content.decode()
    forms = re.findall(r'<form method="post".*?</form>', html, re.S)
    assert len(forms) >= 4
    assert all("csrfmiddlewaretoken" in form for form in forms)


def test_form_without_the_token_is_refused_in_plain_words(journey, settings):
    settings.TODAY = journey.day
    client = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    client.force_login(journey.chain.users["cell"])
    response = client.post(address(journey, "add_introducer"), {"key": str(uuid4())})
    assert (response.status_code, "The form has expired" in response.content.decode()) == (403, True)


def test_signing_out_takes_a_post_and_empties_the_browser(page):
    client = page("cell")
    assert client.get("/dang-xuat/").status_code == 405
    response = client.post("/dang-xuat/")
    assert (response["Location"], response["Clear-Site-Data"]) == ("/dang-nhap/", '"cache", "storage"')
    assert client.get("/")["Location"] == "/dang-nhap/?next=/"


def test_wrong_password_and_unknown_user_answer_alike(client):
    known = user(password="correct horse battery")
    texts = []
    for name in (known.username, "nobody-at-all"):
        response = client.post("/dang-nhap/", {"username": name, "password": "wrong"})
        texts.append(re.sub(rf'value="[^"]*"|{name}', "", response.content.decode()))
    assert texts[0] == texts[1]
    signed = client.post("/dang-nhap/", {"username": known.username, "password": "correct horse battery"})
    assert signed["Location"] == "/"


# errors


def test_lost_database_answers_503_and_says_when_to_come_back(client, monkeypatch):
    def lost(*args: object, **kwargs: object) -> None:
        raise OperationalError("gone")

    monkeypatch.setattr("workflows.views.listing", lost)
    client.force_login(user())
    response = client.get("/")
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert b"<script" not in response.content


def test_lost_database_before_the_view_answers_503_as_well():
    request = RequestFactory().get("/")
    try:
        raise OperationalError("gone")
    except OperationalError:
        response = errors.server_error(request)
    assert (response.status_code, response["Retry-After"]) == (503, "5")


def test_error_page_asks_the_database_nothing_and_gives_a_code_to_quote(django_assert_num_queries, caplog):
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    with django_assert_num_queries(0):
        response = errors.server_error(request)
    reference = re.search(r"[0-9A-F]{8}", response.content.decode())
    assert response.status_code == 500
    assert reference is not None
    assert reference.group() in caplog.text


def test_body_far_over_the_limit_is_refused_unread(page, settings):
    client = page("cell")
    settings.UPLOAD_MAX_BYTES = 1000
    assert client.post("/dang-xuat/", {"text": "x" * 3000}).status_code == 413


def test_form_data_over_the_limit_is_refused(page, settings):
    client = page("cell")
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    response = client.post("/dang-xuat/", "x" * 2000, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 413


def test_refused_act_says_why_and_a_forbidden_page_does_not():
    request = RequestFactory().get("/")
    named = errors.permission_denied(request, NotPermitted("Only the head may."))
    other = errors.permission_denied(request, PermissionError("secret detail"))
    assert (named.status_code, b"Only the head may." in named.content) == (403, True)
    assert (other.status_code, b"secret detail" in other.content) == (404, False)


def test_deadline_that_has_passed_is_shown_as_overdue(journey, page, settings):
    journey.to("section")
    client = page("section")
    settings.TODAY = journey.dossier.deadlines.get(closed_on=None).due_on + timedelta(days=3)
    shown = client.get(address(journey)).content.decode()
    assert "3 days overdue" in shown
