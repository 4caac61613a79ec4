"""The log of who read what: one chain for each day, in which a changed reading is found by name."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from tests import factories
from tests.counting import statements
from tests.workflows.audit.readings import NAME, NOON, forge_readings, read, some_readings
from tools import verify_record as tool
from workflows.audit.chain import GENESIS, Entry
from workflows.audit.checkpoints import NoCheckpoint, checkpoint, make_key, verify_checkpoints
from workflows.audit.exporting import exported
from workflows.audit.models import Access, Reading, ReadingDay
from workflows.audit.readings import _append, erase_reading, verify_days
from workflows.models import Case

pytestmark = pytest.mark.django_db

DAY = "2025-08-01"


@pytest.fixture
def day(case):
    return some_readings(case, factories.case())


@pytest.fixture
def key(settings, tmp_path):
    settings.RECORD_KEY_FILE = tmp_path / "record.key"
    return make_key()


def broken() -> dict[str, int | None]:
    """{day: first reading that is wrong} of the days that are."""
    return {name: report.broken_at for name, report in verify_days() if not report.ok}


def problems():
    return [problem for _made, problem in verify_checkpoints()]


def test_reading_says_who_saw_what_in_which_way(case):
    by, body = factories.user(), factories.body()
    row = read(case, by=by, body=body, args={"public_id": "X"})

    assert (row.actor, row.body, row.case_id, row.kind) == (by, body, case.pk, Access.READ)
    assert row.seen == {
        "page": "case",
        "args": {"public_id": "X"},
        "purpose": "case",
        "cases": [case.public_id],
        "seats": [[1, "head"]],
    }


def test_text_that_is_hashed_tells_nothing_but_kind_and_time(case):
    row = read(case, purpose=NAME)

    assert NAME not in row.canonical
    assert case.public_id not in row.canonical


def test_readings_of_a_day_follow_each_other_and_every_day_begins_anew(case):
    first, second = read(case), read(case)
    next_day = read(case, at=NOON + timedelta(days=1))

    assert (first.sequence, first.previous_hash) == (1, GENESIS)
    assert (second.sequence, second.previous_hash) == (2, first.hash)
    assert (next_day.sequence, next_day.previous_hash, next_day.day.name) == (1, GENESIS, "2025-08-02")
    assert (second.day_id, ReadingDay.objects.get(pk=second.day_id).head) == (first.day_id, second.hash)


def test_day_is_that_of_the_office(case):
    assert read(case, at=NOON.replace(hour=17)).day.name == "2025-08-02"


def test_reading_takes_one_statement_however_many_cases_it_shows(case):
    cases = [case, *(factories.case() for _number in range(49))]
    read(case)
    by = factories.user()

    assert statements(lambda: read(case, by=by)) == 1
    assert statements(lambda: read(*cases, by=by)) == 1


def test_whole_days_are_whole(day, case):
    read(case, at=NOON + timedelta(days=1))

    assert [(name, report.ok, report.count) for name, report in verify_days()] == [
        (DAY, True, 5),
        ("2025-08-02", True, 1),
    ]


@pytest.mark.parametrize(
    ("statement", "place"),
    [
        ("UPDATE workflows_reading SET kind = 'own' WHERE sequence = 2", 2),
        ("UPDATE workflows_reading SET at = '2025-08-01 06:00:00+00:00' WHERE sequence = 2", 2),
        ("UPDATE workflows_reading SET canonical = replace(canonical, 'print', 'proof')", 5),
        ("UPDATE workflows_reading SET hash = previous_hash WHERE sequence = 3", 3),
        ("UPDATE workflows_reading SET actor_id = NULL WHERE sequence = 4", 4),
        ("UPDATE workflows_reading SET fields = '{}' WHERE sequence = 3", 3),
        ("UPDATE workflows_reading SET case_id = NULL WHERE sequence = 1", 1),
        ("UPDATE workflows_reading SET listed = '[]' WHERE sequence = 3", 3),
        ("DELETE FROM workflows_reading WHERE sequence = 4", 4),
        ("DELETE FROM workflows_reading WHERE sequence = 5", 6),
        ("UPDATE workflows_readingday SET head = previous, count = 4", 6),
        ("UPDATE workflows_readingday SET head = previous", 6),
    ],
)
def test_what_was_done_to_a_reading_is_found_at_its_place(day, statement, place):
    forge_readings(statement)

    assert broken() in ({DAY: place}, {DAY: place - 1})
    with pytest.raises(CommandError):
        call_command("record", "verify", stdout=StringIO())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE workflows_reading SET kind = 'own'",
        "UPDATE workflows_reading SET hash = 'x' WHERE sequence = 1",
        "UPDATE workflows_reading SET actor_id = 0 WHERE sequence = 1",
        "DELETE FROM workflows_reading WHERE sequence = 5",
        "UPDATE workflows_reading SET case_id = 0",
        "UPDATE workflows_reading SET listed = '[1]'",
        "UPDATE workflows_readingday SET head = 'x'",
        "UPDATE workflows_readingday SET count = count - 1, head = previous",
        "DELETE FROM workflows_readingday",
    ],
)
def test_database_refuses_to_change_what_was_read(day, statement):
    with pytest.raises(Exception, match="log of readings only grows"), transaction.atomic():
        connection.cursor().execute(statement)

    assert broken() == {}


def test_erased_reading_is_found_no_more_and_its_day_stays_whole(day, case):
    row = Reading.objects.get(day=day, kind=Access.HIT)
    by = factories.user()

    said = erase_reading(row, ["seen", "_actor"], Entry("", date(2025, 9, 1), by, None, {"reason": "r"}), NOON)

    row.refresh_from_db()
    assert (row.actor, row.case_id, row.seen, row.listed) == (None, None, {}, [])
    assert (said.sequence, said.actor, said.fields["reason"]["value"]) == (6, by, "r")
    assert [(report.ok, report.erased) for _name, report in verify_days()] == [(True, 2)]


def test_erasure_without_its_record_is_tampering(day):
    forge_readings(
        'UPDATE workflows_reading SET case_id = NULL, fields = replace(CAST(fields AS text), \'"seen": {"salt"\','
        ' \'"seen": {"sold"\')' + ("::jsonb" if connection.vendor == "postgresql" else "") + " WHERE sequence = 1"
    )

    assert broken() == {DAY: 1}


def test_checkpoint_signs_the_days_with_the_cases(day, case, key):
    made = checkpoint(NOON + timedelta(hours=3))

    assert made is not None
    assert {(head.case_id, head.day_id, head.count) for head in made.heads.all()} == {
        (case.pk, None, 5),
        (None, day.pk, 5),
    }
    read(case, at=NOON + timedelta(hours=4))
    later = checkpoint(NOON + timedelta(hours=5))
    assert later is not None
    assert [(head.day_id, head.count, head.place) for head in later.heads.all()] == [(day.pk, 6, 1)]
    assert problems() == ["", ""]


def test_day_that_was_cut_with_its_head_is_found_and_signed_no_more(day, case, key):
    checkpoint(NOON + timedelta(hours=3))
    forge_readings("DELETE FROM workflows_reading WHERE sequence = 5")
    forge_readings("UPDATE workflows_readingday SET head = previous, count = 4")

    assert problems() == ["01/08/2025: event 5 is not the one that was signed."]
    with pytest.raises(NoCheckpoint, match="01/08/2025"):
        checkpoint(NOON + timedelta(hours=4))


def test_day_that_was_signed_after_its_end_takes_nothing_but_the_record_of_an_erasure(day, case, key):
    over = NOON.replace(hour=18, minute=1)
    checkpoint(over)
    row = Reading.objects.get(day=day, sequence=1)
    erase_reading(row, ["seen"], Entry("", date(2025, 9, 1), factories.user(), None, {"reason": "r"}), over)
    assert problems() == [""]

    read(case, at=NOON + timedelta(hours=3))

    assert problems() == ["01/08/2025: reading 7 was put in after the day was closed."]


def test_day_is_not_closed_in_the_hour_after_it(day, case, key):
    checkpoint(NOON.replace(hour=17, minute=59))
    read(case, at=NOON + timedelta(hours=4))

    assert problems() == [""]


def test_reading_that_claims_another_day_is_found(day):
    with transaction.atomic():
        _append(day.day, Entry("export", day.day, None, None, {"seen": {"cases": []}}), NOON + timedelta(days=3))

    assert broken() == {DAY: 6}


def test_old_readings_are_forgotten_and_their_days_stay_whole(day, case, key, settings):
    checkpoint(NOON + timedelta(days=1))
    read(case, at=timezone.now())
    row = Reading.objects.get(day=day, sequence=2)
    erase_reading(row, ["seen"], Entry("", NOON.date(), None, None, {"reason": "r"}), NOON)

    def said() -> str:
        out = StringIO()
        call_command("record", "forget", stdout=out)
        return out.getvalue()

    with pytest.raises(CommandError):
        said()
    settings.READINGS_KEEP_DAYS = 30
    assert (said(), said()) == ("5 readings were erased.\n", "0 readings were erased.\n")

    assert [row.seen for row in Reading.objects.filter(day=day)] == [{}] * 7
    assert not Reading.objects.filter(day=day, actor__isnull=False).exists()
    assert Reading.objects.filter(case=case).count() == 1
    assert (broken(), problems()) == ({}, [""])
    lines = exported(Case.objects.all(), opened=True, whole=True)
    assert tool.verify(f"{line}\n".encode() for line in lines).differences == []


def test_verify_tells_of_every_day(day):
    out = StringIO()
    call_command("record", "verify", stdout=out)

    assert f"Readings of {DAY}: OK, 5 events" in out.getvalue()
    assert "1 days of readings, 0 broken." in out.getvalue()


def test_one_case_alone_is_verified_without_the_days(day, case):
    out = StringIO()
    call_command("record", "verify", "--case", case.code, stdout=out)

    assert "eadings" not in out.getvalue()


def test_reading_that_follows_nothing_is_refused(day):
    """Whatever is put in by another hand: the day moves on by the next reading alone."""
    first = Reading.objects.get(day=day, sequence=1)
    first.pk, first.sequence = None, 7

    with pytest.raises(Exception, match="log of readings only grows"), transaction.atomic():
        first.save(force_insert=True)

    assert broken() == {}
