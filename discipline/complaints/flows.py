"""The chain of a complaint about discipline, from top to bottom: who acts, by which rules, where each outcome leads.

One set of steps serves every instance; which body is the instance is computed from the ladder of the day
(discipline/complaints/instance.py). A further complaint is a case of its own.
"""

from django.utils.translation import gettext_lazy as _
from viewflow import this

from discipline.complaints import actions
from discipline.complaints import rules as law
from discipline.complaints.models import Complaint
from discipline.complaints.states import HANDLED, NOT_DECIDED
from discipline.complaints.states import ComplaintState as State
from organization.models import BodyKind
from permissions.catalogue import Perm
from workflows.meetings.steps import MeetingStep
from workflows.meetings.verbs import open_deciding_vote, open_vote
from workflows.models import Task
from workflows.nodes import Anytime, BodyStep, CaseFlow, End, Opening


class ComplaintFlow(CaseFlow):
    """Complaint about discipline"""

    process_class = Complaint
    task_class = Task
    process_title = _("Complaint about discipline")

    start = (
        Opening("base", BodyKind.INSPECTION, Perm.RESOLVE_COMPLAINT)
        .Does(actions.complain, this.received, rules=law.TO_COMPLAIN)
        .Does(actions.enter_complaint, this.received, rules=law.TO_ENTER)
    )

    received = (
        BodyStep("", "", Perm.RESOLVE_COMPLAINT, states=(State.RECEIVED,), holder="conductor")
        .Annotation(
            title=_("Take the complaint in"),
            description=_("Look at the papers: the complaint, the decision, the proof of its receipt."),
        )
        .Does(actions.file_complaint_paper)
        .Does(actions.look_at_complaint, this.admissibility)
    )

    admissibility = (
        BodyStep("", "", Perm.RESOLVE_COMPLAINT, states=(State.ADMISSIBILITY,), holder="conductor")
        .Annotation(
            title=_("Is the complaint to be handled?"),
            description=_("The right level; no ground against it without a paper that proves it."),
        )
        .Does(actions.file_complaint_paper)
        .Does(actions.note_ground)
        .Does(actions.guide_to_denounce)
        .Does(actions.redirect_complaint, this.redirected, rules=law.TO_REDIRECT)
        .Does(actions.reject_complaint, this.rejected, rules=law.TO_REJECT)
        .Does(actions.accept_complaint, this.accepted, rules=law.TO_ACCEPT)
    )

    accepted = (
        BodyStep("", "", Perm.RESOLVE_COMPLAINT, states=(State.ACCEPTED,), holder="conductor")
        .Annotation(
            title=_("Prepare the verification"),
            description=_("Issue the plan and name the team; nobody who took part in the decision."),
        )
        .Does(actions.file_complaint_paper)
        .Does(actions.guide_to_denounce)
        .Does(actions.name_to_complaint_team)
        .Does(actions.verify_complaint, this.verifying)
    )

    verifying = (
        BodyStep("", "", Perm.RESOLVE_COMPLAINT, states=(State.VERIFYING,), holder="conductor")
        .Annotation(
            title=_("Verify the complaint"),
            description=_("The content of the violation, the form, and principles, procedure and power."),
        )
        .Does(actions.file_complaint_paper)
        .Does(actions.name_to_complaint_team)
        .Does(actions.guide_to_denounce)
        .Does(actions.go_to_parties, this.hearing, rules=law.TO_PARTIES)
    )

    hearing = (
        BodyStep("", "", Perm.RESOLVE_COMPLAINT, states=(State.HEARING,), holder="conductor")
        .Annotation(
            title=_("Hear the parties"),
            description=_("The complainant, the body that decided and his cell; who does not come is minuted."),
        )
        .Does(actions.file_complaint_paper)
        .Does(actions.name_to_complaint_team)
        .Does(actions.hear_party)
        .Does(actions.put_complaint_before_meeting, this.meeting, rules=law.TO_MEETING)
    )

    meeting = (
        MeetingStep("", "", Perm.RECORD_RESOLUTION, states=(State.MEETING,), holder="instance_body")
        .Annotation(
            title=_("Vote on the complaint"),
            description=_("The body votes in secret on one ballot with all forms; who took part gets no ballot."),
        )
        .Opens(open_deciding_vote, rules=law.ANSWERS)
        .Opens(open_vote, rules=law.PROPOSES)
        .Does(
            actions.record_answer,
            rules=law.ANSWERED,
            **{actions.DECIDED: this.answer, actions.GOES_UP: this.submission},
        )
        .Does(
            actions.record_proposed_answer,
            rules=law.PROPOSED,
            **{actions.DECIDED: this.answer, actions.GOES_UP: this.submission},
        )
    )

    submission = (
        BodyStep("", "", Perm.RESOLVE_COMPLAINT, states=(State.SUBMITTED_UP,), holder="conductor")
        .Annotation(
            title=_("Take what was submitted"),
            description=_(
                "The lower body may not decide the form: hear him for your own, then put it before its meeting."
            ),
        )
        .Does(actions.file_complaint_paper)
        .Does(actions.hear_party)
        .Does(actions.take_submission, this.meeting, rules=law.TO_MEET_ABOVE)
    )

    answer = (
        BodyStep("", "", Perm.SIGN_DISCIPLINE, states=(State.DECIDED,), holder="answering_body")
        .Annotation(
            title=_("Sign and announce the answer"),
            description=_("It says what the minutes say, why, and where he may complain further."),
        )
        .Does(actions.sign_answer, rules=law.TO_SIGN)
        .Does(actions.announce_answer, this.announced)
    )

    announced = (
        BodyStep(
            "",
            "",
            Perm.SIGN_DISCIPLINE,
            states=(State.ANNOUNCED,),
            holder="answering_body",
            waits=(State.ANNOUNCED,),
        )
        .Annotation(
            title=_("The answer is announced"),
            description=_("He may complain to the next instance in time; otherwise it is final."),
        )
        .Does(actions.file_complaint_paper)
        .Does(actions.note_receipt)
        .Does(actions.confirm_final, this.final, rules=law.TO_BE_FINAL)
    )

    team = Anytime(states=tuple(State), perm=Perm.RESOLVE_COMPLAINT, holder="conductor").Does(
        actions.end_complaint_team
    )
    overrun = Anytime(states=HANDLED, perm=Perm.RESOLVE_COMPLAINT, holder="conductor").Does(actions.notify_overrun)
    withdrawal = Anytime(states=NOT_DECIDED).Does(actions.withdraw_complaint, this.withdrawn, rules=law.TO_WITHDRAW)
    withdrawal_by_letter = Anytime(states=NOT_DECIDED, perm=Perm.RESOLVE_COMPLAINT, holder="conductor").Does(
        actions.record_withdrawal, this.withdrawn, rules=law.TO_WITHDRAW
    )
    next_instance = Anytime(states=(State.ANNOUNCED,)).Does(actions.go_on_above, this.gone_on)

    redirected = End(states=(State.REDIRECTED,))
    rejected = End(states=(State.REJECTED,))
    withdrawn = End(states=(State.WITHDRAWN,))
    gone_on = End(states=(State.ANNOUNCED,))
    final = End(states=(State.FINAL,))
