"""The record: what is written, what is found when somebody tampers with it, what the database refuses."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests import factories
from workflows.audit.chain import GENESIS, Entry, append, canonical, commitment, plain, redact, verify
from workflows.audit.models import Event, EventPayload
from workflows.audit.triggers import RECORD
from workflows.models import Case

pytestmark = pytest.mark.django_db
DAY = date(2025, 8, 1)
AT = datetime(2025, 8, 1, 9, 30, 15, 123456, tzinfo=timezone(timedelta(hours=7)))


def record(case, *entries, at=AT):
    events = append(case, entries, at)
    case.save()
    return events


@pytest.fixture
def case():
    """A case with five events, as an act of each would have left them."""
    made = factories.case()
    actor, body = factories.user(), factories.body()
    record(made, Entry("opened", DAY, actor, body, {"reason": "first"}))
    record(
        made,
        Entry("paper_filed", DAY, actor, body, {"code": "cv", "pages": 4}),
        Entry("paper_filed", DAY, actor, body, {"code": "application", "pages": 1}),
    )
    record(
        made, Entry("remark", DAY, actor, None, {"text": "a name to be erased", "kind": "plain"}), Entry("closed", DAY)
    )
    return made


def event_of(case, sequence):
    return Event.objects.get(case=case, sequence=sequence)


def forge(sql, *params):
    """What a database administrator could do, the triggers out of the way."""
    with RECORD.suspended(connection), connection.cursor() as cursor:
        cursor.execute(sql, params)


# --- writing


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


# --- proving


def test_untouched_record_verifies_in_one_statement(case):
    with CaptureQueriesContext(connection) as queries:
        report = verify(case)

    assert (report.ok, report.count, report.broken_at, report.problem) == (True, 5, None, "")
    assert len(queries) == 1


def test_case_without_events_verifies():
    report = verify(factories.case())

    assert (report.ok, report.count) == (True, 0)


COPY_OF_THIRD = (
    'INSERT INTO workflows_event (case_id, sequence, kind, "on", at, canonical, previous_hash, hash)'
    ' SELECT case_id, %s, kind, "on", at, canonical, previous_hash, hash FROM workflows_event'
    " WHERE case_id = %s AND sequence = 3"
)


@pytest.mark.parametrize(
    ("statements", "broken_at"),
    [
        ([("UPDATE workflows_event SET canonical = replace(canonical, 'paper', 'piper') WHERE id = %s", 2)], 2),
        ([("UPDATE workflows_event SET kind = 'returned' WHERE id = %s", 3)], 3),
        ([("UPDATE workflows_event SET \"on\" = '2025-07-31' WHERE id = %s", 3)], 3),
        ([("UPDATE workflows_event SET at = '2025-07-31 00:00:00+00:00' WHERE id = %s", 4)], 4),
        ([("UPDATE workflows_event SET hash = previous_hash WHERE id = %s", 5)], 5),
        ([("UPDATE workflows_event SET previous_hash = hash WHERE id = %s", 1)], 1),
        ([("UPDATE workflows_event SET canonical = '[1,' WHERE id = %s", 1)], 1),
        ([("UPDATE workflows_eventpayload SET actor_id = NULL WHERE event_id = %s", 2)], 2),
        ([("UPDATE workflows_eventpayload SET fields = '{}' WHERE event_id = %s", 2)], 2),
        ([("UPDATE workflows_eventpayload SET fields = '[]' WHERE event_id = %s", 3)], 3),
        ([("DELETE FROM workflows_eventpayload WHERE event_id = %s", 4)], 4),
        # a gap in the middle, the head gone, the tail cut
        *(
            (
                [
                    ("DELETE FROM workflows_eventpayload WHERE event_id = %s", sequence),
                    ("DELETE FROM workflows_event WHERE id = %s", sequence),
                ],
                sequence,
            )
            for sequence in (3, 1, 5)
        ),
        # two events change places
        (
            [
                ("UPDATE workflows_event SET sequence = 99 WHERE id = %s", 2),
                ("UPDATE workflows_event SET sequence = 2 WHERE id = %s", 3),
                ("UPDATE workflows_event SET sequence = 3 WHERE id = %s", 2),
            ],
            2,
        ),
    ],
)
def test_tampering_is_found_where_it_is(case, statements, broken_at):
    ids = dict(Event.objects.filter(case=case).values_list("sequence", "id"))
    for sql, sequence in statements:
        forge(sql, ids[sequence])

    report = verify(case)

    assert (report.ok, report.broken_at) == (False, broken_at)
    assert report.problem != ""


def test_inserted_event_is_found(case):
    forge("UPDATE workflows_event SET sequence = 6 WHERE case_id = %s AND sequence = 5", case.pk)
    forge("UPDATE workflows_event SET sequence = 5 WHERE case_id = %s AND sequence = 4", case.pk)
    forge(COPY_OF_THIRD, 4, case.pk)

    assert verify(case).broken_at == 4


def test_appended_event_is_found(case):
    forge(COPY_OF_THIRD, 6, case.pk)

    assert verify(case).broken_at == 6


def test_event_moved_to_another_case_is_found_in_both(case):
    other = factories.case()
    forge(
        "UPDATE workflows_event SET case_id = %s, sequence = 1 WHERE case_id = %s AND sequence = 5", other.pk, case.pk
    )

    assert [verify(each).broken_at for each in (case, other)] == [5, 1]


def test_changed_value_is_found_although_its_salt_is_kept(case):
    payload = event_of(case, 2).payload
    payload.fields["pages"]["value"] = 5
    payload.save()

    report = verify(case)

    assert (report.broken_at, "pages" in report.problem) == (2, True)


def test_forged_head_is_found(case):
    Case.objects.filter(pk=case.pk).update(head_hash=event_of(case, 4).hash)

    assert verify(case).broken_at == 6


def test_rewritten_event_is_found_although_its_own_hash_is_right(case):
    """Whoever rewrites one event and its hash breaks the next one."""
    event = event_of(case, 2)
    text = event.canonical.replace("paper_filed", "paper_shown")
    forge(
        "UPDATE workflows_event SET kind = 'paper_shown', canonical = %s, hash = %s WHERE id = %s",
        text,
        hashlib.sha256(text.encode()).hexdigest(),
        event.pk,
    )

    assert verify(case).broken_at == 3


# --- redacting


def test_redaction_erases_and_keeps_the_record_valid(case):
    clerk = factories.user()
    entry = redact(event_of(case, 4), ["text", "_actor"], date(2025, 9, 1))
    record(case, replace(entry, actor=clerk))

    payload = event_of(case, 4).payload
    assert payload.fields["text"] == payload.fields["_actor"] == {"redacted": "2025-09-01"}
    assert (payload.actor, payload.values["text"], payload.values["kind"]) == (None, None, "plain")
    assert (verify(case).ok, verify(case).count) == (True, 6)


def test_redaction_without_its_event_is_tampering(case):
    redact(event_of(case, 4), ["text"], date(2025, 9, 1))

    report = verify(case)

    assert (report.ok, report.broken_at) == (False, 4)


@pytest.mark.parametrize(
    "mark", [{"redacted": "yesterday"}, {"redacted": "2025-09-01", "value": 3}, {"redacted": 1}, {}, None]
)
def test_redaction_badly_marked_is_tampering(case, mark):
    entry = redact(event_of(case, 4), ["text"], date(2025, 9, 1))
    record(case, entry)
    payload = event_of(case, 4).payload
    payload.fields["text"] = mark
    payload.save()

    assert verify(case).broken_at == 4


def test_record_of_a_redaction_cannot_be_redacted(case):
    [event] = record(case, redact(event_of(case, 4), ["text"], date(2025, 9, 1)))

    with pytest.raises(ValueError, match="no such fields"):
        redact(event, ["names"], date(2025, 9, 2))

    assert verify(case).ok


@pytest.mark.parametrize("names", [["unknown"], [], ["text", "unknown"]])
def test_redaction_of_unknown_fields_changes_nothing(case, names):
    with pytest.raises(ValueError, match="no such fields"):
        redact(event_of(case, 4), names, date(2025, 9, 1))

    assert event_of(case, 4).payload.values["text"] == "a name to be erased"


# --- what the database refuses


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


# --- the command


def run_verify(*arguments):
    out = StringIO()
    call_command("record", "verify", *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_command_reports_every_case(case, settings):
    settings.LANGUAGE_CODE = "en"
    empty = factories.case()

    assert run_verify() == [f"{case.code}: OK, 5 events", f"{empty.code}: OK, 0 events", "2 cases, 0 broken."]


def test_command_takes_the_code_of_one_case(case, settings):
    settings.LANGUAGE_CODE = "en"
    factories.case()

    assert run_verify("--case", case.code.lower()) == [f"{case.code}: OK, 5 events", "1 cases, 0 broken."]


def test_command_fails_when_a_case_is_broken(case, settings):
    settings.LANGUAGE_CODE = "en"
    forge("UPDATE workflows_event SET kind = 'x' WHERE case_id = %s AND sequence = 2", case.pk)

    with pytest.raises(CommandError, match=r"1 cases, 1 broken\."):
        run_verify()


def test_command_fails_when_the_guards_are_gone(case):
    with RECORD.suspended(connection), pytest.raises(CommandError):
        run_verify()


def test_command_refuses_an_unknown_case():
    with pytest.raises(CommandError):
        run_verify("--case", "ZZZZ-ZZZZ-ZZZZ")


def test_times_are_stored_to_the_microsecond(case):
    assert event_of(case, 1).at == AT.astimezone(UTC)
