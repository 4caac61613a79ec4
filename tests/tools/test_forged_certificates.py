"""A file made anew around one changed value: what follows from the rest is noticed, and the rest is listed here."""

import json
import re
from collections.abc import Callable
from itertools import product
from pathlib import Path as FolderPath
from typing import Any

import pytest

from tests.tools.answers import answer, place
from tests.tools.forgery import Path, changed, copies, leaves, named, opened, others, refuted, say, sealed, told
from tests.tools.forms_votes import asked, parts_of_forms
from tests.workflows.meetings import oracle
from tests.workflows.meetings.votes import STEPS, erased, exported, voted_in_cell
from tools import verify_certificate as tool
from workflows.meetings.outcomes import AbovePower, Mode

pytestmark = pytest.mark.django_db

_ACT = "(freeze|open|seal|count|record)"
#: What a forger may change unnoticed in a file he makes anew, and why nothing in the file can contradict him. Paths as
#: ``named`` has them. Paper can: the hash that is printed in the signed minutes is another one then.
UNSEEN = {
    r"events\.\w+\.payload\.\*\.salt": "chance",
    r"receipts\.\*": "chance",
    r"events\.other\.(kind|on|at|actor|body|fields\.\*)": "of other acts of the case the file has commitments alone",
    rf"events\.{_ACT}\.payload\.entered_on\.value": "when it was typed in: any day from that of the meeting on",
    r"events\.(freeze|seal|count|record)\.payload\.law\.value\.\w+": "a law file may come between two acts of a vote",
    r"events\.record\.kind": "the name of the procedure's verb; what it records, the mode too, stands in its entry",
    r"events\.record\.payload\.(to|chain)\.value": "where the procedure leads the case after the vote",
    r"events\.record\.payload\.outcome\.value": "words of the procedure; those known here are compared",
    r"events\.record\.payload\.judged\.value": "facts and findings of the recording act are not in the file",
    r"events\.recorded\.payload\.minutes\.value": "the data of the minutes are not in the file",
    r"certificate\.item": "a number that stands nowhere else",
    r"certificate\.body": "the tree of organisations is not in the file",
    r"certificate\.forms_vote\.(heavy\.\*|power\.\*|above_power|two_thirds\.\w+)": "asked there alone; same outcome",
    r"roster\.\*\.(person|name)": "who the members are; where two places name one, they are compared",
    r"roster\.\*\.(attendance|recused)": "why somebody is away who is; presence is compared",
    r"roster\.\*\.grounds\.\*\.(ground|path|article|certainty|declared)": "why; what comes of it is compared",
    r"roster\.\*\.overlays\.\*": "two standings with the same effect",
    r"facts\.(?!meeting\.)[\w.*]+": "the dossier is not in the file",
    r"facts\.meeting\.(chair_role|chair_concerned|chair_aside|chair_sent_by|others_preside|others_absent"
    r"|notice_sent_on|secretary|secretary_concerned|secretary_aside|secretary_overlays\.\*|chair_overlays\.\*|teller_concerned"
    r"|broken_off(\.\*)?|voters_without_account)": "persons, seats and papers are not in the file",
    r"certificate\.bases\.vote_base\.\w+\.\w+\.(effect|article|regulation|certainty)": "law for a body of another kind",
    r"certificate\.lines\.\*\.section": "under which heading a line is printed",
    r"findings\.\*\.(rule|name|status|message|blocks|rests_on|cured_by|certainty)": "rules are not judged anew",
    r"findings\.\*\.numbers(\.(?!(base|present|voters|summoned|excluded|excused|held|chair)$)\w+(\.\*)?)?": "as rules",
    r"findings\.\*\.citations\.\*\.(provision|value(\.\*)?|unit|article|regulation|title|certainty|note"
    r"|since)": "quoted",
}

#: Values that may stand in places of these names, beside those that do.
KNOWN = {"heavy": oracle.FORMS, "power": oracle.FORMS, "above_power": tool.ABOVE_POWER}


