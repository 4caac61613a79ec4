"""What must hold at each step of an inspection or a supervision: which rule stops it, which is only shown.

Lateness never stops anything; the lengths above the grassroots are unverified and only warn (U-02).
"""

from discipline.rules.inspection import (
    cell_extension_is_short,
    cell_inspection_in_time,
    discipline_follows_without_a_second_inspection,
    inspection_extended_once,
    inspection_in_time,
    inspection_is_competent,
    inspection_is_made_known_in_time,
    inspection_looks_back_no_further,
    inspection_outcome_is_one_of_four,
    inspection_team_is_small,
    signs_go_to_inspection,
    signs_have_a_source,
    supervision_by_cell_allowed,
)
from workflows.rules import StepRules

IN_TIME = (inspection_in_time, cell_inspection_in_time)

TO_PROPOSE = StepRules(blocks=(), flags=(inspection_is_competent,))
TO_DECIDE = StepRules(blocks=(signs_have_a_source, inspection_is_competent, inspection_looks_back_no_further))
TO_NAME = StepRules(blocks=(inspection_team_is_small,))
TO_DEPLOY = StepRules(blocks=(inspection_team_is_small,), flags=(inspection_is_made_known_in_time,))
TO_EXTEND = StepRules(blocks=(inspection_extended_once, cell_extension_is_short))
TO_REPORT = StepRules(blocks=(), flags=IN_TIME)
TO_CONCLUDE = StepRules(blocks=(inspection_outcome_is_one_of_four,), flags=IN_TIME)
TO_PUBLISH = StepRules(blocks=(discipline_follows_without_a_second_inspection,))

TO_SUPERVISE = StepRules(blocks=(supervision_by_cell_allowed,))
TO_DEPLOY_SUPERVISION = StepRules(blocks=(inspection_team_is_small,), flags=(inspection_is_made_known_in_time,))
TO_EXTEND_SUPERVISION = StepRules(blocks=(cell_extension_is_short,))
TO_CONCLUDE_SUPERVISION = StepRules(blocks=(signs_go_to_inspection,), flags=(cell_inspection_in_time,))
