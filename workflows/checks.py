"""System checks: a flow, its states and its law that disagree refuse to start."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.urls import URLPattern, get_resolver
from django_fsm import GET_STATE
from viewflow.workflow.lock import NoLock

from organization.models import BodyKind
from permissions.catalogue import Perm, roles_for
from workflows.law import LawError
from workflows.models import Event
from workflows.nodes import Anytime, BodyStep, CaseFlow, End, Opening, VerbNode
from workflows.procedures import law_folder, local_law, local_places
from workflows.reads import Table, table
from workflows.rules import unread_provisions, unset_provisions

#: Of the events of an act, which are named by its step and verb. SQLite would take a longer one, PostgreSQL does not.
LONGEST_KIND: int = Event._meta.get_field("kind").max_length or 0


def flows() -> list[type[CaseFlow]]:
    """Every flow of every procedure."""
    return [flow for flow in CaseFlow.__subclasses__() if flow.process_class is not None]


@register()
def flows_and_states_agree(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    return [message for flow in flows() for message in flow_problems(flow)]


def flow_problems(flow: type[CaseFlow]) -> Iterator[CheckMessage]:
    """What is wrong with one flow; nothing when its steps, verbs, states and transitions fit together."""
    if isinstance(flow.lock_impl, NoLock):
        yield Error(f"{flow.__name__} has no lock.", id="workflows.E001")
    transitions = {
        transition.name: transition
        for transition in flow.process_class._meta.get_field("state").get_all_transitions(flow.process_class)
    }
    moved: set[str] = set()
    for node in flow.verb_nodes():
        yield from _node_problems(flow, node)
        for doing in node.doings.values():
            kind = f"{node.name}.{doing.verb.code}"
            where = f"{flow.__name__}.{kind}"
            if len(kind) > LONGEST_KIND:
                told = f"{where}: the record keeps no kind of event longer than {LONGEST_KIND} characters."
                yield Error(told, id="workflows.E012")
            moves = {name for name in doing.verb.moves.values() if name}
            moved |= moves
            for name in sorted(moves - set(transitions)):
                yield Error(f"{where} moves by '{name}', which is no transition of the state.", id="workflows.E004")
            if doing.completes:
                yield from _lead_problems(where, node, doing)
    for name in sorted(set(transitions) - moved):
        yield Error(f"No verb of {flow.__name__} uses the transition '{name}'.", id="workflows.E008")


def _node_problems(flow: type[CaseFlow], node: VerbNode) -> Iterator[CheckMessage]:
    where = f"{flow.__name__}.{node.name}"
    if not node.doings:
        yield Error(f"{where} has no verb.", id="workflows.E002")
    if isinstance(node, BodyStep | Opening) and not _somebody_may(node):
        yield Error(f"{where}: nobody in a body of kind '{node.body_kind}' has '{node.perm}'.", id="workflows.E003")
    if isinstance(node, BodyStep | Anytime) and not node.states:
        yield Error(f"{where} names no state.", id="workflows.E005")
    if isinstance(node, BodyStep) and not any(doing.completes for doing in node.doings.values()):
        yield Error(f"{where} can never be completed.", id="workflows.E009")


def _somebody_may(node: BodyStep | Opening) -> bool:
    kinds = BodyKind.values if getattr(node, "holder", "") else [node.body_kind]
    return node.perm in Perm.values and any(roles_for(node.perm, kind) for kind in kinds)


def _targets(flow: type[CaseFlow], node: VerbNode, name: str) -> tuple[set[str], set[str], bool]:
    """(the node's states from which the transition starts, the states it leads to, whether it chooses among them by
    what the case remembers); without one the states stay."""
    states = set(node.states) or {""}
    if not name:
        return states, states, False
    field = flow.process_class._meta.get_field("state")
    found = [t for t in field.get_all_transitions(flow.process_class) if t.name == name]
    sources = {transition.source for transition in found}
    targets = [transition.target for transition in found if transition.source in states]
    chosen = [target for target in targets if isinstance(target, GET_STATE)]
    ends = {str(target) for target in targets if not isinstance(target, GET_STATE)}
    ends |= {str(state) for target in chosen for state in target.allowed_states}
    return states & sources, ends, bool(chosen)


def _lead_problems(where: str, node: VerbNode, doing: Any) -> Iterator[CheckMessage]:
    flow = node.flow_class
    outcomes = set(doing.leads)
    if not isinstance(node, Anytime) and set(doing.verb.moves) != outcomes:
        yield Error(
            f"{where}: the outcomes of the verb {sorted(doing.verb.moves)} and of the step {sorted(outcomes)} differ.",
            id="workflows.E006",
        )
    for outcome, destinations in doing.leads.items():
        starts, ends, chosen = _targets(flow, node, doing.verb.moves.get(outcome, ""))
        if not starts:
            yield Error(f"{where}: '{outcome}' starts in no state of the step.", id="workflows.E007")
        for destination in destinations:
            allowed = set(destination.states) if isinstance(destination, BodyStep | End) else set()
            if not (ends & allowed if chosen else ends <= allowed):
                wrong = ", ".join(sorted(ends - allowed))
                yield Error(
                    f"{where}: '{outcome}' enters {destination.name} in a state it does not name: {wrong}.",
                    id="workflows.E007",
                )


@register()
def law_is_whole(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Every procedure's law loads, local rules chosen too, and its rules name provisions that some regulation sets."""
    found: list[CheckMessage] = []
    for procedure in settings.PROCEDURES:
        try:
            unset = unset_provisions(law_folder(procedure))
            local_law(procedure, places=local_places(procedure))
        except LawError as error:
            found.append(Error(str(error), id="workflows.E010"))
            continue
        found += [
            Error(f"{procedure}: no regulation ever set '{name}', which a rule reads.", id="workflows.E011")
            for name in unset
        ]
    return found


@register(deploy=True)
def law_is_read(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """What a regulation sets and nothing reads yet: a warning (`check --deploy`) while rules are being written."""
    return [
        Warning(f"{procedure}: nothing reads '{name}'.", id="workflows.W001")
        for procedure in settings.PROCEDURES
        for name in unread_provisions(law_folder(procedure))
    ]


@register(Tags.urls)
def addresses_say_how_they_are_read(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    return list(unsaid(get_resolver(), table()))


def unsaid(resolver: Any, declared: Table) -> Iterator[CheckMessage]:
    """What is wrong with the table of readings: an address that it does not have, or has twice, or that is none. The
    administrator's pages have namespaces of their own and show no case.
    """
    names = {pattern.name for pattern in resolver.url_patterns if isinstance(pattern, URLPattern) and pattern.name}
    for name in sorted(names - declared.reads.keys() - declared.unread.keys()):
        told = f"{settings.READS} does not say how the address '{name}' is read, or why it is not."
        yield Error(told, id="workflows.E013")
    for name in sorted((declared.reads.keys() | declared.unread.keys()) - names):
        yield Error(f"The table of readings names '{name}', which is no address.", id="workflows.E014")
    for name in sorted(declared.reads.keys() & declared.unread.keys()):
        yield Error(f"The table of readings has '{name}' twice.", id="workflows.E015")
