"""Bringing everything that is kept under the current key: what lies plain from before, and what an earlier key sealed.

Each file and each column is brought over by itself, and the old one goes only when the new one is safe: a run may be
ended at any moment and begun again, while people work.
"""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.apps import apps
from django.db import transaction
from django.db.models import Model

from organization.at_rest.cipher import Spoiled, fingerprint_of, opened_pieces, sealed_pieces
from organization.at_rest.columns import SealedColumn
from organization.at_rest.keys import Key, NoKey, keyring
from organization.imports import storage as lists
from workflows.documents.places import found, is_kept, is_plain, place
from workflows.documents.storage import Damaged, content_of, flush_folder, hash_of, write

#: Instead of a fingerprint: not sealed at all.
PLAIN = ""


@dataclass
class Old:
    """What is not under the current key: stored files, uploaded lists, columns as (field, id of the row)."""

    files: list[Path] = field(default_factory=list)
    lists: list[Path] = field(default_factory=list)
    columns: list[tuple[SealedColumn, int]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.files) + len(self.lists) + len(self.columns)


def columns() -> list[SealedColumn]:
    fields = (column for model in apps.get_models() for column in model._meta.concrete_fields)
    return [column for column in fields if isinstance(column, SealedColumn)]


def under(key: Key) -> Old:
    """What has still to be brought under ``key``."""
    old = Old(
        files=[path for path in found() if is_kept(path) and path.parents[2].name != key.fingerprint],
        lists=[path for path in _lists() if _fingerprint(path) != key.fingerprint],
    )
    for column in columns():
        rows = column.model._default_manager.only("pk", column.attname).order_by("pk")
        held = ((row.pk, column.sealed_with(row)) for row in rows.iterator(chunk_size=20))
        old.columns += [(column, pk) for pk, mark in held if mark not in (PLAIN, key.fingerprint)]
    return old


def holdings() -> dict[str, int]:
    """{fingerprint, PLAIN for what is not sealed: how many files, lists and columns}."""
    counts: dict[str, int] = {}
    for path in found():
        if is_kept(path):
            name = PLAIN if is_plain(path) else path.parents[2].name
            counts[name] = counts.get(name, 0) + 1
    for path in _lists():
        name = _fingerprint(path)
        counts[name] = counts.get(name, 0) + 1
    for column in columns():
        for row in column.model._default_manager.only("pk", column.attname).iterator(chunk_size=20):
            if name := column.sealed_with(row):
                counts[name] = counts.get(name, 0) + 1
    return counts


def reseal(old: Old) -> Iterator[str]:
    """Bring it over, one after another: for each "" when it is done, or what it was that could not be opened, in words
    for the administrator. Raises OSError where nothing can be written.
    """
    key = keyring().current
    for path in old.files:
        yield _told(path, _file, key)
    for path in old.lists:
        yield _told(path, _list, key)
    for column, pk in old.columns:
        try:
            _column(column, pk)
            yield ""
        except (Spoiled, NoKey):
            yield f"{column.model._meta.db_table}.{column.attname} {pk}"


def _told(path: Path, bring: Callable[[Path, Key], None], key: Key) -> str:
    try:
        bring(path, key)
    except FileNotFoundError:
        return ""  # swept, or its list was given up meanwhile
    except (Damaged, Spoiled, NoKey):
        return str(path)
    return ""


def _file(path: Path, key: Key) -> None:
    sha256 = hash_of(path)
    if is_plain(path) and sha256 != path.name:
        raise Damaged(path.name)
    target = place(sha256, key)
    if not target.exists() or not _same(target, sha256):
        write(content_of(path), sha256, key)
    path.unlink()
    flush_folder(path.parent)
    for folder in path.parents[: 2 if is_plain(path) else 3]:
        with contextlib.suppress(OSError):  # others lie in it
            folder.rmdir()


def _same(target: Path, sha256: str) -> bool:
    try:
        return hash_of(target) == sha256
    except Damaged:
        return False


def _lists() -> list[Path]:
    folder = lists.folder()
    return sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []


def _fingerprint(path: Path) -> str:
    with contextlib.suppress(FileNotFoundError), path.open("rb") as file:
        return fingerprint_of(file)
    return PLAIN


def _list(path: Path, key: Key) -> None:
    draft = path.with_name(f"{path.name}.draft")
    with path.open("rb") as file, draft.open("wb") as sealed:
        draft.chmod(0o600)
        plain = opened_pieces(file, path.name) if _fingerprint(path) else iter(lambda: file.read(1 << 16), b"")
        for piece in sealed_pieces(plain, key, path.name):
            sealed.write(piece)
    if path.exists():
        draft.replace(path)
    else:
        draft.unlink()


def _column(column: SealedColumn, pk: int) -> None:
    with transaction.atomic():
        row: Model | None = column.model._default_manager.select_for_update().filter(pk=pk).first()
        if row is None:
            return
        column.seal(row, column.unseal(row))
        row.save(update_fields=[column.attname])
