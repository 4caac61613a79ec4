"""The facts of a readmission: from what was known at the opening, and from the papers in the dossier."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from admission.facts_readmission import Conviction, LeftBecause, ReadmissionPaper
from workflows.facts import Later

if TYPE_CHECKING:
    from admission.models import Dossier

_PLAIN = ("left_on", "family_hardship", "caused_disunity", "expunged_on", "readmitted_before")


def readmission_facts(dossier: Dossier) -> dict[str, Any]:
    """Nothing of it costs a statement until a rule asks. Who is no former member is not asked the rest."""

    def of(look: Any) -> Later:
        return Later(lambda: None if dossier.former is None else look(dossier.former))

    return {
        "readmission": Later(lambda: dossier.former is not None),
        **{name: of(lambda row, name=name: getattr(row, name)) for name in _PLAIN},
        "left_because": of(lambda row: LeftBecause(row.left_because)),
        "conviction": of(lambda row: Conviction(row.conviction)),
        "readmission_applied_on": of(lambda row: row.applied_on),
        "readmission_papers": of(lambda row: _papers(dossier)),
    }


def _papers(dossier: Dossier) -> frozenset[ReadmissionPaper]:
    codes = dossier.documents.filter(replaced_on__isnull=True).values_list("code", flat=True)
    return frozenset(ReadmissionPaper(code) for code in codes if code in list(ReadmissionPaper))


def proposed_opening(dossier: Dossier, on: date, data: Mapping[str, Any]) -> dict[str, Any]:
    """What the form says of a former member; what it leaves open is not known."""
    if not data.get("former"):
        return {"readmission": False}
    return {
        "readmission": True,
        **{name: data.get(name) for name in _PLAIN},
        "left_because": LeftBecause(data["left_because"]) if data.get("left_because") else None,
        "conviction": Conviction(data["conviction"]) if data.get("conviction") else None,
        "readmission_applied_on": data.get("applied_on"),
    }
