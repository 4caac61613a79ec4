"""Whether an uploaded file may become a paper of a case: its size, its name, what it really is and what hides in it."""

import hashlib
import logging
import subprocess
import sys
import tempfile
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import filetype
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organization.text import nfc

logger = logging.getLogger(__name__)

_ZIP = "application/zip"
_OFFICE = "application/vnd.openxmlformats-officedocument."
#: kind: (content type, extensions, what the first bytes may look like)
KINDS: dict[str, tuple[str, frozenset[str], frozenset[str]]] = {
    "pdf": ("application/pdf", frozenset({"pdf"}), frozenset({"application/pdf"})),
    "docx": (
        f"{_OFFICE}wordprocessingml.document",
        frozenset({"docx"}),
        frozenset({_ZIP, f"{_OFFICE}wordprocessingml.document"}),
    ),
    "xlsx": (f"{_OFFICE}spreadsheetml.sheet", frozenset({"xlsx"}), frozenset({_ZIP, f"{_OFFICE}spreadsheetml.sheet"})),
    "jpg": ("image/jpeg", frozenset({"jpg", "jpeg"}), frozenset({"image/jpeg"})),
    "png": ("image/png", frozenset({"png"}), frozenset({"image/png"})),
}
#: For ``accept`` of a file field.
EXTENSIONS = tuple(sorted(f".{extension}" for _type, extensions, _looks in KINDS.values() for extension in extensions))

MAX_NAME = 200
_PROBE = Path(__file__).with_name("probe.py")
#: Wall clock of the child; its processor time is limited in probe.py.
_TIMEOUT_SECONDS = 20
#: Characters that name a device, a stream or a pattern on some system.
_FORBIDDEN = frozenset('/\\<>:"|?*')
#: Unicode categories nobody types: controls, direction marks, surrogates, private, unassigned, line separators.
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})

_PROBLEMS: dict[str, str | Promise] = {
    "encrypted": gettext_lazy("The file is protected by a password. Save it without one."),
    "active": gettext_lazy("The PDF contains scripts or actions. Print it to a new PDF and file that."),
    "embedded": gettext_lazy("The PDF contains other files. File them one by one."),
    "pixels": gettext_lazy("The picture has too many pixels. Scan it at a lower resolution."),
    "macro": gettext_lazy("The file contains macros or controls. Save it without them."),
    "packed": gettext_lazy("The file contains other files or objects. File them one by one."),
    "outside": gettext_lazy(
        "The file fetches or starts something from elsewhere when it is opened (a template, a picture, a field)."
        " File it as a PDF."
    ),
    "bomb": gettext_lazy("The file unpacks to far more than its size."),
    "path": gettext_lazy("The file contains parts with forbidden names."),
    "parts": gettext_lazy("The file is not the Word or Excel document its name says."),
    "two_types": gettext_lazy("The file is of two types at once."),
    "damaged": gettext_lazy("The file is damaged and cannot be opened."),
}


class UploadRefused(Exception):
    """The file may not be filed; ``str()`` says why, to the person who uploaded it."""


@dataclass(frozen=True)
class Inspected:
    """A file that passed. ``size`` in bytes; ``file_name`` is safe to show and to offer for download."""

    sha256: str
    size: int
    content_type: str
    file_name: str


def inspect(upload: UploadedFile) -> Inspected:
    """Look through ``upload`` and leave it rewound. Starts a process: call it before a transaction, not inside one.

    Raises UploadRefused, whatever the bytes and the name are.
    """
    if (upload.size or 0) > settings.UPLOAD_MAX_BYTES:
        raise UploadRefused(_too_large())
    file_name = clean_name(upload.name or "")
    kind = _kind_of_name(file_name)
    try:
        with tempfile.TemporaryFile() as copy:
            digest, size = _copy(upload, copy)
            _refuse_other_content(kind, copy)
            _refuse_structure(kind, copy)
        upload.seek(0)
    except (OSError, subprocess.SubprocessError) as error:
        logger.exception("An uploaded file could not be examined")
        raise UploadRefused(_("The file could not be examined now. Please try again later.")) from error
    return Inspected(digest, size, KINDS[kind][0], file_name)


def clean_name(name: str) -> str:
    """The name in the one spelling that is stored (NFC). Raises UploadRefused for a hostile one."""
    if any(unicodedata.category(char) in _INVISIBLE for char in name):
        raise UploadRefused(_("The file name contains invisible characters. Rename the file."))
    name = nfc(name)
    if any(char in _FORBIDDEN for char in name):
        raise UploadRefused(
            _("The file name contains forbidden characters: %(chars)s") % {"chars": " ".join(sorted(_FORBIDDEN))}
        )
    if not name or name.startswith(".") or name.endswith("."):
        raise UploadRefused(_("A file name may neither be empty nor begin or end with a full stop."))
    if len(name) > MAX_NAME:
        raise UploadRefused(_("The file name is longer than %(limit)s characters.") % {"limit": MAX_NAME})
    return name


def _kind_of_name(file_name: str) -> str:
    extension = file_name.rpartition(".")[2].lower() if "." in file_name else ""
    for kind, (_type, extensions, _looks) in KINDS.items():
        if extension in extensions:
            return kind
    raise UploadRefused(_("Only these types of file are accepted: %(types)s.") % {"types": ", ".join(EXTENSIONS)})


def _copy(upload: UploadedFile, copy: IO[bytes]) -> tuple[str, int]:
    """Copy what is really there, counting: (SHA-256, bytes). What is examined is what was hashed."""
    digest, size = hashlib.sha256(), 0
    for chunk in upload.chunks():
        size += len(chunk)
        if size > settings.UPLOAD_MAX_BYTES:
            raise UploadRefused(_too_large())
        digest.update(chunk)
        copy.write(chunk)
    if size == 0:
        raise UploadRefused(_("The file is empty."))
    copy.flush()
    return digest.hexdigest(), size


def _too_large() -> str:
    return _("The file is larger than %(limit)s.") % {"limit": filesizeformat(settings.UPLOAD_MAX_BYTES)}


def _refuse_other_content(kind: str, copy: IO[bytes]) -> None:
    copy.seek(0)
    guess = filetype.guess(copy.read(8192))
    if guess is None or guess.mime not in KINDS[kind][2]:
        raise UploadRefused(_("The content of the file is not what its name says (%(type)s).") % {"type": kind})


def _refuse_structure(kind: str, copy: IO[bytes]) -> None:
    """Open the file in a process that has nothing: no environment, little memory, little time."""
    copy.seek(0)
    try:
        child = subprocess.run(
            [sys.executable, "-I", str(_PROBE), kind],
            stdin=copy,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env={},
            timeout=_TIMEOUT_SECONDS,
            check=False,
        )
        word = child.stdout.decode("ascii", "replace") if child.returncode == 0 else ""
    except subprocess.TimeoutExpired:
        word = ""
    if word != "ok":
        raise UploadRefused(str(_PROBLEMS.get(word, _PROBLEMS["damaged"])))
