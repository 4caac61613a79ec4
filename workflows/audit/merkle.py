"""One hash over many, such that a change of any of them, of their order or of their number changes it (as in RFC 6962).

Kept level by level, so that a few changed leaves among a hundred thousand cost a few hashes, not all of them.
"""

from collections.abc import Iterable
from hashlib import sha256

#: The root of no leaves.
EMPTY = sha256(b"").hexdigest()


def leaf(text: str) -> bytes:
    return sha256(b"\x00" + text.encode()).digest()


class Tree:
    """Leaves by place, from 0 on without gaps."""

    def __init__(self) -> None:
        self._levels: list[list[bytes]] = [[]]

    def __len__(self) -> int:
        return len(self._levels[0])

    def put(self, leaves: Iterable[tuple[int, bytes]]) -> None:
        """Change or append ``leaves``: (place, hash of the leaf). Raises IndexError for a place that leaves a gap."""
        touched = set()
        bottom = self._levels[0]
        for place, value in sorted(leaves):
            if place > len(bottom) or place < 0:
                raise IndexError(place)
            bottom[place : place + 1] = [value]
            touched.add(place)
        depth = 0
        while len(self._levels[depth]) > 1:
            if len(self._levels) == depth + 1:
                self._levels.append([])
                touched = set(range(len(self._levels[depth])))
            touched = self._climb(depth, touched)
            depth += 1

    def _climb(self, depth: int, touched: set[int]) -> set[int]:
        """Compute the parents of the ``touched`` of one level; a last one without neighbour goes up as it is."""
        below, above = self._levels[depth], self._levels[depth + 1]
        parents = sorted({place // 2 for place in touched})
        for place in parents:
            pair = below[2 * place : 2 * place + 2]
            above[place : place + 1] = [sha256(b"\x01" + pair[0] + pair[1]).digest() if len(pair) == 2 else pair[0]]
        return set(parents)

    @property
    def root(self) -> str:
        """64 hexadecimal digits."""
        return self._levels[-1][0].hex() if self._levels[0] else EMPTY
