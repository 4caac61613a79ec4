"""The vote and the answer: what it comes to is computed from the form that passed against the one in force."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discipline.actions.decision import take_number
from discipline.codes import Form
from discipline.codes_complaint import ComplaintOutcome
from discipline.complaint_clock import count_time_to_complain
from discipline.complaints.actions.linked import end_on_case
from discipline.complaints.issuing import issue
from discipline.complaints.models import Complaint
from workflows.acting import Act
from workflows.documents.filing import issue_paper
from workflows.meetings.models import ItemState
from workflows.meetings.outcome import record_outcome
from workflows.meetings.outcomes import Ending
from workflows.meetings.verbs import meeting_day, needs
from workflows.verbs import verb

DECIDED, GOES_UP = "decided", "goes_up"
_MOVES = {DECIDED: "decide", GOES_UP: "submit_up"}
_COMPUTED = gettext_lazy("Upheld, reduced, increased or cancelled: computed from the count. Above the power: goes up.")
_SEVERITY = list(Form)


@verb(
    gettext_lazy("Record the answer of the body"),
    consequence=_COMPUTED,
    moves=_MOVES,
    grave=True,
    decides=True,
    day_of=meeting_day,
    hindrance=needs(ItemState.COUNTED),
)
def record_answer(case: Complaint, act: Act) -> str:
    """C09, C10. ``data``: of the minutes; anew: of a decision that is cancelled, why it is to be examined anew."""
    return _record(case, act)


@verb(
    gettext_lazy("Record what the body proposes"),
    consequence=_COMPUTED,
    moves=_MOVES,
    grave=True,
    day_of=meeting_day,
    hindrance=needs(ItemState.COUNTED),
)
def record_proposed_answer(case: Complaint, act: Act) -> str:
    """C10; only a decision that is cancelled needs no superior."""
    return _record(case, act)


def outcome_of(contested: str, form: str, *, anew: bool = False) -> ComplaintOutcome:
    """``form``: what stands after the complaint, "" where the decision is cancelled (DIS-122)."""
    if not form:
        return ComplaintOutcome.EXAMINE_ANEW if anew else ComplaintOutcome.CANCEL
    rank = _SEVERITY.index(Form(form)) - _SEVERITY.index(Form(contested))
    if rank == 0:
        return ComplaintOutcome.UPHOLD
    return ComplaintOutcome.INCREASE if rank > 0 else ComplaintOutcome.REDUCE


def _record(case: Complaint, act: Act) -> str:
    assert act.body is not None
    result = record_outcome(case, act, case.ballot("", act.day))
    number = act.data.get("resolution_number") or ""
    if result.ending in (Ending.DECIDED, Ending.NO_DISCIPLINE):
        anew = act.data.get("anew") or ""
        form = result.adopted if result.ending == Ending.DECIDED else ""
        if form and anew:
            act.refuse(_("Only a decision that is cancelled is examined anew."), "anew")
        outcome = outcome_of(case.contested_form, form, anew=bool(anew))
        case.voted_on, case.issuer, case.result, case.new_form = act.day, act.body, outcome.value, form
        case.decide()
        issue_paper(act, "meeting_extract", number, form=form, result=case.result, anew=anew)
        act.record("complaint.decided", result=case.result, form=form, reason=anew)
        return DECIDED
    form = result.adopted if result.ending == Ending.PROPOSED else ""
    from_body = str(act.body)
    if not case.go_up(form, act.day):
        act.refuse(_("No body above this one has the power on that day."))
    case.expected_form = form or case.expected_form
    case.submit_up()
    issue(case, act, "complaint_submission", number, form=form, ending=str(result.ending))
    act.record("complaint.submitted", form=form, body=from_body, receiver=str(case.instance_body(act.day)))
    return GOES_UP


def _unsigned(case: Complaint) -> str:
    return "" if case.decision_number else _("The answer has not been signed yet.")


def _signed(case: Complaint) -> str:
    return _("The answer has been signed already.") if case.decision_number else ""


@verb(gettext_lazy("Number and sign the answer"), day="day", grave=True, hindrance=_signed)
def sign_answer(case: Complaint, act: Act) -> None:
    """It says where he may complain further, by the ladder of the day. ``data``: offices (of a removal), reason."""
    act.require_seat_on_day("day")
    assert act.body is not None
    if case.new_form == Form.REMOVAL and case.result != ComplaintOutcome.UPHOLD and not act.data.get("offices"):
        act.refuse(_("Name the offices he is removed from."), "offices")
    case.decision_number = take_number(act)
    case.signed_on, case.offices = act.day, act.data.get("offices") or ""
    case.final = case.is_last(act.day)
    issue(
        case,
        act,
        "complaint_answer",
        case.decision_number,
        result=case.result,
        form=case.new_form,
        offices=case.offices,
        reason=act.data["reason"],
        law=act.law.by_axis,
        complaint_to=case.onward(act.day),
    )
    act.stop_clock("complaint_resolution")
    act.start_clock("announcement", "announcement.deadline", act.day)
    act.record("complaint.signed", number=case.decision_number, result=case.result, form=case.new_form)


@verb(
    gettext_lazy("Announce the answer"),
    consequence=gettext_lazy("The case goes on by the answer; his time to complain on is counted by his receipt."),
    moves="announce",
    day="day",
    grave=True,
    hindrance=_unsigned,
)
def announce_answer(case: Complaint, act: Act) -> None:
    """C11; T29; DIS-126. ``data``: place, receipt ("handed", "refused", "absent"), note."""
    case.announced_on = act.day
    case.receipt_refused = act.data["receipt"] == "refused"
    if act.data["receipt"] == "handed":
        case.handed_on = act.day
    answer = case.documents.filter(code="complaint_answer", replaced_on__isnull=True).latest("pk")
    answer.own = True  # he reads it from the announcement on
    act.add(answer)
    case.announce()
    issue(case, act, "answer_announcement", place=act.data["place"], receipt=act.data["receipt"])
    act.stop_clock("announcement")
    if not case.final:
        count_time_to_complain(act, case.facts(act.day))
    act.record("complaint.announced", place=act.data["place"], receipt=act.data["receipt"], note=act.data.get("note"))
    end_on_case(case, act)


def _received(case: Complaint) -> str:
    return _("He has received the answer, or refused to.") if case.handed_on or case.receipt_refused else ""


@verb(
    gettext_lazy("Note when he received the answer"),
    consequence=gettext_lazy("His time to complain further is counted from the receipt."),
    day="day",
    hindrance=_received,
)
def note_receipt(case: Complaint, act: Act) -> None:
    """Of an answer that was not handed over when it was announced (DIS-113, 126). ``data``: proof."""
    case.handed_on = act.day
    count_time_to_complain(act, case.facts(act.day))
    act.record("complaint.handed", proof=act.data["proof"])


@verb(
    gettext_lazy("Note that it is final"),
    consequence=gettext_lazy("The last level has answered, or the time to complain further is over."),
    moves="become_final",
    day="day",
)
def confirm_final(case: Complaint, act: Act) -> None:
    """C13."""
    case.ended_on = act.day
    case.become_final()
    act.end_period("complaint")
    act.stop_all_clocks()
    act.record("complaint.final")


@verb(gettext_lazy("Note that he complains to the next instance"), day="day", by_system=True, orders=False)
def go_on_above(case: Complaint, act: Act) -> None:
    """C12: the next complaint, a paper of its own, has been accepted."""
    case.ended_on = act.day
    act.stop_all_clocks()
    act.record("complaint.gone_on", ordinal=act.data["ordinal"])
