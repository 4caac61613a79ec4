"""The facts of the requests of the background check, from their rows."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from admission.background.people import requests_of
from admission.facts_replies import Channel, CheckRequest, Where
from admission.relations import Relation
from workflows.facts import Later

if TYPE_CHECKING:
    from admission.models import Dossier, VerificationRequest


def reply_facts(dossier: Dossier) -> dict[str, Any]:
    """One statement, if a rule asks. When a letter was received, and what a reply speaks of, no row says."""
    return {"check_requests": Later(lambda: _requests(dossier))} if dossier.pk else {}


def _requests(dossier: Dossier) -> tuple[CheckRequest, ...]:
    rows = requests_of(dossier)
    asked = defaultdict(list)
    for row in rows:
        asked[_whom(row)].append(row)
    return tuple(
        CheckRequest(
            person=row.person_name,
            of_applicant=row.relation_code == Relation.SELF,
            replied_on=row.replied_on,
            abroad=row.abroad,
            where=next((Where(one.situation) for one in asked[_whom(row)] if one.situation), None),
            channels=frozenset(Channel(one.channel) for one in asked[_whom(row)] if one.channel),
            unclear=any(one.clear is False for one in asked[_whom(row)]),
        )
        for row in rows
    )


def _whom(row: VerificationRequest) -> tuple[str, str]:
    """All letters about one person tell together how he was asked about."""
    return row.relation, row.person_name
