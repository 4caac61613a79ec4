"""The facts of the unusual ways, from their rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from admission.codes import CertificateIssuer
from admission.codes import Document as Paper
from admission.facts_stale import Redone
from workflows.facts import Later

if TYPE_CHECKING:
    from admission.models import Dossier

_RESOLUTIONS = (Paper.YOUTH_UNION_RESOLUTION, Paper.TRADE_UNION_RESOLUTION)


def as_redone(code: str) -> str:
    """The paper as the guidance names it when it says which are done again."""
    return Redone.ORGANIZATION_RESOLUTION if code in _RESOLUTIONS else code


def unusual_facts(dossier: Dossier) -> dict[str, Any]:
    """Nothing of it costs a statement until a rule asks."""
    return {
        "stale_since": Later(lambda: getattr(dossier.last_staleness, "since", None)),
        "redone_on": Later(lambda: getattr(dossier.last_staleness, "redone_on", None)),
        "redone_papers": Later(lambda: _redone(dossier)),
        "changed_since_check": Later(lambda: getattr(dossier.last_staleness, "changed", None)),
        "check_supplemented_on": Later(lambda: _supplemented(dossier)),
    }


def _redone(dossier: Dossier) -> frozenset[Redone] | None:
    """What serves in the dossier and is dated from the first stale day on."""
    stale = dossier.last_staleness
    if stale is None:
        return None
    new = dossier.documents.filter(replaced_on__isnull=True, issued_on__gte=stale.since)
    return frozenset(
        Redone(as_redone(code)) for code in new.values_list("code", flat=True) if as_redone(code) in list(Redone)
    )


def _supplemented(dossier: Dossier) -> date | None:
    """The last reply to a request sent since the dossier is stale."""
    stale = dossier.last_staleness
    if stale is None:
        return None
    replies = dossier.verifications.filter(sent_on__gte=stale.since, replied_on__isnull=False)
    return replies.order_by("-replied_on").values_list("replied_on", flat=True).first()


def proposed_redo(dossier: Dossier, on: date, data: Mapping[str, Any]) -> dict[str, Any]:
    return {"changed_since_check": data.get("changed")}


def proposed_certificate(dossier: Dossier, on: date, data: Mapping[str, Any]) -> dict[str, Any]:
    filed = dossier.documents.filter(replaced_on__isnull=True).values_list("code", flat=True)
    return {
        "documents": frozenset({Paper.CLASS_CERTIFICATE, *(Paper(code) for code in filed if code in list(Paper))}),
        "certificate_issued_on": data["issued_on"],
        "certificate_issuer": CertificateIssuer(data["certificate_issuer"]),
    }
