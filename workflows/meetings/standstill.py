"""Whether a counted vote can still be recorded: what is asked before its outcome stands, and before it is set aside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from organization.models import Body
from workflows import days
from workflows.facts import FactError
from workflows.findings import Finding
from workflows.law import NotInForce
from workflows.meetings.certificate import covers
from workflows.meetings.models import AgendaItem, ItemState
from workflows.meetings.recorded import count_altered
from workflows.meetings.results import result_of
from workflows.meetings.verbs import meeting_day, mode_of
from workflows.nodes import BodyStep, Doing
from workflows.routes import NoRoute
from workflows.rules import judge
from workflows.stranding import stranded_because
from workflows.votes import CountsDoNotClose, base_of_json


@dataclass(frozen=True)
class Standstill:
    """Why no outcome of a counted vote can be recorded: in words, or as findings with the facts they rest on."""

    reason: str = ""
    findings: list[Finding] = field(default_factory=list)
    facts: Mapping[str, Any] = field(default_factory=dict)


def falls_short(case: Any, level: str) -> bool:
    """Whether the counted vote of the case is below its ratio. Nothing is approved then, so nothing of an approval
    stands against recording it.
    """
    item: AgendaItem | None = case.agenda_item
    if item is None or item.state != ItemState.COUNTED or item.certified is None:
        return False
    try:
        ballot = case.ballot(level, item.meeting.held_on)
        result = result_of(
            ballot,
            item.counts,
            base=base_of_json(item.roster),
            listed=len(item.roster),
            mode=item.certified.certificate["mode"],
        )
    except (NoRoute, NotInForce, CountsDoNotClose):
        return False
    return not result.passed


def outcomes_of(node: BodyStep) -> list[Doing]:
    """What records the outcome of a vote at the step."""
    return [doing for doing in node.doings.values() if doing.completes and doing.verb.day_of is meeting_day]


def standstill(case: Any, node: BodyStep, body: Body | None, item: AgendaItem, on: date) -> Standstill | None:
    """Why nothing of the counted item can be recorded on the day ``on``; None when something can.

    The count is not the one of the record, or the way has changed since the certificate, or a fact of the dossier has:
    each outcome is judged by the law of the meeting's day, as its act would be.
    """
    day = item.meeting.held_on
    stranded = count_altered(item) or stranded_because(case, node, body, day)
    if stranded:
        return Standstill(stranded)
    try:
        ballot = case.ballot(node.level, day)
    except (NoRoute, NotInForce) as error:
        return Standstill(str(error))
    certified = item.certified.certificate if item.certified else {}
    found: dict[str, Finding] = {}
    known: Mapping[str, Any] = {}
    for doing in outcomes_of(node):
        facts = case.facts(day, {"step": node.name, "verb": doing.verb.code})
        try:
            facts.check(on)
        except FactError as error:
            return Standstill(f"{_(facts.label(error.key))}: {_(error.problem) % {'value': error.value}}")
        judged = judge(node.rules_of(case, doing), facts, case.law(day), days.calendar())
        stopping = [one for one in judged if one.stops and one.name not in doing.verb.answers]
        gates = {rule.name for rule in doing.rules.gates}
        if any(one.name in gates for one in stopping):
            continue
        if not covers(certified, ballot, mode=mode_of(doing.verb), form=item.form, medium=item.medium):
            return Standstill(_("The vote was opened by another way than that of today's record."))
        if not stopping:
            return None
        found |= {one.name: one for one in stopping}
        known = facts.to_json()
    return Standstill(findings=list(found.values()), facts=known)
