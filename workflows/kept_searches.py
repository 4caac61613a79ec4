"""Texts somebody searched for, kept in his session: names of persons stand in no address, log or history."""

from django.contrib.sessions.backends.base import SessionBase

from organization.models import new_public_id

_SESSION_KEY = "searches"
#: The last so many texts, and of each so many letters.
MOST, LONGEST = 20, 1000


def keep(session: SessionBase, text: str) -> str:
    """Keep the text and return its key; the same text has the same key."""
    kept: dict[str, str] = dict(session.get(_SESSION_KEY, {}))
    text = text[:LONGEST]
    key = next((key for key, known in kept.items() if known == text), "") or new_public_id()
    kept.pop(key, None)
    kept[key] = text
    session[_SESSION_KEY] = dict(list(kept.items())[-MOST:])
    return key


def kept(session: SessionBase, key: str) -> str | None:
    """The text kept under the key; None when it is no longer there (signed out since, or many searches ago)."""
    text = session.get(_SESSION_KEY, {}).get(key)
    return text if isinstance(text, str) else None
