"""What must be true of an admission dossier, step by step: which rule stops an approval and which is only shown.

Lateness never stops, except a late ceremony without consent (ADM-60). A vote's outcome is judged after the vote, by
the rules of ``…_VOTE``; those of ``AT_…`` are judged before it.
"""

from admission.rules import competence as competence
from admission.rules import considering as considering
from admission.rules import lost_file as lost_file
from admission.rules import member_file as member_file
from admission.rules import member_steps as member
from admission.rules import readmission as readmission
from admission.rules import records as records
from admission.rules import replies as replies
from admission.rules import special as special
from admission.rules import staleness as staleness
from admission.rules import transfer as transfer
from admission.rules import wrong_admission as wrong_admission
from admission.rules.at_transfer import AT_DELAY as AT_DELAY
from admission.rules.at_transfer import AT_PETITIONED_CANCELLATION as AT_PETITIONED_CANCELLATION
from admission.rules.at_transfer import AT_REEXAMINATION as AT_REEXAMINATION
from admission.rules.at_transfer import AT_SENDING as AT_SENDING
from admission.rules.background import (
    own_side_is_exempt,
    persons_are_verified,
    same_commune_is_exempt,
    spouse_side_is_exempt,
    verifier_is_no_relative,
)
from admission.rules.cancelling import ceremony_is_overdue, ground_is_concluded, moved_too_long_before
from admission.rules.chain import armed_forces_have_rules_of_their_own, chain_is_known
from admission.rules.considering import citizen_of_the_country
from admission.rules.decision import (
    authority_appraised,
    cell_is_notified,
    ceremony_is_in_time,
    consents_precede_the_decision,
    dates_are_kept_apart,
    decision_is_drawn_up,
    decision_is_in_time,
    extension_is_allowed,
    late_ceremony_is_consented,
    probation_runs_from_ceremony,
)
from admission.rules.dossier import (
    background_is_certified,
    cell_can_act,
    cell_is_too_small,
    dossier_is_fresh,
    one_applicant_at_a_time,
    opinions_are_collected,
    papers_are_complete,
)
from admission.rules.eligibility import (
    certificate_is_valid,
    class_is_certified,
    educated_enough,
    educated_for_special_area,
    enough_introducers,
    introduced_by_trade_union,
    introduced_by_youth_union,
    introduced_without_organizations,
    introducers_may_introduce,
    literacy_is_consented,
    lost_introducers_are_replaced,
    old_enough,
    over_age_is_consented,
)
from admission.rules.faults import proposing_was_a_breach
from admission.rules.readmission import (
    probation_is_served_again,
    readmission_is_consented,
    readmission_is_not_barred,
    readmission_papers_are_there,
    readmission_wait_is_over,
    readmitted_only_once,
)
from admission.rules.records import helper_at_the_ceremony_is_official
from admission.rules.redo_steps import (
    AT_ANNULMENT,
    AT_REMOVAL_OF_NAME,
    CELL_OPENS_AGAIN,
    CELL_VOTE_AGAIN,
    COMMITTEE_OPENS_AGAIN,
    COMMITTEE_VOTE_AGAIN,
    DECIDING_COMMITTEE_OPENS_AGAIN,
    DECIDING_VOTE_AGAIN,
    PAPERS_AGAIN,
    REDO_IS_DONE,
    STANDING_OPENS_AGAIN,
    STANDING_VOTE_AGAIN,
    TO_REDO,
    TO_REDO_HERE,
)
from admission.rules.redoing import (
    certificate_has_lapsed,
    dossier_is_stale,
    verification_stands,
)
from admission.rules.replies import nothing_is_certified_before_the_replies, places_are_asked_their_own_way
from admission.rules.sources import dossier_is_proposed_then_allowed, helper_is_official
from admission.rules.special import (
    believer_has_the_papers,
    dignitary_is_consented,
    foreign_marriage_has_the_papers,
    foreign_origin_has_the_papers,
    population_matter_is_concluded,
    private_owner_has_the_papers,
)
from admission.rules.staleness import stale_check_is_supplemented, stale_papers_are_made_anew
from admission.rules.temporary import stay_has_its_length, temporary_cell_only_prepares
from admission.rules.voting import (
    authorised_committee_agrees,
    cell_agrees,
    cell_base_is_right,
    cell_vote_below_ratio_is_reported,
    cell_vote_has_allowed_form,
    committee_agrees,
    committee_base_is_right,
    committee_may_decide,
    committee_only_proposes,
    committee_vote_below_ratio_is_reported,
    committee_vote_has_allowed_form,
    direct_committee_agrees,
    section_only_appraises,
    standing_committee_agrees,
    standing_committee_base_is_right,
    standing_committee_vote_has_allowed_form,
)
from workflows.rules import StepRules

