"""Which rules of the member stage stop a step and which are only shown with it."""

from admission.rules.chain import chain_is_known
from admission.rules.decision import dates_are_kept_apart, probation_runs_from_ceremony
from admission.rules.dossier import cell_can_act
from admission.rules.member_move import (
    absence_after_a_move_is_unexplained,
    both_committees_remarked,
    member_presents_himself_in_time,
    move_begins_in_time,
    nothing_stands_against_the_move,
    papers_go_with_the_member,
)
from admission.rules.party_age import (
    party_age_counts,
    party_age_start_is_known,
    time_since_leaving_is_taken_off,
    times_outside_are_checked,
)
from admission.rules.recognition import (
    card_goes_to_official_member,
    cell_considers_in_time,
    cell_lateness_is_explained,
    decision_lateness_is_explained,
    helpers_gave_remarks,
    member_stays_probationary,
    new_member_class_is_certified,
    official_date_stands,
    probation_is_over,
    recognition_extension_is_allowed,
    recognition_goes_as_admission,
    recognition_is_announced,
    recognition_is_decided_in_time,
    recognition_papers_are_complete,
    self_criticism_follows_probation,
    votes_are_left,
)
from admission.rules.records import member_records_are_made_in_time
from admission.rules.removal import complaint_is_in_time, removed_file_goes_up_in_time, unqualified_is_removed
from admission.rules.temporary import temporary_cell_only_prepares, temporary_organisation_is_informed
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
    section_only_appraises,
    standing_committee_agrees,
    standing_committee_base_is_right,
    standing_committee_vote_has_allowed_form,
)
from workflows.rules import Rule, StepRules

_CELL_VOTE = (cell_base_is_right, cell_vote_has_allowed_form)
_COMMITTEE_VOTE = (committee_base_is_right, committee_vote_has_allowed_form)
_STANDING_VOTE = (standing_committee_base_is_right, standing_committee_vote_has_allowed_form)
_FILE = (
    new_member_class_is_certified,
    recognition_papers_are_complete,
    self_criticism_follows_probation,
    helpers_gave_remarks,
)
_ABOVE_THE_CELL = (recognition_is_decided_in_time, official_date_stands)


def _opens(blocks: tuple[Rule, ...], flags: tuple[Rule, ...] = (), gates: tuple[Rule, ...] = ()) -> StepRules:
    return StepRules(blocks=(chain_is_known, *blocks), flags=flags, gates=gates)


TO_DRAFT = StepRules(
    blocks=(probation_is_over, new_member_class_is_certified),
    flags=(
        probation_runs_from_ceremony,
        member_stays_probationary,
        cell_considers_in_time,
        member_records_are_made_in_time,
    ),
)
TO_THE_CELL = StepRules(
    blocks=(probation_is_over, *_FILE), flags=(cell_considers_in_time, temporary_cell_only_prepares)
)

