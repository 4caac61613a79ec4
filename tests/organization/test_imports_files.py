"""What counts as a list: workbooks and CSV files as offices make them, and files that are refused whole."""

import io
import unicodedata
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from organization.imports.columns import Column, Type
from organization.imports.inert import guarded, unguarded
from organization.imports.lists import LISTS
from organization.imports.problems import Unreadable
from organization.imports.reading import Table, read
from organization.imports.rows import Parsed, parse
from organization.models import BASE_STANDINGS, BodyKind, Kind, Role
from tests.organization.lists import csv_text, headings, human, unit, with_part, xlsx

ROWS = [unit("01", "Đảng bộ cơ sở"), unit("01.1", "Chi bộ", "01")]
TEXTS = [{"code": "01", "name": "Đảng bộ Sở Đường", "kind": "Đảng bộ cơ sở", "since": "05/03/2024"}]


@pytest.fixture
def table(tmp_path: Path) -> Any:
    def made(data: bytes, key: str = "organizations", name: str = "list.xlsx") -> Table:
        path = tmp_path / "upload"
        path.write_bytes(data)
        with path.open("rb") as file:
            return read(file, name, LISTS[key].layout)

    return made


@pytest.fixture
def rows(table: Any) -> Any:
    def made(data: bytes, key: str = "organizations", name: str = "list.xlsx") -> Parsed:
        return parse(table(data, key, name), LISTS[key].layout)

    return made


def faults(parsed: Parsed) -> list[tuple[int, str]]:
    return [(problem.line, problem.column) for problem in parsed.problems]


def test_rows_of_a_workbook_keep_zeros_days_and_lines(rows: Any) -> None:
    parsed = rows(xlsx("organizations", [ROWS[0], {}, ROWS[1]]))
    assert [(row.line, row["code"], row["kind"], row["since"]) for row in parsed.rows] == [
        (2, "01", "base", date(2020, 1, 1)),
        (4, "01.1", "cell", date(2020, 1, 1)),
    ]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_rows_of_csv_are_the_same_in_every_dialect(rows: Any, separator: str, encoding: str) -> None:
    # the heading "Quyết định (số, ngày)" has a comma of its own
    text = csv_text("organizations", TEXTS, separator).replace(
        headings("organizations")["decision"], '"Quyết định (số, ngày)"'
    )
    (row,) = rows(text.encode(encoding), name="list.csv").rows
    assert (row["code"], row["name"], row["since"]) == ("01", "Đảng bộ Sở Đường", date(2024, 3, 5))


def test_text_is_stored_in_one_spelling(rows: Any) -> None:
    text = csv_text(
        "bodies", [{"organization": "01", "kind": "dang uy", "name": "Đảng\u200b  ủy ", "since": "1/2/2024"}]
    )
    (row,) = rows(unicodedata.normalize("NFD", text).encode(), "bodies", "list.csv").rows
    assert (row["name"], row["kind"]) == (unicodedata.normalize("NFC", "Đảng ủy"), "committee")


@pytest.mark.parametrize("typed", ["05/03/2024", "5/3/2024", "05-03-2024", "05.03.2024", "2024-03-05"])
def test_days_are_read_the_vietnamese_way(rows: Any, typed: str) -> None:
    parsed = rows(csv_text("organizations", [{**TEXTS[0], "since": typed}]).encode(), name="list.csv")
    assert parsed.rows[0]["since"] == date(2024, 3, 5)


@pytest.mark.parametrize("typed", ["31/02/2024", "03/25/2024", "5/3/24", "hôm qua", "01/01/1850"])
def test_days_that_are_none_are_refused_in_their_cell(rows: Any, typed: str) -> None:
    parsed = rows(csv_text("organizations", [{**TEXTS[0], "since": typed}]).encode(), name="list.csv")
    assert (parsed.rows, faults(parsed)) == ([], [(2, "Từ ngày")])


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("code", 38.01),
        ("code", 1203004567),
        ("since", 45000),
        ("name", True),
        ("name", date(2024, 3, 5)),
        ("name", "x" * 201),
    ],
)
def test_cells_of_another_kind_are_refused_in_their_cell(rows: Any, field: str, value: object) -> None:
    parsed = rows(xlsx("organizations", [{**ROWS[0], field: value}]))
    assert faults(parsed) == [(2, headings("organizations")[field])]


