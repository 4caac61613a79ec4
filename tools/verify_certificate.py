"""Kiểm tra chứng nhận hợp lệ của một cuộc bỏ phiếu: python3 verify_certificate.py FILE

Reads what ``manage.py certificate`` wrote and computes again whatever follows from the rest of the file: hashes, base,
minimum, counts, outcome. Needs Python 3.11 and its standard library alone and shares no code with the product, so that
a stranger may read, keep and run it.
Exit code 0: nothing differs; 1: something differs, and the line says where; 2: the file is no certificate.

What it cannot tell: a file whose author made all of it anew agrees with itself. Whether it is the one of the meeting is
told by the hash in the last line, which stands in the signed minutes, and by nothing else.
Facts of the dossier, what rules found of them and what the law says are taken as they are stated; no text of law is in
this file. Of the record only names of persons may be erased; what was is compared with nothing, and a line says so.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

FORMAT, VERSION = "validity-certificate", 1
MOST_BYTES, MOST_DEPTH, MOST_DIGITS, MOST_SHOWN = 8 * 1024 * 1024, 40, 15, 5
GENESIS = "0" * 64
_SURROGATE = re.compile("[\ud800-\udfff]")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00")
#: Who may be left out of the base, in the order in which it is asked: of a cell, of every other body.
REASONS = {
    "cell": ("probationary", "guest", "prosecuted", "suspended", "exempt", "temporarily_away"),
    "committee": ("prosecuted", "suspended", "committee_suspended", "temporarily_away"),
}
#: Asked only since the law names it: a certificate of before says nothing of it.
ASKED_LATER = ("committee_suspended",)
KINDS = ("official", "probationary", "guest")
OVERLAYS = ("temporarily_away", "exempt", "suspended", "committee_suspended", "prosecuted")
#: Who leads the meeting and who takes its minutes.
ROLES = ("chair", "secretary")
ATTENDANCE = ("present", "excused", "absent")
MEDIA = ("paper", "electronic")
#: The option of an electronic ballot that stands for nothing.
BLANK = "blank"
#: What a deciding vote does when only forms above the power of the body pass together.
ABOVE_POWER = ("forward", "cumulate_down")
EFFECTS = ("always", "unless_present")
#: What a ground to stand aside does by itself; what who presides decided of one that does not.
GROUND_EFFECTS, STANDS = ("excludes", "chair"), ("", "aside", "takes_part")
STATUSES = ("holds", "broken", "unknown", "human", "not_in_force")
#: Surest first.
CERTAINTIES = ("text", "quoted", "secondary", "local", "design", "unverified")
SECTIONS = ("competent", "composed", "convened", "quorate", "form", "dossier", "heard")
#: Those whose lines count the members of the meeting.
COUNTED = ("quorate", "form")
#: What a vote leaves in the record, in this order: (name here, kind of the event; STEP is the step that voted).
VOTE = (
    ("freeze", r"STEP\.freeze_roster"),
    ("frozen", r"meeting\.opened"),
    ("open", r"STEP\.open_(deciding_)?vote"),
    ("opened", r"vote\.opened"),
    ("seal", r"STEP\.seal_box"),
    ("sealed", r"vote\.sealed"),
    ("count", r"STEP\.count_(votes|ballots)"),
    ("counted", r"vote\.ballots_counted"),
    ("record", r"STEP\.\w+"),
    ("recorded", r"vote\.counted"),
)
#: What an act leaves stands under the next name. The acts before the last lead the case nowhere.
ACTS = tuple(name for name, _kind in VOTE[::2])
ENTRIES = tuple(name for name, _kind in VOTE[1::2])
LEAVES_OPEN = ACTS[:-1]
#: What stands between the first and the last event of a vote only as its own, or not at all.
OF_VOTES = (
    "meeting.opened",
    "vote.opened",
    "vote.sealed",
    "vote.ballots_counted",
    "vote.counted",
    "meeting.postponed",
    "vote.broken_off",
)
#: The fields about persons, which alone may be erased from the record: of every event, and of the opening of a meeting.
PERSONAL, PERSONAL_AT_OPENING = ("_actor",), ("chair", "secretary", "excluded")
#: What an act says that does not complete its step; what one may say that records an outcome.
DONE, PASSED, BELOW_RATIO = "done", "passed", "below_ratio"


class NotACertificate(Exception):
    """The file cannot be read as a certificate; the text says why, in Vietnamese."""


class Missing:
    """What stands nowhere in the file."""


MISSING = Missing()


@dataclass(frozen=True)
class Difference:
    path: str
    stated: Any
    computed: Any

    def __str__(self) -> str:
        return f"{printable(self.path)}: ghi {shown(self.stated)}, tính lại {shown(self.computed)}"


# --- reading a file of which nothing is known


def load(path: str) -> Any:
    try:
        with open(path, "rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise NotACertificate(f"không đọc được tệp ({getattr(error, 'strerror', None) or error})") from error
    if len(raw) > MOST_BYTES:
        raise NotACertificate(f"tệp lớn hơn {MOST_BYTES} byte")
    try:
        return parsed(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise NotACertificate("tệp không phải văn bản UTF-8") from error


def parsed(text: str) -> Any:
    """The JSON value of the text: integers of MOST_DIGITS at most, no key twice, nothing that cannot be hashed."""
    try:
        value = json.loads(
            text, parse_int=_integer, parse_float=_no_number, parse_constant=_no_number, object_pairs_hook=_object
        )
    except RecursionError as error:
        raise NotACertificate("JSON lồng nhau quá sâu") from error
    except ValueError as error:
        raise NotACertificate(f"không phải JSON ({printable(str(error))[:80]})") from error
    waiting = [(value, 0)]
    while waiting:
        part, depth = waiting.pop()
        if depth > MOST_DEPTH:
            raise NotACertificate("JSON lồng nhau quá sâu")
        if isinstance(part, dict):
            waiting += [(inner, depth + 1) for pair in part.items() for inner in pair]
        elif isinstance(part, list):
            waiting += [(inner, depth + 1) for inner in part]
        elif isinstance(part, str) and _SURROGATE.search(part):
            raise NotACertificate("có ký tự không phải Unicode hợp lệ")
    return value


def _integer(text: str) -> int:
    if len(text) > MOST_DIGITS:
        raise NotACertificate("có số quá lớn")
    return int(text)


def _no_number(text: str) -> Any:
    raise NotACertificate(f"có số không nguyên ({printable(text)[:20]})")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise NotACertificate("có khóa ghi hai lần trong một đối tượng")
    return found


@dataclass(frozen=True)
class Each:
    """An object with any keys whose values all have one shape."""

    value: Any


@dataclass(frozen=True)
class Holds:
    """An object with these keys and maybe others, which the record seals as a whole."""

    keys: dict[str, Any]


@dataclass(frozen=True)
class Either:
    """A value of one of these shapes."""

    shapes: tuple[Any, ...]


_ROW = {
    **dict.fromkeys(("person", "name", "kind", "reason", "article", "certainty", "attendance", "recused"), str),
    **dict.fromkeys(("in_base", "present", "votes"), bool),
    "overlays": [str],
}
#: Why somebody may be too near to the matter, with the path that shows it and what was decided of it.
_GROUND = dict.fromkeys(("ground", "path", "effect", "article", "certainty", "stands"), str)
#: A roster frozen before the grounds were kept has no list of them.
_ROWS = Either(({**_ROW, "grounds": [{**_GROUND, "declared": bool}]}, _ROW))
_CITATION = Holds(
    {
        **dict.fromkeys(("provision", "unit", "article", "regulation", "title", "since", "certainty", "note"), str),
        "value": object,
    }
)
_FOUND = {
    **dict.fromkeys(("rule", "name", "status", "message", "certainty", "rests_on"), str),
    "numbers": Each(object),
    "citations": [_CITATION],
    "blocks": bool,
}
_COUNTS = {**dict.fromkeys(("issued", "returned", "invalid", "unreturned", "absent"), int), "votes": Each(int)}
#: Of a ballot of all forms of discipline, heaviest first, with the code of "no discipline" at the end of its options.
_FORMS_VOTE = {
    **dict.fromkeys(("none", "above_power"), str),
    **{name: [str] for name in ("heavy", "power")},
    "two_thirds": {**dict.fromkeys(("numerator", "denominator"), int), "strict": bool},
}
_CERTIFICATE = {
    "version": int,
    **dict.fromkeys(("meeting", "item", "case", "body", "body_kind", "held_on", "form", "medium", "mode"), str),
    **dict.fromkeys(("chair", "secretary", "notice"), str),
    "options": [str],
    "forms_vote": Either((_FORMS_VOTE, type(None))),
    "tellers": [str],
    "drafts": [str],
    "law": Each(str),
    "bases": Each(dict.fromkeys(("effect", "article", "regulation", "certainty"), str)),
    "roster": [_ROWS],
    **dict.fromkeys(("base", "present", "voters", "minimum"), int),
    "ratio": {
        **dict.fromkeys(("numerator", "denominator"), int),
        "strict": bool,
        **dict.fromkeys(("provision", "article", "regulation", "certainty"), str),
    },
    "lines": [Holds({**_FOUND, "section": str, "articles": str, "stops": bool})],
    "facts": Each(object),
    "valid": bool,
}
_FIELD = Either(({"salt": str, "value": object}, {"redacted": str}))
_EVENT = {
    "sequence": int,
    **dict.fromkeys(("canonical", "previous_hash", "hash"), str),
    "payload": Either((Each(_FIELD), type(None))),
}
SHAPE = {
    "format": str,
    "version": int,
    "case": {"public_id": str, "events": int, "head_hash": str},
    "certificate": Holds(_CERTIFICATE),
    "facts": Each(object),
    "findings": [Holds(_FOUND)],
    "roster": [_ROWS],
    "counts": _COUNTS,
    "voted": [str],
    "receipts": [str],
    "tally": {
        "step": str,
        "held_on": str,
        **dict.fromkeys(("base", "minimum_yes", "valid", "invalid", "unreturned", "absent"), int),
        "counts": Each(int),
        "secret": bool,
        "provision": dict.fromkeys(("provision", "value", "article", "regulation", "title", "certainty"), str),
    },
    "outcome": {"passed": bool, "adopted": str, "resolution_number": str},
    "minutes": {"events": int, "head_hash": str},
    "events": [_EVENT],
}
_NAMES = {int: "số nguyên không âm", str: "văn bản", bool: "đúng/sai", dict: "đối tượng", list: "danh sách"}


def require_shape(value: Any, shape: Any, path: str = "") -> None:
    """Raises NotACertificate at the first place that has another type, misses a key or has one too many."""
    if isinstance(shape, Either):
        fits = [part for part in shape.shapes if _fits(value, part)]
        require_shape(value, fits[0] if fits else shape.shapes[0], path)
    elif isinstance(shape, list):
        _require_type(value, list, path)
        for number, inner in enumerate(value):
            require_shape(inner, shape[0], f"{path}[{number}]")
    elif isinstance(shape, dict | Holds | Each):
        _require_type(value, dict, path)
        keys = shape.keys if isinstance(shape, Holds) else shape if isinstance(shape, dict) else {}
        for name in keys:
            if name not in value:
                raise NotACertificate(f"{_at(path)}: thiếu “{name}”")
        for name, inner in value.items():
            if name in keys or isinstance(shape, Each):
                part = shape.value if isinstance(shape, Each) else keys[name]
                require_shape(inner, part, f"{path}.{name}".lstrip("."))
            elif isinstance(shape, dict):
                raise NotACertificate(f"{_at(path)}: có khóa lạ “{printable(name)[:40]}”")
    elif shape is not object:
        _require_type(value, shape, path)


def _fits(value: Any, shape: Any) -> bool:
    if isinstance(shape, dict):
        return isinstance(value, dict) and value.keys() == shape.keys()
    return isinstance(value, shape) if isinstance(shape, type) else isinstance(value, dict)


def _require_type(value: Any, wanted: type, path: str) -> None:
    if type(value) is not wanted or (type(value) is int and value < 0):
        raise NotACertificate(f"{_at(path)}: phải là {_NAMES.get(wanted, 'rỗng')}")


def _at(path: str) -> str:
    return printable(path)[:200] or "tệp"


# --- the record


def canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


#: What an act commits to that no rule was asked about: no facts, no findings.
NOTHING_JUDGED = digest("[{}, []]")


@dataclass(frozen=True)
class Told:
    """An event of the vote. ``said``: {field: value} as committed; ``erased``: fields left as commitments alone."""

    path: str = "events"
    sequence: int = 0
    kind: str = ""
    on: str = ""
    at: str = ""
    said: dict[str, Any] = field(default_factory=dict)
    erased: tuple[str, ...] = ()

    def compare(self, **computed: Any) -> Iterator[Difference]:
        for name, value in computed.items():
            if name not in self.erased:
                yield from differences(f"{self.path}.payload.{name}", self.said.get(name, MISSING), value)

    def agree(self, other: Told, *names: str) -> Iterator[Difference]:
        """Both say the same under these names; what one of them has erased is compared with nothing."""
        for name in names:
            if name not in other.erased:
                value = other.said.get(name, MISSING)
                yield from self.compare(**{name: "phải có" if isinstance(value, Missing) else value})


@dataclass(frozen=True)
class Quoted:
    """What a place of the file says of a provision. ``of_day``: it is law on the day of the vote, not of an earlier."""

    path: str
    provision: str
    said: dict[str, Any]
    of_day: bool = False


class File:
    """A certificate file of the right shape. ``told``: {name in VOTE: event}, an empty one where it is missing."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data, self.certificate, self.tally = data, data["certificate"], data["tally"]
        self.contents = [_content(event["canonical"]) for event in data["events"]]
        carried = [number for number, event in enumerate(data["events"]) if event["payload"] is not None]
        self.carried = [self._told(number) for number in carried]
        self.of_vote = [told for told in self.carried if told.kind != "redacted"]
        names = [name for name, _kind in VOTE]
        self.told = {**dict.fromkeys(names, Told()), **dict(zip(names, self.of_vote, strict=False))}
        self.options = [option for option in self.certificate["options"] if option != BLANK]
        self.quoted = list(_quoted(data))

    def _told(self, number: int) -> Told:
        event, content = self.data["events"][number], self.contents[number]
        said = {name: kept["value"] for name, kept in event["payload"].items() if "value" in kept}
        erased = tuple(name for name, kept in event["payload"].items() if "redacted" in kept)
        kind, on, at = (str(content.get(name, "")) for name in ("kind", "on", "at"))
        return Told(f"events[{number}]", event["sequence"], kind, on, at, said, erased)


