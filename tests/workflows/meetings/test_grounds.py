"""What makes somebody too near to a case: every ground by table in both procedures, with its path."""

from __future__ import annotations

import pytest

from organization.models import Role
from tests.admission.conftest import sign_in as sign_in
from tests.chain import Journey, build_chain
from tests.discipline.complaints.grievances import Grievance, decided
from tests.discipline.matters import Matter
from tests.factories import seat
from tests.workflows.meetings.grounds import (
    OF_ADMISSION,
    OF_DISCIPLINE,
    Fact,
    decide,
    handed_in,
    member,
    row_of,
    told_of,
)
from workflows.actions import Refused
from workflows.grounds import GROUND_LABELS, PREFIX

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("ground", "fact", "path"), [(name, *row) for name, row in OF_ADMISSION.items()])
def test_in_admission_who_presides_is_shown_the_ground_with_its_path(
    committee: Journey, ground: str, fact: Fact, path: str
) -> None:
    near = member(committee, 2)
    fact(committee.dossier, near)
    committee.meet()

    assert told_of(committee.item, near) == [(ground, "chair", "", path)]
    assert (row_of(committee.item, near)["votes"], row_of(committee.item, near)["recused"]) == (True, "")
    assert [row["name"] for row in committee.item.roster if row["grounds"]] == [near.full_name]


@pytest.mark.parametrize(("ground", "fact", "path"), [(name, *row) for name, row in OF_DISCIPLINE.items()])
def test_in_discipline_who_presides_is_shown_the_ground_with_its_path(ground: str, fact: Fact, path: str) -> None:
    matter = Matter().to("cell")
    near = matter.chain.members[4]
    fact(matter.case, near)
    matter.meet()

    assert told_of(matter.item, near) == [(ground, "chair", "", path)]
    assert row_of(matter.item, near)["votes"] is True


def test_every_ground_of_the_law_is_in_the_table_and_every_other_can_only_be_declared_or_excludes() -> None:
    matter, journey = Matter(), Journey(build_chain())
    laws = {"admission": journey.dossier.law(journey.day), "discipline": matter.case.law(matter.day)}
    named = {
        procedure: {name.removeprefix(PREFIX) for name in (one.name for one in law) if name.startswith(PREFIX)}
        for procedure, law in laws.items()
    }
    assert named["admission"] - set(OF_ADMISSION) == {"subject", "witness", "other", "unstated"}
    assert named["discipline"] - set(OF_DISCIPLINE) == {
        "subject", "organization", "took_part", "witness", "other", "unstated", "denouncer",
    }  # fmt: skip
    assert named["admission"] | named["discipline"] == set(GROUND_LABELS)
    assert {law[PREFIX + name].certainty.value for key, law in laws.items() for name in named[key]} == {"design"}


def test_the_applicant_s_own_matter_and_a_decision_complained_of_exclude() -> None:
    grievance = Grievance(decided())
    grievance.complain()
    grievance.to("accepted")
    case = grievance.complaint
    before = case.who_took_part[0]
    found = {one.person_id for one in case.who_took_part}
    assert before.person_id in found
    assert case.barred(before.person_id, grievance.day) == before.why

    committee = Journey(build_chain()).to("grassroots")
    himself = committee.dossier.subject
    seat(himself, committee.task.body, Role.MEMBER)
    committee.meet()
    assert told_of(committee.item, himself) == [("subject", "excludes", "", "The matter is his own.")]
    row = row_of(committee.item, himself)
    assert (row["in_base"], row["votes"], row["recused"]) == (True, False, "The matter is his own.")
    with pytest.raises(Refused) as refused:
        decide(committee, himself, stands=False)
    assert refused.value.errors == {"person": "He takes no part whatever is decided: The matter is his own."}


def test_who_took_part_in_the_decision_is_excluded_from_the_roster_of_the_complaint_with_the_path() -> None:
    matter = decided()
    earlier = matter.chain.members[4]
    commission = matter.chain.bodies["base_inspection"]
    seat(earlier, commission, Role.MEMBER)
    grievance = Grievance(matter)
    grievance.complain()
    grievance.to("meeting")
    grievance.meet()
    ground, effect, stands, path = told_of(grievance.item, earlier)[0]
    assert (ground, effect, stands) == ("took_part", "excludes", "")
    assert path.startswith("Took part in the decision complained of: ")
    assert row_of(grievance.item, earlier)["votes"] is False


def test_accused_keeps_the_ballot_that_the_law_leaves_him_in_his_own_cell() -> None:
    matter = Matter().to("cell")
    matter.meet()
    assert told_of(matter.item, matter.accused) == []
    assert row_of(matter.item, matter.accused)["votes"] is True


@pytest.mark.parametrize(
    ("born_year", "name", "seen"),
    [(1990, "grassroots  MEMBER 2", True), (1991, "Grassroots Member 2", False), (None, "Grassroots Member 2", True)],
)
def test_relative_is_known_by_name_and_year_of_birth_as_far_as_they_are_known(
    committee: Journey, born_year: int | None, name: str, *, seen: bool
) -> None:
    handed_in(committee.dossier, {"relation": "father", "full_name": name, "born_year": born_year})
    committee.meet()
    assert bool(told_of(committee.item, member(committee, 2))) is seen


def test_replaced_cv_and_one_of_another_person_tell_nothing(committee: Journey) -> None:
    near = member(committee, 2)
    relative = {"relation": "father", "full_name": near.full_name, "born_year": 1990}
    replaced = handed_in(committee.dossier, relative)
    replaced.replaced_on = committee.day
    replaced.save()
    other = Journey(build_chain())
    handed_in(other.dossier, relative)
    committee.meet()
    assert told_of(committee.item, near) == []
