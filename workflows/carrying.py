"""Carrying an act out once it is judged: the verb, viewflow's step, then all that the act leaves, saved in one go."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from organization.models import Body
from organization.writing import insert, update
from workflows import access
from workflows.acting import Act, Refused
from workflows.audit import chain
from workflows.audit.chain import Entry
from workflows.audit.judging import judged
from workflows.concerned import note_concerned
from workflows.law import NotInForce
from workflows.live import announce
from workflows.mandates import end_with_case
from workflows.models import AccessReason, Case, Deadline, Judgement, Task
from workflows.nodes import Opening, StepActivation
from workflows.routes import NoRoute


@dataclass(frozen=True)
class Result:
    """``replayed``: the key had been used for exactly this before; nothing was done again."""

    judgement: Judgement
    replayed: bool
    case: Case


def carry_out(happening: Act, activation: StepActivation) -> Result:
    case, doing = happening.case, happening.doing
    before = case.state
    try:
        outcome = doing.verb(case, happening)
        if happening.mandate is not None:
            sent = happening.mandate
            happening.record("acted.sent", sent_by=str(sent.sent_by), paper=sent.paper)
        destination = _destination(happening, outcome)
    except (NoRoute, NotInForce) as error:
        raise Refused({"": str(error)}) from error
    if doing.verb.orders and not doing.verb.by_system:
        case.last_day = max(case.last_day, happening.day)
    judgement = happening.judgement
    judgement.outcome, judgement.state = outcome if doing.completes else "", case.state
    if destination is not None and getattr(destination, "level", None):
        case.follow(happening.route)
    if case.pk is None:
        case.save()
    judgement.case = case
    note_concerned(happening, opens=isinstance(happening.node, Opening))
    if destination is not None:
        try:
            activation.finish(happening, outcome, destination)
        except NoRoute as error:
            raise Refused({"": str(error)}) from error
        judgement.task = activation.task
    end_with_case(happening)
    insert([judgement])
    _save_additions(happening)
    _record(happening, outcome, before)
    _save_clocks(happening)
    case.save_changes()
    _tell(happening)
    return Result(judgement, replayed=False, case=case)


def _save_additions(happening: Act) -> None:
    """In their order; new rows of one table that follow one another, where saving them does nothing of its own, in one
    statement.
    """
    for row in happening.additions:
        for name, value in (("judgement", happening.judgement), ("case", happening.case)):
            if hasattr(row, f"{name}_id"):
                setattr(row, name, value)
    for kind, rows in groupby(happening.additions, key=_inserted_as):
        if kind is None:
            for row in rows:
                row.save()
        else:
            insert(list(rows))


def _inserted_as(row: Model) -> type[Model] | None:
    """The model of a new row of one table without a ``save`` of its own."""
    plain = row._state.adding and type(row).save is Model.save and not row._meta.parents
    return type(row) if plain else None


def _destination(happening: Act, outcome: str) -> Any:
    """The node the outcome leads to: the first one that lies on the route of the day; None leaves the step open."""
    leads = happening.doing.leads
    if not leads:
        return None
    if outcome in leads:
        for node in leads[outcome]:
            level = getattr(node, "level", None)
            if not level or happening.route.has(level):
                return node
    raise NoRoute(_("The route of the day has no place for this outcome."))


def _record(happening: Act, outcome: str, before: str) -> None:
    """The act itself first, then what it recorded; the bodies reached see the case from this act on."""
    case, judgement = happening.case, happening.judgement
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
            "judged": judged(judgement.facts, judgement.findings, judgement.certificate),
            "law": judgement.law,
            "chain": case.chain,
        },
    )
    events = chain.append(case, [own, *happening.entries], at=timezone.now())
    if happening.settled:
        access.left_behind(case, {body.pk for body in happening.route.bodies.values()}, on=happening.on)
    for body, from_day in happening.leaving.items():
        access.left(case, body, on=from_day)
    bodies: dict[Body, str] = {
        task.body: AccessReason.ASKED if _asked(happening, task) else AccessReason.ON_ROUTE
        for task in happening.opened
        if task.body is not None and not case.lent_to(task.body)
    }
    if isinstance(happening.node, Opening) and happening.body is not None:
        bodies[happening.body] = AccessReason.OPENED
    for task in happening.opened:
        for kind in getattr(task.flow_task, "shown_to", ()):
            directing = happening.route.bodies.get((happening.route.levels[task.flow_task.level].pk, kind))
            if directing is not None:
                bodies.setdefault(directing, AccessReason.SUPERIOR)
        for level, kind in getattr(task.flow_task, "reported_to", ()):
            if happening.route.has(level):
                bodies.setdefault(happening.route.body(level, kind), AccessReason.SUPERIOR)
    for body in happening.telling:
        bodies.setdefault(body, AccessReason.SUPERIOR)
    for body, until in happening.lending.items():
        access.lent(case, body, event=events[0], on=happening.on, until=until)
    for named in happening.naming:
        access.name_person(
            case, named.user, reason=named.reason, since=happening.on, until=named.until, event=events[0]
        )
    for person_id in happening.unnaming:
        access.unname_person(case, person_id, on=happening.on)
    access.reached(case, bodies, event=events[0], on=happening.on)


def _asked(happening: Act, task: Any) -> bool:
    """Whether the task waits for a body that the case was sent to, not for one of its way."""
    node = task.flow_task
    if not node.holder:
        return False
    sent = node.level == "" and not node.flow_class.holders_on_way
    return sent or task.body not in happening.route.bodies.values()


def _save_clocks(happening: Act) -> None:
    if "deadlines" not in happening.__dict__:
        return
    started = [row for row in happening.deadlines if row._state.adding]
    stopped = [row for row in happening.deadlines if not row._state.adding and row.closed_on is not None]
    for row in started:
        row.case = happening.case
    if stopped:
        Deadline.objects.bulk_update(stopped, ["closed_on"])
    insert(started)
    if happening.moved:
        Deadline.objects.bulk_update(happening.moved, ["due_on", "length"])
    if (started or stopped or happening.moved) and not happening.doing.completes:
        own = happening.judgement.task
        for task in [own] if own is not None else Task.objects.open().filter(process_id=happening.case.pk):
            task.due_on = happening.due_at(task.flow_task)
            update(task, ["due_on"])
            happening.touched.append(task)


def _tell(happening: Act) -> None:
    """After the commit: the bodies concerned get an id, nothing else."""
    bodies = {task.body_id for task in [*happening.opened, *happening.touched]}
    bodies |= {body.pk for body in happening.telling}
    if happening.body is not None:
        bodies.add(happening.body.pk)
    ids = sorted(body_id for body_id in bodies if body_id is not None)
    case = happening.case
    told = case.followed_by(happening.on) if case.in_own_file else None
    hint = partial(announce, ids, case.public_id, case.event_count, person_id=told)
    transaction.on_commit(hint)
