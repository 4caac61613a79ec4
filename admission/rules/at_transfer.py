"""What is asked when the dossier of an applicant who moves is sent on, decided late, or examined again."""

from admission.rules.cancelling import ground_is_concluded
from admission.rules.faults import proposing_was_a_breach
from admission.rules.transfer import (
    ceremony_is_not_held_at_the_place_left,
    decision_follows_to_the_new_cell,
    decision_is_sent_on,
    delay_is_reported_to_the_superior,
    helped_person_is_certified,
    late_decision_is_cancelled_and_forwarded,
    petition_is_answered_in_time,
    resolved_dossier_goes_to_the_new_authority,
    sent_dossier_is_forwarded,
    sent_dossier_is_forwarded_in_time,
)
from workflows.rules import StepRules

AT_SENDING = StepRules(
    blocks=(
        helped_person_is_certified,
        resolved_dossier_goes_to_the_new_authority,
        sent_dossier_is_forwarded,
        decision_follows_to_the_new_cell,
        decision_is_sent_on,
        late_decision_is_cancelled_and_forwarded,
        ceremony_is_not_held_at_the_place_left,
    ),
    flags=(sent_dossier_is_forwarded_in_time,),
)
AT_DELAY = StepRules(blocks=(), flags=(delay_is_reported_to_the_superior,))
AT_REEXAMINATION = StepRules(blocks=(), flags=(petition_is_answered_in_time,))
AT_PETITIONED_CANCELLATION = StepRules(
    blocks=(), flags=(ground_is_concluded, petition_is_answered_in_time, proposing_was_a_breach)
)
