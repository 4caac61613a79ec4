"""The facts of the party age, from the times that were declared and the decisions of the superior."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from admission.facts_party_age import Outside, OutsideCheck
from workflows.facts import Later
from workflows.routes import NoRoute

if TYPE_CHECKING:
    from admission.models import Dossier
    from admission.party_life import TimeOutside


def party_age_facts(dossier: Dossier, on: date) -> dict[str, Any]:
    """Nothing of it costs a statement until a rule asks, nor ever where nothing was recorded."""
    return {
        "first_decision_on": Later(lambda: _first_decision(dossier)),
        "card_dated_on": Later(lambda: getattr(dossier.party_age_decision, "card_dated_on", None)),
        "outside_party": Later(lambda: _taken_off([row for row in dossier.outside_rows if row.counted])),
        "outside_checks": Later(lambda: _checks(dossier)),
        "committee_above": Later(lambda: _committee_above(dossier, on)),
    }


def _first_decision(dossier: Dossier) -> date | None:
    """As the superior decided last; until then as it was told when the dossier was opened."""
    decision, former = dossier.party_age_decision, dossier.former
    return decision.first_decision_on if decision else former.first_decision_on if former else None


def _taken_off(rows: list[TimeOutside]) -> tuple[Outside, ...]:
    return tuple(Outside(row.since, row.until) for row in rows)


def _checks(dossier: Dossier) -> frozenset[OutsideCheck] | None:
    rows = dossier.outside_rows
    if not rows:
        return None
    # no time is recorded without the member's declaration and the check of the cell
    checked = {OutsideCheck.MEMBER, OutsideCheck.CELL}
    if all(row.committee_checked_on for row in rows):
        checked.add(OutsideCheck.COMMITTEE)
    return frozenset(checked)


def _committee_above(dossier: Dossier, on: date) -> bool | None:
    try:
        return dossier.route(on).has("certifier")
    except NoRoute:
        return None


def proposed_party_age(dossier: Dossier, on: date, data: Mapping[str, Any]) -> dict[str, Any]:
    """As it would be counted by the decision in hand."""
    chosen = set(data.get("counted") or ())
    former = dossier.former
    told = former.first_decision_on if former else None
    card = data.get("card_dated_on")
    return {
        "first_decision_on": data.get("first_decision_on") or (None if card else told),
        "card_dated_on": card,
        "outside_party": _taken_off([row for row in dossier.outside_rows if row.public_id in chosen]),
    }
