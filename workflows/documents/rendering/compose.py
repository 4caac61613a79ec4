"""Sets one paper as PDF: a script, run in a process with little memory and time and nothing else to read or write.

``python -I compose.py TEMPLATE < given`` reads JSON {"paper": as paper.as_data, "layout": {"margins", "sizes"}} and
writes the PDF to standard output, or what is wrong with the template to standard error. Typst brings its own fonts
(Libertinus Serif, DejaVu Sans Mono); those of the system are not looked at, so that the bytes are the same on every
machine. PDF/A-2a refuses a letter that the font lacks.
"""

import json
import re
import resource
import sys
from datetime import UTC, datetime
from pathlib import Path

import typst

MEMORY_BYTES = 768 * 1024 * 1024
CPU_SECONDS = 20
_STANDARDS: "list[typst.PDFStandard]" = ["a-2a", "ua-1"]


def limit_resources() -> None:
    """Before anything is read: memory, processor time, no file may be written, no core left behind."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(template: bytes, given: str) -> bytes:
    day = datetime.fromisoformat(json.loads(given)["paper"]["day"]).replace(tzinfo=UTC)
    made = typst.compile(
        template,
        format="pdf",
        font_paths=typst.Fonts(include_system_fonts=False),
        ignore_system_fonts=True,
        sys_inputs={"given": given},
        pdf_standards=_STANDARDS,
        timestamp=day,
    )
    if not isinstance(made, bytes):
        raise TypeError("Typst returned no single file.")
    return made


def fault(error: typst.TypstError) -> str:
    """What is wrong and where in the template, without the texts of the paper that Typst quotes."""
    place = re.search(r"\.typ:(\d+:\d+)", error.diagnostic)
    said = re.sub('[`"].*[`"]', "…", error.message, flags=re.DOTALL)
    return f"{place[1] if place else '?'}: {said}"


if __name__ == "__main__":
    limit_resources()
    try:
        sys.stdout.buffer.write(main(Path(sys.argv[1]).read_bytes(), sys.stdin.buffer.read().decode("utf-8")))
    except typst.TypstError as failed:
        sys.exit(fault(failed))
