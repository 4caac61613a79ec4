"""The facts before the permission to make a dossier, from its rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from organization.models import Membership, Standing
from workflows.facts import Later

if TYPE_CHECKING:
    from admission.models import Dossier


def source_facts(dossier: Dossier) -> dict[str, Any]:
    return {
        "dossier_proposed_on": Later(lambda: getattr(dossier.source, "proposed_on", None)),
        "dossier_allowed_on": dossier.authorised_on,
    }


def proposed_helper(dossier: Dossier, on: date, data: Mapping[str, Any]) -> dict[str, Any]:
    official = Membership.objects.on(on).filter(standing=Standing.OFFICIAL, organization_id=dossier.organization_id)
    return {"helper_official": official.filter(person__public_id=data.get("helper", "")).exists()}


def proposed_permission(dossier: Dossier, on: date, data: Mapping[str, Any]) -> dict[str, Any]:
    return {"dossier_allowed_on": on}
