"""Where an uploaded list lies, sealed, until it is stored or given up: under a random name that tells nothing."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q
from django.utils import timezone

from organization.at_rest.cipher import Spoiled, opened_pieces, sealed_pieces
from organization.at_rest.keys import keyring
from organization.imports.models import ENDED, RUNNING, ListImport, State


def folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "imports"


def path_of(row: ListImport) -> Path:
    return folder() / row.public_id.hex


def keep(row: ListImport, upload: UploadedFile) -> None:
    """Copy the upload beside the database and set ``sha256`` and ``size`` of the row, which is not saved.

    Raises NoKey.
    """
    key = keyring().current
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0

    def counted() -> Iterator[bytes]:
        nonlocal size
        for chunk in upload.chunks():
            digest.update(chunk)
            size += len(chunk)
            yield chunk

    with path_of(row).open("xb") as file:
        path_of(row).chmod(0o600)
        for piece in sealed_pieces(counted(), key, path_of(row).name):
            file.write(piece)
    row.sha256, row.size = digest.hexdigest(), size


@contextmanager
def opened_list(row: ListImport) -> Iterator[IO[bytes] | None]:
    """The list in a file without a name, at its beginning; None unless it is there, byte for byte. Raises NoKey."""
    with tempfile.TemporaryFile() as plain:
        try:
            digest = hashlib.sha256()
            with path_of(row).open("rb") as file:
                for piece in opened_pieces(file, path_of(row).name):
                    digest.update(piece)
                    plain.write(piece)
        except (OSError, Spoiled):
            yield None
            return
        plain.seek(0)
        yield plain if digest.hexdigest() == row.sha256 else None


def drop(row: ListImport) -> None:
    path_of(row).unlink(missing_ok=True)


def sweep() -> None:
    """Give up imports nobody went on with, and delete what no row claims: files of ended imports, halves of crashes."""
    oldest = timezone.now() - timedelta(days=settings.IMPORT_KEEP_DAYS)
    left = ListImport.objects.filter(created_at__lt=oldest).exclude(state__in=ENDED)
    for row in left.exclude(Q(state__in=RUNNING) & Q(lease_until__gt=timezone.now())):
        if ListImport.objects.filter(pk=row.pk, state=row.state).update(state=State.ABANDONED, preview={}):
            row.problems.all().delete()
    if not folder().is_dir():
        return
    held = {
        public_id.hex for public_id in ListImport.objects.exclude(state__in=ENDED).values_list("public_id", flat=True)
    }
    for file in folder().iterdir():
        # a file newer than a day may belong to a row that is just being stored
        young = file.stat().st_mtime > timezone.now().timestamp() - timedelta(days=1).total_seconds()
        if file.name not in held and not young:
            file.unlink(missing_ok=True)
