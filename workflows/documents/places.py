"""Where a stored file lies: ``FINGERPRINT/ab/cd/NAME`` under settings.MEDIA_ROOT, sealed with the key so marked.

The name is drawn from the SHA-256 of the content with the same key: who has the folder alone cannot even ask whether a
file that he holds is in it. What was stored before there were keys lies plain, under ``ab/cd/SHA-256``.
"""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from organization.at_rest.keys import Key, NoKey, Ring

_SHA256 = re.compile(r"[0-9a-f]{64}")
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")
_PURPOSE = b"dangvu.names"


def root() -> Path:
    return Path(settings.MEDIA_ROOT)


def place(sha256: str, key: Key) -> Path:
    """Raises FileNotFoundError for what is no SHA-256."""
    _demand(sha256)
    name = hashlib.blake2b(bytes.fromhex(sha256), key=key.derived(_PURPOSE), digest_size=32).hexdigest()
    return _spread(root() / key.fingerprint, name)


def plain_place(sha256: str) -> Path:
    _demand(sha256)
    return _spread(root(), sha256)


def is_plain(path: Path) -> bool:
    """Whether a file in this place is not sealed: the place tells, never the bytes, which are somebody's."""
    return path.parents[2] == root()


def places(sha256: str, ring: Ring) -> list[Path]:
    """Where it may lie, where it would be stored today first."""
    return [*(place(sha256, key) for key in ring.newest_first), plain_place(sha256)]


def _demand(sha256: str) -> None:
    if not _SHA256.fullmatch(sha256):
        raise FileNotFoundError(f"Not the SHA-256 of a file: {sha256!r}")


def _spread(folder: Path, name: str) -> Path:
    return folder / name[:2] / name[2:4] / name


def is_kept(path: Path) -> bool:
    """Whether it is a stored file in its own folder, and not something else that lies there."""
    named = _SHA256.fullmatch(path.name) and path.parent.parent.name == path.name[:2]
    return bool(named) and path.parent.name == path.name[2:4] and path.is_file()


def found(pattern: str = "*") -> Iterator[Path]:
    """What lies in the folders of files, sealed or plain; in a fixed order."""
    yield from sorted(root().glob(f"??/??/{pattern}"))
    for folder in folders():
        yield from sorted(folder.glob(f"??/??/{pattern}"))


def folders() -> list[Path]:
    """One for each key that a file was ever sealed with."""
    if not root().is_dir():
        return []
    return sorted(path for path in root().iterdir() if _FINGERPRINT.fullmatch(path.name) and path.is_dir())


def demand_every_key(ring: Ring) -> None:
    """Raises NoKey if files are sealed with a key that the ring does not hold."""
    for folder in folders():
        if folder.name not in ring.fingerprints:
            told = _("Files are sealed with the key %(fingerprint)s, which %(path)s does not hold.")
            raise NoKey(told % {"fingerprint": folder.name, "path": settings.DATA_KEY_FILE})
