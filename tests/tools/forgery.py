"""A forger who makes the whole file anew: what he may choose freely, and all that follows from it by hashing."""

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from copy import copy
from datetime import date, timedelta
from typing import Any

from tests.tools.answers import place
from tools import verify_certificate as tool

Path = tuple[str | int, ...]

_COUNTED_ANEW = ("seq", "prev", "case")
_COMMITTED = ("actor", "body", "fields")


def opened(data: Any, *, before: int = 1000) -> Any:
    """The file without what is only a hash or a number in a row: each event as what it says, with ``name`` in VOTE.

    ``before``: how many of the events before the vote are kept, the last of them.
    """
    names = [name for name, _kind in tool.VOTE]
    events = []
    for event in data["events"]:
        said, payload = json.loads(event["canonical"]), event["payload"]
        derived = _COUNTED_ANEW + (_COMMITTED if payload is not None else ())
        of_vote = payload is not None and said["kind"] != "redacted"
        kept = {key: value for key, value in said.items() if key not in derived}
        events.append({"name": names.pop(0) if of_vote else "other", **kept, "payload": payload})
    first = next(number for number, event in enumerate(events) if event["name"] != "other")
    cut = max(first - before, 0)
    printed = {"events": data["minutes"]["events"] - cut}
    parts = {"case": {"public_id": data["case"]["public_id"]}, "minutes": printed, "events": events[cut:]}
    return json.loads(json.dumps({**data, **parts}))


def sealed(parts: Any) -> Any:
    """A file of these parts, which it shares, in which every hash, commitment, link and number in a row is right."""
    data = {**parts, "events": [{**event, "payload": copy(event["payload"])} for event in parts["events"]]}
    told = {event["name"]: event["payload"] for event in data["events"]}
    judged = [data["facts"], data["findings"], data["certificate"]]
    for name, field, value in (
        ("open", "judged", tool.digest(json.dumps(judged, sort_keys=True, ensure_ascii=False))),
        ("frozen", "roster", tool.digest(tool.canonical(data["roster"]))),
        ("counted", "receipts", tool.digest(tool.canonical([data["voted"], data["receipts"]]))),
    ):
        if "value" in told[name].get(field, {}):
            told[name][field] = {**told[name][field], "value": value}
    previous = tool.GENESIS
    events: list[dict[str, Any]] = []
    for sequence, event in enumerate(data["events"], start=1):
        payload, said = event.pop("payload"), {name: event[name] for name in event if name != "name"}
        if payload is not None:
            hidden = {name: _hidden(kept) for name, kept in payload.items()}
            said |= {"actor": hidden.pop("_actor"), "body": hidden.pop("_body"), "fields": hidden}
        text = tool.canonical({**said, "seq": sequence, "prev": previous, "case": data["case"]["public_id"]})
        made = tool.digest(text)
        kept = {"canonical": text, "previous_hash": previous, "hash": made, "payload": payload}
        events.append({"sequence": sequence, **kept})
        previous = made
    data["events"] = events
    data["case"] = {**parts["case"], "events": len(events), "head_hash": previous}
    printed = parts["minutes"]["events"]
    data["minutes"] = {"events": printed, "head_hash": events[min(printed, len(events)) - 1]["hash"]}
    return data


def _hidden(kept: dict[str, Any]) -> str:
    """The commitment to a field; of an erased one any hash will do."""
    return tool.digest(kept["salt"] + tool.canonical(kept["value"]) if "value" in kept else "erased")


def told(parts: Any, name: str) -> Any:
    """The event of this name in VOTE."""
    return next(event for event in parts["events"] if event["name"] == name)


def say(parts: Any, name: str, **values: Any) -> None:
    """Change what the event of the vote says under these names."""
    for field, value in values.items():
        told(parts, name)["payload"][field]["value"] = value


def leaves(value: Any, path: Path = ()) -> Iterator[Path]:
    if isinstance(value, dict | list) and value:
        for name, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(inner, (*path, name))
    else:
        yield path


def copies(parts: Any, path: Path) -> set[Path]:
    """The path with those where the same stands once more by the making of a file."""
    certificate = parts["certificate"]
    if path[0] in ("facts", "roster"):
        return {path, ("certificate", *path)}
    if path[0] == "findings":
        name = parts["findings"][path[1]]["name"]
        lines = [number for number, line in enumerate(certificate["lines"]) if line["name"] == name]
        return {path, *(("certificate", "lines", number, *path[2:]) for number in lines if path[2] in _FOUND)}
    return {path}


_FOUND = tuple(tool._FOUND)


def named(parts: Any, path: Path) -> str:
    """The path without numbers: one name for all the rows of a list, for an event of the vote its name."""
    if path[0] == "events":
        path = ("events", parts["events"][path[1]]["name"], *path[2:])
        if path[-1] == "salt" or "fields" in path:
            path = (*path[:3], "*", path[-1]) if path[-1] == "salt" else (*path[:3], "*")
    return ".".join("*" if isinstance(part, int) else part for part in path)


def others(value: Any, known: list[Any]) -> list[Any]:
    """Other values of the same type, some of them from places of the same name in ``known``."""
    match value:
        case bool():
            return [not value]
        case int():
            return [value + 1, max(value - 1, 0)]
        case str() if re.fullmatch("[0-9a-f]{64}", value):
            return [value[:-1] + ("0" if value[-1] != "0" else "1")]
        case str():
            day = re.fullmatch(r"\d{4}-\d\d-\d\d", value)
            later = [(date.fromisoformat(value) + timedelta(days=1)).isoformat()] if day else []
            return [*later, f"{value}.", "", *[other for other in known if isinstance(other, str)][:2]]
        case None:
            return ["x"]
    return [["x"] if isinstance(value, list) else {"x": "x"}]


@contextmanager
def changed(parts: Any, paths: Iterable[Path], value: Any) -> Iterator[Any]:
    """A sealed file with the value at the paths; afterwards the parts are as they were."""
    kept = []
    for path in paths:
        inside, name = place(parts, path)
        kept.append((inside, name, inside[name]))
        inside[name] = value
    yield sealed(parts)
    for inside, name, old in kept:
        inside[name] = old


def refuted(data: Any) -> bool:
    """Whether the program says no; the quick checks are asked first."""
    try:
        file = tool.file_of(data)
    except tool.NotACertificate:
        return True
    return any(True for check in reversed(tool.CHECKS.values()) for _difference in check(file))
