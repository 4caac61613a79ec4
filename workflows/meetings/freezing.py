"""The roster of an item stands from the opening of the meeting, but for who is then decided to stand aside."""

from typing import Any

from django.utils.translation import gettext_lazy

from workflows.acting import Act
from workflows.audit.chain import canonical, digest, plain
from workflows.meetings.aside import decided, frozen
from workflows.meetings.models import AgendaItem, ItemState
from workflows.meetings.recorded import roster_altered
from workflows.meetings.verbs import meeting_day, named_item, needs
from workflows.verbs import verb
from workflows.votes import base_of_json


def _frozen_already(case: Any) -> str:
    """A frozen roster stands, but for what was decided on who stands aside."""
    item: AgendaItem | None = case.agenda_item
    anew = item is not None and item.state == ItemState.READY and case.data.get("aside")
    return "" if anew else needs(ItemState.LISTED)(case)


@verb(
    gettext_lazy("Freeze the roster"),
    day_of=meeting_day,
    hindrance=_frozen_already,
    at_meeting=True,
)
def freeze_roster(case: Any, act: Act) -> None:
    """The meeting opens: who is in the base of this case, and why not, stands from here on (ADM-43, 46; DIS-72).

    Of a roster that is frozen already nothing changes but what was decided since on who stands aside.
    """
    item = named_item(case, act)
    if item.state == ItemState.LISTED:
        item.roster = frozen(case, act, case.roster(act.body, act.day, item.meeting.attendance))
    else:
        altered = roster_altered(item)
        if altered:
            act.refuse(altered)
        item.roster = decided(case, act, item.roster)
    item.freeze()
    act.add(item)
    act.record(
        "meeting.opened",
        meeting=item.meeting.public_id,
        base=base_of_json(item.roster),
        present=sum(bool(row["in_base"] and row["present"]) for row in item.roster),
        chair=str(item.meeting.chair),
        secretary=str(item.meeting.secretary),
        excluded=[f"{row['name']}: {row['reason']}" for row in item.roster if not row["in_base"]],
        roster=digest(canonical(plain(item.roster))),
    )
