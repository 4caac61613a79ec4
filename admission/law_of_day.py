"""The law of admission on a day: the regulations shipped with the procedure, and the local rules a setting chose, for
every organisation or for those below one.
"""

from collections.abc import Collection
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.utils.functional import cached_property

from organization.queries import path_on
from workflows.law import Law, law_on
from workflows.procedures import law_folder, local_law, local_places


def law_of(on: date, places: Collection[str] = ()) -> Law:
    """Of the day; the day of the act for every axis (ADM-01). ``places``: codes of the organisations whose local rules
    are laid over it.
    """
    return _law(on, local_law("admission", places=places))


class LawOfItsPlace:
    """A case of an organisation, judged by the national law and by the local rules of what stands above it."""

    organization_id: int

    def law(self, on: date) -> Law:
        """One statement for each day asked, where any organisation has local rules of its own; otherwise none."""
        places = local_places("admission")
        if places and on not in self._local_places:
            self._local_places[on] = places & {above.code for above in path_on(self.organization_id, on)}
        return law_of(on, self._local_places.get(on, ()))

    @cached_property
    def _local_places(self) -> dict[date, frozenset[str]]:
        return {}


@lru_cache(maxsize=4096)
def _law(on: date, overlays: tuple[Path, ...]) -> Law:
    return law_on(law_folder("admission"), on, overlays)
