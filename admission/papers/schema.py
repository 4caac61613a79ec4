"""The forms of admission.md §5 beside the CV, read from forms/*.yaml."""

from functools import cache
from pathlib import Path

from admission.codes import Document as Code
from admission.cv.schema import schema
from workflows.papers.fields import Field
from workflows.papers.schema import Form, load

WRITERS = frozenset({"subject", "cell", "act"})
OTHERS = frozenset({"", "introducer", "helper"})


@cache
def forms() -> dict[Code, Form]:
    """In the order of the files. Raises ValueError for a paper that is none of the dossier."""
    found = load(Path(__file__).with_name("forms"), writers=WRITERS, of=OTHERS, columns=cv_rows)
    return {Code(code): form for code, form in found.items()}


def form_of(code: str) -> Form | None:
    """The form of a paper, None for a paper without one."""
    return forms().get(Code(code)) if code in set(Code) else None


def cv_rows(name: str) -> tuple[Field, ...]:
    """The columns of a table of the CV. Raises LookupError."""
    for item in schema().items:
        if item.rows and item.rows.name == name:
            return item.rows.fields
    raise LookupError(name)
