"""The stranger's program: that it is one, names every change of an export, and computes as the product does."""

import ast
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from tests.tools.answers import answer, place
from tests.tools.forgery import leaves, refuted
from tests.workflows.meetings.properties import LAW, rosters
from tests.workflows.meetings.votes import STEPS, exported
from tools import verify_certificate as tool
from workflows.meetings.rosters import RosterRow
from workflows.provisions import Ratio
from workflows.votes import RosterMember, propose_roster

pytestmark = pytest.mark.django_db

TOOL = Path(tool.__file__)
Change = Callable[[Any], None]


def test_tool_imports_the_standard_library_alone() -> None:
    imported = set()
    for node in ast.walk(ast.parse(TOOL.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {name.name.partition(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            imported.add((node.module or "").partition(".")[0])
        elif isinstance(node, ast.Name):
            assert node.id not in ("__import__", "exec", "eval", "compile")
    assert imported - sys.stdlib_module_names == set()
    assert imported.isdisjoint({"importlib", "runpy"})


# What was changed is found and named


def put(*path: str | int, to: Any) -> Change:
    """Replace the value at the path; a callable ``to`` is asked what the old one becomes."""

    def change(data: Any) -> None:
        inside, name = place(data, path)
        inside[name] = to(inside[name]) if callable(to) else to

    return change


def other(value: bool) -> bool:
    return not value


def more(value: int) -> int:
    return value + 1


def flipped(text: str) -> str:
    """Another hexadecimal text of the same length, in the same place of an order."""
    return text[:-1] + ("0" if text[-1] != "0" else "1")


#: What was done to the export of the cell's electronic vote -> a place that must be named.
CHANGES: dict[str, tuple[Change, str]] = {
    "member in the base": (put("certificate", "roster", 0, "in_base", to=other), "certificate.roster[0].in_base"),
    "member of the frozen roster": (put("roster", 0, "in_base", to=other), "roster[0].in_base"),
    "attendance": (put("certificate", "roster", 0, "attendance", to="excused"), "certificate.roster[0].present"),
    "attendance in the frozen roster": (put("roster", 0, "attendance", to="absent"), "roster[0].attendance"),
    "overlay": (put("certificate", "roster", 0, "overlays", to=["suspended"]), "certificate.roster[0].in_base"),
    "unknown overlay": (put("certificate", "roster", 0, "overlays", to=["ill"]), "certificate.roster[0].overlays"),
    "kind": (put("certificate", "roster", 0, "kind", to="probationary"), "certificate.roster[0].in_base"),
    "recused": (put("certificate", "roster", 0, "recused", to="his own"), "certificate.roster[0].votes"),
    "base": (put("certificate", "base", to=more), "certificate.base"),
    "present": (put("certificate", "present", to=more), "certificate.present"),
    "voters": (put("certificate", "voters", to=more), "certificate.voters"),
    "base of the tally": (put("tally", "base", to=more), "tally.base"),
    "minimum": (put("certificate", "minimum", to=more), "certificate.minimum"),
    "minimum of the tally": (put("tally", "minimum_yes", to=more), "tally.minimum_yes"),
    "votes": (put("counts", "votes", "yes", to=more), "counts.votes"),
    "votes of the tally": (put("tally", "counts", "no", to=more), "tally.counts.no"),
    "issued": (put("counts", "issued", to=more), "counts.issued"),
    "returned": (put("counts", "returned", to=more), "counts.votes"),
    "invalid": (put("counts", "invalid", to=more), "counts"),
    "unreturned": (put("counts", "unreturned", to=more), "counts.unreturned"),
    "absent": (put("counts", "absent", to=more), "counts.absent"),
    "passed": (put("outcome", "passed", to=other), "outcome.passed"),
    "adopted": (put("outcome", "adopted", to="no"), "outcome.adopted"),
    "what the record adopted": (put("events", "?adopted", "payload", "adopted", "value", to="no"), "payload.adopted"),
    "how the record ended it": (
        put("events", "?adopted", "payload", "ending", "value", to="decided"),
        "payload.ending",
    ),
    "mode of the record": (put("events", "?adopted", "payload", "mode", "value", to="decide"), "payload.mode"),
    "number of the resolution": (put("outcome", "resolution_number", to="06-NQ/CB"), "payload.resolution"),
    "text of an event": (put("events", 3, "canonical", to=lambda text: text + " "), "events[3].hash"),
    "hash": (put("events", 3, "hash", to=flipped), "events[3].hash"),
    "link": (put("events", 3, "previous_hash", to=flipped), "events[3].previous_hash"),
    "sequence": (put("events", 3, "sequence", to=more), "events[3].sequence"),
    "last hash": (put("events", -1, "hash", to=flipped), "case.head_hash"),
    "head": (put("case", "head_hash", to=flipped), "case.head_hash"),
    "case": (put("case", "public_id", to="ABCDEFGHJKLM"), "events[0].canonical.case"),
    "what was judged": (put("events", "?base", "payload", "base", "value", to=more), "payload.base"),
    "salt": (put("events", "?base", "payload", "base", "salt", to=flipped), "payload.base"),
    "status of a line": (put("certificate", "lines", 0, "status", to="broken"), "certificate.lines[0].status"),
    "line that stops": (put("certificate", "lines", 0, "stops", to=other), "certificate.lines[0].stops"),
    "certainty of a line": (
        put("certificate", "lines", 0, "certainty", to="unverified"),
        "certificate.lines[0].certainty",
    ),
    "articles of a line": (put("certificate", "lines", 0, "articles", to="Điều 1"), "certificate.lines[0].articles"),
    "line left out": (lambda data: data["certificate"]["lines"].pop(), "certificate.lines"),
    "validity": (put("certificate", "valid", to=other), "certificate.valid"),
    "finding": (put("findings", 0, "status", to="broken"), "certificate.lines"),
    "fact": (put("facts", "born_on", to="1990-01-01"), "facts.born_on"),
    "fact about the meeting": (put("facts", "meeting", "base", to=more), "facts.meeting.base"),
    "receipt": (put("receipts", 0, to=flipped), "payload.receipts"),
    "receipt left out": (lambda data: data["receipts"].pop(), "receipts (số lượng)"),
    "receipt twice": (lambda data: data["receipts"].__setitem__(1, data["receipts"][0]), "receipts"),
    "receipts in another order": (lambda data: data["receipts"].reverse(), "receipts"),
    "who voted": (put("voted", 0, to="0"), "voted[0]"),
    "ratio": (put("certificate", "ratio", "numerator", to=1), "certificate.minimum"),
    "strictness of the ratio": (put("certificate", "ratio", "strict", to=other), "tally.provision.value"),
    "value of the provision": (put("tally", "provision", "value", to="> 1/2"), "tally.provision.value"),
    "article of the provision": (put("tally", "provision", "article", to="Mục 1"), "tally.provision.article"),
    "body": (put("certificate", "body_kind", to="committee"), "certificate.roster"),
    "mode": (put("certificate", "mode", to="decide"), "certificate.mode"),
    "form": (put("certificate", "form", to="card"), "tally.secret"),
    "medium": (put("certificate", "medium", to="paper"), "receipts"),
    "day": (put("tally", "held_on", to="2025-01-01"), "tally.held_on"),
    "minutes": (put("minutes", "head_hash", to=flipped), "minutes.head_hash"),
    "payload left out": (put("events", "?ballots", "payload", to=None), "events"),
}
for _effect, _where in (("suspended", "unless_present"), ("exempt", "always"), ("temporarily_away", "never")):
    CHANGES[f"effect on the {_effect}"] = (
        put("certificate", "bases", f"vote_base.cell.{_effect}", "effect", to=_where),
        "certificate.bases" if _where == "never" else "in_base",
    )


@pytest.mark.parametrize("name", CHANGES)
def test_change_is_found_and_named(name: str, tmp_path: Path) -> None:
    change, where = CHANGES[name]
    data = exported("cell")
    assert answer(json.dumps(data), tmp_path)[0] == 0
    change(data)
    code, lines = answer(json.dumps(data), tmp_path)
    broken = [line for line in lines if line.startswith("✘")]
    assert (code, [line for line in broken if f"{where}" in line] != []) == (1, True), broken


def test_changed_commitment_of_the_judgement_is_named(tmp_path: Path) -> None:
    data = exported("cell")
    opening = next(n for n, e in enumerate(data["events"]) if '"kind":"cell.open_vote"' in e["canonical"])
    data["events"][opening]["payload"]["judged"]["value"] = "0" * 64
    code, lines = answer(json.dumps(data), tmp_path)
    named = [line.split(" — ")[0] for line in lines if f"events[{opening}].payload.judged: ghi" in line]
    assert (code, named) == (
        1,
        ["✘ Giá trị của sự kiện khớp cam kết trong chuỗi", "✘ Chứng nhận đúng bản đã niêm vào sổ khi mở hòm phiếu"],
    )


def altered(value: Any) -> Any:
    """Another value of the same type."""
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case str():
            return f"{value}."
        case None:
            return 0
    return [*value, "x"] if isinstance(value, list) else {**value, "x": "x"}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.prove)])
def test_no_value_of_an_export_changes_unseen(step: str, every: bool) -> None:
    """Leaf by leaf, whatever stands there: the last of each list, and in the proof every one of the thousands.

    There is no list of exceptions: the record seals all of it. What only the seals notice: test_forged_certificates.py.
    """
    data = exported(step)
    paths = list(leaves(data))
    if not every:
        last = {tuple("*" if isinstance(part, int) else part for part in path): path for path in paths}
        paths = list(last.values())
    assert len(paths) > 200
    unseen = []
    for path in paths:
        inside, name = place(data, path)
        kept = inside[name]
        inside[name] = altered(kept)
        if not refuted(data):
            unseen.append(path)
        inside[name] = kept
    assert unseen == []
    assert not refuted(data)


def test_forger_without_the_record_is_named_by_it(tmp_path: Path) -> None:
    """All counts agree with one another, and the outcome with them."""
    data = exported("cell")
    for votes in (data["counts"]["votes"], data["tally"]["counts"]):
        votes.update(yes=votes["yes"] - 1, no=votes["no"] + 1)
    data["outcome"]["passed"] = False
    code, lines = answer(json.dumps(data), tmp_path)
    assert code == 1
    assert {line.split(" — ")[0] for line in lines if line.startswith("✘")} == {
        "✘ Số phiếu khép kín với số người được tính",
        "✘ Kết quả so với tỷ lệ: điều được thông qua, cách kết thúc",
    }


def test_record_made_anew_throughout_shows_another_hash(tmp_path: Path) -> None:
    """What no program can tell from the file alone, and paper can."""
    data = exported("cell")
    printed = data["minutes"]["head_hash"]
    assert printed in answer(json.dumps(data), tmp_path)[1][-1]
    before, previous = data["minutes"]["events"], tool.GENESIS
    for event in data["events"]:
        content = json.loads(event["canonical"]) | {"at": "2025-08-20T00:00:00.000000+00:00", "prev": previous}
        event["canonical"], event["previous_hash"] = tool.canonical(content), previous
        previous = event["hash"] = tool.digest(event["canonical"])
    data["case"]["head_hash"], data["minutes"]["head_hash"] = previous, data["events"][before - 1]["hash"]
    code, lines = answer(json.dumps(data), tmp_path)
    assert (code, printed in lines[-1]) == (0, False)


# It computes what the product computes, by a way of its own


@pytest.mark.parametrize("cell", [True, False])
def test_base_is_the_one_of_the_product(cell: bool) -> None:
    data = exported("cell")
    data["certificate"]["body_kind"] = "cell" if cell else "standing_committee"

    kinds = ("official", "probationary", "guest") if cell else ("official",)

    @given(rosters(kinds))
    @settings(max_examples=200)
    def agrees(members: list[RosterMember]) -> None:
        rows = []
        for member, line in zip(members, propose_roster(members, LAW, cell=cell), strict=True):
            attendance = "present" if member.present else "absent"
            rows.append(RosterRow(str(member.person_id), member.name, member.kind, line, attendance).to_json())
        data["certificate"]["roster"] = rows
        assert list(tool.members(tool.File(data))) == []

    agrees()


def test_minimum_is_the_one_of_the_product() -> None:
    data = exported("cell")
    row = data["certificate"]["roster"][0]
    for ratio in (Ratio(2, 3, strict=False), Ratio(1, 2, strict=True), Ratio(1, 2, strict=False), Ratio(1, 1, False)):
        data["certificate"]["ratio"] |= vars(ratio)
        for base in range(1, 100):
            data["certificate"]["roster"] = [row] * base
            assert tool.minimum_of(tool.File(data)) == ratio.minimum(base)
