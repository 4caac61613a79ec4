"""The way of a list: checked, shown, stored as a whole or not at all, taken up again; and its statements counted."""

from datetime import date, timedelta
from functools import partial
from io import StringIO
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections, transaction
from django.utils import timezone
from pytest_django import Settings

from organization.imports import progress, running, storage
from organization.imports.exporting import WRITERS
from organization.imports.lists import LISTS
from organization.imports.models import ListImport, State
from organization.models import Body, BodyKind, Membership, Organization, Person, Placement, Seat
from tests.counting import statements
from tests.factories import body, membership, organization, person, seat
from tests.organization.lists import (
    SINCE,
    TODAY,
    checked,
    figures,
    human,
    imported,
    problems,
    stored,
    unit,
    xlsx,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_apart")]

SAMPLES = Path(__file__).parents[2] / "samples"
FIRST = date(2021, 1, 1)
ORDER = ("organizations", "bodies", "persons", "seats")


def cells(count: int) -> list[dict[str, Any]]:
    """A base and ``count`` cells under it."""
    return [unit("01", "Đảng bộ cơ sở"), *(unit(f"01.{n:05}", "Chi bộ", "01") for n in range(count))]


def test_ten_thousand_rows_with_three_bad_ones_tell_exactly_these_and_store_nothing() -> None:
    rows = cells(9_999)
    rows[1_233]["kind"] = "Chi đoàn"
    rows[5_000]["parent"] = "02"
    rows[9_999]["since"] = "30/02/2024"
    row = checked("organizations", xlsx("organizations", rows))
    assert row.state == State.FAULTY
    assert problems(row) == [(1_235, "Loại tổ chức"), (5_002, "Mã tổ chức cấp trên"), (10_001, "Từ ngày")]
    assert figures(row) == {"added": 9_997, "changed": 0, "same": 0, "faulty": 3}
    assert Organization.objects.count() == Placement.objects.count() == 0
    assert running.claim(row, by=row.by) is False


def test_check_stores_nothing_and_confirmation_everything(files_apart: Path) -> None:
    row = checked("organizations", xlsx("organizations", cells(3)))
    assert (row.state, Organization.objects.count(), len(list(files_apart.iterdir()))) == (State.READY, 0, 1)
    stored(row)
    assert (row.state, Organization.objects.count(), list(files_apart.iterdir())) == (State.DONE, 4, [])
    assert (row.confirmed_by, row.added, len(row.sha256)) == (row.by, 4, 64)


def test_second_confirmation_does_nothing() -> None:
    row = stored(checked("organizations", xlsx("organizations", cells(3))))
    assert running.claim(row, by=row.by) is False
    running.guarded(running.store, row, TODAY)
    row.refresh_from_db()
    assert (row.state, Organization.objects.count()) == (State.DONE, 4)


def test_same_file_again_changes_nothing() -> None:
    data = xlsx("organizations", cells(3))
    stored(checked("organizations", data))
    assert figures(checked("organizations", data)) == {"added": 0, "changed": 0, "same": 4, "faulty": 0}


def test_what_changed_since_the_check_is_found_and_nothing_is_stored() -> None:
    row = checked("organizations", xlsx("organizations", cells(3)))
    organization("base", code="01", name="Khác")
    stored(row)
    assert (row.state, problems(row)) == (State.FAULTY, [(2, "Tên tổ chức")])
    assert Organization.objects.count() == 1


def test_what_came_by_another_way_since_the_check_is_not_stored_twice() -> None:
    data = xlsx("organizations", cells(3))
    first, second = checked("organizations", data), checked("organizations", data)
    stored(first)
    stored(second)
    assert (second.state, figures(second)["same"], Organization.objects.count()) == (State.DONE, 4, 4)


def test_only_one_list_is_stored_at_a_time() -> None:
    first = checked("organizations", xlsx("organizations", cells(1)))
    second = checked("persons", xlsx("persons", [human(1)]))
    assert running.claim(first, by=first.by)
    with pytest.raises(running.Busy):
        running.claim(second, by=second.by)
    second.refresh_from_db()
    assert second.state == State.READY


def test_file_that_was_touched_is_not_stored() -> None:
    row = checked("organizations", xlsx("organizations", cells(1)))
    storage.path_of(row).write_bytes(storage.path_of(row).read_bytes()[:-1] + b"x")
    stored(row)
    assert (row.state, Organization.objects.count()) == (State.UNREADABLE, 0)


def die(row: ListImport) -> None:
    """As if the process had been killed: nobody goes on, and the lease has passed."""
    ListImport.objects.filter(pk=row.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


@pytest.mark.parametrize("state", [State.PENDING, State.CHECKING, State.WRITING])
def test_run_that_died_is_told_and_checked_again(state: State) -> None:
    row = checked("organizations", xlsx("organizations", cells(3)))
    ListImport.objects.filter(pk=row.pk).update(state=state)
    running.settle_stale()
    row.refresh_from_db()
    assert row.state == state  # its lease still runs
    die(row)
    running.settle_stale()
    row.refresh_from_db()
    assert (row.state, Organization.objects.count()) == (State.INTERRUPTED, 0)
    assert running.check_again(row, on=TODAY)
    assert not running.check_again(row, on=TODAY)
    row.refresh_from_db()
    running.guarded(running.check, row, TODAY)
    row.refresh_from_db()
    assert stored(row).state == State.DONE


def test_run_without_its_lease_stores_nothing() -> None:
    row = checked("organizations", xlsx("organizations", cells(3)))
    running.claim(row, by=row.by)
    late = ListImport.objects.get(pk=row.pk)
    die(row)
    running.settle_stale()
    running.guarded(running.store, late, TODAY)
    row.refresh_from_db()
    assert (row.state, Organization.objects.count()) == (State.INTERRUPTED, 0)


def test_run_that_outlives_its_lease_undoes_itself() -> None:
    row = checked("organizations", xlsx("organizations", cells(3)))
    running.claim(row, by=row.by)
    row.lease_until = timezone.now() - timedelta(seconds=1)
    running.guarded(running.store, row, TODAY)
    assert Organization.objects.count() == 0


def test_row_that_the_database_refuses_undoes_all_and_is_told() -> None:
    row = checked("organizations", xlsx("organizations", cells(3)))
    running.claim(row, by=row.by)

    def store(row: ListImport, on: date) -> None:
        with transaction.atomic():
            running.store(row, on)
            Organization.objects.create(code="01", name="Trùng", kind="base", since=SINCE)

    running.guarded(store, row, TODAY)
    row.refresh_from_db()
    assert (row.state, row.reason) == (State.INTERRUPTED, "The database refused it or was busy. Try again.")
    assert Organization.objects.count() == 0


def test_progress_is_told_while_rows_are_written() -> None:
    row = checked("organizations", xlsx("organizations", cells(3)))
    running.claim(row, by=row.by)
    running.store(row, TODAY)
    told = progress.ask(row)
    assert told is not None
    assert (told.done, told.total, told.percent) == (7, 7, 100)


def test_giving_up_deletes_the_file_and_what_was_wrong(
    files_apart: Path, django_capture_on_commit_callbacks: Any
) -> None:
    row = checked("organizations", xlsx("organizations", [unit("01", "Chi đoàn")]))
    with django_capture_on_commit_callbacks(execute=True):
        assert running.give_up(row)
    assert (list(files_apart.iterdir()), row.problems.count(), running.give_up(row)) == ([], 0, False)


def test_list_nobody_confirms_is_given_up_after_days(settings: Settings) -> None:
    row = checked("organizations", xlsx("organizations", cells(1)))
    storage.sweep()
    row.refresh_from_db()
    assert row.state == State.READY
    settings.IMPORT_KEEP_DAYS = -1
    storage.sweep()
    row.refresh_from_db()
    assert row.state == State.ABANDONED


@pytest.mark.parametrize("key", ORDER)
def test_check_takes_as_many_statements_for_fifty_rows_as_for_five_hundred(key: str) -> None:
    place = organization("base", code="01")
    body(place, BodyKind.COMMITTEE)
    organization("cell", code="01.0")
    imported("persons", [human(n) for n in range(500)])
    sitting = {"organization": "01", "kind": "Đảng ủy", "role": "Ủy viên", "since": SINCE}
    rows: dict[str, Any] = {
        "organizations": lambda n: unit(f"01.{n}", "Chi bộ", "01"),
        "bodies": lambda n: {
            **sitting,
            "kind": "Chi ủy",
            "name": "x",
            "since": FIRST + timedelta(n),
            "until": FIRST + timedelta(n + 1),
        },
        "persons": lambda n: human(n, "01.0"),
        "seats": lambda n: {**sitting, "number": f"{n:012}"},
    }
    few, many = (xlsx(key, [rows[key](n) for n in range(count)]) for count in (50, 500))
    assert statements(lambda: checked(key, many)) - statements(lambda: checked(key, few)) in (0, 1)


@pytest.mark.postgres
def test_storing_takes_as_many_statements_for_fifty_rows_as_for_five_hundred() -> None:
    counted = []
    for offset, count in ((0, 50), (1_000, 500)):
        row = checked("persons", xlsx("persons", [human(offset + n) for n in range(count)]))
        running.claim(row, by=row.by)
        counted.append(statements(partial(running.store, row, TODAY)))
    assert counted[0] == counted[1]


@pytest.mark.parametrize("extension", list(WRITERS))
def test_samples_are_imported_in_order_and_nothing_is_wrong(extension: str) -> None:
    on = date(2025, 11, 14)  # the day of the demonstration: some of its members are newer than the other tests
    for key in ORDER:
        name = f"{LISTS[key].layout.file}.{extension}"
        row = stored(checked(key, (SAMPLES / name).read_bytes(), name, on=on), on=on)
        assert (row.state, row.faulty, row.same) == (State.DONE, 0, 0)
    assert [model.objects.count() for model in (Organization, Body, Membership, Seat)] == [12, 15, 40, 36]


def test_samples_are_the_same_bytes_on_every_run(tmp_path: Path) -> None:
    call_command("samples", "--to", tmp_path, stdout=StringIO())
    names = [f"{LISTS[key].layout.file}.{extension}" for key in ORDER for extension in WRITERS]
    assert [(tmp_path / name).read_bytes() == (SAMPLES / name).read_bytes() for name in names] == [True] * 8


@pytest.fixture
def peopled() -> None:
    """Stored rows of every kind, with texts that a spreadsheet would take for formulas."""
    top = organization("base", code="007", name="=1+1")
    cell = organization("cell", parent=top, code="+1", name="'@chi bộ")
    organization("cell", parent=top, code="007.9", until=date(2025, 12, 1))
    moved = organization("cell", parent=organization("base", code="008"), code="008.1", until=None)
    Placement.objects.filter(organization=moved).update(until=date(2022, 1, 1))
    Placement.objects.create(organization=moved, parent=top, since=date(2022, 1, 1), decision='-5;"QĐ"')
    committee = body(top, BodyKind.COMMITTEE, name="-Đảng ủy", symbol="@")
    held = seat(person("=Nguyễn Thị Ý"), committee)
    Seat.objects.filter(pk=held.pk).update(basis="+NQ")
    membership(held.person, cell)
    Person.objects.filter(pk=held.person_id).update(number="-007", native_place="@xã")


@pytest.mark.parametrize("extension", list(WRITERS))
@pytest.mark.parametrize("on", [date(2021, 6, 1), TODAY])
@pytest.mark.usefixtures("peopled")
def test_exported_lists_come_back_unchanged(tmp_path: Path, extension: str, on: date) -> None:
    for key in ORDER:
        listing, path = LISTS[key], tmp_path / f"list.{extension}"
        with path.open("wb") as file:
            WRITERS[extension](file, listing.layout, listing.stored(on))
        row = checked(key, path.read_bytes(), path.name)
        assert (row.reason, problems(row)) == ("", [])
        assert (row.added, row.changed) == (0, 0)
        assert row.same > 0


@pytest.mark.usefixtures("peopled")
def test_exported_csv_has_no_cell_that_a_spreadsheet_computes(tmp_path: Path) -> None:
    call_command("export_lists", tmp_path, "--format", "csv", "--on", "2025-08-20", stdout=StringIO())
    text = "".join(path.read_text(encoding="utf-8-sig") for path in sorted(tmp_path.glob("*.csv")))
    cells = [cell.strip('"') for line in text.splitlines() for cell in line.split(";")]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []
    assert "'=1+1" in cells
    assert "'-007" in cells


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_confirmations_at_once_store_the_list_once() -> None:
    row = checked("organizations", xlsx("organizations", cells(200)))
    barrier, won = Barrier(2), []

    def confirm() -> None:
        try:
            barrier.wait()
            mine = ListImport.objects.select_related("by").get(pk=row.pk)
            if running.claim(mine, by=mine.by):
                won.append(mine)
                running.guarded(running.store, mine, TODAY)
        finally:
            connections.close_all()

    threads = [Thread(target=confirm) for _i in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    row.refresh_from_db()
    assert (len(won), row.state, Organization.objects.count()) == (1, State.DONE, 201)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_imports_of_the_same_rows_at_once_store_them_once() -> None:
    """One claims first, and the other is refused, or comes after it and finds the rows there."""
    rows = [checked("organizations", xlsx("organizations", cells(200))) for _i in range(2)]
    barrier, ends = Barrier(2), []

    def confirm(row: ListImport) -> None:
        try:
            barrier.wait()
            if running.claim(row, by=row.by):
                running.guarded(running.store, row, TODAY)
                ends.append("stored")
        except running.Busy:
            ends.append("busy")
        finally:
            connections.close_all()

    threads = [Thread(target=confirm, args=(row,)) for row in rows]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert "stored" in ends
    assert Organization.objects.count() == 201
