"""The stamp of the program on a ballot that it took from the voter himself; who has the database alone makes none.

All ballots of a box are stamped and counted under one server's key: its fingerprint, kept with the box from the opening
on, tells when it is another.
"""

from django.utils.crypto import constant_time_compare, salted_hmac

_FOR, _FOR_KEY = "workflows.meetings.stamps", "workflows.meetings.stamps.key"


def stamp(box: str, voter: str, sealed: bytes) -> bytes:
    """HMAC-SHA-256 under the server's key. ``box``, ``voter``: public ids."""
    return salted_hmac(_FOR, f"{box} {voter} {sealed.hex()}", algorithm="sha256").digest()


def stamped(mark: bytes, box: str, voter: str, sealed: bytes) -> bool:
    """Whether the program made the stamp."""
    return constant_time_compare(mark, stamp(box, voter, sealed))


def fingerprint() -> str:
    """What tells the server's key (SECRET_KEY) from others and lets nobody make it: 32 hexadecimal digits."""
    return salted_hmac(_FOR_KEY, "", algorithm="sha256").hexdigest()[:32]
