"""The meetings of the generated dossiers: convened, opened, voted, counted and closed by the real acts."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING

from organization.models import Person, User
from workflows.meetings.convening import attend, close_meeting, convene, open_meeting
from workflows.meetings.models import Meeting
from workflows.meetings.rosters import members_of
from workflows.models import Task

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
    meeting = _open(journey, by)
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


def _open(journey: Journey, by: User) -> Meeting:
    """With this one case on its agenda; all who are counted are there, the others stay away with a reason."""
    task = Task.objects.open().select_related("body__organization").get(process_id=journey.case.pk)
    body, on = task.body, journey.day
    assert body is not None
    assert by.person is not None
    counted = [row.person for row in journey.case.roster(body, on, {}) if row.counted]
    data = {
        "held_on": on,
        "starts_at": time(8, 0),
        "place": journey.text("place"),
        "chair": by.person,
        "chair_sent_by": "",
        "secretary": Person.objects.get(public_id=next(one for one in counted if one != by.person.public_id)),
        "notice_sent_on": on - timedelta(days=3),
        "representatives": "",
        "tasks": [task],
    }
    meeting = convene(body, by=by, on=on, key=journey.key(), data=data)
    attendance = {person: "present" if person in counted else "excused" for person in members_of(body, on)}
    attend(meeting, attendance, by=by, on=on, key=journey.key())
    open_meeting(meeting, by=by, on=on, key=journey.key())
    return Meeting.objects.select_related("body").get(pk=meeting.pk)