def unseen_of(parts: Any, tried: set[str], *, every: bool, within: str = "") -> set[str]:
    """The names of places ``within`` where some change passes: of ``every`` one, or of one of a name not ``tried``."""
    data = json.loads(json.dumps(sealed(parts)))
    assert not refuted(data)
    paths = [path for path in leaves(parts) if path[0] != "events" or path[2:] not in [("name",), ("payload",)]]
    known: dict[str, dict[str, Any]] = {name: {repr(value): value for value in KNOWN[name]} for name in KNOWN}
    for path in paths:
        value = _at(parts, path)
        known.setdefault(_last(path), {})[repr(value)] = value
    names: dict[str, list[Path]] = {}
    for path in paths:
        if named(parts, path).startswith(within):
            names.setdefault(named(parts, path), []).append(path)
    unseen = set()
    for name, places in names.items():
        wanted = places if every else places[: name not in tried]
        if any(passes(parts, path, data, [*known[_last(path)].values()]) for path in wanted):
            unseen.add(name)
    tried.update(names)
    return unseen


def passes(parts: Any, path: Path, data: Any, known: list[Any]) -> bool:
    """Whether some other value at the path, alone or with its copies, is refuted by nothing."""
    value = _at(parts, path)
    wheres = {frozenset({path}), frozenset(copies(parts, path))}
    for where, other in product(wheres, others(value, [one for one in known if one != value])):
        with changed(parts, where, other) as made:
            if made != data and not refuted(made):
                return True
    return False


def _last(path: Path) -> str:
    """The name of the place, or of the list that it is one of."""
    return next(part for part in reversed(path) if isinstance(part, str))


def _at(parts: Any, path: Path) -> Any:
    inside, name = place(parts, path)
    return inside[name]


@pytest.mark.parametrize("step", STEPS)
def test_file_sealed_anew_unchanged_is_the_same_file(step: str) -> None:
    data = exported(step)
    assert sealed(opened(data)) == data
    assert not refuted(data)


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.prove)])
def test_value_changed_in_a_file_made_anew_is_noticed_or_listed(every: bool) -> None:
    names: set[str] = set()
    unseen: set[str] = set()
    for step in STEPS:
        unseen |= unseen_of(opened(exported(step), before=2), names, every=every)
    ballot = asked(frozenset({"CC", "KT"}), AbovePower.FORWARD)
    of_forms = parts_of_forms({"CC": 7, "KT": 1}, ballot, Mode.DECIDE)
    unseen |= unseen_of(of_forms, names, every=True, within="certificate.forms_vote.")
    listed = {name for name in names if any(re.fullmatch(pattern, name) for pattern in UNSEEN)}
    assert sorted(unseen - listed) == []
    if every:
        assert sorted(listed - unseen) == []
        assert [pattern for pattern in UNSEEN if not any(re.fullmatch(pattern, name) for name in names)] == []


# What he changes in two places, or puts in between


def to(name: str, **values: Any) -> Callable[[Any], None]:
    return lambda parts: say(parts, name, **values)


def kind(name: str, value: str) -> Callable[[Any], None]:
    return lambda parts: told(parts, name).update(kind=value)


def between(name: str, value: str) -> Callable[[Any], None]:
    """An event of another kind right after that of the vote."""

    def change(parts: Any) -> None:
        events = parts["events"]
        events.insert(events.index(told(parts, name)) + 1, {**events[0], "kind": value})
        parts["minutes"]["events"] += 1

    return change


def propose_to_decide(parts: Any) -> None:
    parts["certificate"]["mode"] = "decide"
    say(parts, "recorded", mode="decide")


def deciding_act(parts: Any) -> None:
    kind("open", "cell.open_deciding_vote")(parts)
    say(parts, "recorded", mode="decide")


def teller_twice(parts: Any) -> None:
    tellers = parts["certificate"]["tellers"]
    tellers[1] = tellers[0]


def chair_away(parts: Any) -> None:
    """The chair is another, who is not there."""
    rows = parts["certificate"]["roster"]
    parts["certificate"]["chair"] = next(row["person"] for row in rows if not row["present"])


