"""Whether the map and the flow agree: what it names is there, and nothing of the flow is left out of it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django_fsm import GET_STATE

from admission.law_coverage import every_id
from admission.map_of_law import NOTHING, STATES, TRANSITIONS, Act, LawMap, Transition
from admission.states import State
from workflows.nodes import Anytime, BodyStep, CaseFlow, Doing, End, VerbNode

Move = tuple[frozenset[str], frozenset[str]]


class Checker:
    """The map against one flow. ``clocks``: the kinds of clocks there are. Words of the map are never guessed at: what
    is not found is a problem.
    """

    def __init__(self, law_map: LawMap, flow: type[CaseFlow], clocks: Iterable[str]) -> None:
        self.map, self.clocks = law_map, frozenset(clocks)
        self.nodes: dict[str, Any] = {node.name: node for node in flow.instance.nodes()}
        self.known = frozenset(State.values)
        self.moves = _moves(flow)

    def problems(self) -> list[str]:
        return [
            *self._counts(),
            *self._states(),
            *self._left_out(),
            *(f"{name}: {problem}" for name, act in self.map.acts() for problem in self._act(name, act)),
            *(f"{row.id}: {problem}" for row in self.map.transitions.values() for problem in self._row(row)),
        ]

    def _counts(self) -> Iterator[str]:
        numbers = [meaning.number for meaning in self.map.states.values()]
        if numbers != list(range(1, STATES + 1)):
            yield f"states: not 1 to {STATES}, each once and in order"
        if list(self.map.transitions) != [f"T{number:02}" for number in range(1, TRANSITIONS + 1)]:
            yield f"transitions: not T01 to T{TRANSITIONS}, each once and in order"

    def _states(self) -> Iterator[str]:
        for meaning in self.map.states.values():
            if not (meaning.state or meaning.steps):
                yield f"{meaning.id}: is neither a state nor a step"
            if meaning.state and meaning.state not in self.known:
                yield f"{meaning.id}: there is no state '{meaning.state}'"
            if meaning.clock and meaning.clock not in self.clocks:
                yield f"{meaning.id}: there is no clock '{meaning.clock}'"
            for step in meaning.steps:
                if not isinstance(self.nodes.get(step), BodyStep):
                    yield f"{meaning.id}: there is no step '{step}'"

    def _left_out(self) -> Iterator[str]:
        """States, nodes and verbs of the flow that the map does not mention; a refusal alone mentions no node."""
        told = [meaning.state for meaning in self.map.states.values() if meaning.state and not meaning.clock]
        told += self.map.beside_states
        for state in sorted(self.known ^ set(told)):
            yield f"state '{state}': {'not in the map' if state in self.known else 'there is none'}"
        for state in sorted({state for state in told if told.count(state) > 1}):
            yield f"state '{state}': is two things"
        acts = {
            (node, act.verb, outcome) for _row, act in self.map.acts() for node in act.at for outcome in act.outcomes
        }
        mentioned = {node for node, verb, _outcome in acts if verb} | self.map.beside_steps.keys()
        for name in sorted(self.map.beside_steps.keys() - self.nodes.keys()):
            yield f"node '{name}': there is none"
        for name, node in self.nodes.items():
            if not isinstance(node, End) and name not in mentioned:
                yield f"node '{name}': not in the map"
            for doing in node.doings.values() if isinstance(node, VerbNode) else ():
                for outcome in sorted(self._that_count(node, doing)):
                    if (name, doing.verb.code, outcome) not in acts:
                        yield f"{doing.verb.code} at {name}, outcome {outcome}: not in the map"

    def _that_count(self, node: VerbNode, doing: Doing) -> set[str]:
        """The outcomes that lead to another step, or move the state from one that a case may have here."""
        here = set(node.states) or {""}
        moving = {outcome for outcome, name in doing.verb.moves.items() if name and here & self.moves[name][0]}
        return set(doing.leads) | moving

    # one act

    def _act(self, row: str, act: Act) -> Iterator[str]:
        if act.clock and act.clock not in self.clocks:
            yield f"there is no clock '{act.clock}'"
        verb = act.verb or act.refused or act.flagged
        if verb and not act.at:
            yield f"{verb}: at no step"
        unknown = {*act.sources, *act.targets} - self.map.states.keys() - self.map.beside_states.keys() - {NOTHING}
        yield from (f"{verb}: '{name}' is no state" for name in sorted(unknown))
        for name in act.at:
            node = self.nodes.get(name)
            doing = node.doings.get(verb) if isinstance(node, VerbNode) else None
            if node is None or doing is None:
                yield f"{verb}: not offered at '{name}'"
            elif act.rule or act.flagged:
                yield from _asked(act, name, doing)
            elif act.verb and not unknown:
                for outcome in act.outcomes:
                    if outcome not in _outcomes(doing):
                        yield f"{verb} at {name}: has no outcome '{outcome}'"
                    elif row != "besides" or (act.sources and act.targets):
                        yield from self._moved(act, node, doing, outcome)

    def _moved(self, act: Act, node: VerbNode, doing: Doing, outcome: str) -> Iterator[str]:
        """Each source is possible where the verb is offered, and the verb leads to each target."""
        where = f"{act.verb} at {node.name}, outcome {outcome}"
        name = doing.verb.moves.get(outcome, "")
        starts, ends = self.moves.get(name, (frozenset(), frozenset()))
        steps = {lead.name for lead in doing.leads.get(outcome, ())} or {node.name}
        for source in () if act.at_once else act.sources:
            before = self._states_at(source, node)
            if not before:
                yield f"{where}: not offered in {source}"
            elif name and not (before | {act.through}) & starts:
                yield f"{where}: '{name}' does not start from {source}"
        after = ends if name else frozenset().union(*(self._states_at(source, node) for source in act.sources))
        for target in act.targets if not act.at_once else (*act.sources, *act.targets):
            meaning = self.map.states.get(target)
            if meaning is not None and meaning.steps and steps & set(meaning.steps):
                continue
            if (meaning.state if meaning else target) not in after:
                yield f"{where}: does not lead to {target}"
        for source in act.sources if act.keeps else ():
            for step in sorted(steps):
                if not self._states_at(source, self.nodes[step]):
                    yield f"{where}: {step} does not wait in {source}"

    def _states_at(self, identifier: str, node: VerbNode) -> frozenset[str]:
        """The states in which a case that is this can be at the node; "" where there is no case yet or it has ended."""
        meaning = self.map.states.get(identifier)
        if not node.states:
            ended = meaning is not None and meaning.kind.startswith("end")
            return frozenset({""}) if identifier == NOTHING or ended else frozenset()
        found = {meaning.state if meaning else identifier} & set(node.states)
        for step in (name for name in meaning.steps if name in self.nodes) if meaning else ():
            here = node.name == step or isinstance(node, Anytime)
            found |= set(self.nodes[step].states) & set(node.states) if here else set()
        return frozenset(found)

    # one row

    def _row(self, row: Transition) -> Iterator[str]:
        yield from (f"there is no rule '{name}'" for name in row.rules if name not in every_id())
        if bool(row.missing) == bool(row.acts):
            yield "is either missing or has acts"
        unknown = {*row.sources, *row.via, *row.targets} - self.map.states.keys()
        yield from (f"'{name}' is no state of the domain" for name in sorted(unknown))
        for source in row.sources if row.acts else ():
            reached = self._reached(row, source)
            wanted = {*row.via, *row.targets}
            if source in row.not_from:
                if reached & wanted:
                    yield f"{source}: something leads on from there"
            elif not reached & {*row.targets}:
                yield f"{source}: no act leads from there to {' or '.join(row.targets)}"
        passed = set().union(*(self._reached(row, source) for source in row.sources)) if row.acts else {*row.via}
        yield from (f"'{name}' is not passed" for name in row.via if name not in passed)

    def _reached(self, row: Transition, source: str) -> set[str]:
        """What the acts of the row lead to from the source; itself only where an act leads back to it."""
        found: set[str] = set()
        todo = [source]
        while todo:
            one = todo.pop()
            for act in row.acts:
                new = {target for source, target in act.ways if source == one} - found
                found |= new
                todo += new
        return found


def _moves(flow: type[CaseFlow]) -> Mapping[str, Move]:
    """{transition of the state: (the states it starts from, those it leads to)}."""
    found: dict[str, Move] = {}
    for one in flow.process_class._meta.get_field("state").get_all_transitions(flow.process_class):
        ends = one.target.allowed_states if isinstance(one.target, GET_STATE) else (one.target,)
        starts, before = found.get(one.name, (frozenset(), frozenset()))
        found[one.name] = (starts | {str(one.source)}, before | {str(end) for end in ends})
    return found


def _outcomes(doing: Doing) -> set[str]:
    return set(doing.leads) or {*doing.verb.moves} or {"done"}


def _asked(act: Act, name: str, doing: Doing) -> Iterator[str]:
    """A refusal names a rule that stops the verb, a flag one that is only shown with it."""
    asked = doing.rules.flags if act.flagged else (*doing.rules.blocks, *doing.rules.gates)
    if act.rule not in [rule.name for rule in asked]:
        yield f"{act.refused or act.flagged} at {name}: '{act.rule}' does not {'flag' if act.flagged else 'stop'} it"
