"""The only ways to change a case: ``act`` on its open task, ``act_on_case`` where no task is open; ``open_case`` begins one.

Each is one transaction: lock, key, task, seat, recusal, law, the verb, viewflow's step, record, access, clocks.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from viewflow.workflow.status import STATUS

from organization.models import Body, Seat, User
from permissions.checks import NotPermitted, may, require
from workflows import access
from workflows.acting import Act, Refused
from workflows.audit import chain
from workflows.audit.chain import Entry
from workflows.facts import FactError
from workflows.live import announce
from workflows.models import AccessReason, Case, Deadline, Judgement, Task
from workflows.nodes import Anytime, CaseFlow, Doing, Opening, StepActivation, VerbNode
from workflows.recusal import recused_because, refuse_if_recused
from workflows.routes import NoRoute
from workflows.rules import Finding, RuleBroken, judge
from workflows.verbs import Verb

__all__ = ["Act", "AlreadyDone", "KeyReused", "Prospect", "Reason", "Refused", "Result", "act", "act_on_case", "examine", "open_case"]


class AlreadyDone(Exception):
    """Another act completed the step first; ``judgement`` says what, who and when. Nothing was changed."""

    def __init__(self, judgement: Judgement | None) -> None:
        super().__init__(_("This step has already been done."))
        self.judgement = judgement


class KeyReused(Exception):
    """The key of an earlier act came with another content. Nothing was changed."""


@dataclass(frozen=True)
class Result:
    """``replayed``: the key had been used for exactly this before; nothing was done again."""

    judgement: Judgement
    replayed: bool
    case: Case


@dataclass(frozen=True)
class Reason:
    """Why a verb is missing. ``certainty`` and ``article`` are empty for what is no rule of law (a seat, a recusal)."""

    text: str
    article: str = ""
    certainty: str = ""
    cured_by: str = ""
    rule: str = ""


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
    def completes(self) -> bool:
        return self.doing.completes


def act(task: Task, verb: str, *, by: User, on: date, key: UUID, data: Mapping[str, Any]) -> Result:
    """Do ``verb`` on the open ``task`` on the day ``on``, once per ``key``.

    Raises NotPermitted, RuleBroken, Refused (bad data), AlreadyDone or KeyReused; nothing is then changed.
    """
    digest = _digest(task.pk, verb, data)
    with transaction.atomic():
        case = _locked(task.process_id)
        earlier = _earlier(key, digest)
        if earlier:
            return Result(earlier, replayed=True, case=case)
        fresh = Task.objects.select_related("body__organization").get(pk=task.pk)
        fresh.process = case
        if fresh.status != STATUS.NEW:
            raise AlreadyDone(Judgement.objects.filter(task=fresh).exclude(outcome="").select_related("by__person").last())
        node = fresh.flow_task
        doing = _doing(node, verb)
        seat = _admitted(by, node.perm, fresh.body, case, doing.verb, on)
        happening = _begin(case, node, doing, by=by, seat=seat, body=fresh.body, on=on, key=key, digest=digest, data=data)
        happening.judgement.task = fresh
        return _carry_out(happening, node.activation_class(fresh))


def act_on_case(case: Case, verb: str, *, by: User, on: date, key: UUID, data: Mapping[str, Any]) -> Result:
    """Do a verb that belongs to no open task: open tasks are cancelled and the node it names is entered.

    Raises as ``act`` does; Refused when the state of the case does not allow it.
    """
    digest = _digest(f"case {case.pk}", verb, data)
    with transaction.atomic():
        locked = _locked(case.pk)
        earlier = _earlier(key, digest)
        if earlier:
            return Result(earlier, replayed=True, case=locked)
        node = locked.flow_class.anytime(verb)
        if node is None:
            raise Refused({"": _("This cannot be done.")})
        doing = _doing(node, verb)
        if locked.state not in node.states:
            raise Refused({"": _("In its present state the case does not allow this.")})
        body = locked.route(on).body(node.level, node.body_kind) if node.perm else None
        seat = _admitted(by, node.perm, body, locked, doing.verb, on)
        happening = _begin(locked, node, doing, by=by, seat=seat, body=body, on=on, key=key, digest=digest, data=data)
        for open_task in Task.objects.open().filter(process_id=locked.pk):
            open_task.process = locked
            open_task.flow_task.activation_class(open_task).cancel()
            happening.opened.append(open_task)
        return _carry_out(happening, _activation(locked, node, body))


def open_case(flow: type[CaseFlow], *, by: User, body: Body, on: date, key: UUID, data: Mapping[str, Any]) -> Result:
    """Begin a case of the flow by its opening verb, done by ``body``. Raises as ``act`` does."""
    node = flow.opening_node()
    doing = next(iter(node.doings.values()))
    digest = _digest(f"open {body.pk}", doing.verb.code, data)
    with transaction.atomic():
        earlier = _earlier(key, digest)
        if earlier:
            return Result(earlier, replayed=True, case=_locked(earlier.case_id))
        seat = require(by, node.perm, body, on)
        case = flow.process_class.begin(flow, body=body, on=on, data=data)
        refuse_if_recused(by, case, on)
        happening = _begin(case, node, doing, by=by, seat=seat, body=body, on=on, key=key, digest=digest, data=data)
        return _carry_out(happening, _activation(case, node, body))


def examine(task: Task, *, by: User, on: date) -> list[Prospect]:
    """Every verb of the task's step for this user and day: by the same checks that guard ``act``."""
    case, node = task.process.coerced, task.flow_task
    task.process = case
    law = case.law(on)
    facts = case.facts(on)
    answer = may(by, node.perm, task.body, on)
    recused = recused_because(by, case, on)
    own = by.person_id is not None and by.person_id == case.subject_id
    prospects = []
    for doing in node.doings.values():
        permitted = bool(answer) and not recused if not (own and doing.verb.by_subject) else True
        reasons = [] if permitted else [Reason(recused or answer.reason)]
        findings = judge(doing.rules, facts, law) if doing.completes else []
        reasons += [_reason(found) for found in findings if found.stops and found.name not in doing.verb.answers]
        notice = law.notice if doing.completes else ""
        prospects.append(Prospect(doing.verb, doing, permitted, reasons, findings, notice))
    return prospects


