"""What is known of a complaint, for the answer and for the notice that it is not handled."""

from __future__ import annotations

from django.utils.translation import gettext as _

from discipline.codes_complaint import BAR_LABELS, OUTCOME_LABELS, ComplaintBar, ComplaintOutcome
from discipline.papers.telling import Telling, day_told, form_told
from workflows.law import NotInForce
from workflows.routes import NoRoute


class ComplaintTelling(Telling):
    """``case``: the complaint."""

    def contested(self) -> str:
        case = self.case.of
        number = _("No. %(number)s") % {"number": case.decision_number} if case.decision_number else ""
        day = _("of %(day)s") % {"day": day_told(case.signed_on)} if case.signed_on else ""
        return "; ".join(filter(None, (f"{number} {day}".strip(), form_told(self.case.contested_form))))

    def complained(self) -> str:
        return f"{day_told(self.case.complained_on)}; {self.case.ordinal}"

    def answer_result(self) -> str:
        return _(OUTCOME_LABELS[ComplaintOutcome(self.case.result)]) if self.case.result else ""

    def answer_form(self) -> str:
        return " ".join(filter(None, (form_told(self.case.new_form), str(self.data.get("offices") or ""))))

    def complaint_onward(self) -> str:
        try:
            where = self.case.onward(self.on)
        except (NoRoute, NotInForce):
            return ""
        return where or _("This is the last level.")

    def rejection_grounds(self) -> str:
        """Each ground with its day and what proves it."""
        rows = self.case.bar_rows
        return "\n".join(
            "; ".join(filter(None, (_(BAR_LABELS[ComplaintBar(row.ground)]), day_told(row.happened_on), row.noted)))
            for row in rows
            if row.ground in self.case.rejected_for
        )
