"""Objects of prepared queries: with what is selected along, annotated, locked; asked by key."""

from datetime import date

import pytest
from django.db.models import Value
from pytest_django import DjangoAssertNumQueries

from organization.models import Person, Seat
from organization.prepared import Prepared
from tests.factories import body, person, seat

pytestmark = pytest.mark.django_db

SEAT = Prepared(
    lambda pk: Seat.objects.filter(pk=pk).select_related("body__organization", "person").annotate(told=Value("x")), int
)


def test_an_object_comes_with_what_is_selected_along_and_annotated(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    made = seat(person(), body(), until=date(2027, 1, 2))
    SEAT(made.pk)
    with django_assert_num_queries(1):
        found = SEAT.get(made.pk)
        assert (found.person, found.body, found.body.organization) == (made.person, made.body, made.body.organization)
    assert (found.pk, found.until, found.since, found.role) == (made.pk, made.until, made.since, made.role)
    assert vars(found)["told"] == "x"


def test_each_database_object_is_one_of_its_own() -> None:
    made = seat(person(), body())
    first, second = SEAT.get(made.pk), SEAT.get(made.pk)
    first.role = "changed"
    assert second.role == made.role


def test_nothing_found_is_told_by_the_model() -> None:
    with pytest.raises(Seat.DoesNotExist):
        SEAT.get(-1)


def test_an_absent_relation_is_none() -> None:
    made = person()
    ask = Prepared(lambda pk: Person.objects.filter(pk=pk).select_related("user"), int)
    found = ask.get(made.pk)
    assert not hasattr(found, "user")


def test_rows_alone_give_no_objects() -> None:
    with pytest.raises(TypeError, match="ask for its rows"):
        Prepared(lambda pk: Person.objects.filter(pk=pk).values_list("pk"), int)(1)