def test_unknown_word_is_told_the_allowed_ones(rows: Any) -> None:
    parsed = rows(xlsx("organizations", [unit("01", "Đảng đoàn")]))
    assert faults(parsed) == [(2, "Loại tổ chức")]
    assert all(word in parsed.problems[0].reason for word in ("Đảng đoàn", "Chi bộ cơ sở", "Tổ đảng"))


def test_end_before_the_beginning_is_refused(rows: Any) -> None:
    parsed = rows(xlsx("organizations", [{**ROWS[0], "until": date(2020, 1, 1)}]))
    assert faults(parsed) == [(2, "Hết hiệu lực từ ngày")]


def test_formulas_and_errors_are_refused_at_their_place(rows: Any) -> None:
    def change(book: Any, sheet: Any) -> None:
        sheet.write_formula(2, 1, "=A2", None, "Tên tính ra")
        sheet.write_formula(1, 0, "=NA()", None, "#N/A")

    assert faults(rows(xlsx("organizations", ROWS, change=change))) == [(2, "Mã tổ chức"), (3, "Tên tổ chức")]


def test_text_that_looks_like_a_formula_is_text(rows: Any) -> None:
    parsed = rows(xlsx("organizations", [unit("01", "Chi bộ", name="=1+1")]))
    assert parsed.rows[0]["name"] == "=1+1"


def test_merged_cells_are_refused_in_every_row_they_cover(rows: Any) -> None:
    merge = lambda book, sheet: sheet.merge_range(1, 1, 2, 1, "Một tên")  # noqa: E731
    assert faults(rows(xlsx("organizations", ROWS, change=merge))) == [(2, "Tên tổ chức"), (3, "Tên tổ chức")]


def test_content_under_no_heading_is_refused_at_its_column(rows: Any) -> None:
    beyond = lambda book, sheet: sheet.write(2, 9, "Ghi thêm")  # noqa: E731
    parsed = rows(xlsx("organizations", ROWS, change=beyond))
    assert ([row.line for row in parsed.rows], faults(parsed)) == ([2], [(3, "J")])
    assert parsed.problems[0].reason.startswith("“Ghi thêm” stands under no heading and would be lost.")


def test_csv_row_with_a_cell_too_many_is_refused(rows: Any) -> None:
    ended = {**TEXTS[0], "until": "01/01/2026"}
    text = csv_text("organizations", [ended, {**ended, "code": "02", "name": "Đảng bộ A; B"}])
    parsed = rows(text.encode(), name="list.csv")
    assert ([row.line for row in parsed.rows], faults(parsed)[-1]) == ([2], (3, "J"))


def test_empty_cells_beyond_the_headings_and_columns_not_read_do_not_matter(rows: Any) -> None:
    def change(book: Any, sheet: Any) -> None:
        sheet.write(0, 8, "Ghi chú")
        sheet.write(1, 8, "đã rà soát")
        sheet.write(1, 10, " ")

    assert faults(rows(xlsx("organizations", ROWS, change=change))) == []


def test_hidden_rows_are_read_and_mentioned(rows: Any) -> None:
    parsed = rows(
        xlsx("organizations", ROWS, change=lambda book, sheet: sheet.set_row(2, None, None, {"hidden": True}))
    )
    assert (len(parsed.rows), len(parsed.notes)) == (2, 1)


def test_sheet_is_found_among_others_and_columns_in_any_order(rows: Any) -> None:
    def change(book: Any, sheet: Any) -> None:
        other = book.add_worksheet("Tổ chức")
        other.write_row(0, 0, ["STT", "Từ ngày", "Loại tổ chức", "tên tổ chức", "Mã tổ chức", "Ghi chú"])
        other.write_row(1, 0, [1, "05/03/2024", "Chi bộ", "Chi bộ Kho", "007", "mới"])

    (row,) = rows(xlsx("organizations", ROWS, sheet="Bìa", change=change)).rows
    assert (row["code"], row["name"], row["parent"]) == ("007", "Chi bộ Kho", "")