def _quoted(data: dict[str, Any]) -> Iterator[Quoted]:
    """Every quotation of the law, those of the day of the vote first."""
    ratio = data["certificate"]["ratio"]
    for name, basis in data["certificate"]["bases"].items():
        said = {"value": basis["effect"], **{key: basis[key] for key in ("article", "regulation", "certainty")}}
        yield Quoted(f"certificate.bases.{name}", name, said, of_day=True)
    said = {"value": ratio_text(ratio), **{key: ratio[key] for key in ("article", "regulation", "certainty")}}
    yield Quoted("certificate.ratio", ratio["provision"], said, of_day=True)
    places = [("tally.provision", data["tally"]["provision"])]
    for number, finding in enumerate(data["findings"]):
        path = f"findings[{number}].citations"
        places += [(f"{path}[{place}]", citation) for place, citation in enumerate(finding["citations"])]
    for path, quoted in places:
        said = {key: value for key, value in quoted.items() if key != "provision"}
        yield Quoted(path, quoted["provision"], said)


def ratio_text(ratio: dict[str, Any]) -> str:
    return f"{'>' if ratio['strict'] else '≥'} {ratio['numerator']}/{ratio['denominator']}"


def _content(text: str) -> dict[str, Any]:
    """What the text of an event says; empty where it says nothing."""
    try:
        found = parsed(text)
    except NotACertificate:
        return {}
    return found if isinstance(found, dict) else {}


