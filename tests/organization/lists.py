"""Lists as files, made in memory for the tests of imports: good ones and broken ones."""

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from organization.imports import running
from organization.imports.lists import LISTS
from organization.imports.models import ListImport
from tests.factories import user

TODAY = date(2025, 8, 20)
SINCE = date(2020, 1, 1)


def headings(key: str) -> dict[str, str]:
    return dict(LISTS[key].layout.headings)


def xlsx(
    key: str, rows: Iterable[Mapping[str, Any]], *, sheet: str = "", change: Callable[[Any, Any], None] | None = None
) -> bytes:
    """A workbook as Excel makes one: shared strings, real days. ``change`` gets (workbook, sheet) at the end."""
    layout, out = LISTS[key].layout, io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        made = book.add_worksheet(sheet or layout.sheet)
        fields = [column.field for column in layout.columns]
        made.write_row(0, 0, [layout.headings[field] for field in fields])
        for line, row in enumerate(rows, start=1):
            for place, field in enumerate(fields):
                value = row.get(field, "")
                if isinstance(value, date):
                    made.write_datetime(line, place, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001
                elif value != "":
                    made.write(line, place, value)
        if change is not None:
            change(book, made)
    return out.getvalue()


def csv_text(key: str, rows: Iterable[Mapping[str, str]], separator: str = ";") -> str:
    layout = LISTS[key].layout
    fields = [column.field for column in layout.columns]
    lines = [separator.join(layout.headings[field] for field in fields)]
    lines += [separator.join(row.get(field, "") for field in fields) for row in rows]
    return "\r\n".join(lines) + "\r\n"


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The archive with one part more, or another content of it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return out.getvalue()


def checked(key: str, data: bytes, name: str = "list.xlsx", *, on: date = TODAY) -> ListImport:
    """An import whose check has run to its end."""
    with transaction.atomic():
        row = running.record(SimpleUploadedFile(name, data), name, LISTS[key], by=user())
    running.guarded(running.check, row, on)
    row.refresh_from_db()
    return row


def stored(row: ListImport, *, on: date = TODAY) -> ListImport:
    """The same import confirmed and written."""
    assert running.claim(row, by=row.by)
    running.guarded(running.store, row, on)
    row.refresh_from_db()
    return row


def imported(key: str, rows: Iterable[Mapping[str, Any]], *, on: date = TODAY) -> ListImport:
    return stored(checked(key, xlsx(key, rows), on=on), on=on)


def problems(row: ListImport) -> list[tuple[int, str]]:
    """(line, heading) of every problem, in order."""
    return list(row.problems.values_list("line", "column"))


def reasons(row: ListImport) -> list[str]:
    return list(row.problems.values_list("reason", flat=True))


def figures(row: ListImport) -> dict[str, int]:
    return {name: getattr(row, name) for name in ("added", "changed", "same", "faulty")}


def unit(code: str, kind: str, parent: str = "", **more: object) -> dict[str, object]:
    """A row of the list of organisations; ``kind`` in the words of the files."""
    return {"code": code, "name": f"Tổ chức {code}", "kind": kind, "parent": parent, "since": SINCE, **more}


def human(which: int, cell: str = "", **more: object) -> dict[str, object]:
    """A row of the list of persons, an official member if a cell is named."""
    standing = {"cell": cell, "standing": "Đảng viên chính thức", "since": SINCE} if cell else {}
    name = {"number": f"{which:012}", "full_name": f"Nguyễn Văn {which}", "born_on": date(1990, 5, 4), "sex": "Nam"}
    return {**name, **standing, **more}
