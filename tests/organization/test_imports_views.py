"""The pages of lists: for administrators alone, and what each state of an import shows."""

import time
from datetime import date
from io import BytesIO
from threading import Event, Thread
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from python_calamine import CalamineWorkbook

from organization.imports import progress
from organization.imports.models import ListImport, State
from organization.models import Organization, User
from tests.factories import organization, seat, user
from tests.organization.lists import TODAY, checked, stored, unit, xlsx

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_apart")]

ROWS = [unit("01", "Đảng bộ cơ sở"), unit("01.1", "Chi bộ", "01")]


@pytest.fixture(autouse=True)
def today(settings: Settings) -> None:
    settings.TODAY = TODAY


@pytest.fixture
def client() -> Client:
    signed_in = Client()
    signed_in.force_login(user(username="root", is_superuser=True))
    return signed_in


def upload(client: Client, data: bytes, key: str = "organizations", name: str = "list.xlsx") -> Any:
    return client.post(reverse("lists"), {"listing": key, "file": SimpleUploadedFile(name, data)})


def page(row: ListImport, name: str = "list_import", **more: str) -> str:
    return reverse(name, kwargs={"public_id": row.public_id, **more})


def staff(*models: str) -> User:
    """Somebody with single permissions, as Django's own admin gives them."""
    made = user()
    made.is_staff = True
    made.save()
    wanted = [f"{action}_{model}" for model in models for action in ("add", "change")]
    made.user_permissions.set(Permission.objects.filter(codename__in=wanted))
    return made


def every_page(row: ListImport) -> list[tuple[str, str]]:
    return [
        ("get", reverse("lists")),
        ("post", reverse("lists")),
        ("get", page(row)),
        ("post", page(row, "confirm_import")),
        ("post", page(row, "check_import_again")),
        ("post", page(row, "give_up_import")),
        ("get", page(row, "import_problems", extension="csv")),
        ("get", reverse("export_list", args=["organizations", "csv"])),
    ]


def test_pages_are_not_there_for_others(client: Client) -> None:
    row = checked("organizations", xlsx("organizations", ROWS))
    for other in (user(seat().person), staff()):
        client.force_login(other)
        assert [getattr(client, method)(url).status_code for method, url in every_page(row)] == [404] * 8
    row.refresh_from_db()
    assert (row.state, Organization.objects.filter(code="01").exists()) == (State.READY, False)


def test_pages_ask_strangers_to_sign_in() -> None:
    row = checked("organizations", xlsx("organizations", ROWS))
    answers = [getattr(Client(), method)(url) for method, url in every_page(row)]
    assert [(answer.status_code, answer["Location"].partition("?")[0]) for answer in answers] == [
        (302, "/dang-nhap/")
    ] * 8


def test_administrator_of_some_models_has_their_lists_alone(client: Client) -> None:
    client.force_login(staff("body"))
    assert [listing.key for listing in client.get(reverse("lists")).context["listings"]] == ["bodies"]
    assert upload(client, xlsx("organizations", ROWS)).status_code == 422
    assert client.get(page(checked("organizations", xlsx("organizations", ROWS)))).status_code == 404
    assert client.get(reverse("export_list", args=["persons", "csv"])).status_code == 404


def test_menu_leads_to_the_lists_only_who_may_import(client: Client) -> None:
    link = f'href="{reverse("lists")}"'
    assert link in client.get(reverse("own_files")).content.decode()
    client.force_login(user(seat().person))
    assert link not in client.get(reverse("own_files")).content.decode()


@pytest.mark.parametrize(
    ("name", "data"),
    [("list.docx", b"x"), ("list.xls", b"x"), ("list", b"x"), ("list.csv", b""), ("big.csv", b"x" * 99)],
)
def test_upload_that_cannot_be_a_list_is_refused_at_once(
    client: Client, settings: Settings, name: str, data: bytes
) -> None:
    settings.IMPORT_MAX_BYTES = 50
    response = upload(client, data, name=name)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["file"])
    assert ListImport.objects.count() == 0


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        (ROWS, ["The list is in order.", "Confirm and store 2 rows"]),
        ([unit("01", "Chi đoàn")], ["1 row has to be corrected", "Chi đoàn", "Upload the corrected file"]),
    ],
)
def test_result_of_the_check_is_shown(client: Client, rows: list[dict[str, Any]], shown: list[str]) -> None:
    text = client.get(page(checked("organizations", xlsx("organizations", rows)))).content.decode()
    assert [words in text for words in shown] == [True] * len(shown)
    assert ("/ghi/" in text) is (rows is ROWS)


def test_many_problems_are_paged_with_their_exact_number_and_downloaded_whole(client: Client) -> None:
    row = checked("organizations", xlsx("organizations", [unit(f"0{n}", "Chi đoàn") for n in range(120)]))
    response = client.get(page(row), {"trang": "3"})
    assert (len(response.context["page"]), response.context["problem_count"]) == (20, 120)
    lines = client.get(page(row, "import_problems", extension="csv")).content.decode("utf-8-sig").splitlines()
    assert (len(lines), lines[0], lines[120].split(";")[:2]) == (
        121,
        "Hàng;Cột;Lỗi và cách sửa",
        ["121", "Loại tổ chức"],
    )
    book = CalamineWorkbook.from_filelike(BytesIO(client.get(page(row, "import_problems", extension="xlsx")).content))
    assert len(book.get_sheet_by_index(0).to_python()) == 121