def _reason(finding: Finding) -> Reason:
    return Reason(finding.text, finding.articles, finding.certainty.value, finding.curer, finding.rule)


def _digest(subject: object, verb: str, data: Mapping[str, Any]) -> str:
    def plain(value: Any) -> Any:
        if isinstance(value, UploadedFile):
            value.seek(0)
            content = hashlib.sha256()
            for chunk in value.chunks():
                content.update(chunk)
            value.seek(0)
            return {"file": content.hexdigest(), "name": value.name}
        return str(value)

    text = json.dumps([str(subject), verb, dict(data)], sort_keys=True, default=plain, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _locked(case_id: int) -> Any:
    """The case, its row locked by a statement of its own before anything else of it is read."""
    case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    procedure = case.flow_class.process_class
    return procedure.objects.select_related("subject", "organization").get(pk=case_id)


def _earlier(key: UUID, digest: str) -> Judgement | None:
    row = Judgement.objects.filter(key=key).first()
    if row is not None and row.digest != digest:
        raise KeyReused(_("This form was already sent with another content."))
    return row


def _doing(node: Any, verb: str) -> Doing:
    doing = node.doings.get(verb) if isinstance(node, VerbNode) else None
    if doing is None:
        raise Refused({"": _("This step has no such act.")})
    return doing


def _admitted(by: User, perm: str, body: Body | None, case: Case, verb: Verb, on: date) -> Seat | None:
    """The seat that allows it, or None for the person concerned doing what is his to do. Raises NotPermitted."""
    own = by.person_id is not None and by.person_id == case.subject_id
    if own and verb.by_subject and by.is_active:
        return None
    if not perm or body is None:
        raise NotPermitted(_("Only the person concerned may do this."))
    seat = require(by, perm, body, on)
    refuse_if_recused(by, case, on)
    return seat


def _legal_day(case: Case, verb: Verb, on: date, data: Mapping[str, Any]) -> date:
    """The day whose law applies: not in the future, not before the act before it. Raises Refused at the day's field."""
    if not verb.day:
        day = on
    elif isinstance(data.get(verb.day), date):
        day = data[verb.day]
    else:
        raise Refused({verb.day: _("A day is needed.")})
    if day > on:
        raise Refused({verb.day: _("%(day)s lies in the future.") % {"day": day.strftime("%d/%m/%Y")}})
    if day < case.last_day:
        values = {"day": day.strftime("%d/%m/%Y"), "last": case.last_day.strftime("%d/%m/%Y")}
        raise Refused({verb.day: _("%(day)s lies before the last act in this case (%(last)s).") % values})
    return day


def _begin(
    case: Any,
    node: VerbNode,
    doing: Doing,
    *,
    by: User,
    seat: Seat | None,
    body: Body | None,
    on: date,
    key: UUID,
    digest: str,
    data: Mapping[str, Any],
) -> Act:
    """Judge the act by the law of its day. Raises Refused or RuleBroken."""
    day = _legal_day(case, doing.verb, on, data)
    law = case.law(day)
    if doing.completes and law.notice and not data.get("acknowledge"):
        raise Refused({"acknowledge": law.notice})
    judgement = Judgement(
        key=key,
        digest=digest,
        step=node.name,
        verb=doing.verb.code,
        on=day,
        entered_on=on,
        by=by,
        body=body,
        law={regulation.axis: regulation.code for regulation in law.regulations},
        acknowledged_drafts=[regulation.code for regulation in law.superseded_by] if data.get("acknowledge") else [],
    )
    happening = Act(case, node, doing, by, seat, body, on, day, data, law, judgement)
    if doing.rules.all:
        facts = _checked(case.facts(day, {"verb": doing.verb.code, **data}), on)
        happening.findings = judge(doing.rules, facts, law, happening.calendar)
        judgement.facts = facts.to_json()
        judgement.findings = [finding.to_json() for finding in happening.findings]
        stopping = [finding for finding in happening.findings if finding.stops]
        if stopping:
            raise RuleBroken(stopping)
    return happening


def _checked(facts: Any, on: date) -> Any:
    """The facts, if no day lies in the future or out of order. Raises Refused."""
    try:
        facts.check(on)
    except FactError as error:
        label = _(facts.label(error.key))
        raise Refused({"": f"{label}: {_(error.problem) % {'value': error.value}}"}) from error
    return facts


def _activation(case: Case, node: VerbNode, body: Body | None) -> StepActivation:
    """The activation of a node that had no task waiting (an opening, a verb at any time)."""
    task = Task(process=case, flow_task=node, flow_task_type=node.task_type, body=body)
    return node.activation_class(task)


def _carry_out(happening: Act, activation: StepActivation) -> Result:
    case, doing = happening.case, happening.doing
    before = case.state
    try:
        outcome = doing.verb(case, happening)
        destination = _destination(happening, outcome)
    except NoRoute as error:
        raise Refused({"": str(error)}) from error
    case.last_day = happening.day
    judgement = happening.judgement
    judgement.outcome, judgement.state = outcome if doing.completes else "", case.state
    if case.pk is None:
        case.save()
    judgement.case = case
    if destination is not None:
        try:
            activation.finish(happening, outcome, destination)
        except NoRoute as error:
            raise Refused({"": str(error)}) from error
        judgement.task = activation.task
    judgement.save()
    for row in happening.additions:
        if hasattr(row, "judgement_id"):
            row.judgement = judgement
        if hasattr(row, "case_id"):
            row.case = case
        row.save()
    _record(happening, outcome, before)
    _save_clocks(happening)
    case.save()
    _tell(happening)
    return Result(judgement, replayed=False, case=case)


def _destination(happening: Act, outcome: str) -> Any:
    """The node the outcome leads to: the first one that lies on the route of the day; None leaves the step open."""
    leads = happening.doing.leads
    if not leads:
        return None
    if isinstance(happening.node, Anytime | Opening) or outcome in leads:
        for node in leads[outcome]:
            level = getattr(node, "level", None)
            if not level or happening.route.has(level):
                return node
    raise NoRoute(_("The route of the day has no place for this outcome."))


def _record(happening: Act, outcome: str, before: str) -> None:
    """The act itself first, then what it recorded; the bodies reached see the case from this act on."""
    case, judgement = happening.case, happening.judgement
    found = json.dumps([judgement.facts, judgement.findings], sort_keys=True, ensure_ascii=False)
    own = Entry(
        kind=f"{happening.node.name}.{happening.doing.verb.code}",
        on=happening.day,
        actor=happening.by,
        body=happening.body,
        fields={
            "outcome": outcome,
            "from": before,
            "to": case.state,
            "entered_on": happening.on.isoformat(),
            "judged": hashlib.sha256(found.encode()).hexdigest(),
            "law": judgement.law,
        },
    )
    events = chain.append(case, [own, *happening.entries], at=timezone.now())
    bodies = {task.body: AccessReason.ON_ROUTE for task in happening.opened if task.body and task.status == STATUS.NEW}
    if isinstance(happening.node, Opening) and happening.body:
        bodies[happening.body] = AccessReason.OPENED
    for reason in set((bodies | happening.access).values()):
        concerned = [body for body, why in (bodies | happening.access).items() if why == reason]
        access.reached(case, concerned, event=events[0], on=happening.on, reason=reason)


def _save_clocks(happening: Act) -> None:
    if "deadlines" not in happening.__dict__:
        return
    started = [row for row in happening.deadlines if row.pk is None]
    stopped = [row for row in happening.deadlines if row.pk is not None and row.closed_on is not None]
    for row in started:
        row.case = happening.case
    if stopped:
        Deadline.objects.filter(pk__in=[row.pk for row in stopped]).update(closed_on=happening.day)
    if started:
        Deadline.objects.bulk_create(started)
    if (started or stopped) and not happening.doing.completes:
        Task.objects.open().filter(process_id=happening.case.pk).update(due_on=happening.due_on)


def _tell(happening: Act) -> None:
    """After the commit: the bodies concerned get an id, nothing else."""
    bodies = {task.body_id for task in happening.opened} | {happening.body.pk if happening.body else None}
    ids = sorted(body_id for body_id in bodies if body_id is not None)
    hint = partial(
        announce, ids, happening.case.public_id, happening.case.event_count, person_id=happening.case.subject_id
    )
    transaction.on_commit(hint)
