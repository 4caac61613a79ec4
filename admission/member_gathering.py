"""The facts of the member stage of a dossier, from its rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Subquery
from django.db.models.functions import Coalesce

from admission.codes import Document as Paper
from admission.complaints import complaints_of
from admission.gathering_member_move import member_move_facts
from admission.matters import Matter, matter_of
from admission.member_codes import Removal
from admission.member_facts import Helper
from admission.states import MEMBER_STAGE
from workflows.facts import Later

if TYPE_CHECKING:
    from admission.models import Dossier

#: Step of the member stage that a meeting takes -> (the fact its vote is, the level in the chain).
MEMBER_VOTED_AT = {
    "recognition_cell": ("cell_vote", "cell"),
    "recognition_grassroots": ("committee_vote", "grassroots"),
    "recognition_standing": ("standing_committee_vote", "authority"),
    "recognition_redo_cell": ("cell_vote", "cell"),
    "recognition_redo_grassroots": ("committee_vote", "grassroots"),
    "recognition_redo_standing": ("standing_committee_vote", "authority"),
    "escalated": ("standing_committee_vote", "authority"),
    "escalated_committee": ("committee_vote", "authorised"),
    "escalated_superior": ("standing_committee_vote", "superior"),
    "removal_cell": ("cell_vote", "cell"),
    "removal_grassroots": ("committee_vote", "grassroots"),
    "removal_standing": ("standing_committee_vote", "authority"),
    "removal_superior": ("standing_committee_vote", "superior"),
}


def member_values(dossier: Dossier, on: date, proposed: Mapping[str, Any], papers: Any) -> dict[str, Any]:
    """{fact: value or Later}; nothing before the ceremony. ``papers``: the current papers of the dossier by code."""
    if dossier.state not in MEMBER_STAGE:
        return {}
    return {
        "new_member_certificate_on": Later(lambda: papers.paper(Paper.NEW_MEMBER_CERTIFICATE, "issued_on")),
        "self_criticism_on": Later(lambda: papers.paper(Paper.SELF_CRITICISM, "issued_on")),
        "helpers": Later(lambda: _helpers(dossier, papers.all_noted(Paper.HELPER_REMARKS, "helper"))),
        "recognition_resolved_on": Later(lambda: dossier.probation_row.cell_resolved_on),
        "recognition_decided_on": Later(lambda: dossier.probation_row.decided_on),
        "recognition_effective_on": Later(lambda: dossier.probation_row.effective_on),
        "recognition_extensions": Later(lambda: dossier.probation_row.extensions),
        "recognition_announced_on": Later(lambda: dossier.probation_row.announced_on),
        "cell_lateness_explained": Later(lambda: bool(dossier.probation_row.cell_lateness)),
        "decision_lateness_explained": Later(lambda: bool(dossier.probation_row.decision_lateness)),
        "failed_votes": Later(lambda: failed_votes(dossier, str(proposed.get("step")))),
        "removal_ground": Later(lambda: _ground(dossier)),
        "removal_decided_on": Later(lambda: dossier.probation_row.removed_on),
        "removal_announced_on": Later(lambda: dossier.probation_row.removal_announced_on),
        "removed_file_sent_on": Later(lambda: dossier.probation_row.files_sent_on),
        "complained_on": Later(lambda: getattr(next(iter(complaints_of(dossier)[-1:]), None), "complained_on", None)),
        **member_move_facts(dossier, on, proposed, papers),
    }


#: What puts the matter of a vote before the bodies: votes of an earlier proposal do not count in a new one (ADM-79).
BEGUN_BY = {
    Matter.RECOGNITION: ("submit_recognition",),
    Matter.REMOVAL: ("propose_removal", "take_up_removal", "decide_recognition"),
}


def failed_votes(dossier: Dossier, step: str) -> int:
    """How many votes of the step were below the ratio since its matter was proposed. One statement, once per object."""
    counted: dict[str, int] = dossier.__dict__.setdefault("_failed_votes", {})
    if step not in counted:
        counted[step] = _failed_votes(dossier, step)
    return counted[step]


def _failed_votes(dossier: Dossier, step: str) -> int:
    begun = dossier.judgements.filter(verb__in=BEGUN_BY[matter_of(dossier.state)])
    latest = Coalesce(Subquery(begun.order_by("-pk").values("pk")[:1]), 0)
    return dossier.tallies.filter(step=step, passed=False, judgement_id__gt=latest).count()


def _helpers(dossier: Dossier, given: set[str]) -> tuple[Helper, ...]:
    """Everyone who was assigned, the present one last; ``given``: public ids of those whose remarks are there."""
    left = [
        Helper(row.person.full_name, bool(row.without_remarks) or row.person.public_id in given, left=True)
        for row in dossier.former_helpers.select_related("person").order_by("left_on", "pk")
    ]
    now = dossier.helper
    return (*left, Helper(now.full_name, now.public_id in given)) if now is not None else tuple(left)


def _ground(dossier: Dossier) -> Removal | None:
    return Removal(dossier.probation_row.removal_ground) if dossier.probation_row.removal_ground else None


def _proposed_cell_vote(dossier: Dossier, on: date, data: Mapping[str, Any]) -> dict[str, Any]:
    explained = bool(data.get("explanation") or dossier.probation_row.cell_lateness)
    return {"recognition_meeting_on": on, "cell_lateness_explained": explained}


def _proposed_recognition(dossier: Dossier, on: date, data: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "recognition_decided_on": on,
        "recognition_effective_on": dossier.official_on,
        "decision_lateness_explained": bool(data.get("explanation")),
    }


MEMBER_PROPOSED: dict[str, Callable[[Any, date, Mapping[str, Any]], dict[str, Any]]] = {
    "record_recognition_vote": _proposed_cell_vote,
    "issue_recognition": _proposed_recognition,
    "propose_removal": lambda dossier, on, data: {"removal_ground": Removal(data["ground"])},
    "issue_removal": lambda dossier, on, data: {"removal_decided_on": on},
    "announce_removal": lambda dossier, on, data: {"removal_announced_on": on},
    "record_complaint": lambda dossier, on, data: {"complained_on": on},
    "send_removed_files": lambda dossier, on, data: {"removed_file_sent_on": on},
}