__all__ = [
    "AT_ANNULMENT",
    "AT_APPRAISAL",
    "AT_AUTHORISED",
    "AT_AUTHORISED_DECISION",
    "AT_AUTHORITY",
    "AT_CANCELLATION",
    "AT_CEREMONY",
    "AT_DECISION",
    "AT_DRAFTING",
    "AT_EXEMPTION",
    "AT_EXTENSION",
    "AT_GRASSROOTS",
    "AT_REMOVAL_OF_NAME",
    "AT_REQUEST",
    "AT_SECTION",
    "AT_START",
    "AT_STAY",
    "AT_THE_CELL",
    "AT_VERIFICATION",
    "AUTHORISED_VOTE",
    "AUTHORITY_VOTE",
    "CELL_OPENS",
    "CELL_OPENS_AGAIN",
    "CELL_VOTE",
    "CELL_VOTE_AGAIN",
    "CERTIFICATE_ANEW",
    "CERTIFICATE_LAPSED",
    "CERTIFICATE_LAPSED_BEFORE",
    "COMMITTEE_OPENS",
    "COMMITTEE_OPENS_AGAIN",
    "COMMITTEE_VOTE_AGAIN",
    "DECIDING_COMMITTEE_OPENS",
    "DECIDING_COMMITTEE_OPENS_AGAIN",
    "DECIDING_VOTE_AGAIN",
    "GRASSROOTS_VOTE",
    "IS_STALE",
    "PAPERS_AGAIN",
    "READMISSION",
    "REDONE",
    "REDO_IS_DONE",
    "STANDING_OPENS",
    "STANDING_OPENS_AGAIN",
    "STANDING_VOTE_AGAIN",
    "TOO_SMALL",
    "TO_ALLOW_DOSSIER",
    "TO_ASK_BELOW",
    "TO_COMPLETE",
    "TO_KEEP_CERTIFICATE",
    "TO_LIST",
    "TO_PASS_ON",
    "TO_PROPOSE_DOSSIER",
    "TO_REDO",
    "TO_REDO_HERE",
    "VERIFIED",
    "armed_forces_have_rules_of_their_own",
    "chain_is_known",
    "lost_file",
    "member",
    "member_file",
]

READMISSION = (readmission_wait_is_over, readmission_is_not_barred, readmitted_only_once)
_INTRODUCTION = (
    enough_introducers,
    introduced_by_youth_union,
    introduced_by_trade_union,
    introduced_without_organizations,
    introducers_may_introduce,
    lost_introducers_are_replaced,
)

