"""A button is not hidden by a condition that its own form answers."""

import pytest

from discipline.flows import DisciplineFlow
from discipline.gathering import PROPOSED
from workflows.rules import Rule


def asked() -> list[tuple[str, Rule]]:
    return sorted(
        {
            (doing.verb.code, rule)
            for node in DisciplineFlow.verb_nodes()
            for doing in node.doings.values()
            for rule in doing.rules.blocks
            if set(rule.needs) & PROPOSED.get(doing.verb.code, {}).keys() and doing.verb.code not in RECORDED
        },
        key=lambda pair: (pair[0], pair[1].name),
    )


#: The form of these is filled in at the end of a meeting; what it lacks is said when it is sent.
RECORDED = {"record_cell_decision", "record_cell_proposal", "record_level_decision", "record_level_proposal"}


@pytest.mark.parametrize(("verb", "rule"), asked(), ids=lambda value: getattr(value, "name", value))
def test_what_a_form_answers_does_not_hide_its_button(verb: str, rule: Rule) -> None:
    declared = [node.doings[verb].verb for node in DisciplineFlow.verb_nodes() if verb in node.doings]
    assert rule.name in declared[0].answers
