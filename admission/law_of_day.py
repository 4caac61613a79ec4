"""The law of admission on a day: the regulations shipped with the procedure, and the local rules a setting chose."""

from datetime import date
from functools import lru_cache

from workflows.law import Law, law_on
from workflows.procedures import law_folder, local_law


@lru_cache(maxsize=4096)
def law_of(on: date) -> Law:
    """Of the day; the day of the act for every axis (ADM-01)."""
    return law_on(law_folder("admission"), on, local_law("admission"))
