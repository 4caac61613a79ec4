"""The applicant or member has died: the case ends (ADM-103)."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from admission.actions.applicant import inspect_upload
from admission.actions.member_move import break_off
from admission.actions.temporary import leave_stay
from admission.codes import Document as Paper
from admission.models import Dossier
from organization.models import Membership
from workflows.acting import Act
from workflows.documents.filing import file_paper
from workflows.documents.models import Document
from workflows.verbs import verb


@verb(
    gettext_lazy("Report the death"),
    consequence=gettext_lazy("The case ends here, and every clock stops."),
    moves="die",
    prepare=inspect_upload,
    grave=True,
)
def report_death(dossier: Dossier, act: Act) -> None:
    """The cell reports; of a member there is a form of its own (T53; for an applicant design, no rule found)."""
    died_on = act.data["died_on"]
    if died_on > act.on:
        act.refuse(_("%(day)s lies in the future.") % {"day": died_on.strftime("%d/%m/%Y")}, "died_on")
    if dossier.subject.born_on and died_on < dossier.subject.born_on:
        act.refuse(_("That day lies before the person was born."), "died_on")
    columns = {"number": act.data.get("number") or "", "issued_on": act.on, "issuer": str(act.body)}
    if act.data.get("inspected"):
        file_paper(act, Paper.DEATH_NOTICE, "file", **columns)
    else:
        act.add(Document(code=Paper.DEATH_NOTICE, filed_by=act.by, filed_on=act.on, **columns))
    standings = Membership.objects.filter(person=dossier.subject, until__isnull=True)
    if standings.filter(since__gt=died_on).exists():
        act.refuse(_("The person's standing changed after that day; correct the list first."), "died_on")
    standings.update(until=died_on + timedelta(days=1))
    break_off(dossier, act)
    leave_stay(dossier, act)
    dossier.die()
    act.stop_all_clocks()
    act.record("case.death", died_on=died_on.isoformat(), number=columns["number"])
