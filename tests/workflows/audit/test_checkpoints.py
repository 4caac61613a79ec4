"""Signed checkpoints: what they see of a record cannot be rewritten afterwards, not even with all hashes made anew."""

import stat
from datetime import UTC, datetime
from hashlib import sha256
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from tests import factories
from tests.workflows.audit.record import AT, DAY, event_of, forge, record
from workflows.audit import administration
from workflows.audit.chain import Entry, Report, examine
from workflows.audit.checkpoints import NoCheckpoint, checkpoint, make_key, signing_key, verify_checkpoints
from workflows.audit.merkle import EMPTY, Tree, leaf
from workflows.audit.models import AdministrationChain, AdministrationEvent, Checkpoint, CheckpointHead
from workflows.audit.triggers import ADMINISTRATION_RECORD, CHECKPOINTS

LATER = datetime(2025, 8, 1, 10, 30, tzinfo=UTC)


@pytest.fixture
def key(settings, tmp_path):
    settings.RECORD_KEY_FILE = tmp_path / "keys" / "record.key"
    return make_key()


def signed(at: datetime) -> Checkpoint:
    made = checkpoint(at)
    assert made is not None
    return made


def problems():
    return [problem for _made, problem in verify_checkpoints()]


def plain_root(leaves):
    """The root, computed from all leaves at once."""
    while len(leaves) > 1:
        pairs = (leaves[start : start + 2] for start in range(0, len(leaves), 2))
        leaves = [sha256(b"\x01" + b"".join(pair)).digest() if len(pair) == 2 else pair[0] for pair in pairs]
    return leaves[0].hex() if leaves else EMPTY


@given(st.lists(st.lists(st.tuples(st.integers(0, 40), st.text(max_size=3)), max_size=6), max_size=8))
def test_tree_that_grows_and_changes_has_the_root_of_all_its_leaves(steps):
    tree = Tree()
    leaves: list[bytes] = []
    for step in steps:
        changed = {}
        for place, text in step:
            at = min(place, len(leaves))
            leaves[at : at + 1] = [leaf(text)]
            changed[at] = leaf(text)
        tree.put(changed.items())
        assert (tree.root, len(tree)) == (plain_root(list(leaves)), len(leaves))


def test_tree_refuses_a_gap():
    with pytest.raises(IndexError):
        Tree().put([(1, leaf("a"))])


@pytest.mark.django_db
def test_checkpoint_names_what_moved_and_signs_all(case, key):
    other = factories.case()
    record(other, Entry("opened", DAY))

    first = signed(AT)
    record(other, Entry("closed", DAY))
    second = signed(LATER)

    assert (first.number, second.number, second.key) == (1, 2, key)
    assert {head.case_id: head.count for head in first.heads.all()} == {case.pk: 5, other.pk: 1}
    assert {head.case_id: head.count for head in second.heads.all()} == {other.pk: 2}
    assert f'"prev":"{first.hash}"' in second.text
    assert '"cases":2' in second.text
    assert problems() == ["", ""]


@pytest.mark.django_db
def test_what_administrators_did_is_signed_too_and_cannot_be_cut(key):
    actor = factories.user()
    for kind in ("change.proposed", "change.confirmed"):
        administration.append(Entry(kind, DAY, actor))
    assert [(head.case, head.day, head.count) for head in signed(AT).heads.all()] == [(None, None, 2)]
    assert problems() == [""]

    with ADMINISTRATION_RECORD.suspended(connection):
        last = AdministrationEvent.objects.get(sequence=2)
        AdministrationEvent.objects.filter(pk=last.pk).delete()
    AdministrationChain.objects.update(event_count=1, head_hash=last.previous_hash)

    assert administration.verify().ok
    assert "event 2 is not the one that was signed" in problems()[0]
    administration.append(Entry("change.refused", DAY, actor))
    with pytest.raises(NoCheckpoint):
        checkpoint(LATER)


@pytest.mark.django_db
def test_what_is_entered_while_the_record_of_the_administration_is_read_breaks_nothing():
    administration.append(Entry("change.proposed", DAY, factories.user()))
    before = AdministrationChain.objects.get()
    administration.append(Entry("change.confirmed", DAY, factories.user()))

    assert examine(administration.rows_of(before)) == Report(2)


@pytest.mark.django_db
def test_nothing_moved_signs_nothing(case, key):
    checkpoint(AT)

    assert checkpoint(LATER) is None
    assert Checkpoint.objects.count() == 1


@pytest.mark.django_db
def test_without_a_key_nothing_is_signed(case, settings, tmp_path):
    settings.RECORD_KEY_FILE = tmp_path / "record.key"

    with pytest.raises(NoCheckpoint, match="record key"):
        checkpoint(AT)
    settings.RECORD_KEY_FILE.write_text("no key")
    with pytest.raises(NoCheckpoint, match="64"):
        checkpoint(AT)


