"""What everybody gets in a world, in a form that two worlds can be compared by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.test import Client

from organization.models import ALPHABET

#: Tokens and nonces, which differ between two answers to one question.
_TOKENS = re.compile(r'((?:csrfmiddlewaretoken" value|name="key" value|nonce)="|nonce-)[A-Za-z0-9+/=_-]+')
_UUIDS = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
_IDS = re.compile(rf"\b(?:[{ALPHABET}]{{12}}|[{ALPHABET}]{{4}}(?:-[{ALPHABET}]{{4}}){{2}})\b")
#: A time of day to the minute or finer: two worlds are not built in the same second.
_CLOCK = re.compile(r"\b\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\b")
#: Headers that say how long the answer is or name a session; the answer itself is compared.
_UNTOLD = frozenset({"Content-Length", "Set-Cookie", "Content-Security-Policy", "ETag", "Last-Modified"})


def plain(text: str) -> str:
    """``text`` with tokens and clock put out, and each random id replaced by its rank of appearance."""
    ranks: dict[str, str] = {}

    def rank(match: re.Match[str]) -> str:
        return ranks.setdefault(match.group().replace("-", ""), f"id{len(ranks)}")

    return _IDS.sub(rank, _UUIDS.sub(rank, _CLOCK.sub("clock", _TOKENS.sub(r"\1token", text))))


@dataclass
class Seen:
    """``answers``: {(who, address by its name): status, headers and text}; ``frames``: {who: what his socket got}."""

    answers: dict[tuple[str, str], str] = field(default_factory=dict)
    frames: dict[str, list[str]] = field(default_factory=dict)


def look(clients: Mapping[str, Client], addresses: Mapping[str, str]) -> Seen:
    """Everybody asks for every address (name: path)."""
    seen = Seen()
    for who, client in clients.items():
        for name, path in addresses.items():
            got = client.get(path)
            headers = sorted(f"{key}: {value}" for key, value in got.items() if key not in _UNTOLD)
            body = b"".join(got.streaming_content) if got.streaming else got.content  # type: ignore[attr-defined]
            text = body.decode("utf-8", "replace")
            seen.answers[who, name] = plain("\n".join([str(got.status_code), *headers, text]))
    return seen


def differences(one: Seen, other: Seen) -> Iterable[str]:
    """Who gets what otherwise, with the first line that differs."""
    for key in sorted(one.answers.keys() | other.answers.keys()):
        first, second = (world.answers.get(key, "").splitlines() for world in (one, other))
        if first != second:
            line = next((pair for pair in zip(first, second, strict=False) if pair[0] != pair[1]), ("", ""))
            yield f"{key[0]} at {key[1]}: {line[0].strip()[:160]!r} / {line[1].strip()[:160]!r}"
    for who in sorted(one.frames.keys() | other.frames.keys()):
        if one.frames.get(who, []) != other.frames.get(who, []):
            yield f"{who} on the websocket"
