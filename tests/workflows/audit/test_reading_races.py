"""Many readers in the same moment, and readers beside an act, on real connections: one chain, and nobody waits."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from django.db import connection, connections, transaction

from organization.models import User
from tests import factories
from tests.workflows.audit.readings import NOON, read
from workflows.audit.models import Reading, ReadingDay
from workflows.audit.readings import verify_days
from workflows.models import Case

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

READERS, EACH = 8, 25


def test_readers_of_one_moment_stand_in_one_chain_from_the_first_of_the_day_on():
    case, others = factories.case(), [factories.case() for _number in range(3)]
    users = [factories.user() for _number in range(READERS)]
    barrier = Barrier(READERS)

    def look(user: User) -> int:
        try:
            barrier.wait(10)
            for number in range(EACH):
                read(*(others if number % 5 == 0 else [case]), by=user)
            return EACH
        finally:
            connections.close_all()

    with ThreadPoolExecutor(READERS) as pool:
        assert sum(pool.map(look, users)) == READERS * EACH

    day = ReadingDay.objects.get()
    sequences = list(Reading.objects.order_by("sequence").values_list("sequence", flat=True))
    assert (day.count, sequences) == (READERS * EACH, list(range(1, READERS * EACH + 1)))
    assert [(report.ok, report.count) for _name, report in verify_days()] == [(True, READERS * EACH)]
    assert {Reading.objects.filter(actor=user).count() for user in users} == {EACH}


def test_reading_neither_waits_for_an_act_nor_holds_one_up():
    """An act locks the row of its case: a key checked by the database would wait for it."""
    case, user = factories.case(), factories.user()
    locked, done = Event(), Event()

    def act() -> None:
        try:
            with transaction.atomic():
                list(Case.objects.select_for_update().filter(pk=case.pk).values_list("pk"))
                locked.set()
                assert done.wait(10)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        acting = pool.submit(act)
        assert locked.wait(10)
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '200ms'")
            read(case, by=user)
            read(case, factories.case(), by=user)
        finally:
            done.set()
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '5s'")
        acting.result()

    assert Reading.objects.filter(case=case).count() == 1
    with transaction.atomic():
        read(case, by=user, at=NOON)
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(_locks, case).result() is True


def _locks(case: Case) -> bool:
    try:
        with transaction.atomic():
            return bool(Case.objects.select_for_update(nowait=True).filter(pk=case.pk).values_list("pk"))
    finally:
        connections.close_all()
