"""The team of a case: who may be named, and that sight begins and ends with the days."""

from datetime import date, timedelta
from typing import Any

import pytest

from discipline.models import DisciplineCase
from discipline.team import candidates
from discipline.team_forms import EndTeamForm, TeamForm
from organization.models import BodyKind, Kind, Role, Seat, User
from tests.discipline import walks
from tests.discipline.matters import Matter
from tests.factories import body, organization, person, seat, user
from workflows.access import name_person
from workflows.acting import Refused
from workflows.forms import ActForm
from workflows.models import CasePerson, Event

pytestmark = pytest.mark.django_db


def of_the_territory(matter: Matter) -> User:
    """One of another body below the organisation of the cell, who sees nothing of the case so far."""
    holder = person("Nguyễn Tổ Viên")
    seat(holder, body(matter.chain.cell, BodyKind.OFFICE), Role.OFFICER)
    return user(holder)


def sees(member: User, matter: Matter, on: date) -> bool:
    return DisciplineCase.objects.visible_to(member, on).filter(pk=matter.case_id).exists()


@pytest.fixture
def matter() -> Matter:
    return Matter().to("preparing")


def test_sight_begins_and_ends_with_the_days(matter: Matter) -> None:
    member = of_the_territory(matter)
    assert not sees(member, matter, matter.day)
    until = matter.day + timedelta(days=30)
    matter.do_on_case("name_to_team", by=matter.chain.users["cell"], member=member, leads=True, until=until)
    first = matter.day
    days = [first - timedelta(days=1), first, until - timedelta(days=1), until]
    assert [sees(member, matter, day) for day in days] == [False, True, True, False]
    row = matter.case.team.get()
    assert (row.person, row.leads, row.since, row.until) == (member.person, True, first, until)


def test_membership_ends_early_on_the_day(matter: Matter) -> None:
    member = of_the_territory(matter)
    by, until = matter.chain.users["cell"], matter.day + timedelta(days=30)
    matter.do_on_case("name_to_team", by=by, member=member, until=until)
    first = matter.day
    matter.day += timedelta(days=4)
    matter.do_on_case("end_team_membership", by=by, membership=matter.case.team.get(), reason="Moved.")
    last = matter.day
    assert [sees(member, matter, day) for day in (first, last - timedelta(days=1), last)] == [True, True, False]
    row = CasePerson.objects.get(content_object_id=matter.case_id)
    assert (row.since, row.until) == (first, last)
    assert matter.case.team.get().until == last


def test_named_anew_the_new_day_counts_and_who_left_is_named_again(matter: Matter) -> None:
    member, by = of_the_territory(matter), matter.chain.users["cell"]
    until = matter.day + timedelta(days=30)
    matter.do_on_case("name_to_team", by=by, member=member, until=until)
    longer = until + timedelta(days=20)
    matter.do_on_case("name_to_team", by=by, member=member, until=longer)
    first, second = matter.case.team.order_by("pk")
    assert (first.until, second.until) == (matter.day, longer)
    assert sees(member, matter, longer - timedelta(days=1))
    matter.do_on_case("end_team_membership", by=by, membership=second, reason="Moved.")
    with pytest.raises(Refused) as again:
        matter.do_on_case("end_team_membership", by=by, membership=second, reason="Moved.")
    assert set(again.value.errors) == {"membership"}
    matter.do_on_case("name_to_team", by=by, member=member, until=until)
    assert sees(member, matter, matter.day)
    assert matter.case.team.count() == 3


def test_who_neither_named_him_nor_presides_does_not_end_it() -> None:
    matter = Matter(registrar="base_inspection").to("preparing")
    head, member = matter.actor(), matter.chain.users["base_inspection_2"]
    matter.do_on_case("name_to_team", by=head, member=of_the_territory(matter), until=matter.day + timedelta(days=30))
    row = matter.case.team.get()
    assert row.named_by == head
    with pytest.raises(Refused) as refused:
        matter.do_on_case("end_team_membership", by=member, membership=row, reason="Not mine.")
    assert set(refused.value.errors) == {"membership"}
    matter.do_on_case("end_team_membership", by=matter.chain.users["base_inspection"], membership=row, reason="x")
    assert matter.case.team.get().until == matter.day


def test_person_concerned_is_never_named(matter: Matter) -> None:
    accused = user(matter.accused)
    seat(matter.accused, matter.chain.bodies["base_inspection"], Role.MEMBER)
    until = matter.day + timedelta(days=30)
    with pytest.raises(Refused) as refused:
        matter.do_on_case("name_to_team", by=matter.chain.users["cell"], member=accused, until=until)
    assert list(refused.value.errors) == ["member"]
    assert not matter.case.team.exists()
    # and a row that names him, however it came about, shows him nothing
    name_person(matter.case, accused, reason="x", since=matter.day, until=None, event=Event.objects.latest("pk"))
    assert not sees(accused, matter, matter.day)


def test_nobody_outside_the_territory_is_named(matter: Matter) -> None:
    outside = person("Outsider")
    seat(outside, body(organization(Kind.SUPERIOR), BodyKind.INSPECTION), Role.MEMBER)
    stranger, above = user(outside), matter.chain.users["inspection"]
    for member in (stranger, above):
        with pytest.raises(Refused) as refused:
            matter.do_on_case(
                "name_to_team", by=matter.chain.users["cell"], member=member, until=matter.day + timedelta(days=9)
            )
        assert list(refused.value.errors) == ["member"]
    case = matter.case
    assert not {stranger, above} & set(candidates(case, matter.chain.bodies["cell"], matter.day))
    assert above in candidates(case, matter.chain.bodies["inspection"], matter.day)


def test_whose_seat_has_ended_is_offered_no_longer(matter: Matter) -> None:
    member = of_the_territory(matter)
    row = Seat.objects.get(person=member.person)
    row.until = matter.day
    row.save()
    assert member not in candidates(matter.case, matter.chain.bodies["cell"], matter.day)


def test_appraising_commission_names_the_team_above_the_cell() -> None:
    matter = walks.proposed_by_cell()
    while matter.case.verifies_only(matter.day):
        matter.do("forward_appraisal", number="05-BC", remarks="agreed")
    appraiser = matter.case.appraiser(matter.day)
    assert appraiser.kind == BodyKind.INSPECTION
    member = of_the_territory(matter)
    by = matter.actor()
    matter.do_on_case("name_to_team", by=by, member=member, until=matter.day + timedelta(days=9))
    assert sees(member, matter, matter.day)


def test_forms_offer_candidates_and_who_is_on_the_team(matter: Matter) -> None:
    member, by = of_the_territory(matter), matter.chain.users["cell"]

    def offered(form: type[ActForm], verb: str, name: str) -> Any:
        field: Any = form(verb=verb, on=matter.day, user=by, case=matter.case).fields[name]
        return field

    assert member in offered(TeamForm, "name_to_team", "member").queryset
    matter.do_on_case("name_to_team", by=by, member=member, until=matter.day + timedelta(days=9))
    assert member in offered(TeamForm, "name_to_team", "member").queryset
    choices = offered(EndTeamForm, "end_team_membership", "membership").choices
    assert [label for key, label in choices if key] == [str(member.person)]
    assert matter.case.concerns("end_team_membership", matter.day)
    assert not matter.case.concerns("end_team_membership", matter.day + timedelta(days=9))
