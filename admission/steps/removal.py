"""Removing a probationary member: the bodies vote from the cell upward, the authority decides, the files go up."""

from django.utils.translation import gettext_lazy as _
from viewflow import this

from admission import actions
from admission.actions.voting import BELOW_RATIO, PASSED
from admission.models import State
from admission.rules import member as law
from admission.steps.deciding import AUTHORISED, STANDING, SUPERIOR, Kind, decision_of
from admission.steps.recognition import GOES_UP
from organization.models import BodyKind
from permissions.catalogue import Perm
from workflows.meetings.steps import MeetingStep
from workflows.meetings.verbs import open_deciding_vote, open_vote
from workflows.nodes import Anytime, BodyStep

_TITLE = _("Vote on the removal")
_SIGN = _("Sign and number the removal")
_SIGNED = _("The secretary or a deputy signs; the membership ends on that day.")
_FILES = _("Send the files to the superior")
_FILES_TOLD = _("The files of a removed member go to the superior in time.")


def _voted_by(body: Kind, *, agreed: object, failed: object) -> MeetingStep:
    """The deciding vote of a standing committee on the removal."""
    level, kind = body
    step = MeetingStep(level, kind, Perm.RECORD_RESOLUTION, states=(State.REMOVAL_PROPOSED,))
    step = step.Annotation(
        title=_TITLE, description=_("The standing committee meets and votes; more than half of its members must agree.")
    ).Opens(open_deciding_vote, rules=law.REMOVAL_STANDING_OPENS)
    outcomes = {PASSED: agreed, BELOW_RATIO: failed}
    return step.Does(actions.decide_removal, rules=law.REMOVAL_STANDING_RECORDS, **outcomes)


def _told_of_complaints(level: str, body_kind: str) -> Anytime:
    """What the committee that decides on removals records of a complaint, also when the files have gone up."""
    node = Anytime(states=(State.REMOVED,), level=level, body_kind=body_kind, perm=Perm.ISSUE_DECISION)
    node.Does(actions.record_complaint, rules=law.AT_COMPLAINT).Does(actions.answer_complaint)
    node.Does(actions.restore_member, **{actions.GOES_ON: this.probation, actions.OVER: this.probation})
    return node


class RemovalSteps:
    """From the proposal of a removal to the files of the removed member."""

    removal_cell = (
        MeetingStep("cell", BodyKind.CELL, Perm.RECORD_RESOLUTION, states=(State.REMOVAL_PROPOSED,))
        .Annotation(
            title=_TITLE,
            description=_("The cell meets and votes on the removal; then its resolution is recorded."),
        )
        .Opens(open_vote, rules=law.REMOVAL_CELL_OPENS)
        .Does(
            actions.record_removal_vote,
            rules=law.REMOVAL_CELL_RECORDS,
            **{
                PASSED: (this.removal_grassroots, this.removal_standing),
                BELOW_RATIO: this.removal_cell,
                actions.GOES_UP: GOES_UP,
            },
        )
        .Does(actions.drop_removal, **{actions.GOES_ON: this.probation, actions.OVER: this.probation})
    )

    removal_grassroots = (
        MeetingStep("grassroots", BodyKind.COMMITTEE, Perm.RECORD_RESOLUTION, states=(State.REMOVAL_PROPOSED,))
        .Annotation(
            title=_TITLE,
            description=_("The committee meets and votes on the removal; then its resolution is recorded."),
        )
        .Opens(open_vote, rules=law.REMOVAL_COMMITTEE_OPENS)
        .Opens(open_deciding_vote, rules=law.REMOVAL_DECIDING_OPENS)
        .Does(
            actions.record_removal_vote,
            rules=law.REMOVAL_COMMITTEE_RECORDS,
            **{
                PASSED: this.removal_standing,
                BELOW_RATIO: this.removal_grassroots,
                actions.GOES_UP: this.escalated,
            },
        )
        .Does(
            actions.record_deciding_removal,
            rules=law.REMOVAL_DECIDING_RECORDS,
            **{
                PASSED: this.removal_authorised_decision,
                BELOW_RATIO: this.removal_grassroots,
                actions.GOES_UP: this.escalated_superior,
            },
        )
    )

    removal_standing = _voted_by(STANDING, agreed=this.removal_decision, failed=this.escalated)
    removal_superior = _voted_by(SUPERIOR, agreed=this.removal_superior_decision, failed=this.escalated_superior)

    removal_decision = decision_of(
        STANDING,
        actions.issue_removal,
        this.removal_notice,
        state=State.REMOVAL_AGREED,
        title=_SIGN,
        description=_SIGNED,
        rules=law.AT_REMOVAL,
    )
    removal_authorised_decision = decision_of(
        AUTHORISED,
        actions.issue_removal,
        this.removal_notice,
        state=State.REMOVAL_AGREED,
        title=_SIGN,
        description=_SIGNED,
        rules=law.AT_AUTHORISED_REMOVAL,
    )
    removal_superior_decision = decision_of(
        SUPERIOR,
        actions.issue_removal,
        this.removal_notice,
        state=State.REMOVAL_AGREED,
        title=_SIGN,
        description=_SIGNED,
        rules=law.AT_REMOVAL,
    )

    removal_notice = (
        BodyStep("cell", BodyKind.CELL, Perm.RECEIVE_DECISION, states=(State.REMOVED,))
        .Annotation(
            title=_("Announce the removal"),
            description=_("Tell the person the decision and the time in which he may complain."),
        )
        .Does(
            actions.announce_removal,
            this.removal_files,
            this.removal_files_of_cell,
            this.removal_files_above,
            rules=law.AT_REMOVAL_NOTICE,
        )
    )

    removal_files = (
        BodyStep("certifier", BodyKind.COMMITTEE, Perm.CERTIFY_BACKGROUND, states=(State.REMOVED,))
        .Annotation(title=_FILES, description=_FILES_TOLD)
        .Does(actions.send_removed_files, this.removed, rules=law.AT_REMOVED_FILES)
    )
    removal_files_above = (
        BodyStep("certifier_above", BodyKind.STANDING_COMMITTEE, Perm.CERTIFY_BACKGROUND, states=(State.REMOVED,))
        .Annotation(title=_FILES, description=_("There is no grassroots committee here: its superior keeps the files."))
        .Does(actions.send_removed_files, this.removed, rules=law.AT_REMOVED_FILES)
    )
    removal_files_of_cell = (
        BodyStep("grassroots_cell", BodyKind.CELL, Perm.CERTIFY_BACKGROUND, states=(State.REMOVED,))
        .Annotation(title=_FILES, description=_FILES_TOLD)
        .Does(actions.send_removed_files, this.removed, rules=law.AT_REMOVED_FILES)
    )

    complaint = _told_of_complaints(*STANDING)
    authorised_complaint = _told_of_complaints(*AUTHORISED)
