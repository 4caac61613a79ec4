"""On every chain, what can be done on a step leads to a step of that chain: no dossier ends in nothing."""

from collections.abc import Iterator

import pytest

from admission.flows import AdmissionFlow
from admission.routes import Profile, profiles
from workflows.nodes import Anytime, Opening, VerbNode

#: These lead back to the step that waited or to the one that was faulty, which lay on the way of the dossier.
OF_THE_WAY = {"drop_transfer", "hand_on_redo", "hand_on_recognition_redo", "begin_stay", "close_stay", "end_stay"}


def lies_on(node, levels: set[str]) -> bool:
    level = getattr(node, "level", "")
    return not level or level in levels


def reached(levels: set[str]) -> Iterator[VerbNode]:
    nodes = AdmissionFlow.instance.nodes()
    todo = [node for node in nodes if isinstance(node, Opening | Anytime) and lies_on(node, levels)]
    seen = set()
    while todo:
        node = todo.pop()
        if node.name in seen or not isinstance(node, VerbNode):
            continue
        seen.add(node.name)
        yield node
        for doing in (node.doings[verb] for verb in node.doings.keys() - OF_THE_WAY):
            for leads in doing.leads.values():
                todo += [lead for lead in leads if lies_on(lead, levels)][:1]


@pytest.mark.parametrize("with_section", [True, False])
@pytest.mark.parametrize("profile", profiles().values(), ids=lambda profile: profile.code)
def test_no_chain_has_a_dead_end(profile: Profile, with_section: bool):
    levels = {*profile.levels, *profile.above} - (set() if with_section else {"section"})
    steps = list(reached(levels))
    dead = [
        (step.name, verb, outcome)
        for step in steps
        for verb, doing in step.doings.items()
        if verb not in OF_THE_WAY and not doing.rules.gates
        for outcome, leads in doing.leads.items()
        if not any(lies_on(lead, levels) for lead in leads)
    ]
    assert dead == []
    assert {"draft", "cell", "ceremony", "recognition_cell", "card", "removal_cell", "removal_notice"} <= {
        step.name for step in steps
    }
