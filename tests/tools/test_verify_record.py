"""The stranger's program reads the record as the product wrote it, and names the event that breaks."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from nacl.signing import SigningKey

from tests.tools.records import NAME, lines, made_anew, signed_anew, some_records
from tests.workflows.audit.readings import forge_readings, read
from tests.workflows.audit.record import AT, forge
from tools import verify_record as tool
from workflows.audit.chain import verify
from workflows.audit.checkpoints import make_key
from workflows.audit.readings import verify_days
from workflows.models import Case

pytestmark = pytest.mark.django_db

TOOL = Path(tool.__file__)


@pytest.fixture
def key(settings, tmp_path):
    settings.RECORD_KEY_FILE = tmp_path / "record.key"
    return make_key()


@pytest.fixture
def records(key):
    some_records()
    return lines()


def differences(found, **asked):
    return tool.verify(iter(found), **asked).differences


def place_of(found, text):
    return next(number for number, line in enumerate(found) if text.encode() in line)


@pytest.mark.parametrize("opened", [True, False])
@pytest.mark.parametrize("jobs", [1, 2])
def test_untouched_export_agrees(records, key, opened, jobs):
    found = tool.verify(iter(lines(opened=opened)), key, jobs)

    assert found.differences == []
    assert (found.cases, found.days, found.events, found.checkpoints) == (6, 2, 19, 2)
    assert found.erased == (3 if opened else 0)
    assert not found.unsigned


def test_sealed_export_tells_no_content(records):
    assert NAME.encode() not in b"".join(lines(opened=False))
    assert NAME.encode() in b"".join(records)


def test_one_case_alone_is_exported_without_checkpoints(records):
    found = tool.verify(iter(lines(whole=False, cases=Case.objects.filter(event_count=1))))

    assert (found.differences, found.cases, found.events, found.checkpoints) == ([], 1, 1, 0)


def test_record_made_anew_is_told_by_a_checkpoint_alone(records):
    place = place_of(records, '"kind\\":\\"remark')
    forged = made_anew(records, place)
    without = [line for line in forged if not line.startswith(b'{"checkpoint"')]
    without[-1] = without[-1].replace(b'"checkpoints":2', b'"checkpoints":0')

    (found,) = differences(forged)
    assert "đã ký trong mốc xác nhận" in found
    assert differences(without) == []
    assert differences(without, key="00" * 32) == ["không có mốc xác nhận nào ký bằng khóa ấy"]


def test_checkpoints_signed_anew_are_told_by_the_key_alone(records, key):
    another = SigningKey.generate()
    forged = [signed_anew(line, another) if line.startswith(b'{"checkpoint"') else line for line in records]

    assert differences(forged) == []
    assert differences(forged, key=key) == ["mốc xác nhận 1: ký bằng khóa khác"]
    assert differences(records, key=key) == []


@pytest.mark.parametrize(
    ("statement", "sequence"),
    [
        ("UPDATE workflows_event SET canonical = replace(canonical, 'paper', 'piper') WHERE case_id = %s", 2),
        ("UPDATE workflows_event SET hash = previous_hash WHERE case_id = %s AND sequence = 3", 3),
        (
            "UPDATE workflows_eventpayload SET fields = '{}' WHERE event_id IN"
            " (SELECT id FROM workflows_event WHERE case_id = %s AND sequence = 2)",
            2,
        ),
        ("UPDATE workflows_case SET head_hash = 'x' WHERE id = %s", 5),
    ],
)
def test_program_and_product_name_the_same_event(records, statement, sequence):
    case = Case.objects.only("public_id").get(events__kind="closed")
    forge(statement, case.pk)

    (found,) = differences(lines())
    assert f"hồ sơ {case.public_id}, sự kiện {sequence}:" in found
    assert verify(case).broken_at == sequence


@pytest.mark.parametrize(
    ("statement", "place"),
    [
        ("UPDATE workflows_reading SET canonical = replace(canonical, 'read', 'reed') WHERE sequence = 3", 3),
        ("UPDATE workflows_reading SET hash = previous_hash WHERE sequence = 2", 2),
        ("UPDATE workflows_reading SET fields = '{}' WHERE sequence = 2", 2),
        ("DELETE FROM workflows_reading WHERE sequence = 1", 1),
        ("UPDATE workflows_readingday SET head = previous WHERE day = '2025-08-01'", 6),
    ],
)
def test_program_and_product_name_the_same_reading(records, statement, place):
    forge_readings(statement)

    assert f"nhật ký xem hồ sơ ngày 01/08/2025, lượt {place}:" in differences(lines())[0]
    assert {name: report.broken_at for name, report in verify_days()}["2025-08-01"] == place


def test_readings_made_anew_are_told_by_a_checkpoint_alone(records):
    place = max(number for number, line in enumerate(records) if b'"case\\":\\"2025-08-01' in line) - 3

    (found,) = differences(made_anew(records, place, {"kind": "hit"}))

    assert "nhật ký xem hồ sơ ngày 01/08/2025, lượt" in found
    assert "đã ký trong mốc xác nhận" in found


def test_reading_put_into_a_day_that_was_closed_is_told(records):
    read(Case.objects.only("public_id").get(event_count=1), at=AT)

    (found,) = differences(lines())

    assert found == "nhật ký xem hồ sơ ngày 01/08/2025, lượt 6: thêm vào sau khi ngày ấy đã được ký khóa"


def test_reading_of_another_day_is_told(records):
    found = next(number for number, line in enumerate(records) if b'"case\\":\\"2025-08-02' in line)
    forged = made_anew(records, found, {"at": "2025-08-03T01:00:00.000000+00:00"})

    assert differences(forged) == ["nhật ký xem hồ sơ ngày 02/08/2025, lượt 1: không xảy ra trong ngày ấy"]


def test_erased_field_without_its_event_is_told(records):
    place = place_of(records, '"redacted"')
    told = json.loads(records[place])
    told["opens"]["_body"] = {"redacted": "2025-08-01"}
    forged = [*records[:place], f"{tool._ENCODER.encode(told)}\n".encode(), *records[place + 1 :]]

    (found,) = differences(forged)
    assert "bị xóa mà không có sự kiện" in found


def mutated(found, chance):
    """The lines after one thing was done to them that a hand or a broken disk may do."""
    changed = list(found)
    number = chance.randrange(len(changed))
    match chance.choice(("flip", "insert", "delete", "reorder", "truncate", "byte in", "byte out")):
        case "flip":
            at = chance.randrange(len(changed[number]))
            flipped = changed[number][at] ^ (1 << chance.randrange(8))
            changed[number] = changed[number][:at] + bytes([flipped]) + changed[number][at + 1 :]
        case "insert":
            changed.insert(number, chance.choice(found))
        case "delete":
            del changed[number]
        case "reorder":
            other = chance.randrange(len(changed))
            changed[number], changed[other] = changed[other], changed[number]
        case "truncate":
            changed = changed[:number]
        case "byte in":
            at = chance.randrange(len(changed[number]) + 1)
            changed[number] = changed[number][:at] + bytes([chance.randrange(256)]) + changed[number][at:]
        case "byte out":
            at = chance.randrange(len(changed[number]))
            changed[number] = changed[number][:at] + changed[number][at + 1 :]
    # as it would be read from a file
    return b"".join(changed).splitlines(keepends=True) if b"\r" not in b"".join(changed) else changed


def meaning(found):
    try:
        return [json.loads(line) for line in found]
    except ValueError:
        return None


def fuzz(found, trials, seed):
    """(mutations, those that were not found)."""
    chance, before = random.Random(seed), meaning(found)
    tried, missed = 0, []
    for _trial in range(trials):
        changed = mutated(found, chance)
        if meaning(changed) == before:
            continue
        tried += 1
        try:
            if not differences(changed):
                missed.append(changed)
        except tool.NotARecord:
            pass
    return tried, missed


def test_every_random_change_is_found(records):
    tried, missed = fuzz(records, 400, seed=7)

    assert tried > 350
    assert missed == []


@pytest.mark.prove
def test_ten_thousand_random_changes_are_found_and_no_whole_record_is_blamed(records):
    tried, missed = fuzz(records, 10_000, seed=20260811)

    assert tried > 9_000
    assert missed == []
    assert all(differences(records) == [] for _trial in range(100))


HOSTILE = {
    "empty": b"",
    "no text": b"\xff\xfe\x00",
    "a list": b"[]\n",
    "null": b"null\n",
    "another document": b'{"format":"minutes","version":1}\n',
    "another version": b'{"format":"dangvu-record","opened":true,"version":2,"whole":true}\n',
    "no yes or no": b'{"format":"dangvu-record","opened":1,"version":1,"whole":true}\n',
    "deep": b"[" * 200_000,
    "key twice": b'{"format":"dangvu-record","format":"dangvu-record"}\n',
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_record_is_refused(tmp_path, content):
    path = tmp_path / "record.jsonl"
    path.write_bytes(content)

    done = subprocess.run([sys.executable, TOOL, path], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (2, "")
    assert done.stdout.startswith("✘ Không phải sổ ghi")


@pytest.mark.parametrize(
    "rest", [b"", b"{}\n", b"[]\n", b'{"checkpoint":1}\n', b'{"case":1}\n', b'{"event":[],"hash":1}\n', b"[" * 9999]
)
def test_rest_that_is_no_record_is_a_difference(records, rest):
    assert differences([records[0], rest])


def test_alone_with_the_standard_library(records, tmp_path):
    path = tmp_path / "record.jsonl"
    call_command("record", "export", "--opened", "--out", str(path))

    # -S: no package but Python's own can be imported
    done = subprocess.run(
        [sys.executable, "-I", "-S", TOOL, path, "--jobs", "1"], capture_output=True, text=True, check=False
    )
    signed = subprocess.run([sys.executable, TOOL, path], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    assert "Chưa kiểm tra được chữ ký" in done.stdout
    assert (signed.returncode, signed.stderr) == (0, "")
    assert "3 hồ sơ, 2 ngày nhật ký xem hồ sơ, sổ quản trị, 19 sự kiện, 2 mốc xác nhận" in signed.stdout
    assert "3 nội dung đã được xóa" in signed.stdout
    assert "chữ ký" not in signed.stdout


def test_export_is_its_owners_alone_and_overwrites_nothing(records, tmp_path):
    path = tmp_path / "record.jsonl"
    call_command("record", "export", "--out", str(path))

    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(CommandError):
        call_command("record", "export", "--out", str(path))
    with pytest.raises(CommandError):
        call_command("record", "export", "--out", str(tmp_path / "no" / "where"))
    assert tool.main([str(path), "--jobs", "1"]) == 0
