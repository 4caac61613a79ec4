"""The team of a case: who is named to it, from when until when; sight of the case begins and ends with it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discipline.models import DisciplineCase
from discipline.team import join, leave
from organization.models import BodyKind
from permissions.catalogue import Perm
from workflows.acting import Act
from workflows.mandates import Mandate
from workflows.verbs import verb


@verb(
    gettext_lazy("Name a member of the team"),
    consequence=gettext_lazy("He sees the case until the day that is named. Named anew, the new day counts."),
    day="day",
)
def name_to_team(case: DisciplineCase, act: Act) -> None:
    """He sees the case from the day of entry until the day before ``until``. ``data``: member (User), leads, until."""
    sent = Mandate.objects.on(act.on).filter(case_id=case.pk, person_id=act.data["member"].person_id)
    if sent.exists():
        act.refuse(_("Who was sent to lead the cell in this case does not verify it in its team."), "member")
    join(act, case.team.all(), _("Member of the team"), leads=bool(act.data.get("leads")))


@verb(
    gettext_lazy("End a membership of the team"),
    consequence=gettext_lazy("From this day on he sees the case no longer by name."),
    day="day",
)
def end_team_membership(case: DisciplineCase, act: Act) -> None:
    """Before the day that was named. ``data``: membership (TeamMember), reason."""
    assert act.body is not None
    of_section = act.body.kind == BodyKind.SECTION_COMMITTEE  # signs nothing: who presides over it appraises
    leave(act, Perm.APPRAISE_SECTION if of_section else Perm.SIGN_DISCIPLINE)