def differences(path: str, stated: Any, computed: Any) -> Iterator[Difference]:
    """Where two values differ, down to the place."""
    if isinstance(stated, dict) and isinstance(computed, dict):
        for name in sorted({*stated, *computed}):
            yield from differences(f"{path}.{name}", stated.get(name, MISSING), computed.get(name, MISSING))
    elif isinstance(stated, list) and isinstance(computed, list) and len(stated) == len(computed):
        for number, (left, right) in enumerate(zip(stated, computed, strict=True)):
            yield from differences(f"{path}[{number}]", left, right)
    elif type(stated) is not type(computed) or stated != computed:
        yield Difference(path, stated, computed)


def shown(value: Any) -> str:
    if isinstance(value, Missing):
        return "(không có)"
    text = printable(json.dumps(value, ensure_ascii=False, sort_keys=True))
    return text if len(text) <= 80 else f"{text[:79]}…"


def printable(text: str) -> str:
    """The text without signs that would move the cursor or turn the line around."""
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in text)


# --- the checks: each says where the file differs from what is computed


def chain(file: File) -> Iterator[Difference]:
    previous = GENESIS
    for number, (event, content) in enumerate(zip(file.data["events"], file.contents, strict=True)):
        path, text = f"events[{number}]", event["canonical"]
        computed = {"sequence": number + 1, "previous_hash": previous, "hash": digest(text)}
        for name, value in computed.items():
            yield from differences(f"{path}.{name}", event[name], value)
        told = {"v": 1, "case": file.data["case"]["public_id"], "seq": number + 1, "prev": previous}
        for name, value in told.items():
            yield from differences(f"{path}.canonical.{name}", content.get(name, MISSING), value)
        if not _is_day(content.get("on")):
            yield Difference(f"{path}.canonical.on", content.get("on", MISSING), "một ngày")
        if not _MOMENT.fullmatch(str(content.get("at"))):
            yield Difference(f"{path}.canonical.at", content.get("at", MISSING), "một thời điểm")
        yield from differences(f"{path}.canonical", text, canonical(content))
        previous = event["hash"]


