"""What the levels above the cell do before their body votes: appraise, verify by themselves, hear."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discipline.actions.sending import report_if_nobody_leads
from discipline.codes import Decider
from discipline.models import DisciplineCase
from discipline.papers.keeping import issue_form
from workflows.acting import Act
from workflows.verbs import DONE, verb

#: How a file goes back that is not returned to the cell's meeting: the person concerned was not heard for the cell; an
#: organisation has no cell that votes on it.
UNHEARD, TO_THE_CONDUCTOR = "unheard", "conductor"


@verb(gettext_lazy("Record the superior's own verification"), day="day")
def record_own_verification(case: DisciplineCase, act: Act) -> None:
    """A superior does not decide on the file of the lower body alone (DIS-61). ``data``: number, remarks."""
    case.verified_above_on = act.day
    issue_form(case, act, "superior_verification", act.data["number"], remarks=act.data["remarks"])
    act.record("superior.verified", number=act.data["number"], remarks=act.data["remarks"])


@verb(
    gettext_lazy("Send the appraisal on"),
    consequence=gettext_lazy("A section committee gives its opinion; it decides nothing."),
    moves="forward",
    day="day",
)
def forward_appraisal(case: DisciplineCase, act: Act) -> None:
    """T16; DIS-48. ``data``: number, remarks."""
    issue_form(case, act, "section_appraisal", act.data["number"], remarks=act.data["remarks"])
    if not case.go_up(act.day):
        act.refuse(_("No body above this one has the power on that day."))
    case.forward()
    act.record("section.appraised", remarks=act.data["remarks"], decider=case.decider)


@verb(
    gettext_lazy("Return for completion"),
    consequence=gettext_lazy(
        "The cell completes the file and holds its meeting again, or for the first time; of an organisation, who"
        " conducts the examination does."
    ),
    moves={DONE: "return_to_cell", UNHEARD: "return_to_verifying", TO_THE_CONDUCTOR: "return_to_conductor"},
    day="day",
)
def return_for_completion(case: DisciplineCase, act: Act) -> str:
    """T17. A cell that has not heard him (a superior took the case over before) does not vote yet. ``data``: what."""
    heard = any(row.decider == Decider.CELL for row in case.hearing_rows)
    case.verified_above_on = None
    act.record("case.returned", what=act.data["what"])
    if case.of_organization:
        case.return_to_conductor()
        return TO_THE_CONDUCTOR
    case.decider = Decider.CELL.value
    report_if_nobody_leads(case, act)
    if heard:
        case.return_to_cell()
        return DONE
    case.return_to_verifying()
    return UNHEARD


@verb(
    gettext_lazy("Go on to the hearing"),
    consequence=gettext_lazy("A representative of the body that decides hears him, however clear the facts are."),
    moves="go_to_hearing",
    day="day",
)
def go_to_hearing(case: DisciplineCase, act: Act) -> None:
    """The file is complete and the superior has verified by itself (T17)."""
    case.go_to_hearing()
    act.record("appraisal.done", decider=case.decider)


@verb(
    gettext_lazy("Put the case before the meeting"),
    consequence=gettext_lazy("The body meets and votes by secret ballot."),
    moves="go_to_meeting",
    day="day",
)
def go_to_meeting(case: DisciplineCase, act: Act) -> None:
    """Heard, or the refusal is documented (T19)."""
    case.go_to_meeting()
    act.record("hearing.done", decider=case.decider)