AT_START = StepRules(
    blocks=(chain_is_known, educated_enough, educated_for_special_area, class_is_certified, certificate_is_valid),
    flags=(old_enough, over_age_is_consented, literacy_is_consented),
)
AT_DRAFTING = StepRules(blocks=_INTRODUCTION, flags=(dossier_is_fresh,))
AT_REQUEST = StepRules(blocks=(verifier_is_no_relative,))
AT_EXEMPTION = StepRules(blocks=(own_side_is_exempt, spouse_side_is_exempt, same_commune_is_exempt))
VERIFIED = StepRules(blocks=(persons_are_verified, places_are_asked_their_own_way, *AT_EXEMPTION.blocks))
AT_VERIFICATION = StepRules(
    blocks=(background_is_certified, nothing_is_certified_before_the_replies), flags=(dossier_is_fresh,)
)
#: Nationally people conclude on most of these; the consents among them must come before the decision.
_FURTHER_CONDITIONS = (
    private_owner_has_the_papers,
    believer_has_the_papers,
    dignitary_is_consented,
    foreign_marriage_has_the_papers,
    foreign_origin_has_the_papers,
    population_matter_is_concluded,
)
TO_COMPLETE = StepRules(
    blocks=(
        citizen_of_the_country,
        background_is_certified,
        opinions_are_collected,
        papers_are_complete,
        dossier_is_fresh,
        readmission_papers_are_there,
        *_INTRODUCTION,
    ),
    flags=(
        old_enough,
        class_is_certified,
        certificate_is_valid,
        *_FURTHER_CONDITIONS,
        temporary_cell_only_prepares,
    ),
)
AT_THE_CELL = StepRules(
    blocks=(
        citizen_of_the_country,
        old_enough,
        educated_enough,
        educated_for_special_area,
        class_is_certified,
        certificate_is_valid,
        *_INTRODUCTION,
        background_is_certified,
        opinions_are_collected,
        dossier_is_fresh,
        cell_can_act,
        papers_are_complete,
        one_applicant_at_a_time,
        *READMISSION,
        readmission_papers_are_there,
    ),
    flags=(over_age_is_consented, literacy_is_consented, readmission_is_consented, *_FURTHER_CONDITIONS),
)
CELL_VOTE = StepRules(
    blocks=(cell_agrees, cell_base_is_right, cell_vote_has_allowed_form),
    flags=(cell_vote_below_ratio_is_reported,),
)
CELL_OPENS = AT_THE_CELL._replace(
    blocks=(chain_is_known, *AT_THE_CELL.blocks, cell_base_is_right, cell_vote_has_allowed_form)
)
AT_SECTION = StepRules(blocks=(), flags=(section_only_appraises, decision_is_in_time))
AT_GRASSROOTS = StepRules(
    blocks=(), flags=(section_only_appraises, decision_is_in_time), gates=(committee_only_proposes,)
)
GRASSROOTS_VOTE = StepRules(
    blocks=(
        committee_agrees,
        committee_base_is_right,
        committee_vote_has_allowed_form,
    ),
    flags=(committee_vote_below_ratio_is_reported,),
)
COMMITTEE_OPENS = AT_GRASSROOTS._replace(
    blocks=(chain_is_known, *AT_GRASSROOTS.blocks, committee_base_is_right, committee_vote_has_allowed_form)
)
_CONSENTS = (
    consents_precede_the_decision,
    over_age_is_consented,
    literacy_is_consented,
    readmission_is_consented,
    dignitary_is_consented,
)
AT_AUTHORISED = StepRules(
    blocks=_CONSENTS, flags=(section_only_appraises, decision_is_in_time), gates=(committee_may_decide,)
)
DECIDING_COMMITTEE_OPENS = AT_AUTHORISED._replace(
    blocks=(chain_is_known, *AT_AUTHORISED.blocks, committee_base_is_right, committee_vote_has_allowed_form)
)
AUTHORISED_VOTE = StepRules(
    blocks=(authorised_committee_agrees, committee_base_is_right, committee_vote_has_allowed_form)
)
AT_APPRAISAL = StepRules(
    blocks=(authority_appraised,),
    flags=(*_CONSENTS, decision_is_in_time),
)
AT_AUTHORITY = StepRules(
    blocks=_CONSENTS,
    flags=(authority_appraised, decision_is_in_time),
)
STANDING_OPENS = AT_AUTHORITY._replace(
    blocks=(
        chain_is_known,
        *AT_AUTHORITY.blocks,
        standing_committee_base_is_right,
        standing_committee_vote_has_allowed_form,
    )
)
AUTHORITY_VOTE = StepRules(
    blocks=(
        standing_committee_agrees,
        direct_committee_agrees,
        standing_committee_base_is_right,
        standing_committee_vote_has_allowed_form,
    ),
)
AT_DECISION = StepRules(blocks=(*_CONSENTS, decision_is_drawn_up), flags=(decision_is_in_time, cell_is_notified))
AT_AUTHORISED_DECISION = AT_DECISION._replace(gates=(committee_may_decide,))
AT_STAY = StepRules(blocks=(stay_has_its_length,))
IS_STALE = StepRules(blocks=(dossier_is_stale,))
REDONE = StepRules(blocks=(stale_papers_are_made_anew,), flags=(stale_check_is_supplemented,))
TO_KEEP_CERTIFICATE = StepRules(blocks=_INTRODUCTION, flags=(dossier_is_fresh,), gates=(verification_stands,))
TO_PASS_ON = StepRules(blocks=(), gates=(committee_only_proposes,))
TOO_SMALL = StepRules(blocks=(cell_is_too_small,))
TO_LIST = StepRules(blocks=(helper_is_official,))
CERTIFICATE_LAPSED_BEFORE = StepRules(blocks=(), gates=(certificate_has_lapsed,))
TO_PROPOSE_DOSSIER = StepRules(blocks=(class_is_certified, certificate_is_valid), flags=(old_enough,))
TO_ALLOW_DOSSIER = StepRules(
    blocks=(chain_is_known, dossier_is_proposed_then_allowed, class_is_certified, certificate_is_valid, *READMISSION),
    flags=(old_enough, over_age_is_consented),
)
CERTIFICATE_LAPSED = StepRules(blocks=(certificate_has_lapsed,))
CERTIFICATE_ANEW = StepRules(blocks=(class_is_certified, certificate_is_valid))
TO_ASK_BELOW = StepRules(blocks=(), gates=(committee_may_decide,))
AT_EXTENSION = StepRules(blocks=(extension_is_allowed,))
AT_CANCELLATION = StepRules(
    blocks=(moved_too_long_before, ceremony_is_overdue), flags=(ground_is_concluded, proposing_was_a_breach)
)
AT_CEREMONY = StepRules(
    blocks=(late_ceremony_is_consented, helper_at_the_ceremony_is_official),
    flags=(ceremony_is_in_time, probation_runs_from_ceremony, dates_are_kept_apart, probation_is_served_again),
)
