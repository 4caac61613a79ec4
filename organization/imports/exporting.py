"""The lists as files, with the headings that an import reads: XLSX by xlsxwriter, CSV by Python's writer.

Rows pass through one by one; an XLSX file is built on disk.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import IO

import xlsxwriter

from organization.imports.cells import Value, show
from organization.imports.columns import Layout, Type
from organization.imports.inert import guarded

#: Written into every workbook instead of the clock, so that the same rows make the same bytes.
CREATED = datetime(2025, 1, 1)  # noqa: DTZ001 - a mark, not a moment
#: Characters; a long text is cut by the window, not by us.
_WIDTHS = {Type.TEXT: 34, Type.CODE: 20, Type.DAY: 16, Type.WORD: 30}
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "dd/mm/yyyy",
}

Rows = Iterable[Mapping[str, Value]]


def write_xlsx(file: IO[bytes], layout: Layout, rows: Rows) -> None:
    with xlsxwriter.Workbook(file, _OPTIONS) as book:
        book.set_properties({"created": CREATED})
        bold = book.add_format({"bold": True, "bg_color": "#F3E3E3", "bottom": 1, "text_wrap": True, "valign": "top"})
        text = book.add_format({"num_format": "@"})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet(layout.sheet)
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(layout.columns):
            sheet.set_column(place, place, _WIDTHS[column.type], day if column.type is Type.DAY else text)
        sheet.write_row(0, 0, [layout.headings[column.field] for column in layout.columns], bold)
        for line, row in enumerate(rows, start=1):
            for place, column in enumerate(layout.columns):
                value = row[column.field]
                if isinstance(value, date):
                    sheet.write_datetime(line, place, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001
                elif value:
                    sheet.write_string(line, place, show(value, column), text)


def csv_lines(layout: Layout, rows: Rows) -> Iterator[bytes]:
    """UTF-8 with the mark by which Excel knows it, semicolons (a comma is the decimal sign here), formulas disarmed."""
    line = io.StringIO()
    writer = csv.writer(line, delimiter=";", lineterminator="\r\n")
    writer.writerow([layout.headings[column.field] for column in layout.columns])
    yield ("\ufeff" + line.getvalue()).encode()
    for row in rows:
        line.seek(0)
        line.truncate()
        writer.writerow([guarded(show(row[column.field], column)) for column in layout.columns])
        yield line.getvalue().encode()


def write_csv(file: IO[bytes], layout: Layout, rows: Rows) -> None:
    for line in csv_lines(layout, rows):
        file.write(line)


WRITERS = {"xlsx": write_xlsx, "csv": write_csv}
CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
