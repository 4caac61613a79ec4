"""The seats of a person, and how namesakes are told apart."""

from datetime import date
from typing import Any

import pytest

from organization.holders import holder, holdings, told_apart
from organization.models import Body, BodyKind, Person, Role
from organization.tree import period
from tests.factories import body, person, seat
from tests.organization.tree.trees import DAY, MOVED

pytestmark = pytest.mark.django_db


def test_seats_held_come_first_by_rank_then_the_latest_past_ones() -> None:
    who = person("Lê Văn Sơn")
    committee, department = body(kind=BodyKind.COMMITTEE), body(kind=BodyKind.ORGANIZATION_DEPARTMENT)
    seat(who, committee, Role.MEMBER, until=date(2022, 1, 1))
    seat(who, department, Role.OFFICER, since=date(2023, 1, 1))
    seat(who, committee, Role.DEPUTY_SECRETARY, since=date(2024, 1, 1))
    seat(who, department, Role.CLERK, since=date(2021, 1, 1), until=date(2023, 1, 1))
    found = holdings(who, DAY, DAY)
    assert [(one.seat.role, one.held) for one in found] == [
        (Role.DEPUTY_SECRETARY, True),
        (Role.OFFICER, True),
        (Role.CLERK, False),
        (Role.MEMBER, False),
    ]
    assert found[2].period == "01/01/2021 – 31/12/2022"


def test_seat_in_a_body_that_ended_is_not_held() -> None:
    who = seat(of=body(until=MOVED)).person
    assert [one.held for one in holdings(who, DAY, DAY)] == [False]


def test_holder_is_who_had_a_seat_by_the_day() -> None:
    held, coming, never = seat().person, seat(since=date(2025, 9, 1)).person, person()
    assert [holder(one.public_id, DAY) for one in (held, coming, never)] == [held, None, None]
    assert holder(coming.public_id, date(2025, 9, 1)) == coming


def has_namesake(who: Person) -> bool:
    found: Any = holder(who.public_id, DAY)
    assert found is not None
    return bool(found.namesake)


def test_holder_has_a_namesake_only_among_holders() -> None:
    first = seat(person("Nguyễn Thị Bình")).person
    person("Nguyễn Thị Bình")
    assert not has_namesake(first)
    seat(person("Nguyễn Thị Bình"))
    assert has_namesake(first)


def test_namesakes_are_told_apart_by_the_year_and_then_by_the_id() -> None:
    alone = person("Lê Văn Sơn", born_on=date(1970, 1, 2))
    elder = person("Nguyễn Thị Bình", born_on=date(1971, 3, 4))
    first, second = (person("Nguyễn Thị Bình", born_on=date(1984, 5, n)) for n in (6, 7))
    unknown = Person.objects.create(full_name="Nguyễn Thị Bình")
    assert told_apart([alone, elder, first, second, unknown, elder]) == {
        alone.pk: "Lê Văn Sơn",
        elder.pk: "Nguyễn Thị Bình (born in 1971)",
        first.pk: f"Nguyễn Thị Bình (born in 1984) · {first.public_id}",
        second.pk: f"Nguyễn Thị Bình (born in 1984) · {second.public_id}",
        unknown.pk: f"Nguyễn Thị Bình · {unknown.public_id}",
    }


def test_periods_name_the_first_and_the_last_day() -> None:
    row = Body(since=date(2024, 2, 1), until=date(2024, 3, 1))
    assert period(row) == "01/02/2024 – 29/02/2024"
    assert period(Body(since=date(2024, 2, 1))) == "from 01/02/2024"
