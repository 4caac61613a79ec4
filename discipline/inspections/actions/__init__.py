"""What happens to an inspection: one function per verb. Who may, when and where it leads stands in flows.py."""

from discipline.inspections.actions.concluding import (
    conclude_inspection,
    file_inspection,
    go_on_with_discipline,
    hand_to_competent,
    publish_conclusion,
)
from discipline.inspections.actions.opening import decide_inspection, file_signs, note_signs, propose_inspection
from discipline.inspections.actions.team import end_inspector, name_inspector
from discipline.inspections.actions.voting import record_org_vote
from discipline.inspections.actions.working import (
    ask_explanation,
    criticise_in_inspection,
    deploy_inspection,
    extend_inspection,
    file_inspection_paper,
    hand_in_explanation,
    hear_inspected,
    note_no_explanation,
    put_facts_before,
    report_result,
)

__all__ = [
    "ask_explanation",
    "conclude_inspection",
    "criticise_in_inspection",
    "decide_inspection",
    "deploy_inspection",
    "end_inspector",
    "extend_inspection",
    "file_inspection",
    "file_inspection_paper",
    "file_signs",
    "go_on_with_discipline",
    "hand_in_explanation",
    "hand_to_competent",
    "hear_inspected",
    "name_inspector",
    "note_no_explanation",
    "note_signs",
    "propose_inspection",
    "publish_conclusion",
    "put_facts_before",
    "record_org_vote",
    "report_result",
]
