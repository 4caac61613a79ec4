"""What the issuer of a decision does beside the chain: extend its deadline once, cancel it before the ceremony."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from admission.codes import Cancellation
from admission.codes import Document as Paper
from admission.models import Dossier
from workflows.acting import Act
from workflows.documents.models import Document
from workflows.documents.numbering import document_sign, next_number, written_number
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
    act.add(
        Document(
            code=Paper.EXTENSION_DECISION,
            number=number,
            issued_on=act.day,
            issuer=str(act.body),
            data={"reason": act.data["reason"]},
            filed_by=act.by,
            filed_on=act.on,
        )
    )
    act.record("decision.extended", number=number, reason=act.data["reason"], days=by.value)


@verb(
    gettext_lazy("Cancel the decision on admission"),
    consequence=gettext_lazy("The decision loses its effect, no ceremony is held, and this dossier ends."),
    moves="cancel",
    day="signed_on",
    answers=("moved_too_long_before", "ceremony_is_overdue"),
    grave=True,
)
def cancel_decision(dossier: Dossier, act: Act) -> None:
    """The issuer cancels its own decision while no ceremony has been held (ADM-67c, 85, 86; T31, T38)."""
    assert act.body is not None
    act.require_seat_on_day("signed_on")
    ground = Cancellation(act.data["ground"])
    moved_on = act.data.get("transfer_decided_on")
    if ground is Cancellation.MOVED and not moved_on:
        act.refuse(_("This ground needs the day of the decision on the transfer."), "transfer_decided_on")
    if moved_on and moved_on > act.on:
        act.refuse(_("%(day)s lies in the future.") % {"day": moved_on.strftime("%d/%m/%Y")}, "transfer_decided_on")
    number = next_number(act.body, "decision", act.body.since, act.day)
    dossier.cancellation_number = written_number(number, document_sign("decision"), act.body.symbol)
    dossier.cancelled_on = act.day
    act.add(
        Document(
            code=Paper.CANCELLATION_DECISION,
            number=dossier.cancellation_number,
            issued_on=act.day,
            issuer=str(act.body),
            data={"ground": ground.value, "reason": act.data["reason"]},
            own=True,
            filed_by=act.by,
            filed_on=act.on,
        )
    )
    dossier.cancel()
    act.stop_all_clocks()
    act.record(
        "decision.cancelled",
        number=dossier.cancellation_number,
        cancelled=dossier.decision_number,
        ground=ground.value,
        reason=act.data["reason"],
        transfer_decided_on=moved_on.isoformat() if moved_on else "",
    )