def _is_day(value: Any) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except (TypeError, ValueError):
        return False


def head(file: File) -> Iterator[Difference]:
    events = file.data["events"]
    yield from differences("case.events", file.data["case"]["events"], len(events))
    yield from differences("case.head_hash", file.data["case"]["head_hash"], events[-1]["hash"] if events else GENESIS)


def commitments(file: File) -> Iterator[Difference]:
    for number, event in enumerate(file.data["events"]):
        if event["payload"] is None:
            continue
        content = file.contents[number]
        fields = content.get("fields")
        sealed = {"_actor": content.get("actor"), "_body": content.get("body")}
        sealed |= fields if isinstance(fields, dict) else {}
        path = f"events[{number}].payload"
        yield from differences(path, sorted(event["payload"]), sorted(sealed))
        for name, kept in event["payload"].items():
            if "value" in kept and name in sealed:
                made = digest(kept["salt"] + canonical(kept["value"]))
                if made != sealed[name]:
                    yield Difference(f"{path}.{name}", sealed[name], made)


def erasures(file: File) -> Iterator[Difference]:
    """Only what is about persons is erased. Every erasure is recorded by an event of the day that stands in the place
    of the value, and no other is."""
    recorded: set[tuple[str, str, str]] = set()
    gone = {(canonical(told.sequence), name) for told in file.of_vote for name in told.erased}
    for told in file.carried:
        names = told.said.get("names")
        for name in map(str, names) if told.kind == "redacted" and isinstance(names, list) else ():
            at = canonical(told.said.get("sequence"))
            recorded.add((at, name, told.on))
            if (at, name) not in gone:
                yield Difference(f"{told.path}.payload.names", name, "một trường đã xóa")
    for told, event in zip(file.carried, (e for e in file.data["events"] if e["payload"] is not None), strict=True):
        personal = PERSONAL + (PERSONAL_AT_OPENING if told.kind == "meeting.opened" else ())
        for name in told.erased:
            day = event["payload"][name]["redacted"]
            if name not in personal:
                yield Difference(f"{told.path}.payload.{name}", f"đã xóa {day}", "không phải trường về người")
            if told.kind == "redacted" or (canonical(told.sequence), name, day) not in recorded:
                yield Difference(f"{told.path}.payload.{name}", f"đã xóa {day}", "không sự kiện nào ghi việc xóa")


def order(file: File) -> Iterator[Difference]:
    step = re.escape(file.tally["step"])
    for number, (_name, kind) in enumerate(VOTE):
        pattern = kind.replace("STEP", step)
        found = file.of_vote[number].kind if number < len(file.of_vote) else MISSING
        if isinstance(found, Missing) or not re.fullmatch(pattern, found):
            yield Difference("events", found, pattern.replace("\\", ""))
    for told in file.of_vote[len(VOTE) :]:
        yield Difference(told.path, told.kind, MISSING)
    for told in file.of_vote:
        yield from differences(f"{told.path}.canonical.on", told.on, file.certificate["held_on"])
    first, last = file.told["frozen"].sequence, file.told["recorded"].sequence
    mine = {told.sequence for told in file.of_vote}
    own = "|".join(kind.replace("STEP", step) for name, kind in VOTE if name in LEAVES_OPEN)
    for number, content in enumerate(file.contents):
        kind = str(content.get("kind"))
        of_votes = kind in OF_VOTES or re.fullmatch(own, kind)
        if first < number + 1 < last and of_votes and number + 1 not in mine:
            yield Difference(f"events[{number}].canonical.kind", kind, MISSING)
    if re.fullmatch(own, file.told["record"].kind):
        yield Difference(f"{file.told['record'].path}.canonical.kind", file.told["record"].kind, "việc ghi kết quả")


def acts(file: File) -> Iterator[Difference]:
    """Each act left its entry at once; none before the last moves the case, and all are of one body."""
    first, step, held_on = file.told["freeze"], f"{file.tally['step']}.", file.certificate["held_on"]
    for act, entry in ((file.told[name], file.told[left]) for name, left in zip(ACTS, ENTRIES, strict=True)):
        for number, content in enumerate(file.contents):
            kind = str(content.get("kind"))
            if act.sequence <= number < entry.sequence - 1 and kind.startswith(step):
                yield Difference(f"events[{number}].canonical.kind", kind, f"không việc nào giữa {act.path} và kết quả")
        yield from differences(f"{entry.path}.canonical.at", entry.at, act.at)
        yield from entry.agree(act, "_actor")
        yield from act.agree(first, "_body", "from")
        yield from entry.agree(first, "_body")
        day = act.said.get("entered_on", MISSING)
        if "entered_on" not in act.erased and not (_is_day(day) and day >= held_on):
            yield Difference(f"{act.path}.payload.entered_on", day, f"một ngày, không trước {held_on}")
    for name in LEAVES_OPEN:
        act = file.told[name]
        yield from act.compare(outcome=DONE)
        yield from act.agree(first, "to", "chain")
        if name != "open":
            yield from act.compare(judged=NOTHING_JUDGED)
    if "from" not in first.erased:
        yield from first.compare(to=first.said.get("from", MISSING))


def sealed_judgement(file: File) -> Iterator[Difference]:
    judged = [file.data["facts"], file.data["findings"], file.certificate]
    act = file.told["open"]
    made = digest(json.dumps(judged, sort_keys=True, ensure_ascii=False))
    yield from differences(f"{act.path}.payload.judged", act.said.get("judged", MISSING), made)
    yield from act.compare(law=file.certificate["law"])
    yield from differences("facts", file.data["facts"], file.certificate["facts"])


