"""Which seats an import stores: in bodies that exist, ending with them, and none that excludes another."""

from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from organization.imports import running
from organization.imports.models import ListImport, State
from organization.models import BodyKind, Person, Role, Seat
from tests.factories import body, organization, user
from tests.organization.lists import SINCE, checked, figures, human, imported, problems, reasons, xlsx
from workflows.audit import administration
from workflows.models import AdministrationEvent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_apart")]

END = date(2024, 6, 1)
LATER = date(2024, 1, 1)


def found(key: str, *rows: dict[str, Any]) -> list[tuple[int, str]]:
    return problems(checked(key, xlsx(key, rows)))


@pytest.fixture
def sitting() -> dict[str, Any]:
    """A row of the list of seats that may be stored."""
    body(organization("base", code="01"), BodyKind.COMMITTEE, until=date(2025, 1, 1))
    imported("persons", [human(1), human(2)])
    row = {"number": "000000000001", "full_name": "Nguyễn Văn 1", "organization": "01", "kind": "Đảng ủy"}
    return {**row, "role": "Bí thư", "since": SINCE, "until": END}


def another(row: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The same seat of the other person."""
    return {**row, "number": "000000000002", "full_name": "Nguyễn Văn 2", **more}


def test_seats_are_stored_and_compared(sitting: dict[str, Any]) -> None:
    assert imported("seats", [{**another(sitting), "role": "Ủy viên"}, sitting]).added == 2
    assert checked("seats", xlsx("seats", [sitting])).same == 1
    assert imported("seats", [{**sitting, "basis": "NQ 5"}]).changed == 1
    assert Seat.objects.get(role=Role.SECRETARY).basis == "NQ 5"


@pytest.mark.parametrize(
    ("change", "column"),
    [
        pytest.param({"since": date(2025, 2, 1), "until": ""}, "Từ ngày", id="the body has ended"),
        pytest.param({"until": ""}, "Hết hiệu lực từ ngày", id="outlasts the body"),
        pytest.param({"kind": "Chi ủy"}, "Loại tập thể", id="no such body"),
        pytest.param({"organization": "09"}, "Mã tổ chức", id="unknown organisation"),
        pytest.param({"number": "000000000009"}, "Số định danh", id="unknown person"),
        pytest.param({"number": "000000000002"}, "Họ và tên", id="name of another person"),
        pytest.param({"role": "Giám đốc"}, "Chức danh", id="unknown role"),
    ],
)
def test_seats_that_cannot_be_are_refused(sitting: dict[str, Any], change: dict[str, Any], column: str) -> None:
    assert found("seats", sitting) == []
    assert found("seats", {**sitting, **change}) == [(2, column)]


def test_same_seat_twice_in_the_same_time_is_refused(sitting: dict[str, Any]) -> None:
    later = {**sitting, "since": date(2021, 1, 1)}
    assert found("seats", sitting, later) == [(3, "Từ ngày")]
    imported("seats", [sitting])
    assert found("seats", sitting, sitting) == [(3, "Từ ngày")]
    assert found("seats", later) == [(2, "Từ ngày")]


@pytest.mark.parametrize(
    ("role", "change"),
    [
        pytest.param("Bí thư", {"role": "Bí thư"}, id="second secretary"),
        pytest.param("Trưởng ban", {"role": "Trưởng ban"}, id="second head"),
        pytest.param("Bí thư", {"number": "000000000001", "full_name": "", "role": "Ủy viên"}, id="two seats of one"),
    ],
)
def test_seats_that_exclude_each_other_are_refused(sitting: dict[str, Any], role: str, change: dict[str, Any]) -> None:
    first = {**sitting, "role": role}
    second = another(sitting, since=LATER, **change)
    assert found("seats", first, second) == [(3, "Chức danh")]
    assert found("seats", first, {**second, "since": END, "until": date(2025, 1, 1)}) == []
    imported("seats", [first])
    assert found("seats", second) == [(2, "Chức danh")]
    assert found("seats", first, second) == [(3, "Chức danh")]
    assert Seat.objects.count() == 1


def test_reason_of_a_clash_names_the_other_seat(sitting: dict[str, Any]) -> None:
    rows = [sitting, another(sitting, since=LATER)]
    held = "The body has this role once, and Nguyễn Văn 1 holds it (Secretary, from 01/01/2020). End that seat first."
    assert reasons(checked("seats", xlsx("seats", rows))) == [f"Row 2 of this list: {held}"]
    imported("seats", [sitting])
    assert reasons(checked("seats", xlsx("seats", rows[1:]))) == [held]


def test_secretary_who_ends_makes_room_in_the_same_list(sitting: dict[str, Any]) -> None:
    """In whichever order the rows stand, and also for the same person."""
    ends = date(2025, 1, 1)
    imported("seats", [{**sitting, "until": ends}])
    Seat.objects.update(until=None)
    rows = [another(sitting, since=END, until=ends), sitting]
    assert figures(checked("seats", xlsx("seats", rows))) == {"added": 1, "changed": 1, "same": 0, "faulty": 0}
    again = [{**sitting, "since": END, "until": ends}, sitting]
    assert figures(imported("seats", again)) == {"added": 1, "changed": 1, "same": 0, "faulty": 0}
    assert list(Seat.objects.order_by("since").values_list("since", "until")) == [(SINCE, END), (END, ends)]


def test_reason_of_an_ended_body_names_the_day(sitting: dict[str, Any]) -> None:
    row = checked("seats", xlsx("seats", [{**sitting, "since": date(2025, 2, 1), "until": ""}]))
    assert reasons(row) == ["The body ended on 01/01/2025; nobody can sit in it afterwards."]


def test_who_brought_the_list_does_not_confirm_it(sitting: dict[str, Any]) -> None:
    row = checked("seats", xlsx("seats", [sitting]))
    with pytest.raises(running.SecondNeeded, match="another administrator"):
        running.confirm(row, by=row.by, on=LATER)
    row.refresh_from_db()
    assert (row.state, Seat.objects.count()) == (State.READY, 0)
    second = user(is_superuser=True)
    assert running.second_needed(row, second) == ""
    assert running.claim(row, by=second)
    running.guarded(running.store, row, LATER)
    row.refresh_from_db()
    event = AdministrationEvent.objects.latest("sequence")
    assert (row.state, Seat.objects.count()) == (State.DONE, 1)
    assert (event.kind, event.actor) == ("list.stored", second)
    assert event.fields["brought_by"]["value"] == row.by_id
    assert administration.verify().ok


def test_list_does_not_seat_who_confirms_it(sitting: dict[str, Any]) -> None:
    imported("seats", [another(sitting, role="Ủy viên")])
    row = checked("seats", xlsx("seats", [sitting]))
    himself = user(Person.objects.get(number="000000000001"), is_superuser=True)
    assert running.claim(row, by=himself)
    running.guarded(running.store, row, LATER)
    row.refresh_from_db()
    assert (row.state, Seat.objects.count()) == (State.READY, 1)
    assert "another administrator" in row.notes[0]


@pytest.mark.parametrize("empty", [True, False])
def test_command_stores_the_first_list_alone_and_leaves_later_ones_to_a_second(
    sitting: dict[str, Any], tmp_path: Path, empty: bool
) -> None:
    if not empty:
        imported("seats", [another(sitting, role="Ủy viên")])
    before, out = Seat.objects.count(), StringIO()
    path = tmp_path / "seats.xlsx"
    path.write_bytes(xlsx("seats", [sitting]))
    root = user(username="root", is_superuser=True)
    call_command("import_lists", "seats", str(path), "--by", root.username, "--store", stdout=out)
    assert Seat.objects.count() == before + empty
    assert ListImport.objects.latest("pk").state == (State.DONE if empty else State.READY)
    assert ("waits to be confirmed" in out.getvalue()) is not empty
