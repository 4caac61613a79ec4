"""Random ids for addresses."""

import secrets

#: Letters of public ids: no vowel and no look-alike, so that no word and no confusion appears.
ALPHABET = "23456789BCDFGHJKMNPQRSTVWXZ"


def new_public_id() -> str:
    """A random id of 12 letters (57 bits) for addresses: it tells neither order nor number."""
    return "".join(secrets.choice(ALPHABET) for _i in range(12))
