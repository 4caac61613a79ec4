"""What each verb of a waiting step is for one user on one day: a button, or every reason it is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from organization.models import Seat, User
from permissions.checks import Answer, may
from workflows.calendar import Calendar
from workflows.explaining import headline, recusal_why, seat_why, way_why, why
from workflows.findings import Finding
from workflows.mandates import stands_in
from workflows.models import Task
from workflows.nodes import Doing
from workflows.recusal import recused_because
from workflows.rules import judge
from workflows.stranding import may_strand, stranded_because
from workflows.verbs import Verb


@dataclass(frozen=True)
class Reason:
    """Why a verb is missing. ``certainty`` and ``article`` are empty for what is no rule of law (a seat, a recusal).
    ``why``: the derivation, line by line.
    """

    text: str
    article: str = ""
    certainty: str = ""
    cured_by: str = ""
    rule: str = ""
    why: tuple[str, ...] = ()


@dataclass(frozen=True)
class Prospect:
    """A verb of a step as it stands for one user on one day: the button, or every reason it is missing.

    ``notice``: sentences on drafts of law whose text is not loaded, to be acknowledged by who acts.
    """

    verb: Verb
    doing: Doing
    permitted: bool
    reasons: list[Reason] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    notice: str = ""

    @property
    def allowed(self) -> bool:
        return self.permitted and not self.reasons

    @property
    def gated(self) -> bool:
        """Whether another verb of the step is the one of the day."""
        gates = {rule.name for rule in self.doing.rules.gates}
        return any(found.stops and found.name in gates for found in self.findings)

    @property
    def completes(self) -> bool:
        return self.doing.completes


def examine(
    task: Task, *, by: User, on: date, calendar: Calendar, seats: Sequence[Seat] | None = None
) -> list[Prospect]:
    """Every verb of the task's step for this user and day: by the same checks that guard ``act``. ``seats``: all that
    he holds on the day, where they are known.
    """
    case, node = task.process.coerced, task.flow_task
    task.process = case
    law = case.law(on)
    facts = case.facts(on, {"step": node.name})
    answer = may(by, node.perm, task.body, on, seats) if task.body else Answer(None)
    seated = bool(answer) or stands_in(case, by, node.perm, task.body, on) is not None
    recused = recused_because(by, case, on, task.body)
    stranded = stranded_because(case, node, task.body, on) if may_strand(node) else ""
    own = case.own_of(by.person_id, on)
    prospects = []
    for doing in node.doings.values():
        if doing.verb.at_meeting or case.foreign(doing.verb.code):
            continue
        permitted = seated and not recused if not (own and doing.verb.by_subject) else True
        reasons = [] if permitted else [_barred(task, by, answer, recused, on)]
        hindered = doing.verb.hindrance(case)
        reasons += [Reason(hindered)] if hindered else []
        reasons += [Reason(stranded, why=tuple(way_why(on)))] if stranded and doing.completes else []
        findings = judge(node.rules_of(case, doing), facts, law, calendar) if doing.completes else []
        reasons += [
            _reason(found, task.due_on) for found in findings if found.stops and found.name not in doing.verb.answers
        ]
        notice = law.notice if doing.binding else ""
        prospects.append(Prospect(doing.verb, doing, permitted, reasons, findings, notice))
    return prospects


def prospect(case: Any, doing: Doing, *, on: date, calendar: Calendar, hindrance: str = "") -> Prospect:
    """A verb of no open task, for one whose seat allows it. ``hindrance``: what else stands against it, in words."""
    law = case.law(on)
    findings = judge(doing.rules, case.facts(on), law, calendar) if doing.rules.all else []
    stopping = [found for found in findings if found.stops and found.name not in doing.verb.answers]
    notice = law.notice if doing.binding else ""
    reasons = [Reason(hindrance)] if hindrance else []
    return Prospect(doing.verb, doing, True, reasons + [_reason(found) for found in stopping], findings, notice)


def _barred(task: Task, by: User, answer: Answer, recused: str, on: date) -> Reason:
    """What of the person himself stands against it."""
    if recused:
        about_him = by.person_id == task.process.subject_id and not task.process.of_organization
        own = recusal_why(task.process.subject) if about_him else ()
        return Reason(recused, why=tuple(own))
    derived = seat_why(task.body, answer, on, task.due_on) if task.body and answer.roles else ()
    return Reason(answer.reason, why=tuple(derived))


def _reason(finding: Finding, due: date | None = None) -> Reason:
    derived = (headline(finding), *why(finding, due))
    return Reason(finding.text, finding.articles, finding.certainty.value, finding.curer, finding.rule, derived)
