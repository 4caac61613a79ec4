"""The page of the chains: since and until when each applies, by which ratios, and why some never do."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from admission.chains import chain_rows
from admission.codes import Profile
from tests.factories import user


@pytest.mark.parametrize(
    ("on", "applying"),
    [
        (date(2016, 7, 24), set()),
        (date(2016, 7, 25), {"P0", "P0K", "P2", "P3", "P4", "P6"}),
        (date(2025, 1, 19), {"P0", "P0K", "P2", "P3", "P4", "P6"}),
        (date(2025, 1, 20), {"P0", "P0K", "P2", "P3", "P4", "P6"}),
        (date(2025, 2, 17), {"P0", "P0K", "P2", "P3", "P4", "P6"}),
        (date(2025, 2, 18), {"P0", "P1", "P2", "P3", "P4", "P6"}),
        (date(2025, 6, 30), {"P0", "P1", "P2", "P3", "P4", "P6"}),
        (date(2025, 7, 1), {"P1", "P2", "P3", "P4", "P5", "P6"}),
        (date(2026, 11, 1), {"P1", "P2", "P3", "P4", "P5", "P6"}),
    ],
)
def test_day_says_which_chains_apply(on, applying):
    assert {row.code for row in chain_rows(on) if row.applies} == applying


def test_every_chain_of_the_table_is_there_once_applied_or_disabled_with_its_reason():
    rows = chain_rows(date(2025, 11, 14))
    assert {row.code.lower() for row in rows} == {profile.value.removesuffix("_cell") for profile in Profile}
    assert {row.code for row in rows if row.reason} == {"P7", "P8"}
    assert [row.code for row in rows if not row.reason and (not row.way or not row.since)] == []


def test_row_says_since_and_until_when_and_by_which_ratios():
    rows = {row.code: row for row in chain_rows(date(2025, 11, 14))}
    assert (rows["P0K"].since, rows["P0K"].until, rows["P0K"].votes) == (date(2016, 7, 25), date(2025, 2, 18), ())
    assert (rows["P0"].until, rows["P5"].since, rows["P5"].until) == (date(2025, 7, 1), date(2025, 7, 1), None)
    assert [ratio.split(" – ")[0] for _level, ratio in rows["P1"].votes] == ["≥ 2/3", "≥ 2/3", "> 1/2"]
    assert "Mục 4.3.2b Quy định 294-QĐ/TW" in rows["P1"].votes[-1][1]


@pytest.mark.django_db
def test_page_shows_the_day_asked_and_refuses_none_that_is_no_day():
    client = Client()
    client.force_login(user())
    page = client.get(reverse("chains"), {"ngay": "14/06/2024"})
    assert page.status_code == 200
    assert b"P0K" in page.content
    assert client.get(reverse("chains"), {"ngay": "32/01/2025"}).status_code == 422
    assert Client().get(reverse("chains")).status_code == 302
