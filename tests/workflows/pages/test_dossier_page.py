"""The page of a dossier, and what every page shows of one."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import membership
from tests.workflows.pages.sent import address

pytestmark = pytest.mark.django_db


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
