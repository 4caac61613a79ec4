"""What belongs to no open step: withdrawing, leading anew, extending, cancelling."""

from typing import Any

from viewflow import this

from admission import actions
from admission import rules as law
from admission.models import State
from admission.states import BEFORE_MEMBERSHIP, BEING_DECIDED, DECIDED
from organization.models import BodyKind
from permissions.catalogue import Perm
from workflows.meetings.minutes import file_minutes
from workflows.nodes import Anytime
from workflows.recounting import recount_clocks

#: Acts of the cell itself, wherever the way of its dossier leads.
OF_THE_CELL: Any = {
    "level": "cell",
    "body_kind": BodyKind.CELL,
    "perm": Perm.PREPARE_DOSSIER,
    "holder": "cell_body",
}
#: Names the cell that prepares: the one where the person is active for a time, else his own (ADM-72).
PREPARER = "preparer_on"


class AsideSteps:
    """Acts at any time of their states."""

    withdrawal = Anytime(states=BEFORE_MEMBERSHIP).Does(actions.withdraw, this.withdrawn)
    withdrawal_by_cell = Anytime(states=BEFORE_MEMBERSHIP, **OF_THE_CELL).Does(
        actions.withdraw_for_applicant, this.withdrawn
    )

    led_anew = Anytime(states=BEING_DECIDED, **OF_THE_CELL).Does(
        actions.lead_anew, this.section, this.grassroots, this.appraisal
    )
    certification_handed_over = Anytime(states=(State.BACKGROUND_CHECK,), **OF_THE_CELL).Does(
        actions.hand_over, this.certify, this.certify_in_cell, this.certify_above
    )
    shortfall_handed_over = Anytime(states=(State.CELL_BELOW_RATIO,), **OF_THE_CELL).Does(
        actions.hand_over, this.cell_shortfall, this.authorised_shortfall
    )
    refusal_handed_over = Anytime(states=(State.REFUSAL_PENDING,), **OF_THE_CELL).Does(
        actions.hand_over, this.refusal_notice, this.authorised_notice
    )

    extension = Anytime(
        states=BEING_DECIDED, level="authority", body_kind=BodyKind.STANDING_COMMITTEE, perm=Perm.ISSUE_DECISION
    ).Does(actions.extend_decision, rules=law.AT_EXTENSION)
    authorised_extension = Anytime(
        states=BEING_DECIDED, level="authorised", body_kind=BodyKind.COMMITTEE, perm=Perm.ISSUE_DECISION
    ).Does(actions.extend_decision, rules=law.AT_EXTENSION)

    cancellation = Anytime(
        states=DECIDED,
        level="authority",
        body_kind=BodyKind.STANDING_COMMITTEE,
        perm=Perm.ISSUE_DECISION,
        holder="issuer_on",
    ).Does(actions.cancel_decision, this.cancelled, rules=law.AT_CANCELLATION)

    answer = Anytime(states=(State.BACKGROUND_CHECK,)).Does(actions.take_in_answer)
    recount = Anytime(states=tuple(State)).Does(recount_clocks)
    minutes = Anytime(states=tuple(State)).Does(file_minutes)
