"""What must hold at each step of a discipline case: which rule stops it, which is only shown.

The limitation never stops the examination or the vote (DIS-27); lateness never stops anything. Hearing, plan and
self-criticism are gates that no role passes by.
"""

from discipline.rules.circumstances import dissolution_has_ground
from discipline.rules.competence import (
    body_may_decide,
    body_may_propose,
    cell_was_directed_first,
    superior_verified_itself,
    take_over_has_a_ground,
)
from discipline.rules.deadlines import announced_in_time, cell_paper_in_time
from discipline.rules.decision import ends_by_itself
from discipline.rules.deferral import examination_is_not_deferred
from discipline.rules.dissolution import dissolution_was_proposed, dissolved_organisation_is_wound_up
from discipline.rules.gates import (
    body_has_a_vote,
    body_only_verifies,
    case_was_taken_over,
    deferral_has_a_ground,
    form_dissolves,
    form_ends_membership,
    subject_is_a_member,
    subject_is_an_organization,
    subject_is_probationary,
    vote_decides,
    vote_proposes,
)
from discipline.rules.judgments import judgment_allows_decision_alone
from discipline.rules.limitation import limitation_is_in_sight
from discipline.rules.papers import (
    decision_cites_both_versions,
    decision_has_complaint_clause,
    decision_says_what_the_minutes_say,
    papers_are_in_the_file,
    papers_of_the_opening_are_in_the_file,
)
from discipline.rules.principles import form_is_open_to_subject, one_decision_for_all, violations_are_concluded
from discipline.rules.procedure import (
    accused_was_heard,
    cell_needs_somebody_from_above,
    conclusion_is_complete,
    managing_body_attends,
    plan_is_made_known,
    self_criticism_or_refusal,
    superior_sends_a_chair_when_nobody_is_left,
    third_request_before_striking_off,
)
from discipline.rules.standing import (
    members_of_the_organization_are_examined,
    objectors_are_not_disciplined,
    organization_stays_answerable,
)
from discipline.rules.suspension import (
    suspension_has_ground,
    suspension_is_by_its_body,
    suspension_that_is_due_is_made,
    suspension_within_length,
)
from discipline.rules.versions import substance_version_is_chosen
from discipline.rules.voting import accused_has_his_vote, vote_is_secret
from discipline.rules.wrong_discipline import (
    discipline_was_wrong,
    restoration_fits_the_form,
    restoration_is_recorded,
    restored_member_kept_his_quality,
    wrong_discipline_is_apologised,
)
from workflows.rules import StepRules

#: His rights before any vote: no step, no role and no level goes round them.
RIGHTS = (plan_is_made_known, self_criticism_or_refusal, accused_was_heard)

TO_REGISTER_ORGANIZATION = StepRules(blocks=(organization_stays_answerable,))
TO_PREPARE = StepRules(blocks=(examination_is_not_deferred,), flags=(limitation_is_in_sight,))
TO_DEFER = StepRules(blocks=(deferral_has_a_ground,), gates=(subject_is_a_member,))
TO_MAKE_KNOWN = StepRules(blocks=(papers_of_the_opening_are_in_the_file,))
BY_JUDGMENT = StepRules(blocks=(judgment_allows_decision_alone,), gates=(subject_is_a_member,))
TO_RECORD_REFUSAL = StepRules(blocks=(self_criticism_or_refusal,))
TO_THE_CELL = StepRules(
    blocks=(*RIGHTS, violations_are_concluded),
    flags=(limitation_is_in_sight, papers_are_in_the_file),
    gates=(subject_is_a_member,),
)
#: DIS-15: that each member's part is examined stops nothing by itself; the article does not say by when.
_BESIDE_MEMBERS = (members_of_the_organization_are_examined, objectors_are_not_disciplined)
TO_THE_SUPERIOR = StepRules(
    blocks=(
        plan_is_made_known,
        self_criticism_or_refusal,
        violations_are_concluded,
        form_is_open_to_subject,
        dissolution_has_ground,
    ),
    flags=(limitation_is_in_sight, papers_are_in_the_file, *_BESIDE_MEMBERS),
    gates=(subject_is_an_organization,),
)
TO_STRIKE_OFF = StepRules(blocks=(third_request_before_striking_off,), gates=(subject_is_probationary,))
TO_SEND = StepRules(blocks=(cell_needs_somebody_from_above,))
TO_TAKE_OVER = StepRules(blocks=(take_over_has_a_ground,), flags=(cell_was_directed_first,))
TO_GO_ON_ITSELF = StepRules(blocks=(plan_is_made_known, self_criticism_or_refusal), gates=(case_was_taken_over,))