def frozen_roster(file: File) -> Iterator[Difference]:
    roster = file.certificate["roster"]
    yield from differences("roster", file.data["roster"], roster)
    yield from file.told["frozen"].compare(
        roster=digest(canonical(file.data["roster"])),
        base=sum(row["in_base"] for row in roster),
        present=sum(row["in_base"] and row["present"] for row in roster),
        excluded=[f"{row['name']}: {row['reason']}" for row in roster if not row["in_base"]],
    )
    for row in roster:
        # namesakes stand on a roster with more than their name
        for role in ROLES:
            named = file.told["frozen"].said.get(role)
            if row["person"] == file.certificate[role] and row["name"].partition(" · ")[0] != named:
                yield from file.told["frozen"].compare(**{role: row["name"]})


def members(file: File) -> Iterator[Difference]:
    """Who is in the base, by the reasons that the law quoted under ``bases`` has for his body."""
    found, bases = file.certificate, file.certificate["bases"]
    body = "cell" if found["body_kind"] == "cell" else "committee"
    for name, basis in bases.items():
        if basis["effect"] not in EFFECTS:
            yield Difference(f"certificate.bases.{name}.effect", basis["effect"], list(EFFECTS))
    for reason in REASONS[body]:
        if f"vote_base.{body}.{reason}" not in bases and reason not in ASKED_LATER:
            yield Difference(f"certificate.bases.vote_base.{body}.{reason}", MISSING, "phải có")
    seen: set[str] = set()
    titles = {quoted.said["regulation"]: quoted.said["title"] for quoted in file.quoted if "title" in quoted.said}
    for number, row in enumerate(found["roster"]):
        path = f"certificate.roster[{number}]"
        yield from _possible(path, row, KINDS if body == "cell" else KINDS[:1], seen)
        seen.add(row["person"])
        present = row["attendance"] == "present"
        why = next((reason for reason in REASONS[body] if _leaves_out(row, reason, bases, body, present)), "counted")
        basis = bases.get(f"vote_base.{body}.{why}", {"certainty": "", "article": "", "regulation": ""})
        counted = why == "counted"
        computed = {
            "in_base": counted,
            "reason": why,
            "certainty": basis["certainty"],
            "present": present,
            "votes": counted and present and not row["recused"],
        }
        for name, value in computed.items():
            yield from differences(f"{path}.{name}", row[name], value)
        yield from _standing_aside(path, row)
        title = "" if counted else titles.get(basis["regulation"], row["article"].removeprefix(basis["article"]))
        article = f"{basis['article']} {title.strip()}".strip()
        yield from differences(f"{path}.article", row["article"], article)


def _standing_aside(path: str, row: dict[str, Any]) -> Iterator[Difference]:
    """Who takes no part does so by a ground that excludes or by a decision, and whom one of these names takes none."""
    if "grounds" not in row:
        return
    for number, entry in enumerate(row["grounds"]):
        for name, known in (("effect", GROUND_EFFECTS), ("stands", STANDS), ("certainty", CERTAINTIES)):
            if entry[name] not in known:
                yield Difference(f"{path}.grounds[{number}].{name}", entry[name], list(known))
    barred = [e["path"] for e in row["grounds"] if e["effect"] == "excludes" or e["stands"] == "aside"]
    yield from differences(f"{path}.recused", row["recused"], barred[0] if barred else "")


def _possible(path: str, row: dict[str, Any], kinds: Sequence[str], seen: set[str]) -> Iterator[Difference]:
    for name, known in (("kind", kinds), ("attendance", ATTENDANCE)):
        if row[name] not in known:
            yield Difference(f"{path}.{name}", row[name], list(known))
    if row["overlays"] != sorted(set(row["overlays"]) & set(OVERLAYS)):
        yield Difference(f"{path}.overlays", row["overlays"], sorted(OVERLAYS))
    if row["person"] in seen:
        yield Difference(f"{path}.person", row["person"], "mỗi người một dòng")


def _leaves_out(row: dict[str, Any], reason: str, bases: dict[str, Any], body: str, present: bool) -> bool:
    if reason != row["kind"] and reason not in row["overlays"]:
        return False
    effect = bases.get(f"vote_base.{body}.{reason}", {}).get("effect")
    return effect == "always" or (effect == "unless_present" and not present)


def numbers(file: File) -> Iterator[Difference]:
    found = file.certificate
    computed = {"base": base_of(file), "present": present_of(file), "voters": voters_of(file)}
    for name, value in computed.items():
        yield from differences(f"certificate.{name}", found[name], value)
    yield from differences("tally.base", file.tally["base"], base_of(file))
    if not computed["base"]:
        yield Difference("certificate.base", found["base"], "ít nhất 1")
    yield from file.told["opened"].compare(base=computed["base"], ballots=computed["voters"])
    yield from file.told["recorded"].compare(base=computed["base"])
    meeting = file.data["facts"].get("meeting")
    told = meeting if isinstance(meeting, dict) else {}
    rows = {row["person"]: row for row in found["roster"]}
    presence: dict[str, Any] = {
        f"{role}_present": rows[found[role]]["present"] if found[role] in rows else MISSING for role in ROLES
    }
    computed |= {"minimum": minimum_of(file), "summoned": len(found["roster"]), "tellers": len(found["tellers"])}
    computed |= {name: found[name] for name in ("held_on", "form", "medium", "body_kind")}
    computed |= {"excused": excused_of(file)} if "excused" in told else {}
    # of who is on no roster the file tells no more than the fact itself
    presence |= {f"{role}_overlays": sorted(rows[found[role]]["overlays"]) for role in ROLES if found[role] in rows}
    for name, value in {**computed, **presence}.items():
        yield from differences(f"facts.meeting.{name}", told.get(name, MISSING), value)


def excused_of(file: File) -> int:
    return sum(row["in_base"] and row["attendance"] == "excused" for row in file.certificate["roster"])


