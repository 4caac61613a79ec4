"""What the law of the day says, for the papers that cite it: both versions, effect, end, complaint, limitation."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from discipline.codes import Form
from discipline.limits import bars_of, finding_of
from discipline.rules.papers import bases_of
from organization.models import Body
from workflows.explaining import amount
from workflows.findings import CERTAINTY_LABELS
from workflows.law import Certainty, Law, NotInForce, Provision

#: From when a decision has effect, by the value of the law.
EFFECTS = {
    "vote_announced": gettext_noop("as soon as the result of the vote is announced"),
    "announced": gettext_noop("from its announcement"),
    "signed": gettext_noop("from the day of signing"),
}
#: From when the time to complain is counted.
STARTS = {
    "announcement": gettext_noop("the announcement of the decision"),
    "receipt": gettext_noop("the receipt of the decision"),
}


def cited(provision: Provision) -> str:
    """The article, or how little is known of it."""
    known = "" if provision.certainty is Certainty.TEXT else _(CERTAINTY_LABELS[provision.certainty])
    article = f"{provision.article} {provision.title}".strip() if provision.article else ""
    return " · ".join(filter(None, (article, known)))


class LawTold:
    """Of a case on the day of the paper."""

    case: Any
    on: date
    law: Law
    body: Body | None
    data: Mapping[str, Any]

    def name(self) -> str:
        return str(self.case.whom)

    def charter(self) -> str:
        return self._regulations("statute")

    def procedure_law(self) -> str:
        return self._regulations("procedure")

    def substance_law(self) -> str:
        return self._regulations("substance")

    def _regulations(self, axis: str) -> str:
        return "; ".join(one.title for one in bases_of(self.law, axis))

    def articles(self) -> str:
        """The articles of the substance that the violations were entered under."""
        values = [{"n": row.number, "article": row.article} for row in self.case.violation_rows if row.article]
        return "; ".join(_("content %(n)s: %(article)s") % one for one in values)

    def effect(self) -> str:
        of_cell = self.case.decider == "cell" and not self.case.judgment_on
        provision = self.law.get("decision.cell_effect" if of_cell else "decision.effect")
        if provision is None:
            return ""
        return f"{_(EFFECTS[provision.value])} ({cited(provision)})"

    def ends_after(self) -> str:
        after, ends_for = self.law.get("discipline.ends_after"), self.law.get("discipline.ends_for")
        if after is None or ends_for is None:
            return ""
        if self.case.form not in ends_for.value:
            return _("this form does not end by itself (%(article)s)") % {"article": cited(ends_for)}
        values = {"length": amount(after.value, after.unit), "article": cited(after)}
        return _("it ends by itself after %(length)s where the conditions are met (%(article)s)") % values

    def complaint_clause(self) -> str:
        """To whom, how long, from when (DIS-113, 117)."""
        where = self.first_instance
        window, starts = self.law.get("complaint.window"), self.law.get("complaint.window_starts")
        if not where or window is None or starts is None:
            return ""
        values = {
            "name": self.name(),
            "where": where,
            "length": amount(window.value, window.unit),
            "event": _(" or ").join(_(STARTS[code]) for code in starts.value),
            "article": cited(window),
        }
        if self.case.of_organization:
            told = _(
                "The organisation %(name)s may complain to %(where)s within %(length)s from %(event)s (%(article)s)"
            )
            return told % values
        return _("%(name)s may complain to %(where)s within %(length)s from %(event)s (%(article)s)") % values

    @property
    def first_instance(self) -> str:
        if self.body is None or not self.case.form:
            return ""
        return self.case.first_instance(self.body, self.on) or str(self.data.get("complaint_to") or "")

    def limitation(self) -> str:
        """For the form that is expected or decided, each violation."""
        form = self.case.form or self.case.expected_form
        if not form:
            return ""
        with suppress(NotInForce):
            found = bars_of(self.case.facts(self.on), Form(form), self.law, self.on)
            findings = [(row.reference, finding_of(row, bar, self.on)) for row, bar in found]
            return "\n".join(
                " ".join(filter(None, (f"{n}.", one.text, one.articles and f"({one.articles})"))) for n, one in findings
            )
        return ""
