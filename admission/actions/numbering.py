"""The number that a decision takes from the register of the body that issues it."""

from workflows.acting import Act
from workflows.documents.numbering import document_sign, next_number, written_number


def take_decision_number(act: Act) -> str:
    """The next number of decisions of the act's body, as written on the paper."""
    assert act.body is not None
    number = next_number(act.body, "decision", act.body.since, act.day)
    return written_number(number, document_sign("decision"), act.body.symbol)
