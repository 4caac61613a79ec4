"""What the law of the day says, for the papers that cite it: both versions, effect, end, complaint, limitation."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from django.utils.functional import cached_property
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


#: What a provision says in a paper, for the note at its foot on how sure that is.
SUBJECTS = {
    "decision.cell_effect": gettext_noop("effect of the decision"),
    "decision.effect": gettext_noop("effect of the decision"),
    "discipline.ends_after": gettext_noop("end of the discipline by itself"),
    "discipline.ends_for": gettext_noop("end of the discipline by itself"),
    "complaint.resolution": gettext_noop("time to resolve the complaint"),
    "complaint.resolution_central": gettext_noop("time to resolve the complaint"),
    "complaint.window": gettext_noop("time to complain"),
    "complaint.window_starts": gettext_noop("start of the time to complain"),
}


class LawTold:
    """Of a case on the day of the paper. The text names articles alone; how sure they are stands in ``notes``."""

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

    @cached_property
    def doubts(self) -> dict[str, str]:
        """{what the paper says: how sure its source is}, of what it has said so far and whose text was not read."""
        return {}

    @property
    def notes(self) -> list[str]:
        """Of the system, at the foot of the paper: no part of its text. Complete once the text is told."""
        notice = self.law.notice
        told = "; ".join(f"{what}: {certainty}" for what, certainty in self.doubts.items())
        doubtful = _("Note of the system, no part of the text of the paper. Sources: %(told)s.") % {"told": told}
        return [*([doubtful] if told else []), *([notice] if notice else [])]

    def _by(self, text: str, *provisions: Provision) -> str:
        """The text with the articles on which it rests; those that are not sure are kept for the notes."""
        for one in provisions:
            if one.certainty is not Certainty.TEXT:
                self.doubts[_(SUBJECTS[one.name])] = _(CERTAINTY_LABELS[one.certainty])
        sure = [one for one in provisions if one.article and one.certainty is not Certainty.DESIGN]
        articles = "; ".join(dict.fromkeys(f"{one.article} {one.title}".strip() for one in sure))
        return f"{text} ({articles})" if articles else text

    def effect(self) -> str:
        of_cell = self.case.decider == "cell" and not self.case.judgment_on
        provision = self.law.get("decision.cell_effect" if of_cell else "decision.effect")
        if provision is None:
            return ""
        return self._by(_(EFFECTS[provision.value]), provision)

    def ends_after(self) -> str:
        after, ends_for = self.law.get("discipline.ends_after"), self.law.get("discipline.ends_for")
        if after is None or ends_for is None:
            return ""
        if self.case.form not in ends_for.value:
            return self._by(_("this form does not end by itself"), ends_for)
        length = {"length": amount(after.value, after.unit)}
        return self._by(_("it ends by itself after %(length)s where the conditions are met") % length, after)

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
        }
        of_organization = _("The organisation %(name)s may complain to %(where)s within %(length)s from %(event)s")
        of_person = _("%(name)s may complain to %(where)s within %(length)s from %(event)s")
        told = of_organization if self.case.of_organization else of_person
        return self._by(told % values, window, starts)

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
