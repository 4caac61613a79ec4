"""The team of an inspection or a supervision: who is named to it, until when; sight begins and ends with it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discipline.inspections.models import InspectionMember
from discipline.team import TEAM_DAYS, end, refuse_length, refuse_stranger, renew
from permissions.catalogue import Perm
from workflows.acting import Act, Named
from workflows.verbs import verb


@verb(
    gettext_lazy("Name a member of the inspection team"),
    consequence=gettext_lazy("He sees the case until the day that is named. Named anew, the new day counts."),
    day="day",
)
def name_inspector(case: Any, act: Act) -> None:
    """He sees the case from the day until the day that is named. ``data``: member (User), leads, until."""
    user, until = act.data["member"], act.data["until"]
    if user.person_id == case.subject_id:
        act.refuse(_("The person concerned is no member of the team."), "member")
    refuse_stranger(act, user)
    refuse_length(act, TEAM_DAYS)
    leads = bool(act.data.get("leads"))
    renew(act, case.inspectors.filter(person=user.person_id))
    act.add(InspectionMember(person=user.person, named_by=act.by, leads=leads, since=act.on, until=until))
    act.naming.append(Named(user, str(_("Member of the team")), until))
    act.record("team.named", person=str(user.person), until=until.isoformat(), leads=leads)


@verb(
    gettext_lazy("End a membership of the team"),
    consequence=gettext_lazy("From this day on he sees the case no longer by name."),
    day="day",
)
def end_inspector(case: Any, act: Act) -> None:
    """Before the day that was named. ``data``: membership (InspectionMember), reason."""
    row = act.data["membership"]
    end(act, row, Perm.DECIDE_INSPECTION)
    act.unnaming.append(row.person_id)
    act.record("team.left", person=str(row.person), until=act.on.isoformat(), reason=act.data["reason"])
