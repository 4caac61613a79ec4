"""A value is erased from the record, which stays valid; erased in any other way it is tampering."""

from dataclasses import replace
from datetime import date

import pytest

from tests import factories
from tests.workflows.audit.record import event_of, record
from workflows.audit.chain import redact, verify

pytestmark = pytest.mark.django_db


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
