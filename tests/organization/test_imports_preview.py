"""What is shown of a list before it is confirmed: its first rows, what is filled in, and whether all lies ahead."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from organization.imports import running
from organization.imports.models import ListImport
from organization.models import Placement
from tests.factories import organization, user
from tests.organization.lists import SINCE, TODAY, checked, human, imported, stored, unit, xlsx

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_apart")]


@pytest.fixture
def client(settings: Settings) -> Client:
    settings.TODAY = TODAY
    signed_in = Client()
    signed_in.force_login(user(username="root", is_superuser=True))
    return signed_in


def page(row: ListImport) -> str:
    return reverse("list_import", kwargs={"public_id": row.public_id})


def people(*rows: dict[str, Any]) -> ListImport:
    return checked("persons", xlsx("persons", rows))


def cells(table: dict[str, Any]) -> list[dict[str, str]]:
    """{heading: what the page shows} of each row; a ✚ before what is filled in."""
    shown = ([("✚ " if filled else "") + text for text, filled in row["cells"]] for row in table["rows"])
    return [dict(zip(table["headings"], texts, strict=True)) for texts in shown]


def test_new_rows_are_kept_as_they_would_be_stored() -> None:
    organization(code="01.1")
    row = people(human(1, "01.1"), human(2, born_on="", sex=""))
    assert list(row.preview) == ["added"]
    assert [one["line"] for one in row.preview["added"]["rows"]] == [2, 3]
    first, second = cells(row.preview["added"])
    assert first == {
        "Số định danh": "000000000001",
        "Họ và tên": "Nguyễn Văn 1",
        "Ngày sinh": "04/05/1990",
        "Giới tính": "Nam",
        "Mã chi bộ": "01.1",
        "Tư cách": "Đảng viên chính thức",
        "Từ ngày": "01/01/2020",
    }
    assert {heading for heading, text in second.items() if text} == {"Số định danh", "Họ và tên"}


def filled(row: ListImport) -> dict[str, str]:
    (shown,) = cells(row.preview["changed"])
    return {heading: text for heading, text in shown.items() if text.startswith("✚")}


def test_cells_that_fill_what_was_empty_are_marked() -> None:
    organization(code="01.1")
    imported("persons", [human(1, born_on="")])
    assert filled(people(human(1))) == {"Ngày sinh": "✚ 04/05/1990"}
    assert filled(people(human(1, "01.1", born_on=""))) == {
        "Mã chi bộ": "✚ 01.1",
        "Tư cách": "✚ Đảng viên chính thức",
        "Từ ngày": "✚ 01/01/2020",
    }


def test_end_and_new_place_of_an_organization_are_marked() -> None:
    rows = [unit("01", "Đảng bộ cơ sở"), unit("01.1", "Chi bộ", "01")]
    imported("organizations", rows)
    ended = checked("organizations", xlsx("organizations", [rows[0], {**rows[1], "until": date(2024, 6, 1)}]))
    assert filled(ended) == {"Hết hiệu lực từ ngày": "✚ 01/06/2024"}
    Placement.objects.update(until=date(2023, 1, 1))
    moved = {**rows[1], "placed": date(2023, 1, 1)}
    assert filled(checked("organizations", xlsx("organizations", [moved]))) == {
        "Mã tổ chức cấp trên": "✚ 01",
        "Trực thuộc từ ngày": "✚ 01/01/2023",
    }


def test_page_shows_twenty_rows_and_counts_the_rest(client: Client) -> None:
    imported("persons", [human(n, born_on="") for n in range(22)])
    row = people(*(human(n) for n in range(43)))
    shown = client.get(page(row)).content.decode()
    assert (shown.count("<ins>✚ 04/05/1990</ins>"), shown.count("<td>04/05/1990</td>")) == (20, 20)
    assert "And 2 more rows, which are stored with these." in shown
    assert "And 1 more row, which is stored with these." in shown
    assert shown.count('<div class="scroll" tabindex="0" role="region" aria-labelledby="preview-') == 2


def test_texts_of_a_list_are_written_as_text(client: Client) -> None:
    shown = client.get(page(people(human(1, full_name="<b>Nguyễn</b>")))).content.decode()
    assert "<td>&lt;b&gt;Nguyễn&lt;/b&gt;</td>" in shown


def test_page_takes_the_same_statements_for_one_row_and_for_many(client: Client) -> None:
    few, many = people(human(1)), people(*(human(n) for n in range(200)))
    counts = []
    for row in (few, few, many):  # the first asks for the session too
        with CaptureQueriesContext(connection) as context:
            client.get(page(row))
        counts.append(len(context))
    assert counts[1] == counts[2]
    assert counts[2] <= 8


def test_rows_are_kept_no_longer_than_the_file(django_capture_on_commit_callbacks: Any) -> None:
    assert people(human(1), human(2, sex="?")).preview == {}  # nothing of it is stored
    done = stored(people(human(1)))
    given_up = people(human(2))
    with django_capture_on_commit_callbacks(execute=True):
        running.give_up(given_up)
    given_up.refresh_from_db()
    assert (done.preview, given_up.preview) == ({}, {})


def test_list_of_which_every_row_begins_later_is_noted() -> None:
    later = date(2025, 9, 1)
    rows = [unit("01", "Đảng bộ cơ sở", since=later), unit("01.1", "Chi bộ", "01", since=date(2025, 10, 1))]
    told = "Every new row begins after today (20/08/2025), the first on 01/09/2025; until then none of them counts."
    assert told in checked("organizations", xlsx("organizations", rows)).notes
    rows[1]["since"] = rows[0]["since"] = SINCE
    assert told not in checked("organizations", xlsx("organizations", rows)).notes
