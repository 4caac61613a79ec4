"""The only ways to change a case: ``act`` on its open task, ``act_on_case`` where no task is open; ``open_case`` begins
one.

Each is one transaction: lock, key, task, seat, recusal, law, the verb, viewflow's step, record, access, clocks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar, cast
from uuid import UUID

from django.db import transaction
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from viewflow.workflow.status import STATUS

from organization.models import Body, Seat, User
from permissions.checks import Answer, NotPermitted, may, require
from workflows.acting import Act, Refused
from workflows.calendar import Calendar
from workflows.carrying import Result, carry_out
from workflows.facts import FactError
from workflows.findings import RuleBroken
from workflows.law import NotInForce
from workflows.mandates import Mandate, stands_in
from workflows.meetings.emptying import abandon
from workflows.models import Case, Judgement, Task
from workflows.nodes import BodyStep, CaseFlow, Doing, StepActivation, VerbNode
from workflows.once import AlreadyDone, KeyReused, digest_of, earlier_act, once
from workflows.recusal import refuse_if_recused
from workflows.routes import NoRoute
from workflows.rules import judge
from workflows.stranding import stranded_because
from workflows.verbs import Verb
from workflows.waiting import locked_case, waiting_task

__all__ = ["Act", "AlreadyDone", "KeyReused", "Refused", "Result", "act", "act_on_case", "open_case", "rehearse"]

Rehearsed = TypeVar("Rehearsed")


def act(task: Task, verb: str, *, by: User, on: date, key: UUID, data: Mapping[str, Any]) -> Result:
    """Do ``verb`` on the open ``task`` on the day ``on``, once per ``key``.

    Raises NotPermitted, RuleBroken, Refused (bad data), AlreadyDone or KeyReused; nothing is then changed.
    """
    digest = digest_of(task.pk, verb, data)
    prepared = _doing(task.flow_task, verb).verb.prepare(data)

    def work() -> Result:
        case = locked_case(task.process_id, task.flow_task.flow_class)
        fresh, seats = waiting_task(task.pk, key, by, on)
        earlier = earlier_act(key, digest, by) if fresh.used else None
        if earlier:
            return Result(earlier, replayed=True, case=case)
        fresh.process = case
        if fresh.status != STATUS.NEW:
            raise AlreadyDone(
                Judgement.objects.filter(task=fresh).exclude(outcome="").select_related("by__person").last()
            )
        node = fresh.flow_task
        doing = _doing(node, verb)
        seat, mandate = _admitted(by, node.perm, fresh.body, case, doing.verb, on, seats)
        hindered = doing.verb.hindrance(case)
        if hindered:
            raise Refused({"": hindered})
        if doing.completes and isinstance(node, BodyStep):
            node.leave_by(case, fresh, doing.verb)
        if doing.completes or (doing.verb.at_meeting and doing.rules.all):
            refuse_if_stranded(case, node, fresh.body, _legal_day(case, doing.verb, on, prepared))
        happening = _begin(
            case, node, doing, by=by, seat=seat, body=fresh.body, on=on, key=key, digest=digest, data=prepared
        )
        happening.judgement.task, happening.mandate = fresh, mandate
        return carry_out(happening, node.activation_class(fresh))

    return once(work, key, digest, by)


def act_on_case(case: Case, verb: str, *, by: User | None, on: date, key: UUID, data: Mapping[str, Any]) -> Result:
    """Do a verb that belongs to no open task. If it leads somewhere, open tasks are cancelled and that node is entered.

    ``by``: None for the system itself, where the verb is the system's. Raises as ``act`` does; Refused when the state
    of the case does not allow it.
    """
    digest = digest_of(f"case {case.pk}", verb, data)
    declared = case.flow_class.anytime(verb)
    prepared = declared.doings[verb].verb.prepare(data) if declared else data

    def work() -> Result:
        locked = locked_case(case.pk, case.flow_class)
        earlier = earlier_act(key, digest, by)
        if earlier:
            return Result(earlier, replayed=True, case=locked)
        if declared is None:
            raise Refused({"": _("This cannot be done.")})
        # the body that is competent on the legal day, not on the day of entry
        day = _legal_day(locked, declared.doings[verb].verb, on, data)
        try:
            node = locked.flow_class.anytime(verb, lambda: locked.route(day), locked.state)
            body = node.body_of(locked, day) if node else None
        except NoRoute as error:
            raise Refused({"": str(error)}) from error
        if node is None:
            raise Refused({"": _("This cannot be done.")})
        doing = _doing(node, verb)
        if locked.state not in node.states:
            raise Refused({"": _("In its present state the case does not allow this.")})
        seat, mandate = _admitted(by, node.perm, body, locked, doing.verb, on)
        hindered = locked.hindrance(verb, day)
        if hindered:
            raise Refused({"": hindered})
        happening = _begin(
            locked, node, doing, by=by, seat=seat, body=body, on=on, key=key, digest=digest, data=prepared
        )
        happening.mandate = mandate
        for open_task in Task.objects.open().filter(process_id=locked.pk) if doing.completes else ():
            open_task.process = locked
            open_task.flow_task.activation_class(open_task).cancel()
            for item in abandon(open_task):
                happening.record("vote.broken_off", meeting=item.meeting.public_id, reason=str(doing.verb.label))
            happening.touched.append(open_task)
        return carry_out(happening, _activation(locked, node, body))

    return once(work, key, digest, by)


def open_case(
    flow: type[CaseFlow], *, by: User, body: Body | None, on: date, key: UUID, data: Mapping[str, Any], verb: str = ""
) -> Result:
    """Begin a case of the flow by an opening verb (the first unless named), done by ``body``. Raises as ``act``.

    ``body`` None: the person concerned begins it himself, by a verb that is his, where he follows the case in his file.
    """
    node = flow.opening_node(verb)
    doing = _doing(node, verb or next(iter(node.doings)))
    digest = digest_of(f"open {body.pk if body else ''}", doing.verb.code, data)
    prepared = doing.verb.prepare(data)

    def work() -> Result:
        case = flow.process_class.begin(flow, body=body, on=on, data=data)
        earlier = earlier_act(key, digest, by)
        if earlier:
            return Result(earlier, replayed=True, case=locked_case(earlier.case_id, flow))
        seat = _may_open(by, node.perm, body, case, doing.verb, on)
        happening = _begin(case, node, doing, by=by, seat=seat, body=body, on=on, key=key, digest=digest, data=prepared)
        return carry_out(happening, _activation(case, node, body))

    return once(work, key, digest, by)


def rehearse(do: Callable[[], Rehearsed]) -> Rehearsed:
    """What an act would come to, by the act itself, undone at once. Raises as the act does; nothing stays of it."""
    with transaction.atomic():
        result = do()
        transaction.set_rollback(True)
    return result


def _doing(node: Any, verb: str) -> Doing:
    doing = node.doings.get(verb) if isinstance(node, VerbNode) else None
    if doing is None:
        raise Refused({"": _("This step has no such act.")})
    return doing


def _admitted(
    by: User | None,
    perm: str,
    body: Body | None,
    case: Case,
    verb: Verb,
    on: date,
    seats: Sequence[Seat] | None = None,
) -> tuple[Seat | None, Mandate | None]:
    """The seat that allows it, or the mandate in this case alone; neither for the person concerned doing what is his.

    ``seats``: all that who acts holds in the body on the day, where they were read with the task. Raises NotPermitted.
    """
    if by is None or verb.by_system:
        if by is None and verb.by_system:
            return None, None
        raise NotPermitted(_("Only the system itself does this."))
    if verb.by_subject and by.is_active and case.in_own_file and case.own_of(by.person_id, on):
        return None, None
    if not perm or body is None:
        raise NotPermitted(_("Only the person concerned may do this."))
    answer = may(by, perm, body, on, seats)
    if verb.by_member and answer.held:
        answer = Answer(answer.held[0])
    mandate = None if answer else stands_in(case, by, perm, body, on)
    if not answer and mandate is None:
        raise NotPermitted(answer.reason)
    refuse_if_recused(by, case, on, body)
    return answer.seat, mandate


def _may_open(by: User, perm: str, body: Body | None, case: Case, verb: Verb, on: date) -> Seat | None:
    """The seat that allows the opening, or None for the person concerned beginning it himself. Raises NotPermitted."""
    if body is None or verb.by_subject:
        own = by.is_active and case.own_of(by.person_id, on)
        if body is not None or not verb.by_subject or not own or not case.in_own_file:
            raise NotPermitted(_("Only the person concerned may do this."))
        return None
    seat = require(by, perm, body, on)
    refuse_if_recused(by, case, on)
    return seat


def _legal_day(case: Case, verb: Verb, on: date, data: Mapping[str, Any]) -> date:
    """The day whose law applies: not in the future, not before the act before it. Raises Refused at the day's field."""
    if verb.day_of is not None:
        known = verb.day_of(case)
        if known is None:
            raise Refused({"": _("A day is needed.")})
        day = known
    elif not verb.day:
        day = on
    elif isinstance(data.get(verb.day), date):
        day = data[verb.day]
    else:
        raise Refused({verb.day: _("A day is needed.")})
    if day > on:
        raise Refused({verb.day: _("%(day)s lies in the future.") % {"day": day.strftime("%d/%m/%Y")}})
    # the day of a meeting is in order once its roster is frozen, whatever has been done to the case since
    if day < case.last_day and verb.orders and not _at_open_meeting(case, verb):
        values = {"day": day.strftime("%d/%m/%Y"), "last": case.last_day.strftime("%d/%m/%Y")}
        raise Refused({verb.day: _("%(day)s lies before the last act in this case (%(last)s).") % values})
    return day