@pytest.mark.django_db
def test_key_is_its_owners_alone_and_is_never_replaced(key, settings):
    mode = stat.S_IMODE(settings.RECORD_KEY_FILE.stat().st_mode)

    assert mode == 0o600
    assert signing_key().verify_key.encode().hex() == key
    with pytest.raises(NoCheckpoint):
        make_key()
    assert signing_key().verify_key.encode().hex() == key


CUT = [
    "DELETE FROM workflows_eventpayload WHERE event_id IN (SELECT id FROM workflows_event WHERE case_id = %s AND"
    " sequence = 5)",
    "DELETE FROM workflows_event WHERE case_id = %s AND sequence = 5",
    "UPDATE workflows_case SET event_count = 4, head_hash = (SELECT hash FROM workflows_event WHERE case_id ="
    " workflows_case.id AND sequence = 4) WHERE id = %s",
]


@pytest.mark.django_db
def test_record_whose_end_was_cut_with_its_head_is_found_and_signed_no_more(case, key):
    checkpoint(AT)
    for statement in CUT:
        forge(statement, case.pk)

    assert problems() == [f"{case.code}: event 5 is not the one that was signed."]
    with pytest.raises(NoCheckpoint, match=case.code):
        checkpoint(LATER)


@pytest.mark.django_db
def test_record_cut_and_written_on_is_signed_no_more(case, key):
    checkpoint(AT)
    for statement in CUT:
        forge(statement, case.pk)
    case.event_count, case.head_hash = 4, event_of(case, 4).hash
    record(case, Entry("closed", DAY), Entry("remark", DAY))

    with pytest.raises(NoCheckpoint, match=case.code):
        checkpoint(LATER)
    assert Checkpoint.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE workflows_checkpoint SET text = replace(text, '\"cases\":1', '\"cases\":2')",
        "UPDATE workflows_checkpoint SET hash = key",
        "UPDATE workflows_checkpoint SET signature = key || key",
        "UPDATE workflows_checkpoint SET signature = 'x'",
        "UPDATE workflows_checkpoint SET key = hash",
        "UPDATE workflows_checkpoint SET number = 2",
        "UPDATE workflows_checkpoint SET at = '2025-07-31 00:00:00+00:00'",
        "UPDATE workflows_checkpointhead SET head = 'x'",
        "UPDATE workflows_checkpointhead SET count = 4",
        "UPDATE workflows_checkpointhead SET place = 1",
        "DELETE FROM workflows_checkpointhead",
    ],
)
def test_checkpoint_that_was_tampered_with_is_found(case, key, statement):
    checkpoint(AT)
    with CHECKPOINTS.suspended(connection), connection.cursor() as cursor:
        cursor.execute(statement)

    assert all(problems())
    with pytest.raises(CommandError):
        call_command("record", "verify", stdout=StringIO())


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE workflows_checkpoint SET hash = 'x'",
        "DELETE FROM workflows_checkpoint",
        "UPDATE workflows_checkpointhead SET head = 'x'",
        "DELETE FROM workflows_checkpointhead",
    ],
)
def test_database_refuses_to_change_what_was_signed(case, key, statement):
    checkpoint(AT)

    with pytest.raises(Exception, match="stays as it was signed"), transaction.atomic():
        connection.cursor().execute(statement)
    assert (Checkpoint.objects.count(), CheckpointHead.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_statements_of_a_checkpoint_do_not_grow_with_the_records(case, key):
    def statements():
        with CaptureQueriesContext(connection) as queries:
            checkpoint(LATER)
        return len(queries)

    few = statements()
    for _number in range(30):
        record(factories.case(), Entry("opened", DAY))
    record(case, Entry("remark", DAY))

    # one more: what was signed of the one that moved is compared with its event
    assert statements() <= few + 1


@pytest.mark.django_db
def test_commands_make_a_key_sign_and_verify(case, settings, tmp_path):
    settings.RECORD_KEY_FILE = tmp_path / "record.key"

    def said(verb):
        out = StringIO()
        call_command("record", verb, stdout=out)
        return out.getvalue()

    with pytest.raises(CommandError):
        said("checkpoint")
    key = said("key").split()[-1]
    first = said("checkpoint")
    again = said("checkpoint")
    verified = said("verify")

    assert key in first
    assert Checkpoint.objects.get().hash in first
    assert "No record has moved" in again
    assert f"1 checkpoints, 0 broken; the last: {Checkpoint.objects.get().hash}, key {key}" in verified
    with pytest.raises(CommandError):
        said("key")
