"""Rows of several tables in one statement: as the ORM reads them, and refused where JSON cannot hold them."""

from datetime import date
from typing import Any

import pytest
from django.db.models import Model
from pytest_django import DjangoAssertNumQueries

from organization.models import Membership, Seat
from organization.together import Part, Together
from tests.factories import body, membership, person, seat
from workflows.models import Judgement

pytestmark = pytest.mark.django_db

OF_PERSON = Together(
    {
        "seats": Part(lambda pk: Seat.objects.filter(person_id=pk), {"body": ("name", "since")}),
        "standings": Part(lambda pk: Membership.objects.filter(person_id=pk)),
    },
    int,
)


def columns(row: Model) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_rows_are_those_of_the_orm_in_one_statement(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    holder, other = person(), person()
    seats = [seat(holder, body(), until=date(2027, 1, 2)), seat(holder, body())]
    standing = membership(holder)
    seat(other, body())
    OF_PERSON(holder.pk)
    with django_assert_num_queries(1):
        found = OF_PERSON(holder.pk)
    assert {name: [columns(row) for row in rows] for name, rows in found.items()} == {
        "seats": [columns(Seat.objects.get(pk=row.pk)) for row in seats],
        "standings": [columns(Membership.objects.get(pk=standing.pk))],
    }


def test_what_comes_along_needs_no_statement_and_the_rest_is_looked_up(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    made = seat(person(), body())
    (found,) = OF_PERSON(made.person_id)["seats"]
    with django_assert_num_queries(0):
        assert (found.body, str(found.body), found.body.since) == (made.body, str(made.body), made.body.since)
    with django_assert_num_queries(1):
        assert found.body.kind == made.body.kind


def test_nothing_is_found_of_nobody() -> None:
    assert OF_PERSON(-1) == {"seats": [], "standings": []}


def test_times_and_bytes_do_not_fit() -> None:
    ask = Together({"acts": Part(lambda pk: Judgement.objects.filter(pk=pk))}, int)
    with pytest.raises(TypeError, match="at"):
        ask(1)
