"""The faulty steps of a recognition done again, each by the body whose it is, then issued anew."""

from django.utils.translation import gettext_lazy as _
from viewflow import this

from admission.actions import file_member_paper
from admission.actions import recognition_redo as actions
from admission.models import State
from admission.rules import redo_steps as law
from organization.models import BodyKind
from permissions.catalogue import Perm
from workflows.meetings.steps import MeetingStep
from workflows.meetings.verbs import open_deciding_vote, open_vote
from workflows.nodes import Anytime, BodyStep

_REDO = (State.RECOGNITION_REDO,)
_AUTHORITY = {"level": "authority", "body_kind": BodyKind.STANDING_COMMITTEE, "perm": Perm.ISSUE_DECISION}
_AUTHORISED = {"level": "authorised", "body_kind": BodyKind.COMMITTEE, "perm": Perm.ISSUE_DECISION}
_BACK = (this.recognition_redo_review, this.authorised_recognition_redo_review)
_REVIEW = {
    "title": _("Direct what of the recognition is done again"),
    "description": _("Hand on each faulty step; when all are done again, conclude, and the decision comes anew."),
}
_HAND_ON = {
    "recognition_papers": this.recognition_redo_papers,
    "recognition_cell": this.recognition_redo_cell,
    "recognition_grassroots": this.recognition_redo_grassroots,
    "recognition_authority": this.recognition_redo_standing,
}


class RecognitionRedoSteps:
    """From the finding to the new recognition."""

    recognition_redo_order = Anytime(states=(State.OFFICIAL,), holder="recognition_issuer_on", **_AUTHORITY).Does(
        actions.order_recognition_redo, *_BACK, rules=law.TO_REDO_RECOGNITION
    )
    authorised_recognition_redo_order = Anytime(
        states=(State.OFFICIAL,), holder="recognition_issuer_on", **_AUTHORISED
    ).Does(actions.order_recognition_redo, *_BACK, rules=law.TO_REDO_RECOGNITION)

    recognition_redo_review = (
        BodyStep("authority", BodyKind.STANDING_COMMITTEE, Perm.ISSUE_DECISION, states=_REDO)
        .Annotation(**_REVIEW)
        .Does(actions.hand_on_recognition_redo, **_HAND_ON)
        .Does(actions.conclude_recognition_redo, this.recognition_decision, rules=law.REDO_IS_DONE)
    )
    authorised_recognition_redo_review = (
        BodyStep("authorised", BodyKind.COMMITTEE, Perm.ISSUE_DECISION, states=_REDO)
        .Annotation(**_REVIEW)
        .Does(actions.hand_on_recognition_redo, **_HAND_ON)
        .Does(actions.conclude_recognition_redo, this.recognition_authorised_decision, rules=law.REDO_IS_DONE)
    )

    recognition_redo_papers = (
        BodyStep("cell", BodyKind.CELL, Perm.PREPARE_DOSSIER, states=_REDO)
        .Annotation(
            title=_("Do the faulty papers of the recognition again"),
            description=_("Self-criticism, remarks of the helpers and opinions, as far as they were faulty."),
        )
        .Does(file_member_paper)
        .Does(actions.finish_recognition_papers, *_BACK, rules=law.RECOGNITION_PAPERS_AGAIN)
    )
    recognition_redo_cell = (
        MeetingStep("cell", BodyKind.CELL, Perm.RECORD_RESOLUTION, states=_REDO)
        .Annotation(
            title=_("Cell votes again on the recognition"),
            description=_("The vote of the cell was faulty and is taken again."),
        )
        .Opens(open_vote, rules=law.RECOGNITION_CELL_OPENS_AGAIN)
        .Does(
            actions.record_recognition_vote_again,
            rules=law.RECOGNITION_CELL_VOTE_AGAIN,
            passed=_BACK,
            below_ratio=_BACK,
        )
    )
    recognition_redo_grassroots = (
        MeetingStep("grassroots", BodyKind.COMMITTEE, Perm.RECORD_RESOLUTION, states=_REDO)
        .Annotation(
            title=_("Grassroots committee votes again on the recognition"),
            description=_("The vote of the committee was faulty and is taken again."),
        )
        .Opens(open_vote, rules=law.RECOGNITION_COMMITTEE_OPENS_AGAIN)
        .Opens(open_deciding_vote, rules=law.RECOGNITION_DECIDING_OPENS_AGAIN)
        .Does(
            actions.propose_recognition_again,
            rules=law.COMMITTEE_VOTE_AGAIN,
            passed=_BACK,
            below_ratio=_BACK,
        )
        .Does(
            actions.resolve_recognition_again,
            rules=law.DECIDING_VOTE_AGAIN,
            passed=_BACK,
            below_ratio=_BACK,
        )
    )
    recognition_redo_standing = (
        MeetingStep("authority", BodyKind.STANDING_COMMITTEE, Perm.RECORD_RESOLUTION, states=_REDO)
        .Annotation(
            title=_("Standing committee votes again on the recognition"),
            description=_("The vote of the authority was faulty and is taken again."),
        )
        .Opens(open_deciding_vote, rules=law.RECOGNITION_STANDING_OPENS_AGAIN)
        .Does(
            actions.decide_recognition_again,
            rules=law.STANDING_VOTE_AGAIN,
            passed=_BACK,
            below_ratio=_BACK,
        )
    )
