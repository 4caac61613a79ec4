"""Steps of a flow. The only code that knows viewflow's insides."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.timezone import now
from viewflow.this_object import this
from viewflow.workflow.activation import Activation
from viewflow.workflow.base import Edge, Flow, Node
from viewflow.workflow.lock import SelectForUpdateLock
from viewflow.workflow.nodes import End as FlowEnd
from viewflow.workflow.nodes.end import EndActivation as FlowEndActivation
from viewflow.workflow.signals import task_finished
from viewflow.workflow.status import PROCESS, STATUS

from organization.models import Role
from organization.writing import insert, update
from workflows.rules import StepRules
from workflows.verbs import DONE, Verb

if TYPE_CHECKING:
    from organization.models import Body
    from workflows.acting import Act
    from workflows.routes import Route

#: What completing changes of a task.
COMPLETION = ("status", "started", "finished", "owner", "outcome")
NO_RULES = StepRules(blocks=(), flags=())


@dataclass(frozen=True)
class Doing:
    """A verb as a step declares it: which rules stop it or are shown with it, and where each outcome leads.

    ``leads``: {outcome: nodes in order of preference}; the first one that lies on the route of the day is entered.
    Empty: the step stays open.
    """

    verb: Verb
    rules: StepRules
    leads: Mapping[str, tuple[Node, ...]]

    @property
    def completes(self) -> bool:
        return bool(self.leads)

    @property
    def binding(self) -> bool:
        """Whether who does it must have read of newer law whose text is not loaded; the system reads nothing."""
        return (self.completes or self.verb.grave) and not self.verb.by_system


class VerbNode(Node):
    """A node on which verbs are declared."""

    def __init__(self, states: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.states = states
        self._declared: list[tuple[Verb, StepRules, dict[str, tuple[Any, ...]]]] = []
        self.doings: dict[str, Doing] = {}

    def Does(self, verb: Verb, *leads: Any, rules: StepRules = NO_RULES, **outcomes: Any) -> VerbNode:  # noqa: N802
        """Declare ``verb``: ``leads`` for its only outcome, or ``outcome=(node, …)`` for each of several."""
        ways = {DONE: leads} if leads else {}
        ways |= {name: nodes if isinstance(nodes, tuple) else (nodes,) for name, nodes in outcomes.items()}
        self._declared.append((verb, rules, ways))
        return self

    def _resolve(self, instance: Flow) -> None:
        super()._resolve(instance)
        self.doings = {
            verb.code: Doing(
                verb,
                rules,
                {name: tuple(this.resolve(instance, node) for node in nodes) for name, nodes in ways.items()},
            )
            for verb, rules, ways in self._declared
        }

    def rules_of(self, case: Any, doing: Doing) -> StepRules:
        """The rules of the verb for the outcome it will have; where that is not known before, those it declares."""
        return doing.rules

    def _outgoing(self) -> Iterator[Edge]:
        seen = set()
        for doing in self.doings.values():
            for outcome, nodes in doing.leads.items():
                for node in nodes:
                    if (outcome, node.name) not in seen:
                        seen.add((outcome, node.name))
                        yield Edge(src=self, dst=node, edge_class="next", label=outcome)

    def __copy__(self) -> VerbNode:
        # viewflow copies each node into its flow; what the copy resolves must not write into the original.
        twin = self.__class__.__new__(self.__class__)
        twin.__dict__.update(self.__dict__)
        twin._declared = copy.copy(self._declared)
        twin.doings = {}
        return twin


class StepActivation(Activation):
    """Finishes a task with its outcome and creates the task of the node chosen for it."""

    act: Act
    destination: Node

    @classmethod
    def create(
        cls, flow_task: Any, prev_activation: Any, token: Any, data: Any = None, seed: Any = None
    ) -> StepActivation:
        """A task of the next step with its body, role, permission and day in the one INSERT."""
        act = prev_activation.act
        task = flow_task.flow_class.task_class(
            process=prev_activation.process,
            flow_task=flow_task,
            flow_task_type=flow_task.task_type,
            token=token,
            body=flow_task.body_of(act.case, act.day),
            role=flow_task.role,
            perm=flow_task.perm,
            due_on=act.due_at(flow_task),
            data=data or {},
        )
        insert([task])
        follow(prev_activation.task, task)
        act.opened.append(task)
        return cls(task)

    @Activation.status.super()
    def activate(self) -> None:
        """A step waits for people."""

    @Activation.status.transition(source=STATUS.STARTED, target=STATUS.DONE)
    def complete(self) -> None:
        """As viewflow's own, but a task that waited saves only what its completion changes."""
        self.task.finished = now()
        if self.task.pk:
            update(self.task, COMPLETION)
        else:
            insert([self.task])
        task_finished.send(sender=self.flow_class, process=self.process, task=self.task)

    @Activation.status.transition(source=STATUS.DONE)
    def create_next(self) -> Iterator[Activation]:
        yield self.destination._create(self, self.task.token)

    @Activation.status.transition(source=STATUS.NEW, target=STATUS.CANCELED)
    def cancel(self) -> None:
        self.task.finished = now()
        self.task.save()

    def finish(self, act: Act, outcome: str, destination: Node) -> None:
        """Complete the task by ``act`` and enter ``destination``. Inside the transaction of the act only."""
        self.act, self.destination = act, destination
        self.task.status, self.task.started = STATUS.STARTED, now()
        self.task.owner, self.task.outcome = act.by, outcome
        self.complete()
        self.activate_next()


