"""What the pages and steps of a complaint cost in statements, and that it does not grow with what there is."""

from datetime import date
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from discipline.complaints.records import ComplaintGround, PartyHeard
from organization.models import User
from tests.admission.signing_in import SignIn
from tests.counting import statements
from tests.discipline.budgets import ACT, CASE_PAGE, LIST, PAGE
from tests.discipline.complaints.grievances import Grievance, decided, upload
from workflows.actions import act, act_on_case
from workflows.models import Document

pytestmark = pytest.mark.django_db
STEP, INBOX, OWN_PAGE = ACT, LIST, PAGE
#: {step: (statements of its page, why it takes more than others)}
MORE = {
    "meeting": (
        16,
        "Whether the vote decides or proposes follows from the power of the body over this person, so his seats are"
        " asked; who took part in the decision is barred, which takes two; and the agenda is asked as at any meeting.",
    )
}


def crowded(grievance: Grievance, times: int = 6) -> None:
    """More papers, hearings, grounds and events on the complaint, and other complaints in the same territory."""
    complaint = grievance.complaint
    proof = complaint.documents.order_by("pk")[0]
    for number in range(times):
        for own in (True, False):
            Document.objects.create(
                case_id=complaint.pk, code="complaint_minutes", number=f"{number}", own=own, filed_on=grievance.day
            )
        PartyHeard.objects.create(
            case=complaint,
            party="complainant",
            body=complaint.body,
            held_on=grievance.day,
            representative="r",
            opinion="o",
        )
    for ground in ("late", "sentence", "moved"):
        ComplaintGround.objects.create(case=complaint, ground=ground, proof=proof, noted="n")
    for number in (2, 4):
        other = Grievance(decided(grievance.chain, accused=grievance.chain.members[number]))
        other.complain()
        grievance.day = max(grievance.day, other.day)


@pytest.mark.parametrize("step", ["received", "admissibility", "accepted", "verifying", "hearing", "meeting"])
def test_pages_of_a_step_stay_within_their_statements(sign_in: SignIn, step: str) -> None:
    grievance = Grievance(decided())
    grievance.complain()
    grievance.to(step)
    officer, public_id = grievance.actor(), grievance.complaint.public_id
    pages = [
        reverse("task", args=[grievance.task.public_id]),
        reverse("case", args=[public_id]),
        reverse("cases"),
        reverse("inbox"),
    ]
    few = asked(sign_in(officer, grievance.day), pages)
    crowded(grievance)
    assert asked(sign_in(officer, grievance.day), pages) == few
    assert few[pages[0]] <= MORE.get(step, (PAGE, ""))[0]
    assert few[pages[1]] <= CASE_PAGE
    assert few[pages[3]] <= INBOX


def test_entering_a_complaint_offers_any_number_of_cases_by_one_statement(sign_in: SignIn) -> None:
    grievance = Grievance(decided())
    officer = grievance.officer(grievance.chain.bodies["base_inspection"], "resolve_complaint")
    page = reverse("enter_complaint")
    few = asked(sign_in(officer, grievance.day), [page])
    for number in (2, 4):
        other = decided(grievance.chain, accused=grievance.chain.members[number])
    client = sign_in(officer, other.day)
    assert asked(client, [page]) == few
    assert len(client.get(page).context["form"].fields["of"].choices) == 4
    assert few[page] <= INBOX


def asked(client: Client, pages: list[str]) -> dict[str, int]:
    client.get("/")
    found = {}
    for page in pages:
        found[page] = statements(partial(client.get, page))
        assert client.get(page).status_code == 200
    return found


@pytest.mark.parametrize("step", ["received", "hearing", "submission", "answer", "announced"])
def test_his_own_pages_stay_within_their_statements(sign_in: SignIn, step: str) -> None:
    grievance = at(step)
    pages = [reverse("own_complaint", args=[grievance.complaint.public_id]), reverse("own_files")]
    few = asked(sign_in(grievance.himself, grievance.day), pages)
    crowded(grievance)
    assert asked(sign_in(grievance.himself, grievance.day), pages) == few
    assert few[pages[0]] <= OWN_PAGE


def at(step: str) -> Grievance:
    grievance = Grievance(decided())
    grievance.complain()
    form = "expulsion" if step == "submission" else "reprimand"
    grievance.to(step if step in ("received", "hearing") else "meeting", form=form)
    if grievance.step == "meeting":
        grievance.vote_on(form)
    if step == "announced":
        grievance.answer()
    assert grievance.step == step
    return grievance


def test_steps_stay_within_their_statements() -> None:
    """The acts that this flow adds to those of every meeting, each on a crowded complaint too."""
    grievance = at("submission")
    crowded(grievance)
    day, officer = grievance.day, grievance.actor()
    costs = {}
    for verb, given in (
        ("hear_party", {"party": "complainant", "representative": "r", "opinion": "o"}),
        ("take_submission", {"number": "06-BC", "remarks": "taken"}),
    ):
        costs[verb] = cost(grievance, verb, officer, day, given)
    assert {verb: count for verb, count in costs.items() if count > STEP} == {}


def test_letter_that_ends_two_cases_takes_two_steps() -> None:
    """The complaint and, by the system in the same transaction, the case complained of."""
    grievance = at("hearing")
    crowded(grievance)
    case, day, officer = grievance.complaint, grievance.day, grievance.actor()
    given = {"day": day, "written_on": day, "proof": "p", "received_by": "r", "wish": "w", "file": upload()}
    given |= {"own": True, "urged": False, "acknowledge": True}
    ask = partial(act_on_case, case, "record_withdrawal", by=officer, on=day, key=uuid4(), data=given)
    assert statements(ask) <= 2 * STEP


def cost(grievance: Grievance, verb: str, by: User, on: date, given: dict[str, Any]) -> int:
    task, data = grievance.task, {"day": on, "acknowledge": True, **given}
    return statements(lambda: act(task, verb, by=by, on=on, key=uuid4(), data=data))
