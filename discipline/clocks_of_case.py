"""The clocks of a discipline case, one derivation each: what is said, the facts, the rule, its source, the counting.

Nothing is counted down here: a day follows from a start, a length of law and the times left out.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from discipline.codes import FORM_LABELS, Form
from discipline.dangers import at_warning
from discipline.facts import Facts
from discipline.facts.criminal import Ground, SuspendedFrom
from discipline.limits import bars_of, derivation, finding_of, forms_of
from discipline.models import DisciplineCase
from discipline.rules.complaint import complaint_is_in_time
from discipline.rules.deadlines import announced_in_time, cell_paper_in_time, state_sanction_told_in_time
from discipline.rules.decision import ends_by_itself
from discipline.rules.deferral import examination_is_not_deferred
from discipline.rules.dissolution import dissolved_organisation_is_wound_up
from discipline.rules.suspension import suspension_within_length
from discipline.states import NOT_DECIDED
from discipline.words import CLOCKS, PERIODS
from workflows.calendar import Calendar
from workflows.clocks import Chip, ClockLine, clock_line
from workflows.explaining import facts_line, headline, why
from workflows.findings import Finding, Status
from workflows.law import Law
from workflows.procedures import rules_of
from workflows.rules import Rule, judge

#: {kind of clock that an act starts: the rule that judges it}
RULES: dict[str, Rule] = {
    "cell_paper": cell_paper_in_time,
    "announcement": announced_in_time,
    "state_sync": state_sanction_told_in_time,
    "complaint": complaint_is_in_time,
    "automatic_end": ends_by_itself,
    "suspension": suspension_within_length,
    "winding_up": dissolved_organisation_is_wound_up,
}


def clocks_of(case: DisciplineCase, on: date, calendar: Calendar) -> list[ClockLine]:
    """The limitation of each form for each violation, what the examination waits for, then what acts have started."""
    law, facts = case.law(on), facts_of(case, on)
    return [
        *limitations(case, facts, law, on),
        *_waits(facts, law, on, calendar),
        *_started(case, facts, law, on, calendar),
    ]


def facts_of(case: DisciplineCase, on: date) -> Facts:
    """The facts of the case with what its clocks ask beside: of the open deferral, of the decision to complain of."""
    gathered: dict[str, Any] = vars(case.facts(on))
    deferral = next((row for row in reversed(case.deferral_rows) if row.ended_on is None), None)
    suspension = next(reversed(case.suspension_rows), None)
    lasts = (suspension.until - suspension.since).days if suspension and suspension.until else None
    return Facts(
        **{
            **gathered,
            "child_born_on": deferral.child_born_on if deferral else None,
            "hospital_certified": bool(deferral.certificate) if deferral else None,
            "suspended_from": SuspendedFrom(suspension.suspended_from) if suspension else None,
            "suspension_grounds": frozenset(Ground(code) for code in suspension.grounds) if suspension else None,
            "suspension_on": suspension.since if suspension else None,
            "suspension_extended": bool(suspension.extended_by) if suspension else None,
            "suspension_days": lasts,
            "state_told_on": case.state_told_on,
            "contested_form": case.form_decided,
            "contested_announced_on": case.announced_on,
            "contested_received_on": case.handed_on,
            "contested_refused": case.receipt_refused if case.announced_on else None,
        }
    )


def limitations(case: DisciplineCase, facts: Facts, law: Law, on: date) -> Iterable[ClockLine]:
    """While nothing is decided of every form, afterwards of the one that was voted. The law names no day by which a
    step must begin: the last day of each form is all there is to show.
    """
    decided = case.state not in NOT_DECIDED
    asked = (Form(case.form),) if decided and case.form else () if decided else forms_of(facts)
    for form in asked:
        for violation, bar in bars_of(facts, form, law, on):
            finding = finding_of(violation, bar, on)
            told = {"form": _(FORM_LABELS[form]), "number": violation.reference}
            label = _("Limitation: %(form)s, violation %(number)s") % told
            expected = form == (case.form or case.expected_form)
            yield ClockLine(
                label=f"{label} ({_('form that is expected')})" if expected and not decided else label,
                chip=_limit_chip(finding, bar.last_day if bar.end is None else None, on, law),
                due_on=None,
                closed_on=None,
                law=finding.articles,
                certainty=_weak(finding),
                steps=derivation(violation, bar, on),
                said=finding.text,
            )


def _limit_chip(finding: Finding, running_until: date | None, on: date, law: Law) -> Chip:
    if finding.status is Status.BROKEN:
        return Chip("late", "!", _("Run out"), running_until)
    if finding.status is not Status.HOLDS:
        return Chip("hold", "?", _("Not known"))
    if running_until is None:
        return Chip("ok", "✓", _("Not in danger"))
    until = {"day": running_until.strftime("%d/%m/%Y")}
    if running_until <= at_warning(on, law):
        return Chip("soon", "◔", _("Until %(day)s") % until, running_until)
    return Chip("ok", "✓", _("Until %(day)s") % until, running_until)


def _waits(facts: Facts, law: Law, on: date, calendar: Calendar) -> Iterable[ClockLine]:
    """A deferral, and a suspension that follows the periods of criminal proceedings."""
    if facts.deferral_situations:
        yield _judged(_("Deferral"), examination_is_not_deferred, facts, law, calendar)
    if facts.suspended_from is not None and facts.suspension_days is None:  # no last day: no clock was started
        yield _judged(_("Suspension"), suspension_within_length, facts, law, calendar)


def _judged(label: str, rule: Rule, facts: Facts, law: Law, calendar: Calendar) -> ClockLine:
    finding = judge([rule], facts, law, calendar)[0]
    paused = Chip("hold", "…", _("Waits"))
    return ClockLine(
        label=label,
        chip=Chip("ok", "✓", _("Over")) if finding.status is Status.HOLDS else paused,
        due_on=None,
        closed_on=None,
        law=finding.articles,
        certainty=_weak(finding),
        steps=[headline(finding), *why(finding)],
        said=finding.text,
    )


def _started(case: DisciplineCase, facts: Facts, law: Law, on: date, calendar: Calendar) -> Iterable[ClockLine]:
    """Each clock that an act started, with what its rule says of it on the day."""
    rules = rules_of(case.kind)
    for row in case.deadlines.order_by("closed_on", "due_on", "pk"):
        line = clock_line(row, on, calendar, CLOCKS, law, rules, PERIODS)
        rule = RULES.get(row.kind)
        if rule is None:
            yield line
            continue
        finding = judge([rule], facts, law, calendar)[0]
        told = [headline(finding), facts_line(finding)]
        yield replace(line, steps=[*filter(None, told), *line.steps])


def _weak(finding: Finding) -> str:
    return "" if finding.certainty == "text" else finding.certainty_label
