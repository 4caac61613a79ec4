"""Workbooks and texts made to bring the server down: refused, and read where they can harm nobody."""

import io
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from organization.imports import marks, opening, sheets
from organization.imports.cells import CellFault, value_of
from organization.imports.columns import Column, Type
from organization.imports.lists import LISTS
from organization.imports.models import State
from organization.imports.problems import Refused, Unreadable
from organization.imports.reading import Table, read
from tests.organization.lists import checked, csv_text, headings, unit, xlsx

ROOT = Path(__file__).parents[2]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SHEET, STRINGS, RELATIONS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels"
GOOD = '<row r="2"><c r="A2"><v>1</v></c></row>'
#: Dense, these two cells take more memory than there is.
FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


def sheet_of(rows: str) -> str:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def workbook(parts: Mapping[str, str], target: str = "worksheets/sheet1.xml", more: str = "") -> bytes:
    """A workbook with one sheet, whose relation leads to ``target``; ``more``: other relations."""
    relation = f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="{target}"/>'
    name = LISTS["organizations"].layout.sheet
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="{name}" sheetId="1" r:id="r1"/></sheets>'
            "</workbook>",
        )
        root = f'<Relationship Id="r0" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{PACKAGE}">{root}</Relationships>')
        archive.writestr(RELATIONS, f'<Relationships xmlns="{PACKAGE}">{relation}{more}</Relationships>')
        for part, content in parts.items():
            archive.writestr(part, content)
    return out.getvalue()


@pytest.fixture
def table(tmp_path: Path) -> Any:
    def made(data: bytes, name: str = "list.xlsx") -> Table:
        path = tmp_path / "upload"
        path.write_bytes(data)
        with path.open("rb") as file:
            return read(file, name, LISTS["organizations"].layout)

    return made


def test_workbook_as_the_tests_build_it_is_read(table: Any) -> None:
    rows = '<row><c t="inlineStr"><is><t>x</t></is></c></row><row><c t="s"><v>0</v></c></row>'
    strings = f'<sst xmlns="{MAIN}"><si><r><t>a</t></r><r><t>b</t></r></si></sst>'
    # what Office itself writes beside the sheets
    more = f'<Relationship Id="r9" Type="{OFFICE}/customXml" Target="../customXml/item1.xml"/>'
    for target in ("worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml"):
        data = workbook({SHEET: sheet_of(rows), STRINGS: strings}, target, more)
        assert table(data).lines == [(1, ["x"]), (2, ["ab"])]


@pytest.mark.parametrize(
    ("target", "entry"),
    [
        ("../xl/worksheets/sheet1.xml", "xl/../xl/worksheets/sheet1.xml"),
        ("./worksheets/sheet1.xml", "xl/./worksheets/sheet1.xml"),
        ("worksheets//sheet1.xml", "xl/worksheets//sheet1.xml"),
        ("//xl/worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml"),
        ("worksheets\\sheet1.xml", "xl/worksheets\\sheet1.xml"),
        ("worksheets/sheet1.xml", "XL/Worksheets/sheet1.xml"),
        ("worksheets/sheet1.xml", "xl/worksheets/sheet１.xml"),
        ("xl/worksheets/sheet1.xml", "xl/xl/worksheets/sheet1.xml"),
    ],
)
def test_part_that_two_readers_find_in_two_places_is_refused(table: Any, target: str, entry: str) -> None:
    harmless, harmful = sheet_of(GOOD), sheet_of(FAR)
    for first, second in ((harmless, harmful), (harmful, harmless)):
        with pytest.raises(Unreadable, match="forbidden names"):
            table(workbook({SHEET: first, entry: second}, target))
    # the relation alone is enough
    if target != "worksheets/sheet1.xml":
        with pytest.raises(Unreadable, match="forbidden names"):
            table(workbook({SHEET: harmless}, target))


@pytest.mark.parametrize("name", ["mimetype", "content.xml", "xl/workbook.bin"])
def test_workbook_that_is_of_another_kind_as_well_is_refused(table: Any, name: str) -> None:
    with pytest.raises(Unreadable, match="not an Excel workbook"):
        table(workbook({SHEET: sheet_of(GOOD), name: "x"}))


def test_strings_elsewhere_than_where_they_are_counted_are_refused(table: Any) -> None:
    more = f'<Relationship Id="r2" Type="{OFFICE}/sharedStrings" Target="strings.xml"/>'
    with pytest.raises(Unreadable, match="forbidden names"):
        table(workbook({SHEET: sheet_of(GOOD), "xl/strings.xml": f'<sst xmlns="{MAIN}"/>'}, more=more))


