"""The meetings of the generated dossiers: convened, opened, voted, counted and closed by the real acts."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from organization.models import User
from workflows.meetings.convening import close_meeting
from workflows.scenario_meetings import opened

if TYPE_CHECKING:
    from admission.scenario_journey import Journey

DECIDING = (
    "record_standing_vote",
    "record_deciding_vote",
    "decide_recognition",
    "record_deciding_recognition",
    "decide_removal",
)


def hold(journey: Journey, verb: str, level: str, by: User, *, passes: bool) -> None:
    """A meeting at which all of the base are there; enough agree, or only half of those the ratio needs.

    The standing committee votes by secret ballot on paper, the others by raising their cards.
    """
    meeting = opened(journey.case, by, on=journey.day, key=journey.key, place=journey.text("place"))
    item, secret = meeting.items.get(), level == "standing"
    voters = sum(row["votes"] for row in item.roster)
    against = journey.rng.randint(0, voters // 8) if passes else voters - voters // 2 + 1
    tellers = [row["person"] for row in item.roster if row["present"]][1:3]
    journey.do(
        "open_deciding_vote" if verb in DECIDING else "open_vote",
        by,
        form="secret" if secret else "card",
        medium="paper",
        tellers=tellers if secret else [],
    )
    journey.do("seal_box", by)
    votes = {"yes": voters - against, "no": against}
    signed = journey.upload("counting_minutes") if secret else None
    journey.do("count_votes", by, issued=voters, returned=voters, invalid=0, votes=votes, minutes=signed)
    conclusion = journey.text("conclusion" if passes else "no_conclusion")
    journey.do(verb, by, resolution_number=journey.text("resolution", level), conclusion=conclusion)
    close_meeting(meeting, by=by, on=journey.day, ended_at=time(10, 30))
