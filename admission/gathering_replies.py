"""The facts of the requests of the background check, from their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from admission.facts_replies import CheckRequest
from admission.relations import Relation
from workflows.facts import Later

if TYPE_CHECKING:
    from admission.models import Dossier


def reply_facts(dossier: Dossier) -> dict[str, Any]:
    """One statement, if a rule asks. When a letter was received, and what a reply speaks of, no row says."""
    return {"check_requests": Later(lambda: _requests(dossier))} if dossier.pk else {}


def _requests(dossier: Dossier) -> tuple[CheckRequest, ...]:
    return tuple(
        CheckRequest(
            person=row.person_name,
            of_applicant=row.relation_code == Relation.SELF,
            replied_on=row.replied_on,
            abroad=row.abroad,
        )
        for row in dossier.verifications.order_by("pk")
    )
