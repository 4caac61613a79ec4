"""The facts of a move: of the one that goes on, else of the last after which the dossier was taken in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from admission import transfer_places as places
from admission.codes import Cancellation
from admission.facts_transfer import Transfer as Situation
from admission.facts_transfer import TransferPaper
from admission.states import DECIDED, NOTHING_RESOLVED, State
from admission.transfer_models import was_sent
from workflows.facts import Later
from workflows.routes import NoRoute

if TYPE_CHECKING:
    from admission.models import Dossier
    from admission.transfer_models import Transfer


def gather_transfer(dossier: Dossier, on: date, proposed: Mapping[str, Any]) -> dict[str, Any]:
    """Everything is looked up only when a rule asks. ``proposed``: see gathering.gather."""
    step, verb = str(proposed.get("step", "")), str(proposed.get("verb", ""))

    def of(read: Any) -> Later:
        return Later(lambda: None if (move := dossier.transfer or dossier.moved_in) is None else read(move))

    found: dict[str, Any] = {
        "transfer_resolved": of(lambda move: move.from_state not in NOTHING_RESOLVED),
        "transfer_sent": of(_sent),
        "transfer_decided": of(lambda move: move.from_state in DECIDED),
        "transfer_same_authority": of(lambda move: _same_authority(dossier, move, on)),
        "transfer_decided_on": of(lambda move: move.decided_on),
        "transfer_papers": of(lambda move: _papers(dossier, move, step)),
        "transfer_forwarded_on": of(lambda move: on if verb == "send_transfer" else move.sent_on),
        "transfer_received_on": of(lambda move: move.received_on),
        "transfer_helper_on": of(lambda move: move.helper_on),
        "transfer_delay_reported_on": of(lambda move: on if verb == "report_delay" else move.delay_reported_on),
        "transfer_ceremony_at_origin": of(lambda move: dossier.ceremony_on is not None and move.received_on is None),
        "transfer_petition_on": of(lambda move: move.petitioned_on),
        "transfer_reexamined_on": of(
            lambda move: on if verb in ("uphold_decision", "cancel_on_petition") else move.reexamined_on
        ),
    }
    if step == "cancelling":
        found["cancellation_ground"] = Cancellation.MOVED
    return found


def _sent(move: Transfer) -> bool:
    return move.from_state in DECIDED or was_sent(move.from_state, lambda: move.from_step)


def _same_authority(dossier: Dossier, move: Transfer, on: date) -> bool | None:
    """Whether who issued the decision is competent at the new place; None before a decision."""
    if move.from_state not in DECIDED:
        return None
    if move.received_on is not None:
        return move.situation == Situation.SAME_AUTHORITY
    if move.destination is None or dossier.issuer is None:
        return False
    try:
        return places.authority_over(move.destination, on, dossier.law(on)).pk == dossier.issuer.organization_id
    except NoRoute:
        return False


def _papers(dossier: Dossier, move: Transfer, step: str) -> frozenset[TransferPaper]:
    """What goes along: the dossier always, the letter by the act that sends it, decisions as they stand."""
    found = {TransferPaper.DOSSIER}
    if step == "sending" or move.sent_on is not None:
        unresolved = move.situation == Situation.UNRESOLVED
        found.add(TransferPaper.HELPED_CERTIFICATE if unresolved else TransferPaper.LETTER)
    if dossier.decided_on is not None:
        found.add(TransferPaper.DECISION)
    if dossier.state == State.CANCELLED or dossier.cancelled_on is not None:
        found.add(TransferPaper.CANCELLATION)
    return frozenset(found)
