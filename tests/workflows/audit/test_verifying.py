"""What is found when somebody tampers with the record, by the program and from the command line."""

import hashlib
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.workflows.audit.record import event_of, forge
from workflows.audit.chain import verify
from workflows.audit.models import Event
from workflows.audit.triggers import RECORD
from workflows.models import Case

pytestmark = pytest.mark.django_db


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


# the command


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
