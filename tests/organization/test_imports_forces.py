"""The column of the list of organisations that says which armed forces an organisation is of, or none."""

import io
from pathlib import Path

import pytest
from django.core.management import call_command

from organization.imports.exporting import WRITERS
from organization.imports.lists import LISTS
from organization.models import Force, Organization
from tests.organization.lists import TODAY, checked, csv_text, figures, imported, problems, reasons, unit, xlsx

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_apart")]

HEADING = "Lực lượng vũ trang"
TOP = unit("01", "Đảng bộ trực thuộc Trung ương")
ARMED = unit("01.1", "Đảng bộ cơ sở", "01", force="Công an")


def forces() -> dict[str, str]:
    return dict(Organization.objects.values_list("code", "force"))


def exported() -> bytes:
    out, listing = io.BytesIO(), LISTS["organizations"]
    WRITERS["xlsx"](out, listing.layout, listing.stored(TODAY))
    return out.getvalue()


@pytest.mark.parametrize("word", ["Quân đội", "QUÂN ĐỘI", "quan doi"])
def test_force_is_stored_however_its_word_is_typed(word: str) -> None:
    imported("organizations", [TOP, {**ARMED, "force": word}, unit("01.2", "Đảng bộ cơ sở", "01")])
    assert forces() == {"01": "", "01.1": Force.ARMY, "01.2": ""}


@pytest.mark.parametrize("word", ["Hải quân", "police", "có", "x"])
def test_word_that_is_no_force_is_told_at_its_cell_and_nothing_is_stored(word: str) -> None:
    row = checked("organizations", xlsx("organizations", [TOP, {**ARMED, "force": word}]))
    assert problems(row) == [(3, HEADING)]
    assert reasons(row)[0].count(word) == reasons(row)[0].count("“Quân đội”, “Công an”") == 1
    assert forces() == {}


def test_force_is_seen_before_the_list_is_confirmed() -> None:
    row = checked("organizations", xlsx("organizations", [TOP, ARMED]))
    table = row.preview["added"]
    place = table["headings"].index(HEADING)
    assert [one["cells"][place] for one in table["rows"]] == [["", False], ["Công an", False]]


def test_exported_force_is_the_same_when_it_comes_back() -> None:
    imported("organizations", [TOP, ARMED])
    row = checked("organizations", exported())
    assert figures(row) == {"added": 0, "changed": 0, "same": 2, "faulty": 0}
    Organization.objects.filter(code="01.1").update(force="")
    assert problems(checked("organizations", xlsx("organizations", [TOP, ARMED]))) == []


def test_command_writes_the_force_into_the_file_of_a_day(tmp_path: Path) -> None:
    imported("organizations", [TOP, ARMED])
    call_command("export_lists", str(tmp_path), verbosity=0)
    (file,) = tmp_path.glob("to-chuc*.xlsx")
    assert figures(checked("organizations", file.read_bytes()))["same"] == 2


def test_force_is_filled_in_where_none_was_kept_and_never_overwritten() -> None:
    imported("organizations", [TOP, {**ARMED, "force": ""}])
    row = imported("organizations", [TOP, ARMED])
    assert (row.changed, forces()["01.1"]) == (1, Force.POLICE)
    for force in ("Quân đội", ""):
        again = checked("organizations", xlsx("organizations", [TOP, {**ARMED, "force": force}]))
        assert problems(again) == [(3, HEADING)]
    assert forces()["01.1"] == Force.POLICE


def test_list_from_before_there_was_the_column_is_still_read() -> None:
    rows = [{"code": "01", "name": "Tổ chức 01", "kind": "Đảng bộ trực thuộc Trung ương", "since": "01/01/2020"}]
    old = csv_text("organizations", rows).replace(f"{HEADING};", "").replace("Trung ương;;", "Trung ương;")
    assert HEADING not in old
    row = checked("organizations", old.encode(), "to-chuc.csv")
    assert (figures(row), problems(row)) == ({"added": 1, "changed": 0, "same": 0, "faulty": 0}, [])
