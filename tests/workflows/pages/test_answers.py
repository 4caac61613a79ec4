"""What every answer carries, and what errors look like."""

import re
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.db import OperationalError
from django.test import Client, RequestFactory
from django.urls import reverse

from permissions.checks import NotPermitted
from tests.factories import user
from tests.workflows.pages.sent import address
from workflows import errors

pytestmark = pytest.mark.django_db


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
    assert client.get("/dang-xuat/")["Location"] == "/"
    assert client.get("/").status_code == 200
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
