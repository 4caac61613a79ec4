"""The facts of a denunciation on a day, from its rows, with what the act in hand proposes laid over them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from discipline.codes_complaint import Organ
from discipline.codes_inspection import AllegationConclusion, DenunciationBar, DenunciationUse
from discipline.facts import Facts
from discipline.facts.denunciation import Allegation as AllegationFact
from organization.models import BodyKind, Kind
from organization.queries import path_on
from workflows.facts import Later

if TYPE_CHECKING:
    from discipline.denunciations.models import Denunciation

_ORGANS = {
    BodyKind.CELL: Organ.CELL,
    BodyKind.INSPECTION: Organ.INSPECTION,
    BodyKind.STANDING_COMMITTEE: Organ.STANDING,
    BodyKind.COMMITTEE: Organ.COMMITTEE,
}
#: {verb: what becomes of the denunciation by it}
_USES = {
    "accept_denunciation": DenunciationUse.ACCEPTED,
    "use_as_information": DenunciationUse.INFORMATION,
    "transfer_denunciation": DenunciationUse.TRANSFERRED,
    "refuse_denunciation": DenunciationUse.NOT_HANDLED,
}


def gather(case: Denunciation, on: date, proposed: Mapping[str, Any]) -> Facts:
    """A fact with no row is None. ``proposed``: {"step": name, "verb": code, …data of the act}; its facts win."""
    verb = proposed.get("verb", "")
    values: dict[str, Any] = {
        "denunciation_receiver": _ORGANS.get(BodyKind(case.handler.kind)),
        "denounced_of_receiver": Later(lambda: _belongs(case, on)),
        "denunciation_grounds": None if case.grounds is None else frozenset(map(DenunciationBar, case.grounds)),
        "denunciation_new_evidence": case.new_evidence,
        "denunciation_signatories": case.signatories,
        "denunciation_checkable": case.checkable,
        "denunciation_use": _USES.get(verb),
        "denounced_explained": True if case.explained_on or case.explanation_refused else None,
        "denounced_informed": True if case.accused_told_on else None,
        "denunciation_allegations": Later(lambda: _allegations(case)),
        "denunciation_received_on": case.received_on,
        "denunciation_concluded_on": case.concluded_on,
        "denunciation_extended": case.extended,
        "denunciation_extensions": case.extensions,
        "denunciation_at_centre": Later(lambda: case.handler.organization.kind == Kind.CENTRAL),
        "denunciation_withdrawn": case.withdrawn_on is not None,
        "denunciation_withdrawal_forced": case.withdrawal_forced,
        "denunciation_signs_of_violation": case.signs,
        "denunciation_continued": case.continued,
        "denunciation_bad_faith": bool(case.bad_faith),
    }
    if verb == "give_allegations":
        values["denunciation_names_the_denouncer"] = proposed["names_the_denouncer"]
    if verb == "extend_denunciation":
        values["denunciation_extended"] = case.extended + proposed["days"]
        values["denunciation_extensions"] = case.extensions + 1
    if verb in ("accept_withdrawal", "continue_after_withdrawal"):
        values["denunciation_withdrawn"] = True
        values["denunciation_withdrawal_forced"] = proposed["forced"]
        values["denunciation_signs_of_violation"] = proposed["signs"]
        values["denunciation_continued"] = verb == "continue_after_withdrawal"
    if verb == "note_bad_faith":
        values["denunciation_bad_faith"] = True
    return Facts(**values)


def _belongs(case: Denunciation, on: date) -> bool | None:
    """Of the cell that handles it, or below the organisation of the body; and, as was noted, of its competence."""
    if case.handler.kind == BodyKind.CELL:
        below = case.organization_id == case.handler.organization_id
    else:
        below = case.handler.organization_id in {place.pk for place in path_on(case.organization_id, on)}
    return case.of_receiver if below else False


def _allegations(case: Denunciation) -> tuple[AllegationFact, ...]:
    return tuple(
        AllegationFact(str(row.number), AllegationConclusion(row.conclusion) if row.conclusion else None)
        for row in case.allegations.order_by("number")
    )
