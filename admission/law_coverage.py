"""The ids of the domain's rules of admission, and the pages of docs/ that say where each is kept."""

from workflows.law_coverage import Domain

_LETTERS = {8: "ab", 67: "abcd"}
_LAST = 105


def every_id() -> list[str]:
    """ADM-01 to ADM-105 in order, those of several letters each on its own."""
    return [f"ADM-{n:02}{letter}" for n in range(1, _LAST + 1) for letter in _LETTERS.get(n, "") or [""]]


DOMAIN = Domain(
    procedure="admission",
    prefix="ADM-",
    ids=every_id(),
    page="law-coverage.md",
    others={"states-and-transitions.md": "admission.map_of_law.table.table"},
)
