"""Files by their content, sealed: none is swapped or overwritten unseen, none is read by who has the disk alone."""

import contextlib
import hashlib
import io
import logging
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from organization.at_rest.cipher import PIECE, Spoiled, opened_pieces, sealed_pieces
from organization.at_rest.keys import Key, NoKey, keyring
from workflows.documents.inspection import Inspected, UploadRefused
from workflows.documents.places import demand_every_key, is_plain, place, places

logger = logging.getLogger(__name__)


class NotStored(UploadRefused):
    """The server could not keep the file (disk full, not writable, no key); nothing is left behind."""


class Damaged(Exception):
    """The stored bytes no longer have the hash they are filed under."""


def store(upload: UploadedFile, inspected: Inspected) -> Path:
    """Keep the bytes of ``upload`` on disk for good before anything refers to them; twice is the same as once.

    The file appears under its final name only whole, sealed and flushed. Raises NotStored. One that is there already is
    touched, so that it is not swept before its row is written.
    """
    try:
        ring = keyring()
        demand_every_key(ring)
        key = ring.current
        target = place(inspected.sha256, key)
        if _is_whole(target, inspected.sha256) and _touched(target):
            return target
        write(upload.chunks(), inspected.sha256, key)
    except OSError as error:
        logger.exception("A file could not be stored")
        raise NotStored(
            _("The server could not save the file. Nothing was filed; please tell the administrator.")
        ) from error
    except NoKey as error:
        logger.critical("A file could not be stored: %s", error)
        told = _("The key of the stored files is missing. Nothing was filed; please tell the administrator.")
        raise NotStored(told) from error
    return target


def write(chunks: Iterable[bytes], sha256: str, key: Key) -> None:
    """The file of these bytes, sealed, at its place. Raises NotStored if they are others, OSError."""
    target = place(sha256, key)
    make_folders(target.parent)
    handle, draft = tempfile.mkstemp(dir=target.parent, prefix=".draft-")  # mode 0600
    try:
        digest = hashlib.sha256()
        with os.fdopen(handle, "wb") as file:
            for piece in sealed_pieces(_counted(chunks, digest), key, target.name):
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        if digest.hexdigest() != sha256:
            raise NotStored(_("The file changed while it was being saved. Please upload it again."))
        Path(draft).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(draft).unlink()
        raise
    flush_folder(target.parent)


def _counted(chunks: Iterable[bytes], digest: "hashlib._Hash") -> Iterator[bytes]:
    for chunk in chunks:
        digest.update(chunk)
        yield chunk


def _touched(path: Path) -> bool:
    """Whether the file is still there. Where its time cannot be set, nobody can sweep it either."""
    try:
        os.utime(path)
    except FileNotFoundError:
        return False
    except OSError:
        return path.exists()
    return True


def open_file(sha256: str) -> io.BytesIO:
    """The stored bytes, once in memory, proven to be those that were filed.

    Raises FileNotFoundError, Damaged, NoKey.
    """
    content = io.BytesIO()
    for piece in proven_pieces(_found(sha256), sha256):
        content.write(piece)
    content.seek(0)
    return content


def verify_file(sha256: str) -> bool:
    """Whether the file is there and unchanged. Raises NoKey."""
    try:
        return _is_whole(_found(sha256), sha256)
    except OSError:
        return False


def _found(sha256: str) -> Path:
    """Raises FileNotFoundError; NoKey if it may be a file that none of the keys here finds."""
    # twice: between a look at the new place and one at the old it may have been sealed anew
    for _look in range(2):
        for path in places(sha256, keyring()):
            if path.exists():
                return path
    demand_every_key(keyring())
    raise FileNotFoundError(sha256)


def _is_whole(path: Path, sha256: str) -> bool:
    try:
        return all(True for _piece in proven_pieces(path, sha256))
    except (OSError, Damaged):
        return False


def proven_pieces(path: Path, sha256: str) -> Iterator[bytes]:
    """The content of a stored file in pieces; at its end it is proven. Raises OSError, Damaged, NoKey."""
    digest = hashlib.sha256()
    yield from _counted(content_of(path), digest)
    if digest.hexdigest() != sha256:
        raise Damaged(sha256)


def content_of(path: Path, name: str = "") -> Iterator[bytes]:
    """The content of a stored file, sealed or plain, whatever its hash is. ``name``: which it had when it was stored.

    Raises OSError, Damaged, NoKey.
    """
    with path.open("rb") as file:
        if is_plain(path):
            while piece := file.read(PIECE):
                yield piece
            return
        try:
            yield from opened_pieces(file, name or path.name)
        except Spoiled as error:
            raise Damaged(path.name) from error


def hash_of(path: Path, name: str = "") -> str:
    """The SHA-256 of the content. Raises OSError, Damaged, NoKey."""
    digest = hashlib.sha256()
    for piece in content_of(path, name):
        digest.update(piece)
    return digest.hexdigest()


def make_folders(folder: Path) -> None:
    """Create what is missing, each closed to other users of the machine and flushed into the folder above it."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):
        path.mkdir(mode=0o700, exist_ok=True)
        flush_folder(path.parent)


def flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
