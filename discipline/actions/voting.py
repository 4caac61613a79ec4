"""What a body's ballot on the forms comes to: decided, proposed, sent up, closed. The outcome is computed."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discipline.models import DisciplineCase, FormVote
from discipline.papers.keeping import issue_form
from discipline.suspensions import end_suspensions
from workflows.acting import Act
from workflows.meetings.models import ItemState
from workflows.meetings.outcome import record_outcome
from workflows.meetings.outcomes import Ending
from workflows.meetings.verbs import meeting_day, mode_of, needs
from workflows.verbs import verb

DECIDED, GOES_UP, NO_DISCIPLINE, BARRED = "decided", "goes_up", "no_discipline", "time_barred"
_CELL_MOVES = {DECIDED: "decide_at_cell", GOES_UP: "send_up", NO_DISCIPLINE: "close_without", BARRED: "close_barred"}
_LEVEL_MOVES = {DECIDED: "decide", GOES_UP: "propose_up", NO_DISCIPLINE: "close_without", BARRED: "close_barred"}
_COMPUTED = gettext_lazy("The outcome is computed from the count; a form above the power of the body goes up.")


@verb(
    gettext_lazy("Record what the cell decided"),
    consequence=_COMPUTED,
    moves=_CELL_MOVES,
    grave=True,
    decides=True,
    day_of=meeting_day,
    hindrance=needs(ItemState.COUNTED),
    answers=("conclusion_is_complete",),
)
def record_cell_decision(case: DisciplineCase, act: Act) -> str:
    """T12 to T15: it takes effect as soon as the result is announced at the meeting (DIS-86)."""
    return _record(case, act)


@verb(
    gettext_lazy("Record what the cell proposed"),
    consequence=_COMPUTED,
    moves={GOES_UP: "send_up", NO_DISCIPLINE: "close_without", BARRED: "close_barred"},
    grave=True,
    day_of=meeting_day,
    hindrance=needs(ItemState.COUNTED),
    answers=("conclusion_is_complete",),
)
def record_cell_proposal(case: DisciplineCase, act: Act) -> str:
    """T13 to T15: all results go up with the file (DIS-74)."""
    return _record(case, act)


@verb(
    gettext_lazy("Record what the body decided"),
    consequence=_COMPUTED,
    moves=_LEVEL_MOVES,
    grave=True,
    decides=True,
    day_of=meeting_day,
    hindrance=needs(ItemState.COUNTED),
    answers=("conclusion_is_complete",),
)
def record_level_decision(case: DisciplineCase, act: Act) -> str:
    """T15, T20 to T22."""
    return _record(case, act)


@verb(
    gettext_lazy("Record what the body proposed"),
    consequence=_COMPUTED,
    moves={GOES_UP: "propose_up", NO_DISCIPLINE: "close_without", BARRED: "close_barred"},
    grave=True,
    day_of=meeting_day,
    hindrance=needs(ItemState.COUNTED),
    answers=("conclusion_is_complete",),
)
def record_level_proposal(case: DisciplineCase, act: Act) -> str:
    """T15, T21, T22: of an expulsion two thirds propose (DIS-71)."""
    return _record(case, act)


def _record(case: DisciplineCase, act: Act) -> str:
    assert act.body is not None
    result = record_outcome(case, act, case.ballot("", act.day))
    form = result.adopted if result.ending in (Ending.DECIDED, Ending.PROPOSED) else ""
    act.add(
        FormVote(
            decider=case.decider,
            body=act.body,
            held_on=act.day,
            mode=mode_of(act.doing.verb),
            ending=result.ending,
            form=form,
        )
    )
    case.conclusion = act.data.get("conclusion_elements") or case.conclusion
    number = act.data.get("resolution_number") or ""
    issue_form(case, act, "meeting_extract", number, form=form, ending=str(result.ending))
    cell = case.decider == "cell"
    if result.ending == Ending.NO_DISCIPLINE:
        case.close_without()
        _end(case, act)
        issue_form(case, act, "no_discipline_notice", own=True)
        return NO_DISCIPLINE
    barred = case.barred_because(form, act.day) if form else ""
    if barred:
        case.form, case.voted_on = "", act.day
        case.close_barred()
        _end(case, act)
        act.record("case.barred", form=form, reason=barred)
        return BARRED
    if result.ending == Ending.DECIDED:
        case.form, case.voted_on, case.issuer = form, act.day, act.body
        if cell:
            case.decide_at_cell()
            case.effective_on = act.day
            act.start_clock("cell_paper", "cell_paper.deadline", act.day)
        else:
            case.decide()
        return DECIDED
    case.expected_form = form or case.expected_form
    if not case.go_up(act.day):
        act.refuse(_("No body above this one has the power on that day."))
    case.data = {**case.data, "went_up": True}
    if cell:
        case.send_up()
    else:
        case.propose_up()
    issue_form(case, act, "submission", told={"voted_form": form})
    act.record("case.sent_up", form=form, decider=case.decider)
    return GOES_UP


def _end(case: DisciplineCase, act: Act) -> None:
    case.ended_on = act.day
    end_suspensions(case, act, str(_("The case was closed.")))
    act.stop_all_clocks()
