"""Where an uploaded list lies until it is stored or given up: under a random name that tells nothing."""

import hashlib
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q
from django.utils import timezone

from organization.imports.models import ENDED, RUNNING, ListImport, State


def folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "imports"


def path_of(row: ListImport) -> Path:
    return folder() / row.public_id.hex


def keep(row: ListImport, upload: UploadedFile) -> None:
    """Copy the upload beside the database and set ``sha256`` and ``size`` of the row, which is not saved."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with path_of(row).open("xb") as file:
        path_of(row).chmod(0o600)
        for chunk in upload.chunks():
            digest.update(chunk)
            size += len(chunk)
            file.write(chunk)
    row.sha256, row.size = digest.hexdigest(), size


def is_whole(row: ListImport) -> bool:
    """Whether the file is still there, byte for byte."""
    try:
        with path_of(row).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == row.sha256
    except OSError:
        return False


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
