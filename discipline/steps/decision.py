"""The decision: drawn up and signed, announced, in force, ended."""

from django.utils.translation import gettext_lazy as _
from viewflow import this

from discipline import actions
from discipline.rules import steps as law
from discipline.states import CARRIED_OUT, COMPLAINABLE, STANDING, State
from permissions.catalogue import Perm
from workflows.nodes import Anytime, BodyStep


class DecisionSteps:
    drafting = (
        BodyStep("", "", Perm.SIGN_DISCIPLINE, states=(State.DECISION_DRAFTING,), holder="voting_body")
        .Annotation(
            title=_("Draw up and sign the decision"),
            description=_("It says what the minutes say, names both regulations and where he may complain."),
        )
        .Does(actions.sign_decision, this.announcement, rules=law.TO_SIGN)
    )

    announcement = (
        BodyStep("", "", Perm.SIGN_DISCIPLINE, states=(State.DECISION_SIGNED,), holder="deciding_body")
        .Annotation(
            title=_("Announce the decision"),
            description=_("Announce it with minutes and hand it to him; a refusal is noted and changes nothing."),
        )
        .Does(actions.write_cell_decision, rules=law.TO_WRITE)
        .Does(actions.file_case_paper)
        .Does(actions.announce_decision, this.effect, rules=law.TO_ANNOUNCE)
    )

    effect = (
        BodyStep("", "", Perm.SIGN_DISCIPLINE, states=(State.ANNOUNCED,), holder="deciding_body")
        .Annotation(
            title=_("Enter the decision into force"),
            description=_("Report it up and enter it into the file of the member."),
        )
        .Does(actions.take_effect, this.in_force)
        .Does(actions.record_delivery)
    )

    in_force = (
        BodyStep("", "", Perm.SIGN_DISCIPLINE, states=STANDING, holder="deciding_body", waits=STANDING)
        .Annotation(
            title=_("While the decision is in force"),
            description=_("Tell the state or union body; an expulsion is concluded, another form ends by itself."),
        )
        .Does(actions.record_delivery)
        .Does(actions.tell_state)
        .Does(actions.file_case_paper)
        .Does(
            actions.conclude_expulsion,
            rules=law.TO_CONCLUDE_EXPULSION,
            **{actions.CONCLUDED: this.expelled, actions.STAYS_PENDING: this.in_force},
        )
        .Does(actions.conclude_dissolution, this.dissolved, rules=law.TO_CONCLUDE_DISSOLUTION)
        .Does(actions.confirm_end, this.ended, rules=law.TO_END)
    )

    winding_up = Anytime(states=STANDING, perm=Perm.SIGN_DISCIPLINE, holder="deciding_body").Does(
        actions.move_members, rules=law.TO_MOVE_MEMBERS
    )
    delivery = Anytime(states=CARRIED_OUT, perm=Perm.SIGN_DISCIPLINE, holder="deciding_body").Does(
        actions.record_delivery
    )
    complained = Anytime(states=COMPLAINABLE).Does(actions.come_under_complaint, this.in_force)
    answered = Anytime(states=(State.UNDER_COMPLAINT,)).Does(
        actions.leave_complaint,
        **{
            actions.UPHELD: this.in_force,
            actions.STAYS_EXPELLED: this.expelled,
            actions.CHANGED: this.in_force,
            actions.CANCELLED: this.restoration,
        },
    )

    restoration = (
        BodyStep("", "", Perm.SIGN_DISCIPLINE, states=(State.DECISION_CANCELLED,), holder="deciding_body")
        .Annotation(
            title=_("Make the wrong discipline good"),
            description=_("Apologise in public and give back what he lost; no loaded text sets a day for it (U-06)."),
        )
        .Does(actions.file_case_paper)
        .Does(actions.apologise, rules=law.TO_APOLOGISE)
        .Does(actions.restore, rules=law.TO_RESTORE)
        .Does(actions.close_cancelled, this.without_discipline, rules=law.TO_CLOSE_CANCELLED)
    )
