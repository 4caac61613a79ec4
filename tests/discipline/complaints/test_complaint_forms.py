"""Every verb of a complaint that a person does on a page has the form that was made for it."""

from discipline.complaints.flows import ComplaintFlow
from discipline.complaints.forms import COMPLAINT_FORMS
from workflows.screens import screen_of


def test_no_other_flow_takes_the_form_of_a_verb() -> None:
    """The forms of all flows of discipline stand in one table, by the code of the verb."""
    asked = {
        code
        for node in ComplaintFlow.verb_nodes()
        for code, doing in node.doings.items()
        if not doing.verb.at_meeting and not doing.verb.by_system
    }
    table = screen_of("discipline").forms
    assert {code: table[code] for code in asked} == {code: COMPLAINT_FORMS[code] for code in asked}