def follow(former: Any, task: Any) -> None:
    """Note which task led to this new one: one INSERT, where ``previous.add`` would first ask what is there."""
    insert([type(task).previous.through(from_task=task, to_task=former)])


def reopen(case: Any) -> None:
    """A case that had ended goes on: something waits again."""
    case.status, case.finished = PROCESS.NEW, None


class BodyStep(VerbNode):
    """A step that waits for a body: ``body_kind`` at ``level`` of the case's route; acting takes ``perm``.

    ``role`` is who usually acts (shown, never a permission). ``states``: the states a case may be in while it waits
    here. ``shown_to``: kinds of body of the same level that see the case from here on, because they direct it.
    ``holder``: the method of the case that names the body of the day, where that is not one of the route (the place a
    dossier is sent to); level and kind are then empty.
    ``reported_to``: (level, kind of body) of others it is reported to. ``waits``: states in which nobody has to act
    yet, because a length of time runs. ``clocks``: the kinds that make this step late; none named: any that runs.
    """

    activation_class = StepActivation
    task_type = "HUMAN"
    bpmn_element = "userTask"
    shape = {
        "width": 150,
        "height": 100,
        "text-align": "middle",
        "svg": '<rect class="task" width="150" height="100" rx="5" ry="5"/>',
    }

    def __init__(
        self,
        level: str,
        body_kind: str,
        perm: str,
        *,
        role: str = Role.SECRETARY,
        states: tuple[str, ...],
        shown_to: tuple[str, ...] = (),
        holder: str = "",
        reported_to: tuple[tuple[str, str], ...] = (),
        waits: tuple[str, ...] = (),
        clocks: tuple[str, ...] = (),
    ) -> None:
        super().__init__(states=states)
        self.level, self.body_kind, self.perm, self.role = level, body_kind, perm, role
        self.shown_to, self.holder, self.reported_to = shown_to, holder, reported_to
        self.waits, self.clocks = waits, clocks

    def body_of(self, case: Any, on: date) -> Body:
        """The body that acts here on the day. Raises NoRoute."""
        held: Body = getattr(case, self.holder)(on) if self.holder else case.route(on).body(self.level, self.body_kind)
        return held

    def leave_by(self, case: Any, task: Any, verb: Verb) -> None:
        """Before a verb completes the step: what has begun here and does not end with it. Raises Refused."""

    # viewflow's own views are not mounted; were they, they would get the seat rule's "no" instead of "everyone".
    def can_assign(self, user: Any, task: Any) -> bool:
        return False

    can_execute = can_unassign = can_assign


