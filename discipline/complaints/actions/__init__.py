"""What happens to a complaint: one function per verb. Who may, and where it leads, stands in complaints/flows.py."""

from discipline.complaints.actions.admissibility import (
    accept_complaint,
    guide_to_denounce,
    look_at_complaint,
    note_ground,
    redirect_complaint,
    reject_complaint,
)
from discipline.complaints.actions.answering import (
    DECIDED,
    GOES_UP,
    announce_answer,
    confirm_final,
    go_on_above,
    note_receipt,
    record_answer,
    record_proposed_answer,
    sign_answer,
)
from discipline.complaints.actions.opening import complain, enter_complaint
from discipline.complaints.actions.resolving import (
    file_complaint_paper,
    go_to_parties,
    hear_party,
    notify_overrun,
    put_complaint_before_meeting,
    take_submission,
    verify_complaint,
)
from discipline.complaints.actions.team import end_complaint_team, name_to_complaint_team
from discipline.complaints.actions.withdrawing import record_withdrawal, withdraw_complaint

__all__ = [
    "DECIDED",
    "GOES_UP",
    "accept_complaint",
    "announce_answer",
    "complain",
    "confirm_final",
    "end_complaint_team",
    "enter_complaint",
    "file_complaint_paper",
    "go_on_above",
    "go_to_parties",
    "guide_to_denounce",
    "hear_party",
    "look_at_complaint",
    "name_to_complaint_team",
    "note_ground",
    "note_receipt",
    "notify_overrun",
    "put_complaint_before_meeting",
    "record_answer",
    "record_proposed_answer",
    "record_withdrawal",
    "redirect_complaint",
    "reject_complaint",
    "sign_answer",
    "take_submission",
    "verify_complaint",
    "withdraw_complaint",
]
