"""The rules of the acts about a wrong admission: which stop, which are only shown.

A step done again is judged by the law of its own day (ADM-01). What the applicant had to meet when he was considered is
not asked again: the finding says whether he met it.
"""

from admission.rules.chain import chain_is_known
from admission.rules.decision import consents_precede_the_decision, decision_is_in_time
from admission.rules.dossier import cell_can_act, one_applicant_at_a_time
from admission.rules.eligibility import (
    enough_introducers,
    introduced_by_trade_union,
    introduced_by_youth_union,
    introduced_without_organizations,
    introducers_may_introduce,
)
from admission.rules.faults import admission_is_annulled, faulty_steps_suffice, proposing_was_a_breach
from admission.rules.recognition import (
    helpers_gave_remarks,
    new_member_class_is_certified,
    probation_is_over,
    recognition_papers_are_complete,
    self_criticism_follows_probation,
)
from admission.rules.voting import (
    authorised_committee_agrees,
    cell_agrees,
    cell_base_is_right,
    cell_vote_has_allowed_form,
    committee_agrees,
    committee_base_is_right,
    committee_may_decide,
    committee_only_proposes,
    committee_vote_has_allowed_form,
    direct_committee_agrees,
    standing_committee_agrees,
    standing_committee_base_is_right,
    standing_committee_vote_has_allowed_form,
)
from admission.rules.wrong_admission import (
    cancellation_after_intake_is_consented,
    cancelled_name_is_removed,
    decision_is_issued_again,
    faulty_steps_alone_are_done_again,
    wrong_admission_is_cancelled,
)
from workflows.rules import StepRules

AT_ANNULMENT = StepRules(
    blocks=(admission_is_annulled, wrong_admission_is_cancelled, cancellation_after_intake_is_consented),
    flags=(proposing_was_a_breach,),
)
AT_REMOVAL_OF_NAME = StepRules(blocks=(cancelled_name_is_removed,))
TO_REDO = StepRules(blocks=(faulty_steps_suffice,), flags=(proposing_was_a_breach,))
TO_REDO_HERE = TO_REDO._replace(blocks=(*TO_REDO.blocks, cancellation_after_intake_is_consented))
REDO_IS_DONE = StepRules(blocks=(faulty_steps_alone_are_done_again,), flags=(decision_is_issued_again,))
PAPERS_AGAIN = StepRules(
    blocks=(
        enough_introducers,
        introduced_by_youth_union,
        introduced_by_trade_union,
        introduced_without_organizations,
        introducers_may_introduce,
    )
)
CELL_OPENS_AGAIN = StepRules(
    blocks=(
        chain_is_known,
        cell_can_act,
        one_applicant_at_a_time,
        cell_base_is_right,
        cell_vote_has_allowed_form,
    )
)
CELL_VOTE_AGAIN = StepRules(
    blocks=(), flags=(cell_agrees, cell_can_act, cell_base_is_right, cell_vote_has_allowed_form)
)
_COMMITTEE = (chain_is_known, committee_base_is_right, committee_vote_has_allowed_form)
COMMITTEE_OPENS_AGAIN = StepRules(blocks=_COMMITTEE, flags=(decision_is_in_time,), gates=(committee_only_proposes,))
DECIDING_COMMITTEE_OPENS_AGAIN = StepRules(
    blocks=(consents_precede_the_decision, *_COMMITTEE), flags=(decision_is_in_time,), gates=(committee_may_decide,)
)
COMMITTEE_VOTE_AGAIN = StepRules(
    blocks=(),
    flags=(committee_agrees, committee_base_is_right, committee_vote_has_allowed_form),
    gates=(committee_only_proposes,),
)
DECIDING_VOTE_AGAIN = StepRules(
    blocks=(),
    flags=(authorised_committee_agrees, committee_base_is_right, committee_vote_has_allowed_form),
    gates=(committee_may_decide,),
)
STANDING_OPENS_AGAIN = StepRules(
    blocks=(
        chain_is_known,
        consents_precede_the_decision,
        standing_committee_base_is_right,
        standing_committee_vote_has_allowed_form,
    ),
    flags=(decision_is_in_time,),
)
STANDING_VOTE_AGAIN = StepRules(
    blocks=(),
    flags=(
        standing_committee_agrees,
        direct_committee_agrees,
        standing_committee_base_is_right,
        standing_committee_vote_has_allowed_form,
    ),
)

#: Of the recognition alone: by the law of the day on which a step is done again, as of an admission.
TO_REDO_RECOGNITION = StepRules(blocks=(faulty_steps_suffice,))
RECOGNITION_PAPERS_AGAIN = StepRules(
    blocks=(
        new_member_class_is_certified,
        recognition_papers_are_complete,
        self_criticism_follows_probation,
        helpers_gave_remarks,
    )
)
_CELL_VOTE = (cell_base_is_right, cell_vote_has_allowed_form)
RECOGNITION_CELL_OPENS_AGAIN = StepRules(
    blocks=(chain_is_known, probation_is_over, cell_can_act, *RECOGNITION_PAPERS_AGAIN.blocks, *_CELL_VOTE)
)
RECOGNITION_CELL_VOTE_AGAIN = StepRules(blocks=(probation_is_over, cell_can_act), flags=(cell_agrees, *_CELL_VOTE))
RECOGNITION_COMMITTEE_OPENS_AGAIN = StepRules(blocks=_COMMITTEE, gates=(committee_only_proposes,))
RECOGNITION_DECIDING_OPENS_AGAIN = StepRules(blocks=_COMMITTEE, gates=(committee_may_decide,))
RECOGNITION_STANDING_OPENS_AGAIN = StepRules(
    blocks=(chain_is_known, standing_committee_base_is_right, standing_committee_vote_has_allowed_form)
)
