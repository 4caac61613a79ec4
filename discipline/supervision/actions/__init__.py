"""What happens to a supervision: one function per verb. Who may, when and where it leads stands in flows.py."""

from discipline.supervision.actions.concluding import conclude_supervision, file_supervision, report_signs
from discipline.supervision.actions.planning import adopt_item, change_item, plan_item, withdraw_item
from discipline.supervision.actions.remedying import lift_remedy, put_off_remedy, require_remedy, tick_remedy
from discipline.supervision.actions.working import (
    begin_verification,
    decide_supervision,
    deploy_supervision,
    extend_supervision,
    hand_in_self_report,
    hold_supervised_meeting,
    note_no_report,
)

__all__ = [
    "adopt_item",
    "begin_verification",
    "change_item",
    "conclude_supervision",
    "decide_supervision",
    "deploy_supervision",
    "extend_supervision",
    "file_supervision",
    "hand_in_self_report",
    "hold_supervised_meeting",
    "lift_remedy",
    "note_no_report",
    "plan_item",
    "put_off_remedy",
    "report_signs",
    "require_remedy",
    "tick_remedy",
    "withdraw_item",
]