@pytest.mark.parametrize(
    ("length", "count", "words"),
    [
        (marks.MAX_CELL + 1, 1, "cell A1 has more than 5000"),
        (marks.MAX_CELL, marks.MAX_CHARACTERS // marks.MAX_CELL + 1, "together"),
    ],
)
def test_long_string_that_many_cells_share_counts_in_each(table: Any, length: int, count: int, words: str) -> None:
    rows = '<row><c t="s"><v>0</v></c></row>' * count
    strings = f'<sst xmlns="{MAIN}"><si><t>{"a" * length}</t></si></sst>'
    for name in (STRINGS, STRINGS.lower()):
        with pytest.raises(Unreadable, match=words):
            table(workbook({SHEET: sheet_of(rows), name: strings}))


@pytest.mark.parametrize(
    "cell",
    ['<c t="inlineStr"><is><r><t>{}</t></r></is></c>', '<c t="str"><v>{}</v></c>', "<c><v>{}</v></c>"],
)
def test_long_text_in_the_cell_itself_is_refused(table: Any, cell: str) -> None:
    with pytest.raises(Unreadable, match="cell A1 has more than 5000"):
        table(workbook({SHEET: sheet_of("<row>" + cell.format("1" * 5_001) + "</row>")}))


def test_merged_cells_without_end_are_refused(table: Any) -> None:
    rows = sheet_of('<row><c r="AX5001"><v>1</v></c></row>')
    few, many = (
        rows.replace("</worksheet>", f'<mergeCells><mergeCell ref="{ref}"/></mergeCells></worksheet>')
        for ref in ("A1:AX1", "A1:AX5001")
    )
    assert set(table(workbook({SHEET: few})).faults) == {(1, column) for column in range(1, 51)}
    with pytest.raises(Unreadable, match="More than 250000 cells"):
        table(workbook({SHEET: many}))


def test_declared_size_of_a_sheet_takes_no_memory(table: Any) -> None:
    rows = sheet_of('<row r="1"><c><v>1</v></c></row>' + GOOD)
    declared = rows.replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')
    assert len(table(workbook({SHEET: declared})).lines) == 2


def run(program: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-c", program], input=data, capture_output=True, cwd=ROOT, check=False)


def test_reader_that_wants_too_much_memory_dies_in_its_own_process() -> None:
    name = LISTS["organizations"].layout.sheet
    program = (
        "import sys; from organization.imports import sheets; sheets.limit_resources();"
        f"sheets.read_rows(sys.stdin.buffer.read(), {name!r}, 2_000_000)"
    )
    assert run(program, workbook({SHEET: sheet_of("<row><c><v>1</v></c></row>")})).returncode == 0
    died = run(program, workbook({SHEET: sheet_of(FAR)}))
    assert died.returncode != 0
    assert b"alloc" in died.stderr.lower() or b"memory" in died.stderr.lower()


def test_sheet_beyond_the_lines_that_were_looked_through_is_refused() -> None:
    data, name = workbook({SHEET: sheet_of(GOOD)}), LISTS["organizations"].layout.sheet
    assert sheets.read_rows(data, name, 2) == [[""], [1.0]]
    with pytest.raises(Refused):
        sheets.read_rows(data, name, 1)


def test_limits_hold_in_the_process() -> None:
    asked = run(
        "import resource; from organization.imports import sheets; sheets.limit_resources();"
        "print([resource.getrlimit(x)[1] for x in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE)])"
    )
    assert asked.stdout.decode().strip() == str([sheets.MEMORY_BYTES, sheets.CPU_SECONDS, sheets.OUTPUT_BYTES])


@pytest.mark.parametrize(
    "program",
    ["import os; os.abort()", "raise MemoryError", "import time; time.sleep(600)", "", "print('{')"],
)
@pytest.mark.django_db
@pytest.mark.usefixtures("files_apart")
def test_reader_that_dies_or_does_not_end_makes_the_list_unreadable(
    program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "dying.py").write_text(program)
    monkeypatch.setattr(opening, "_ROOT", tmp_path)
    monkeypatch.setattr(opening, "_READER", "dying")
    monkeypatch.setattr(opening, "_TIMEOUT_SECONDS", 2)
    row = checked("organizations", xlsx("organizations", [unit("01", "Chi bộ")]))
    assert row.state == State.UNREADABLE
    assert "more time and memory" in row.reason


@pytest.mark.parametrize(
    ("column", "cell"),
    [(Column("kind", Type.WORD, words="kind"), "w" * 5_000), (Column("since", Type.DAY), "w" * 5_000)],
)
def test_reason_repeats_the_beginning_of_a_long_cell_only(column: Column, cell: str) -> None:
    with pytest.raises(CellFault) as caught:
        value_of(cell, column)
    assert "w" * 40 in str(caught.value)
    assert "w" * 41 not in str(caught.value)


@pytest.mark.parametrize("row", ["01;a;Chi bộ", ";;", ""])
def test_lines_of_a_text_are_given_up_at_the_limit(table: Any, settings: Settings, row: str) -> None:
    settings.IMPORT_MAX_ROWS = 10
    # a reader that went on to the end would complain of the quotation mark there
    text = csv_text("organizations", []) + f"{row}\n" * 2_000 + '"'
    with pytest.raises(Unreadable, match=r"more rows than are taken at once|more than 1020 lines"):
        table(text.encode(), "list.csv")


def test_headings_of_a_text_with_one_endless_line_are_looked_for_in_its_beginning(table: Any) -> None:
    text = ";".join(headings("organizations").values()) + ";" * 1_000_000
    with pytest.raises(Unreadable, match="far too long"):
        table(text.encode(), "list.csv")
