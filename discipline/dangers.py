"""What puts a case in danger: a limitation that runs out, a hearing that is missing before a vote.

The limitation is derived whenever it is asked for, by the law of the day. That a hearing is missing follows from
the case alone; it stands in its row, so that lists need no question per case, and is written with every act.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from discipline.codes import Form, SubjectKind
from discipline.facts import Facts
from discipline.gathering import violations_of
from discipline.limits import limited_until
from discipline.rules.procedure import accused_was_heard
from discipline.states import NOT_DECIDED, State
from workflows.calendar import add_months
from workflows.findings import Status
from workflows.routes import NoRoute
from workflows.rules import judge

if TYPE_CHECKING:
    from workflows.law import Law

WARNED_BEFORE = "limitation.warned_before"

#: Where a body hears him or votes.
DECIDING = (State.CELL_MEETING, State.LEVEL_HEARING, State.LEVEL_MEETING)


def at_warning(on: date, law: Law) -> date:
    """The last day of a limitation that is in danger on the day (a convention of this system, DIS-27)."""
    return add_months(on, law[WARNED_BEFORE].value)


class Dangers:
    """Of a discipline case. The column says what held on ``last_day``, the legal day of the last act."""

    state: Any
    subject_kind: str
    expected_form: str
    last_day: date
    hearing_missing: Any

    if TYPE_CHECKING:

        def facts(self, on: date, proposed: dict[str, Any] | None = None) -> Facts: ...
        def law(self, on: date) -> Law: ...

    def save_changes(self) -> None:
        """The one place in which the column is written: the end of every act."""
        self.hearing_missing = self.hearing_missing_on(self.last_day)
        super().save_changes()  # type: ignore[misc]

    def limited_until_on(self, on: date) -> date | None:
        """The earliest last day of the limitation of the form that is expected, while nothing is decided.

        By the violations, the times that do not count and the law of the day; two statements, none where a list has
        fetched ``violations`` and ``deferrals``.
        """
        if self.state not in NOT_DECIDED or not self.expected_form:
            return None
        facts = Facts(subject_kind=SubjectKind(self.subject_kind), violations=violations_of(self))  # type: ignore[arg-type]
        return limited_until(facts, Form(self.expected_form), self.law(on))

    def hearing_missing_on(self, on: date) -> bool:
        """Whether he has not been heard by the body before which the case stands (DIS-77), before the day or on it."""
        if self.state not in DECIDING:
            return False
        # what no list asks is not looked up
        aside: dict[str, Any] = {"meeting": None, "meets_on": None}
        facts = Facts(**{**vars(self.facts(on)), **aside})
        try:
            finding = judge([accused_was_heard], facts, self.law(on))[0]
        except NoRoute:
            return True
        return finding.status in (Status.BROKEN, Status.UNKNOWN)
