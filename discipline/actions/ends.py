"""Ends of an examination that no vote brings: death, and the striking off of a probationary member."""

from django.utils.translation import gettext_lazy

from discipline.models import DisciplineCase
from workflows.acting import Act
from workflows.documents.filing import issue_paper
from workflows.verbs import verb


@verb(
    gettext_lazy("Conclude after his death"),
    consequence=gettext_lazy("The case is concluded; no form is imposed."),
    moves="conclude_after_death",
    day="day",
    grave=True,
)
def conclude_after_death(case: DisciplineCase, act: Act) -> None:
    """T31; DIS-32. ``data``: number, conclusion."""
    case.ended_on = act.day
    case.conclude_after_death()
    act.stop_all_clocks()
    issue_paper(act, "conclusion", act.data["number"], conclusion=act.data["conclusion"])
    act.record("case.concluded_after_death", number=act.data["number"])


@verb(
    gettext_lazy("Go on to strike him off the list"),
    consequence=gettext_lazy("A probationary member who lost the quality of a member is struck off, not expelled."),
    moves="strike_off",
    day="day",
    grave=True,
)
def strike_off(case: DisciplineCase, act: Act) -> None:
    """T32; DIS-06: the removal of the name goes its own way, in the member's admission dossier. ``data``: number,
    reason."""
    case.ended_on = act.day
    case.strike_off()
    act.stop_all_clocks()
    act.record("case.struck_off", number=act.data["number"], reason=act.data["reason"])


@verb(gettext_lazy("Note criminal proceedings"), day="day")
def note_proceedings(case: DisciplineCase, act: Act) -> None:
    """The examination does not wait for the court (DIS-99). ``data``: number, stage."""
    case.criminal_since = case.criminal_since or act.day
    act.record("criminal.noted", number=act.data["number"], stage=act.data["stage"])
