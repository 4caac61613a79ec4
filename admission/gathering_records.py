"""The facts of what is recorded of a member beside the chain, as the act in hand proposes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from admission.codes import Document as Paper
from admission.facts_records import Keeper, NamePaper
from admission.gathering_party_age import proposed_party_age
from workflows.documents.models import Document
from workflows.facts import Later

if TYPE_CHECKING:
    from admission.lost_files import LostFile
    from admission.models import Dossier


def _proposed_record(dossier: Dossier, on: date, data: Mapping[str, Any]) -> dict[str, Any]:
    """The member's CV or record card, with the number and the keeper that come with it."""
    other = next(code for code in (Paper.MEMBER_CV, Paper.RECORD_CARD) if code != data["code"])
    there = dossier.documents.filter(code=other, replaced_on__isnull=True)
    told: dict[str, Any] = {
        "member_records_on": Later(lambda: _later(on, there.values_list("issued_on", flat=True).first())),
        "cv_number": data.get("cv_number") or None,
        "cv_number_given": Later(lambda: _given(dossier, data.get("cv_number") or "")),
        "file_kept_by": _keeper(data.get("kept_by")),
        "committee_can_keep": data.get("committee_can_keep"),
    }
    return told


def _given(dossier: Dossier, number: str) -> bool | None:
    """Whether another member has it, with or without the space before its letters."""
    if not number:
        return None
    together = "".join(number.split())
    apart = re.sub(r"(?<=[0-9])(?=[^0-9])", " ", together, count=1)
    papers = Document.objects.filter(code=Paper.MEMBER_CV, replaced_on__isnull=True, number__in={together, apart})
    return papers.exclude(case__subject=dossier.subject_id).exists()


def _later(on: date, other: date | None) -> date | None:
    return max(on, other) if other else None


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
    "file_member_record": _proposed_record,
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


def member_paper_facts(dossier: Dossier, papers: Any) -> dict[str, Any]:
    """``papers``: the current papers of the dossier by code."""
    return {
        "member_records_on": Later(lambda: _records_on(papers)),
        "cv_number": Later(lambda: papers.noted(Paper.MEMBER_CV, "cv_number")),
        "file_kept_by": Later(lambda: _keeper(papers.noted(Paper.MEMBER_CV, "kept_by"))),
    }


def _records_on(papers: Any) -> date | None:
    """When the later of the two was made; None while one is missing."""
    first, second = (papers.paper(code, "issued_on") for code in (Paper.MEMBER_CV, Paper.RECORD_CARD))
    return max(first, second) if first and second else None


def _keeper(code: str | None) -> Keeper | None:
    return Keeper(code) if code else None
