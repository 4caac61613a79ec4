"""One dossier for every chain, the whole way by ``act`` alone, and what is peculiar to each chain."""

from datetime import timedelta
from typing import Any

import pytest

from admission.models import Dossier, State
from organization.models import PowerGrant, Role, Standing
from permissions.checks import NotPermitted
from tests.admission.profiles import WAYS, journey_of, told
from tests.factories import seat, user
from workflows.actions import Refused
from workflows.audit.chain import verify
from workflows.findings import RuleBroken
from workflows.models import Deadline, Document, Tally
from workflows.timeline import events_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("profile", WAYS)
def test_dossier_goes_the_whole_way_of_its_chain(profile):
    journey = journey_of(profile).to("end")
    dossier = journey.dossier
    assert (dossier.state, dossier.chain) == (State.PROBATIONARY, profile)
    passed = [event.payload.values["to"] for event in events_of(dossier) if "to" in event.payload.values]
    first = passed.index("cell_resolved")
    way = list(dict.fromkeys(passed[first : passed.index("decision_issued")]))
    assert way == WAYS[profile][1]
    held_on = dossier.ceremony_on
    assert held_on is not None
    assert dossier.subject.memberships.on(held_on).get().standing == Standing.PROBATIONARY
    assert [row.kind for row in Deadline.objects.filter(case=dossier, closed_on=None)] == ["probation"]
    assert verify(dossier).ok


@pytest.mark.parametrize("profile", WAYS)
def test_stage_line_names_only_what_lies_on_the_way(profile):
    journey = journey_of(profile).to("completion")
    states = [state for state, _label in journey.dossier.stages]
    assert [state for state in WAYS[profile][1] if state not in states] == []
    assert (State.APPRAISAL in states) is (profile != "p2")
    assert (State.BASE_RESOLVED in states) is (profile in ("p0", "p0k", "p1", "p6"))


# P1: the grassroots committee proposes, its superior decides


def test_standing_committee_sees_the_dossier_from_the_appraisal_on():
    journey = journey_of("p1").to("grassroots")
    login = journey.chain.users["standing"]
    assert not Dossier.objects.visible_to(login, journey.day).exists()
    journey.to("appraisal")
    assert Dossier.objects.visible_to(login, journey.day).exists()


def test_who_signs_held_his_seat_on_the_day_of_the_signature():
    journey = journey_of("p1").to("decision")
    newcomer = user()
    seat(
        newcomer.person, journey.chain.bodies["standing"], Role.DEPUTY_SECRETARY, since=journey.day + timedelta(days=6)
    )
    day = journey.day + timedelta(days=8)
    with pytest.raises(Refused) as caught:
        journey.do("issue_decision", by=newcomer, on=day, signed_on=journey.day + timedelta(days=1))
    assert set(caught.value.errors) == {"signed_on"}


# P2: a grassroots committee authorised to admit


CARDS: dict[str, Any] = {"form": "card", "medium": "paper", "tellers": [], "acknowledge": True}
PAPER: dict[str, Any] = {"resolution_number": "05-NQ/ĐU", "acknowledge": True}


def test_authorised_committee_may_not_merely_propose_and_is_told_why():
    """Neither open a vote that proposes, nor record one that decided as a proposal."""
    journey = journey_of("p2").to("grassroots")
    journey.meet()
    before = Dossier.objects.values().get()
    with pytest.raises(RuleBroken) as caught:
        journey.do("open_vote", on=journey.day, **CARDS)
    proposing = [("ADM-47", "Mục 4.3.2a Quy định 294-QĐ/TW")]
    assert [(found.rule, found.articles) for found in caught.value.findings] == proposing
    assert Dossier.objects.values().get() == before
    journey.open_vote()
    journey.count()
    before = Dossier.objects.values().get()
    with pytest.raises(RuleBroken) as caught:
        journey.do("record_committee_vote", on=journey.day, **PAPER)
    assert [(found.rule, found.articles) for found in caught.value.findings] == proposing
    assert (Dossier.objects.values().get(), Tally.objects.filter(step="grassroots").count()) == (before, 0)


def test_committee_without_authorisation_may_not_decide():
    journey = journey_of("p1").to("grassroots")
    journey.meet()
    with pytest.raises(RuleBroken) as caught:
        journey.do("open_deciding_vote", on=journey.day, **CARDS)
    assert {found.name for found in caught.value.findings} == {"committee_may_decide"}
    journey.open_vote()
    journey.count()
    with pytest.raises(RuleBroken) as caught:
        journey.do("record_deciding_vote", on=journey.day, **PAPER)
    assert {found.name for found in caught.value.findings} == {"committee_may_decide"}
    assert not Tally.objects.filter(step="grassroots").exists()


