"""The system checks: what fits passes, each planted defect is named."""

import pytest
from viewflow import this
from viewflow.workflow.lock import no_lock

from admission import actions
from admission.flows import AdmissionFlow
from admission.models import Dossier, State
from organization.models import BodyKind
from permissions.catalogue import Perm
from workflows.checks import flow_problems, flows, flows_and_states_agree, law_is_whole
from workflows.models import Task
from workflows.nodes import BodyStep, CaseFlow, End, Opening


def small_flow(**changes):
    """A flow of one opening, one step and one end; ``changes`` replace its attributes. It is no real procedure."""
    attributes = {
        "__module__": "admission.flows",
        "__doc__": "Small",
        "process_class": Dossier,
        "task_class": Task,
        "opening": Opening("cell", BodyKind.CELL, Perm.OPEN_DOSSIER).Does(actions.open_dossier, this.completion),
        "completion": BodyStep("cell", BodyKind.CELL, Perm.PREPARE_DOSSIER, states=(State.AUTHORIZED,)).Does(
            actions.conclude_verification, this.end
        ),
        "end": End(states=(State.AUTHORIZED,)),
        **changes,
    }
    planted = type("SmallFlow", (CaseFlow,), attributes)
    # viewflow wants it in an installed app when it is made; afterwards nobody takes it for a flow of admission
    planted.__module__ = __name__
    return planted


def ids(flow):
    return sorted({problem.id for problem in flow_problems(flow)} - {"workflows.E008"})


def test_the_real_flow_and_its_states_agree():
    assert list(flow_problems(AdmissionFlow)) == []


def test_the_check_at_start_covers_the_flow():
    assert AdmissionFlow in flows()
    assert [problem for problem in flows_and_states_agree(None) if "AdmissionFlow" in problem.msg] == []


def test_small_flow_without_defect_has_no_problem_but_its_unused_transitions():
    assert ids(small_flow()) == []


def step(states=(State.AUTHORIZED,), perm=Perm.PREPARE_DOSSIER, kind=BodyKind.CELL):
    return BodyStep("cell", kind, perm, states=states)


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"lock_impl": no_lock}, ["workflows.E001"]),
        ({"completion": step()}, ["workflows.E002", "workflows.E009"]),
        (
            {"completion": step(perm="no_such").Does(actions.conclude_verification, this.end)},
            ["workflows.E003"],
        ),
        (
            {"completion": step(kind=BodyKind.OFFICE).Does(actions.conclude_verification, this.end)},
            ["workflows.E003"],
        ),
        (
            {"completion": step(states=()).Does(actions.conclude_verification, this.end)},
            ["workflows.E005", "workflows.E007"],
        ),
        (
            {"completion": step().Does(actions.record_cell_vote, passed=this.end, below_ratio=this.end)},
            ["workflows.E007"],
        ),
        (
            {"completion": step(states=(State.COMPLETE,)).Does(actions.record_cell_vote, this.end)},
            ["workflows.E006", "workflows.E007"],
        ),
        ({"end": End(states=(State.REFUSED,))}, ["workflows.E007"]),
        ({"completion": step().Does(actions.file_paper)}, ["workflows.E009"]),
    ],
)
def test_planted_defect_is_found(changes, found):
    assert ids(small_flow(**changes)) == found


def test_step_whose_events_the_record_cannot_keep_is_an_error():
    long = "a" * (60 - len(".conclude_verification") + 1)
    flow = small_flow(**{long: step().Does(actions.conclude_verification, this.end)})
    assert [problem.id for problem in flow_problems(flow) if long in problem.msg] == ["workflows.E012"]
    short = small_flow(**{long[1:]: step().Does(actions.conclude_verification, this.end)})
    assert ids(short) == []


def test_transition_nobody_uses_is_an_error():
    problems = [problem.msg for problem in flow_problems(small_flow()) if problem.id == "workflows.E008"]
    assert "No verb of SmallFlow uses the transition 'admit'." in problems


def test_law_of_every_procedure_is_whole():
    assert [problem for problem in law_is_whole(None) if problem.level >= 40] == []