_CELL = (probation_is_over, *_FILE, cell_can_act)
_CELL_SHOWN = (member_stays_probationary, cell_considers_in_time, votes_are_left)
CELL_OPENS = _opens((*_CELL, *_CELL_VOTE), (recognition_goes_as_admission, *_CELL_SHOWN))
#: The papers were judged when the box was opened; nothing is filed in between.
CELL_RECORDS = StepRules(
    (probation_is_over, cell_can_act), (*_CELL_SHOWN, cell_lateness_is_explained, cell_agrees, *_CELL_VOTE)
)
AT_SECTION = StepRules((), (section_only_appraises, *_ABOVE_THE_CELL))
COMMITTEE_OPENS = _opens(_COMMITTEE_VOTE, (*_ABOVE_THE_CELL, votes_are_left), (committee_only_proposes,))
COMMITTEE_RECORDS = StepRules(
    (), (*_ABOVE_THE_CELL, votes_are_left, committee_agrees, *_COMMITTEE_VOTE), (committee_only_proposes,)
)
DECIDING_OPENS = _opens(_COMMITTEE_VOTE, (*_ABOVE_THE_CELL, votes_are_left), (committee_may_decide,))
DECIDING_RECORDS = StepRules(
    (), (*_ABOVE_THE_CELL, votes_are_left, authorised_committee_agrees, *_COMMITTEE_VOTE), (committee_may_decide,)
)
AT_APPRAISAL = StepRules((), (*_ABOVE_THE_CELL, *_FILE))
STANDING_OPENS = _opens(_STANDING_VOTE, _ABOVE_THE_CELL)
STANDING_RECORDS = StepRules(
    (), (*_ABOVE_THE_CELL, standing_committee_agrees, direct_committee_agrees, *_STANDING_VOTE)
)
#: The superior decides after the votes below the ratio; before the end of the probation it cannot recognise.
ESCALATED_OPENS = _opens((probation_is_over, *_STANDING_VOTE), (official_date_stands,))
ESCALATED_RECORDS = STANDING_RECORDS._replace(blocks=(probation_is_over,))
ESCALATED_COMMITTEE_OPENS = _opens((probation_is_over, *_COMMITTEE_VOTE), (official_date_stands,))
ESCALATED_COMMITTEE_RECORDS = StepRules((probation_is_over,), (authorised_committee_agrees, *_COMMITTEE_VOTE))
AT_DECISION = StepRules(
    (probation_is_over, official_date_stands),
    (recognition_is_decided_in_time, decision_lateness_is_explained, member_stays_probationary),
)
AT_AUTHORISED_DECISION = AT_DECISION._replace(gates=(committee_may_decide,))
AT_EXTENSION = StepRules((recognition_extension_is_allowed,))
AT_ANNOUNCEMENT = StepRules((temporary_organisation_is_informed,))
AT_CARD = StepRules(
    (card_goes_to_official_member, recognition_is_announced),
    (dates_are_kept_apart, official_date_stands, party_age_counts, party_age_start_is_known),
)
AT_PARTY_AGE = StepRules(
    (times_outside_are_checked,), (party_age_counts, party_age_start_is_known, time_since_leaving_is_taken_off)
)

MOVE_FROM_CELL = StepRules((papers_go_with_the_member,), (move_begins_in_time,))
MOVE_SENT = StepRules(
    (nothing_stands_against_the_move, both_committees_remarked, papers_go_with_the_member), (move_begins_in_time,)
)
MOVE_RECEIVED = StepRules((), (member_presents_himself_in_time,))

AT_REMOVAL_PROPOSAL = StepRules((absence_after_a_move_is_unexplained,))
_REMOVAL_SHOWN = (unqualified_is_removed, votes_are_left)
REMOVAL_CELL_OPENS = _opens((cell_can_act, *_CELL_VOTE), _REMOVAL_SHOWN)
REMOVAL_CELL_RECORDS = StepRules((cell_can_act,), (*_REMOVAL_SHOWN, cell_agrees, *_CELL_VOTE))
REMOVAL_COMMITTEE_OPENS = _opens(_COMMITTEE_VOTE, _REMOVAL_SHOWN, (committee_only_proposes,))
REMOVAL_COMMITTEE_RECORDS = StepRules(
    (), (*_REMOVAL_SHOWN, committee_agrees, *_COMMITTEE_VOTE), (committee_only_proposes,)
)
REMOVAL_DECIDING_OPENS = _opens(_COMMITTEE_VOTE, _REMOVAL_SHOWN, (committee_may_decide,))
REMOVAL_DECIDING_RECORDS = StepRules(
    (), (*_REMOVAL_SHOWN, authorised_committee_agrees, *_COMMITTEE_VOTE), (committee_may_decide,)
)
REMOVAL_STANDING_OPENS = _opens(_STANDING_VOTE, (unqualified_is_removed,))
REMOVAL_STANDING_RECORDS = StepRules(
    (), (unqualified_is_removed, standing_committee_agrees, direct_committee_agrees, *_STANDING_VOTE)
)
AT_REMOVAL = StepRules((), (unqualified_is_removed,))
AT_AUTHORISED_REMOVAL = AT_REMOVAL._replace(gates=(committee_may_decide,))
AT_REMOVAL_NOTICE = StepRules((), (unqualified_is_removed, complaint_is_in_time))
AT_COMPLAINT = StepRules((), (complaint_is_in_time,))
AT_REMOVED_FILES = StepRules((), (removed_file_goes_up_in_time, complaint_is_in_time))
