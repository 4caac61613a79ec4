"""Rows written by kept statements: the same as the ORM writes, with the same errors, signals and keys."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models.signals import post_save, pre_save
from pytest_django import DjangoAssertNumQueries

from organization.models import Membership, Person, Seat, Standing
from organization.writing import MOST, insert, update
from tests.factories import body, organization, person, seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def told() -> Iterator[list[tuple[str, dict[str, Any]]]]:
    """Every signal of a saved seat."""
    heard: list[tuple[str, dict[str, Any]]] = []

    def before(**given: Any) -> None:
        heard.append(("before", given))

    def after(**given: Any) -> None:
        heard.append(("after", given))

    pre_save.connect(before, sender=Seat)
    post_save.connect(after, sender=Seat)
    yield heard
    pre_save.disconnect(before, sender=Seat)
    post_save.disconnect(after, sender=Seat)


def _seat(**values: Any) -> Seat:
    return Seat(**{"person": person(), "body": body(), "role": "member", "since": date(2025, 1, 1), **values})


@pytest.mark.parametrize("count", [1, 2, MOST, MOST + 1])
def test_every_row_gets_its_key_and_is_no_longer_new(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    place, who = body(), [person() for _number in range(count)]
    rows = [_seat(person=one, body=place, basis=f"{number}") for number, one in enumerate(who)]
    with django_assert_num_queries(1 + count // (MOST + 1)):
        insert(rows)
    assert [(Seat.objects.get(pk=row.pk).basis, row._state.adding) for row in rows] == [
        (f"{number}", False) for number in range(count)
    ]


def test_no_rows_send_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    row = _seat()
    with django_assert_num_queries(0):
        insert([])
        update(row, [])


def test_a_conflict_is_an_integrity_error_that_ends_the_transaction() -> None:
    first = seat(person(), body())
    again = _seat(person=first.person, body=first.body, role=first.role)
    with transaction.atomic():
        with pytest.raises(IntegrityError):
            insert([again])
        assert connection.needs_rollback
    assert list(Seat.objects.all()) == [first]


def test_an_ignored_conflict_leaves_the_row_that_is_there() -> None:
    first, new = seat(person(), body()), _seat()
    insert([_seat(person=first.person, body=first.body, role=first.role, basis="other"), new], ignore_conflicts=True)
    assert sorted(Seat.objects.values_list("person_id", "basis")) == sorted(
        [(first.person_id, first.basis), (new.person_id, "")]
    )


def test_an_object_that_was_never_saved_may_not_be_pointed_to() -> None:
    nobody = Person(full_name="Nobody")
    for write in (lambda row: row.save(), lambda row: insert([row])):
        with pytest.raises(ValueError, match="unsaved related object 'person'"):
            write(_seat(person=nobody))
    kept = seat(person(), body())
    kept.person = nobody
    with pytest.raises(ValueError, match="unsaved related object 'person'"):
        update(kept, ["person"])
    assert not connection.needs_rollback


def test_signals_are_those_of_save(told: list[tuple[str, dict[str, Any]]]) -> None:
    by_orm, ours = _seat(), _seat()
    by_orm.save(force_insert=True)
    by_orm.save(update_fields=["basis"])
    of_orm = [(when, {**given, "instance": None}) for when, given in told]
    told.clear()
    insert([ours])
    update(ours, ["basis"])
    assert [(when, {**given, "instance": None}) for when, given in told] == of_orm
    assert {given["instance"] for _when, given in told} == {ours}


def test_only_the_named_columns_are_written() -> None:
    kept = seat(person(), body())
    Seat.objects.filter(pk=kept.pk).update(basis="by another")
    kept.role, kept.basis, kept.until = "head", "here", date(2026, 1, 1)
    update(kept, ["role", "until"])
    fresh = Seat.objects.get(pk=kept.pk)
    assert (fresh.role, fresh.basis, fresh.until) == ("head", "by another", date(2026, 1, 1))
    kept.until = None
    update(kept, ["until"])
    assert Seat.objects.get(pk=kept.pk).until is None


def test_an_unknown_column_and_a_row_that_is_gone_are_errors() -> None:
    kept = seat(person(), body())
    with pytest.raises(ValueError, match="Seat has no such columns to be saved: absent"):
        update(kept, ["role", "absent"])
    Seat.objects.filter(pk=kept.pk).delete()
    with pytest.raises(DatabaseError, match="did not affect any rows"), transaction.atomic():
        update(kept, ["role"])


def test_a_column_of_another_row_stays() -> None:
    place = organization()
    rows = [Membership(person=person(), organization=place, standing=Standing.MASSES, since=date(2025, 1, 1))] * 1
    rows.append(Membership(person=person(), organization=place, standing=Standing.MASSES, since=date(2025, 1, 1)))
    insert(rows)
    rows[0].standing = rows[1].standing = Standing.SYMPATHIZER
    update(rows[0], ["standing"])
    assert [Membership.objects.get(pk=row.pk).standing for row in rows] == ["sympathizer", "masses"]
