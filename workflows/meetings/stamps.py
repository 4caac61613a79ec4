"""The stamp of the program on a ballot that it took from the voter himself; who has the database alone makes none."""

from django.utils.crypto import constant_time_compare, salted_hmac

_FOR = "workflows.meetings.stamps"


def stamp(box: str, voter: str, sealed: bytes) -> bytes:
    """HMAC-SHA-256 under the server's key. ``box``, ``voter``: public ids."""
    return salted_hmac(_FOR, f"{box} {voter} {sealed.hex()}", algorithm="sha256").digest()


def stamped(mark: bytes, box: str, voter: str, sealed: bytes) -> bool:
    """Whether the program made the stamp."""
    return constant_time_compare(mark, stamp(box, voter, sealed))