def _at_open_meeting(case: Case, verb: Verb) -> bool:
    """Whether the act is one of a meeting whose roster is frozen."""
    item = case.agenda_item if verb.day_of is not None else None
    return item is not None and bool(item.roster)


def _begin(
    case: Any,
    node: VerbNode,
    doing: Doing,
    *,
    by: User | None,
    seat: Seat | None,
    body: Body | None,
    on: date,
    key: UUID,
    digest: str,
    data: Mapping[str, Any],
) -> Act:
    """Judge the act by the law of its day. Raises Refused or RuleBroken."""
    try:
        return _judged(case, node, doing, by=by, seat=seat, body=body, on=on, key=key, digest=digest, data=data)
    except NotInForce as error:
        raise Refused({doing.verb.day: str(error)}) from error


def _judged(
    case: Any,
    node: VerbNode,
    doing: Doing,
    *,
    by: User | None,
    seat: Seat | None,
    body: Body | None,
    on: date,
    key: UUID,
    digest: str,
    data: Mapping[str, Any],
) -> Act:
    day = _legal_day(case, doing.verb, on, data)
    law = case.law(day)
    if doing.binding and law.notice and not data.get("acknowledge"):
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
        law=law.by_axis,
        acknowledged_drafts=[regulation.code for regulation in law.superseded_by] if data.get("acknowledge") else [],
    )
    happening = Act(case, node, doing, by, seat, body, on, day, data, law, judgement)
    if doing.rules.all:
        facts = _checked(case.facts(day, {**data, "step": node.name, "verb": doing.verb.code}), on)
        days_counted = cast(Calendar, SimpleLazyObject(lambda: happening.calendar))
        happening.findings = judge(node.rules_of(case, doing), facts, law, days_counted)
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


def refuse_if_stranded(case: Any, node: VerbNode, body: Body | None, day: date) -> None:
    """A body acts only where the route of the legal day still leads through it. Raises Refused."""
    reason = stranded_because(case, node, body, day)
    if reason:
        raise Refused({"": reason})


def _activation(case: Case, node: VerbNode, body: Body | None) -> StepActivation:
    """The activation of a node that had no task waiting (an opening, a verb at any time)."""
    task = Task(process=case, flow_task=node, flow_task_type=node.task_type, body=body)
    return node.activation_class(task)
