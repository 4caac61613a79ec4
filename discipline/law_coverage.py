"""The ids of the domain's rules of discipline, and the page of docs/ that says where each is kept."""

from workflows.law_coverage import Domain

_LAST = 150

DOMAIN = Domain(
    procedure="discipline",
    prefix="DIS-",
    ids=[f"DIS-{n:02}" for n in range(1, _LAST + 1)],
    page="law-coverage-discipline.md",
    not_yet="neither a rule nor a part of the system keeps it so far",
)