def base_of(file: File) -> int:
    return sum(row["in_base"] for row in file.certificate["roster"])


def present_of(file: File) -> int:
    return sum(row["in_base"] and row["present"] for row in file.certificate["roster"])


def voters_of(file: File) -> int:
    return sum(row["votes"] for row in file.certificate["roster"])


def minimum_of(file: File) -> int:
    """The fewest votes that reach the ratio of the base, in integers: more than it where it is strict."""
    ratio = file.certificate["ratio"]
    above, below = ratio["numerator"] * base_of(file), max(ratio["denominator"], 1)
    return above // below + 1 if ratio["strict"] else (above + below - 1) // below


def minimum(file: File) -> Iterator[Difference]:
    ratio, provision = file.certificate["ratio"], file.tally["provision"]
    text = ratio_text(ratio)
    if not 0 < ratio["numerator"] <= ratio["denominator"]:
        yield Difference("certificate.ratio", text, "một tỷ lệ từ trên 0 đến 1")
    yield from differences("certificate.minimum", file.certificate["minimum"], minimum_of(file))
    yield from differences("tally.minimum_yes", file.tally["minimum_yes"], minimum_of(file))
    yield from differences("tally.provision.value", provision["value"], text)
    for name in ("provision", "article", "regulation", "certainty"):
        yield from differences(f"tally.provision.{name}", provision[name], ratio[name])
    yield from file.told["opened"].compare(minimum_yes=minimum_of(file))
    yield from file.told["recorded"].compare(
        minimum_yes=minimum_of(file), ratio=text, article=ratio["article"], regulation=provision["title"]
    )


def law(file: File) -> Iterator[Difference]:
    """What is quoted of a provision of a regulation is the same wherever it is quoted; drafts come with a notice."""
    of_day: dict[str, str] = {}
    known: dict[tuple[str, ...], Any] = {}
    for quoted in file.quoted:
        regulation = quoted.said["regulation"]
        if quoted.of_day:
            of_day.setdefault(quoted.provision, regulation)
        yield from differences(f"{quoted.path}.regulation", regulation, of_day.get(quoted.provision, regulation))
        for name, value in quoted.said.items():
            of_regulation = name in ("title", "since")
            key = (regulation, name) if of_regulation else (regulation, quoted.provision, name)
            yield from differences(f"{quoted.path}.{name}", value, known.setdefault(key, value))
    drafts, notice = file.certificate["drafts"], file.certificate["notice"]
    if bool(drafts) != bool(notice):
        yield Difference("certificate.notice", notice, "có khi và chỉ khi có dự thảo")


def lines(file: File) -> Iterator[Difference]:
    """Every finding in force is a line, and a line that stops makes the certificate not valid."""
    stated = file.certificate["lines"]
    found = {finding["name"]: finding for finding in file.data["findings"] if finding["status"] != "not_in_force"}
    yield from differences("certificate.lines", sorted(line["name"] for line in stated), sorted(name for name in found))
    places = [SECTIONS.index(line["section"]) if line["section"] in SECTIONS else -1 for line in stated]
    if -1 in places or places != sorted(places):
        yield Difference("certificate.lines", [line["section"] for line in stated], list(SECTIONS))
    stopping, counted, of_meeting = False, _counted(file), _of_meeting(file)
    for number, line in enumerate(stated):
        path, finding = f"certificate.lines[{number}]", found.get(line["name"], line)
        for name in _FOUND:
            yield from differences(f"{path}.{name}", line[name], finding[name])
        stops = line["blocks"] and line["status"] in ("broken", "unknown")
        stopping = stopping or stops
        computed = {"stops": stops, "certainty": _weakest(line), "articles": _articles(line["citations"])}
        for name, value in computed.items():
            yield from differences(f"{path}.{name}", line[name], value)
        told = {**(counted if line["section"] in COUNTED else {}), **of_meeting.get(line["name"], {})}
        for name, value in told.items():
            yield from differences(f"{path}.numbers.{name}", line["numbers"].get(name, value), value)
        if line["status"] not in STATUSES:
            yield Difference(f"{path}.status", line["status"], list(STATUSES))
    yield from differences("certificate.valid", file.certificate["valid"], not stopping)
    if stopping:
        yield Difference("certificate.valid", file.certificate["valid"], "không được mở hòm phiếu")


def _counted(file: File) -> dict[str, int]:
    """What the lines about base, presence and form may tell of this vote, by the names they use."""
    summoned, base = len(file.certificate["roster"]), base_of(file)
    found = {"summoned": summoned, "excluded": summoned - base, "base": base}
    return {**found, "present": present_of(file), "voters": voters_of(file)}


def _of_meeting(file: File) -> dict[str, dict[str, Any]]:
    """What single lines about a meeting may tell besides: {line: {name: value}}."""
    facts = file.data["facts"].get("meeting")
    return {
        "enough_are_present": {"min": minimum_of(file)},
        "somebody_is_counted": {"excused": excused_of(file)},
        "there_are_tellers": {"count": len(file.certificate["tellers"])},
        "members_were_summoned": {"held": file.certificate["held_on"]},
        "chair_may_preside": {"chair": facts.get("chair", MISSING)} if isinstance(facts, dict) else {},
    }


def _weakest(line: dict[str, Any]) -> str:
    known = [line["rests_on"], *(citation["certainty"] for citation in line["citations"])]
    return max(known, key=lambda name: CERTAINTIES.index(name) if name in CERTAINTIES else len(CERTAINTIES))


def _articles(citations: list[dict[str, str]]) -> str:
    cited = [c for c in citations if c["article"] or c["certainty"] == "secondary"]
    return "; ".join(dict.fromkeys(f"{c['article']} {c['title']}".strip() for c in cited))


