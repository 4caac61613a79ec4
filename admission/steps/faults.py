"""A wrong admission: annulled, or its faulty steps done again, each by the body whose it is, then decided anew."""

from django.utils.translation import gettext_lazy as _
from viewflow import this

from admission import actions
from admission import rules as law
from admission.models import State
from admission.states import MEMBERSHIP, REDOABLE
from organization.models import BodyKind
from permissions.catalogue import Perm
from workflows.meetings.steps import MeetingStep
from workflows.meetings.verbs import open_deciding_vote, open_vote
from workflows.nodes import Anytime, BodyStep

_REDO = (State.REDO,)
#: Also after the card, when the dossier has ended: it goes on until the name is removed.
_ANNULLABLE = (*MEMBERSHIP, State.CARD_ISSUED, State.REDO)
_AUTHORITY = {"level": "authority", "body_kind": BodyKind.STANDING_COMMITTEE, "perm": Perm.ISSUE_DECISION}
_AUTHORISED = {"level": "authorised", "body_kind": BodyKind.COMMITTEE, "perm": Perm.ISSUE_DECISION}
_BACK = (this.redo_review, this.authorised_redo_review)
_REVIEW = {
    "title": _("Direct what is done again"),
    "description": _("Hand on each faulty step; when all are done again, conclude, and the decision is issued anew."),
}
_HAND_ON = {
    "papers": this.redo_papers,
    "certification": (this.redo_certification, this.redo_certification_in_cell, this.redo_certification_above),
    "cell": this.redo_cell,
    "grassroots": this.redo_grassroots,
    "authority": this.redo_standing,
}


class FaultSteps:
    """From the finding to the annulment, or to the new decision."""

    annulment = Anytime(states=_ANNULLABLE, holder="issuer_on", **_AUTHORITY).Does(
        actions.annul, this.name_removal, rules=law.AT_ANNULMENT
    )
    authorised_annulment = Anytime(states=_ANNULLABLE, holder="issuer_on", **_AUTHORISED).Does(
        actions.annul, this.name_removal, rules=law.AT_ANNULMENT
    )
    annulment_here = Anytime(states=_ANNULLABLE, **_AUTHORITY).Does(
        actions.annul_after_intake, this.name_removal, rules=law.AT_ANNULMENT
    )
    authorised_annulment_here = Anytime(states=_ANNULLABLE, **_AUTHORISED).Does(
        actions.annul_after_intake, this.name_removal, rules=law.AT_ANNULMENT
    )

    name_removal = (
        BodyStep("cell", BodyKind.CELL, Perm.RECEIVE_DECISION, states=(State.ANNULLED,))
        .Annotation(
            title=_("Remove the name"),
            description=_("The admission is annulled: the cell removes the name from its list."),
        )
        .Does(actions.remove_name, this.annulled, rules=law.AT_REMOVAL_OF_NAME)
    )

    redo_order = Anytime(states=REDOABLE, holder="issuer_on", **_AUTHORITY).Does(
        actions.order_redo, *_BACK, rules=law.TO_REDO
    )
    authorised_redo_order = Anytime(states=REDOABLE, holder="issuer_on", **_AUTHORISED).Does(
        actions.order_redo, *_BACK, rules=law.TO_REDO
    )

    redo_order_here = Anytime(states=REDOABLE, **_AUTHORITY).Does(
        actions.order_redo_here, *_BACK, rules=law.TO_REDO_HERE
    )
    authorised_redo_order_here = Anytime(states=REDOABLE, **_AUTHORISED).Does(
        actions.order_redo_here, *_BACK, rules=law.TO_REDO_HERE
    )

    redo_review = (
        BodyStep("authority", BodyKind.STANDING_COMMITTEE, Perm.ISSUE_DECISION, states=_REDO)
        .Annotation(**_REVIEW)
        .Does(actions.hand_on_redo, **_HAND_ON)
        .Does(actions.conclude_redo, this.decision, rules=law.REDO_IS_DONE)
    )
    authorised_redo_review = (
        BodyStep("authorised", BodyKind.COMMITTEE, Perm.ISSUE_DECISION, states=_REDO)
        .Annotation(**_REVIEW)
        .Does(actions.hand_on_redo, **_HAND_ON)
        .Does(actions.conclude_redo, this.authorised_decision, rules=law.REDO_IS_DONE)
    )

    redo_papers = (
        BodyStep("cell", BodyKind.CELL, Perm.PREPARE_DOSSIER, states=_REDO)
        .Annotation(
            title=_("Do the faulty papers again"),
            description=_("Introduction, papers and background check, as far as they were faulty."),
        )
        .Does(actions.file_paper)
        .Does(actions.record_particulars)
        .Does(actions.add_introducer)
        .Does(actions.remove_introducer)
        .Does(actions.request_verification)
        .Does(actions.record_reply)
        .Does(actions.finish_papers, *_BACK, rules=law.PAPERS_AGAIN)
    )
    redo_certification = (
        BodyStep("certifier", BodyKind.COMMITTEE, Perm.CERTIFY_BACKGROUND, states=_REDO)
        .Annotation(title=_("Certify the CV again"), description=_("Item 26 is written anew."))
        .Does(actions.certify_again, *_BACK)
    )
    redo_certification_in_cell = (
        BodyStep("grassroots_cell", BodyKind.CELL, Perm.CERTIFY_BACKGROUND, states=_REDO)
        .Annotation(title=_("Certify the CV again"), description=_("Item 26 is written anew."))
        .Does(actions.certify_again, *_BACK)
    )
    redo_certification_above = (
        BodyStep("certifier_above", BodyKind.STANDING_COMMITTEE, Perm.CERTIFY_BACKGROUND, states=_REDO)
        .Annotation(title=_("Certify the CV again"), description=_("Item 26 is written anew."))
        .Does(actions.certify_again, *_BACK)
    )
    redo_cell = (
        MeetingStep("cell", BodyKind.CELL, Perm.RECORD_RESOLUTION, states=_REDO)
        .Annotation(title=_("Cell votes again"), description=_("The vote of the cell was faulty and is taken again."))
        .Opens(open_vote, rules=law.CELL_OPENS_AGAIN)
        .Does(actions.record_cell_vote_again, rules=law.CELL_VOTE_AGAIN, passed=_BACK, below_ratio=_BACK)
    )
    redo_grassroots = (
        MeetingStep("grassroots", BodyKind.COMMITTEE, Perm.RECORD_RESOLUTION, states=_REDO)
        .Annotation(
            title=_("Grassroots committee votes again"),
            description=_("The vote of the committee was faulty and is taken again."),
        )
        .Opens(open_vote, rules=law.COMMITTEE_OPENS_AGAIN)
        .Opens(open_deciding_vote, rules=law.DECIDING_COMMITTEE_OPENS_AGAIN)
        .Does(actions.record_committee_vote_again, rules=law.COMMITTEE_VOTE_AGAIN, passed=_BACK, below_ratio=_BACK)
        .Does(actions.record_deciding_vote_again, rules=law.DECIDING_VOTE_AGAIN, passed=_BACK, below_ratio=_BACK)
    )
    redo_standing = (
        MeetingStep("authority", BodyKind.STANDING_COMMITTEE, Perm.RECORD_RESOLUTION, states=_REDO)
        .Annotation(
            title=_("Standing committee votes again"),
            description=_("The vote of the authority was faulty and is taken again."),
        )
        .Opens(open_deciding_vote, rules=law.STANDING_OPENS_AGAIN)
        .Does(actions.record_standing_vote_again, rules=law.STANDING_VOTE_AGAIN, passed=_BACK, below_ratio=_BACK)
    )
