"""The facts of a probationary member who moves: ADM-71."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext_noop

from workflows.facts import DAY, YES_NO, FactSheet, fact, set_of


class MovePaper(StrEnum):
    """What goes with a member who moves. HELPER_REMARKS: of the member assigned to help at the place left."""

    SELF_CRITICISM = "self_criticism"
    HELPER_REMARKS = "helper_remarks"


#: English source strings.
MOVE_PAPER_LABELS = {
    MovePaper.SELF_CRITICISM: gettext_noop("his self-criticism"),
    MovePaper.HELPER_REMARKS: gettext_noop("the remarks of the member assigned to help"),
}


class Remarker(StrEnum):
    """Who writes remarks on the self-criticism at the place left."""

    CELL_COMMITTEE = "cell_committee"
    GRASSROOTS_COMMITTEE = "grassroots_committee"


#: English source strings.
REMARKER_LABELS = {
    Remarker.CELL_COMMITTEE: gettext_noop("the committee of the cell"),
    Remarker.GRASSROOTS_COMMITTEE: gettext_noop("the grassroots committee"),
}


class Block(StrEnum):
    """What stands against a move while it lasts."""

    INSPECTION = "inspection"
    COMPLAINT = "complaint"
    DENUNCIATION = "denunciation"


#: English source strings.
BLOCK_LABELS = {
    Block.INSPECTION: gettext_noop("an inspection"),
    Block.COMPLAINT: gettext_noop("a complaint"),
    Block.DENUNCIATION: gettext_noop("a denunciation"),
}


@dataclass(frozen=True)
class MemberMoveFacts(FactSheet):
    """Of the move that goes on. ``move_cleared``: what a person stated, not what the system knows."""

    move_decided_on: date | None = fact(DAY, gettext_noop("Decision that moves the member of"))
    move_begun_on: date | None = fact(DAY, gettext_noop("Committee of the cell signed the transfer on"))
    move_papers: frozenset[MovePaper] | None = fact(
        set_of(MovePaper, MOVE_PAPER_LABELS), gettext_noop("Papers that go with the member")
    )
    move_remarks: frozenset[Remarker] | None = fact(
        set_of(Remarker, REMARKER_LABELS), gettext_noop("Remarks on his self-criticism by")
    )
    move_cell_is_grassroots: bool | None = fact(
        YES_NO, gettext_noop("The cell left is itself the grassroots organisation")
    )
    move_cleared: bool | None = fact(
        YES_NO, gettext_noop("Stated that nothing is being inspected or settled against the member's move")
    )
    move_introduced_on: date | None = fact(DAY, gettext_noop("Member introduced to the new place on"))
    move_presented_on: date | None = fact(DAY, gettext_noop("Member presented himself at the new place on"))
    move_absence_explained: bool | None = fact(
        YES_NO, gettext_noop("An accepted reason is recorded why the member has not presented himself")
    )
