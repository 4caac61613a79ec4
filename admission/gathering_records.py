"""The facts of what is recorded of a member beside the chain, as the act in hand proposes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from admission.facts_records import NamePaper
from admission.gathering_party_age import proposed_party_age
from workflows.facts import Later

if TYPE_CHECKING:
    from admission.lost_files import LostFile
    from admission.models import Dossier


def _proposed_name(dossier: Dossier, on: date, data: Mapping[str, Any]) -> dict[str, Any]:
    """An application with its day, and an official paper with its number, are there."""
    given = {
        NamePaper.APPLICATION: data.get("applied_on"),
        NamePaper.OFFICIAL_PAPER: data.get("paper_number") and data.get("paper_on"),
    }
    return {"name_change_papers": frozenset(paper for paper, there in given.items() if there)}


RECORDS_PROPOSED: dict[str, Callable[[Any, date, Mapping[str, Any]], dict[str, Any]]] = {
    "decide_party_age": proposed_party_age,
    "record_party_age": proposed_party_age,
    "change_name": _proposed_name,
    "record_name_change": _proposed_name,
    "report_lost_file": lambda dossier, on, data: {"lost_file_force_majeure": data["force_majeure"]},
}


def record_facts(dossier: Dossier) -> dict[str, Any]:
    """Nothing of it costs a statement where nothing was recorded."""

    def of(look: Callable[[LostFile], Any]) -> Later:
        return Later(lambda: None if dossier.lost_file is None else look(dossier.lost_file))

    return {
        "lost_file_steps": of(lambda row: row.steps),
        "lost_file_force_majeure": of(lambda row: row.force_majeure),
    }
