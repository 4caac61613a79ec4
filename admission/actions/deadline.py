"""What the issuer of a decision does beside the chain: extend its deadline once, cancel it before the ceremony."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from admission.actions.numbering import take_decision_number
from admission.answering import note_answerable
from admission.codes import Cancellation
from admission.codes import Document as Paper
from admission.models import Dossier
from workflows.acting import Act
from workflows.documents.filing import issue_paper
from workflows.verbs import verb


@verb(
    gettext_lazy("Extend the deadline of the decision"),
    consequence=gettext_lazy("The deadline moves once, by the length that the law of the cell's resolution allows."),
    day="decided_on",
    grave=True,
)
def extend_decision(dossier: Dossier, act: Act) -> None:
    """In a special case, once, with its reason (ADM-55). By the law of the day on which the clock began (design)."""
    assert dossier.cell_resolved_on is not None
    by = act.law.at(dossier.cell_resolved_on)["decision.extension"]
    if act.extend_clock("decision", by) is None:
        act.refuse(_("The clock of the decision does not run."))
    dossier.extensions += 1
    number = act.data["number"]
    issue_paper(act, Paper.EXTENSION_DECISION, number, reason=act.data["reason"])
    act.record("decision.extended", number=number, reason=act.data["reason"], days=by.value)


@verb(
    gettext_lazy("Cancel the decision on admission"),
    consequence=gettext_lazy("The decision loses its effect, no ceremony is held, and this dossier ends."),
    moves="cancel",
    day="signed_on",
    answers=("ceremony_is_overdue",),
    grave=True,
)
def cancel_decision(dossier: Dossier, act: Act) -> None:
    """The issuer cancels its own decision while no ceremony has been held (ADM-85, 86; T31)."""
    ground = Cancellation(act.data["ground"])
    if ground is Cancellation.MOVED:
        act.refuse(_("Where the applicant moved, the transfer is opened; it leads to the cancellation."), "ground")
    cancel(dossier, act, ground)
    dossier.cancel()
    act.stop_all_clocks()


@verb(
    gettext_lazy("Cancel the decision before the dossier is sent on"),
    consequence=gettext_lazy("The decision loses its effect; the dossier goes on at the new place for a new decision."),
    moves="cancel_before_sending",
    day="signed_on",
    grave=True,
)
def cancel_for_transfer(dossier: Dossier, act: Act) -> None:
    """A decision that came too long after the transfer is cancelled by its issuer (ADM-67c, T38)."""
    assert dossier.transfer is not None
    cancel(dossier, act, Cancellation.MOVED, transfer_decided_on=dossier.transfer.decided_on.isoformat())
    dossier.cancel_before_sending()
    act.stop_all_clocks()


@verb(
    gettext_lazy("Cancel the decision on the petition"),
    consequence=gettext_lazy("The decision loses its effect, no ceremony is held, and this dossier ends."),
    moves="cancel",
    day="signed_on",
    grave=True,
)
def cancel_on_petition(dossier: Dossier, act: Act) -> None:
    """The issuer has examined its decision again and cancels it (ADM-67d, 85, 86)."""
    move = dossier.moved_in
    assert move is not None
    cancel(dossier, act, Cancellation(act.data["ground"]))
    move.reexamined_on, move.upheld = act.day, False
    act.add(move)
    dossier.cancel()
    act.stop_all_clocks()


def cancel(dossier: Dossier, act: Act, ground: Cancellation, **told: str) -> None:
    """The paper of the cancellation, with its own number; the decision keeps its place in the record."""
    act.require_seat_on_day("signed_on")
    dossier.cancellation_number = take_decision_number(act)
    dossier.cancelled_on = act.day
    issue_paper(
        act,
        Paper.CANCELLATION_DECISION,
        dossier.cancellation_number,
        own=True,
        ground=ground.value,
        reason=act.data["reason"],
    )
    if ground in (Cancellation.UNQUALIFIED, Cancellation.PROCEDURE):
        note_answerable(dossier, act, unqualified=ground is Cancellation.UNQUALIFIED)
    act.record(
        "decision.cancelled",
        number=dossier.cancellation_number,
        cancelled=dossier.decision_number,
        ground=ground.value,
        reason=act.data["reason"],
        **told,
    )
