"""What a complaint does to the case complained of: acts of the system, called by the acts on the complaint."""

from django.utils.translation import gettext_lazy

from discipline.actions.membership import give_membership_back
from discipline.codes import Form
from discipline.codes_complaint import ComplaintOutcome
from discipline.models import DisciplineCase
from discipline.states import State
from workflows.acting import Act
from workflows.nodes import reopen
from workflows.verbs import verb

UPHELD, STAYS_EXPELLED, CHANGED, CANCELLED = "upheld", "stays_expelled", "changed", "cancelled"
SERVED = "discipline.served_counts"


@verb(
    gettext_lazy("Note that a complaint was accepted"),
    moves="come_under_complaint",
    day="day",
    by_system=True,
    orders=False,
)
def come_under_complaint(case: DisciplineCase, act: Act) -> None:
    """T28: the decision is carried out meanwhile (DIS-120), but does not end by itself (DIS-94). ``data``: ordinal,
    body.
    """
    if case.state == State.EXPELLED:
        reopen(case)
    case.come_under_complaint()
    act.stop_clock("complaint")
    act.record("complaint.accepted_about", ordinal=act.data["ordinal"], body=act.data["body"])


@verb(
    gettext_lazy("Note what became of the complaint"),
    moves={
        UPHELD: "stand_upheld",
        STAYS_EXPELLED: "stay_expelled",
        CHANGED: "change_on_complaint",
        CANCELLED: "cancel_on_complaint",
    },
    day="day",
    by_system=True,
    orders=False,
)
def leave_complaint(case: DisciplineCase, act: Act) -> str:
    """T29. ``data``: ordinal, result ("": withdrawn), form, offices, number."""
    result, form = act.data["result"], act.data["form"]
    act.record("complaint.ended_about", **{name: act.data[name] for name in ("ordinal", "result", "form", "number")})
    if result in (ComplaintOutcome.CANCEL, ComplaintOutcome.EXAMINE_ANEW):
        return _cancel(case, act, anew=result == ComplaintOutcome.EXAMINE_ANEW)
    if result in (ComplaintOutcome.REDUCE, ComplaintOutcome.INCREASE):
        _change(case, act, form)
    if case.ends_membership and case.ended_on is not None:
        case.stay_expelled()
        return STAYS_EXPELLED
    if case.changed_on is not None:
        case.change_on_complaint()
        return CHANGED
    case.stand_upheld()
    return UPHELD


def _change(case: DisciplineCase, act: Act, form: str) -> None:
    """Time served under the first form counts into the months of the new one where the law says so (DIS-93)."""
    assert case.announced_on is not None
    case.form, case.changed_on = form, act.day
    case.offices = act.data["offices"] if form == Form.REMOVAL else ""
    act.stop_clock("winding_up")
    if case.ends_membership or case.dissolves:
        act.stop_clock("automatic_end")
        if case.dissolves:
            act.start_clock("winding_up", "dissolution.winding_up", act.day)
        return
    if case.ended_on is not None:
        give_membership_back(case, act)
        case.ended_on = None
    counts = SERVED in act.law
    if not counts:
        act.stop_clock("automatic_end")
    if not any(row.kind == "automatic_end" and row.closed_on is None for row in act.deadlines):
        act.start_clock("automatic_end", "discipline.ends_after", case.announced_on if counts else act.day)


def _cancel(case: DisciplineCase, act: Act, *, anew: bool) -> str:
    case.cancelled_on, case.cancelled_anew = act.day, anew
    case.cancel_on_complaint()
    act.stop_all_clocks()
    return CANCELLED
