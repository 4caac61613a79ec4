"""The law of a discipline case on a day: its procedure, and the substance of the day the case takes (DIS-01, 02)."""

from datetime import date
from functools import lru_cache
from pathlib import Path

from discipline.rules.limitation import LIMITATION
from workflows.law import Law, history, law_on
from workflows.procedures import law_folder, local_law


def law_of(on: date, substance_on: date | None = None) -> Law:
    """``substance_on``: the day whose version of the substance applies; None takes ``on``."""
    return _law(on, substance_on or on, local_law("discipline"))


@lru_cache(maxsize=4096)
def _law(on: date, substance_on: date, overlays: tuple[Path, ...]) -> Law:
    axes = {} if substance_on == on else {"substance": substance_on}
    return law_on(law_folder("discipline"), on, overlays, axes)


def shortest_limitation() -> int:
    """The years of the shortest limitation that any loaded version sets for a form."""
    return _shortest(local_law("discipline"))


@lru_cache
def _shortest(overlays: tuple[Path, ...]) -> int:
    folder = law_folder("discipline")
    lengths = (one for name in LIMITATION for one in history(folder, name, overlays) if one.unit == "year")
    return min(one.value for one in lengths)
