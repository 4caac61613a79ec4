"""A flow as a graph: which verb leads from which step to which, and what can be reached past a guard."""

from collections.abc import Iterator
from typing import Any

from workflows.nodes import CaseFlow, Doing, Opening, VerbNode


def edges(flow: type[CaseFlow]) -> Iterator[tuple[VerbNode, Doing, str]]:
    """(step, verb as declared, name of the step entered) of the whole flow, verbs at any time included."""
    for node in flow.verb_nodes():
        for doing in node.doings.values():
            for nodes in doing.leads.values():
                for entered in nodes:
                    yield node, doing, entered.name


def reachable(flow: type[CaseFlow], guards: set[Any], *, begun: str = "") -> set[str]:
    """The steps that a case can reach by acts that none of ``guards`` stops, from its openings or from a step."""
    ways: dict[str, set[str]] = {}
    anywhere = set()
    for node, doing, entered in edges(flow):
        if guards & set(doing.rules.blocks):
            continue
        if getattr(node, "task_type", "") == "CASE_VERB":
            anywhere.add(entered)
        else:
            ways.setdefault(node.name, set()).add(entered)
    openings = {node.name for node in flow.verb_nodes() if isinstance(node, Opening)}
    found, open_ends = set(), {begun, *anywhere} if begun else {*openings, *anywhere}
    while open_ends:
        step = open_ends.pop()
        found.add(step)
        open_ends |= ways.get(step, set()) - found
    return found
