"""The team of a complaint: who is named to it, until when; sight of the complaint begins and ends with it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discipline.complaints.models import Complaint
from discipline.team import join, leave
from permissions.catalogue import Perm
from workflows.acting import Act
from workflows.verbs import verb


@verb(
    gettext_lazy("Name a member of the team of the complaint"),
    consequence=gettext_lazy("He sees the complaint until the day that is named. Named anew, the new day counts."),
    day="day",
)
def name_to_complaint_team(case: Complaint, act: Act) -> None:
    """Nobody who took part in the decision (DIS-118). ``data``: member (User), leads, until."""
    barred = case.recused(act.day).get(act.data["member"].person_id)
    if barred:
        act.refuse(barred, "member")
    join(act, case.team.all(), _("Member of the team of the complaint"), leads=bool(act.data.get("leads")))


@verb(
    gettext_lazy("End a membership of the team"),
    consequence=gettext_lazy("From this day on he sees the case no longer by name."),
    day="day",
)
def end_complaint_team(case: Complaint, act: Act) -> None:
    """Before the day that was named. ``data``: membership (ComplaintTeamMember), reason."""
    leave(act, Perm.SIGN_DISCIPLINE)
