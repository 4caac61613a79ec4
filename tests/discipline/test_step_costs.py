"""What every step of a discipline case costs on its pages: few statements, however much there is."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.test import Client
from django.urls import reverse

from discipline.flows import DisciplineFlow
from organization.models import User
from tests.admission.signing_in import SignIn
from tests.counting import statements
from tests.discipline import walks
from tests.discipline.budgets import CASE_PAGE, PAGE
from tests.discipline.complaints import complaint_walks
from tests.discipline.matters import Matter
from tests.factories import person, user
from workflows.documents.models import Document
from workflows.nodes import BodyStep

pytestmark = pytest.mark.django_db


def counted_box() -> Matter:
    """At the meeting of the cell, the ballots counted: what remains is to record what it came to."""
    matter = walks.before_cell()
    matter.vote_forms(matter.all_for("warning"), record=False)
    return matter


def to_be_assigned() -> Matter:
    matter = walks.handed_over()
    matter.do("refuse_case", reason="Not ours.")
    return matter


#: {what is seen: (the step that waits, how it gets there)}
STEPS: dict[str, tuple[str, Callable[[], Matter]]] = {
    "intake": ("intake", walks.registered),
    "screening": ("screening", walks.screened),
    "handed over": ("handed_over", walks.handed_over),
    "to be assigned": ("assignment", to_be_assigned),
    "deferred": ("deferred", walks.deferred),
    "preparing": ("preparing", walks.prepared),
    "self-criticism": ("self_criticism", walks.known),
    "verifying": ("verifying", walks.criticised),
    "before the cell": ("cell", walks.before_cell),
    "counted in the cell": ("cell", counted_box),
    "appraisal": ("appraisal", walks.proposed_by_cell),
    "hearing": ("hearing", walks.to_hearing),
    "meeting above": ("meeting", walks.to_meeting),
    "drafting": ("drafting", walks.decided_above),
    "written by the cell": ("announcement", walks.decided_by_cell),
    "announcement": ("announcement", walks.signed),
    "effect": ("effect", walks.announced),
    "in force": ("in_force", walks.in_force),
    "under complaint": ("in_force", complaint_walks.complained),
    "restoration": ("restoration", complaint_walks.cancelled),
}


def test_no_step_is_left_out() -> None:
    steps = {node.name for node in DisciplineFlow.verb_nodes() if isinstance(node, BodyStep)}
    assert {step for step, _go in STEPS.values()} == steps


def asked(client: Client, pages: dict[str, str]) -> dict[str, int]:
    """{page: statements}; the first look at a page fills what the process keeps."""
    for address in pages.values():
        assert client.get(address).status_code == 200, address
    return {name: statements(partial(client.get, address)) for name, address in pages.items()}


def crowd(matter: Matter, first: int, beside: int) -> None:
    """Four more of everything that a case holds, as rows alone, numbered from ``first``, and another case of the same
    bodies about the member ``beside``.
    """
    case = matter.case
    body = case.registrar
    for number in range(first, first + 4):
        case.violations.create(number=number, described="More", code="VM02", started_on=matter.day)
        case.circumstances.create(code="repaired", side="mitigating", noted="n", accepted=True, reason="r")
        case.summonses.create(purpose="hearing", sent_on=matter.day, proof="p", followed=True)
        case.hearings.create(decider="cell", body=body, held_on=matter.day, representative="r", opinion="o")
        case.deferrals.create(ground="inpatient", certificate="c", since=matter.day, ended_on=matter.day)
        Document.objects.create(case_id=case.pk, code="evidence", number=str(number), filed_on=matter.day, own=True)
    case.team.create(person=person(), since=matter.day, until=matter.day + timedelta(days=9))
    Matter(matter.chain, accused=matter.chain.members[beside], start=matter.day)


@pytest.mark.parametrize("seen", STEPS)
def test_pages_of_a_step_stay_within_their_statements(sign_in: SignIn, seen: str) -> None:
    step, go = STEPS[seen]
    matter = go()
    assert matter.step == step
    case, officer = matter.case, sign_in(matter.actor(), matter.day)
    pages = {
        "task": reverse("task", args=[matter.task.public_id]),
        "case": reverse("case", args=[case.public_id]),
        "papers": reverse("case_papers", args=[case.public_id]),
    }
    crowd(matter, 2, 2)
    few = asked(officer, pages)
    if case.told:
        his = sign_in(User.objects.filter(person=matter.accused).first() or user(matter.accused), matter.day)
        own = {
            "own": reverse("own_discipline", args=[case.public_id]),
            "own papers": reverse("own_case_papers", args=[case.public_id]),
        }
        few |= asked(his, own)
    assert {name: count for name, count in few.items() if count > (CASE_PAGE if name == "case" else PAGE)} == {}
    crowd(matter, 6, 4)
    many = asked(officer, pages) | (asked(his, own) if case.told else {})
    assert many == few


def test_writing_and_printing_stay_within_their_statements(sign_in: SignIn) -> None:
    matter = walks.known()
    public_id, plan = matter.case.public_id, matter.case.documents.get(code="plan")
    his = sign_in(User.objects.filter(person=matter.accused).first() or user(matter.accused), matter.day)
    mine = {"public_id": public_id, "code": "self_criticism"}
    own = {
        "writing": reverse("own_case_paper", kwargs=mine),
        "draft": reverse("own_case_paper_draft", kwargs={**mine, "extension": "docx"}),
        "plan": reverse("paper_print", args=[plan.public_id, "docx"]),
    }
    few = asked(his, own)
    index = {"public_id": public_id, "code": "index", "extension": "docx"}
    few |= asked(sign_in(matter.actor(), matter.day), {"index": reverse("computed_paper", kwargs=index)})
    assert {name: count for name, count in few.items() if count > PAGE} == {}
