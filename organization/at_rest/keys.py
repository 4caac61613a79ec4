"""The keys that files and sealed columns are kept under: in a file outside the database, and of this office alone."""

import fcntl
import hashlib
import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

#: Bytes of a key, and of its fingerprint.
KEY_BYTES, FINGERPRINT_BYTES = 32, 8


class NoKey(Exception):
    """The key that is needed is not there, or is not the one; the message is for the administrator."""


@dataclass(frozen=True)
class Key:
    """``fingerprint``: 16 hexadecimal digits that tell keys apart and nothing of the key."""

    secret: bytes

    @property
    def fingerprint(self) -> str:
        return self.derived(b"dangvu.mark", FINGERPRINT_BYTES).hex()

    def derived(self, purpose: bytes, length: int = KEY_BYTES) -> bytes:
        """A key for one purpose (at most 16 bytes) alone: none of them tells another."""
        return hashlib.blake2b(key=self.secret, person=purpose, digest_size=length).digest()


@dataclass(frozen=True)
class Ring:
    """Every key that still opens something, oldest first; the last one seals."""

    keys: tuple[Key, ...]

    @property
    def current(self) -> Key:
        return self.keys[-1]

    @property
    def newest_first(self) -> tuple[Key, ...]:
        return self.keys[::-1]

    @property
    def fingerprints(self) -> list[str]:
        return [key.fingerprint for key in self.keys]

    def find(self, fingerprint: str) -> Key:
        """Raises NoKey."""
        for key in self.newest_first:
            if key.fingerprint == fingerprint:
                return key
        told = _("The key %(fingerprint)s is needed, and the file %(path)s does not hold it.")
        raise NoKey(told % {"fingerprint": fingerprint, "path": settings.DATA_KEY_FILE})


def keyring() -> Ring:
    """The keys of settings.DATA_KEY_FILE as the file is now. The demonstration makes itself one. Raises NoKey."""
    path = Path(settings.DATA_KEY_FILE)
    try:
        return _known(path)
    except FileNotFoundError as error:
        if settings.DEMO or settings.DEBUG:
            try_to_make(path)
            return _known(path)
        told = _("There is no key at %(path)s: “manage.py keys make” makes one, or bring back the one that was there.")
        raise NoKey(told % {"path": path}) from error
    except OSError as error:
        raise NoKey(_("The key at %(path)s cannot be read.") % {"path": path}) from error


def _known(path: Path) -> Ring:
    state = path.stat()
    # a key file is only ever replaced whole, so that what tells one version from another is never the same for two
    return _read(path, state.st_ino, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=8)
def _read(path: Path, _inode: int, _changed: int, _size: int) -> Ring:
    lines = [line.strip() for line in path.read_text(encoding="ascii", errors="replace").splitlines() if line.strip()]
    try:
        keys = tuple(Key(bytes.fromhex(line)) for line in lines)
    except ValueError:
        keys = ()
    if not keys or any(len(key.secret) != KEY_BYTES for key in keys) or len(set(keys)) != len(keys):
        told = _("The file %(path)s holds no keys: it must have lines of 64 hexadecimal digits, none of them twice.")
        raise NoKey(told % {"path": path})
    return Ring(keys)


def make() -> Key:
    """Write the first key, readable by its owner alone. Raises NoKey where there is one already."""
    path = Path(settings.DATA_KEY_FILE)
    if not try_to_make(path):
        raise NoKey(_("There is a key at %(path)s already.") % {"path": path})
    return keyring().current


def try_to_make(path: Path) -> bool:
    """Whether a key was made: False where there is one, whoever was first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = _draft(path, (Key(secrets.token_bytes(KEY_BYTES)),))
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return False
    finally:
        draft.unlink()
    return True


def add() -> Key:
    """Put a new key at the end: it seals from now on, and the earlier ones still open. Call it in ``alone``."""
    ring = keyring()
    _replace(Ring((*ring.keys, Key(secrets.token_bytes(KEY_BYTES)))))
    return keyring().current


def keep_the_current_alone() -> list[str]:
    """Take the earlier keys out; their fingerprints. Who calls it knows that they open nothing any more."""
    ring = keyring()
    _replace(Ring((ring.current,)))
    return ring.fingerprints[:-1]


def _replace(ring: Ring) -> None:
    path = Path(settings.DATA_KEY_FILE)
    _draft(path, ring.keys).replace(path)


def _draft(path: Path, keys: tuple[Key, ...]) -> Path:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")  # mode 0600
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.writelines(f"{key.secret.hex()}\n" for key in keys)
        file.flush()
        os.fsync(file.fileno())
    return Path(name)


@contextmanager
def alone() -> Iterator[None]:
    """Of those who change keys, one at a time. Raises NoKey while another one is at it."""
    path = Path(settings.DATA_KEY_FILE)
    with path.with_name(f"{path.name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise NoKey(_("Another run of this command is changing keys or sealing anew.")) from error
        yield
