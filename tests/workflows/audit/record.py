"""Events as acts would write them, and what a database administrator could do to them."""

from datetime import date, datetime, timedelta, timezone

from django.db import connection

from workflows.audit.chain import append
from workflows.audit.models import Event
from workflows.audit.triggers import RECORD

DAY = date(2025, 8, 1)
AT = datetime(2025, 8, 1, 9, 30, 15, 123456, tzinfo=timezone(timedelta(hours=7)))


def record(case, *entries, at=AT):
    events = append(case, entries, at)
    case.save()
    return events


def event_of(case, sequence):
    return Event.objects.get(case=case, sequence=sequence)


def forge(sql, *params):
    """What a database administrator could do, the triggers out of the way."""
    with RECORD.suspended(connection), connection.cursor() as cursor:
        cursor.execute(sql, params)
