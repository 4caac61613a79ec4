"""The facts of the move of a member that goes on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from admission.codes import Document as Paper
from admission.facts_member_move import MovePaper, Remarker
from workflows.facts import Later
from workflows.routes import NoRoute

if TYPE_CHECKING:
    from admission.member_move_models import MemberMove
    from admission.models import Dossier


def member_move_facts(dossier: Dossier, on: date, proposed: Mapping[str, Any], papers: Any) -> dict[str, Any]:
    """``proposed``, ``papers``: see gathering.gather."""
    verb = str(proposed.get("verb", ""))

    def of(read: Any) -> Later:
        return Later(lambda: None if dossier.member_move is None else read(dossier.member_move))

    return {
        "move_decided_on": of(lambda move: move.decided_on),
        "move_begun_on": of(lambda move: on if verb == "remark_on_move" else move.cell_remarked_on),
        "move_papers": of(lambda move: _papers(dossier, move, papers)),
        "move_remarks": of(lambda move: _remarks(move, verb, proposed)),
        "move_cell_is_grassroots": of(lambda move: _is_grassroots(dossier, on)),
        "move_cleared": proposed.get("cleared"),
        "move_introduced_on": of(lambda move: move.sent_on),
        "move_presented_on": of(lambda move: on if verb == "receive_member" else move.received_on),
        "move_absence_explained": of(lambda move: bool(move.absence_excused)),
    }


def _papers(dossier: Dossier, move: MemberMove, papers: Any) -> frozenset[MovePaper]:
    """Those of this move: a self-criticism filed for an earlier one counts no more."""
    found = set()
    filed_on = papers.paper(Paper.TRANSFER_SELF_CRITICISM, "filed_on")
    if filed_on is not None and filed_on >= move.opened_on:
        found.add(MovePaper.SELF_CRITICISM)
    helper = dossier.helper
    if helper is None or helper.public_id in papers.all_noted(Paper.HELPER_REMARKS, "helper"):
        found.add(MovePaper.HELPER_REMARKS)
    return frozenset(found)


def _remarks(move: MemberMove, verb: str, proposed: Mapping[str, Any]) -> frozenset[Remarker]:
    found = set()
    if move.cell_remarked_on is not None:
        found.add(Remarker.CELL_COMMITTEE)
    if move.committee_remarks or (verb == "send_member" and proposed.get("remarks")):
        found.add(Remarker.GRASSROOTS_COMMITTEE)
    return frozenset(found)


def _is_grassroots(dossier: Dossier, on: date) -> bool | None:
    try:
        return dossier.route(on).has("grassroots_cell")
    except NoRoute:
        return None
