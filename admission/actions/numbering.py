"""The number that a decision takes from the register of the body that issues it."""

from workflows.acting import Act
from workflows.documents.numbering import document_sign, next_number, written_number


def take_decision_numbers(act: Act, count: int) -> list[str]:
    """The next numbers of decisions of the act's body, as written on the papers."""
    assert act.body is not None
    first = next_number(act.body, "decision", act.body.since, act.day, count=count)
    sign, symbol = document_sign("decision"), act.body.symbol
    return [written_number(number, sign, symbol) for number in range(first, first + count)]


def take_decision_number(act: Act) -> str:
    """The next one."""
    return take_decision_numbers(act, 1)[0]