def box(file: File) -> Iterator[Difference]:
    """How the vote was held, as certified, as opened and as recorded."""
    found, act = file.certificate, file.told["open"]
    yield from differences("certificate.case", found["case"], file.data["case"]["public_id"])
    for name in ("frozen", "opened", "sealed", "counted"):
        yield from file.told[name].compare(meeting=found["meeting"])
    yield from file.told["opened"].compare(form=found["form"], medium=found["medium"])
    mode = "decide" if act.kind.endswith(".open_deciding_vote") else "propose"
    yield from differences("certificate.mode", found["mode"], mode)
    yield from differences("tally.secret", file.tally["secret"], found["form"] == "secret")
    yield from differences("tally.held_on", file.tally["held_on"], found["held_on"])
    yield from file.told["recorded"].compare(mode=found["mode"])
    electronic = found["medium"] == "electronic"
    if found["medium"] not in MEDIA or (electronic and found["form"] != "secret"):
        yield Difference("certificate.medium", found["medium"], list(MEDIA) if found["form"] == "secret" else "paper")
    yield from differences("certificate.options", found["options"], [*file.options, *([BLANK] if electronic else [])])
    there = {row["person"] for row in found["roster"] if row["votes"]}
    for number, teller in enumerate(found["tellers"]):
        if teller not in there:
            yield Difference(f"certificate.tellers[{number}]", teller, "mỗi người một lần, được phát phiếu")
        there.discard(teller)


def counting(file: File) -> Iterator[Difference]:
    """Where every member of the base went: votes, invalid, unreturned and absent add up to it."""
    counts, tally, voters = file.data["counts"], file.tally, voters_of(file)
    votes = sum(counts["votes"].values())
    yield from differences("counts.votes", sorted(counts["votes"]), sorted(file.options))
    if not counts["returned"]:
        yield Difference("counts.returned", 0, "ít nhất 1")
    if file.certificate["form"] != "secret":
        yield from differences("counts.returned", counts["returned"], voters)
    if counts["issued"] > voters:
        yield Difference("counts.issued", counts["issued"], f"nhiều nhất {voters}")
    if counts["returned"] > counts["issued"]:
        yield Difference("counts.returned", counts["returned"], f"nhiều nhất {counts['issued']}")
    yield from differences("counts.votes", votes, counts["returned"] - counts["invalid"])
    yield from differences("counts.unreturned", counts["unreturned"], voters - counts["returned"])
    yield from differences("counts.absent", counts["absent"], base_of(file) - voters)
    total = votes + counts["invalid"] + counts["unreturned"] + counts["absent"]
    yield from differences("counts", total, base_of(file))
    yield from differences("tally.counts", tally["counts"], counts["votes"])
    yield from differences("tally.valid", tally["valid"], votes)
    for name in ("invalid", "unreturned", "absent"):
        yield from differences(f"tally.{name}", tally[name], counts[name])
    yield from file.told["counted"].compare(**counts)
    yield from file.told["recorded"].compare(**{name: counts[name] for name in ("invalid", "unreturned", "absent")})


def receipts(file: File) -> Iterator[Difference]:
    """An electronic box leaves as many receipts and names as ballots, sorted, so that nothing joins the two."""
    found, electronic = file.data, file.certificate["medium"] == "electronic"
    voters = {row["person"] for row in file.certificate["roster"] if row["votes"]}
    for name in ("receipts", "voted"):
        number = found["counts"]["returned"] if electronic else 0
        yield from differences(f"{name} (số lượng)", len(found[name]), number)
        yield from differences(name, found[name], sorted(set(found[name])))
    for number, receipt in enumerate(found["receipts"]):
        if not re.fullmatch("[0-9a-f]{64}", receipt):
            yield Difference(f"receipts[{number}]", receipt, "64 chữ số thập lục phân")
    for number, person in enumerate(found["voted"]):
        if person not in voters:
            yield Difference(f"voted[{number}]", person, "một người được phát phiếu")
    if electronic:
        yield from file.told["counted"].compare(receipts=digest(canonical([found["voted"], found["receipts"]])))


def outcome(file: File) -> Iterator[Difference]:
    """What was adopted and how it ended, by the counts, the ratio and the mode."""
    votes, stated, recorded = file.data["counts"]["votes"], file.data["outcome"], file.told["recorded"]
    yes, no = votes.get("yes", 0), votes.get("no", 0)
    yield from recorded.compare(yes=yes, no=no, resolution=stated["resolution_number"])
    unknown = list(_not_asked(file))
    yield from unknown
    if unknown:
        return
    if file.certificate["forms_vote"]:
        adopted, ending = _of_forms(file)
    else:
        adopted, ending = "yes" if _reach(file.certificate["ratio"], yes, base_of(file)) else "", ""
    for name, value in {"passed": adopted != "", "adopted": adopted}.items():
        yield from differences(f"outcome.{name}", stated[name], value)
    yield from recorded.compare(passed=adopted != "", adopted=adopted, ending=ending)
    if file.told["record"].said.get("outcome") in (PASSED, BELOW_RATIO):
        yield from file.told["record"].compare(outcome=PASSED if adopted else BELOW_RATIO)


def _not_asked(file: File) -> Iterator[Difference]:
    """Why nothing can be computed of what was asked."""
    asked, options = file.certificate["forms_vote"], file.options
    if asked is None:
        if sorted(options) != ["no", "yes"]:
            yield Difference(
                "certificate.forms_vote", None, "phải có với các lựa chọn này; không tính lại được kết quả"
            )
        return
    if len(options) < 2 or len(set(options)) < len(options) or options[-1] != asked["none"]:
        yield Difference("certificate.options", options, "mỗi hình thức một lần, rồi đến không kỷ luật")
    for name in ("heavy", "power"):
        if asked[name] != sorted(set(asked[name]) & set(options[:-1])):
            yield Difference(f"certificate.forms_vote.{name}", asked[name], "các hình thức ghi trên phiếu")
    if not 0 < asked["two_thirds"]["numerator"] <= asked["two_thirds"]["denominator"]:
        yield Difference("certificate.forms_vote.two_thirds", ratio_text(asked["two_thirds"]), "từ trên 0 đến 1")
    if asked["above_power"] not in ABOVE_POWER:
        yield Difference("certificate.forms_vote.above_power", asked["above_power"], list(ABOVE_POWER))


