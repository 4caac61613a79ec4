"""Files that no paper names: left by a request that was killed between the file and its row, or by a review that was
not confirmed.
"""

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from organization.at_rest.keys import NoKey, keyring
from workflows.documents.chosen import WAITS
from workflows.documents.models import Document
from workflows.documents.places import demand_every_key, found, is_kept, places
from workflows.documents.storage import Damaged, hash_of

#: A file that waits for its review is kept by no row; younger files are never touched.
YOUNGEST = timedelta(seconds=WAITS)
#: Set aside for the moment between the last look and the end; with the name of the file behind it.
_ASIDE = ".swept-"
_DRAFT = re.compile(r"\.draft-.+")


@dataclass
class Swept:
    """``orphans``: files and unfinished drafts that nothing names, old enough; ``size`` of them in bytes. ``removed``:
    those that are gone now. ``named``: how many files a paper names.
    """

    orphans: list[Path] = field(default_factory=list)
    removed: list[Path] = field(default_factory=list)
    size: int = 0
    named: int = 0


class NothingNamed(Exception):
    """No paper of the database names a file: it is hardly the database that these files belong to."""


def sweep(now: datetime, older_than: timedelta = YOUNGEST, *, remove: bool) -> Swept:
    """Find what no row names and nobody touched for ``older_than``; with ``remove`` delete it.

    Not inside a transaction: what others commit meanwhile has to be seen. Raises ValueError for a limit below
    YOUNGEST, NothingNamed; NoKey where the keys here do not tell the name of every file.
    """
    if older_than < YOUNGEST:
        raise ValueError(f"{older_than} is shorter than {YOUNGEST}, for which a chosen file waits.")
    limit = (now - older_than).timestamp()
    named = _named()
    swept = Swept()
    for path in _kept():
        if path in named:
            swept.named += 1
            continue
        with contextlib.suppress(FileNotFoundError):
            state = path.stat()
            if state.st_mtime < limit:
                swept.orphans.append(path)
                swept.size += state.st_size
    if not remove:
        return swept
    if swept.orphans and not named:
        raise NothingNamed
    swept.removed = [path for path in swept.orphans if _remove(path, limit)]
    return swept


def _named() -> set[Path]:
    """Where files lie that a paper names, or would lie. Raises NoKey."""
    ring = keyring()
    demand_every_key(ring)
    hashes = Document.objects.exclude(sha256="").values_list("sha256", flat=True).distinct()
    return {path for sha256 in hashes.iterator() for path in places(sha256, ring)}


def _kept() -> Iterator[Path]:
    """What ``store`` leaves, finished or not; nothing else that lies in the folder. First what an earlier sweep that
    was killed had set aside is put back.
    """
    for aside in found(f"{_ASIDE}*"):
        _put_back(aside, aside.with_name(aside.name.removeprefix(_ASIDE)))
    for path in found():
        if is_kept(path) or (_DRAFT.fullmatch(path.name) and path.is_file()):
            yield path


def _remove(path: Path, limit: float) -> bool:
    """Take the file out of reach first, then look again: a file of the same bytes that is filed meanwhile was touched
    before it was taken, or is written anew because it is not found (see ``store``).
    """
    aside = path.with_name(_ASIDE + path.name)
    try:
        path.rename(aside)
    except FileNotFoundError:
        return False
    if aside.stat().st_mtime >= limit or _wanted(aside, path):
        _put_back(aside, path)
        return False
    aside.unlink()
    return True


def _wanted(aside: Path, path: Path) -> bool:
    """Whether a paper names, by now, what was set aside from ``path``."""
    if _DRAFT.fullmatch(path.name):
        return False
    try:
        return Document.objects.filter(sha256=hash_of(aside, path.name)).exists()
    except (Damaged, NoKey):
        return path in _named()


def _put_back(aside: Path, path: Path) -> None:
    """Where it lay, unless it has been written anew."""
    with contextlib.suppress(FileExistsError):
        path.hardlink_to(aside)
    aside.unlink()
