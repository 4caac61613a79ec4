"""How far a run is. In the cache, since a transaction that writes hides its own rows and holds SQLite's one writer.

Without a cache shared between web processes (Redis) a page served by another process shows the phase without figures.
"""

from dataclasses import dataclass

from django.core.cache import cache

from organization.imports.models import ListImport

#: Seconds after which a forgotten figure goes.
_KEPT = 600


@dataclass(frozen=True)
class Progress:
    done: int
    total: int

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 0


def tell(row: ListImport, done: int, total: int) -> None:
    cache.set(_key(row), (done, total), _KEPT)


def ask(row: ListImport) -> Progress | None:
    found = cache.get(_key(row))
    return Progress(*found) if found else None


def forget(row: ListImport) -> None:
    cache.delete(_key(row))


def _key(row: ListImport) -> str:
    return f"list-import:{row.public_id.hex}"