def bomb() -> bytes:
    return with_part(xlsx("organizations", ROWS), "xl/sharedStrings.xml", b"<sst>" + b" " * 80_000_000 + b"</sst>")


def many_parts() -> bytes:
    out = io.BytesIO(xlsx("organizations", ROWS))
    with zipfile.ZipFile(out, "a") as archive:
        for number in range(1_001):
            archive.writestr(f"xl/media/{number}", b"")
    return out.getvalue()


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def far_cell() -> bytes:
    return xlsx("organizations", ROWS, change=lambda book, sheet: sheet.write(1_048_575, 16_383, "x"))


def entities() -> bytes:
    return with_part(
        xlsx("organizations", ROWS),
        "xl/workbook.xml",
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]><workbook><sheets><sheet name="&a;"/></sheets></workbook>',
    )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not an Excel workbook"),
        (b"%PDF-1.7 nothing", "not an Excel workbook"),
        (zipped(a=b"x"), "not an Excel workbook"),
        (zipped(word__document=b"x"), "not an Excel workbook"),
        (xlsx("organizations", ROWS)[:3000], "not an Excel workbook"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600), "password"),
        (with_part(xlsx("organizations", ROWS), "xl/vbaProject.bin", b"x"), "macros"),
        (bomb(), "unpacks"),
        (many_parts(), "unpacks"),
        (entities(), "not an Excel workbook"),
        (far_cell(), "XFD1048576"),
        (xlsx("organizations", ROWS, sheet="Trang 1"), "Trang 1"),
        (xlsx("persons", [human(1)]), "Người"),
        (xlsx("organizations", []), "empty"),
    ],
)
def test_files_that_are_no_list_are_refused_whole(rows: Any, data: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        rows(data)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("Mã tổ chức;Tên\n".encode("utf-16"), "UTF-8"),
        ("Mã tổ chức;Tên tổ chức\n01;Đảng".encode("cp1258", "replace"), "UTF-8|headings"),
        (b"a;b\na\0b;c\n", r"Line 2 holds a character without meaning \(NUL\)"),
        ('Mã tổ chức;"Tên tổ chức\n01;x\n'.encode(), "quotation mark"),
        (csv_text("organizations", []).encode(), "empty"),
        (csv_text("bodies", [{"organization": "01"}]).encode(), "Missing: “Tên tổ chức”, “Loại tổ chức”"),
        (csv_text("organizations", TEXTS).replace("Quyết định (số, ngày)", "Ghi chép").encode(), "Ghi chép"),
        (csv_text("organizations", TEXTS).replace("Quyết định (số, ngày)", "Từ ngày").encode(), "Two columns"),
    ],
)
def test_csv_files_that_are_no_list_are_refused_whole(rows: Any, data: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        rows(data, name="list.csv")


def test_more_rows_than_are_taken_are_refused_with_the_limit(rows: Any, settings: Settings) -> None:
    settings.IMPORT_MAX_ROWS = 1
    with pytest.raises(Unreadable, match=r"more rows than are taken at once \(1\)"):
        rows(xlsx("organizations", ROWS))


@pytest.mark.parametrize("text", ["=1+1", "+84", "-5", "@x", "'=1", "''@", "＝1", "'bình thường", "Đảng bộ", ""])
def test_text_of_a_csv_cell_is_inert_and_comes_back(text: str) -> None:
    assert guarded(text)[:1] not in tuple("=+-@＝＋－＠")
    assert unguarded(guarded(text)) == text


def test_every_column_has_a_heading_and_every_heading_a_column() -> None:
    for listing in LISTS.values():
        assert list(listing.layout.headings) == [column.field for column in listing.layout.columns]


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("kind", Kind.values),
        ("body_kind", BodyKind.values),
        ("role", Role.values),
        ("standing", [standing.value for standing in BASE_STANDINGS]),
        ("sex", ["m", "f"]),
    ],
)
def test_every_code_has_one_word_of_its_own(words: str, codes: list[str]) -> None:
    column = Column("any", Type.WORD, words=words)
    assert [column.code_of(word) for word in column.allowed.values()] == codes
