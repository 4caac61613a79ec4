"""Kiểm tra sổ ghi đã xuất ra tệp: python3 verify_record.py FILE [--key KEY] [--jobs N]

Reads what ``manage.py record export`` wrote and computes it again: the chain of every case, of every day of the log
of readings and of what administrators did, what their events commit to, redactions, the roots over all of them and the
signatures of the checkpoints. A day is a record like that of a case, its events the readings of the day. Needs Python
3.11 and its standard library alone, for the signatures PyNaCl too, and shares no code with the product, so that a
stranger may read, keep and run it.
Exit code 0: nothing differs; 1: something differs, and a line names the event; 2: the file is no record.

What it cannot tell: a file whose author made all of it anew agrees with itself, unless a checkpoint in it is signed
with a key that he does not have. ``--key`` says whose key that must be (64 hexadecimal digits, kept outside the
office); the last lines are to be compared with what was printed in signed minutes or kept elsewhere.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import islice
from multiprocessing import Pool
from pathlib import Path
from typing import Any

try:
    from nacl.exceptions import BadSignatureError
    from nacl.signing import VerifyKey
except ImportError:
    VerifyKey = None  # type: ignore[assignment,misc]

FORMAT, VERSION = "dangvu-record", 1
#: What the record of the administrators' own acts is called, in place of the code of a case.
ADMINISTRATION = "administration"
GENESIS = "0" * 64
REDACTED = "redacted"
#: The longest line of a file, in bytes; cases that one worker examines at a time; differences that are told.
MOST_BYTES, LINES, MOST_SHOWN = 64 * 1024 * 1024, 4000, 20
#: The office's clock, by which readings have their day; how long after it the last of them may still be written down.
OFFICE, LATE = timedelta(hours=7), timedelta(hours=1)
_MARKS = {"v", "case", "seq", "kind", "on", "at", "prev", "actor", "body", "fields"}
_END = {"cases", "events", "checkpoints"}
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


Signed = dict[str, dict[int | str, Any]]


class NotARecord(Exception):
    """The file is none that can be examined; the message is for the reader."""


@dataclass
class Found:
    """What of a file was examined. ``cases``: records of all kinds, ``days``: those of days, ``administered``: of the
    administration. ``signed``: {record:
    {count: head}} of its checkpoints, with "closed": the last count of a day that was signed after it was over.
    ``erased``: fields that are gone, each with an event that says who erased it."""

    cases: int = 0
    days: int = 0
    administered: int = 0
    erased: int = 0
    events: int = 0
    checkpoints: int = 0
    differences: list[str] = field(default_factory=list)
    signed: Signed = field(default_factory=dict)
    last: dict[str, Any] = field(default_factory=dict)
    unsigned: bool = False


# --- one line


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no_number(text: str) -> Any:
    raise ValueError(text)


# one for all lines: ``json.loads`` would make it anew for each
_DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_number)


def _json(text: bytes | str) -> Any:
    return _DECODER.decode(text if isinstance(text, str) else text.decode())


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _is_day(text: object) -> bool:
    try:
        return isinstance(text, str) and date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_moment(text: object) -> bool:
    try:
        return isinstance(text, str) and (
            datetime.fromisoformat(text).astimezone(UTC).isoformat(timespec="microseconds") == text
        )
    except (ValueError, OverflowError):
        return False


# --- the record of one case


def case_of(lines: Sequence[bytes], opened: bool, signed: Signed) -> tuple[str, int, int, str]:
    """(code, events, erased fields, what is wrong with the record; "" if nothing). The last of ``lines`` says how it
    ends."""
    try:
        end = _json(lines[-1])
        if set(end) != {"case", "count", "head"}:
            raise ValueError("shape")
        where = _named(end["case"])
    except (ValueError, TypeError, RecursionError):
        return "?", 0, 0, "dòng kết thúc của hồ sơ không đọc được"
    code, previous, is_day = end["case"], GENESIS, _is_day(end["case"])
    of_case = signed.get(code, {})
    redacted: dict[tuple[int, str], str] = {}
    recorded: dict[tuple[int, str], str] = {}
    for sequence, line in enumerate(lines[:-1], start=1):
        try:
            told = _json(line)
            if set(told) != ({"event", "hash", "opens"} if opened else {"event", "hash"}):
                raise ValueError("shape")
            problem = _event(told, code, sequence, previous, redacted, recorded)
            if is_day and not problem:
                problem = _out_of_day(_json(told["event"]), of_case.get("closed", sequence))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            problem = "không đọc được"
        if problem:
            return code, sequence, 0, f"{where} {sequence}: {problem}"
        previous = told["hash"]
        if of_case.get(sequence, previous) != previous:
            return code, sequence, 0, f"{where} {sequence}: khác với sự kiện đã ký trong mốc xác nhận"
    for place, day in redacted.items():
        if recorded.get(place) != day:
            told = f"{where} {place[0]}: «{place[1]}» bị xóa mà không có sự kiện ghi việc xóa"
            return code, place[0], 0, told
    count = len(lines) - 1
    if end["count"] != count or end["head"] != previous:
        return code, count, 0, f"{where} {count + 1}: phần cuối bị cắt bớt hoặc thêm vào"
    return code, count, len(redacted), ""


def _named(code: str) -> str:
    """What a place in the record is called; its number follows. Raises TypeError for a code that is no text."""
    if code == ADMINISTRATION:
        return "sổ quản trị, sự kiện"
    if _is_day(code):
        return f"nhật ký xem hồ sơ ngày {date.fromisoformat(code):%d/%m/%Y}, lượt"
    if not isinstance(code, str):
        raise TypeError("code")
    return f"hồ sơ {code}, sự kiện"


def _out_of_day(content: dict[str, Any], closed: int) -> str:
    """What is wrong with a reading as one of its day; the record of an erasure may be of any. ``closed``: how many the
    day had when it was signed after its end."""
    if content["kind"] == REDACTED:
        return ""
    at = datetime.fromisoformat(content["at"]).astimezone(UTC) + OFFICE
    if at.date().isoformat() != content["case"]:
        return "không xảy ra trong ngày ấy"
    return "thêm vào sau khi ngày ấy đã được ký khóa" if content["seq"] > closed else ""


def _event(
    told: dict[str, Any],
    code: str,
    sequence: int,
    previous: str,
    redacted: dict[tuple[int, str], str],
    recorded: dict[tuple[int, str], str],
) -> str:
    text = told["event"]
    if _digest(text) != told["hash"]:
        return "nội dung không đúng mã băm"
    content = _json(text)
    if set(content) != _MARKS or content["v"] != VERSION:
        return "không đúng khuôn dạng"
    if content["case"] != code:
        return "thuộc hồ sơ khác"
    if content["seq"] != sequence:
        return "thiếu, thừa hoặc đảo thứ tự"
    if content["prev"] != previous:
        return "không nối tiếp sự kiện trước"
    if not (_is_day(content["on"]) and _is_moment(content["at"])):
        return "ngày hoặc thời điểm không hợp lệ"
    return _opened(told["opens"], content, sequence, redacted, recorded) if "opens" in told else ""


def _opened(
    opens: dict[str, Any],
    content: dict[str, Any],
    sequence: int,
    redacted: dict[tuple[int, str], str],
    recorded: dict[tuple[int, str], str],
) -> str:
    sealed = {"_actor": content["actor"], "_body": content["body"], **content["fields"]}
    if opens.keys() != sealed.keys():
        return "có trường khác với trường đã cam kết"
    for name, kept in opens.items():
        if isinstance(kept, list):
            salt, value = kept
            if sha256((salt + value).encode()).hexdigest() != sealed[name]:
                return f"«{name}» không phải giá trị đã ghi"
        elif set(kept) == {"redacted"} and _is_day(kept["redacted"]) and content["kind"] != REDACTED:
            redacted[sequence, name] = kept["redacted"]
        else:
            return f"«{name}» không phải giá trị đã ghi"
    if content["kind"] == REDACTED:
        of, names = (json.loads(opens[name][1]) for name in ("sequence", "names"))
        every = of if isinstance(of, list) else [of]
        recorded.update({(one, name): content["on"] for one in every for name in names})
    return ""


# --- the checkpoints


class Tree:
    """The tree over the heads of all cases: every node of a level is the hash of two of the level below."""

    def __init__(self) -> None:
        self.levels: list[list[bytes]] = [[]]

    def put(self, place: int, value: bytes) -> None:
        """Raises NotARecord for a place that leaves a gap."""
        if not 0 <= place <= len(self.levels[0]):
            raise NotARecord("mốc xác nhận thiếu hồ sơ")
        for depth in range(len(self.levels[0]).bit_length() + 2):
            if depth == len(self.levels):
                self.levels.append([])
            level = self.levels[depth]
            level[place : place + 1] = [value]
            if len(level) == 1:
                del self.levels[depth + 1 :]
                return
            if depth + 1 == len(self.levels):
                # the first node above: all of this level has to be there
                self.levels.append(_above(level))
            place //= 2
            value = _above(level[2 * place : 2 * place + 2])[0]

    @property
    def root(self) -> str:
        return self.levels[-1][0].hex()


def _above(level: Sequence[bytes]) -> list[bytes]:
    pairs = (level[start : start + 2] for start in range(0, len(level), 2))
    return [sha256(b"\x01" + pair[0] + pair[1]).digest() if len(pair) == 2 else pair[0] for pair in pairs]


def _is_over(day: str, at: str) -> bool:
    """Whether a checkpoint of the moment closes the day."""
    return (datetime.fromisoformat(at).astimezone(UTC) + OFFICE - LATE).date() > date.fromisoformat(day)


def checkpoint_of(told: Any, number: int, previous: str, tree: Tree, found: Found, key: str) -> str:
    """What is wrong with a checkpoint; "" if nothing. Notes its heads in ``found.signed``."""
    if set(told) != {"checkpoint", "hash", "heads", "key", "signature"}:
        return "không đúng khuôn dạng"
    text = told["checkpoint"]
    content = _json(text)
    for place, code, count, head in told["heads"]:
        tree.put(place, sha256(b"\x00" + f"{code}:{count}:{head}".encode()).digest())
        of_record = found.signed.setdefault(code, {})
        of_record[count] = head
        if _is_day(code) and "closed" not in of_record and _is_over(code, content["at"]):
            of_record["closed"] = count
    said = {
        "v": VERSION,
        "number": number,
        "at": content["at"],
        "cases": len(tree.levels[0]),
        "root": tree.root,
        "prev": previous,
    }
    if _ENCODER.encode(said) != text or not _is_moment(content["at"]):
        return "không khớp với các hồ sơ nêu trong đó"
    if _digest(text) != told["hash"]:
        return "nội dung không đúng mã băm"
    if key and told["key"] != key:
        return "ký bằng khóa khác"
    if any(bytes.fromhex(told[name]).hex() != told[name] for name in ("key", "signature")):
        return "không đúng khuôn dạng"
    if VerifyKey is None:
        found.unsigned = True
        return "không kiểm tra được chữ ký vì thiếu PyNaCl" if key else ""
    try:
        VerifyKey(bytes.fromhex(told["key"])).verify(text.encode(), bytes.fromhex(told["signature"]))
    except (BadSignatureError, ValueError):
        return "chữ ký không đúng"
    return ""


# --- the file


def verify(lines: Iterable[bytes], key: str = "", jobs: int = 1) -> Found:
    """Examine the lines of a file. ``key``: whose signatures are expected. Raises NotARecord."""
    rest = iter(lines)
    head = _head(next(rest, b""))
    found = Found()
    first = _checkpoints(rest, found, key)
    if key and not found.checkpoints:
        found.differences.append("không có mốc xác nhận nào ký bằng khóa ấy")
    groups = _grouped(first, rest)
    work = ((group, head["opened"], _signed_in(group, found)) for group in groups)
    if jobs == 1:
        results = map(_examine, work)
        _collect(results, found)
    else:
        with Pool(jobs) as pool:
            _collect(pool.imap(_examine, work), found)
    return found


def _head(line: bytes) -> dict[str, Any]:
    try:
        head = _json(line)
        if head["format"] != FORMAT:
            raise NotARecord("không phải tệp sổ ghi")
        if head["version"] != VERSION:
            raise NotARecord(f"không phải phiên bản {VERSION}")
        if set(head) != {"format", "version", "opened", "whole"} or not all(
            isinstance(head[name], bool) for name in ("opened", "whole")
        ):
            raise NotARecord("dòng đầu không đúng khuôn dạng")
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise NotARecord("không phải tệp sổ ghi") from error
    return dict(head)


def _checkpoints(rest: Iterator[bytes], found: Found, key: str) -> bytes:
    """Examine the checkpoints, which come first; the first line that is none."""
    tree, previous = Tree(), GENESIS
    for line in rest:
        if not line.startswith(b'{"checkpoint":'):
            return line
        found.checkpoints += 1
        try:
            told = _json(line)
            problem = checkpoint_of(told, found.checkpoints, previous, tree, found, key)
            previous = told["hash"]
            found.last = {"number": found.checkpoints, "hash": told["hash"], "key": told["key"]}
        except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, NotARecord):
            problem = "không đọc được"
        if problem:
            found.differences.append(f"mốc xác nhận {found.checkpoints}: {problem}")
            # what comes after one that is wrong follows from nothing
            return next((line for line in rest if not line.startswith(b'{"checkpoint":')), b"")
    return b""


def _grouped(first: bytes, rest: Iterator[bytes]) -> Iterator[list[list[bytes]]]:
    """Some thousand lines at a time, whole cases each; the last line of all is a group of its own."""
    group: list[list[bytes]] = []
    case: list[bytes] = []
    size = 0
    line = first
    while line:
        case.append(line)
        size += 1
        if line.startswith(b'{"case":'):
            group.append(case)
            case = []
        if size >= LINES and not case:
            yield group
            group, size = [], 0
        line = next(rest, b"")
    if group:
        yield group
    yield [case]


def _signed_in(group: list[list[bytes]], found: Found) -> Signed:
    """The signed heads of the cases of a group alone: little to hand to another process."""
    known = {}
    for case in group if found.signed else ():
        try:
            code = _json(case[-1])["case"]
            known[code] = found.signed[code]
        except (ValueError, KeyError, TypeError, IndexError, RecursionError):
            continue
    return known


def _examine(
    work: tuple[list[list[bytes]], bool, Signed],
) -> tuple[int, int, int, list[str], dict[str, int], list[bytes] | None]:
    """(records, events, erased fields, differences, {record: events}, lines that belong to none) of a group."""
    group, opened, signed = work
    if len(group) == 1 and not (group[0] and group[0][-1].startswith(b'{"case":')):
        return 0, 0, 0, [], {}, group[0]
    wrong, ends, events, erased = [], {}, 0, 0
    for lines in group:
        code, count, gone, problem = case_of(lines, opened, signed)
        if code in ends:
            problem = problem or f"hồ sơ {code}: có hai lần"
        ends[code] = count
        events, erased = events + len(lines) - 1, erased + gone
        wrong += [problem] if problem else []
    return len(group), events, erased, wrong, ends, None


def _collect(results: Iterable[Any], found: Found) -> None:
    ends: dict[str, int] = {}
    last: list[bytes] = []
    for cases, events, erased, differences, these, left in results:
        found.cases += cases
        found.days += sum(map(_is_day, these))
        found.administered += ADMINISTRATION in these
        found.events += events
        found.erased += erased
        found.differences += differences
        found.differences += [f"hồ sơ {code}: có hai lần" for code in ends.keys() & these.keys()]
        ends |= these
        last = left if left is not None else last
    if not found.differences:
        found.differences += _cut(found, ends)
    found.differences += _ending(last, found)


def _cut(found: Found, ends: dict[str, int]) -> Iterator[str]:
    """Cases whose record ends before what was signed of it."""
    for code, counts in found.signed.items():
        if ends.get(code, 0) < max(count for count in counts if isinstance(count, int)):
            yield f"{_named(code)} {ends.get(code, 0) + 1}: đã ký trong mốc xác nhận mà không còn"


def _ending(last: list[bytes], found: Found) -> Iterator[str]:
    try:
        (line,) = last
        end = _json(line)["end"]
        if set(end) != _END:
            raise ValueError("shape")
    except (ValueError, KeyError, TypeError, RecursionError):
        yield "phần cuối của tệp bị cắt bớt hoặc thêm vào"
        return
    if not found.differences and end != {name: getattr(found, name) for name in _END}:
        yield "số hồ sơ, sự kiện hoặc mốc xác nhận khác với dòng cuối của tệp"


def lines_of(path: Path) -> Iterator[bytes]:
    """Raises NotARecord for a file that cannot be read or has a line longer than any of a record."""
    try:
        with path.open("rb") as file:
            while line := file.readline(MOST_BYTES):
                if len(line) == MOST_BYTES:
                    raise NotARecord("có dòng quá dài")
                yield line
    except OSError as error:
        raise NotARecord(f"không đọc được tệp ({error.strerror})") from error


def report(found: Found) -> Iterator[str]:
    """What is wrong, the conclusion, and what to compare with what is kept elsewhere."""
    yield from (f"✘ {difference}" for difference in islice(found.differences, MOST_SHOWN))
    if len(found.differences) > MOST_SHOWN:
        yield f"✘ và {len(found.differences) - MOST_SHOWN} chỗ khác"
    if found.unsigned:
        yield "Chưa kiểm tra được chữ ký của các mốc xác nhận: cần PyNaCl (pip install pynacl)."
    if found.erased:
        yield f"{found.erased} nội dung đã được xóa, có sự kiện ghi ai xóa và vì sao."
    said = f"{found.cases - found.days - found.administered} hồ sơ, {found.days} ngày nhật ký xem hồ sơ"
    said += f"{', sổ quản trị' if found.administered else ''}, {found.events} sự kiện"
    said += f", {found.checkpoints} mốc xác nhận"
    yield f"Kết luận: {'không khớp' if found.differences else 'mọi sự kiện đều khớp'} ({said})."
    if found.last:
        yield f"Đối chiếu mốc xác nhận {found.last['number']}: mã băm {found.last['hash']}"
        yield f"Đối chiếu khóa ký: {found.last['key']}"


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description="Kiểm tra sổ ghi đã xuất ra tệp.")
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument("--key", default="", help="khóa công khai phải có (64 chữ số thập lục phân)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="số tiến trình chạy cùng lúc")
    asked = parser.parse_args(arguments)
    try:
        found = verify(lines_of(asked.file), asked.key.lower(), max(1, asked.jobs))
    except NotARecord as error:
        print(f"✘ Không phải sổ ghi kiểm tra được: {error}")
        return 2
    print("\n".join(report(found)))
    return 1 if found.differences else 0


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.exit(main(sys.argv[1:]))
