"""The team of an inspection or a supervision: of the territory, for a time, ended, named anew; small in a cell."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from pytest_django import Settings

from organization.models import Body, BodyKind, Kind, Role, User
from tests.admission.signing_in import SignIn
from tests.discipline.inspections.searches import Search
from tests.discipline.inspections.watches import Watch
from tests.factories import body, organization, person, seat, user
from workflows.actions import Refused
from workflows.findings import RuleBroken
from workflows.models import Event

pytestmark = pytest.mark.django_db
KINDS = (Search, Watch)


def of_the_territory(search: Search) -> User:
    holder, cell = person("Nguyễn Tổ Viên"), search.chain.cell
    office = Body.objects.filter(organization=cell, kind=BodyKind.OFFICE).first() or body(cell, BodyKind.OFFICE)
    seat(holder, office, Role.OFFICER)
    return user(holder)


def status(sign_in: SignIn, member: User, search: Search, on: date) -> int:
    return int(sign_in(member, on).get(reverse("case", args=[search.case.public_id])).status_code)


def name(search: Search, member: User, days: int = 30, **given: Any) -> date:
    until = search.day + timedelta(days=days)
    search.do("name_inspector", member=member, leads=False, until=until, **given)
    return until


@pytest.mark.parametrize("kind", KINDS)
def test_sight_begins_and_ends_with_the_days(sign_in: SignIn, kind: type[Search]) -> None:
    search = kind().to("decided")
    member = of_the_territory(search)
    assert status(sign_in, member, search, search.day) == 404
    until = name(search, member)

    shown = sign_in(member, search.day).get(reverse("case", args=[search.case.public_id])).content.decode()
    assert f"Member of the team, {search.day:%d/%m/%Y} – {until:%d/%m/%Y}" in shown
    days = (search.day, until - timedelta(days=1), until)
    assert [status(sign_in, member, search, day) for day in days] == [200, 200, 404]


@pytest.mark.parametrize("kind", KINDS)
def test_it_ends_early_and_he_is_named_anew_while_the_team_works(sign_in: SignIn, kind: type[Search]) -> None:
    search = kind().to("decided")
    member, head = of_the_territory(search), search.holder(search.body, "decide_inspection")
    name(search, member)
    search.to("verifying")
    row = search.case.inspectors.get()
    search.do_on_case("end_inspector", by=head, membership=row, reason="Moved away")

    assert status(sign_in, member, search, search.day) == 404
    assert Event.objects.get(kind="team.left", case=search.case).payload.values["reason"] == "Moved away"
    with pytest.raises(Refused) as error:
        search.do_on_case("end_inspector", by=head, membership=row, reason="Again")
    assert set(error.value.errors) == {"membership"}
    name(search, member)
    assert status(sign_in, member, search, search.day) == 200
    assert search.case.team_size(search.day) == 1


def test_nobody_from_outside_and_nobody_for_longer_than_the_convention_allows() -> None:
    search = Search().to("decided")
    outside = person("Outsider")
    seat(outside, body(organization(Kind.SUPERIOR), BodyKind.INSPECTION), Role.MEMBER)
    for member, days, field in ((user(outside), 30, "member"), (of_the_territory(search), 182, "until")):
        with pytest.raises(Refused) as error:
            name(search, member, days)
        assert set(error.value.errors) == {field}
    assert not search.case.inspectors.exists()


def test_only_who_named_him_or_presides_ends_it() -> None:
    search = Search().to("decided")
    name(search, of_the_territory(search), by=search.chain.users["inspection"])
    with pytest.raises(Refused) as error:
        search.do_on_case(
            "end_inspector",
            by=search.chain.users["inspection_2"],
            membership=search.case.inspectors.get(),
            reason="Not mine",
        )
    assert set(error.value.errors) == {"membership"}


def test_the_team_of_a_cell_stays_small_after_it_was_made_known(settings: Settings) -> None:
    settings.DISCIPLINE_LOCAL_LAW = "lao-cai"
    search = Search(by="cell")
    search.day += timedelta(days=40)
    search.to("decided")
    for _number in range(5):
        name(search, of_the_territory(search))
    search.to("verifying")
    with pytest.raises(RuleBroken) as error:
        name(search, of_the_territory(search))
    assert {finding.rule for finding in error.value.findings} == {"DIS-145"}
    first = search.case.inspectors.order_by("pk")[0]
    name(search, User.objects.get(person=first.person))
    assert search.case.team_size(search.day) == 5
