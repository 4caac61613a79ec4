"""What the authority does: direct after a short vote, appraise, return, vote, decide, notify."""

from django.utils.translation import gettext_lazy

from admission.actions.faults import close_redo
from admission.actions.numbering import take_decision_number
from admission.actions.voting import BELOW_RATIO, PASSED, record_vote
from admission.codes import Document as Paper
from admission.models import Dossier, State
from admission.papers.keeping import issue_form
from workflows.acting import Act
from workflows.meetings.models import ItemState
from workflows.meetings.verbs import meeting_day, needs
from workflows.verbs import verb


@verb(
    gettext_lazy("Direct a new vote of the cell"),
    consequence=gettext_lazy("The dossier returns to the cell, which votes once more."),
    moves="vote_again_at_cell",
)
def direct_new_vote(dossier: Dossier, act: Act) -> None:
    """After a vote below the ratio the authority directs a new one (ADM-52, T17)."""
    dossier.vote_again_at_cell()
    act.record("shortfall.new_vote", reason=act.data["reason"])


@verb(
    gettext_lazy("Stop: do not admit"),
    consequence=gettext_lazy("The dossier ends with a refusal; the cell is notified with the reason."),
    moves="refuse",
    grave=True,
)
def stop_after_shortfall(dossier: Dossier, act: Act) -> None:
    """After a vote below the ratio the authority ends the matter (ADM-52, T17, T21)."""
    dossier.refusal_reason = act.data["reason"]
    dossier.refuse()
    act.record("shortfall.stopped", reason=act.data["reason"])


@verb(
    gettext_lazy("Take the dossier up all the same"),
    consequence=gettext_lazy("The organisation department appraises the dossier with the full result of the vote."),
    moves="send_to_authority",
)
def send_to_appraisal(dossier: Dossier, act: Act) -> None:
    """After a committee's vote below the ratio the authority considers the dossier itself (ADM-52, T21)."""
    dossier.send_to_authority()
    act.record("shortfall.taken_up", reason=act.data["reason"])


@verb(
    gettext_lazy("Submit to the standing committee"),
    consequence=gettext_lazy("The standing committee votes on the dossier."),
    moves="submit_to_standing",
    answers=("authority_appraised",),
)
def appraise(dossier: Dossier, act: Act) -> None:
    """The organisation department has received, appraised and extracted the dossier (ADM-53, T23, T26)."""
    dossier.registered_on = dossier.registered_on or act.day
    dossier.appraised_on = act.day
    dossier.extract_sent = bool(act.data.get("extract_sent"))
    dossier.submit_to_standing()
    act.record("dossier.appraised", register=act.data["register_number"], remarks=act.data.get("remarks") or "")


@verb(
    gettext_lazy("Return for supplement"),
    consequence=gettext_lazy("The cell supplies what is missing. The clock of the decision keeps running."),
    moves="ask_supplement",
)
def return_for_supplement(dossier: Dossier, act: Act) -> None:
    """No rule suspends the clock on a return (ADM-53, T24)."""
    dossier.registered_on = dossier.registered_on or act.day
    dossier.ask_supplement()
    act.record("supplement.requested", what=act.data["what"])


@verb(
    gettext_lazy("Send the supplement"),
    consequence=gettext_lazy("The organisation department appraises the dossier again."),
    moves="supply",
)
def supply(dossier: Dossier, act: Act) -> None:
    """The supplement came (T24)."""
    dossier.supply()
    act.record("supplement.sent", note=act.data["note"])


@verb(
    gettext_lazy("Record the resolution of the standing committee"),
    consequence=gettext_lazy("The outcome is computed from the count; exactly half does not pass."),
    moves={PASSED: "agree", BELOW_RATIO: "refuse"},
    grave=True,
    day_of=meeting_day,
    hindrance=needs(ItemState.COUNTED),
    decides=True,
)
def record_standing_vote(dossier: Dossier, act: Act) -> str:
    """The authority's own vote (ADM-46, 48; T27, T28)."""
    result = record_vote(dossier, act, "authority", paper="")
    dossier.standing_resolved_on = act.day
    if not result.passed:
        dossier.refusal_reason = act.data.get("conclusion") or ""
        dossier.refuse()
        return BELOW_RATIO
    dossier.agree()
    return PASSED


@verb(
    gettext_lazy("Number and issue the decision"),
    consequence=gettext_lazy("The decision gets its number now and goes to the cell; it cannot be taken back here."),
    moves="issue",
    day="signed_on",
    answers=("decision_is_drawn_up",),
    grave=True,
)
def issue_decision(dossier: Dossier, act: Act) -> None:
    """One decision with its own number for one person, signed by the secretary or a deputy (ADM-58, T27)."""
    assert act.seat is not None
    act.require_seat_on_day("signed_on")
    dossier.decision_number = take_decision_number(act)
    dossier.decided_on, dossier.decision_signer = act.day, act.seat.role
    dossier.issuer = act.body
    dossier.issue()
    close_redo(dossier, act)
    issue_form(dossier, act, Paper.ADMISSION_DECISION, dossier.decision_number, own=True)
    act.stop_clock("decision")
    act.stop_clock("transfer_decision")
    if act.law["ceremony.deadline_starts"].value == "issue":
        act.start_clock("ceremony", "ceremony.deadline", act.day)
    act.record("decision.issued", number=dossier.decision_number, signer=act.seat.role)


@verb(
    gettext_lazy("Notify the cell of the refusal"),
    consequence=gettext_lazy("The dossier is closed; the applicant sees the result."),
    moves="notify",
    day="notified_on",
    grave=True,
)
def notify_refusal(dossier: Dossier, act: Act) -> None:
    """The result, yes or no, is notified to the proposing cell (ADM-56, T28)."""
    assert dossier.state == State.REFUSAL_PENDING
    dossier.notified_on, dossier.refusal_reason = act.day, act.data["reason"]
    dossier.notify()
    act.stop_all_clocks()
    act.record("refusal.notified", number=act.data["number"], reason=dossier.refusal_reason)