def test_list_stored_already_has_nothing_to_confirm(client: Client) -> None:
    data = xlsx("organizations", ROWS)
    stored(checked("organizations", data))
    again = checked("organizations", data)
    text = client.get(page(again)).content.decode()
    assert "Everything in this list is stored already." in text
    assert "/ghi/" not in text
    response = client.post(page(again, "confirm_import"), follow=True)
    assert [str(message) for message in response.context["messages"]] == ["Everything in this list is stored already."]
    again.refresh_from_db()
    assert (again.state, again.confirmed_by) == (State.READY, None)


def test_confirming_twice_says_so(client: Client) -> None:
    row = stored(checked("organizations", xlsx("organizations", ROWS)))
    response = client.post(page(row, "confirm_import"), follow=True)
    assert [str(message) for message in response.context["messages"]] == [
        "This list was confirmed already; it is stored once only."
    ]
    assert Organization.objects.count() == 2


def test_confirming_while_another_list_is_stored_is_a_conflict(client: Client) -> None:
    first, second = (checked("organizations", xlsx("organizations", ROWS)) for _i in range(2))
    ListImport.objects.filter(pk=first.pk).update(state=State.WRITING)
    response = client.post(page(second, "confirm_import"))
    assert (response.status_code, "Another list is being stored now" in response.content.decode()) == (409, True)


def test_running_import_asks_again_by_itself_and_by_hand_without_script(client: Client) -> None:
    row = checked("organizations", xlsx("organizations", ROWS))
    assert "hx-trigger" not in client.get(page(row)).content.decode()
    ListImport.objects.filter(pk=row.pk).update(state=State.WRITING)
    text = client.get(page(row)).content.decode()
    assert f'hx-get="{page(row)}" hx-trigger="every 1s"' in text
    assert f'<noscript><p><a class="btn btn-plain" href="{page(row)}">' in text


@pytest.mark.parametrize("extension", ["xlsx", "csv"])
def test_export_is_a_file_of_the_day(client: Client, extension: str) -> None:
    organization(code="01")
    organization(code="02", until=date(2024, 1, 1))
    url = reverse("export_list", args=["organizations", extension])
    response = client.get(url, {"ngay": "2023-06-01"})
    assert response["Content-Disposition"] == f'attachment; filename="to-chuc-2023-06-01.{extension}"'
    row = checked("organizations", response.content, f"list.{extension}")
    assert (row.same, row.faulty) == (2, 0)
    assert checked("organizations", client.get(url).content, f"list.{extension}").same == 1


def test_export_of_a_day_that_is_none_says_so_at_its_field(client: Client) -> None:
    response = client.get(reverse("export_list", args=["seats", "csv"]), {"ngay": "31/02/2024"})
    assert response.status_code == 422
    shown = response.content.decode()
    assert 'value="31/02/2024"' in shown
    assert "There is no such day in the calendar: “31/02/2024”." in shown


def test_blank_file_holds_the_headings(client: Client) -> None:
    data = client.get(reverse("export_list", args=["seats", "csv"]), {"mau": "1"}).content.decode("utf-8-sig")
    assert data.splitlines() == [
        "Số định danh;Mã trong hệ thống;Họ và tên;Mã tổ chức;Loại tập thể;Chức danh;Căn cứ;Từ ngày;Hết hiệu lực từ ngày"
    ]


def settled(client: Client, url: str) -> ListImport:
    """The import once its thread has done its work."""
    for _attempt in range(200):
        row: ListImport = client.get(url).context["row"]
        if not row.is_running:
            return row
        time.sleep(0.05)
    raise AssertionError(f"still running: {row.state}")


@pytest.mark.django_db(transaction=True)
def test_upload_is_checked_and_confirmed_list_stored_by_threads(client: Client) -> None:
    url = upload(client, xlsx("organizations", ROWS))["Location"]
    row = settled(client, url)
    assert (row.state, row.added, Organization.objects.count()) == (State.READY, 2, 0)
    client.post(page(row, "confirm_import"))
    client.post(page(row, "confirm_import"))
    assert settled(client, url).state == State.DONE
    assert Organization.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_page_tells_how_far_it_is_while_the_writer_is_held(client: Client) -> None:
    row = checked("organizations", xlsx("organizations", ROWS))
    ListImport.objects.filter(pk=row.pk).update(state=State.WRITING)
    progress.tell(row, 3, 4)
    client.get(page(row))
    written, shown = Event(), Event()

    def write() -> None:
        try:
            with transaction.atomic():
                organization(code="99")
                written.set()
                shown.wait(30)
        finally:
            connections.close_all()

    thread = Thread(target=write)
    thread.start()
    assert written.wait(10)
    response = client.get(page(row))
    assert not Organization.objects.exists()  # still being written
    shown.set()
    thread.join()
    assert (response.status_code, response.context["progress"].percent) == (200, 75)
