"""No file upsets the stranger's program, and no random change of an export passes it."""

import copy
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.tools.answers import answer, place
from tests.tools.forgery import opened, sealed
from tests.workflows.meetings.votes import STEPS, exported
from tools import verify_certificate as tool

pytestmark = pytest.mark.django_db

TOOL = Path(tool.__file__)

HOSTILE: dict[str, Any] = {
    "empty": b"",
    "no text": b"\xff\xfe\x00",
    "no JSON": "{",
    "a list": "[]",
    "null": "null",
    "another document": '{"format": "minutes"}',
    "deep": '{"format": "validity-certificate", "version": ' + "[" * 200_000,
    "deep and closed": '{"format": ' + "[" * 300 + "]" * 300 + "}",
    "huge number": '{"format": "validity-certificate", "version": ' + "9" * 100_000 + "}",
    "no integer": '{"format": "validity-certificate", "version": 1e400}',
    "no number": '{"format": "validity-certificate", "version": NaN}',
    "key twice": '{"format": "validity-certificate", "format": "validity-certificate"}',
    "lone surrogate": '{"format": "validity-certificate", "version": "\\ud800"}',
    "another version": '{"format": "validity-certificate", "version": 2}',
    "nothing else": '{"format": "validity-certificate", "version": 1}',
    "too long": b" " * (tool.MOST_BYTES + 1),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_answered_in_one_line(name: str, tmp_path: Path) -> None:
    path = tmp_path / "certificate.json"
    path.write_bytes(HOSTILE[name] if isinstance(HOSTILE[name], bytes) else HOSTILE[name].encode())
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(TOOL), str(path)], capture_output=True, encoding="utf-8", check=False
    )
    lines = done.stdout.splitlines()
    assert (done.returncode, done.stderr, len(lines)) == (2, "", 1)
    assert lines[0].startswith("✘ Không phải chứng nhận kiểm tra được: ")


def test_file_that_cannot_be_read_and_a_missing_name_end_with_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert [tool.main([str(tmp_path)]), tool.main([str(tmp_path / "none")]), tool.main([])] == [2, 2, 2]
    assert len(capsys.readouterr().out.splitlines()) == 3


def test_missing_key_and_wrong_type_are_answered_in_one_line_that_names_them(tmp_path: Path) -> None:
    for name in tool.SHAPE:
        data = exported("standing")
        del data[name]
        code, lines = answer(json.dumps(data), tmp_path)
        assert (code, len(lines)) == (2, 1)
    for name in set(tool.SHAPE) - {"format", "version"}:
        data = exported("standing")
        data[name] = 1.5 if name == "case" else -1
        code, lines = answer(json.dumps(data), tmp_path)
        assert (code, len(lines)) == (2, 1)
    data = exported("standing")
    data["certificate"]["roster"][2]["in_base"] = 1
    assert answer(json.dumps(data), tmp_path) == (
        2,
        ["✘ Không phải chứng nhận kiểm tra được: certificate.roster[2].in_base: phải là đúng/sai"],
    )


@pytest.mark.parametrize("sequence", [[1], {"of": 1}, None, "1", 3])
def test_erasure_of_nothing_is_answered_whatever_it_names(sequence: Any, tmp_path: Path) -> None:
    parts = opened(exported("standing"), before=1)
    kept = {"sequence": sequence, "names": ["chair"], "_actor": None, "_body": None}
    payload = {name: {"salt": "", "value": value} for name, value in kept.items()}
    parts["events"].append({**parts["events"][0], "name": "other", "kind": "redacted", "payload": payload})
    code, lines = answer(json.dumps(sealed(parts)), tmp_path)
    assert (code, [line.split(" — ")[0] for line in lines if line.startswith("✘")]) == (
        1,
        ["✘ Chỉ trường về người được xóa, và có sự kiện ghi việc xóa"],
    )


def test_text_of_a_file_moves_no_cursor(tmp_path: Path) -> None:
    data = exported("standing")
    data["outcome"]["resolution_number"] = "\x1b[2J\u202e\r✔"
    code, lines = answer(json.dumps(data), tmp_path)
    assert (code, len(lines)) == (1, len(tool.CHECKS) + 3)
    assert all(line.isprintable() for line in lines)


ANY = st.recursive(
    st.none() | st.booleans() | st.integers(-1, 2**70) | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every place below the top, containers too."""
    if path:
        yield path
    if isinstance(value, dict | list):
        for name, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(inner, (*path, name))


def mutate(data: Any, draw: st.DataObject) -> None:
    path = draw.draw(st.sampled_from(sorted(places(data), key=lambda found: (len(found), str(found)))))
    inside, name = place(data, path)
    way = draw.draw(st.sampled_from(["replace", "remove", "copy", "swap", "add"]))
    elsewhere = draw.draw(st.sampled_from(list(inside) if isinstance(inside, dict) else list(range(len(inside)))))
    if way == "remove":
        del inside[name]
    elif way == "copy":
        inside[name] = copy.deepcopy(inside[elsewhere])
    elif way == "swap":
        inside[name], inside[elsewhere] = inside[elsewhere], inside[name]
    elif way == "add" and isinstance(inside, list):
        inside.insert(int(name), draw.draw(ANY))
    elif way == "add":
        inside[draw.draw(st.text(max_size=5))] = draw.draw(ANY)
    else:
        inside[name] = draw.draw(ANY)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("examples", [100, pytest.param(3000, marks=pytest.mark.prove)])
def test_random_changes_never_upset_it_and_never_pass(step: str, examples: int, tmp_path: Path) -> None:
    original = exported(step)
    same = tool.canonical(original)

    @given(st.data())
    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
    def holds(draw: st.DataObject) -> None:
        data = copy.deepcopy(original)
        for _time in range(draw.draw(st.integers(1, 3))):
            mutate(data, draw)
        code, lines = answer(json.dumps(data), tmp_path)
        assert code == 0 if tool.canonical(data) == same else code in (1, 2)
        assert lines

    holds()


def test_random_bytes_in_a_file_never_upset_it_and_never_pass(tmp_path: Path) -> None:
    text = json.dumps(exported("cell"), ensure_ascii=False).encode()
    original = json.loads(text)

    @given(st.integers(0, len(text) - 1), st.integers(0, 20), st.binary(max_size=8))
    @settings(max_examples=300, deadline=None)
    def holds(at: int, length: int, instead: bytes) -> None:
        changed = text[:at] + instead + text[at + length :]
        code, _lines = answer(changed, tmp_path)
        if code == 0:
            assert tool.canonical(json.loads(changed)) == tool.canonical(original)

    holds()
