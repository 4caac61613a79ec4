"""The facts of an inspection on a day, with what the act in hand proposes laid over them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from discipline.codes_inspection import InspectionKind, InspectionOutcome, SignSource
from discipline.facts import Facts
from workflows.facts import Later

if TYPE_CHECKING:
    from discipline.inspections.models import Inspection


def gather(case: Inspection, on: date, proposed: Mapping[str, Any]) -> Facts:
    """``proposed``: {"step": name, "verb": code, …data of the act}; its facts win."""
    values: dict[str, Any] = {
        "inspection_kind": InspectionKind.SIGNS,
        "inspection_by": case.organ,
        "inspection_at_centre": case.at_centre,
        "inspection_above_grassroots": Later(lambda: case.above_grassroots(on)),
        "inspected_of_receiver": Later(lambda: case.of_receiver(on)),
        "inspected_sits_above": Later(lambda: case.sits_above(on)),
        "inspection_task_of_superior": case.task_of_superior,
        "inspection_source": SignSource(case.source) if case.source else None,
        "inspection_assessed": case.assessed_on is not None,
        "inspection_outcome": InspectionOutcome(case.outcome) if case.outcome else None,
        "inspection_second": Later(lambda: _second(case)),
        "inspection_decided_on": case.decided_on,
        "inspection_started_on": case.deployed_on,
        "inspection_made_known_on": case.deployed_on,
        "inspection_concluded_on": case.concluded_on,
        "inspection_extensions": case.extensions,
        "inspection_days_added": case.days_added,
        "inspection_team": Later(lambda: case.team_size(on)),
        "inspection_looks_back_to": case.looks_back_to,
        "cell_of_grassroots": case.of_base_cell,
    }
    return Facts(**values | _proposed(case, on, proposed))


def _proposed(case: Inspection, on: date, data: Mapping[str, Any]) -> dict[str, Any]:
    verb = data.get("verb")
    if verb == "decide_inspection":
        return {"inspection_decided_on": on, "inspection_looks_back_to": data.get("looks_back_to")}
    if verb == "name_inspector" and data.get("member"):
        return {"inspection_team": Later(lambda: case.team_size(on, data["member"].person_id))}
    if verb == "deploy_inspection":
        return {"inspection_made_known_on": on}
    if verb == "extend_inspection":
        return {
            "inspection_extensions": case.extensions + 1,
            "inspection_days_added": case.days_added + data["days"],
        }
    if verb == "conclude_inspection":
        return {"inspection_concluded_on": on, "inspection_outcome": InspectionOutcome(data["outcome"])}
    return {}


def _second(case: Inspection) -> bool:
    """Whether he, or the organisation, is inspected anew since the conclusion, on signs that an inspection gave."""
    whom = {"organization_id": case.organization_id} if case.of_organization else {"subject_id": case.subject_id}
    later = type(case).objects.filter(**whom, of_organization=case.of_organization, source=SignSource.INSPECTION)
    return bool(case.concluded_on) and later.filter(opened_on__gte=case.concluded_on).exclude(pk=case.pk).exists()
