"""Texts somebody searched for, kept in his session: names of persons stand in no address, log or history."""

from django.contrib.sessions.backends.base import SessionBase

from organization.models import new_public_id

#: Of the texts of a page the last so many are kept, and of each so many letters.
MOST, LONGEST = {"cases": 20, "tree": 10, "tracker": 10}, 1000


def keep(session: SessionBase, page: str, text: str) -> str:
    """Keep the text searched for on the page (a key of ``MOST``) and return its key; the same text has the same key."""
    kept: dict[str, str] = dict(session.get(_shelf(page), {}))
    text = text[:LONGEST]
    key = next((key for key, known in kept.items() if known == text), "") or new_public_id()
    kept.pop(key, None)
    kept[key] = text
    session[_shelf(page)] = dict(list(kept.items())[-MOST[page] :])
    return key


def kept(session: SessionBase, page: str, key: str) -> str | None:
    """The text kept under the key; None when it is no longer there (signed out since, or many searches ago)."""
    text = session.get(_shelf(page), {}).get(key)
    return text if isinstance(text, str) else None


def _shelf(page: str) -> str:
    return f"searches_{page}"
