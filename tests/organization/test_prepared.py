"""Queries composed once: the same rows as the queryset gives, whatever is asked first."""

from datetime import date

import pytest
from django.db.models import QuerySet
from pytest_django import DjangoAssertNumQueries

from organization.models import BodyKind, Organization, Seat
from organization.prepared import Prepared
from tests.factories import body, organization, person, seat

pytestmark = pytest.mark.django_db
DAY = date(2025, 11, 14)


def _held(person_id: int, body_id: int, on: date) -> QuerySet[Seat]:
    return Seat.objects.on(on).filter(person_id=person_id, body_id=body_id).order_by("pk")


def test_each_question_gets_the_rows_of_its_own_values(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    ask = Prepared(_held, int, int, date)
    first, second = person(), person()
    cell, committee = body(kind=BodyKind.CELL), body(kind=BodyKind.COMMITTEE)
    until = date(2025, 6, 1)
    seats = [seat(first, cell), seat(second, cell), seat(first, committee), seat(second, committee, until=until)]

    def answers(who: int, where: int, on: date) -> list[Seat]:
        with django_assert_num_queries(1):
            return list(ask(who, where, on))

    assert answers(first.pk, cell.pk, DAY) == [seats[0]]
    assert answers(second.pk, cell.pk, DAY) == [seats[1]]
    assert answers(cell.pk, first.pk, DAY) == list(_held(cell.pk, first.pk, DAY))
    assert answers(second.pk, committee.pk, DAY) == []
    assert answers(second.pk, committee.pk, date(2025, 5, 31)) == [seats[3]]


def test_rows_come_as_the_database_gives_them() -> None:
    place = organization()
    names = Prepared(lambda pk: Organization.objects.filter(pk=pk).values_list("pk", "name"), int)
    assert names.rows(place.pk) == [(place.pk, place.name)]
    assert names.rows(-1) == []


def test_a_parameter_that_no_row_is_asked_for_is_refused() -> None:
    with pytest.raises(ValueError, match="asked of no row"):
        Prepared(lambda pk, other: Organization.objects.filter(pk=pk), int, int)(1, 2)
