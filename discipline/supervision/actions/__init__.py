"""What happens to a supervision: one function per verb. Who may, when and where it leads stands in flows.py."""

from discipline.supervision.actions.concluding import (
    conclude_supervision,
    file_supervision,
    report_signs,
    require_remedy,
    tick_remedy,
)
from discipline.supervision.actions.working import (
    begin_supervision,
    begin_verification,
    decide_supervision,
    deploy_supervision,
    extend_supervision,
    hand_in_self_report,
    hold_supervised_meeting,
)

__all__ = [
    "begin_supervision",
    "begin_verification",
    "conclude_supervision",
    "decide_supervision",
    "deploy_supervision",
    "extend_supervision",
    "file_supervision",
    "hand_in_self_report",
    "hold_supervised_meeting",
    "report_signs",
    "require_remedy",
    "tick_remedy",
]
