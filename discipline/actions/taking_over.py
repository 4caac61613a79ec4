"""A superior directs the cell to hold its meeting, or takes the case over, at any stage before a decision (DIS-60)."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discipline.actions.sending import end_mandate
from discipline.models import DisciplineCase
from discipline.papers.keeping import issue_form
from discipline.states import State
from workflows.acting import Act
from workflows.documents.filing import issue_paper
from workflows.verbs import DONE, verb

OVER_INTAKE, OVER_SCREENING, OVER_DEFERRED, OVER_PREPARING = "intake", "screening", "deferred", "preparing"
#: {state: outcome} of a case whose plan and self-criticism are not settled: the superior conducts it from there.
_ANEW = {
    State.INTAKE_REGISTERED: OVER_INTAKE,
    State.SCREENING: OVER_SCREENING,
    State.HANDED_OVER: OVER_SCREENING,
    State.DEFERRED: OVER_DEFERRED,
    State.PREPARING: OVER_PREPARING,
    State.SELF_CRITICISM: OVER_PREPARING,
}
_MOVES = {
    DONE: "take_over",
    OVER_INTAKE: "take_over_intake",
    OVER_SCREENING: "take_over_screening",
    OVER_DEFERRED: "take_over_deferred",
    OVER_PREPARING: "take_over_preparing",
}


@verb(
    gettext_lazy("Direct the cell to hold its meeting"),
    consequence=gettext_lazy(
        "Recorded with its paper; the case stays where it is. Normally done before taking it over."
    ),
    day="day",
)
def direct_cell(case: DisciplineCase, act: Act) -> None:
    """``data``: number, until (by when), what."""
    until: date = act.data["until"]
    if until < act.day:
        act.refuse(_("The day lies before that of the direction."), "until")
    issue_paper(act, "direction", act.data["number"], what=act.data["what"], until=until.isoformat())
    act.record("cell.directed", number=act.data["number"], what=act.data["what"], until=until.isoformat())


@verb(
    gettext_lazy("Take the case over"),
    consequence=gettext_lazy(
        "The superior examines and decides itself; the lower body acts no longer. What is not settled yet, plan and"
        " self-criticism, it settles itself."
    ),
    moves=_MOVES,
    day="day",
    grave=True,
    answers=("take_over_has_a_ground",),
)
def take_over(case: DisciplineCase, act: Act) -> str:
    """Where the lower body does not act, or acts too lightly or wrongly (T18; DIS-60). ``data``: number, ground,
    reason.

    Where plan and self-criticism are settled, the case goes to the superior's own appraisal. Before, the superior
    conducts the examination, and issues a plan of its own.
    """
    assert act.body is not None
    outcome = _ANEW.get(State(case.state), DONE)
    if outcome == DONE:
        case.stand_at_body(act.body, act.day)
        case.data = {**case.data, "went_up": True}
    else:
        case.registrar = act.body
        case.data = {**case.data, "taken_over": act.body.pk}
        if outcome == OVER_PREPARING:
            _set_plan_aside(case, act)
    ways = {
        DONE: case.take_over,
        OVER_INTAKE: case.take_over_intake,
        OVER_SCREENING: case.take_over_screening,
        OVER_DEFERRED: case.take_over_deferred,
        OVER_PREPARING: case.take_over_preparing,
    }
    ways[outcome]()
    issue_form(case, act, "decision_to_inspect", act.data["number"], reason=act.data["reason"])
    end_mandate(case, act, act.data["reason"])
    act.record("case.taken_over", number=act.data["number"], reason=act.data["reason"], decider=case.decider)
    return outcome


def _set_plan_aside(case: DisciplineCase, act: Act) -> None:
    """The plan of the lower body is kept, no longer in force; that of the superior is made known anew (DIS-78)."""
    case.plan_number, case.plan_on, case.plan_known_on = "", None, None
    for plan in case.documents.filter(code="plan", replaced_on__isnull=True):
        plan.replaced_on = act.day
        act.add(plan)


@verb(
    gettext_lazy("Go on at this body's own level"),
    consequence=gettext_lazy(
        "The cell does not meet on the case: this body verifies, hears him and votes itself. Normally the case is put"
        " before the cell first."
    ),
    moves="go_on_above",
    day="day",
    grave=True,
)
def go_on_itself(case: DisciplineCase, act: Act) -> None:
    """By a superior that took the case over before plan and self-criticism and has settled both (T18; DIS-60, 61).
    ``data``: reason.
    """
    assert act.body is not None
    case.stand_at_body(act.body, act.day)
    case.data = {**case.data, "went_up": True}
    case.go_on_above()
    end_mandate(case, act, act.data["reason"])
    act.record("case.kept_above", reason=act.data["reason"], decider=case.decider)
