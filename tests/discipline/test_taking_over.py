"""A superior takes over at any stage before a decision and leads the case to one, past no right of the person."""

from collections.abc import Callable

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from discipline.models import DisciplineCase
from organization.models import User
from permissions.checks import NotPermitted
from tests.discipline import walks
from tests.discipline.matters import Matter
from tests.factories import user
from workflows.acting import Refused
from workflows.findings import RuleBroken

pytestmark = pytest.mark.django_db

STAGES: dict[str, Callable[[], Matter]] = {
    "intake": walks.registered,
    "screening": walks.screened,
    "handed over": walks.handed_over,
    "deferred": walks.deferred,
    "preparing": walks.prepared,
    "self_criticism": walks.known,
    "verifying": walks.criticised,
    "cell": walks.before_cell,
    "appraisal": walks.proposed_by_cell,
    "hearing": walks.to_hearing,
    "meeting": walks.to_meeting,
}
CONDUCTED_ANEW = ("intake", "screening", "handed over", "deferred", "preparing", "self_criticism")


def conclude(matter: Matter) -> None:
    for row in matter.case.violations.filter(concluded_on__isnull=True):
        matter.do("conclude_violation", violation=row, established=True, conclusion="It is established.")


def lead_on(matter: Matter, *, to: str, form: str = "warning") -> None:
    """By those who may at each step, without the meeting of the cell."""
    ways: dict[str, Callable[[], object]] = {
        "deferred": lambda: matter.do("resume", reason="Discharged."),
        "intake": lambda: matter.screen(form=form),
        "screening": lambda: matter.do("prepare"),
        "preparing": matter._make_known,
        "self_criticism": matter.criticise,
        "verifying": lambda: matter.do("go_on_itself", reason="The cell is split."),
        "appraisal": matter.appraise,
        "meeting": lambda: matter.vote_forms(matter.all_for(form)),
    }
    while matter.step != to:
        if matter.step in ("verifying", "appraisal"):
            conclude(matter)
        ways[matter.step]()


@pytest.mark.parametrize("stage", STAGES)
def test_taken_over_at_any_stage_it_comes_to_a_decision(stage: str) -> None:
    """No dead end; and plan, self-criticism, own verification and own hearing are there."""
    matter = walks.take_over(STAGES[stage]())
    conducted_by = matter.case.registrar == matter.chain.bodies["inspection"]
    assert conducted_by is (stage in CONDUCTED_ANEW)
    lead_on(matter, to="drafting", form="expulsion" if stage in ("appraisal", "hearing", "meeting") else "warning")
    case = matter.case
    assert case.issuer == matter.chain.bodies["inspection"]
    assert None not in (case.plan_known_on, case.self_criticism_on, case.verified_above_on)
    assert case.hearings.filter(decider="upper_inspection", body=case.issuer).exists()
    matter.do("sign_decision", complaint_to="The committee above")
    assert matter.case.state == "decision_signed"


def test_superior_issues_a_plan_of_its_own_and_makes_it_known() -> None:
    matter = walks.take_over(walks.known())
    case = matter.case
    assert (case.state, case.plan_on, case.plan_known_on, case.in_own_file, case.told) == (
        "preparing",
        None,
        None,
        True,
        True,
    )
    with pytest.raises(Refused, match="No plan"):
        matter.do("make_plan_known", how="at the meeting")
    matter.to("self_criticism")
    plans = matter.case.documents.filter(code="plan").order_by("pk")
    assert [plan.issuer for plan in plans] == [str(matter.chain.bodies[name]) for name in ("cell", "inspection")]
    assert [plan.replaced_on is None for plan in plans] == [False, True]
    assert matter.case.plan_known_on is not None


