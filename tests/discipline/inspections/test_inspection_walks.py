"""Every transition of an inspection is walked by the real acts, and discipline goes on from it without a second one."""

from collections.abc import Callable
from typing import Any

import pytest

from discipline.inspections.flows import InspectionFlow
from discipline.inspections.models import Inspection
from tests.discipline.inspections.continued import continued, led_to
from tests.discipline.inspections.searches import Search

pytestmark = pytest.mark.django_db


def dropped() -> Search:
    search = Search()
    search.do("file_signs", reason="Nothing in it")
    return search


def filed() -> Search:
    search = Search().to("published")
    search.do("file_inspection", number="01-ML")
    return search


WALKS: dict[str, tuple[str, Callable[[], Any]]] = {
    "note_signs": ("iv_signal", Search),
    "propose": ("iv_proposal", lambda: Search().to("proposal")),
    "drop": ("iv_filed", dropped),
    "decide": ("iv_decided", lambda: Search().to("decided")),
    "deploy": ("iv_deployed", lambda: Search().to("deployed")),
    "ask_explanation": ("iv_explanation", lambda: Search().to("explanation")),
    "explain": ("iv_verifying", lambda: Search().to("verifying")),
    "put_before_organization": ("iv_org_meeting", lambda: Search().to("org_meeting")),
    "report": ("iv_reported", lambda: Search().to("reported")),
    "conclude": ("iv_concluded", lambda: Search().to("concluded")),
    "publish": ("iv_published", lambda: Search().to("published")),
    "file": ("iv_filed", filed),
}


@pytest.mark.parametrize("name", WALKS)
def test_transition_is_walked_by_real_acts(name: str) -> None:
    state, go = WALKS[name]
    search = go()
    assert search.case.state == state
    moved = set()
    for row in search.case.judgements.all():
        for node in InspectionFlow.verb_nodes():
            if node.name == row.step and row.verb in node.doings:
                moved.add(node.doings[row.verb].verb.moves.get(row.outcome or "done", ""))
    assert name in moved


def test_no_transition_is_left_out() -> None:
    field = Inspection._meta.get_field("state")
    assert set(WALKS) == {found.name for found in field.get_all_transitions(Inspection)}


def test_the_inspection_of_a_commission_goes_on_at_its_hearing() -> None:
    search = Search().deserving()
    search.pass_on()

    case = led_to(search)
    assert (case.state, case.source, case.facts_concluded, case.in_own_file) == (
        "level_hearing",
        "inspection",
        True,
        True,
    )
    assert (case.plan_known_on, case.self_criticism_on) == (search.case.deployed_on, search.case.self_criticism_on)
    assert case.hearings.get().opinion == "He explains it."
    assert case.violations.get().established is True
    assert case.consequence.case == search.case
    assert {paper.code for paper in case.documents.filter(own=True)} == {"plan", "self_criticism"}


@pytest.mark.parametrize(
    ("criticised", "heard", "state"),
    [(True, True, "cell_meeting"), (True, False, "verifying"), (False, False, "self_criticism")],
)
def test_the_inspection_of_a_cell_goes_on_where_it_stopped(criticised: bool, heard: bool, state: str) -> None:
    search = Search(by="cell").deserving(criticised=criticised, heard=heard)
    search.pass_on()
    assert led_to(search).state == state


def test_what_lies_outside_its_power_is_handed_to_the_competent_body() -> None:
    search = Search().deserving()
    cell = search.chain.bodies["cell"]
    search.pass_on("hand_to_competent", receiver=cell, receiver_name="", number="09-CV", reason="His cell decides.")

    case = led_to(search)
    assert (case.state, case.receiver, case.facts_concluded, case.in_own_file) == ("handed_over", cell, True, False)
    search.do("file_inspection", number="01-ML")
    assert search.case.state == "iv_filed"


def test_handed_outside_the_system_no_case_begins_here() -> None:
    search = Search().deserving()
    search.pass_on("hand_to_competent", receiver=None, receiver_name="Another Khối", number="09-CV", reason="Moved.")
    row = search.case.consequences.get()
    assert (row.led_to, row.handed_to, row.person) == (None, "Another Khối", search.accused)


def test_the_commission_votes_on_what_its_inspection_established() -> None:
    matter = continued("inspection")
    matter.do("go_to_meeting")
    matter.vote_forms(matter.all_for("warning"))
    assert (matter.case.state, matter.case.form) == ("decision_drafting", "warning")
