"""A report that was entered wrongly, while it is being screened: corrected, or closed as a mistake.

Rules of this system: the tables of states know neither; nothing is taken out of the record by them.
"""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discipline.actions.violations import VIOLATION_FIELDS, check_days
from discipline.codes import CATEGORY_LABELS, SubjectKind
from discipline.codes_content import CONTENT_LABELS, contents_open
from discipline.models import DisciplineCase, Violation
from discipline.suspensions import end_suspensions
from discipline.words import SOURCE_LABELS
from workflows.acting import Act
from workflows.verbs import verb

SOURCE_FIELDS = ("source", "source_number", "source_on")
#: What the record calls a column: as the model does.
_SOURCES = {"source": SOURCE_LABELS}
_VIOLATIONS = {
    "code": CONTENT_LABELS,
    "category": {category.value: label for category, label in CATEGORY_LABELS.items()},
}


@verb(
    gettext_lazy("Correct the report"),
    consequence=gettext_lazy("What stood there before stays in the record, with the reason."),
    day="day",
    grave=True,
)
def correct_report(case: DisciplineCase, act: Act) -> None:
    """``data``: reason; violation (row), and of it and of the source what is to stand there from now on: what is left
    out or empty stays; struck (list of day columns that are emptied).
    """
    row: Violation = act.data["violation"]
    new: dict[str, Any] = {name: act.data.get(name) or getattr(row, name) for name in VIOLATION_FIELDS}
    new |= dict.fromkeys(act.data.get("struck") or ())
    _refuse_concluded(case, act, row)
    check_days(case.whom, act, new)
    if new["code"] != row.code and new["code"] not in contents_open(SubjectKind(case.subject_kind), act.law):
        act.refuse(_("No new violation is entered under this content."), "code")
    source = {name: act.data.get(name) or getattr(case, name) for name in SOURCE_FIELDS}
    changes = [*_changes(case, source, _SOURCES), *_changes(row, new, _VIOLATIONS)]
    if not changes:
        act.refuse(_("Nothing is different from what stands there."), "violation")
    derived = case.substance_on == case.proposed_substance_day(act.day)
    for name, value in source.items():
        setattr(case, name, value)
    for name, value in new.items():
        setattr(row, name, value)
    act.add(row)
    if case.substance_on and derived:
        rows = [row if one.pk == row.pk else one for one in case.violations.all()]
        case.substance_on = _latest(rows) or act.day
    act.record("report.corrected", number=row.number, changes=changes, reason=act.data["reason"])


def _refuse_concluded(case: DisciplineCase, act: Act, row: Violation) -> None:
    """What an inspection or a denunciation concluded stands in its conclusion, with its number. Raises Refused."""
    if case.concluded_by_id is None:
        return
    if row.concluded_on is not None:
        message = _("This is what the conclusion says: close the case as a mistake and go on from the conclusion anew.")
        act.refuse(message, "violation")
    told = next((name for name in SOURCE_FIELDS if act.data.get(name)), None)
    if told is not None:
        act.refuse(_("The source is the conclusion that the case goes on from."), told)


def _changes(row: Any, new: dict[str, Any], labels: dict[str, Any]) -> list[str]:
    """Each column that is different, with what stood there and what stands there now."""
    return [
        f"{row._meta.get_field(name).verbose_name}: {_said(labels, name, getattr(row, name))} → "
        f"{_said(labels, name, value)}"
        for name, value in new.items()
        if value != getattr(row, name)
    ]


def _said(labels: dict[str, Any], name: str, value: Any) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    told = labels.get(name, {}).get(value)
    return _(told) if told else str(value or "–")


def _latest(rows: list[Violation]) -> date | None:
    days = [row.ended_on or row.started_on or row.discovered_on for row in rows]
    return max((day for day in days if day), default=None)


@verb(
    gettext_lazy("Close the case as entered by mistake"),
    consequence=gettext_lazy("It ends without any finding about him; the report and the reason stay in the record."),
    moves="close_mistaken",
    day="day",
    grave=True,
)
def close_mistaken(case: DisciplineCase, act: Act) -> None:
    """Another person, a report entered twice (T01, T02 note both, and name no state for it). ``data``: reason."""
    case.ended_on = act.day
    case.close_mistaken()
    end_suspensions(case, act, str(_("The case was closed.")))
    act.stop_all_clocks()
    act.record("case.closed_mistaken", reason=act.data["reason"])
