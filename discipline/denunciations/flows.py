"""The chain of a denunciation, from top to bottom (discipline.md 7.1): the body that received it, or took it, acts."""

from django.utils.translation import gettext_lazy as _
from viewflow import this

from discipline.actions.own import file_own_evidence
from discipline.denunciations import rules as law
from discipline.denunciations.actions import concluding, naming, opening, withdrawing
from discipline.denunciations.actions import screening as screens
from discipline.denunciations.actions import verifying as verifies
from discipline.denunciations.models import Denunciation
from discipline.denunciations.states import HANDLED, HERE, OPEN
from discipline.denunciations.states import DenunciationState as State
from organization.models import BodyKind, Role
from permissions.catalogue import Perm
from workflows.models import Task
from workflows.nodes import Anytime, BodyStep, CaseFlow, End, Opening


def _step(state: State, perm: str = Perm.HANDLE_DENUNCIATION, holder: str = "handling") -> BodyStep:
    role = Role.HEAD if perm == Perm.CONCLUDE_DENUNCIATION else Role.OFFICER
    return BodyStep("", "", perm, role=role, states=(state,), holder=holder)


class DenunciationFlow(CaseFlow):
    """Denunciation"""

    process_class = Denunciation
    task_class = Task
    process_title = _("Denunciation")

    start = Opening("cell", BodyKind.CELL, Perm.HANDLE_DENUNCIATION).Does(opening.register_denunciation, this.receipt)

    receipt = (
        _step(State.RECEIVED)
        .Annotation(
            title=_("Complete the receipt"),
            description=_("Enter every allegation without who made it; lay the original paper under seal."),
        )
        .Does(opening.add_allegation)
        .Does(opening.add_denouncer)
        .Does(opening.seal_original)
        .Does(opening.file_denunciation_paper)
        .Does(opening.screen_denunciation, this.screening)
    )

    screening = (
        _step(State.SCREENING)
        .Annotation(
            title=_("Screen the denunciation"),
            description=_("Who is competent, and whether anything speaks against handling it."),
        )
        .Does(opening.add_allegation)
        .Does(opening.file_denunciation_paper)
        .Does(screens.note_proposal)
        .Does(screens.accept_denunciation, this.accepted, rules=law.TO_ACCEPT)
        .Does(screens.refuse_denunciation, this.not_accepted)
        .Does(screens.use_as_information, this.information, rules=law.TO_USE)
        .Does(screens.transfer_denunciation, inside=this.transferred, outside=this.sent_away)
    )

    transferred = (
        _step(State.TRANSFERRED, holder="receiving")
        .Annotation(
            title=_("Receive the transferred denunciation"),
            description=_("Who denounced comes along under seal."),
        )
        .Does(screens.take_denunciation, this.screening)
    )

    accepted = (
        _step(State.ACCEPTED)
        .Annotation(
            title=_("Prepare the work with the denouncer"), description=_("Name the team, and who may know him.")
        )
        .Does(opening.file_denunciation_paper)
        .Does(naming.name_denunciation_team)
        .Does(verifies.begin_interview, this.interview)
    )

    interview = (
        _step(State.INTERVIEW)
        .Annotation(
            title=_("Work with the denouncer"),
            description=_("Only those who are named know him; the record holds the content alone."),
        )
        .Does(opening.add_allegation)
        .Does(naming.name_denunciation_team)
        .Does(verifies.record_interview)
        .Does(verifies.plan_denunciation, this.planned)
    )

    planned = (
        _step(State.PLANNED)
        .Annotation(
            title=_("Give the allegations to the person denounced"),
            description=_("As an extract from which nobody can tell who denounced."),
        )
        .Does(opening.file_denunciation_paper)
        .Does(naming.name_denunciation_team)
        .Does(verifies.give_allegations, this.explanation, rules=law.TO_GIVE)
    )

    explanation = (
        _step(State.EXPLANATION)
        .Annotation(title=_("Await the explanation"), description=_("He writes it himself; who refuses stops nothing."))
        .Does(opening.file_denunciation_paper)
        .Does(naming.name_denunciation_team)
        .Does(file_own_evidence)
        .Does(verifies.hand_in_explanation, this.verifying)
        .Does(verifies.record_refused_explanation, this.verifying)
    )

    verifying = (
        _step(State.VERIFYING)
        .Annotation(
            title=_("Verify the denunciation"), description=_("Verify each allegation; then report on all of them.")
        )
        .Does(opening.file_denunciation_paper)
        .Does(naming.name_denunciation_team)
        .Does(file_own_evidence)
        .Does(verifies.record_dn_verification)
        .Does(verifies.extend_denunciation, rules=law.TO_EXTEND)
        .Does(verifies.finish_dn_verification, this.conclusion)
    )

    conclusion = (
        _step(State.ORG_MEETING, Perm.CONCLUDE_DENUNCIATION)
        .Annotation(
            title=_("Hear his organisation and conclude"),
            description=_(
                "His organisation meets, unless secrecy demands otherwise; each allegation has its conclusion."
            ),
        )
        .Does(opening.file_denunciation_paper)
        .Does(naming.name_denunciation_team)
        .Does(verifies.record_org_meeting)
        .Does(verifies.skip_org_meeting)
        .Does(verifies.extend_denunciation, rules=law.TO_EXTEND)
        .Does(concluding.conclude_allegation)
        .Does(concluding.conclude_denunciation, this.notification, rules=law.TO_CONCLUDE)
    )

    notification = (
        _step(State.CONCLUDED)
        .Annotation(
            title=_("Tell the conclusion"), description=_("To the person denounced, his organisation, the denouncer.")
        )
        .Does(concluding.notify_of_result)
        .Does(concluding.finish_notification, this.closing, rules=law.TO_MAKE_KNOWN)
    )

    closing = (
        _step(State.NOTIFIED, Perm.CONCLUDE_DENUNCIATION)
        .Annotation(
            title=_("Do what follows, and close the denunciation"),
            description=_("Discipline where it is deserved; the person denounced is cleared where it was false."),
        )
        .Does(concluding.clear_accused)
        .Does(concluding.note_bad_faith, rules=law.BAD_FAITH)
        .Does(concluding.close_denunciation, this.closed)
    )

    readers = Anytime(states=HANDLED, perm=Perm.CONCLUDE_DENUNCIATION, holder="handling").Does(
        naming.name_identity_reader
    )
    ended_readers = Anytime(states=HERE, perm=Perm.CONCLUDE_DENUNCIATION, holder="handling").Does(
        naming.end_identity_reader
    )
    ended_team = Anytime(states=HERE, perm=Perm.HANDLE_DENUNCIATION, holder="handling").Does(
        naming.end_denunciation_team
    )
    withdrawal = (
        Anytime(states=OPEN, perm=Perm.HANDLE_DENUNCIATION, holder="handling")
        .Does(withdrawing.accept_withdrawal, this.withdrawn, rules=law.TO_WITHDRAW)
        .Does(withdrawing.continue_after_withdrawal, rules=law.TO_GO_ON)
    )
    discipline = Anytime(
        states=(State.CONCLUDED, State.NOTIFIED), perm=Perm.REGISTER_REPORT, holder="registering"
    ).Does(concluding.open_discipline)
    again = Anytime(
        states=(State.NOT_ACCEPTED, State.INFORMATION), perm=Perm.HANDLE_DENUNCIATION, holder="handling"
    ).Does(screens.take_up_denunciation, this.screening)

    not_accepted = End(states=(State.NOT_ACCEPTED,))
    information = End(states=(State.INFORMATION,))
    sent_away = End(states=(State.TRANSFERRED,))
    withdrawn = End(states=(State.WITHDRAWN,))
    closed = End(states=(State.CLOSED,))
