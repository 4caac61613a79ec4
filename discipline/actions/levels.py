"""What the levels above the cell do before their body votes: appraise, verify by themselves, hear; or take over."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discipline.models import DisciplineCase
from workflows.acting import Act
from workflows.documents.filing import issue_paper
from workflows.verbs import verb

#: Where a file goes that is returned.
TO_THE_CELL, TO_THE_CONDUCTOR = "cell", "conductor"


@verb(gettext_lazy("Record the superior's own verification"), day="day")
def record_own_verification(case: DisciplineCase, act: Act) -> None:
    """A superior does not decide on the file of the lower body alone (DIS-61). ``data``: number, remarks."""
    case.verified_above_on = act.day
    issue_paper(act, "superior_verification", act.data["number"], remarks=act.data["remarks"])
    act.record("superior.verified", number=act.data["number"], remarks=act.data["remarks"])


@verb(
    gettext_lazy("Send the appraisal on"),
    consequence=gettext_lazy("A section committee gives its opinion; it decides nothing."),
    moves="forward",
    day="day",
)
def forward_appraisal(case: DisciplineCase, act: Act) -> None:
    """T16; DIS-48. ``data``: number, remarks."""
    issue_paper(act, "section_appraisal", act.data["number"], remarks=act.data["remarks"])
    if not case.go_up(act.day):
        act.refuse(_("No body above this one has the power on that day."))
    case.forward()
    act.record("section.appraised", remarks=act.data["remarks"], decider=case.decider)


@verb(
    gettext_lazy("Return for completion"),
    consequence=gettext_lazy(
        "The cell completes the file and holds its meeting again; of an organisation, who conducts the examination"
        " does."
    ),
    moves={TO_THE_CELL: "return_to_cell", TO_THE_CONDUCTOR: "return_to_conductor"},
    day="day",
)
def return_for_completion(case: DisciplineCase, act: Act) -> str:
    """T17. ``data``: what."""
    case.verified_above_on = None
    act.record("case.returned", what=act.data["what"])
    if case.of_organization:
        case.return_to_conductor()
        return TO_THE_CONDUCTOR
    case.decider = "cell"
    case.return_to_cell()
    return TO_THE_CELL


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


@verb(
    gettext_lazy("Take the case over"),
    consequence=gettext_lazy("The superior examines and decides itself; the lower body acts no longer."),
    moves="take_over",
    day="day",
    grave=True,
    answers=("take_over_has_a_ground",),
)
def take_over(case: DisciplineCase, act: Act) -> None:
    """Where the lower body does not act, or acts too lightly or wrongly (T18; DIS-60). ``data``: number, reason."""
    assert act.body is not None
    case.stand_at_body(act.body, act.day)
    case.data = {**case.data, "went_up": True}
    case.take_over()
    issue_paper(act, "decision_to_inspect", act.data["number"], reason=act.data["reason"])
    act.record("case.taken_over", number=act.data["number"], reason=act.data["reason"], decider=case.decider)