_BEFORE_VOTE = (
    *RIGHTS,
    examination_is_not_deferred,
    one_decision_for_all,
    form_is_open_to_subject,
    substance_version_is_chosen,
)
_AT_VOTE = (limitation_is_in_sight, accused_has_his_vote, managing_body_attends)
_AT_LEVEL = (*_AT_VOTE, *_BESIDE_MEMBERS)
_IN_CELL = (*_AT_VOTE, superior_sends_a_chair_when_nobody_is_left)
CELL_DECIDES = StepRules(blocks=(*_BEFORE_VOTE, body_may_decide, vote_is_secret), flags=_IN_CELL, gates=(vote_decides,))
CELL_PROPOSES = StepRules(
    blocks=(*_BEFORE_VOTE, body_may_propose, vote_is_secret), flags=_IN_CELL, gates=(vote_proposes,)
)
CELL_DECIDED = StepRules(blocks=(*_BEFORE_VOTE, conclusion_is_complete), flags=_AT_VOTE, gates=(vote_decides,))
CELL_PROPOSED = StepRules(blocks=(*_BEFORE_VOTE, conclusion_is_complete), flags=_AT_VOTE, gates=(vote_proposes,))

TO_HEARING = StepRules(blocks=(superior_verified_itself, violations_are_concluded), gates=(body_has_a_vote,))
TO_FORWARD = StepRules(blocks=(), gates=(body_only_verifies,))
TO_MEETING = StepRules(blocks=(accused_was_heard,))
LEVEL_DECIDES = StepRules(
    blocks=(
        *_BEFORE_VOTE,
        superior_verified_itself,
        body_may_decide,
        dissolution_has_ground,
        dissolution_was_proposed,
        vote_is_secret,
    ),
    flags=_AT_LEVEL,
    gates=(vote_decides,),
)
LEVEL_PROPOSES = StepRules(
    blocks=(*_BEFORE_VOTE, superior_verified_itself, dissolution_has_ground, vote_is_secret),
    flags=_AT_LEVEL,
    gates=(vote_proposes,),
)
LEVEL_DECIDED = StepRules(
    blocks=(*_BEFORE_VOTE, superior_verified_itself, conclusion_is_complete), flags=_AT_VOTE, gates=(vote_decides,)
)
LEVEL_PROPOSED = StepRules(
    blocks=(*_BEFORE_VOTE, superior_verified_itself, conclusion_is_complete), flags=_AT_VOTE, gates=(vote_proposes,)
)

#: The guard of T23: what the decision says is compared with the minutes and the law of the day.
_TEXT = (decision_says_what_the_minutes_say, decision_cites_both_versions, decision_has_complaint_clause)
TO_SIGN = StepRules(blocks=_TEXT)
TO_WRITE = StepRules(blocks=_TEXT, flags=(cell_paper_in_time,))
TO_ANNOUNCE = StepRules(blocks=(), flags=(announced_in_time,))
TO_CONCLUDE_EXPULSION = StepRules(blocks=(), gates=(form_ends_membership,))
TO_MOVE_MEMBERS = StepRules(blocks=(), gates=(form_dissolves,))
TO_CONCLUDE_DISSOLUTION = StepRules(blocks=(), flags=(dissolved_organisation_is_wound_up,), gates=(form_dissolves,))
TO_END = StepRules(blocks=(ends_by_itself,))

TO_APOLOGISE = StepRules(blocks=(discipline_was_wrong, wrong_discipline_is_apologised))
TO_RESTORE = StepRules(blocks=(restored_member_kept_his_quality, restoration_fits_the_form))
TO_CLOSE_CANCELLED = StepRules(blocks=(), flags=(wrong_discipline_is_apologised, restoration_is_recorded))
TO_SUSPEND = StepRules(
    blocks=(suspension_has_ground, suspension_is_by_its_body, suspension_within_length),
    flags=(suspension_that_is_due_is_made,),
)
TO_SUSPEND_ORGANIZATION = StepRules(blocks=(suspension_has_ground, suspension_is_by_its_body, suspension_within_length))
TO_EXTEND_SUSPENSION = StepRules(blocks=(suspension_within_length,))
