"""What is known of a complaint, for the answer and for the notice that it is not handled."""

from __future__ import annotations

from django.utils.translation import gettext as _

from discipline.codes_complaint import (
    ASPECT_LABELS,
    BAR_LABELS,
    HEARD_LABELS,
    LEVEL_LABELS,
    ORGAN_LABELS,
    OUTCOME_LABELS,
    Aspect,
    ComplaintBar,
    ComplaintOutcome,
    Heard,
)
from discipline.complaint_window import governing
from discipline.complaints.states import ComplaintState
from discipline.papers.telling import Telling, day_told, form_told
from workflows.explaining import amount
from workflows.law import NotInForce
from workflows.routes import NoRoute

RESOLUTION = {False: "complaint.resolution", True: "complaint.resolution_central"}


class ComplaintTelling(Telling):
    """``case``: the complaint."""

    def guidance(self) -> str:
        """To whom he complains; of what also denounces, that it goes its own way (DIS-114, 124)."""
        due = self.case.due_instance(self.on)
        if self.case.state == ComplaintState.REDIRECTED and due is not None:
            told = {"organ": _(ORGAN_LABELS[due.organ]), "level": _(LEVEL_LABELS[due.level])}
            return _("The complaint goes to: %(organ)s, %(level)s.") % told
        return _("What denounces somebody is resolved separately: it is written and sent as a denunciation.")

    def resolving_body(self) -> str:
        return str(self.case.voting_at(self.on))

    def resolution_time(self) -> str:
        """Counted from the receipt, by the law under which the right arose (DIS-04, 121)."""
        facts = self.case.facts(self.on)
        name = RESOLUTION[bool(facts.complaint_at_centre)]
        length = governing(facts, self.law).get(name) or self.law.get(name)
        if length is None:
            return ""
        told = {"length": amount(length.value, length.unit), "day": day_told(self.case.received_on)}
        return self._by(_("%(length)s from the receipt on %(day)s") % told, length)

    def complaint_grounds(self) -> str:
        return str(self.case.grounds)

    def complaint_asked(self) -> str:
        return str(self.case.asked)

    def verified_aspects(self) -> str:
        return "\n".join(_(ASPECT_LABELS[Aspect(code)]) for code in self.case.verified)

    def heard_party(self) -> str:
        """Of the act in hand."""
        party = self.data.get("party")
        if not party:
            return ""
        away = _("did not come although called") if self.data.get("refused") else ""
        return ": ".join(filter(None, (_(HEARD_LABELS[Heard(party)]), away)))

    def parties_heard(self) -> str:
        rows = self.case.parties.order_by("held_on", "pk")
        return "\n".join(f"{day_told(row.held_on)}, {_(HEARD_LABELS[Heard(row.party)])}: {row.opinion}" for row in rows)

    def proposed_answer(self) -> str:
        if not self.case.expected_form:
            return _("The decision is cancelled")
        return form_told(self.case.expected_form)

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
