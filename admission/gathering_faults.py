"""The facts of a wrong admission, from the open finding, with what the act in hand proposes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from admission.answering import answerable
from admission.facts_fault import Canceller, Fault
from admission.faults import REDO_LABELS, RedoStep
from workflows.facts import Later

if TYPE_CHECKING:
    from admission.faults import WrongAdmission
    from admission.models import Dossier


def fault_facts(dossier: Dossier, on: date) -> dict[str, Any]:
    """Nothing of it costs a statement until a rule asks; without a finding everything is unknown."""

    def of(look: Any) -> Later:
        def found() -> Any:
            row = dossier.open_fault
            return None if row is None else look(row)

        return Later(found)

    return {
        "fault": of(lambda row: Fault(row.fault)),
        "fault_qualified": of(lambda row: row.qualified),
        "issuer_exists": of(lambda row: dossier.issuer_on(on) is not None),
        "fault_cancelled_on": of(lambda row: row.cancelled_on),
        "fault_cancelled_by": of(_canceller),
        "fault_name_removed_on": of(lambda row: row.name_removed_on),
        "faulty_steps": of(lambda row: _labels(row.faulty)),
        "redone_steps": of(lambda row: _labels(row.redone)),
        "fault_reissued_on": of(lambda row: row.reissued_on),
        "fault_dates_determined": of(lambda row: row.reissued_on is not None),
        "fault_responsibility_reviewed": of(lambda row: bool(row.responsibility)),
        "fault_at_intake": of(lambda row: row.at_intake),
        "intake_finished": of(lambda row: row.at_intake),
        "fault_consent_on": of(lambda row: row.consent_on),
        "answerable": Later(lambda: tuple(dict.fromkeys(_told(row) for row in answerable(dossier)))),
    }


def _told(row: Mapping[str, str]) -> str:
    return " – ".join(filter(None, [row["body"], row["person"]]))


def _labels(codes: list[str]) -> tuple[str, ...]:
    """English source strings, which the finding shows translated."""
    return tuple(REDO_LABELS[RedoStep(code)] for code in codes)


def _canceller(row: WrongAdmission) -> Canceller | None:
    if row.cancelled_by_issuer is None:
        return None
    return Canceller.ISSUER if row.cancelled_by_issuer else Canceller.CURRENT_AUTHORITY


def proposed_annulment(dossier: Dossier, on: date, data: Mapping[str, Any]) -> dict[str, Any]:
    """Of the issuer, or of the authority in place of one that is dissolved."""
    exists = dossier.issuer_on(on) is not None
    return {
        "fault": Fault(data["fault"]),
        "fault_qualified": data["qualified"],
        "issuer_exists": exists,
        "fault_cancelled_on": on,
        "fault_cancelled_by": Canceller.ISSUER if exists else Canceller.CURRENT_AUTHORITY,
        "fault_at_intake": False,
        "fault_consent_on": data.get("consent_on"),
    }


def proposed_annulment_here(dossier: Dossier, on: date, data: Mapping[str, Any]) -> dict[str, Any]:
    """Of the authority that received the member."""
    return {
        **proposed_annulment(dossier, on, data),
        "fault_cancelled_by": Canceller.CURRENT_AUTHORITY,
        "fault_at_intake": True,
        "intake_finished": True,
    }


def proposed_redo_order(dossier: Dossier, on: date, data: Mapping[str, Any]) -> dict[str, Any]:
    return {"fault": Fault(data["fault"]), "fault_qualified": data["qualified"]}


def proposed_redo_order_here(dossier: Dossier, on: date, data: Mapping[str, Any]) -> dict[str, Any]:
    """Of the authority that received the member."""
    received = {"fault_at_intake": True, "intake_finished": True, "fault_consent_on": data.get("consent_on")}
    return {**proposed_redo_order(dossier, on, data), **received}


def proposed_removal(dossier: Dossier, on: date, data: Mapping[str, Any]) -> dict[str, Any]:
    return {"fault_name_removed_on": on}