class Opening(VerbNode):
    """How a case begins: one verb, done by a body at ``level`` with ``perm``."""

    activation_class = StepActivation
    task_type = "START"
    bpmn_element = "startEvent"
    shape = {"width": 50, "height": 50, "svg": '<circle class="event" cx="25" cy="25" r="25"/>'}

    def __init__(self, level: str, body_kind: str, perm: str) -> None:
        super().__init__()
        self.level, self.body_kind, self.perm = level, body_kind, perm


class Anytime(VerbNode):
    """A verb that belongs to no open task (withdrawal): possible in ``states``, cancels open tasks, enters a named
    node.

    ``perm`` empty: only the person concerned may, in his own file. ``holder``: the attribute of the case that names the
    body, where that is not a body of the route of the day (who issued a decision; the cell, wherever the way leads).
    """

    activation_class = StepActivation
    task_type = "CASE_VERB"
    bpmn_element = "intermediateCatchEvent"
    shape = {"width": 50, "height": 50, "svg": '<circle class="event" cx="25" cy="25" r="25"/>'}

    def __init__(
        self, *, states: tuple[str, ...], perm: str = "", level: str = "", body_kind: str = "", holder: str = ""
    ) -> None:
        super().__init__(states=states)
        self.perm, self.level, self.body_kind, self.holder = perm, level, body_kind, holder

    def body_of(self, case: Any, on: date) -> Body | None:
        """The body that may on the day; None for a verb of the person concerned. Raises NoRoute."""
        if not self.perm:
            return None
        held: Body | None = getattr(case, self.holder)(on) if self.holder else None
        return held or case.route(on).body(self.level, self.body_kind)


class EndActivation(FlowEndActivation):
    """Ends the case in the one INSERT of its last task; the act saves the case itself."""

    @classmethod
    def create(
        cls, flow_task: Any, prev_activation: Any, token: Any, data: Any = None, seed: Any = None
    ) -> EndActivation:
        case, moment = prev_activation.process, now()
        case.status, case.finished = PROCESS.DONE, moment
        task = flow_task.flow_class.task_class(
            process=case,
            flow_task=flow_task,
            flow_task_type=flow_task.task_type,
            token=token,
            status=STATUS.DONE,
            started=moment,
            finished=moment,
        )
        insert([task])
        follow(prev_activation.task, task)
        return cls(task)


class End(FlowEnd):
    """The end of a case in one of ``states``. A case waits at one step at a time, so nothing else can be open."""

    activation_class = EndActivation

    def __init__(self, states: tuple[str, ...]) -> None:
        super().__init__()
        self.states = states


class CaseFlow(Flow):
    """What every procedure's flow shares: the lock, and its verbs by name."""

    lock_impl = SelectForUpdateLock(nowait=False, attempts=1)
    #: Kinds of clock that run beside the steps, for an act of no open task: they set no step's day.
    clocks_aside: tuple[str, ...] = ()
    #: Whether a step that names its body by the case alone may mean one of the route, as where a matrix of powers
    #: chooses the body; otherwise it is a place that the case was sent to.
    holders_on_way = False

    @classmethod
    def verb_nodes(cls) -> list[VerbNode]:
        return [node for node in cls.instance.nodes() if isinstance(node, VerbNode)]

    @classmethod
    def anytime(cls, verb_code: str, route: Callable[[], Route] | None = None, state: str = "") -> Anytime | None:
        """The node outside the chain that declares the verb; of several, the one of the state, whose level lies on the
        route.
        """
        found = [node for node in cls.verb_nodes() if isinstance(node, Anytime) and verb_code in node.doings]
        found = [node for node in found if state in node.states] or found
        if len(found) > 1 and route is not None:
            return next((node for node in found if route().has(node.level)), None)
        return next(iter(found), None)

    @classmethod
    def opening_node(cls, verb_code: str = "") -> Opening:
        """The one that declares the verb; ``start``, or the only one there is, where no verb is named."""
        found = [node for node in cls.verb_nodes() if isinstance(node, Opening)]
        named = [node for node in found if verb_code in node.doings]
        return min(named or found, key=lambda node: node.name != "start")
