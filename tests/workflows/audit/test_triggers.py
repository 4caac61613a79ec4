"""What the database itself refuses to do to the record."""

import pytest
from django.db import IntegrityError, connection, transaction

from tests.workflows.audit.record import event_of
from workflows.audit.chain import verify
from workflows.audit.models import Event
from workflows.audit.triggers import RECORD

pytestmark = pytest.mark.django_db
REFUSED = [
    "UPDATE workflows_event SET kind = 'x' WHERE id = {event}",
    "UPDATE workflows_event SET hash = hash WHERE id = {event}",
    "DELETE FROM workflows_event WHERE id = {event}",
    "DELETE FROM workflows_eventpayload WHERE event_id = {event}",
    "UPDATE workflows_eventpayload SET event_id = {event} + 1000 WHERE event_id = {event}",
]
REFUSED_BY_VENDOR = {
    "postgresql": ["TRUNCATE workflows_eventpayload", "TRUNCATE workflows_event CASCADE"],
    "sqlite": [
        "REPLACE INTO workflows_event SELECT * FROM workflows_event WHERE id = {event}",
        "REPLACE INTO workflows_eventpayload SELECT * FROM workflows_eventpayload WHERE event_id = {event}",
    ],
}


def test_database_refuses_to_change_the_record(case):
    # else TRUNCATE fails for checks of foreign keys that wait, and proves nothing
    connection.check_constraints()
    event = event_of(case, 3)
    for sql in REFUSED + REFUSED_BY_VENDOR[connection.vendor]:
        with (
            pytest.raises(IntegrityError, match="The record only grows"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql.format(event=event.pk))

    assert (verify(case).ok, verify(case).count) == (True, 5)


def test_replacing_is_refused_without_the_pragma(case):
    """The sqlite3 shell does not fire delete triggers for REPLACE."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers=OFF")
        try:
            with pytest.raises(IntegrityError, match="The record only grows"), transaction.atomic():
                cursor.execute("REPLACE INTO workflows_event SELECT * FROM workflows_event WHERE sequence = 3")
        finally:
            cursor.execute("PRAGMA recursive_triggers=ON")


def test_models_cannot_change_the_record(case):
    event = event_of(case, 3)
    event.kind = "other"
    with pytest.raises(IntegrityError), transaction.atomic():
        event.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        event.payload.delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(kind="other")

    assert verify(case).ok


def test_triggers_are_all_there_again_after_they_were_suspended():
    before = RECORD.missing(connection)
    with RECORD.suspended(connection):
        during = RECORD.missing(connection)

    assert (before, during != [], RECORD.missing(connection)) == ([], True, [])
