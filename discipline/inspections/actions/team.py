"""The team of an inspection or a supervision: who is named to it, until when; sight begins and ends with it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discipline.team import join, leave
from permissions.catalogue import Perm
from workflows.acting import Act
from workflows.verbs import verb


@verb(
    gettext_lazy("Name a member of the inspection team"),
    consequence=gettext_lazy("He sees the case until the day that is named. Named anew, the new day counts."),
    day="day",
)
def name_inspector(case: Any, act: Act) -> None:
    """Nobody whose own matter it is; of an organisation, nobody who belongs to it. ``data``: member (User), leads,
    until.
    """
    join(act, case.inspectors.all(), _("Member of the team"), leads=bool(act.data.get("leads")))


@verb(
    gettext_lazy("End a membership of the team"),
    consequence=gettext_lazy("From this day on he sees the case no longer by name."),
    day="day",
)
def end_inspector(case: Any, act: Act) -> None:
    """Before the day that was named. ``data``: membership (InspectionMember), reason."""
    leave(act, Perm.DECIDE_INSPECTION)