def _of_forms(file: File) -> tuple[str, str]:
    """The form adopted and the ending: one that passes alone, or in a deciding vote the sum from the heaviest down.

    A heavy form takes the greater ratio where it is proposed or above the power of the body; the sum takes the plain.
    """
    asked, votes, base = file.certificate["forms_vote"], file.data["counts"]["votes"], base_of(file)
    decides, plain = file.certificate["mode"] == "decide", file.certificate["ratio"]
    power, heavy = set(asked["power"]), set(asked["heavy"])
    for option in file.options:
        decided = decides and option in power
        ratio = asked["two_thirds"] if option in heavy and not decided else plain
        if _reach(ratio, votes.get(option, 0), base):
            return option, "no_discipline" if option == asked["none"] else "decided" if decided else "proposed"
    together = 0
    for form in file.options[:-1] if decides else ():
        together += votes.get(form, 0)
        if _reach(plain, together, base):
            if form in power:
                return form, "decided"
            if asked["above_power"] == "forward":
                break
    return "", "no_form_report_up" if decides and not _reach(plain, together, base) else "all_results_up"


def _reach(ratio: dict[str, Any], votes: int, base: int) -> bool:
    left, right = votes * ratio["denominator"], base * ratio["numerator"]
    return left > right if ratio["strict"] else left >= right


def minutes(file: File) -> Iterator[Difference]:
    printed, before = file.data["minutes"], file.told["record"].sequence - 1
    yield from differences("minutes.events", printed["events"], before)
    events = file.data["events"]
    made = events[before - 1]["hash"] if 0 < before <= len(events) else MISSING
    yield from differences("minutes.head_hash", printed["head_hash"], made)


CHECKS = {
    "Chuỗi sự kiện: thứ tự, mã băm, mắt xích trước": chain,
    "Đầu chuỗi là mã băm của sự kiện cuối": head,
    "Giá trị của sự kiện khớp cam kết trong chuỗi": commitments,
    "Chỉ trường về người được xóa, và có sự kiện ghi việc xóa": erasures,
    "Trình tự: chốt danh sách, mở, niêm phong, kiểm phiếu, ghi kết quả": order,
    "Mỗi việc của cuộc bỏ phiếu: cùng một tập thể, để lại đúng một kết quả": acts,
    "Chứng nhận đúng bản đã niêm vào sổ khi mở hòm phiếu": sealed_judgement,
    "Danh sách đúng bản đã chốt khi khai mạc": frozen_roster,
    "Ai được tính, ai không được tính và vì sao": members,
    "Số người được tính, có mặt, được phát phiếu": numbers,
    "Số phiếu tối thiểu theo tỷ lệ": minimum,
    "Điều khoản được dẫn như nhau ở mọi chỗ": law,
    "Các dòng kiểm tra và hiệu lực của chứng nhận": lines,
    "Cách bỏ phiếu, ngày, người kiểm phiếu": box,
    "Số phiếu khép kín với số người được tính": counting,
    "Biên nhận của phiếu điện tử": receipts,
    "Kết quả so với tỷ lệ: điều được thông qua, cách kết thúc": outcome,
    "Mã băm in trong biên bản": minutes,
}


def file_of(data: Any) -> File:
    """Raises NotACertificate."""
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise NotACertificate("không phải tệp chứng nhận")
    if data.get("version") != VERSION:
        raise NotACertificate(f"phiên bản {shown(data.get('version', MISSING))} không phải phiên bản {VERSION}")
    require_shape(data, SHAPE)
    if data["certificate"]["version"] != VERSION:
        raise NotACertificate(f"chứng nhận không phải phiên bản {VERSION}")
    return File(data)


def verify(data: Any) -> list[tuple[str, list[Difference]]]:
    """Every check with what it found. Raises NotACertificate."""
    return _checked(file_of(data))


def _checked(file: File) -> list[tuple[str, list[Difference]]]:
    return [(title, list(check(file))) for title, check in CHECKS.items()]


def report(data: Any) -> Iterator[str]:
    """One line for each check, the conclusion, what to compare: last what stands on paper. Raises NotACertificate."""
    file = file_of(data)
    results = _checked(file)
    for title, found in results:
        more = f"; và {len(found) - MOST_SHOWN} chỗ khác" if len(found) > MOST_SHOWN else ""
        where = "; ".join(map(str, found[:MOST_SHOWN]))
        yield f"✘ {title} — {where}{more}" if found else f"✔ {title}"
    erased = [f"{told.path}.payload.{name}" for told in file.of_vote for name in told.erased]
    if erased:
        more = f"; và {len(erased) - MOST_SHOWN} chỗ khác" if len(erased) > MOST_SHOWN else ""
        yield f"Không đối chiếu được vì đã xóa khỏi sổ: {'; '.join(map(printable, erased[:MOST_SHOWN]))}{more}"
    failed = sum(bool(found) for _title, found in results)
    yield f"Kết luận: {failed} mục không khớp." if failed else "Kết luận: mọi mục đều khớp."
    printed, case = data["minutes"], data["case"]
    yield f"Đối chiếu với sổ của hồ sơ: {case['events']} sự kiện, mã băm {printable(case['head_hash'])}"
    yield f"Đối chiếu với biên bản đã ký: {printed['events']} sự kiện, mã băm {printable(printed['head_hash'])}"


def main(arguments: Sequence[str]) -> int:
    if len(arguments) != 1:
        print("Cách dùng: python3 verify_certificate.py FILE")
        return 2
    try:
        said = list(report(load(arguments[0])))
    except NotACertificate as error:
        print(f"✘ Không phải chứng nhận kiểm tra được: {error}")
        return 2
    print("\n".join(said))
    return 1 if any(line.startswith("✘") for line in said) else 0


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.exit(main(sys.argv[1:]))
