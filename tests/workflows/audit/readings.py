"""Readings as pages would write them down, and what an administrator of the database could do to them."""

from datetime import UTC, datetime, timedelta

from django.db import connection

from tests import factories
from workflows.audit.models import Access, Reading, ReadingDay
from workflows.audit.readings import Seen, write_down
from workflows.audit.triggers import READINGS

#: Noon of a working day at the office.
NOON = datetime(2025, 8, 1, 5, 0, tzinfo=UTC)
NAME = "a purpose that nobody outside may read"


def read(*cases, by=None, at=NOON, access=Access.READ, **seen) -> Reading:
    told = {"page": "case", "purpose": "case", "seats": [(1, "head")], **seen}
    found = Seen(access=access, cases={case.pk: case.public_id for case in cases}, **told)
    return write_down(found, by or factories.user(), at)


def some_readings(case, other) -> ReadingDay:
    """A day with five: of each of two cases, of both in a list, of none, and one more of the first."""
    by = factories.user()
    read(case, by=by, purpose=NAME)
    read(other, by=by, body=factories.body())
    read(case, other, by=by, access=Access.HIT, page="cases", purpose="overview")
    read(by=by, access=Access.EXPORT, page="export_list", args={"key": "persons"})
    return read(case, at=NOON + timedelta(hours=2), access=Access.PRINT).day


def forge_readings(sql, *params):
    """What a database administrator could do, the triggers out of the way."""
    with READINGS.suspended(connection), connection.cursor() as cursor:
        cursor.execute(sql, params)
