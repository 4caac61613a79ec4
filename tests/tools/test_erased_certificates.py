"""What may be missing from the record of a vote: the persons. A file without its numbers proves nothing."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.tools.answers import answer
from tests.tools.forgery import opened, sealed, told
from tests.workflows.meetings.votes import STEPS, exported
from tools import verify_certificate as tool

pytestmark = pytest.mark.django_db

ERASED_ON = "2025-09-01"
NOT_PERSONAL = "không phải trường về người"


def erase(parts: Any, *fields: tuple[str, str]) -> None:
    """Each field of an event of the vote, with the event that records its erasure, as a forger too would write it."""
    _number, first = next((n, e) for n, e in enumerate(parts["events"]) if e["name"] == "freeze")
    sequences = {event["name"]: number for number, event in enumerate(parts["events"], start=1)}
    for name, field in fields:
        told(parts, name)["payload"][field] = {"redacted": ERASED_ON}
        kept = {"sequence": sequences[name], "names": [field], "_actor": None, "_body": None}
        payload = {key: {"salt": "00", "value": value} for key, value in kept.items()}
        plain = {key: value for key, value in first.items() if key not in ("name", "kind", "on", "payload")}
        parts["events"].append({"name": "other", **plain, "kind": "redacted", "on": ERASED_ON, "payload": payload})


def broken(parts: Any, folder: Path) -> tuple[int, list[str]]:
    code, lines = answer(json.dumps(sealed(parts)), folder)
    return code, [line for line in lines if line.startswith("✘")]


def fields_of(parts: Any) -> list[tuple[str, str]]:
    """(event, field) of everything that the events of the vote say."""
    events = [event for event in parts["events"] if event["name"] != "other"]
    return [(event["name"], field) for event in events for field in event["payload"]]


def personal(name: str, field: str) -> bool:
    return field == "_actor" or (name, field) in {("frozen", "chair"), ("frozen", "secretary"), ("frozen", "excluded")}


@pytest.mark.parametrize("step", STEPS)
def test_erasure_of_anything_but_a_person_is_named(step: str, tmp_path: Path) -> None:
    """One field after the other: the counts, the outcome, the base and the ending among them."""
    fields = fields_of(opened(exported(step), before=1))
    assert {field for _name, field in fields} >= {"returned", "votes", "invalid", "passed", "adopted", "ending", "base"}
    accepted = set()
    for name, field in fields:
        parts = opened(exported(step), before=1)
        erase(parts, (name, field))
        code, lines = broken(parts, tmp_path)
        if code == 0:
            accepted.add((name, field))
        else:
            assert any(f".payload.{field}: " in line and NOT_PERSONAL in line for line in lines), (name, field, lines)
    assert accepted == {(name, field) for name, field in fields if personal(name, field)}


def test_forger_who_erases_what_contradicts_him_is_named(tmp_path: Path) -> None:
    """He turns the result around, and marks as erased whatever the record says of it."""
    parts = opened(exported("cell"), before=1)
    votes = parts["counts"]["votes"]
    votes.update(yes=1, no=votes["yes"] + votes["no"] - 1)
    parts["tally"]["counts"] = dict(votes)
    parts["outcome"].update(passed=False, adopted="")
    contradicting = [("counted", "votes"), *(("recorded", field) for field in ("yes", "no", "passed", "adopted"))]
    erase(parts, *contradicting, ("record", "outcome"))
    code, lines = broken(parts, tmp_path)
    assert code == 1
    assert [line.split(" — ")[0] for line in lines] == ["✘ Chỉ trường về người được xóa, và có sự kiện ghi việc xóa"]


def test_file_without_its_persons_verifies_and_says_what_it_does_not_compare(tmp_path: Path) -> None:
    parts = opened(exported("cell"), before=1)
    gone = [(name, field) for name, field in fields_of(parts) if personal(name, field)]
    erase(parts, *gone)
    code, lines = answer(json.dumps(sealed(parts)), tmp_path)
    assert (code, len(gone)) == (0, len(tool.VOTE) + 3)
    assert len([line for line in lines if line.startswith("Không đối chiếu được vì đã xóa khỏi sổ: ")]) == 1


def test_last_line_is_the_hash_of_the_signed_minutes(tmp_path: Path) -> None:
    data = exported("standing")
    _code, lines = answer(json.dumps(data), tmp_path)
    assert lines[-1].startswith("Đối chiếu với biên bản đã ký: ")
    assert lines[-1].endswith(data["minutes"]["head_hash"])