@pytest.mark.parametrize(("yes", "state"), [(4, State.AGREED), (3, State.REFUSAL_PENDING)])
def test_authorised_committee_needs_two_thirds_of_its_members(yes, state):
    journey = journey_of("p2").to("grassroots")
    journey.vote(yes=yes)
    assert journey.dossier.state == state
    tally = Tally.objects.get(step="grassroots")
    assert (tally.base, tally.minimum_yes, tally.provision["provision"]) == (5, 4, "authorised_committee.threshold")


def test_refusal_of_an_authorised_committee_is_notified_by_itself():
    journey = journey_of("p2").to("grassroots")
    journey.vote(yes=1)
    assert journey.step == "authorised_notice"
    assert journey.dossier.told_applicant == State.SECTION_APPRAISED
    day = journey.day + timedelta(days=1)
    journey.do("notify_refusal", number="3-TB/ĐU", notified_on=day, reason="chưa đủ", on=day)
    assert journey.dossier.state == State.REFUSED


def test_short_vote_of_the_cell_is_directed_by_the_authorised_committee():
    journey = journey_of("p2").to("cell")
    journey.vote(yes=1)
    assert (journey.step, journey.task.body) == ("authorised_shortfall", journey.chain.bodies["grassroots"])
    journey.do("direct_new_vote", reason="họp lại")
    assert journey.step == "cell"


def test_ended_authorisation_lets_nobody_sign_and_the_cell_leads_the_dossier_on():
    journey = journey_of("p2").to("authorised_decision")
    until = journey.day + timedelta(days=1)
    PowerGrant.objects.update(until=until)
    with pytest.raises(Refused, match="leads the dossier on"):
        journey.do("issue_decision", on=until, signed_on=until)
    journey.do_on_case("lead_anew", by=journey.chain.users["cell"], reason="hết ủy quyền")
    assert (journey.step, journey.dossier.state, journey.dossier.chain) == ("section", State.CELL_RESOLVED, "p1")
    assert any("P2" in line and "P1" in line for line in told(journey))
    journey.to("end")
    assert journey.dossier.state == State.PROBATIONARY


@pytest.mark.parametrize("verb", ["lead_anew", "hand_over"])
@pytest.mark.parametrize("step", ["certify", "cell", "grassroots", "authorised_decision", "receipt"])
def test_nothing_is_led_anew_while_the_way_is_the_same(verb, step):
    journey = journey_of("p2").to(step)
    with pytest.raises(Refused):
        journey.do_on_case(verb, by=journey.chain.users["cell"], reason="x")
    assert journey.step == step


# P4 and P6: no grassroots committee; the committee under the Centre


def test_grassroots_cell_certifies_itself_and_proposes_on_the_form_of_a_grassroots_organisation():
    journey = journey_of("p4").to("certify_in_cell")
    assert journey.task.body == journey.chain.bodies["cell"]
    with pytest.raises(NotPermitted):
        journey.do("certify_cv", by=journey.chain.users["clerk"], cv_true=True, political_issue="none", signed_on=None)
    journey.to("appraisal")
    assert journey.dossier.state == State.CELL_RESOLVED
    codes = set(Document.objects.filter(case=journey.case_id).values_list("code", flat=True))
    assert "grassroots_resolution" in codes
    assert "cell_resolution" not in codes


def test_supplement_of_a_grassroots_cell_returns_to_the_appraisal():
    journey = journey_of("p4").to("appraisal")
    journey.do("return_for_supplement", what="bằng")
    journey.do("supply", note="đã bổ sung")
    assert journey.step == "appraisal"


@pytest.mark.parametrize("profile", ["p6", "p6_cell"])
@pytest.mark.parametrize(("yes", "state"), [(2, State.AGREED), (1, State.REFUSAL_PENDING)])
def test_committee_under_the_centre_decides_by_permanent_members_and_department_heads(profile, yes, state):
    journey = journey_of(profile).to("standing")
    names = [row.name for row in journey.dossier.roster(journey.chain.bodies["standing"], journey.day)]
    assert names == ["Standing Member 0", "Standing Member 2", "Standing Member 3"]
    journey.vote(yes=yes)
    tally = Tally.objects.get(step="standing")
    assert (tally.base, tally.minimum_yes, tally.provision["article"]) == (3, 2, "Mục 4.3.2c")
    assert journey.dossier.state == state
