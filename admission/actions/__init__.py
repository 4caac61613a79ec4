"""What happens to a dossier: one function per verb. Who may, when and where it leads stands in flows.py."""

from admission.actions.anew import hand_over, lead_anew
from admission.actions.applicant import withdraw, withdraw_for_applicant
from admission.actions.authority import (
    appraise,
    direct_new_vote,
    issue_decision,
    notify_refusal,
    record_standing_vote,
    return_for_supplement,
    send_to_appraisal,
    stop_after_shortfall,
    supply,
)
from admission.actions.below import (
    appraise_section,
    record_cell_vote,
    record_committee_vote,
    record_deciding_vote,
)
from admission.actions.ceremony import hold_ceremony, receive_decision
from admission.actions.consents import (
    ask_higher_consent,
    record_answer,
    record_answer_to_committee,
    record_consent,
    record_refused_consent,
)
from admission.actions.cv import submit_cv
from admission.actions.deadline import cancel_decision, cancel_for_transfer, cancel_on_petition, extend_decision
from admission.actions.death import report_death
from admission.actions.dossier import (
    add_introducer,
    declare_complete,
    file_paper,
    open_dossier,
    record_particulars,
    remove_introducer,
    submit_for_verification,
)
from admission.actions.political import conclude_politically, find_barred, refer_political_issue
from admission.actions.staleness import (
    declare_stale,
    file_new_certificate,
    keep_certificate,
    redo_stale,
    send_to_class_again,
    take_up_stale,
)
from admission.actions.taking_in import (
    assign_new_helper,
    petition_issuer,
    receive_forwarded_decision,
    receive_transfer,
    report_delay,
    report_faults,
    uphold_decision,
)
from admission.actions.transfer import drop_transfer, open_transfer, redirect_transfer, report_move, send_transfer
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
    "ask_higher_consent",
    "assign_new_helper",
    "cancel_decision",
    "cancel_for_transfer",
    "cancel_on_petition",
    "certify_cv",
    "conclude_politically",
    "conclude_verification",
    "declare_complete",
    "declare_stale",
    "direct_new_vote",
    "drop_transfer",
    "extend_decision",
    "file_new_certificate",
    "file_paper",
    "find_barred",
    "find_ineligible",
    "hand_over",
    "hold_ceremony",
    "issue_decision",
    "keep_certificate",
    "lead_anew",
    "notify_refusal",
    "open_dossier",
    "open_transfer",
    "petition_issuer",
    "receive_decision",
    "receive_forwarded_decision",
    "receive_transfer",
    "record_answer",
    "record_answer_to_committee",
    "record_cell_vote",
    "record_committee_vote",
    "record_consent",
    "record_deciding_vote",
    "record_particulars",
    "record_refused_consent",
    "record_reply",
    "record_standing_vote",
    "redirect_transfer",
    "redo_stale",
    "refer_political_issue",
    "remove_introducer",
    "report_death",
    "report_delay",
    "report_faults",
    "report_move",
    "request_verification",
    "return_for_clarification",
    "return_for_supplement",
    "send_to_appraisal",
    "send_to_class_again",
    "send_transfer",
    "stop_after_shortfall",
    "submit_cv",
    "submit_for_verification",
    "supply",
    "take_up_stale",
    "uphold_decision",
    "withdraw",
    "withdraw_for_applicant",
]
