from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organization.models import BodyKind, Kind, Role
from permissions.catalogue import Perm
from permissions.checks import NotPermitted, may, require
from tests.factories import body, organization, person, seat, user

pytestmark = pytest.mark.django_db

DAY = date(2025, 8, 1)


def test_seat_of_the_day_allows_and_is_named() -> None:
    cell = body()
    held = seat(person(), cell, Role.SECRETARY)
    login = user(held.person)
    assert may(login, Perm.HOLD_CEREMONY, cell, DAY).seat == held
    assert require(login, Perm.HOLD_CEREMONY, cell, DAY) == held


def test_seat_on_another_body_of_the_kind_does_not_allow() -> None:
    cell, other = body(), body()
    held = seat(person(), other, Role.SECRETARY)
    answer = may(user(held.person), Perm.HOLD_CEREMONY, cell, DAY)
    assert answer.seat is None
    assert str(cell) in answer.reason
    assert "01/08/2025" in answer.reason


def test_role_without_the_permission_does_not_allow_and_says_who_may() -> None:
    cell = body()
    held = seat(person(), cell, Role.CLERK)
    answer = may(user(held.person), Perm.HOLD_CEREMONY, cell, DAY)
    assert answer.seat is None
    assert str(Role.SECRETARY.label) in answer.reason


@pytest.mark.parametrize(
    ("day", "allowed"),
    [
        (date(2023, 12, 31), False),
        (date(2024, 1, 1), True),
        (date(2025, 6, 29), True),
        (date(2025, 6, 30), False),
    ],
)
def test_seat_counts_from_its_first_day_until_the_day_before_its_end(day: date, allowed: bool) -> None:
    held = seat(role=Role.SECRETARY, since=date(2024, 1, 1), until=date(2025, 6, 30))
    assert bool(may(user(held.person), Perm.HOLD_CEREMONY, held.body, day)) is allowed


def test_one_of_several_seats_is_enough() -> None:
    cell, holder = body(), person()
    seat(holder, cell, Role.CLERK)
    deputy = seat(holder, cell, Role.DEPUTY_SECRETARY)
    assert may(user(holder), Perm.HOLD_CEREMONY, cell, DAY).seat == deputy


def test_superuser_without_a_seat_may_nothing() -> None:
    assert not may(user(is_superuser=True), Perm.OPEN_DOSSIER, body(), DAY)


def test_inactive_user_may_nothing() -> None:
    held = seat(role=Role.SECRETARY)
    login = user(held.person)
    login.is_active = False
    assert not may(login, Perm.OPEN_DOSSIER, held.body, DAY)


def test_user_without_a_person_may_nothing() -> None:
    login = user()
    login.person = None
    answer = may(login, Perm.OPEN_DOSSIER, body(), DAY)
    assert answer.seat is None
    assert answer.reason != ""


def test_require_raises_with_the_reason() -> None:
    cell, login = body(), user()
    with pytest.raises(NotPermitted) as caught:
        require(login, Perm.OPEN_DOSSIER, cell, DAY)
    assert str(caught.value) == may(login, Perm.OPEN_DOSSIER, cell, DAY).reason


@pytest.mark.parametrize("seats", [1, 5])
def test_question_takes_one_statement_however_many_seats(seats: int) -> None:
    committee, holder = body(organization(Kind.BASE), BodyKind.COMMITTEE), person()
    for role in list(Role.values)[:seats]:
        seat(holder, committee, role)
    login = user(holder)
    with CaptureQueriesContext(connection) as context:
        may(login, Perm.CERTIFY_BACKGROUND, committee, DAY)
    assert len(context) == 1
