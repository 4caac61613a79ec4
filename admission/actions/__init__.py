"""What happens to a dossier: one function per verb. Who may, when and where it leads stands in flows.py."""

from admission.actions.anew import hand_over, lead_anew
from admission.actions.applicant import withdraw, withdraw_for_applicant
from admission.actions.authority import (
    appraise,
    direct_new_vote,
    issue_decision,
    notify_refusal,
    record_consent,
    record_standing_vote,
    return_for_supplement,
    send_to_appraisal,
    stop_after_shortfall,
    supply,
)
from admission.actions.background import record_exemption, take_in_answer
from admission.actions.below import (
    appraise_section,
    record_cell_vote,
    record_committee_vote,
    record_deciding_vote,
)
from admission.actions.ceremony import hold_ceremony, receive_decision
from admission.actions.cv import submit_cv
from admission.actions.deadline import cancel_decision, extend_decision
from admission.actions.dossier import (
    add_introducer,
    declare_complete,
    file_paper,
    open_dossier,
    record_particulars,
    remove_introducer,
    submit_for_verification,
)
from admission.actions.verification import (
    certify_cv,
    conclude_verification,
    find_ineligible,
    record_reply,
    request_verification,
    return_for_clarification,
)

__all__ = [
    "add_introducer",
    "appraise",
    "appraise_section",
    "cancel_decision",
    "certify_cv",
    "conclude_verification",
    "declare_complete",
    "direct_new_vote",
    "extend_decision",
    "file_paper",
    "find_ineligible",
    "hand_over",
    "hold_ceremony",
    "issue_decision",
    "lead_anew",
    "notify_refusal",
    "open_dossier",
    "receive_decision",
    "record_cell_vote",
    "record_committee_vote",
    "record_consent",
    "record_deciding_vote",
    "record_exemption",
    "record_particulars",
    "record_reply",
    "record_standing_vote",
    "remove_introducer",
    "request_verification",
    "return_for_clarification",
    "return_for_supplement",
    "send_to_appraisal",
    "stop_after_shortfall",
    "submit_cv",
    "submit_for_verification",
    "supply",
    "take_in_answer",
    "withdraw",
    "withdraw_for_applicant",
]
