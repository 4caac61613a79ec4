"""Where a case may begin: with the person whom the cell follows, up to the permission to make the dossier."""

from django.utils.translation import gettext_lazy as _
from viewflow import this

from admission import actions
from admission import rules as law
from admission.models import State
from admission.states import LISTED, ON_THE_LIST
from admission.steps.aside import OF_THE_CELL
from organization.models import BodyKind
from permissions.catalogue import Perm
from workflows.nodes import Anytime, BodyStep

_CELL = ("cell", BodyKind.CELL, Perm.PREPARE_DOSSIER)
_CLASS = {
    "title": _("Decide on the class"),
    "description": _("The cell proposes that the person attends the awareness class: send, or do not approve."),
}
_PERMISSION = {
    "title": _("Decide whether the dossier is made"),
    "description": _("The cell proposes that the dossier is made: allow it, or do not approve."),
}


class SourceSteps:
    """States 1 to 5 of the dossier; an office may begin at the permission instead (``opening``)."""

    prospect = (
        BodyStep(*_CELL, states=(State.PROSPECT,))
        .Annotation(
            title=_("Follow the person"),
            description=_("Once the cell has resolved, put the person on the list and assign a member to help."),
        )
        .Does(actions.put_on_list, this.sympathizer, rules=law.TO_LIST)
    )
    sympathizer = (
        BodyStep(*_CELL, states=(State.SYMPATHIZER,))
        .Annotation(
            title=_("Help the sympathiser"),
            description=_("Review the list monthly; propose the awareness class when the cell has resolved so."),
        )
        .Does(actions.review_list)
        .Does(actions.assign_helper, rules=law.TO_LIST)
        .Does(actions.propose_class, this.class_permission, this.class_permission_above)
    )
    class_permission = (
        BodyStep("grassroots", BodyKind.COMMITTEE, Perm.ISSUE_DECISION, states=(State.SYMPATHIZER,))
        .Annotation(**_CLASS)
        .Does(actions.pass_on_proposal, this.class_permission_above, rules=law.TO_PASS_ON)
        .Does(actions.send_to_class, this.class_enrolled)
        .Does(actions.decline_proposal, this.sympathizer)
    )
    class_permission_above = (
        BodyStep("authority", BodyKind.STANDING_COMMITTEE, Perm.ISSUE_DECISION, states=(State.SYMPATHIZER,))
        .Annotation(**_CLASS)
        .Does(actions.send_to_class, this.class_enrolled)
        .Does(actions.decline_proposal, this.sympathizer)
    )
    class_enrolled = (
        BodyStep(*_CELL, states=(State.CLASS_ENROLLED,))
        .Annotation(
            title=_("Record the certificate of the class"),
            description=_("File the certificate once it is issued, or record that the class was missed."),
        )
        .Does(actions.review_list)
        .Does(actions.assign_helper, rules=law.TO_LIST)
        .Does(actions.record_certificate, this.class_certified, rules=law.CERTIFICATE_ANEW)
        .Does(actions.miss_class, this.sympathizer)
    )
    class_certified = (
        BodyStep(*_CELL, states=(State.CLASS_CERTIFIED,))
        .Annotation(
            title=_("Propose the dossier"),
            description=_("Once the cell has resolved, propose that the dossier is made."),
        )
        .Does(actions.review_list)
        .Does(actions.assign_helper, rules=law.TO_LIST)
        .Does(
            actions.propose_dossier,
            this.dossier_permission,
            this.dossier_permission_above,
            rules=law.TO_PROPOSE_DOSSIER,
        )
        .Does(actions.enrol_again, this.class_enrolled, rules=law.CERTIFICATE_LAPSED_BEFORE)
    )
    dossier_permission = (
        BodyStep("grassroots", BodyKind.COMMITTEE, Perm.ISSUE_DECISION, states=(State.CLASS_CERTIFIED,))
        .Annotation(**_PERMISSION)
        .Does(actions.allow_dossier, this.draft, rules=law.TO_ALLOW_DOSSIER)
        .Does(actions.decline_proposal, this.class_certified)
    )
    dossier_permission_above = (
        BodyStep("authority", BodyKind.STANDING_COMMITTEE, Perm.ISSUE_DECISION, states=(State.CLASS_CERTIFIED,))
        .Annotation(**_PERMISSION)
        .Does(actions.allow_dossier, this.draft, rules=law.TO_ALLOW_DOSSIER)
        .Does(actions.decline_proposal, this.class_certified)
    )

    list_confirmation = Anytime(states=LISTED, perm=Perm.ISSUE_DECISION, holder="superior_on").Does(
        actions.confirm_list
    )
    delisting = Anytime(states=ON_THE_LIST, **OF_THE_CELL).Does(actions.take_off_list, this.delisted)
    delisting_after_refusal = Anytime(states=(State.REFUSED,), **OF_THE_CELL).Does(actions.take_off_list, this.delisted)
    relisting = Anytime(states=(State.DELISTED,), **OF_THE_CELL).Does(actions.follow_again, this.prospect)
