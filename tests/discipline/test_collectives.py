"""A party organisation as the accused: every transition by real acts, who decides, what it proposes for itself."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.forms import ModelChoiceField

from discipline.forms import FORMS
from discipline.models import DisciplineCase
from organization.models import BodyKind, Role
from tests.discipline import collective_walks as walks
from tests.discipline.collectives import CollectiveMatter, build_collective_chain, stored
from tests.discipline.test_walks import moved_by
from tests.factories import body, seat
from workflows.acting import Refused
from workflows.findings import RuleBroken

pytestmark = pytest.mark.django_db

#: {transition: (state it leads to, how)}; those left out are of a member alone.
WALKS: dict[str, tuple[str, Callable[[], CollectiveMatter]]] = {
    "register": ("intake_registered", walks.registered),
    "screen": ("screening", walks.screened),
    "hand_over": ("handed_over", walks.handed_over),
    "take_in": ("screening", walks.taken),
    "prepare": ("preparing", walks.prepared),
    "make_known": ("self_criticism", walks.known),
    "criticise": ("verifying", walks.criticised),
    "send_to_superior": ("level_appraisal", walks.reported),
    "return_to_conductor": ("verifying", walks.returned),
    "go_to_hearing": ("level_hearing", walks.to_hearing),
    "go_to_meeting": ("level_meeting", walks.to_meeting),
    "take_over": ("level_appraisal", walks.taken_over),
    "decide": ("decision_drafting", walks.decided),
    "close_without": ("closed_no_discipline", walks.no_discipline),
    "close_barred": ("closed_time_barred", walks.barred),
    "sign": ("decision_signed", walks.signed),
    "announce": ("announced", walks.announced),
    "take_effect": ("in_force", walks.in_force),
    "end_by_itself": ("ended_automatic", walks.ended),
    "propose_up": ("level_appraisal", walks.proposed_to_dissolve),
    "dissolve": ("dissolved", walks.dissolved),
}


@pytest.mark.parametrize("name", WALKS)
def test_transition_is_walked_by_real_acts(name: str) -> None:
    state, go = WALKS[name]
    matter = go()
    assert matter.case.state == state
    assert name in {moved_by(row) for row in matter.case.judgements.all()}


def test_self_criticism_may_be_refused_by_an_organisation() -> None:
    assert walks.refused_criticism().case.state == "verifying"


# --- competence


def test_who_stands_directly_above_decides_and_the_cell_itself_never() -> None:
    matter = walks.reported()
    case = matter.case
    assert [(link.decider, link.does) for link in case.chain_on(matter.day, "warning").links] == [
        ("base_committee", "decides")
    ]
    assert case.voting_body(matter.day) == matter.chain.bodies["grassroots"]
    assert not case.powers_of("cell", matter.day).provisions


def test_a_dissolution_is_proposed_directly_above_and_decided_a_level_higher() -> None:
    matter = walks.reported("dissolution")
    chain = matter.case.chain_on(matter.day, "dissolution")
    assert [(link.decider, link.does) for link in chain.links] == [
        ("base_committee", "proposes"),
        ("upper_committee", "decides"),
    ]
    assert str(matter.case.mode(matter.day)) == "propose"


def test_a_grassroots_organisation_is_decided_on_above_it() -> None:
    chain = build_collective_chain()
    seat(chain.users["grassroots"].person, chain.bodies["base_inspection"], Role.OFFICER)
    matter = CollectiveMatter(chain, organization=chain.base, registrar="inspection")
    matter.screen()
    assert matter.case.decider == "upper_inspection"
    assert chain.bodies["base_inspection"] not in matter.case.commissions_above(matter.day)


@pytest.mark.parametrize("form", ["warning", "dissolution"])
@pytest.mark.parametrize("go", [walks.prepared, walks.criticised, walks.reported])
def test_who_has_no_power_over_an_organisation_does_not_take_its_case_over(
    go: Callable[[], CollectiveMatter], form: str
) -> None:
    """Two levels above a cell the commission neither decides nor proposes: the case would come to no decision."""
    matter = go()
    DisciplineCase.objects.filter(pk=matter.case_id).update(expected_form=form)
    before = stored()
    with pytest.raises(Refused, match="neither decides nor proposes"):
        walks.take_over(matter)
    assert stored() == before
    assert matter.case.concerns("take_over", matter.day) is False


def test_taken_over_from_directly_above_it_is_decided_there_also_after_it_was_returned() -> None:
    matter = walks.taken_over()
    matter.do("return_for_completion", what="The harm is not concluded.")
    for row in matter.case.violations.filter(concluded_on=None):
        matter.do("conclude_violation", violation=row, established=True, conclusion="It is established.")
    matter.send_up(form="warning")
    assert matter.case.decider == "upper_inspection"
    assert str(matter.case.mode(matter.day)) == "decide"


def test_nobody_below_an_organisation_examines_it() -> None:
    chain = build_collective_chain()
    below = body(chain.cell, BodyKind.INSPECTION, symbol="UBKTD")
    matter = CollectiveMatter(chain, organization=chain.base, registrar="inspection")
    matter.to("screening")
    form = FORMS["hand_over"](verb="hand_over", on=matter.day, user=matter.actor(), case=matter.case, task=matter.task)
    field = form.fields["receiver"]
    assert isinstance(field, ModelChoiceField)
    assert field.queryset is not None
    assert not field.queryset.filter(pk__in=[below.pk, chain.bodies["base_inspection"].pk]).exists()
    before = stored()
    for receiver in (below, chain.bodies["base_inspection"]):
        with pytest.raises(Refused) as refused:
            matter.do("hand_over", receiver=receiver, receiver_name="", number="09-CV", reason="Theirs.")
        assert set(refused.value.errors) == {"receiver"}
    assert stored() == before


def test_a_dissolution_that_was_not_proposed_by_two_thirds_is_not_decided() -> None:
    """All results go up; a level higher may only send it back."""
    matter = walks.to_meeting("dissolution")
    matter.vote_forms({"dissolution": 3, "warning": 2})
    assert matter.case.state == "level_appraisal"
    assert matter.case.decider == "upper_committee"
    matter.to_meeting()
    matter.meet()
    before = stored()
    with pytest.raises(RuleBroken) as error:
        matter.open_vote()
    assert [finding.rule for finding in error.value.findings if finding.stops] == ["DIS-66"]
    assert stored() == before


def test_a_dissolution_takes_more_than_half_a_level_higher() -> None:
    matter = walks.proposed_to_dissolve().to_meeting()
    matter.vote_forms({"dissolution": 3, "warning": 2})
    assert (matter.case.state, matter.case.form) == ("decision_drafting", "dissolution")


def test_the_ballot_lists_the_forms_of_an_organisation_alone() -> None:
    matter = walks.to_meeting()
    assert matter.case.ballot("", matter.day).options == ("dissolution", "warning", "reprimand", "no_discipline")


@pytest.mark.parametrize(
    ("votes", "form"),
    [
        ({"warning": 2, "reprimand": 2, "no_discipline": 1}, "reprimand"),
        ({"dissolution": 1, "warning": 2, "reprimand": 1, "no_discipline": 1}, "warning"),
        ({"warning": 3, "reprimand": 2}, "warning"),
    ],
)
def test_votes_are_added_up_from_the_heaviest_form_of_an_organisation(votes: dict[str, int], form: str) -> None:
    matter = walks.to_meeting()
    matter.vote_forms(votes)
    assert (matter.case.state, matter.case.form) == ("decision_drafting", form)


def test_a_dissolution_without_its_ground_goes_nowhere() -> None:
    matter = walks.criticised()
    with pytest.raises(RuleBroken) as error:
        matter.verify(form="dissolution")
    assert [finding.rule for finding in error.value.findings if finding.stops] == ["DIS-44"]


def test_a_vote_without_a_form_goes_to_no_body_of_the_accused_and_to_none_without_a_part() -> None:
    """The committee directly above came to no form: the level over it may only send the file back."""
    matter = walks.to_meeting()
    matter.vote_forms({"warning": 2}, invalid=3)
    assert (matter.case.state, matter.case.decider) == ("level_appraisal", "upper_committee")
    before = stored()
    matter_day = matter.day
    with pytest.raises(RuleBroken) as error:
        matter.do("go_to_hearing")
    assert "DIS-48" in [finding.rule for finding in error.value.findings if finding.stops]
    assert stored() == before
    matter.day = matter_day
    matter.do("return_for_completion", what="The form is not clear.")
    assert matter.step == "verifying"


def test_of_a_grassroots_organisation_no_body_of_its_own_is_above() -> None:
    chain = build_collective_chain()
    matter = CollectiveMatter(chain, organization=chain.base, registrar="inspection")
    matter.screen()
    case = matter.case
    case.decider, case.expected_form = "cell", ""
    assert case.go_up(matter.day)
    assert case.decider == "upper_inspection"


# --- its own proposal


def test_its_members_propose_and_nothing_is_decided_by_it() -> None:
    matter = walks.known()
    matter.criticise(votes_reprimand=0, votes_warning=4)
    row = matter.case.self_proposals.get()
    assert (row.base, row.form, row.votes["warning"]) == (5, "warning", 4)
    assert (matter.case.form, matter.case.self_nominated) == ("", "warning")


def test_without_a_majority_it_proposes_no_form() -> None:
    matter = walks.known()
    matter.criticise(votes_reprimand=2, votes_warning=2)
    assert matter.case.self_proposals.get().form == ""


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"base": 6, "votes_reprimand": 1}, "base"),
        ({"base": 3, "votes_reprimand": 4}, "base"),
        ({"votes_reprimand": 0}, "base"),
        ({"held_on": walks.START - timedelta(days=30)}, "held_on"),
    ],
)
def test_counts_that_cannot_be_are_refused_at_their_field(wrong: dict[str, Any], field: str) -> None:
    matter = walks.known()
    before = stored()
    with pytest.raises(Refused) as refused:
        matter.criticise(**wrong)
    assert set(refused.value.errors) == {field}
    assert stored() == before
