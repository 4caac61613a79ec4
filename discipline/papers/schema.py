"""The forms of the papers of a discipline case, read from forms/*.yaml (discipline.md 4.1, 4.2)."""

from functools import cache
from pathlib import Path

from workflows.papers.schema import Form, load

#: subject: the person concerned himself; office: the body that has the case in hand; act: made by what was done;
#: computed: from the file, at any time.
WRITERS = frozenset({"subject", "office", "act", "computed"})


@cache
def forms() -> dict[str, Form]:
    return load(Path(__file__).with_name("forms"), writers=WRITERS, inherit=True)


def form_of(code: str) -> Form | None:
    """None for a paper without a form."""
    return forms().get(code)
