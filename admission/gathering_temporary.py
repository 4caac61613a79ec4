"""The facts of a temporary party activity, from its rows and from the act in hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from admission.facts_temporary import StayKind
from workflows.calendar import add_months, completed_months
from workflows.facts import Later

if TYPE_CHECKING:
    from admission.models import Dossier


def temporary_facts(dossier: Dossier, on: date, proposed: Mapping[str, Any]) -> dict[str, Any]:
    """``proposed``: see gathering.gather."""
    found: dict[str, Any] = {
        "stay_in_force": Later(lambda: dossier.stay_on(on) is not None),
        "temporary_informed": proposed.get("temporary_informed"),
    }
    verb, until = proposed.get("verb"), proposed.get("until")
    if verb == "begin_stay" and until is not None:
        return {**found, **_length(proposed["kind"], proposed["since"], until)}
    stay = dossier.open_stay if verb == "extend_stay" else None
    if stay is not None and until is not None:
        return {**found, **_length(stay.kind, stay.since, until)}
    return found


def _length(kind: str, since: date, until: date) -> dict[str, Any]:
    """None for days out of order, which the act refuses at their fields."""
    if until <= since:
        return {}
    months = completed_months(since, until)
    begun = months if add_months(since, months) == until else months + 1
    return {"stay_kind": StayKind(kind), "stay_months": months, "stay_months_begun": begun}
