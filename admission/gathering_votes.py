"""The facts of the votes of a dossier: those that were counted, and the one of the meeting at hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from admission.codes import VoteForm
from admission.facts import Vote
from admission.member_gathering import MEMBER_VOTED_AT
from organization.models import Standing
from workflows.facts import Later
from workflows.meetings.ballot import NO, YES
from workflows.meetings.gathering import facts_of as meeting_facts
from workflows.meetings.gathering import voted_beside
from workflows.votes import base_of_json

if TYPE_CHECKING:
    from admission.models import Dossier
    from workflows.meetings.models import AgendaItem

#: Step that a meeting takes -> (the fact its vote is, the level in the chain).
VOTED_AT = {
    "cell": ("cell_vote", "cell"),
    "grassroots": ("committee_vote", "grassroots"),
    "standing": ("standing_committee_vote", "authority"),
    **MEMBER_VOTED_AT,
    "redo_cell": ("cell_vote", "cell"),
    "redo_grassroots": ("committee_vote", "grassroots"),
    "redo_standing": ("standing_committee_vote", "authority"),
}
#: Steps at which a cell considers an applicant (ADM-41).
APPLICANTS_AT = ("cell", "redo_cell")


def votes_of(dossier: Dossier) -> dict[str, Any]:
    found: dict[str, Any] = {}
    names = {step: name for step, (name, _level) in VOTED_AT.items()}
    for tally in dossier.tallies.order_by("pk") if dossier.pk else ():
        if tally.step in names:
            excluded = sum(not line["in_base"] for line in tally.roster)
            found[names[tally.step]] = Vote(
                base=tally.base,
                yes=tally.yes,
                no=tally.no,
                invalid=tally.invalid,
                absent=tally.absent + tally.unreturned,
                summoned=tally.base + excluded,
                excluded=excluded,
                form=VoteForm.SECRET if tally.secret else VoteForm.CARD,
            )
        if not tally.passed:
            # A vote below the ratio leads to the authority by the flow itself: it is reported in full, always.
            found["below_ratio_reported"] = True
    return found


def at_meeting(dossier: Dossier, on: date, proposed: Mapping[str, Any]) -> dict[str, Any]:
    """The meeting as it stands, and its vote once the roster is frozen; nothing before.

    Before the count nobody has voted yet: the counts say so, and only rules on the outcome would ask them.
    """
    item = dossier.agenda_item
    if item is None or not item.roster:
        return {}
    name, level = VOTED_AT[proposed["step"]]
    ratio = dossier.ballot(level, on).ratio.value
    found: dict[str, Any] = {
        "below_ratio_reported": True,
        "meeting": Later(lambda: meeting_facts(dossier, item, on, ratio, proposed)),
    }
    if proposed["step"] in APPLICANTS_AT:
        found["applicants_considered"] = Later(lambda: _applicants_considered(item, opens="form" in proposed))
    if name == "cell_vote":
        considered = {
            "cell": "cell_meeting_on",
            "recognition_cell": "recognition_meeting_on",
            "recognition_redo_cell": "recognition_meeting_on",
        }
        found |= {considered[proposed["step"]]: on} if proposed["step"] in considered else {}
        found["cell_official_members"] = sum(row["kind"] == Standing.OFFICIAL for row in item.roster)
    base, counts, form = base_of_json(item.roster), item.counts, proposed.get("form") or item.form
    votes = counts.get("votes", {})
    found[name] = Vote(
        base=base,
        yes=votes.get(YES, 0),
        no=votes.get(NO, 0),
        invalid=counts.get("invalid", 0),
        absent=counts["absent"] + counts["unreturned"] if counts else base,
        summoned=len(item.roster),
        excluded=len(item.roster) - base,
        form=VoteForm(form) if form in list(VoteForm) else None,
    )
    return found


def _applicants_considered(item: AgendaItem, *, opens: bool) -> int:
    """This one and the others of his meeting who are put to the vote at the same time; once his box has been opened, as
    many as there were then; one where no law asked."""
    if item.certified is not None:
        return int(item.certified.facts.get("applicants_considered", 1))
    beside = voted_beside(item, opens=opens)
    return 1 + sum(other.task.flow_task.name in APPLICANTS_AT for other in beside)
