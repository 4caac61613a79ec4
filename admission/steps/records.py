"""What is recorded of a member beside the chain: party age, change of name, a lost file. None of it opens a step.

Files are kept by the grassroots organisation, or by its superior where there is none.
"""

from typing import Any

from admission import actions
from admission import rules as law
from admission.models import State
from admission.states import MEMBERSHIP
from admission.steps.aside import OF_THE_CELL
from organization.models import BodyKind
from permissions.catalogue import Perm
from workflows.nodes import Anytime

_AS_MEMBER = (State.OFFICIAL, State.CARD_ISSUED)
_MEMBERS = (*MEMBERSHIP, State.CARD_ISSUED)
_COMMITTEE: Any = {"level": "certifier", "body_kind": BodyKind.COMMITTEE, "perm": Perm.CERTIFY_BACKGROUND}
_IN_CELL: Any = {"level": "grassroots_cell", "body_kind": BodyKind.CELL, "perm": Perm.CERTIFY_BACKGROUND}
_ABOVE: Any = {
    "level": "certifier_above",
    "body_kind": BodyKind.STANDING_COMMITTEE,
    "perm": Perm.CERTIFY_BACKGROUND,
}
_AUTHORITY: Any = {"level": "authority", "body_kind": BodyKind.STANDING_COMMITTEE, "perm": Perm.ISSUE_DECISION}
_AUTHORISED: Any = {"level": "authorised", "body_kind": BodyKind.COMMITTEE, "perm": Perm.ISSUE_DECISION}


def _kept_by(who: Any) -> Anytime:
    """What is done about a lost file by the one who kept it."""
    node = Anytime(states=_MEMBERS, **who)
    node.Does(actions.report_lost_file, rules=law.lost_file.AT_LOSS).Does(actions.restore_lost_part)
    node.Does(actions.close_lost_file, rules=law.lost_file.AT_END_OF_LOSS)
    return node


class RecordSteps:
    """Acts on the dossier of a member, also when it has ended with the card."""

    time_outside = Anytime(states=_AS_MEMBER, **OF_THE_CELL).Does(actions.declare_time_outside)
    times_outside_check = Anytime(states=_AS_MEMBER, **_COMMITTEE).Does(actions.check_times_outside)
    party_age_decision = Anytime(states=_AS_MEMBER, **_AUTHORITY).Does(
        actions.decide_party_age, rules=law.member.AT_PARTY_AGE
    )
    party_age_record = Anytime(states=_AS_MEMBER, **_AUTHORISED).Does(
        actions.record_party_age, rules=law.member.AT_PARTY_AGE
    )
    name_change = Anytime(states=_MEMBERS, **_AUTHORITY).Does(actions.change_name, rules=law.member_file.AT_NAME_CHANGE)
    name_change_record = Anytime(states=_MEMBERS, **_AUTHORISED).Does(
        actions.record_name_change, rules=law.member_file.AT_NAME_CHANGE
    )
    loss = _kept_by(_COMMITTEE)
    loss_in_cell = _kept_by(_IN_CELL)
    loss_above = _kept_by(_ABOVE)
    loss_opinion = Anytime(states=_MEMBERS, **_AUTHORITY).Does(actions.opine_on_lost_file)
    loss_opinion_record = Anytime(states=_MEMBERS, **_AUTHORISED).Does(actions.record_lost_file_opinion)
    member_record = Anytime(states=_MEMBERS, **OF_THE_CELL).Does(
        actions.file_member_record, rules=law.member_file.AT_MEMBER_RECORD
    )
