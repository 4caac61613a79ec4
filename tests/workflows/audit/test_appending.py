"""What is written into the record, and in which spelling."""

import hashlib
import json
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.workflows.audit.record import AT, DAY, event_of, record
from workflows.audit.chain import GENESIS, Entry, append, canonical, commitment, plain
from workflows.audit.models import Event, EventPayload

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("size", [1, 7])
def test_append_takes_two_statements_whatever_the_number(size):
    case, actor, body = factories.case(), factories.user(), factories.body()
    entries = [Entry("filed", DAY, actor, body, {"n": n}) for n in range(size)]

    with CaptureQueriesContext(connection) as queries:
        append(case, entries, AT)

    assert [query["sql"].split()[:3] for query in queries] == [
        ["INSERT", "INTO", '"workflows_event"'],
        ["INSERT", "INTO", '"workflows_eventpayload"'],
    ]


def test_append_moves_the_head_of_the_case(case):
    last = event_of(case, 5)

    assert (case.event_count, case.head_hash) == (5, last.hash)


def test_append_of_nothing_writes_nothing():
    case = factories.case()

    assert append(case, [], AT) == []
    assert (case.event_count, case.head_hash) == (0, "")


def test_event_is_canonical_json_of_commitments():
    case, actor, body = factories.case(), factories.user(), factories.body()
    [event] = record(case, Entry("filed", DAY, actor, body, {"pages": 4, "code": "cv"}))
    salts = {name: field["salt"] for name, field in event.payload.fields.items()}

    expected = {
        "actor": commitment(salts["_actor"], actor.pk),
        "at": "2025-08-01T02:30:15.123456+00:00",
        "body": commitment(salts["_body"], body.pk),
        "case": case.public_id,
        "fields": {"code": commitment(salts["code"], "cv"), "pages": commitment(salts["pages"], 4)},
        "kind": "filed",
        "on": "2025-08-01",
        "prev": "0" * 64,
        "seq": 1,
        "v": 1,
    }
    assert event.canonical == json.dumps(expected, sort_keys=True, separators=(",", ":"))
    assert event.hash == hashlib.sha256(event.canonical.encode()).hexdigest()
    assert {len(bytes.fromhex(salt)) for salt in salts.values()} == {32}


def test_commitment_is_the_hash_of_salt_and_value():
    expected = hashlib.sha256('aa{"k":[1,"\N{LATIN SMALL LETTER D WITH STROKE}"]}'.encode()).hexdigest()

    assert commitment("aa", {"k": [1, "\N{LATIN SMALL LETTER D WITH STROKE}"]}) == expected


def test_events_follow_each_other(case):
    events = list(Event.objects.filter(case=case))

    assert [event.sequence for event in events] == [1, 2, 3, 4, 5]
    assert [event.previous_hash for event in events] == [GENESIS, *(event.hash for event in events[:-1])]


def test_payload_says_who_and_what(case):
    payload = EventPayload.objects.get(event__case=case, event__sequence=2)

    assert payload.values == {"code": "cv", "pages": 4}
    assert (payload.fields["_actor"]["value"], payload.fields["_body"]["value"]) == (payload.actor_id, payload.body_id)


def test_plain_writes_days_times_and_lists():
    assert canonical(plain({"b": (DAY, AT), "a": None, "c": True})) == (
        '{"a":null,"b":["2025-08-01","2025-08-01T02:30:15.123456+00:00"],"c":true}'
    )


@pytest.mark.parametrize(
    ("value", "error"),
    [
        (0.5, TypeError),
        ({1, 2}, TypeError),
        (b"bytes", TypeError),
        ({"deep": [1.0]}, TypeError),
        ("a\0b", ValueError),
        ("\ud800", ValueError),
        (datetime(2025, 8, 1), ValueError),  # noqa: DTZ001 - the time without zone is the point
    ],
)
def test_plain_refuses_what_has_no_one_spelling(value, error):
    with pytest.raises(error):
        plain(value)


def test_field_names_with_underscore_are_refused():
    with pytest.raises(ValueError, match="underscore"):
        append(factories.case(), [Entry("filed", DAY, fields={"_actor": 1})], AT)

    assert Event.objects.count() == 0


def test_times_are_stored_to_the_microsecond(case):
    assert event_of(case, 1).at == AT.astimezone(UTC)
