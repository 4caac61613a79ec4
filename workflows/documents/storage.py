"""Files by their content: the address is the SHA-256, so that no stored file is swapped or overwritten unseen."""

import contextlib
import hashlib
import io
import logging
import os
import re
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from workflows.documents.inspection import Inspected, UploadRefused

logger = logging.getLogger(__name__)

_SHA256 = re.compile(r"[0-9a-f]{64}")


class NotStored(UploadRefused):
    """The server could not keep the file (disk full, not writable); nothing is left behind."""


class Damaged(Exception):
    """The stored bytes no longer have the hash they are filed under."""


def store(upload: UploadedFile, inspected: Inspected) -> Path:
    """Keep the bytes of ``upload`` on disk for good before anything refers to them; twice is the same as once.

    The file appears under its final name only whole and flushed. Raises NotStored. One that is there already is
    touched, so that it is not swept before its row is written.
    """
    target = _path(inspected.sha256)
    if verify_file(inspected.sha256) and _touched(target):
        return target
    try:
        _make_folders(target.parent)
        handle, draft = tempfile.mkstemp(dir=target.parent, prefix=".draft-")  # mode 0600
        try:
            digest = hashlib.sha256()
            with os.fdopen(handle, "wb") as file:
                for chunk in upload.chunks():
                    digest.update(chunk)
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            if digest.hexdigest() != inspected.sha256:
                raise NotStored(_("The file changed while it was being saved. Please upload it again."))
            Path(draft).replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(draft).unlink()
            raise
        _flush_folder(target.parent)
    except OSError as error:
        logger.exception("A file could not be stored")
        raise NotStored(
            _("The server could not save the file. Nothing was filed; please tell the administrator.")
        ) from error
    return target


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
    """The stored bytes, proven to be those that were filed. Raises FileNotFoundError, Damaged."""
    content = _path(sha256).read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise Damaged(sha256)
    return io.BytesIO(content)


def verify_file(sha256: str) -> bool:
    """Whether the file is there and unchanged."""
    try:
        open_file(sha256)
    except (OSError, Damaged):
        return False
    return True


def _path(sha256: str) -> Path:
    if not _SHA256.fullmatch(sha256):
        raise FileNotFoundError(f"Not the SHA-256 of a file: {sha256!r}")
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256[2:4] / sha256


def _make_folders(folder: Path) -> None:
    """Create what is missing, each closed to other users of the machine and flushed into the folder above it."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):
        path.mkdir(mode=0o700, exist_ok=True)
        _flush_folder(path.parent)


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
