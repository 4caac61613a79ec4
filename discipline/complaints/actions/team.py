"""The team of a complaint: who is named to it, until when; sight of the complaint begins and ends with it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discipline.complaints.models import Complaint, ComplaintTeamMember
from discipline.team import TEAM_DAYS, end, refuse_length, refuse_stranger, renew
from permissions.catalogue import Perm
from workflows.acting import Act, Named
from workflows.verbs import verb


@verb(
    gettext_lazy("Name a member of the team of the complaint"),
    consequence=gettext_lazy("He sees the complaint until the day that is named. Named anew, the new day counts."),
    day="day",
)
def name_to_complaint_team(case: Complaint, act: Act) -> None:
    """Nobody who took part in the decision (DIS-118). ``data``: member (User), leads, until."""
    user, until = act.data["member"], act.data["until"]
    barred = case.recused(act.day).get(user.person_id)
    if barred:
        act.refuse(barred, "member")
    refuse_stranger(act, user)
    refuse_length(act, TEAM_DAYS)
    leads = bool(act.data.get("leads"))
    renew(act, case.team.filter(person=user.person_id))
    act.add(ComplaintTeamMember(person=user.person, named_by=act.by, leads=leads, since=act.on, until=until))
    act.naming.append(Named(user, str(_("Member of the team of the complaint")), until))
    act.record("team.named", person=str(user.person), until=until.isoformat(), leads=leads)


@verb(
    gettext_lazy("End a membership of the team"),
    consequence=gettext_lazy("From this day on he sees the case no longer by name."),
    day="day",
)
def end_complaint_team(case: Complaint, act: Act) -> None:
    """Before the day that was named. ``data``: membership (ComplaintTeamMember), reason."""
    row = act.data["membership"]
    end(act, row, Perm.SIGN_DISCIPLINE)
    act.unnaming.append(row.person_id)
    act.record("team.left", person=str(row.person), until=act.on.isoformat(), reason=act.data["reason"])