def test_he_reads_the_new_plan_from_the_day_on_which_it_is_made_known(client: Client) -> None:
    matter = walks.take_over(walks.known())
    matter.do("issue_plan", number="99-KH", allegations="Allegations of the superior")
    accused = User.objects.filter(person=matter.accused).first() or user(matter.accused)

    def read() -> str:
        with time_machine.travel(f"{matter.day}T10:00:00+07:00", tick=False):
            client.force_login(accused)  # a session of days ago is over
            return client.get(reverse("own_discipline", args=[matter.case.public_id])).content.decode()

    assert not matter.case.documents.filter(code="plan", replaced_on=None, own=True).exists()
    assert "Allegations of the superior" not in read()
    matter.file_opening()
    matter.do("make_plan_known", how="at the meeting")
    assert "Allegations of the superior" in read()
    assert matter.case.documents.get(code="plan", replaced_on=None).own


def test_lower_body_acts_no_longer() -> None:
    matter = walks.take_over(walks.prepared())
    with pytest.raises(NotPermitted):
        matter.do("issue_plan", by=matter.chain.users["cell"], number="1", allegations="x")


def test_superior_that_conducts_may_put_it_before_the_cell_all_the_same() -> None:
    matter = walks.take_over(walks.screened()).to("cell")
    matter.vote_forms(matter.all_for("warning"))
    assert (matter.case.state, matter.case.issuer) == ("decision_signed", matter.chain.bodies["cell"])


def test_only_who_took_the_case_over_leaves_the_cell_out() -> None:
    matter = Matter(registrar="inspection").to("verifying")
    with pytest.raises(RuleBroken) as error:
        matter.do("go_on_itself", reason="No reason.")
    assert {finding.name for finding in error.value.findings} == {"case_was_taken_over"}
    handed = walks.take_over(walks.screened())
    receiver = handed.chain.bodies["base_inspection"]
    handed.do("hand_over", receiver=receiver, receiver_name="", number="09-CV", reason="Now you.")
    handed.do("take_case", number="10-CV")
    assert handed.case.taken_over is False


@pytest.mark.parametrize(
    ("begun", "said"),
    [
        (lambda: Matter(registrar="inspection").to("screening"), "conducts the examination already"),
        (walks.handed_outside, "handed over to an organisation outside"),
    ],
)
def test_nothing_is_taken_over_that_is_there_already_or_has_ended(begun: Callable[[], Matter], said: str) -> None:
    matter = begun()
    before = DisciplineCase.objects.filter(pk=matter.case_id).values().get()
    with pytest.raises(Refused, match=said):
        walks.take_over(matter)
    assert DisciplineCase.objects.filter(pk=matter.case_id).values().get() == before
    assert matter.case.concerns("take_over", matter.day) is False


def direct(matter: Matter, **data: object) -> None:
    head = matter._actor(matter.chain.bodies["inspection"], "take_over_case")
    given = {"number": "11-CV/UBKT", "what": "Hold the meeting.", "until": matter.day + matter.pace, **data}
    matter.do_on_case("direct_cell", by=head, **given)


@pytest.mark.parametrize("directed", [True, False])
def test_that_the_cell_was_directed_first_is_recorded_and_shown_and_stops_nothing(directed: bool) -> None:
    """DIS-60: normally; known from memory alone."""
    matter = walks.before_cell()
    if directed:
        direct(matter)
        assert matter.step == "cell"
    walks.take_over(matter)
    judged = matter.case.judgements.get(verb="take_over").findings
    found = next(one for one in judged if one["name"] == "cell_was_directed_first")
    assert (found["status"], found["certainty"]) == ("holds" if directed else "broken", "unverified")


def test_direction_names_a_day_that_is_still_to_come() -> None:
    matter = walks.before_cell()
    with pytest.raises(Refused) as error:
        direct(matter, until=matter.day - matter.pace)
    assert set(error.value.errors) == {"until"}
    assert not matter.case.documents.filter(code="direction").exists()


def test_what_is_returned_before_the_cell_heard_him_waits_for_the_hearing_and_then_for_the_cell() -> None:
    matter = walks.returned_unheard()
    assert (matter.step, matter.task.body) == ("verifying", matter.chain.bodies["cell"])
    matter.to("cell")
    matter.vote_forms(matter.all_for("warning"))
    assert matter.case.state == "decision_signed"