#: What was done -> the place that is named, and what is said there.
FORGED: dict[str, tuple[Callable[[Any], None], str]] = {
    "adopted": (to("recorded", adopted="no"), 'recorded.payload.adopted: ghi "no", tính lại "yes"'),
    "ending": (to("recorded", ending="decided"), 'recorded.payload.ending: ghi "decided", tính lại ""'),
    "mode of the record": (to("recorded", mode="decide"), 'recorded.payload.mode: ghi "decide", tính lại "propose"'),
    "mode of the certificate too": (propose_to_decide, 'certificate.mode: ghi "decide", tính lại "propose"'),
    "mode of the opening act": (deciding_act, 'certificate.mode: ghi "propose", tính lại "decide"'),
    "outcome of the recording act": (to("record", outcome="below_ratio"), 'record.payload.outcome: ghi "below_ratio"'),
    "another act of the vote records": (kind("record", "cell.seal_box"), 'record.canonical.kind: ghi "cell.seal_box"'),
    "act of another step": (kind("record", "standing.record_cell_vote"), 'events: ghi "standing.record_cell_vote"'),
    "another count": (between("counted", "cell.count_ballots"), '*.canonical.kind: ghi "cell.count_ballots"'),
    "broken off": (between("sealed", "vote.broken_off"), '*.canonical.kind: ghi "vote.broken_off"'),
    "taken off": (between("frozen", "meeting.postponed"), '*.canonical.kind: ghi "meeting.postponed"'),
    "act between an act and its entry": (between("record", "cell.note_change"), '*.canonical.kind: ghi "cell.note_c'),
    "who did it": (to("sealed", _actor=99), "sealed.payload._actor: ghi 99"),
    "another body": (to("count", _body=99), "count.payload._body: ghi 99"),
    "moved before the outcome": (to("seal", to="cell_resolved"), 'seal.payload.to: ghi "cell_resolved"'),
    "moment of the entry": (
        lambda parts: told(parts, "opened").update(at="2025-08-20T00:00:00.000000+00:00"),
        "opened.canonical.at",
    ),
    "typed in before the meeting": (to("seal", entered_on="2025-08-19"), 'seal.payload.entered_on: ghi "2025-08-19"'),
    "judged what nothing judged": (to("freeze", judged="0" * 64), "freeze.payload.judged"),
    "chair of another name": (to("frozen", chair="Nobody"), 'frozen.payload.chair: ghi "Nobody"'),
    "chair who is away": (chair_away, "facts.meeting.chair_present: ghi true, tính lại false"),
    "teller twice": (teller_twice, "certificate.tellers[1]"),
    "notice without a draft": (
        lambda parts: parts["certificate"].update(notice="x"),
        'certificate.notice: ghi "x", tính lại "có khi và chỉ khi có dự thảo"',
    ),
    "blank ballots": (lambda parts: parts["certificate"]["options"].remove("blank"), "certificate.options"),
}


@pytest.mark.parametrize("name", FORGED)
def test_forgery_is_named(name: str) -> None:
    change, where = FORGED[name]
    parts = opened(exported("cell"), before=2)
    change(parts)
    names = [event["name"] if event["name"] != "other" else "*" for event in parts["events"]]
    found = [str(one) for _title, of_check in tool.verify(sealed(parts)) for one in of_check]
    found = [re.sub(r"^events\[(\d+)\]", lambda at: names[int(at[1])], one) for one in found]
    assert [one for one in found if one.startswith(where)] != [], found


@pytest.mark.parametrize("field", ["article", "regulation", "value", "certainty"])
def test_law_quoted_in_two_ways_is_named(field: str) -> None:
    parts = opened(exported("cell"), before=2)
    (quoted,) = [line for line in parts["findings"] if line["name"] == "cell_base_is_right"]
    at = next(n for n, one in enumerate(quoted["citations"]) if one["provision"] == "vote_base.cell.exempt")
    (line,) = [line for line in parts["certificate"]["lines"] if line["name"] == "cell_base_is_right"]
    for citations in (quoted["citations"], line["citations"]):
        citations[at][field] = "local"
    number = parts["findings"].index(quoted)
    paths = [one.path for _title, found in tool.verify(sealed(parts)) for one in found]
    assert f"findings[{number}].citations[{at}].{field}" in paths


def test_erasure_on_another_day_than_its_event_says_is_named(tmp_path: FolderPath) -> None:
    _journey, item = voted_in_cell(medium="paper")
    data = erased(item, "meeting.opened", "excluded", "chair")
    assert answer(json.dumps(data), tmp_path)[0] == 0
    gone = next(event["payload"] for event in data["events"] if event["payload"] and "chair" in event["payload"])
    gone["chair"] = {"redacted": "2025-01-01"}
    code, lines = answer(json.dumps(data), tmp_path)
    assert (code, [line.split(" — ")[0] for line in lines if line.startswith("✘")]) == (
        1,
        ["✘ Chỉ trường về người được xóa, và có sự kiện ghi việc xóa"],
    )
