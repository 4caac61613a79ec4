"""The team of a case: who is named to it, from when until when; sight of the case begins and ends with it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discipline.models import DisciplineCase, TeamMember
from discipline.team import TEAM_DAYS, candidates, refuse_length
from workflows.acting import Act, Named
from workflows.verbs import verb


@verb(
    gettext_lazy("Name a member of the team"),
    consequence=gettext_lazy("He sees the whole case until the day that is named."),
    day="day",
)
def name_to_team(case: DisciplineCase, act: Act) -> None:
    """He sees the case from the day of entry until the day before ``until``. ``data``: member (User), leads, until."""
    assert act.body is not None
    user, until = act.data["member"], act.data["until"]
    if user.person_id in case.concerned(act.on):
        act.refuse(_("The person concerned is no member of the team."), "member")
    if not candidates(case, act.body, act.on).filter(pk=user.pk).exists():
        told = {"organization": act.body.organization}
        message = _("Only who holds a seat in %(organization)s or below it is named, and nobody who is on the team.")
        act.refuse(message % told, "member")
    refuse_length(act, TEAM_DAYS)
    leads = bool(act.data.get("leads"))
    act.add(TeamMember(person=user.person, leads=leads, since=act.on, until=until))
    act.naming.append(Named(user, str(_("Member of the team")), until))
    act.record("team.named", person=str(user.person), until=until.isoformat(), leads=leads)


@verb(
    gettext_lazy("End a membership of the team"),
    consequence=gettext_lazy("From this day on he sees the case no longer by name."),
    day="day",
)
def end_team_membership(case: DisciplineCase, act: Act) -> None:
    """Before the day that was named. ``data``: membership (row), reason."""
    row = act.data["membership"]
    row.until = act.on
    act.add(row)
    act.unnaming.append(row.person_id)
    act.record("team.left", person=str(row.person), until=act.on.isoformat(), reason=act.data["reason"])
