"""What must hold at each step of a denunciation: which rule stops it, which is only shown. Lateness stops nothing."""

from discipline.rules.denunciation import (
    anonymous_denunciation_is_information_only,
    bad_faith_denunciation_is_a_violation,
    denounced_has_his_rights,
    denouncer_is_not_revealed,
    denunciation_concluded_per_allegation,
    denunciation_extended_once,
    denunciation_in_time,
    denunciation_is_accepted,
    denunciation_is_competent,
    denunciation_is_not_joint,
    denunciation_withdrawn_freely,
    joint_denunciation_is_decided_by_a_person,
    withdrawn_denunciation_goes_on_with_signs,
)
from workflows.rules import StepRules

TO_ACCEPT = StepRules(
    blocks=(denunciation_is_competent, denunciation_is_accepted, denunciation_is_not_joint),
    flags=(joint_denunciation_is_decided_by_a_person,),
)
TO_USE = StepRules(blocks=(anonymous_denunciation_is_information_only,))
TO_GIVE = StepRules(blocks=(denouncer_is_not_revealed,))
TO_EXTEND = StepRules(blocks=(denunciation_extended_once,))
TO_CONCLUDE = StepRules(
    blocks=(denounced_has_his_rights, denunciation_concluded_per_allegation), flags=(denunciation_in_time,)
)
TO_MAKE_KNOWN = StepRules(blocks=(denounced_has_his_rights,))
TO_WITHDRAW = StepRules(blocks=(denunciation_withdrawn_freely, withdrawn_denunciation_goes_on_with_signs))
TO_GO_ON = StepRules(blocks=(withdrawn_denunciation_goes_on_with_signs,), flags=(denunciation_withdrawn_freely,))
BAD_FAITH = StepRules(blocks=(), flags=(bad_faith_denunciation_is_a_violation,))
