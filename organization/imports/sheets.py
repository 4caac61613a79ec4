"""Reads the cells of one sheet of an untrusted workbook: run as a process with little memory and time.

``python -m organization.imports.sheets SHEET MAX_ROW < file > lines`` needs no Django. It writes JSON lines: first
{"refused": code, "values": {…}}, and no more, or {"name", "marks": {…}}; then every row from the first as an array
of cells. A file that kills or confuses the process (a crash, no memory, no time) is refused by its caller.
"""

import io
import json
import os
import resource
import sys
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from typing import BinaryIO, TextIO

from python_calamine import CalamineError, CalamineWorkbook

from organization.imports.archive import examine
from organization.imports.marks import MAX_COLUMNS
from organization.imports.problems import Refused

MEMORY_BYTES = 1024 * 1024 * 1024
CPU_SECONDS = 30
OUTPUT_BYTES = 128 * 1024 * 1024


def limit_resources() -> None:
    """Before anything is read: memory, processor time, what may be written, no core left behind."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (OUTPUT_BYTES, OUTPUT_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def write_lines(source: BinaryIO, sheet: str, max_row: int, out: TextIO) -> None:
    """Raises Refused before anything is written."""
    data = source.read()
    name, marks = examine(data, sheet, max_row)
    rows = read_rows(data, name, max_row)
    json.dump({"name": name, "marks": asdict(marks)}, out, ensure_ascii=False, default=sorted)
    for row in rows:
        out.write("\n")
        json.dump(row, out, ensure_ascii=False, default=spelled)


def read_rows(data: bytes, name: str, max_row: int) -> list[list[object]]:
    """The cells, from the first row and column on."""
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            sheet = book.get_sheet_by_name(name)
            last_row, last_column = sheet.end or (0, 0)  # from 0
            if last_row >= max_row or last_column >= MAX_COLUMNS:
                raise Refused("damaged")  # another sheet than the one that was looked through
            return [list(row) for row in sheet.to_python(skip_empty_area=False)]
    except CalamineError as error:
        raise Refused("damaged") from error


def spelled(cell: object) -> dict[str, str]:
    """What JSON has no kind of value for; opening.py reads it."""
    if isinstance(cell, datetime):
        return {"datetime": cell.isoformat()}
    if isinstance(cell, date):
        return {"date": cell.isoformat()}
    if isinstance(cell, time | timedelta):
        # refused in every column, whatever the time
        return {"time": time(0).isoformat()}
    raise TypeError(type(cell).__name__)


def main(sheet: str, max_row: int) -> None:
    limit_resources()
    out = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="\n")
    try:
        write_lines(sys.stdin.buffer, sheet, max_row, out)
    except Refused as refusal:
        json.dump({"refused": refusal.code, "values": refusal.values}, out)
    out.flush()


if __name__ == "__main__":
    # bytes as they came: the process has no environment and so no encoding
    main(os.fsencode(sys.argv[1]).decode(), int(sys.argv[2]))
